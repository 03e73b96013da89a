"""From the closed cover into the book: tried with what was typed, and after wrong tries later."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.base.errors import UserError, WrongPassword
from gui.tasks import Tasks
from gui.windows.aftercare import opened_by
from gui.windows.keeper import Keeper
from gui.windows.patience import Patience

if TYPE_CHECKING:
    from core.services.desk.desks import Desk
    from core.services.vaults import Vault

Open = Callable[[Path, str], "Vault | Desk"]
"""Opens the vault or the desk in a folder with a password; runs in the vault's thread."""


class WayIn(QObject):
    """Opens books; one for the window, for it remembers the wrong tries."""

    def __init__(self, open_vault: Open, *, tasks: Tasks, keeper: Keeper, parent: QObject) -> None:
        super().__init__(parent)
        self._open_vault, self._tasks, self._keeper = open_vault, tasks, keeper
        self.patience = Patience()

    def left(self, book: Path) -> int:
        """Return how many seconds the next try has to wait."""
        return self.patience.left(book)

    def enter(
        self,
        book: Path,
        typed: str,
        *,
        opened: "Callable[[Vault | Desk], None]",
        by_sheet: "Callable[[Vault | Desk], None]",
        refused: Callable[[UserError], None],
    ) -> None:
        """Try a password, or the recovery sheet's code, once the book that was open before is closed."""

        def right(vault: "Vault | Desk") -> None:
            self.patience.right(book)
            (by_sheet if opened_by(vault) == "recovery" else opened)(vault)

        def failed(error: UserError) -> None:
            if isinstance(error, WrongPassword):
                self.patience.wrong(book)
            refused(error)

        def go() -> None:
            self._tasks.in_vault(lambda: self._open_vault(book, typed), right, failed=failed, owner=self)

        self._keeper.when_closed(go, hurry=True)
