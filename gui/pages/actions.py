"""What can be done with an open record from any page: move it, print it, look at its history, throw a draft away."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.records.content import Record
from core.records.display import heading_of
from core.records.workflow import Move
from core.services import preview, records
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.records import RecordView, VersionLine
from gui.forms.context import FormContext
from gui.forms.moves import ask_move, rows_of
from gui.messages import _
from gui.pages.door import RecordDoor
from gui.pages.history import HistoryDialog
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
    changed = Signal(object)
    """`Changes` for the other pages."""
    printed = Signal(bytes)
    """A PDF to be printed."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._window = vault, tasks, clock, parent
        self.dialog: Question | HistoryDialog | None = None

    def move(self, door: RecordDoor, view: RecordView, move: Move) -> None:
        """Ask what a move needs and make it."""
        context = FormContext(today=today(self._clock), people=view.people)
        heading = view.record.heading or heading_of(view.kind, view.record.values)

        def do(answers: dict[str, Any]) -> None:
            self._tasks.in_vault(
                lambda: door.move(move.key, answers),
                partial(self._moved, move),
                failed=self.refused.emit,
                owner=self,
            )

        rows = rows_of(move, view.kind, view.record)
        self._keep(ask_move(move, context, heading=heading, then=do, parent=self._window, rows=rows))

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

    def show_history(self, door: RecordDoor, view: RecordView) -> None:
        """Read the history and show it."""
        self._tasks.in_vault(
            door.versions, partial(self._show_history, door, view), failed=self.refused.emit, owner=self
        )

    def print_record(self, record: str) -> None:
        """Draw the record's sheet and hand it over for printing."""
        vault = self._vault
        self._print(lambda: preview.record_pdf(vault, record))

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
