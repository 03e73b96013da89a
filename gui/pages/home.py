"""The first page: what to hand in, what is due soon, what was handed in (D§7.1: 首页只有三列)."""

from functools import partial
from typing import assert_never

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock
from core.records.content import Record
from core.services import checklist, nil
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.checklist import Checklist, Do
from core.views.checklist import Row as TodoItem
from gui.messages import _, long_day, ngettext
from gui.pages.page import Page
from gui.pages.todos import as_todo
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.columns import Columns
from gui.widgets.head import Head
from gui.widgets.space import Column
from gui.widgets.theme import Room
from gui.widgets.todo import TodoColumn

_COLUMNS = ("to_hand_in", "due_soon", "handed_in")


class HomePage(Page):
    """Three columns, or one at a time behind tabs where there is little room."""

    counted = Signal(object)
    """Number of overdue things by place of the rail."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._shown: Checklist | None = None
        self._items: dict[str, TodoItem] = {}
        self._asked = False
        self._saying: set[tuple[str, str]] = set()
        self._room = Room.WIDE
        self._head = Head(_("Today"), "")
        self._head.link_pressed.connect(partial(self._go, "campaigns"))
        find = Button(f"{_('Find')}  Ctrl+F", icon_name="search", action=partial(self._go, "files", seek=True))
        find.setAccessibleName(_("Find"))
        self._head.add_button(find, folds_below=Room.MIDDLE)
        for place, name, icon in (
            ("calendar", _("Calendar"), "calendar_ltr"),
            ("inspection", _("Inspection"), "clipboard_search"),
        ):
            self._head.add_button(Button(name, icon_name=icon, action=partial(self._go, place)), folds_below=Room.WIDE)
        self._head.add_button(
            Button(_("Record a study session"), "primary", icon_name="add", shortcut="Ctrl+N", action=self._new)
        )
        self._columns = {
            "to_hand_in": TodoColumn(
                "send",
                _("To hand in"),
                _("Asked for from above, by time"),
                empty=_("Nothing is waiting to be handed in."),
            ),
            "due_soon": TodoColumn(
                "alert", _("Due soon"), _("Within 14 days, or overdue"), empty=_("Nothing is due within 14 days.")
            ),
            "handed_in": TodoColumn(
                "checkmark_circle",
                _("Handed in"),
                _("Carried on a stick, newest first"),
                empty=_("Nothing was handed in yet."),
            ),
        }
        for part in self._columns.values():
            part.acted.connect(self._act)
            part.linked.connect(self._link)
        self._body = Columns(self._columns, says=_("Columns"))
        self._tabs = self._body.tabs
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._body, 1)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the checklist anew."""
        self._read()

    def refresh(self, changes: Changes) -> None:  # noqa: ARG002 - whatever was changed may change what is due
        """Read the checklist anew."""
        self._read()

    def set_room(self, room: Room) -> None:
        """Three columns, chip and line under each other, or one column at a time."""
        self._room = room
        self._head.set_room(room)
        self._body.set_room(room)
        self._show_campaigns()

    # --- content -------------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._asked:
            return
        self._asked = True
        self._tasks.in_vault(lambda: checklist.home(self._vault), self._show, failed=self._failed, owner=self)

    def _failed(self, error: object) -> None:
        self._asked = False
        self.troubled.emit(error)

    def _show(self, found: Checklist) -> None:
        self._asked = False
        self._shown = found
        self._head.set_title(_("Today"), long_day(found.today))
        self._show_campaigns()
        self._items = {}
        for key in _COLUMNS:
            rows: tuple[TodoItem, ...] = getattr(found, key)
            more = found.half_written if key == "to_hand_in" else ()
            self._items.update((row.key, row) for row in (*rows, *more))
            self._columns[key].show_todos(
                [as_todo(row, today=found.today) for row in rows],
                more=[as_todo(row, today=found.today) for row in more],
                headed=_("Half written"),
            )
        self.counted.emit({"rectification": found.overdue})

    def _show_campaigns(self) -> None:
        """Name the campaigns under way, or count them where there is no room for several names."""
        if self._shown is None:
            return
        names = self._shown.campaigns
        said = " · ".join(names)
        if len(names) > 1 and self._room is not Room.WIDE:
            said = ngettext("{count} campaign", "{count} campaigns", len(names)).format(count=len(names))
        self._head.set_link(said, lead=long_day(self._shown.today))

    # --- what is pressed -----------------------------------------------------------------------------

    def _go(self, place: str, **what: object) -> None:
        self.place_wanted.emit(place, what)

    def _new(self) -> None:
        self.new_wanted.emit("study_session", "", None)

    def _act(self, key: str) -> None:
        row = self._items[key]
        what = row.action
        match what.do:
            case Do.OPEN:
                self.record_wanted.emit(what.record or row.record, ())
            case Do.NEW:
                self.new_wanted.emit(what.kind, what.subtype, None)
            case Do.MOVE:
                self.place_wanted.emit("editor", {"record": what.record or row.record, "move": what.move})
            case Do.CARRY:
                self.place_wanted.emit("packet", {"carry": what.packet})
            case Do.SHOW:
                self.place_wanted.emit("submit", {"packet": what.packet})
            case Do.SUBMIT:
                self.place_wanted.emit("packet", {"records": list(what.records)})
            case Do.NIL:
                self._say_none(what.kind, what.month)
            case _:
                assert_never(what.do)

    def _say_none(self, kind: str, month: str) -> None:
        """Say that there was nothing in a month; a second press while that is under way does nothing."""
        if (kind, month) in self._saying:
            return
        self._saying.add((kind, month))

        def said(record: Record) -> None:
            self._saying.discard((kind, month))
            self.changed.emit(Changes(records=frozenset({record.id}), kinds=frozenset({record.kind})))
            if not record.number:  # something is lacking, or there was something after all
                self.record_wanted.emit(record.id, ())

        def failed(error: object) -> None:
            self._saying.discard((kind, month))
            self.troubled.emit(error)

        self._tasks.in_vault(lambda: nil.say_none(self._vault, kind, month), said, failed=failed, owner=self)

    def _link(self, key: str) -> None:
        row = self._items[key]
        if row.action.packet:
            self.place_wanted.emit("submit", {"packet": row.action.packet})
        elif row.record:
            self.record_wanted.emit(row.record, ())
