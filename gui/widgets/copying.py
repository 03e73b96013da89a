"""What lies on the clipboard: text that was copied out of a confidential record goes when the record book is closed."""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget

_put: dict[bytes, bool] = {}
"""Whether the text that we put there last is private, by its digest: what is public of a confidential record is not.

It is no mark in the clipboard itself: data made here would outlive Python, and end the program by a crash.
"""

PRIVATE = "private"
"""Name of a widget in which the words of a confidential record stand."""


def mark_private(widget: QWidget, *, private: bool) -> None:
    """Say of a widget whether the words of a confidential record stand in it."""
    widget.setObjectName(PRIVATE if private else "")


def any_private(page: QWidget) -> bool:
    """Tell whether the words of a confidential record can be seen, and so copied, on a page or in a window over it."""
    return any(widget.isVisible() for widget in page.findChildren(QWidget, PRIVATE))


def copy_text(text: str, *, private: bool) -> None:
    """Put a text where other programs paste from."""
    _put.clear()
    _put[_digest(text)] = private
    QGuiApplication.clipboard().setText(text)


class CopyWatch(QObject):
    """Remembers whether what was copied last is private, and takes it away again; one for the application."""

    def __init__(self, *, shown: Callable[[], bool], parent: QObject | None = None) -> None:
        """`shown` tells whether a confidential record is in front, from which somebody may copy by Ctrl+C."""
        super().__init__(parent)
        self._shown = shown
        self._clipboard = QGuiApplication.clipboard()
        self._private = b""
        self._clipboard.dataChanged.connect(self._changed)

    def wipe(self) -> None:
        """Empty the clipboard when what lies there is private, and what is marked with the mouse."""
        if self._private and _digest(self._clipboard.text()) == self._private:
            self._clipboard.clear()
        self._private = b""
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _changed(self) -> None:
        """Look at what was copied; what another program copies is none of ours."""
        self._private = b""
        ours = self._clipboard.ownsClipboard() or QGuiApplication.focusWindow() is not None
        data: QMimeData | None = self._clipboard.mimeData()  # none when it was emptied
        if not ours or data is None:
            return
        digest = _digest(data.text())
        private = _put.get(digest)
        if self._shown() if private is None else private:
            self._private = digest


def _digest(text: str) -> bytes:
    """Return what a text is known again by, so that it need not be kept a second time."""
    return hashlib.sha256(text.encode(errors="replace")).digest()
