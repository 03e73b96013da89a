"""Notices that nobody has touched the keyboard or the mouse for a while."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


LATER, PUT_OFF = 15_000, 40
"""Milliseconds until the next look when something is under way at the end of the time, and how often it is put off."""


class IdleWatch(QObject):
    """Tells once when nothing was touched for so many minutes; every touch begins the count anew.

    It listens to the windows that have the focus, not to the whole application: a filter there would make every
    event of every widget a call into Python.
    """

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        *,
        minutes: float,
        busy: Callable[[], object] = bool,
        parent: QObject | None = None,
    ) -> None:
        """`busy` tells whether something is under way that is better not broken off; it is waited for a while."""
        super().__init__(parent)
        self._busy, self._put_off = busy, 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._still)
        self._running = False
        self.set_minutes(minutes)
        app.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """Listen to a window from now on; None (no window has the focus) changes nothing."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def set_minutes(self, minutes: float) -> None:
        """Wait this long from now on; 0 = for ever."""
        self._limit = int(minutes * 60_000)
        if self._running:
            self.start()

    def start(self) -> None:
        """Begin to watch."""
        self._running, self._put_off = True, 0
        if self._limit > 0:
            self._timer.start(self._limit)
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Stop watching: nothing is open that could be locked."""
        self._running = False
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the count anew at every touch; never keeps an event from anybody."""
        if self._running and event.type() in _TOUCHES and self._limit > 0:
            self._put_off = 0
            self._timer.start(self._limit)
        return super().eventFilter(watched, event)

    def _still(self) -> None:
        """Tell that nobody is there, but not in the middle of something that takes its time."""
        if self._busy() and self._put_off < PUT_OFF:
            self._put_off += 1
            self._timer.start(LATER)
        else:
            self.idle.emit()
