"""The system's own lock and sleep: whoever locks the screen or shuts the lid has locked the record book, too."""

import ctypes
import os
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_GONE = frozenset({0x2, 0x4, 0x7})
"""Session changes after which somebody else may sit there: console or remote disconnected, locked."""

LOGIN = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver")
"""Whoever locks the screen of a desktop and tells it by `ActiveChanged`."""
UKUI = "org.ukui.ScreenSaver"
"""Kylin's, which says `lock` instead."""


_PATIENCE = 500
"""Milliseconds that the bus may take to say which session is ours."""


class SystemLock(QObject):
    """Listens where the system can be heard; on others only the program's own lock and its idle time are left."""

    locked = Signal()
    """The screen was locked, the session given away, or the computer goes to sleep."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: _Messages | None = None
        self._window = 0

    def start(self, window: int) -> None:
        """Listen from now on; `window` is the system's number of our window."""
        if os.name == "nt":
            self._window = window
            self._filter = _Messages(self)
            app = QCoreApplication.instance()
            assert app is not None
            app.installNativeEventFilter(self._filter)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, 0)  # type: ignore[attr-defined,unused-ignore]
        elif os.name == "posix":
            self._listen()

    def stop(self) -> None:
        """Listen no longer."""
        app = QCoreApplication.instance()
        if self._filter is not None and app is not None:
            app.removeNativeEventFilter(self._filter)
            self._filter = None
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(  # type: ignore[attr-defined,unused-ignore]
                self._window
            )

    def _listen(self) -> None:
        """Ask the buses to tell; one that is not there tells nothing."""
        from PySide6.QtDBus import QDBusConnection  # only where there is a bus

        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            system.connect(LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", self, _FLAG)
            own = _own_session(system)
            if own:
                system.connect(LOGIN, own, f"{LOGIN}.Session", "Lock", self, _PLAIN)
        if session.isConnected():
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, _FLAG)
            session.connect("", "", UKUI, "lock", self, _PLAIN)

    @Slot(bool)
    def told(self, on: bool) -> None:
        """The screen's lock or the sleep begins (`on`) or ends."""
        if on:
            self.locked.emit()

    @Slot()
    def told_lock(self) -> None:
        """The session is to be locked."""
        self.locked.emit()


_FLAG: Any = "1told(bool)"
"""A slot in Qt's own spelling, in which the bus calls it; PySide takes it as text, whatever its stubs say."""
_PLAIN: Any = "1told_lock()"
"""Likewise."""


def _own_session(system: Any) -> str:
    """Return the path of the session this program runs in; other people's locks are none of ours."""
    from PySide6.QtDBus import QDBus, QDBusMessage

    name = os.environ.get("XDG_SESSION_ID", "")
    if not name:
        return ""
    asked = QDBusMessage.createMethodCall(LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "GetSession")
    asked.setArguments([name])
    answer = system.call(asked, QDBus.CallMode.Block, _PATIENCE)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return ""
    found = answer.arguments()[0]
    return str(found.path() if hasattr(found, "path") else found)


def means_lock(message: int, what: int) -> bool:
    """Tell whether a message of Windows says that the session is locked, given away, or put to sleep."""
    if message == _WM_WTSSESSION_CHANGE:
        return what in _GONE
    return message == _WM_POWERBROADCAST and what == _PBT_APMSUSPEND


class _Message(ctypes.Structure):
    """The beginning of a message of Windows."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("what", ctypes.c_size_t))


class _Messages(QAbstractNativeEventFilter):
    """Hears every message of Windows; keeps none from anybody."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, _kind: Any, message: Any) -> tuple[bool, int]:
        """Look at one message."""
        found = _Message.from_address(int(message))
        if means_lock(found.message, found.what):
            self._lock.locked.emit()
        return False, 0
