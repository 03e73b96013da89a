"""The editor of one record: form, page as it will print, saving by itself, and the way to "done"."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.base.clock import Clock, today
from core.base.errors import SealClosed, SealMissing, UserError
from core.records.display import heading_of
from core.records.workflow import Effect, Move, Need
from core.services import records
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.records import FindingView, RecordView, Saved
from gui.forms.autosave import Autosave
from gui.forms.context import FormContext
from gui.forms.cursor import cursor_of, put_cursor
from gui.forms.editor import Path
from gui.forms.files import FilesEditor
from gui.forms.form import Form
from gui.messages import _, words
from gui.pages.actions import RecordActions
from gui.pages.afterwards import Afterwards
from gui.pages.door import RecordDoor
from gui.pages.drawing import Drawing
from gui.pages.editorhead import EditorHead
from gui.pages.editorkeys import bind_keys
from gui.pages.editormenu import open_menu
from gui.pages.files import VaultFiles
from gui.pages.keeping import Keeping
from gui.pages.looking import Looking
from gui.pages.mending import go_to_remark, mending, mending_answers
from gui.pages.page import Page
from gui.pages.panes import Panes
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.finding import Level
from gui.widgets.preview import PagePreview
from gui.widgets.space import Column
from gui.widgets.theme import Room


class EditorPage(Page):
    """One record being written; made anew for each record that is opened."""

    tells_saved = True
    ready = Signal()
    """The record has been read and stands in the form."""

    def __init__(
        self,
        vault: Vault,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences | None = None,
        chooser: Chooser | None = None,
        timing: Mapping[str, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._chooser = chooser or Chooser()
        self._timing = dict(timing or {})
        self._room = Room.WIDE
        self._door: RecordDoor | None = None
        self._view: RecordView | None = None
        self._form: Form | None = None
        self._keeping: Keeping | None = None
        self._files: VaultFiles | None = None
        self._looking: Looking | None = None
        self._memory: dict[str, Any] = {}
        self._numbers: tuple[tuple[str, str], ...] = ()
        """Number and heading of records that may be referred to."""
        self._head = EditorHead()
        self._head.went_back.connect(self.went_back)
        self._head.blocking_pressed.connect(self.go_to_blocking)
        self._head.menu_wanted.connect(self._show_menu)
        self._head.look_pressed.connect(self.toggle_preview)
        self._head.done_pressed.connect(self.press_done)
        self._preview = PagePreview(tasks, fold=_("Fold F9"))
        self._preview.closed.connect(self.toggle_preview)
        self._drawing = Drawing(vault, tasks=tasks, view=self._preview)
        well = QWidget()
        self._holder = QHBoxLayout(well)
        self._holder.setContentsMargins(0, 0, 0, 0)
        well.setProperty("role", "f_surface")
        well.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panes = Panes("editor", (812, 430), well, self._preview, preferences=preferences)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._panes, 1)
        self._actions = RecordActions(vault, tasks=tasks, clock=clock, parent=self)
        self._actions.moved.connect(self._moved)
        self._actions.restored.connect(self._opened)
        self._actions.discarded.connect(lambda _id: self._leave())
        self._actions.locked.connect(self._leave)
        self._actions.refused.connect(lambda error: self._keeping_now().refuse(error))
        self._actions.changed.connect(self.changed)
        self._actions.lacked.connect(self._show_lacking)
        self._afterwards = Afterwards(vault, tasks=tasks, parent=self)
        self._afterwards.told.connect(self.told)
        bind_keys(self)

    # --- page ----------------------------------------------------------------------------------------

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Open the record `memory` names: {"record": id, "path": where to go, "move": to begin with, "fresh": new}."""
        self._memory = dict(memory)
        self.open(str(memory["record"]))

    def memory(self) -> dict[str, Any]:
        """Return the record and the field one is at."""
        if self._door is None:
            return {}
        path = list(self._form.focused_path()) if self._form else []
        at = cursor_of(self._form.focusWidget()) if self._form else 0
        rest = {key: said for key, said in (("fresh", self._door.untouched), ("cursor", at)) if said}
        return {"record": self._door.id, "path": path, **rest}

    def open(self, record: str) -> None:
        """Read a record and show it."""
        door = self._door = RecordDoor(self._vault, record, fresh=bool(self._memory.pop("fresh", False)))

        def read() -> RecordView:
            view = door.open()
            self._numbers = door.numbers(view)
            return view

        self._tasks.in_vault(read, self._opened, failed=partial(self._unread, record), owner=self)

    def flush(self, then: Callable[[], None]) -> None:
        """Save what is typed, then call `then`; the lists hear of what was changed."""
        if self._keeping is None:
            then()
        else:
            self._keeping.autosave.flush(partial(self._tell_changed, then))

    def leave(self, then: Callable[[], None]) -> None:
        """Leave the record; one that was begun just now and never touched goes without a word."""
        if self._keeping is None or not self._keeping.leave(partial(self._tell_changed, then)):
            self.flush(then)

    def set_room(self, room: Room) -> None:
        """Form and page side by side, or one of them."""
        self._room = room
        self._head.set_room(room)
        self._panes.set_room(room)
        if self._form is not None:
            self._form.set_room(room)
            self._show_blocking()
        self._head.show_look(page_shown=self._panes.second_shown())
        self._draw()

    def form(self) -> Form | None:
        """Return the form, None while the record is being read."""
        return self._form

    def done_button(self) -> Button:
        """Return the button of the usual next step (定稿)."""
        return self._head.done

    def saving(self) -> Autosave | None:
        """Return what saves by itself, None while the record is being read."""
        return self._keeping.autosave if self._keeping else None

    def actions_of(self) -> RecordActions:
        """Return what asks before moves."""
        return self._actions

    # --- opening -------------------------------------------------------------------------------------

    def _opened(self, view: RecordView) -> None:
        self._view = view
        door, kind, record = self._door_now(), view.kind, view.record
        self._take_apart()
        self._files = VaultFiles(door, tasks=self._tasks, owner=self, failed=self._refuse)
        context = FormContext(
            today=today(self._clock),
            people=view.people,
            recent=view.recent,
            files=self._files,
            numbers=self._numbers,
        )
        form = Form(kind, context)
        self._form = form
        self._keeping = Keeping(
            door, tasks=self._tasks, typed=form.typed, head=self._head, page=self, timing=self._timing
        )
        self._keeping.answered.connect(self._answered)
        self._keeping.told.connect(self.saved)
        self._keeping.other_wanted.connect(lambda: self.open(door.id))
        form.set_room(self._room)
        form.set_values(record.values)
        form.set_writable(records.writable(kind, record))
        form.show_findings(view.findings)
        form.show_remarks(door.remarks)
        form.changed.connect(self._keeping.autosave.touch)
        form.show_unread(door.unread)
        form.counted.connect(lambda _count: self._show_blocking())
        looking = self._looking = Looking(
            self._vault, tasks=self._tasks, door=door, form=form, flush=self.flush, parent=form
        )
        looking.seen.connect(self._seen)
        looking.said.connect(self._keeping.say)
        looking.refused.connect(self._keeping.refuse)
        form.explained.connect(looking.explain)
        form.muted.connect(looking.mute)
        form.gather_wanted.connect(looking.gather)
        form.newcomer_wanted.connect(looking.put_on_list)
        looking.reread.connect(self._reread)
        form.files_wanted.connect(self._choose_files)
        form.other_wanted.connect(lambda said: self.flush(partial(self._actions.compare, said)))
        self._holder.addWidget(form)
        form.show()  # a layout shows its new child a turn later, and what is hidden takes no focus
        self._keeping.autosave.show_saved_at(record.changed_at)
        self._head.show_view(view, self._primary(), mending=self._mending() is not None)
        self._show_blocking()
        self._draw()
        self.placed.emit(kind.place.value)
        self.setFocusProxy(form)
        form.go_to(path := tuple(self._memory.pop("path", ()) or ()))
        if not path and self._mending() is None:
            go_to_remark(form)
        if at := int(self._memory.pop("cursor", 0)):
            put_cursor(form.focusWidget(), at)
        move = self._memory.pop("move", "")
        if move:
            QTimer.singleShot(0, self, partial(self.make_move, str(move)))
        self.ready.emit()

    def _unread(self, record: str, error: UserError) -> None:
        """Say why the record can't be opened; one that is locked away asks for its password."""
        if isinstance(error, SealClosed | SealMissing):
            self.seal_wanted.emit(partial(self.open, record), self.went_back.emit)
        else:
            self.troubled.emit(error)

    def _take_apart(self) -> None:
        """Put the form of the former reading away."""
        if self._form is not None:
            self._holder.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        if self._keeping is not None:
            self._keeping.hush()
            self._keeping.deleteLater()
        if self._files is not None:
            self._files.clean()

    def _primary(self) -> Move | None:
        if self._view is None:
            return None
        return self._mending() or next((move for move in self._view.moves if move.primary), None)

    def _mending(self) -> Move | None:
        """Return the move that opens a record the county sent back."""
        return mending(self._view, self._door.remarks) if self._view and self._door else None

    def _answered(self, saved: Saved) -> None:
        view, form = self._view_now(), self._form
        if form is None:
            return
        form.keep_automatic(saved.automatic)
        form.show_findings(saved.findings)
        record = msgspec.structs.replace(view.record, revision=saved.revision, values=form.values())
        record = msgspec.structs.replace(record, heading=heading_of(view.kind, record.values))
        self._view = msgspec.structs.replace(view, record=record, findings=saved.findings)
        self._head.show_title(record.values)
        self._show_blocking()
        self._draw()

    # --- findings and moves --------------------------------------------------------------------------

    def go_to_blocking(self) -> bool:
        """Go to the first thing that must be dealt with before finishing; False when there is none."""
        if self._form is None or not (blocking := self._form.blocking()):
            return False
        self._form.ask_all()
        first = min(blocking, key=lambda said: said.level is not Level.ERROR)
        if first.level is Level.WARNING:
            self._form.explain(first)
        else:
            self._form.go_to_finding(first)
        return True

    def make_move(self, key: str) -> None:
        """Save, ask what the move needs, and make it."""
        self.flush(lambda: self._begin_move(key))

    def _begin_move(self, key: str) -> None:
        view = self._view_now()
        move = next((move for move in view.moves if move.key == key), None)
        if move is None or (Need.NO_ERRORS in move.needs and self.go_to_blocking()):
            return
        given = mending_answers(move) if move is self._mending() else None
        self._actions.move(self._door_now(), view, move, given=given)

    def press_done(self) -> None:
        """Make the usual next step (Ctrl+Enter)."""
        primary = self._primary()
        if primary is not None:
            self.make_move(primary.key)

    def _moved(self, move: Move, view: RecordView) -> None:
        """Show the record after a move; one that is done is left."""
        if records.writable(view.kind, view.record) and move.effect is not Effect.NUMBER:
            self._opened(view)
            return
        self._leave()
        if move.effect is Effect.NUMBER:
            self._afterwards.tell(view)

    def _leave(self) -> None:
        self._forget_typed()
        self.went_back.emit()

    def _forget_typed(self) -> None:
        if self._keeping is not None:
            self._keeping.autosave.forget()

    def _refuse(self, error: Any) -> None:
        self._keeping_now().refuse(error)

    def _reread(self, path: Path) -> None:
        """Read the record anew, for somebody came onto the list of people, and go to a place in it."""
        self.changed.emit(Changes(people=True))
        self._memory["path"] = path
        self.open(self._door_now().id)

    def _seen(self, view: RecordView) -> None:
        self._view = view
        self._show_blocking()

    def _show_lacking(self, found: tuple[FindingView, ...]) -> None:
        if self._looking is not None:
            self._looking.show_lacking(self._view_now().findings, found)

    def _show_blocking(self) -> None:
        primary = self._primary()
        blocking = self._form.blocking() if self._form and primary and Need.NO_ERRORS in primary.needs else ()
        self._head.show_blocking(blocking)

    def _choose_files(self, editor: FilesEditor) -> None:
        title = words(editor.field.words)
        found = self._chooser.files(self, title=title, start=FilePath.home(), kinds=_("All files (*)"))
        editor.take_in(list(found))

    # --- page preview, menu, keys --------------------------------------------------------------------

    def toggle_preview(self) -> None:
        """Show or fold the page as it will print (F9)."""
        self._panes.toggle_second()
        self._head.show_look(page_shown=self._panes.second_shown())
        self._draw()

    def _draw(self) -> None:
        if self._view is not None and self._panes.second_shown():
            self._drawing.draw(self._view.record)

    def _show_menu(self) -> None:
        if self._view is not None and self._door is not None:
            open_menu(self, self._head.more, self._door, self._view_now)

    def print_now(self) -> None:
        """Save and print the sheet."""
        self.flush(lambda: self._actions.print_record(self._view_now()))

    def save_now(self) -> None:
        """Save what is typed now, and say when it was saved (Ctrl+S)."""
        if self._keeping is not None:
            self._keeping.autosave.save_now()
            self._keeping.say_time()

    def _tell_changed(self, then: Callable[[], None]) -> None:
        view, keeping = self._view, self._keeping
        if view is not None and keeping is not None and keeping.autosave.written:
            keeping.autosave.written = False
            record = view.record
            self.changed.emit(Changes(records=frozenset({record.id}), kinds=frozenset({record.kind})))
        then()

    def _door_now(self) -> RecordDoor:
        assert self._door is not None
        return self._door

    def _view_now(self) -> RecordView:
        assert self._view is not None
        return self._view

    def _keeping_now(self) -> Keeping:
        assert self._keeping is not None
        return self._keeping
