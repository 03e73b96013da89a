"""Two words to the desktop on an X screen that Qt has no way to say: a window comes forward, a start has ended.

By libX11, which Qt's own screen plugin needs as well; without it, or without such a screen, nothing is said.
"""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_CLIENT_MESSAGE = 33
_SUBSTRUCTURE = 1 << 19 | 1 << 20
_PROPERTY = 1 << 22
_PAGER = 2
"""Who asks: the person, by way of a second start. What a program asks for by itself is only made to blink."""
_LONGEST = 200


class _Message(ctypes.Structure):
    """XClientMessageEvent, with the room of the largest event behind it."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("sent", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("kind", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_byte * 40),
        ("rest", ctypes.c_long * 24),
    )


def bring_forward(window: int) -> None:
    """Have a window of this screen brought to the front, as if the person had chosen it in the list of windows."""
    with _screen() as screen:
        if screen is not None:
            screen.tell(window, "_NET_ACTIVE_WINDOW", bytes((ctypes.c_long * 5)(_PAGER)), 32, _SUBSTRUCTURE)


def end_start() -> None:
    """Say that the start which the desktop waits for has ended; else its pointer keeps turning for a while."""
    name = os.environ.get("DESKTOP_STARTUP_ID", "")
    if not name or len(name) > _LONGEST or not name.isprintable():
        return
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    said = f'remove: ID="{quoted}"\0'.encode(errors="replace")
    with _screen() as screen:
        if screen is None:
            return
        sender, kind = screen.own_window(), "_NET_STARTUP_INFO_BEGIN"
        for at in range(0, len(said), 20):
            screen.tell(sender, kind, said[at : at + 20], 8, _PROPERTY)
            kind = "_NET_STARTUP_INFO"


class _Screen:
    """A connection to the screen."""

    def __init__(self, library: ctypes.CDLL, display: int) -> None:
        self._library, self._display = library, ctypes.c_void_p(display)
        library.XDefaultRootWindow.restype = library.XInternAtom.restype = ctypes.c_ulong
        library.XCreateSimpleWindow.restype = ctypes.c_ulong
        self._root = ctypes.c_ulong(library.XDefaultRootWindow(self._display))

    def own_window(self) -> int:
        """Return a window that nobody sees, for messages to come from."""
        return int(self._library.XCreateSimpleWindow(self._display, self._root, -1, -1, 1, 1, 0, 0, 0))

    def tell(self, window: int, kind: str, data: bytes, size: int, mask: int) -> None:
        """Send a message about a window to whoever manages the windows; numbers have 32 bits, text 8."""
        message = _Message(type=_CLIENT_MESSAGE, window=window, format=size)
        message.kind = self._library.XInternAtom(self._display, kind.encode(), 0)
        ctypes.memmove(ctypes.addressof(message) + _Message.data.offset, data, len(data))
        self._library.XSendEvent(self._display, self._root, 0, ctypes.c_long(mask), ctypes.byref(message))


@contextmanager
def _screen() -> Iterator[_Screen | None]:
    """Yield the screen, None where there is none of this kind; what was told has arrived afterwards."""
    library = None
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        with contextlib.suppress(OSError):
            library = ctypes.CDLL("libX11.so.6")
    display = None
    if library is not None:
        library.XOpenDisplay.restype = ctypes.c_void_p
        display = library.XOpenDisplay(None)
    if library is None or not display:
        yield None
        return
    try:
        yield _Screen(library, display)
    finally:
        library.XSync(ctypes.c_void_p(display), 0)
        library.XCloseDisplay(ctypes.c_void_p(display))
