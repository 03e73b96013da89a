"""What comes after finishing a record: its rows are offered to become tasks, items and lines of the report at once."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.services import links
from core.services.vaults import Vault
from core.views.links import Links
from core.views.records import RecordView
from gui.messages import _, fill
from gui.pages.linksection import LinksSection
from gui.tasks import Tasks
from gui.widgets.fitting import Fitting
from gui.widgets.question import Question, Reply

WIDTH = 720
"""Width of the question in pixels at 100 %."""


class Afterwards(QObject):
    """Asks once, after a record was finished whose rows may become something; else it ends at once."""

    ended = Signal()
    """Nothing was opened: the editor may be left."""
    record_wanted = Signal(str, object)
    """A draft that grew, or another record, is to be opened: id, path."""
    changed = Signal(object)
    """`Changes`: something grew."""

    def __init__(self, vault: Vault, *, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._vault, self._tasks, self._window = vault, tasks, window
        self.question: Question | None = None
        self.section: LinksSection | None = None
        self._next: tuple[str, object] | None = None

    def offer(self, view: RecordView) -> None:
        """Offer what the rows of a finished record may become."""

        def told(found: Links) -> None:
            if any(row.grid and row.shoots for row in found.rows):
                self._ask(view, found)
            else:
                self.ended.emit()

        def failed(_error: UserError) -> None:
            self.ended.emit()

        record = view.record.id
        self._tasks.in_vault(lambda: links.of_record(self._vault, record), told, failed=failed, owner=self)

    def _ask(self, view: RecordView, found: Links) -> None:
        section = self.section = LinksSection(self._vault, tasks=self._tasks, titled=False)
        section.begin(view, found)
        section.changed.connect(self.changed)
        section.record_wanted.connect(self._open)
        question = self.question = Question(
            fill(_("{number} is finished"), {"number": view.record.number}),
            _("What was agreed or raised can go on from here, now or later."),
            [Reply("later", _("Later"), safe=True)],
            body=Fitting(section, width=WIDTH - 56),
            width=WIDTH,
            parent=self._window,
        )
        question.ask(lambda _answer: self._close())

    def _open(self, record: str, path: object) -> None:
        self._next = (record, path)
        if self.question is not None:
            self.question.give("later")

    def _close(self) -> None:
        self.question = self.section = None
        wanted, self._next = self._next, None
        if wanted is None:
            self.ended.emit()
        else:
            self.record_wanted.emit(*wanted)
