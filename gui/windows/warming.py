"""After a vault was opened, what comparing texts needs is made ready in small steps, between what a person does."""

from PySide6.QtCore import QObject, QTimer

from core.base.errors import UserError
from core.services import similar
from core.services.vaults import Vault
from gui.tasks import Tasks

FIRST, BETWEEN = 1500, 20
"""Milliseconds until it begins, and between two steps: whatever a person asks for comes in between."""


class Warming(QObject):
    """Takes in one slice after the other until all is there, or its window is gone."""

    def __init__(self, vault: Vault, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._vault, self._tasks = vault, tasks
        QTimer.singleShot(FIRST, self, self._step)

    def _step(self) -> None:
        self._tasks.in_vault(lambda: similar.warm(self._vault), self._go_on, failed=self._give_up, owner=self)

    def _go_on(self, more: bool) -> None:
        if more:
            QTimer.singleShot(BETWEEN, self, self._step)

    def _give_up(self, error: UserError) -> None:
        """Say nothing: it is made when it is first asked for."""
