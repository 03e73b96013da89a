"""Notices that nobody has touched the keyboard or the mouse for a while."""

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


class IdleWatch(QObject):
    """Tells once when nothing was touched for so many minutes; every touch begins the count anew.

    It listens to the windows that have the focus, not to the whole application: a filter there would make every
    event of every widget a call into Python.
    """

    idle = Signal()

    def __init__(self, app: QGuiApplication, *, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
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
        self._running = True
        if self._limit > 0:
            self._timer.start(self._limit)
        else:
            self._timer.stop()

    def soon(self, seconds: float) -> None:
        """Tell once more after this time, unless something is touched: it was no moment to lock."""
        if self._running:
            self._timer.start(int(seconds * 1000))

    def stop(self) -> None:
        """Stop watching: nothing is open that could be locked."""
        self._running = False
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the count anew at every touch; never keeps an event from anybody."""
        if self._running and event.type() in _TOUCHES and self._limit > 0:
            self._timer.start(self._limit)
        return super().eventFilter(watched, event)
