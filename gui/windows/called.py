"""A second start of the program: the window that is open comes forward and checks what was brought."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.base import bell
from core.base.bell import Bell, Visit, Wish
from core.base.xscreen import bring_forward

if TYPE_CHECKING:
    from gui.windows.main_window import MainWindow

_AGAIN, _PATIENCE = 300, 10
"""Milliseconds after which files that wait are tried again, and how often work that goes on is waited for."""

Take = Callable[[Sequence[str], Callable[[], None]], None]
"""Has files checked, and calls back once they are shown: a page that can't be left keeps them waiting."""


class Called(QObject):
    """Hears the bell in the window's thread; one for the window."""

    asked = Signal(object)
    """For this class: a `Visit`, out of the bell's thread."""
    wanted = Signal(object)
    """For this class: a `Wish` that was agreed to."""

    def __init__(self, window: "MainWindow", *, busy: Callable[[], int]) -> None:
        """`busy` tells how much is under way whose end may open another window."""
        super().__init__(window)
        self._window, self._busy = window, busy
        self._files: list[str] = []
        self._waited = 0
        self._stayed: QWidget | None = None
        """The page that could not be left; once another one is in front, it is tried again."""
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
        """Return the files that wait until they can be shown."""
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
        self._waited, self._stayed = 0, None
        self._show()

    def _show(self) -> None:
        """Bring the files where they are checked, once nothing stands over the window or is about to."""
        if not self._files:
            return
        shell = self._window.shell()
        page = shell.page() if shell is not None else None
        take = None if self._hindered(page) else taker(self._window)
        if take is not None:
            self._stayed = page
            take(self._files, partial(self._shown, list(self._files)))
        if self._files:
            self._again.start()

    def _hindered(self, page: QWidget | None) -> bool:
        if page is not None and page is self._stayed:
            return True
        if stands_over(self._window):
            self._waited = 0
            return True
        self._waited += 1
        return self._waited <= _PATIENCE and self._busy() > 0

    def _shown(self, files: Sequence[str]) -> None:
        self._files = [path for path in self._files if path not in files]
        self._stayed = None


def stands_over(window: QWidget) -> bool:
    """Tell whether a menu is open, or a question waits that belongs to a window."""
    over = QApplication.activeModalWidget()
    while over is not None and over is not window:
        over = over.parentWidget()
    return over is not None or QApplication.activePopupWidget() is not None


def taker(window: "MainWindow") -> Take | None:
    """Return what has files checked as the window stands now; None where nothing can."""
    shell = window.shell()
    if shell is not None:
        return shell.check
    if window.cover() is not None:
        return _at_once(window.wait_for_book)
    from gui.pages.judge import JudgePage

    page = window.alone()
    if not isinstance(page, JudgePage):
        return None
    return _at_once(lambda files: page.judge([Path(path) for path in files]))


def _at_once(take: Callable[[Sequence[str]], None]) -> Take:
    def taking(files: Sequence[str], shown: Callable[[], None]) -> None:
        take(files)
        shown()

    return taking
