"""Whether Caps Lock is on; Qt does not tell, so the system is asked, and else the letters that come in say it."""

import ctypes
import ctypes.util
import os
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_VK_CAPITAL = 0x14
_CORE_KEYBOARD = 0x0100


def caps_lock() -> bool | None:
    """Ask the system; None where it can't be asked (Wayland, no screen)."""
    if os.name == "nt":
        return bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)  # type: ignore[attr-defined,unused-ignore]
    if QGuiApplication.platformName() != "xcb":
        return None
    library = _x11()
    if library is None:
        return None
    display = library.XOpenDisplay(None)
    if not display:
        return None
    lights = ctypes.c_uint(0)
    failed = library.XkbGetIndicatorState(ctypes.c_void_p(display), _CORE_KEYBOARD, ctypes.byref(lights))
    library.XCloseDisplay(ctypes.c_void_p(display))
    return None if failed else bool(lights.value & 1)


def letter_says(event: QKeyEvent) -> bool | None:
    """Tell from one typed letter: a capital without Shift, or a small letter with it; None = it says nothing."""
    text = event.text()
    if len(text) != 1 or not text.isascii() or not text.isalpha():
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() is not shift


@cache
def _x11() -> Any:
    name = ctypes.util.find_library("X11")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.XOpenDisplay.restype = ctypes.c_void_p
    return library
