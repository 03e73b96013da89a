"""What takes records out of the house: onto paper, into another program as text, into a table."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from core.base.clock import Clock, today
from core.base.errors import SealClosed, SealMissing, UserError
from core.base.words import Words
from core.records.catalogue import find_kind
from core.records.display import heading_of
from core.services import audit, papers, preview, tables
from core.services.vaults import Vault
from core.views.papers import Paper
from core.views.records import RecordLine, RecordView
from gui.forms.standins import StandIns
from gui.messages import _, fill, ngettext, words
from gui.pages.leaving import COPY, PRINT, PUBLIC, WHOLE, Way, leaving_question, many_question, posting_question
from gui.pages.page import Page
from gui.pages.paperwords import paper_name
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.copying import copy_text
from gui.widgets.finding import FindingLine, Level
from gui.widgets.paper import Printout, printout


class Outgoing(QObject):
    """Asks first where others see less than we do, then hands over what was made."""

    printed = Signal(object)
    """A `Printout` for the print window. A page that is the parent hands it on."""
    refused = Signal(object)
    """A `UserError`: nothing was changed."""
    seal_wanted = Signal(object, object)
    """Ask for the password of locked records; see `Page.seal_wanted`. A page that is the parent hands it on."""
    told = Signal(object, str, object)
    """What was done, for the banner; see `Page.told`. A page that is the parent hands it on."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._window = vault, tasks, clock, parent
        self._stand_ins = StandIns(tasks=tasks, parent=parent)
        self.dialog: Any = None
        """The question or the window that was opened last, while it is open."""
        if isinstance(parent, Page):
            self.seal_wanted.connect(parent.seal_wanted)
            self.printed.connect(parent.print_requested)
            self.told.connect(parent.told)

    # --- one record ----------------------------------------------------------------------------------

    def print_record(self, view: RecordView) -> None:
        """Draw the record's sheet and hand it over for printing."""
        vault, record, name = self._vault, view.record.id, _name(view)

        def draw(public: bool) -> Printout:
            return Printout(preview.record_pdf(vault, record, public=public), name)

        self._ask(view, PRINT, lambda public: self._print(partial(draw, public)))

    def copy_text(self, view: RecordView) -> None:
        """Put the record as plain text where other programs paste from."""
        vault, record = self._vault, view.record.id

        def copy(public: bool) -> None:
            self._tasks.aside(
                lambda _progress: preview.record_text(vault, record, public=public),
                partial(self._copied, public, view.kind.shown_whole, _name(view)),
                failed=self.refused.emit,
                owner=self,
            )

        self._ask(view, COPY, copy)

    def papers(self, view: RecordView) -> list[tuple[str, Callable[[], None]]]:
        """Return the entries of a menu for the papers that hang under the record."""
        return [(paper_name(paper), partial(self.print_paper, view, paper)) for paper in papers.papers_of(view.kind)]

    def print_paper(self, view: RecordView, paper: Paper) -> None:
        """Draw a paper that hangs under the record and hand it over for printing."""
        vault, record, name = self._vault, view.record.id, _name(view)
        self._print(lambda: printout(papers.paper_pdf(vault, record, paper), name))

    # --- several -------------------------------------------------------------------------------------

    def print_records(self, lines: Sequence[RecordLine]) -> None:
        """Draw the sheets of several records in this order, each from a new sheet of paper, as one print.

        The question about what is not public is asked once for all, then the password where some are locked.
        """
        if not lines:
            return
        vault, chosen = self._vault, tuple(line.id for line in lines)
        count = len(lines)
        name = ngettext("{count} record", "{count} records", count).format(count=count)

        def draw(public: bool) -> Printout:
            pdf, starts = preview.records_pdf(vault, chosen, public=public)
            return Printout(pdf, name, starts)

        def go(public: bool) -> None:
            self._print(partial(draw, public), again=partial(go, public))

        def ask(private: list[RecordLine]) -> None:
            if not private:
                go(False)
                return
            question = many_question(private, count, parent=self._window)
            self._keep(question)
            question.ask(lambda answer: go(answer == PUBLIC) if answer in {WHOLE, PUBLIC} else None)

        perhaps = [line for line in lines if not find_kind(line.kind).shown_whole]
        if not perhaps:
            go(False)
            return
        self._tasks.in_vault(
            lambda: [line for line in perhaps if _may_hide(vault, line)], ask, failed=self.refused.emit, owner=self
        )

    def print_lists(self, kind: str) -> None:
        """Draw all lists of a kind and hand them over for printing."""
        vault, name = self._vault, words(find_kind(kind).words)
        self._print(lambda: Printout(preview.ledger_pdf(vault, kind), name))

    def export(self, lines: Sequence[RecordLine], *, name: str, chooser: Chooser, kind: str = "") -> None:
        """Ask where to, and write a table of these records in this order; with `kind` its own lists."""
        if not lines:
            return
        vault, chosen, day = self._vault, tuple(line.id for line in lines), today(self._clock)
        offered = fill(_("{name} {day} (copy)"), {"name": name, "day": day.isoformat()})
        path = chooser.new_file(
            self._window, title=_("Save as a table"), start=Path.home() / f"{offered}.xlsx", kinds="Excel (*.xlsx)"
        )
        if path is None:
            return
        self._tasks.aside(
            lambda _progress: (
                tables.export_lists(vault, kind, chosen, path) if kind else tables.export_records(vault, chosen, path)
            ),
            partial(self._exported, path, name),
            failed=self.refused.emit,
            owner=self,
        )

    # --- inside --------------------------------------------------------------------------------------

    def _ask(self, view: RecordView, way: Way, then: Callable[[bool], None]) -> None:
        """Ask how a record of which others see less leaves the house; `then` gets whether it is the public version."""
        if view.kind.shown_whole:
            then(False)
            return
        vault, record = self._vault, view.record.id

        def ask(hidden: tuple[Words, ...]) -> None:
            if not hidden and view.kind.open_to_all and not view.kind.inside():
                then(False)
                return
            about = posting_question if view.kind.open_to_all else leaving_question
            question = about(view, hidden, way=way, parent=self._window)
            self._keep(question)
            question.ask(lambda answer: then(answer == PUBLIC) if answer in {WHOLE, PUBLIC} else None)

        self._tasks.in_vault(lambda: preview.hidden_fields(vault, record), ask, failed=self.refused.emit, owner=self)

    def _print(self, draw: Callable[[], Printout], *, again: Callable[[], None] | None = None) -> None:
        """Draw, and hand over; `again` is called once locked records are open."""

        def failed(error: UserError) -> None:
            if again is not None and isinstance(error, SealClosed | SealMissing):
                self.seal_wanted.emit(again, None)
            else:
                self.refused.emit(error)

        self._stand_ins.forget()
        self._stand_ins.make(lambda _progress: draw(), self.printed.emit, failed=failed)

    def _copied(self, public: bool, whole: bool, name: str, text: str) -> None:
        copy_text(text, private=not (public or whole))
        self._note(name)
        version = public and not whole
        what = _("The public version was copied as text.") if version else _("The record was copied as text.")
        self._tell(fill(_("{what} Paste it where it is wanted."), {"what": what}))

    def _exported(self, path: Path, name: str, count: int) -> None:
        self._note(name, path.name)
        said = ngettext("{count} row was written to {path}.", "{count} rows were written to {path}.", count)
        self._tell(fill(said, {"count": count, "path": str(path)}))

    def _note(self, title: str, name: str = "") -> None:
        """Note in the journal that something left; what is printed is noted where it was really sent."""
        vault = self._vault
        self._tasks.in_vault(lambda: audit.note_exported(vault, title, name=name), failed=self.refused.emit, owner=self)

    def _tell(self, sentence: str) -> None:
        self.told.emit(FindingLine(Level.HINT, sentence), "", {})

    def _keep(self, dialog: QDialog | None) -> None:
        self.dialog = dialog
        if dialog is not None:
            dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self.dialog = None


def _name(view: RecordView) -> str:
    """Return what a printed record is called: kind, number, title."""
    parts = (words(view.kind.words), view.record.number)
    open_words = view.record.heading or heading_of(view.kind, view.record.values) if view.kind.open_to_all else ""
    return " ".join(part for part in (*parts, open_words) if part)


def _may_hide(vault: Vault, line: RecordLine) -> bool:
    """Tell whether others see less of a record; one that is locked away does, and can't be looked at yet."""
    try:
        return preview.hides(vault, line.id)
    except (SealClosed, SealMissing):
        return True
