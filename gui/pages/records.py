"""The records of one place of the rail (学习, 调研, 活动): a list to search and filter, the chosen record beside it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.base.clock import Clock, today
from core.records.catalogue import find_kind, kinds
from core.records.field import Choice
from core.records.kind import Kind, Place, Privacy
from core.records.workflow import Effect, Move
from core.services import offering, records, search
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.offers import Offer
from core.views.records import Hit, RecordLine, RecordView
from gui.messages import _, join, ngettext, words
from gui.models.lines import LinesModel
from gui.pages.actions import RecordActions
from gui.pages.chosen import ChosenBar
from gui.pages.filters import Filters
from gui.pages.kindwords import group_name, in_order, kind_groups
from gui.pages.page import Page
from gui.pages.panes import Panes
from gui.pages.preferences import Preferences
from gui.pages.readpane import ReadPane
from gui.pages.titles import place_name, record_row
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.empty import EmptyState
from gui.widgets.head import Head
from gui.widgets.keys import bind_within
from gui.widgets.kindmenu import KindMenu
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Flow
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room

TYPING = 200
"""Milliseconds without a key before what was typed is searched for."""
MOST_HITS = 500
NAMED = 5
"""Types that the head of the page names."""


class RecordsPage(Page):
    """List and record; one kind, or several of one place."""

    def __init__(
        self,
        vault: Vault,
        place: Place,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences | None = None,
        chooser: Chooser | None = None,
        typing: int = TYPING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chooser = chooser or Chooser()
        self._vault, self._place, self._tasks, self._clock = vault, place, tasks, clock
        self._kinds: dict[str, Kind] = {kind.key: kind for kind in kinds().values() if kind.place is place}
        self._room = Room.WIDE
        self._wanted_record = ""
        self._read_once = False
        self._head = Head(place_name(place), self._context())
        like_last = _("New like last time")
        self._head.add_button(Button(like_last, icon_name="copy", action=self.new_like_last, says=like_last))
        self._new = Button(
            self._new_words(), "primary", icon_name="add", shortcut="Ctrl+N", opens=self._mixed, action=self.new_record
        )
        self._head.add_button(self._new)
        self._menu = KindMenu(says=_("New record"), parent=self)
        self._menu.chosen.connect(self._begin)
        self._filters = Filters(list(self._kinds.values()), typing=typing)
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
        self._show_hint()

    def seek(self) -> bool:
        """Go to the search field."""
        self._panes.show_first()
        self._filters.seek()
        return True

    def memory(self) -> dict[str, Any]:
        """Return the chosen record and the filters."""
        return {"record": self._chosen(), **self._filters.memory()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Choose the record and the filters of `memory`; its "kind" is a key, or a group as "group:people"."""
        self._wanted_record = str(memory.get("record") or "")
        self._pane.begin_at_links(on=bool(memory.get("links")))
        self._filters.recall(memory)
        self._filter()

    # --- what a person does --------------------------------------------------------------------------

    def new_record(self) -> None:
        """Begin a record; where the page has several kinds, ask which."""
        if self._mixed:
            self._menu.open_under(self._new)
        else:
            self._begin(next(iter(self._kinds)))

    def new_like_last(self) -> None:
        """Begin a record like another one: people, place and times are carried over.

        Where there are several kinds it is the chosen record, else the latest one.
        """
        chosen = self._model.line(self._list.currentIndex()) if self._mixed else None
        line = chosen or next(iter(self._model.all_lines()), None)
        if line is None:
            self.new_record()
        else:
            self.new_wanted.emit(line.kind, line.subtype, line.id)

    def print_now(self) -> None:
        """Print the chosen records, or the one shown."""
        if not self._chosen_bar.print_now():
            self._pane.print_now()

    def save_table(self) -> None:
        """Write what the list shows as a table."""
        self._actions.export(self._model.shown_lines(), name=place_name(self._place), chooser=self._chooser)

    def clear_filters(self) -> None:
        """Show everything."""
        self._filters.clear()
        self._filter()
        self._list.setFocus()

    def filters(self) -> Filters:
        """Return what narrows the list."""
        return self._filters

    def menu(self) -> KindMenu:
        """Return the menu of kinds."""
        return self._menu

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
        """Return what the page holds: its groups of kinds, its kinds, or the types of its one kind."""
        if self._mixed:
            groups = dict.fromkeys(kind.group for kind in in_order(self._kinds.values()))
            several = [group_name(group) for group in groups]
            return join(several if len(several) > 1 else (words(kind.words) for kind in self._kinds.values()))
        kind = next(iter(self._kinds.values()))
        field = kind.field(kind.subtype) if kind.subtype else None
        options = field.options[:NAMED] if isinstance(field, Choice) else ()
        return join(words(option.words) for option in options)

    @property
    def _mixed(self) -> bool:
        """Whether the page holds several kinds."""
        return len(self._kinds) > 1

    def _new_words(self) -> str:
        """Return what stands on the blue button: it names the one kind, or opens the menu of several."""
        if self._mixed:
            return _("New record")
        return _("New: {name}").format(name=words(next(iter(self._kinds.values())).words))

    def _take_kinds(self, offers: tuple[Offer, ...]) -> None:
        """Take the kinds there are now: a campaign may have brought some."""
        found = {offer.kind.key: offer.kind for offer in offers}
        if found == self._kinds or not found:
            return
        self._kinds = found
        self._head.set_title(place_name(self._place), self._context())
        self._new.set_text(self._new_words())
        self._new.set_opens(opens=self._mixed)
        self._filters.show_kinds(list(found.values()))
        self._model.say_anew()

    def _left(self) -> QWidget:
        pane = Frame("pane")
        column = Column(pane, spacing=0)
        column.addWidget(self._filters)
        self._list = RowList(says=place_name(self._place))
        self._list.setModel(self._model)
        self._empty = EmptyState()
        self._empty.acted.connect(self._empty_pressed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        foot = Flow(spacing=8)
        foot.setContentsMargins(14, 6, 12, 6)
        self._counted = Label("", "small")
        self._chosen_bar = ChosenBar(self._list, lambda row: self._model.line(self._model.index(row)))
        self._hint = Label(_("↑ ↓ choose   Enter open"), "small")
        self._chosen_bar.several.connect(self._show_hint)
        foot.addWidget(self._counted)
        foot.addWidget(self._hint)
        foot.addWidget(self._chosen_bar)
        column.addLayout(foot)
        return pane

    def _show_hint(self, several: object = False) -> None:
        self._hint.setVisible(self._room is Room.WIDE and not several)

    def _connect(self) -> None:
        self._filters.changed.connect(self._filter)
        self._filters.searched.connect(self._search)
        self._filters.left.connect(self._list.setFocus)
        self._list.picked.connect(self._picked)
        self._list.opened.connect(self._opened)
        self._pane.record_wanted.connect(self.record_wanted)
        self._pane.copy_wanted.connect(self.new_wanted)
        self._pane.left.connect(self._panes.show_first)
        self._actions.moved.connect(self._moved)
        self._actions.restored.connect(lambda view: self.record_wanted.emit(view.record.id, ()))
        self._actions.refused.connect(self.troubled)
        self._actions.changed.connect(self._changed_here)
        self._chosen_bar.print_wanted.connect(self._actions.print_records)
        self._chosen_bar.table_wanted.connect(self.save_table)
        like, paper = ("Ctrl+D", self.new_like_last, _("New like last time")), ("Ctrl+P", self.print_now, _("Print"))
        bind_within(self, (like, paper, ("Esc", self._escape, _("Back to the list"))))
        self.setFocusProxy(self._list)

    # --- content -------------------------------------------------------------------------------------

    def _read(self) -> None:
        place = self._place
        self._tasks.in_vault(
            lambda: (records.listing(self._vault, place), offering.offers(self._vault, place)),
            self._show,
            failed=self.troubled.emit,
            owner=self,
        )

    def _show(self, found: tuple[tuple[RecordLine, ...], tuple[Offer, ...]]) -> None:
        lines, offers = found
        chosen = self._wanted_record or self._chosen()
        self._wanted_record = ""
        self._read_once = True
        self._take_kinds(offers)
        self._menu.show_groups(kind_groups(offers))
        self._filters.show_lines(lines)
        self._model.show_lines(lines)
        self._filter()
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
        return record_row(self._kind_of(line), line, today=today(self._clock), mixed=self._mixed)

    def _kind_of(self, line: RecordLine) -> Kind:
        """Return the kind of a row; one that a campaign brought after the page was made is found as well."""
        return self._kinds.get(line.kind) or find_kind(line.kind)

    def _begin(self, kind: str) -> None:
        """Begin a record of a kind, with the type that is filtered for."""
        alone = [one.key for one in self._filters.chosen()] == [kind]
        self.new_wanted.emit(kind, self._filters.subtype.value() if alone else "", None)

    def _filter(self) -> None:
        self._model.show_wanted(self._filters.wanted())
        self._choose_first()

    def _search(self, text: str) -> None:
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
        if text == self._filters.text():
            self._filters.show_found(hit.line.id for hit in hits)
            self._filter()

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
            name = words(next(iter(self._kinds.values())).words)
            said = _("There is no record yet.") if self._mixed else _("There is no record yet: {name}.")
            self._empty.say(said.format(name=name), self._new.accessibleName())

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
        kind, view = self._kind_of(line), self._pane.view()
        if view is None and kind.privacy is Privacy.SEALED:
            self.seal_wanted.emit(partial(self._pane.show_record, line.id), None)
            return
        known = view is not None and view.record.id == line.id
        if kind.workflow.state(line.state).open or (known and view and records.writable(view.kind, view.record)):
            self.record_wanted.emit(line.id, ())
        else:
            self._panes.show_second()
            self._pane.setFocus()

    def _moved(self, move: Move, view: RecordView) -> None:
        """Go on writing after "change"; else show the record as it is now, also where some fields stay open."""
        if move.effect is Effect.REOPEN and records.writable(view.kind, view.record):
            self.record_wanted.emit(view.record.id, ())
        else:
            self._read()

    def _changed_here(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _escape(self) -> None:
        if self._panes.second_shown() and not self._panes.both():
            self._panes.show_first()
        elif self._model.wanted().filters or self._filters.text():
            self.clear_filters()
        else:
            self._list.setFocus()
