"""What can be done with an open record from any page: move it, print it, look at its history, throw a draft away."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import MoveNotReady, UserError
from core.base.words import Words
from core.records.content import Record
from core.records.display import heading_of
from core.records.workflow import Move
from core.services import comparing, papers, preview, records, seals
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.comparison import ComparisonView
from core.views.papers import Paper
from core.views.records import FindingView, RecordView, VersionLine
from gui.forms.context import FormContext
from gui.forms.findings import Said, say
from gui.forms.moves import Asked, ask_move
from gui.messages import _
from gui.pages.comparing import OTHER, comparison_question
from gui.pages.door import RecordDoor
from gui.pages.history import HistoryDialog
from gui.pages.leaving import PUBLIC, WHOLE, leaving_question, posting_question
from gui.pages.page import Page
from gui.pages.paperwords import paper_name
from gui.tasks import Tasks
from gui.widgets.question import Question, Reply


class RecordActions(QObject):
    """Asks, does, and tells; every call names the record it is about."""

    moved = Signal(object, object)
    """A move was made: the `Move` and the `RecordView` as it is now."""
    restored = Signal(object)
    """An earlier version was taken back: the `RecordView`."""
    discarded = Signal(str)
    """A draft was thrown away: its id."""
    refused = Signal(object)
    """A `UserError`: nothing was changed."""
    locked = Signal()
    """Records with a password of their own were locked away."""
    changed = Signal(object)
    """`Changes` for the other pages."""
    printed = Signal(bytes)
    """A PDF to be printed."""
    lacked = Signal(object)
    """What a move still lacks, `FindingView`s to be shown at their fields; nothing was changed."""
    record_wanted = Signal(str, object)
    """Open another record: id, path of a field. A page that is the parent hands it on by itself."""
    seal_wanted = Signal(object, object)
    """Ask for the password of locked records; see `Page.seal_wanted`. A page that is the parent hands it on."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._window = vault, tasks, clock, parent
        self.dialog: Question | HistoryDialog | None = None
        if isinstance(parent, Page):
            self.record_wanted.connect(parent.record_wanted)
            self.seal_wanted.connect(parent.seal_wanted)

    def move(self, door: RecordDoor, view: RecordView, move: Move, *, given: Mapping[str, Any] | None = None) -> None:
        """Ask what a move needs and make it; `given` are answers to begin with.

        What no answer could mend is told by `lacked` before anything is asked, so that nothing is answered in vain.
        """
        ask = partial(self._ask_move, door, view, move, given or {}, {})
        if not move.requires and not move.needs:
            ask()
            return

        def told(found: tuple[FindingView, ...]) -> None:
            if found:
                self.lacked.emit(found)
            else:
                ask()

        self._tasks.in_vault(lambda: door.lacking(move.key, {}), told, failed=self.refused.emit, owner=self)

    def _ask_move(
        self,
        door: RecordDoor,
        view: RecordView,
        move: Move,
        given: Mapping[str, Any],
        said: Mapping[str, str],
    ) -> None:
        """Ask what a move asks; what is wrong with an answer is said under its field, and asked again."""
        context = FormContext(today=today(self._clock), people=view.people)
        heading = view.record.heading or heading_of(view.kind, view.record.values)
        asked = Asked(heading=heading, kind=view.kind, values=view.record.values, given=given, said=said)

        def again(answers: dict[str, Any], found: tuple[FindingView, ...]) -> None:
            keys = {question.key for question in move.asks}
            wrong = {str(one.path[0]): one for one in found if one.path and one.path[0] in keys}
            rest = tuple(one for one in found if one not in wrong.values())
            if rest or not wrong:
                self.lacked.emit(rest)
            else:
                words = {key: say(one, today=context.today).text for key, one in wrong.items()}
                self._ask_move(door, view, move, answers, words)

        def failed(answers: dict[str, Any], error: UserError) -> None:
            if not isinstance(error, MoveNotReady):
                self.refused.emit(error)
                return
            self._tasks.in_vault(
                lambda: door.lacking(move.key, answers),
                partial(again, answers),
                failed=self.refused.emit,
                owner=self,
            )

        def do(answers: dict[str, Any]) -> None:
            self._tasks.in_vault(
                lambda: door.move(move.key, answers),
                partial(self._moved, move),
                failed=partial(failed, answers),
                owner=self,
            )

        self._keep(ask_move(move, context, asked, then=do, parent=self._window))

    def compare(self, said: Said) -> None:
        """Lay the two texts of a finding side by side, or open the other record where there is nothing to compare."""
        vault = self._vault
        if not said.compared:
            self.record_wanted.emit(said.other, said.other_path)
            return
        self._tasks.in_vault(
            lambda: comparing.compare(vault, said.record, said.path, said.other, said.other_path),
            partial(self._show_comparison, said),
            failed=self.refused.emit,
            owner=self,
        )

    def _show_comparison(self, said: Said, view: ComparisonView) -> None:
        question = comparison_question(view, parent=self._window)
        self._keep(question)
        question.ask(lambda answer: self.record_wanted.emit(said.other, said.other_path) if answer == OTHER else None)

    def discard(self, door: RecordDoor, view: RecordView) -> None:
        """Ask, then throw away a draft that never got a number."""
        heading = view.record.heading or _("this draft")
        question = Question(
            _("Throw away {heading}?").format(heading=heading),
            _("It was never finished, so nothing of it is kept."),
            [
                Reply("no", _("Keep the draft"), safe=True),
                Reply("yes", _("Throw it away"), grave=True),
            ],
            parent=self._window,
        )
        self._keep(question)
        question.ask(lambda answer: self._discard(door, view) if answer == "yes" else None)

    def lock_up(self, view: RecordView) -> None:
        """Lock the records away again that have a password of their own."""

        def done(_none: None) -> None:
            self._tell(view.record)
            self.locked.emit()

        self._tasks.in_vault(lambda: seals.lock(self._vault), done, failed=self.refused.emit, owner=self)

    def show_history(self, door: RecordDoor, view: RecordView) -> None:
        """Read the history and show it."""
        self._tasks.in_vault(
            door.versions, partial(self._show_history, door, view), failed=self.refused.emit, owner=self
        )

    def print_record(self, view: RecordView) -> None:
        """Draw the record's sheet and hand it over for printing; asks first where others see less than we do."""
        vault, record = self._vault, view.record.id
        if view.kind.open_to_all and not view.kind.inside():
            self._print(lambda: preview.record_pdf(vault, record))
            return
        self._tasks.in_vault(
            lambda: preview.hidden_fields(vault, record),
            partial(self._ask_leaving, view),
            failed=self.refused.emit,
            owner=self,
        )

    def _ask_leaving(self, view: RecordView, hidden: tuple[Words, ...]) -> None:
        """Ask how a record of which others see less leaves the house."""
        vault, record = self._vault, view.record.id
        ask = posting_question if view.kind.open_to_all else leaving_question
        question = ask(view, hidden, parent=self._window)
        self._keep(question)

        def answered(answer: str) -> None:
            if answer in {WHOLE, PUBLIC}:
                self._print(lambda: preview.record_pdf(vault, record, public=answer == PUBLIC))

        question.ask(answered)

    def print_paper(self, view: RecordView, paper: Paper) -> None:
        """Draw a paper that hangs under the record and hand it over for printing."""
        vault, record = self._vault, view.record.id
        self._print(lambda: papers.paper_pdf(vault, record, paper))

    def papers(self, view: RecordView) -> list[tuple[str, Callable[[], None]]]:
        """Return the entries of a menu for the papers that hang under the record."""
        return [(paper_name(paper), partial(self.print_paper, view, paper)) for paper in papers.papers_of(view.kind)]

    def print_lists(self, kind: str) -> None:
        """Draw all lists of a kind and hand them over for printing."""
        vault = self._vault
        self._print(lambda: preview.ledger_pdf(vault, kind))

    def _print(self, draw: Callable[[], bytes]) -> None:
        self._tasks.aside(lambda _progress: draw(), self.printed.emit, failed=self.refused.emit, owner=self)

    def _moved(self, move: Move, view: RecordView) -> None:
        self._tell(view.record)
        self.moved.emit(move, view)

    def _discard(self, door: RecordDoor, view: RecordView) -> None:
        def gone(_none: None) -> None:
            self._tell(view.record)
            self.discarded.emit(door.id)

        self._tasks.in_vault(door.discard, gone, failed=self.refused.emit, owner=self)

    def _show_history(self, door: RecordDoor, view: RecordView, lines: tuple[VersionLine, ...]) -> None:
        dialog = HistoryDialog(
            view,
            lines,
            today=today(self._clock),
            writable=bool(records.writable(view.kind, view.record)),
            parent=self._window,
        )
        self._keep(dialog)
        dialog.version_wanted.connect(
            lambda seq: self._tasks.in_vault(
                lambda: door.version(seq), dialog.show_version, failed=self.refused.emit, owner=dialog
            )
        )
        dialog.restore_wanted.connect(
            lambda seq: self._tasks.in_vault(
                lambda: door.restore(seq), self._restored, failed=self.refused.emit, owner=self
            )
        )
        dialog.begin()
        dialog.open()

    def _restored(self, view: RecordView) -> None:
        self._tell(view.record)
        self.restored.emit(view)

    def _tell(self, record: Record) -> None:
        self.changed.emit(Changes(records=frozenset({record.id}), kinds=frozenset({record.kind})))

    def _keep(self, dialog: Question | HistoryDialog | None) -> None:
        self.dialog = dialog
        if dialog is not None:
            dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self.dialog = None
