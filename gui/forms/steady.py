"""Keeps what one looks at where it stands, whatever appears above it."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.text import Scroll
from gui.widgets.theme import theme


def settle() -> None:
    """Let the layouts take their new sizes now rather than at the next turn of the event loop."""
    for _turn in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Steady:
    """Watches over one scrolling pane."""

    def __init__(self, pane: Scroll) -> None:
        self._pane = pane

    def show(self, widget: QWidget) -> None:
        """Bring a widget into sight."""
        settle()
        self._pane.ensureWidgetVisible(widget, 0, theme().dp(48))

    def under_the_eye(self) -> tuple[QWidget | None, int]:
        """Return the widget that has the focus and how far below the window's edge it stands."""
        focused, content = QApplication.focusWidget(), self._pane.widget()
        if focused is None or not content.isAncestorOf(focused):
            return None, 0
        return focused, _height(focused)

    def hold(self, focused: QWidget, height: int) -> None:
        """Scroll so that a widget stands where it stood."""
        settle()
        if self._pane.widget().isAncestorOf(focused):
            bar = self._pane.verticalScrollBar()
            bar.setValue(bar.value() + _height(focused) - height)


def _height(widget: QWidget) -> int:
    """Return how far below the window's edge a widget stands: the pane itself moves when a line of tabs comes in."""
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()
