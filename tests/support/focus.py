"""The way of the keyboard: what Tab stops at, in which order, and whether one sees where one is."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tests.gui.test_tokens import contrast

MOST = 400
"""Presses after which one is in a trap."""


def round_trip(front: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press Tab until one comes round; returns every stop once, in order. Empty when one never comes round."""
    stops: list[QWidget] = []
    for _press in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or front, key)
        focused = QApplication.focusWidget()
        if focused is None:
            return []
        if stops and focused is stops[0]:
            return stops
        stops.append(focused)
    return []


def place(widget: QWidget, front: QWidget) -> QRect:
    """Return where a widget stands in its window."""
    return QRect(widget.mapTo(front, QPoint(0, 0)), widget.size())


def holders(widget: QWidget, front: QWidget) -> Iterator[QWidget]:
    """Yield what holds a widget, the innermost first."""
    at = widget.parentWidget()
    while at is not None and at is not front:
        yield at
        at = at.parentWidget()


def backwards(stops: list[QWidget], front: QWidget) -> list[str]:
    """Return neighbours in the order of Tab of which the second stands before the first: wholly above it, or left of it
    in one line. Things in different panes (side by side) are told apart by the panes."""
    found = []
    for one, other in pairwise(stops):
        shared = next((at for at in holders(one, front) if at.isAncestorOf(other)), front)
        if hasattr(shared, "tab_stops"):  # it has its reasons
            continue
        first, second = (place(_seen(widget, shared), front) for widget in (one, other))
        beside = first.right() < second.left() and _side_by_side(one, other, shared)
        above = second.bottom() <= first.top() and not beside
        left = _in_line(first, second) and second.right() <= first.left()
        if above or left:
            found.append(f"{_named(one)} {first.getRect()} → {_named(other)} {second.getRect()}")
    return found


def ring_contrast(widget: QWidget) -> float:
    """Return how well the focus of a widget can be told from its not having it: the contrast of the pixels that change,
    the best fifth of them; 1 when nothing changes. The widget must have the focus."""
    focused = _picture(widget)
    widget.clearFocus()
    QApplication.processEvents()
    plain = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if plain.size() != focused.size():
        return 1.0
    changed = []
    for x in range(plain.width()):
        for y in range(plain.height()):
            before, after = plain.pixel(x, y), focused.pixel(x, y)
            if before != after:
                changed.append((before, after))
    if len(changed) < min(plain.width(), 60):
        return 1.0
    ratios = sorted((_contrast(*pair) for pair in set(changed)), reverse=True)
    return ratios[0] if ratios else 1.0


def _picture(widget: QWidget) -> QImage:
    """Draw a widget with what is behind it, and a little around."""
    front = widget.window()
    room = place(widget, front).adjusted(-3, -3, 3, 3).intersected(front.rect())
    return front.grab(room).toImage()


def _contrast(one: int, other: int) -> float:
    return contrast(QColor(one).name(), QColor(other).name())


def _in_line(first: QRect, second: QRect) -> bool:
    shared = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    return shared > min(first.height(), second.height()) / 2


def _side_by_side(one: QWidget, other: QWidget, shared: QWidget) -> bool:
    """Tell whether two stand in panes beside each other in what holds both."""
    first, second = (place(_pane(widget, shared), shared) for widget in (one, other))
    return first.right() <= second.left() + 2


def _seen(widget: QWidget, shared: QWidget) -> QWidget:
    """Return the outermost pane that scrolls a widget within what holds both, else the widget."""
    panes = [at for at in holders(widget, shared) if isinstance(at, QAbstractScrollArea)]
    return panes[-1] if panes else widget


def _pane(widget: QWidget, shared: QWidget) -> QWidget:
    """Return what holds a widget directly under what holds several."""
    return next((at for at in (widget, *holders(widget, shared)) if at.parentWidget() is shared), widget)


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()[:30]}”"
