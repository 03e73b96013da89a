"""The ledger of a place (整改台账): tabs by state, the table, and the chosen item with what happened to it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.base.clock import Clock, today
from core.records.catalogue import kinds
from core.records.kind import Kind, Place
from core.records.workflow import Effect, Move
from core.services import records
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.records import RecordLine, RecordView
from gui.messages import _, chinese, day, due, join, ngettext, words
from gui.models.ledger import LedgerModel
from gui.pages.actions import RecordActions
from gui.pages.chosen import ChosenBar
from gui.pages.itempane import ItemPane
from gui.pages.page import Page
from gui.pages.panes import Panes
from gui.pages.preferences import Preferences
from gui.pages.titles import late_chip, line_text, state_chip
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import ChipData, Tone
from gui.widgets.choosing import Chooser
from gui.widgets.empty import EmptyState
from gui.widgets.head import Head
from gui.widgets.keys import bind_within
from gui.widgets.ledger import CellData, Ledger
from gui.widgets.space import Column, Flow
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room

SOON = 14
"""Days before a deadline from which the table says how many are left."""

ALL, OVERDUE = "all", "overdue"


class LedgerPage(Page):
    """Table and item; the first kind of the place that has printed lists."""

    def __init__(
        self,
        vault: Vault,
        place: Place = Place.RECTIFICATION,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences | None = None,
        chooser: Chooser | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chooser = chooser or Chooser()
        self._room = Room.WIDE
        self._vault, self._place, self._tasks, self._clock = vault, place, tasks, clock
        self._kind: Kind = next(kind for kind in kinds().values() if kind.place is place)
        self._wanted_record, self._wanted_move = "", ""
        self._lines: tuple[RecordLine, ...] = ()
        self._read_once = False
        self._counted_tabs = True
        lists = self._kind.sheet.lists
        names = join(words(one.words) for one in lists)
        self._head = Head(
            _("Rectification ledger"), _("{lists} are one table").format(lists=names) if len(lists) > 1 else ""
        )
        self._head.add_button(Button(_("Print the three lists"), icon_name="print", action=self.print_lists))
        self._head.add_button(Button(_("New item"), "primary", icon_name="add", shortcut="Ctrl+N", action=self.new))
        self._model = LedgerModel(self._cell, self)
        self._actions = RecordActions(vault, tasks=tasks, clock=clock, parent=self)
        self._pane = ItemPane(vault, tasks=tasks, clock=clock, actions=self._actions)
        self._panes = Panes(
            place.value, (690, 552), self._left(), self._pane, preferences=preferences, both_from=Room.MIDDLE
        )
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._panes, 1)
        self._connect()

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the ledger anew."""
        self._read()
        if not self._panes.isAncestorOf(QApplication.focusWidget() or self):
            self._table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read the ledger anew when it shows something that was changed."""
        if self._kind.key in changes.kinds or changes.people:
            self._read()

    def set_room(self, room: Room) -> None:
        """Table and item side by side, or one of them; fewer columns where there is little room."""
        self._head.set_room(room)
        self._panes.set_room(room)
        self._pane.set_room(room)
        narrow = room is not Room.WIDE
        self._counted_tabs = not narrow
        self._show_tabs()
        self._table.setColumnHidden(2, narrow)
        self._table.set_columns(_widths(narrow=narrow))
        self._room = room
        self._show_note()

    def memory(self) -> dict[str, Any]:
        """Return the chosen item and the tab."""
        line = self._model.line(self._table.currentIndex().row())
        return {"record": line.id if line else "", "tab": self._tabs.current()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Choose the item and the tab of `memory`; {"move": key} begins a move."""
        self._wanted_record = str(memory.get("record") or "")
        self._wanted_move = str(memory.get("move") or "")
        self._pane.begin_at_links(on=bool(memory.get("links")))
        self._choose_tab(str(memory.get("tab") or ALL))

    # --- what a person does --------------------------------------------------------------------------

    def new(self) -> None:
        """Begin an item."""
        self.new_wanted.emit(self._kind.key, "", None)

    def print_lists(self) -> None:
        """Print the lists of all living items."""
        self._actions.print_lists(self._kind.key)

    def print_now(self) -> None:
        """Print the chosen items, or the one shown."""
        if not self._chosen_bar.print_now():
            self._pane.print_now()

    def save_table(self) -> None:
        """Write the ledger's lists over what the table shows."""
        name, kind = words(self._kind.words), self._kind.key
        self._actions.export(self._model.shown_lines(), name=name, chooser=self._chooser, kind=kind)

    def table(self) -> Ledger:
        """Return the table."""
        return self._table

    def tabs(self) -> Tabs:
        """Return the tabs."""
        return self._tabs

    def model(self) -> LedgerModel:
        """Return what the table shows."""
        return self._model

    def pane(self) -> ItemPane:
        """Return the pane with the chosen item."""
        return self._pane

    def actions_of(self) -> RecordActions:
        """Return what asks before moves."""
        return self._actions

    # --- building ------------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        pane = Frame("pane")
        column = Column(pane, spacing=0)
        self._tabs = Tabs([Tab(ALL, _("All"), count=0)], says=_("Filter by state"))
        column.addWidget(self._tabs)
        self._table = Ledger(says=_("Rectification ledger"))
        self._table.setModel(self._model)
        self._table.set_columns(_widths(narrow=False))
        header = self._table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        self._empty = EmptyState()
        self._empty.acted.connect(self._empty_pressed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        foot = Flow(spacing=8)
        foot.setContentsMargins(14, 6, 12, 6)
        self._counted = Label("", "small")
        self._note = Label(_("Overdue is laid over a state and never changes it"), "small")
        self._chosen_bar = ChosenBar(self._table, self._model.line)
        self._chosen_bar.several.connect(self._show_note)
        foot.addWidget(self._counted)
        foot.addWidget(self._note)
        foot.addWidget(self._chosen_bar)
        column.addLayout(foot)
        return pane

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._choose_tab)
        self._table.picked.connect(self._picked)
        self._table.opened.connect(self._opened)
        self._pane.record_wanted.connect(self.record_wanted)
        self._pane.left.connect(self._panes.show_first)
        self._actions.moved.connect(self._moved)
        self._actions.restored.connect(lambda view: self.record_wanted.emit(view.record.id, ()))
        self._actions.refused.connect(self.troubled)
        self._actions.changed.connect(self.changed)
        self._chosen_bar.print_wanted.connect(self._actions.print_records)
        self._chosen_bar.table_wanted.connect(self.save_table)
        bind_within(
            self,
            (
                ("Ctrl+P", self.print_now, _("Print")),
                ("Ctrl+Tab", lambda: self._tabs.step(1), _("Next section")),
                ("Ctrl+Shift+Tab", lambda: self._tabs.step(-1), _("The section before")),
                ("Esc", self._escape, _("Back to the list")),
            ),
        )
        self.setFocusProxy(self._table)

    # --- content -------------------------------------------------------------------------------------

    def _read(self) -> None:
        kind = self._kind.key
        self._tasks.in_vault(
            lambda: records.listing(self._vault, kind), self._show, failed=self.troubled.emit, owner=self
        )

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        chosen = self._wanted_record or self._chosen()
        self._wanted_record = ""
        self._read_once = True
        self._lines = lines
        self._model.show_lines(lines)
        self._show_tabs()
        self._count()
        self._choose(chosen)

    def _choose(self, record: str) -> None:
        row = self._model.row_of(record)
        row = row if row >= 0 else 0 if self._model.rowCount() else -1
        if row < 0:
            self._pane.clear()
            return
        self._table.setCurrentIndex(self._model.index(row, 0))
        line = self._model.line(row)
        if line is not None:
            self._pane.show_record(line.id)

    def _chosen(self) -> str:
        line = self._model.line(self._table.currentIndex().row())
        return line.id if line else self._pane.shown_id()

    def _show_tabs(self) -> None:
        tabs = [self._tab(ALL, _("All"))]
        for state in self._kind.workflow.states:
            if state.value in _ALWAYS or self._model.count(self._taker(state.value)):
                tabs.append(self._tab(state.value, words(state.words)))
            if state.value == "working":
                tabs.append(self._tab(OVERDUE, _("Overdue")))
        self._tabs.show_tabs(tabs)

    def _tab(self, key: str, name: str) -> Tab:
        """Return a tab; where there is little room only what is overdue keeps its number."""
        counted = self._counted_tabs or key == OVERDUE
        return Tab(key, name, count=self._model.count(self._taker(key)) if counted else None)

    @staticmethod
    def _taker(key: str) -> Callable[[RecordLine], bool]:
        if key == ALL:
            return lambda _line: True
        if key == OVERDUE:
            return lambda line: line.overdue > 0
        return lambda line: line.state == key

    def _choose_tab(self, key: str) -> None:
        chosen = self._chosen()
        self._model.show_only(self._taker(key))
        self._count()
        self._choose(self._wanted_record or chosen)

    def _show_note(self, several: object = False) -> None:
        """Leave the note away where there is little room or something to do with several rows."""
        self._note.setVisible(self._room is Room.WIDE and not several)

    def _sort(self, column: int) -> None:
        header = self._table.horizontalHeader()
        same = header.sortIndicatorSection() == column and header.isSortIndicatorShown()
        down = same and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)
        chosen = self._chosen()
        self._model.sort(column, order)
        self._choose(chosen)

    def _cell(self, line: RecordLine, column: int) -> CellData:
        now = today(self._clock)
        match column:
            case 0:
                return CellData(str(line.no) if line.no else "—")
            case 1:
                return CellData(line.heading or _("No title yet"), line_text(line), bold=True)
            case 2:
                return CellData(line.responsible)
            case 3:
                if line.due is None:
                    return CellData("—")
                ended = self._kind.workflow.state(line.state).ended
                left = (line.due - now).days
                sub = due(line.due, today=now) if not ended and left <= SOON else ""
                return CellData(day(line.due, today=now), sub, tone="warn" if left <= 1 else "")
            case _:
                chips = [state_chip(self._kind, line.state)]
                if line.overdue:
                    chips.append(ChipData(_("Overdue"), "calendar_error", Tone.WARN))
                elif line.late:
                    chips.append(late_chip())
                return CellData(chips=tuple(chips))

    def _count(self) -> None:
        total, shown = len(self._lines), self._model.rowCount()
        parts = [ngettext("{count} item", "{count} items", total).format(count=total)]
        closed = self._model.count(lambda line: self._kind.workflow.state(line.state).ended and line.state != "void")
        overdue = self._model.count(self._taker(OVERDUE))
        if closed:
            parts.append(_("{count} closed").format(count=closed))
        if overdue:
            parts.append(_("{count} overdue").format(count=overdue))
        self._counted.setText("　".join(parts) if self._read_once else "")
        self._stack.setCurrentWidget(self._table if shown or not self._read_once else self._empty)
        if total and not shown:
            self._empty.say(_("No item is in this state."), _("Show all"))
        elif not total:
            self._empty.say(_("There is no item in the ledger yet."), _("New item"))

    def _empty_pressed(self) -> None:
        if self._lines:
            self._tabs.choose(ALL)
            self._choose_tab(ALL)
        else:
            self.new()

    def _picked(self, row: int) -> None:
        line = self._model.line(row)
        if line is not None:
            self._pane.show_record(line.id)

    def _opened(self, row: int) -> None:
        """Write on in a draft; read what is in the ledger."""
        line = self._model.line(row)
        if line is None:
            return
        if self._kind.workflow.state(line.state).open:
            self.record_wanted.emit(line.id, ())
        else:
            self._panes.show_second()
            self._pane.setFocus()

    def _moved(self, move: Move, view: RecordView) -> None:
        """Show the item as it is now; after "change" go on in the form."""
        self._wanted_record = view.record.id
        if move.effect is Effect.REOPEN:
            self.record_wanted.emit(view.record.id, ())
        self._read()

    def _escape(self) -> None:
        if self._panes.second_shown() and not self._panes.both():
            self._panes.show_first()
        elif self._tabs.current() != ALL:
            self._tabs.choose(ALL)
            self._choose_tab(ALL)
        self._table.setFocus()


_ALWAYS = frozenset({"working", "waiting", "lasting", "closed"})
"""States whose tabs stand there even when nothing is in them."""


def _widths(*, narrow: bool) -> tuple[int, ...]:
    """Return the columns' widths in pixels at 100 %, 0 = what is left; English words are longer."""
    if chinese():
        return (54, 0, 1, 92, 110) if narrow else (52, 0, 76, 104, 115)
    return (54, 0, 1, 112, 140) if narrow else (52, 0, 100, 120, 140)
