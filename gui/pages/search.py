"""Finding records by any words in them, and by the people they name (资料 · 查找)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.base.clock import Clock, today
from core.records.catalogue import kinds
from core.records.filing import Place
from core.services import archive, papers, search
from core.services.vaults import Vault
from core.views.archive import Plan, Year
from core.views.changes import Changes
from core.views.records import Hit, RecordLine
from gui.forms.standins import StandIns
from gui.messages import _, brief, day, ngettext, weekday, words
from gui.models.plainrows import KeyedRow, PlainRows
from gui.pages.archiving import ArchiveQuestion
from gui.pages.blanks import BlanksQuestion
from gui.pages.chosen import ChosenBar
from gui.pages.outgoing import Outgoing
from gui.pages.page import Page
from gui.pages.titles import line_heading, state_chip
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import ChipData
from gui.widgets.empty import EmptyState
from gui.widgets.fields import TextField
from gui.widgets.head import Head
from gui.widgets.keys import bind
from gui.widgets.paper import printout
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room

TYPING = 200
"""Milliseconds without a key before what was typed is searched for."""
MOST = 200


class SearchPage(Page):
    """One field, one list; Enter opens the record."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, typing: int = TYPING, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._head = Head(_("Files"), _("People, and everything that was ever recorded"))
        people = Button(_("People"), icon_name="people", action=lambda: self.place_wanted.emit("people", {}))
        blanks = Button(_("Blank sheets"), icon_name="document_text", action=self.choose_blanks)
        self.question: BlanksQuestion | ArchiveQuestion | None = None
        self._head.add_button(blanks)
        self._head.add_button(Button(_("File a year"), icon_name="folder", action=self.choose_archive))
        self._head.add_button(people)
        self._find = TextField(hint=_("Find any words, a person’s name or pinyin initials"))
        self._find.setAccessibleName(_("Find"))
        self._model = PlainRows(self)
        self._list = RowList(says=_("Records found"))
        self._list.setModel(self._model)
        self._empty = EmptyState(_("Two characters are enough."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._list)
        self._counted = Label("", "small")
        pane = Frame("surface")
        inside = Column(pane, spacing=0)
        top = Row(margins=(20, 14, 16, 10), spacing=12)
        top.addWidget(self._find, 1)
        top.addWidget(self._counted)
        self._hits: dict[str, RecordLine] = {}
        self._outgoing = Outgoing(vault, tasks=tasks, clock=clock, parent=self)
        self._outgoing.refused.connect(self.troubled)
        self._stand_ins = StandIns(tasks=tasks, parent=self)
        bar = ChosenBar(self._list, lambda row: self._hits.get(self._model.key(self._model.index(row))), table=False)
        bar.print_wanted.connect(self._outgoing.print_records)
        top.addWidget(bar)
        bind(self, "Ctrl+P", bar.print_now, _("Print"), within=True)
        inside.addLayout(top)
        inside.addWidget(self._stack, 1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(pane, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(typing)
        self._typing.timeout.connect(self._search)
        self._find.edited.connect(self._typing.start)
        self._find.returnPressed.connect(self._into_list)
        self._list.opened.connect(self._open)
        self._empty.acted.connect(self._clear)
        bind(self, "Esc", self._clear, _("Clear the search"), within=True)
        self.setFocusProxy(self._find)

    def set_room(self, room: Room) -> None:
        """Keep the head short where there is little room."""
        self._head.set_room(room)

    def seek(self) -> bool:
        """Go to the field."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        return True

    def enter(self) -> None:
        """Search again: records may have changed."""
        self._search()
        if not self._list.hasFocus():
            self._find.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Search again when records were changed."""
        if changes.records or changes.kinds:
            self._search()

    def memory(self) -> dict[str, Any]:
        """Return what is searched for and the chosen record."""
        return {"text": self._find.value(), "record": self._model.key(self._list.currentIndex())}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Search for what `memory` names; {"seek": True} puts the cursor into the field."""
        if "text" in memory:
            self._find.set_value(str(memory["text"]))
        if memory.get("seek"):
            self.seek()

    def choose_blanks(self) -> None:
        """Ask which sheets are wanted blank, and hand them over for printing."""
        self.question = BlanksQuestion(parent=self)
        self.question.choose(self._print_blanks)

    def choose_archive(self) -> None:
        """Ask what a year's archive needs on paper, and hand it over for printing."""
        vault = self._vault
        self._tasks.in_vault(
            lambda: (archive.years(vault), archive.place(vault)),
            self._ask_archive,
            failed=self.troubled.emit,
            owner=self,
        )

    def _ask_archive(self, known: tuple[tuple[Year, ...], Place]) -> None:
        self.question = ArchiveQuestion(*known, parent=self)
        self.question.choose(self._print_archive)

    def _print_archive(self, plan: Plan) -> None:
        vault, name = self._vault, f"{_('File a year')} {plan.year}"
        self._stand_ins.forget()
        self._stand_ins.make(
            lambda progress: printout(archive.archive_pdf(vault, plan, progress), name),
            self.print_requested.emit,
            failed=self.troubled.emit,
        )

    def _print_blanks(self, chosen: tuple[str, ...]) -> None:
        vault, name = self._vault, _("Blank sheets")
        self._stand_ins.forget()
        self._stand_ins.make(
            lambda _progress: printout(papers.blank_pdf(vault, chosen), name),
            self.print_requested.emit,
            failed=self.troubled.emit,
        )

    def look_for(self, text: str) -> None:
        """Search for something."""
        self._find.set_value(text)
        self._search()

    def listed(self) -> RowList:
        """Return the list of records found."""
        return self._list

    def _search(self) -> None:
        text = self._find.value().strip()
        if not text:
            self._show(text, ())
            return
        self._tasks.in_vault(
            lambda: search.find(self._vault, text, limit=MOST),
            partial(self._show, text),
            failed=self.troubled.emit,
            owner=self,
        )

    def _show(self, text: str, hits: tuple[Hit, ...]) -> None:
        if text != self._find.value().strip():
            return
        self._hits = {hit.line.id: hit.line for hit in hits}
        self._model.show_rows([KeyedRow(hit.line.id, self._row(hit)) for hit in hits])
        self._counted.setText(
            ngettext("{count} record", "{count} records", len(hits)).format(count=len(hits)) if text else ""
        )
        self._stack.setCurrentWidget(self._list if hits else self._empty)
        if text and not hits:
            self._empty.say(_("Nothing holds “{text}”.").format(text=brief(text)), _("Clear the field"))
        elif not text:
            self._empty.say(_("Two characters are enough."))

    def _row(self, hit: Hit) -> RowData:
        line, now = hit.line, today(self._clock)
        kind = kinds().get(line.kind)
        chips = (ChipData(words(kind.words), "", filled=False), state_chip(kind, line.state)) if kind else ()
        snippet = hit.snippet
        if hit.marks:
            start, end = hit.marks[0]
            snippet = f"{snippet[:start]}【{snippet[start:end]}】{snippet[end:]}"
        return RowData(
            line_heading(kind, line) if kind else line.heading,
            f"{line.number} · {snippet}" if line.number else snippet,
            day(line.dated, today=now) if line.dated else _("No date"),
            weekday(line.dated) if line.dated else "",
            chips,
        )

    def _into_list(self) -> None:
        self._typing.stop()
        self._search()
        if self._model.rowCount():
            self._list.setFocus()
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._model.index(0))

    def _open(self, index: QModelIndex) -> None:
        key = self._model.key(index)
        if key:
            self.record_wanted.emit(key, ())

    def _clear(self) -> None:
        if self._find.value():
            self._find.set_value("")
            self._search()
        self._find.setFocus()
