"""A form generated from a kind: tabs, one scrolling pane, findings beside the fields they speak of."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.records.content import is_empty
from core.records.kind import Kind, Privacy
from core.views.county import RemarkView
from core.views.records import FindingView
from gui.forms.complaints import complaints, show_unread, unread
from gui.forms.context import FormContext
from gui.forms.editor import Editor, Path
from gui.forms.files import FilesEditor
from gui.forms.findingplaces import EMPTY, FindingPlaces
from gui.forms.findings import FindingSlot, Said, levels_of, say, say_remarks
from gui.forms.section import SectionBlock, label_width
from gui.forms.steady import Steady, settle
from gui.forms.stepping import next_said, place_of
from gui.messages import words
from gui.widgets.copying import mark_private
from gui.widgets.finding import Level, said_of
from gui.widgets.space import Column
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Scroll
from gui.widgets.theme import Room, theme


class Form(QWidget):
    """Every field of a kind; `values()` gives back what came in, with what the person changed."""

    changed = Signal()
    """The person changed something."""
    explained = Signal(str, str)
    """The mark of a finding and the person's sentence for it."""
    muted = Signal(str)
    """A rule whose hints the school does not want to see again."""
    files_wanted = Signal(object)
    """A `FilesEditor` asks for the system's dialog."""
    counted = Signal(int)
    """How many things must be dealt with before finishing."""
    other_wanted = Signal(object)
    """A finding (`Said`) speaks of another record: show that one, or both texts."""
    newcomer_wanted = Signal(object)
    """Put whoever a finding (`Said`) names on the list of people."""
    gather_wanted = Signal(str)
    """Bring in from other records what the gathering of this key finds."""

    def __init__(self, kind: Kind, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        mark_private(self, private=kind.privacy is not Privacy.ORDINARY)
        self._context = context
        self._base: dict[str, Any] = {}
        self._findings: tuple[Said, ...] = ()
        self._remarks: tuple[Said, ...] = ()
        self._shown: tuple[Said, ...] = ()
        self._complaints: tuple[Said, ...] = ()
        self._visited = ""
        self._left: set[str] = set()
        """Fields one has been in; the others are not told off for being empty yet."""
        self._blocks: list[SectionBlock] = []
        self._editors: dict[str, Editor] = {}
        self._blocking, self._widest, self._asked = -1, 0, False
        self._room, self._arranged = Room.WIDE, Room.WIDE
        self._tabs = Tabs()
        self._tabs.chosen.connect(self._go_to_section)
        body = Column(margins=(16, 12, 16, 18), spacing=12)
        self._top = FindingSlot()
        body.addWidget(self._top)
        wide = label_width(kind)
        for number, section in enumerate(kind.sections):
            block = SectionBlock(section, context, first=number == 0, label=wide, gathers=kind.gathers)
            block.gather_wanted.connect(self.gather_wanted)
            self._blocks.append(block)
            self._editors.update(block.editors)
            body.addWidget(block)
        body.addStretch(1)
        self._scroll = Scroll(body, adapts=True)
        self._scroll.setObjectName("form")
        self._steady = Steady(self._scroll)
        self._scroll.verticalScrollBar().valueChanged.connect(self._scrolled)
        column = Column(self, spacing=0)
        column.addWidget(self._tabs)
        column.addWidget(self._scroll, 1)
        for editor in self._editors.values():
            editor.changed.connect(self._edited)
            if isinstance(editor, FilesEditor):
                editor.choose_wanted.connect(lambda editor=editor: self.files_wanted.emit(editor))
        self._places = FindingPlaces(self._top, self._blocks, self._editors)
        for slot in self._places.slots():
            self._listen(slot)
        self._show_tabs()
        theme().changed.connect(self._measure)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # --- values --------------------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show stored values; keys the kind does not know are kept for `values`."""
        self._base = dict(values)
        for key, editor in self._editors.items():
            editor.set_value(values.get(key))
        self.show_automatic(values)
        self._place()

    def typed(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the payload, and what was typed and stands in no value, by where it stands."""
        return self.values(), unread(self._editors)

    def show_unread(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed and stands in no value."""
        show_unread(self._editors, texts)
        self._place()

    def values(self) -> dict[str, Any]:
        """Return the payload: JSON-native values by field key, empty ones left out, unknown ones as they came."""
        found = {key: value for key, value in self._base.items() if key not in self._editors}
        for key, editor in self._editors.items():
            value = editor.value()
            if not is_empty(value):
                found[key] = value
        return found

    def show_automatic(self, values: Mapping[str, Any]) -> None:
        """Show what the program worked out."""
        for block in self._blocks:
            block.show_automatic(values)

    def keep_automatic(self, values: Mapping[str, Any]) -> None:
        """Take over worked-out values as they come back from a save."""
        self._base.update(values)
        focused, height = self._steady.under_the_eye()
        self.show_automatic(self._base)
        if focused is not None:  # a line of them may have come or gone above
            self._steady.hold(focused, height)

    def fill(self, key: str, value: Any) -> bool:
        """Show a value that was written elsewhere (brought in), and tell whether it is another one than before."""
        editor = self._editors[key]
        before = editor.value()
        editor.set_value(value)
        self._place()
        return bool(editor.value() != before)

    def set_writable(self, keys: Iterable[str]) -> None:
        """Lock every field but these."""
        open_keys = frozenset(keys)
        for key, editor in self._editors.items():
            editor.set_locked(locked=key not in open_keys)
        for block in self._blocks:
            block.offer_gathers(open_keys)

    def editor(self, key: str) -> Editor:
        """Return the editor of a field. Raises KeyError."""
        return self._editors[key]

    def editors(self) -> Mapping[str, Editor]:
        """Return all editors by field key, in form order; automatic values have none."""
        return dict(self._editors)

    # --- findings ------------------------------------------------------------------------------------

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Place what the checks found, without moving the cursor or what stands under the eye."""
        self._findings = tuple(say(finding, today=self._context.today) for finding in findings)
        self._place()

    def show_remarks(self, remarks: Sequence[RemarkView]) -> None:
        """Place what the county asked to be mended: beside the fields it speaks of, the rest at the head."""
        self._remarks = say_remarks(remarks, today=self._context.today, fields=self._editors)
        self._place()

    def findings(self) -> tuple[Said, ...]:
        """Return everything shown, in the order of the form."""
        return self._shown

    def blocking(self) -> tuple[Said, ...]:
        """Return what must be dealt with before finishing, in the order of the form."""
        return tuple(said for said in self._shown if said.blocks)

    def ask_all(self) -> None:
        """Say of every field that it is still empty, not only of those one has been in: finishing was asked for."""
        if not self._asked:
            self._asked = True
            self._place()

    def go_to(self, path: Path) -> None:
        """Bring the field a path leads to into sight and put the cursor there."""
        editor = self._editors.get(str(path[0])) if path else None
        if editor is None:
            entry = self._blocks[0].first_entry()
            if entry is not None:
                entry.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        editor.take_focus(path)
        self._steady.show(editor.entry(path))
        self._tabs.choose(self._section_of(str(path[0])))

    def go_to_finding(self, said: Said) -> None:
        """Go to the field of a finding, with the finding itself in sight."""
        self._visited = said.key
        self.go_to(said.path)
        entry = self._places.entry_of(said)
        if entry is not None:
            self._steady.show(entry)

    def step_finding(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) finding; False when there is none."""
        self.ask_all()
        found = [said for said in self._shown if not said.explanation]
        if not found:
            return False
        focused = editor.field.key if (editor := self._focused_editor()) else ""
        order = list(self._editors)
        self.go_to_finding(next_said(found, by, fields=order, visited=self._visited, focused=focused))
        return True

    def explain(self, said: Said) -> None:
        """Open the line for the explanation of a warning."""
        self.go_to_finding(said)
        entry = self._places.entry_of(said)
        if entry is not None:
            entry.explain()
            self._steady.show(entry)

    # --- sections, room, keys ------------------------------------------------------------------------

    def focused_path(self) -> Path:
        """Return the path of the field that has the focus, or had it last; () when none had."""
        last = self.focusWidget()
        editor = next((editor for editor in self._editors.values() if editor.holds(last)), None)
        return (editor.field.key,) if editor else ()

    def step_section(self, by: int) -> None:
        """Go to the next (1) or previous (-1) section."""
        self._tabs.step(by)

    def set_room(self, room: Room) -> None:
        """Put labels left or above, fewer fields and people a row."""
        self._room = room
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the labels above when a row would be cut off (long words, a narrow splitter)."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the rows now that the style sheet has been read."""
        super().showEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Find out how wide the rows are with their labels at the left."""
        self._settle_in(Room.WIDE)
        settle()
        self._widest = self._scroll.widget().minimumSizeHint().width()
        self._arrange()

    def _arrange(self) -> None:
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        cut_off = self._widest + bar > self.width()
        self._settle_in(Room.MIDDLE if self._room is Room.WIDE and cut_off else self._room)

    def _settle_in(self, room: Room) -> None:
        if room is not self._arranged:
            self._arranged = room
            for block in self._blocks:
                block.set_room(room)

    def undo(self) -> bool:
        """Take back the last removal in the field that has the focus."""
        editor = self._focused_editor()
        return editor.undo() if editor else False

    def pane(self) -> Scroll:
        """Return the scrolling pane."""
        return self._scroll

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F8 goes through the findings, Ctrl+Tab through the sections, Ctrl+Z takes back a removal."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F8:
            self.step_finding(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif control and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step_section(-1 if event.key() == Qt.Key.Key_Backtab else 1)
        elif event.matches(QKeySequence.StandardKey.Undo) and self.undo():
            event.accept()
        else:
            super().keyPressEvent(event)

    # --- within --------------------------------------------------------------------------------------

    def _edited(self) -> None:
        if complaints(self._editors) != self._complaints:
            self._place()
        self.changed.emit()

    def _place(self) -> None:
        self._complaints = complaints(self._editors)
        place = partial(place_of, fields=list(self._editors))
        typed = {said.path for said in self._complaints}
        found = (said for said in self._findings if not (said.rule == EMPTY and said.path in typed))
        self._shown = tuple(sorted((*self._complaints, *self._remarks, *found), key=place))
        by_slot: dict[FindingSlot, list[Said]] = {}
        for said in self._shown:
            if not self._is_quiet(said):
                by_slot.setdefault(self._places.slot_of(said), []).append(said)
        focused, height = self._steady.under_the_eye()
        moved = False
        for slot in self._places.slots():
            self._listen(slot)
            told = self._places.worded(self.kind, by_slot.get(slot, []))
            moved = slot.show_findings(told) or moved
        self._colour()
        self._show_tabs()
        if moved and focused is not None:
            self._steady.hold(focused, height)
        count = len(self.blocking())
        if count != self._blocking:
            self._blocking = count
            self.counted.emit(count)

    def _is_quiet(self, said: Said) -> bool:
        """Tell whether a field is only empty because one has not come to it yet."""
        return said.rule == EMPTY and not self._asked and len(said.path) == 1 and said.path[0] not in self._left

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        for key, editor in self._editors.items():
            if editor.holds(old) and not editor.holds(new) and key not in self._left:
                self._left.add(key)
                if any(said.path == (key,) and said.rule == EMPTY for said in self._shown):
                    self._place()

    def _listen(self, slot: FindingSlot) -> None:
        if slot.property("heard"):
            return
        slot.setProperty("heard", True)
        slot.acted.connect(self._acted)
        slot.explained.connect(self.explained)
        slot.muted.connect(self.muted)
        slot.other_wanted.connect(self.other_wanted)

    def _acted(self, key: str) -> None:
        said = next((said for said in self._shown if said.key == key), None)
        if said is not None and said.newcomer:
            self.newcomer_wanted.emit(said)
        elif said is not None:
            self.go_to_finding(said)

    def _colour(self) -> None:
        for key, editor in self._editors.items():
            levels = levels_of(key, (said for said in self._shown if not self._is_quiet(said)))
            if levels or editor.property("coloured"):
                editor.clear_levels()
                for path, level in levels.items():
                    editor.show_level(path, level)
            editor.setProperty("coloured", bool(levels))
            found = [said.line() for said in self._shown if said.path == (key,)]
            editor.entry((key,)).setAccessibleDescription(said_of(found))

    def _show_tabs(self) -> None:
        tabs = []
        for block in self._blocks:
            mine = [said for said in self.blocking() if said.path and str(said.path[0]) in block.editors]
            errors = sum(said.level is Level.ERROR for said in mine)
            tabs.append(Tab(block.section.key, words(block.section.words), errors=errors, warnings=len(mine) - errors))
        self._tabs.show_tabs(tabs)

    def _section_of(self, key: str) -> str:
        return next((block.section.key for block in self._blocks if key in block.editors), self._blocks[0].section.key)

    def _go_to_section(self, key: str) -> None:
        block = next(block for block in self._blocks if block.section.key == key)
        bar = self._scroll.verticalScrollBar()
        bar.setValue(0 if block is self._blocks[0] else block.y())
        entry = block.first_entry()
        if entry is not None:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tabs.choose(key)

    def _scrolled(self, top: int) -> None:
        """Mark the tab of the section that stands at the top."""
        edge = top + theme().dp(40)
        here = self._blocks[0]
        for block in self._blocks:
            if block.y() <= edge:
                here = block
        self._tabs.choose(here.section.key)

    def _focused_editor(self) -> Editor | None:
        focused = QApplication.focusWidget()
        return next((editor for editor in self._editors.values() if editor.holds(focused)), None)
