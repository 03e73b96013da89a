"""Typing as a person types: Chinese arrives from an input method, never as key clicks.

`QTest.keyClicks` with Chinese text aborts the process, so every test types through `type_text`.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str, *, at_once: bool = True) -> None:
    """Commit text into the widget that has (or gets) the keyboard; one commit a character unless `at_once`."""
    target = widget.focusProxy() or widget
    target.setFocus()
    for part in [text] if at_once else list(text):
        event = QInputMethodEvent()
        event.setCommitString(part)
        QApplication.sendEvent(target, event)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in a widget."""
    QTest.keyClick(widget.focusProxy() or widget, key, modifier)
