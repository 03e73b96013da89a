"""The records of one place of the rail (学习, 调研): a list to search and filter, and the chosen record beside it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.base.clock import Clock, today
from core.records.catalogue import kinds
from core.records.field import Choice
from core.records.kind import Kind, Place
from core.records.workflow import Move
from core.services import records, search
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.records import Hit, RecordLine, RecordView
from gui.messages import _, join, ngettext, words
from gui.models.lines import LinesModel, Wanted
from gui.pages.actions import RecordActions
from gui.pages.page import Page
from gui.pages.panes import Panes
from gui.pages.preferences import Preferences
from gui.pages.readpane import ReadPane
from gui.pages.titles import place_name, record_row, year_text
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.empty import EmptyState
from gui.widgets.fields import Answer, ChoiceField, TextField, ToggleField
from gui.widgets.head import Head
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room, theme

TYPING = 200
"""Milliseconds without a key before what was typed is searched for."""
MOST_HITS = 500


class RecordsPage(Page):
    """List and record; one kind, or several of one place."""

    print_requested = Signal(bytes)
    """A PDF to be printed."""

    def __init__(
        self,
        vault: Vault,
        place: Place,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences | None = None,
        typing: int = TYPING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._place, self._tasks, self._clock = vault, place, tasks, clock
        self._kinds: dict[str, Kind] = {kind.key: kind for kind in kinds().values() if kind.place is place}
        self._kind = next(iter(self._kinds.values()))
        self._room = Room.WIDE
        self._wanted_record = ""
        self._read_once = False
        self._head = Head(place_name(place), self._context())
        self._head.add_button(
            Button(_("New like last time"), icon_name="copy", action=self.new_like_last, says=_("New like last time"))
        )
        name = words(self._kind.words)
        self._new_words = _("New: {name}").format(name=name)
        self._head.add_button(
            Button(self._new_words, "primary", icon_name="add", shortcut="Ctrl+N", action=self.new_record)
        )
        self._model = LinesModel(self._row, self)
        self._model.modelReset.connect(self._count)
        self._actions = RecordActions(vault, tasks=tasks, clock=clock, parent=self)
        self._pane = ReadPane(vault, tasks=tasks, clock=clock, actions=self._actions)
        self._panes = Panes(
            place.value, (500, 742), self._left(), self._pane, preferences=preferences, both_from=Room.MIDDLE
        )
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._panes, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(typing)
        self._typing.timeout.connect(self._search)
        self._connect()

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the list anew."""
        self._read()
        if not self._panes.isAncestorOf(QApplication.focusWidget() or self):
            self._list.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read the list anew when it shows something that was changed."""
        if changes.kinds & set(self._kinds) or changes.people or changes.packets:
            self._read()

    def set_room(self, room: Room) -> None:
        """List and record side by side, or one of them."""
        self._room = room
        self._head.set_room(room)
        self._panes.set_room(room)
        self._pane.set_room(room)
        self._hint.setVisible(room is not Room.NARROW)

    def seek(self) -> bool:
        """Go to the search field."""
        self._panes.show_first()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        return True

    def memory(self) -> dict[str, Any]:
        """Return the chosen record and the filters."""
        line = self._model.line(self._list.currentIndex())
        wanted = self._model.wanted()
        return {
            "record": line.id if line else "",
            "subtype": wanted.subtype,
            "year": wanted.year,
            "state": wanted.state,
            "late": wanted.late,
        }

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Choose the record and the filters of `memory`."""
        self._wanted_record = str(memory.get("record") or "")
        self._subtype.set_value(str(memory.get("subtype") or ""))
        self._state.set_value(str(memory.get("state") or ""))
        self._late.set_value(bool(memory.get("late")))
        year = int(memory.get("year") or 0)
        self._year.set_answers([Answer(str(year), year_text(year))] if year else [])
        self._year.set_value(str(year) if year else "")
        self._filter()

    # --- what a person does --------------------------------------------------------------------------

    def new_record(self) -> None:
        """Begin a record of the kind of this page, with the type that is filtered for."""
        self.new_wanted.emit(self._kind.key, self._subtype.value(), None)

    def new_like_last(self) -> None:
        """Begin a record like the latest one: people, place and times are carried over."""
        line = next(iter(self._lines), None)
        self.new_wanted.emit(self._kind.key, line.subtype if line else "", line.id if line else None)

    def clear_filters(self) -> None:
        """Show everything."""
        self._find.set_value("")
        self._subtype.set_value("")
        self._year.set_value("")
        self._state.set_value("")
        self._late.set_value(False)
        self._model.show_wanted(Wanted())
        self._list.setFocus()

    def listed(self) -> RowList:
        """Return the list."""
        return self._list

    def pane(self) -> ReadPane:
        """Return the pane with the chosen record."""
        return self._pane

    def model(self) -> LinesModel:
        """Return what the list shows."""
        return self._model

    # --- building ------------------------------------------------------------------------------------

    def _context(self) -> str:
        field = self._kind.field(self._kind.subtype) if self._kind.subtype else None
        options = field.options[:5] if isinstance(field, Choice) else ()
        return join(words(option.words) for option in options)

    def _left(self) -> QWidget:
        pane = Frame("pane")
        column = Column(pane, spacing=0)
        top = Column(margins=(14, 12, 12, 10), spacing=8)
        self._find = TextField(hint=_("Find topics, text, pinyin initials of names"))
        self._find.setAccessibleName(_("Find"))
        top.addWidget(self._find)
        field = self._kind.field(self._kind.subtype) if self._kind.subtype else None
        options = field.options if isinstance(field, Choice) else ()
        self._subtype = ChoiceField(
            [Answer(option.value, words(option.words)) for option in options], empty=_("All types")
        )
        if not options:  # setVisible(True) before it has a parent would flash a window of its own
            self._subtype.hide()
        self._year = ChoiceField([], empty=_("All years"))
        states = self._kind.workflow.states
        self._state = ChoiceField([Answer(state.value, words(state.words)) for state in states], empty=_("All states"))
        self._late = ToggleField(_("Late entries only"))
        for box, said in ((self._subtype, _("Type")), (self._year, _("Year")), (self._state, _("State"))):
            box.setAccessibleName(said)
        line = Flow(spacing=8)
        for widget in (self._subtype, self._year, self._state, self._late):
            line.addWidget(widget)
        top.addLayout(line)
        column.addLayout(top)
        self._list = RowList(says=place_name(self._place))
        self._list.setModel(self._model)
        self._empty = EmptyState()
        self._empty.acted.connect(self._empty_pressed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        foot = Row(margins=(14, 6, 12, 6), spacing=8)
        self._counted = Label("", "small")
        self._hint = Label(_("↑ ↓ choose   Enter open"), "small")
        foot.addWidget(self._counted, 1)
        foot.addWidget(self._hint)
        column.addLayout(foot)
        return pane

    def _connect(self) -> None:
        self._find.edited.connect(self._typing.start)
        self._find.returnPressed.connect(self._list.setFocus)
        for box in (self._subtype, self._year, self._state, self._late):
            box.edited.connect(self._filter)
        self._list.picked.connect(self._picked)
        self._list.opened.connect(self._opened)
        self._pane.record_wanted.connect(self.record_wanted)
        self._pane.copy_wanted.connect(self.new_wanted)
        self._pane.left.connect(self._panes.show_first)
        self._actions.moved.connect(self._moved)
        self._actions.restored.connect(lambda view: self.record_wanted.emit(view.record.id, ()))
        self._actions.refused.connect(self.troubled)
        self._actions.changed.connect(self._changed_here)
        self._actions.printed.connect(self.print_requested)
        for keys, action in (("Ctrl+D", self.new_like_last), ("Ctrl+P", self._pane.print_now), ("Esc", self._escape)):
            shortcut = QShortcut(QKeySequence(keys), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self._list)
        theme().changed.connect(self._fit_filters)
        self._fit_filters()

    def _fit_filters(self) -> None:
        """Make every filter as wide as its longest answer."""
        for box in (self._subtype, self._year, self._state):
            longest = max(theme().metrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
            box.setFixedWidth(longest + theme().dp(46))

    # --- content -------------------------------------------------------------------------------------

    def _read(self) -> None:
        place = self._place
        self._tasks.in_vault(
            lambda: records.listing(self._vault, place), self._show, failed=self.troubled.emit, owner=self
        )

    @property
    def _lines(self) -> tuple[RecordLine, ...]:
        return self._model.all_lines()

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        chosen = self._wanted_record or self._chosen()
        self._wanted_record = ""
        self._read_once = True
        keep = self._year.value()
        self._model.show_lines(lines)
        self._year.set_answers([Answer(str(year), year_text(year)) for year in self._model.years()])
        self._year.set_value(keep)
        self._fit_filters()
        self._count()
        index = self._model.at(chosen)
        if not index.isValid() and self._model.rowCount():
            index = self._model.index(0)
        if index.isValid():
            self._list.setCurrentIndex(index)
            line = self._model.line(index)
            if line is not None:
                self._pane.show_record(line.id)
        else:
            self._pane.clear()

    def _chosen(self) -> str:
        line = self._model.line(self._list.currentIndex())
        return line.id if line else ""

    def _row(self, line: RecordLine) -> RowData:
        return record_row(self._kinds.get(line.kind, self._kind), line, today=today(self._clock))

    def _filter(self) -> None:
        wanted = self._model.wanted()
        self._model.show_wanted(
            Wanted(
                subtype=self._subtype.value(),
                year=int(self._year.value() or 0),
                state=self._state.value(),
                late=self._late.value(),
                ids=wanted.ids if self._find.value().strip() else None,
            )
        )
        self._choose_first()

    def _search(self) -> None:
        text = self._find.value().strip()
        if not text:
            self._filter()
            return
        self._tasks.in_vault(
            lambda: search.find(self._vault, text, limit=MOST_HITS),
            partial(self._found, text),
            failed=self.troubled.emit,
            owner=self,
        )

    def _found(self, text: str, hits: tuple[Hit, ...]) -> None:
        if text != self._find.value().strip():
            return
        wanted = self._model.wanted()
        ids = frozenset(hit.line.id for hit in hits)
        self._model.show_wanted(Wanted("", wanted.subtype, wanted.year, wanted.state, wanted.late, ids))
        self._choose_first()

    def _choose_first(self) -> None:
        if self._model.rowCount() and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0))
        elif not self._model.rowCount():
            self._pane.clear()

    def _count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total()
        text = ngettext("{total} record, {shown} shown", "{total} records, {shown} shown", total)
        self._counted.setText(text.format(total=total, shown=shown) if self._read_once else "")
        self._stack.setCurrentWidget(self._list if shown or not self._read_once else self._empty)
        if total and not shown:
            self._empty.say(_("No record fits the filter."), _("Clear the filter"))
        elif not total:
            name = words(self._kind.words)
            self._empty.say(_("There is no record yet: {name}.").format(name=name), self._new_words)

    def _empty_pressed(self) -> None:
        if self._model.total():
            self.clear_filters()
        else:
            self.new_record()

    def _picked(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if line is not None:
            self._pane.show_record(line.id)

    def _opened(self, index: QModelIndex) -> None:
        """Write on in what is open; read what is finished."""
        line = self._model.line(index)
        if line is None:
            return
        kind = self._kinds.get(line.kind, self._kind)
        view = self._pane.view()
        known = view is not None and view.record.id == line.id
        if kind.workflow.state(line.state).open or (known and view and records.writable(view.kind, view.record)):
            self.record_wanted.emit(line.id, ())
        else:
            self._panes.show_second()
            self._pane.setFocus()

    def _moved(self, move: Move, view: RecordView) -> None:
        """Go on writing after "change"; else show the record as it is now."""
        del move
        if records.writable(view.kind, view.record):
            self.record_wanted.emit(view.record.id, ())
        else:
            self._read()

    def _changed_here(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _escape(self) -> None:
        if self._panes.second_shown() and not self._panes.both():
            self._panes.show_first()
        elif self._model.wanted().filters or self._find.value():
            self.clear_filters()
        else:
            self._list.setFocus()
