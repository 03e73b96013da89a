"""Draws a record's sheet in the pool while it is being written; only the newest text is drawn."""

from PySide6.QtCore import QObject

from core.base.errors import UserError
from core.records.content import Record
from core.services import preview
from core.services.vaults import Vault
from gui.messages import about
from gui.tasks import Tasks
from gui.widgets.preview import PagePreview


class Drawing(QObject):
    """Feeds a preview; a record that comes while one is being drawn waits, and a newer one takes its place."""

    def __init__(self, vault: Vault, *, tasks: Tasks, view: PagePreview) -> None:
        super().__init__(view)
        self._vault, self._tasks, self._view = vault, tasks, view
        self._waiting: Record | None = None
        self._busy = False

    def draw(self, record: Record) -> None:
        """Draw a record as it stands."""
        self._waiting = record
        if not self._busy:
            self._next()

    def _next(self) -> None:
        record, self._waiting = self._waiting, None
        if record is None:
            return
        self._busy = True
        vault = self._vault
        self._tasks.aside(
            lambda _progress: preview.draft_pdf(vault, record), self._drawn, failed=self._undrawn, owner=self
        )

    def _drawn(self, pdf: bytes) -> None:
        self._busy = False
        self._view.show_trouble("")
        self._view.show_pdf(pdf)
        self._next()

    def _undrawn(self, error: UserError) -> None:
        self._busy = False
        self._view.show_trouble(about(error).text())
        self._next()
