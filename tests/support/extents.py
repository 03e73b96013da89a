"""What does not fit: words that are wider or higher than the widget they stand in has room for, panes that scroll
sideways, widgets that stick out of the window or lie over each other."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from gui.widgets.buttons import ElidedLink
from gui.widgets.fields import ToggleField
from gui.widgets.head import Head
from gui.widgets.text import ElidedLabel
from gui.widgets.theme import theme
from tests.support.pseudo import OPEN

SLACK, BELOW = 1, 4
"""Pixels that rounding may take; below, half the leading of a line holds no ink."""


def misfits(front: QWidget) -> Iterator[str]:
    """Yield what does not fit in a window as it stands."""
    wide: list[QWidget] = []
    for widget in front.findChildren(QWidget):
        if not widget.isVisibleTo(front) or widget.window() is not front or widget.width() == 0:
            continue
        if isinstance(widget, QScrollArea):
            inner, room = widget.widget(), widget.viewport().width()
            if inner is not None and inner.width() > room + SLACK:
                wide.append(inner)
                yield f"{_named(widget)} would scroll sideways by {inner.width() - room}: {_widest(inner, room)}"
        found = _cut(widget)
        if found:
            yield f"{_named(widget)}: {found}"
        if not any(pane is widget or pane.isAncestorOf(widget) for pane in wide):
            out = _out(widget, front)
            if out > SLACK:
                yield f"{_named(widget)} sticks out by {out}"


def _widest(inner: QWidget, room: int) -> str:
    """Name what stands in the innermost lines that ask for more than there is."""
    found: list[str] = []
    for layout in inner.findChildren(QBoxLayout):
        if layout.direction() is not QBoxLayout.Direction.LeftToRight or layout.minimumSize().width() <= room - 80:
            continue
        widgets = [item.widget() for item in map(layout.itemAt, range(layout.count())) if item.widget() is not None]
        if widgets and all(widget.isVisible() for widget in widgets[:1]):
            found.append(f"{layout.minimumSize().width()}: " + ", ".join(_named(widget) for widget in widgets))
    return "; ".join(found[-3:])


def _named(widget: QWidget) -> str:
    words = getattr(widget, "text", str)()
    if callable(words) or not isinstance(words, str):
        words = ""
    above = widget.parentWidget()
    words = words or widget.accessibleName()
    return f"{type(widget).__name__} in {type(above).__name__} “{words[:60]}”"


def _cut(widget: QWidget) -> str:
    """Say by how much the words of a widget are cut; empty when they stand whole."""
    if isinstance(widget, ElidedLabel | ElidedLink):
        whole = widget.whole()
        own = OPEN in whole and not isinstance(widget.parentWidget(), Head)  # a line more, which small rooms hide
        shown = widget.text().replace("&&", "&")
        if shown != whole:
            return "our own words end in …" if own else ("" if widget.toolTip() else "ends in … without the whole")
        return ""
    if isinstance(widget, QLabel):
        return _label_cut(widget)
    if isinstance(widget, QAbstractButton):
        return _button_cut(widget)
    if isinstance(widget, QHeaderView):
        return _head_cut(widget)
    if isinstance(widget, QComboBox):
        need = widget.fontMetrics().horizontalAdvance(widget.currentText()) + theme().dp(40)
        own = OPEN in widget.currentText()
        return f"cut by {need - widget.width()}" if own and need > widget.width() + SLACK else ""
    if isinstance(widget, QLineEdit) and not widget.text():
        need = widget.fontMetrics().horizontalAdvance(widget.placeholderText()) + theme().dp(18)
        cut = need > widget.width() + SLACK and widget.toolTip() != widget.placeholderText()
        return f"hint cut by {need - widget.width()}" if cut else ""
    return ""


def _label_cut(label: QLabel) -> str:
    text = label.text()
    if not text or label.property("role") == "icon":
        return ""
    room = label.contentsRect().adjusted(label.margin(), label.margin(), -label.margin(), -label.margin())
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    need = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 100_000), flags, text)
    if need.width() > room.width() + SLACK:
        elided = text.endswith("…") and label.toolTip()
        data = OPEN not in (label.toolTip() or text)
        return "" if elided and data else f"cut by {need.width() - room.width()}"
    if label.text().endswith("…") and OPEN in label.toolTip():
        return "our own words end in …"
    if need.height() > room.height() + BELOW:
        return f"cut by {need.height() - room.height()} below"
    return ""


def _button_cut(button: QAbstractButton) -> str:
    if not button.text():
        return "" if button.width() >= button.iconSize().width() + 2 else "its icon is cut"
    if isinstance(button, ToggleField):  # its words go on in the next line
        lacking = button.heightForWidth(button.width()) - button.height()
        return f"cut by {lacking} below" if lacking > BELOW else ""
    need = button.sizeHint()
    if button.width() + SLACK < need.width():
        return f"cut by {need.width() - button.width()}"
    least = button.minimumSizeHint()
    if button.height() + BELOW < least.height():
        return f"cut by {least.height() - button.height()} below"
    return ""


def _head_cut(head: QHeaderView) -> str:
    if head.orientation() is Qt.Orientation.Vertical:
        return ""
    model = head.model()
    cut = []
    for at in range(head.count()):
        words = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        need = head.fontMetrics().horizontalAdvance(words) + theme().dp(22)
        if words and not head.isSectionHidden(at) and need > head.sectionSize(at) + SLACK:
            cut.append(f"{words} by {need - head.sectionSize(at)}")
    return f"heads cut: {', '.join(cut)}" if cut else ""


def _out(widget: QWidget, front: QWidget) -> int:
    """Return by how much a widget sticks out of what holds it: sideways anywhere, and below where nothing scrolls."""
    holder = widget.parentWidget()
    inside = widget.geometry()
    while holder is not None:
        scrolled = isinstance(holder.parentWidget(), QAbstractScrollArea)
        if inside.right() > holder.width() - 1 + SLACK:
            return inside.right() - holder.width() + 1
        if scrolled or holder is front:
            below = 0 if scrolled else inside.bottom() - holder.height() + 1
            return max(0, below)
        inside.translate(holder.pos())
        holder = holder.parentWidget()
    return 0


@contextmanager
def undrawn(window: QWidget) -> Iterator[None]:
    """Let a window be laid out and never painted: what is measured needs no picture."""
    window.setUpdatesEnabled(False)
    try:
        yield
    finally:
        window.setUpdatesEnabled(True)


def lay_out(front: QWidget) -> None:
    """Let every layout of a window come to rest: a width that changed asks for another height, and so on."""
    for _turn in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    front.ensurePolished()
