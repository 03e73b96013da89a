"""A second start of the program: the window that is open comes forward and checks what was brought."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from core.base import bell
from core.base.bell import Bell, Visit, Wish
from core.base.xscreen import bring_forward

if TYPE_CHECKING:
    from gui.windows.main_window import MainWindow

_AGAIN = 300
"""Milliseconds after which files that wait behind a dialog are tried again."""


class Called(QObject):
    """Hears the bell in the window's thread; one for the window."""

    asked = Signal(object)
    """For this class: a `Visit`, out of the bell's thread."""
    wanted = Signal(object)
    """For this class: a `Wish` that was agreed to."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._files: list[str] = []
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self._show)
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.wanted.connect(self._come, Qt.ConnectionType.QueuedConnection)

    def listen(self, own: Bell) -> None:
        """See to what is wanted from now on, until the window closes."""
        self._window.closed.connect(own.stop)
        own.attend(self.asked.emit, self.wanted.emit)

    def waiting(self) -> tuple[str, ...]:
        """Return the files that wait until a dialog is closed."""
        return tuple(self._files)

    def _answer(self, visit: Visit) -> None:
        visit.answer(self._word(visit.wish))

    def _word(self, wish: Wish) -> str:
        window = self._window
        if window.is_leaving():
            return bell.LEAVING
        if wish.vault and wish.vault != bell.place_of(window.vault_folder() or ""):
            return bell.OTHER
        # The first run, an update, a backup being put back: what stands there has to be brought to its end.
        if wish.files and taker(window) is None:
            return bell.BUSY
        return bell.HERE

    def _come(self, wish: Wish) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if QApplication.platformName() == "xcb":  # else the window only blinks: Qt asks in its own name
            bring_forward(int(window.winId()))
        QApplication.alert(window)  # where the system lets nobody come forward unasked
        self._files.extend(path for path in wish.files if path not in self._files)
        self._show()

    def _show(self) -> None:
        """Bring the files where they are checked, once nothing stands over the window."""
        take = None if QApplication.activeModalWidget() or QApplication.activePopupWidget() else taker(self._window)
        if self._files and take is None:
            self._again.start()
        elif self._files and take is not None:
            files, self._files = self._files, []
            take(files)


def taker(window: "MainWindow") -> Callable[[Sequence[str]], None] | None:
    """Return what has files checked as the window stands now; None where nothing can."""
    shell = window.shell()
    if shell is not None:
        return shell.check
    if window.cover() is not None:
        return window.wait_for_book
    from gui.pages.judge import JudgePage

    page = window.alone()
    return (lambda files: page.judge([Path(path) for path in files])) if isinstance(page, JudgePage) else None
