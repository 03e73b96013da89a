"""What lies on the clipboard: text that was copied out of a confidential record goes when the record book is closed."""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget

_MARK = "application/x-taizhang-private"
"""Says of a text that we put there whether it is private: the public version of a confidential record is not."""


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
    data = QMimeData()
    data.setText(text)
    data.setData(_MARK, b"1" if private else b"0")
    QGuiApplication.clipboard().setMimeData(data)


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
        private = data.data(_MARK).data() == b"1" if data.hasFormat(_MARK) else self._shown()
        if private:
            self._private = _digest(data.text())


def _digest(text: str) -> bytes:
    """Return what a text is known again by, so that it need not be kept a second time."""
    return hashlib.sha256(text.encode(errors="replace")).digest()
