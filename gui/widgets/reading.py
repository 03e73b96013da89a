"""The order of reading: what the Tab key stops at, as it stands in the layouts, whenever it was made.

Qt goes by the order in which widgets were made, and passes by whatever stands beside the focus proxy of a page:
findings that came later would be reached last, and a page's head not at all.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)


def stops(pane: QWidget) -> list[QWidget]:
    """Return what Tab stops at within a pane, in order; a widget with `tab_stops` tells its own."""
    return [widget for widget in _walk(pane) if _takes(widget)]


def step(pane: QWidget, *, following: bool) -> bool:
    """Move the focus to the next stop within a pane, or to the one before; round at the ends."""
    order, focused = stops(pane), QApplication.focusWidget()
    if not order:
        return False
    at = order.index(focused) if focused in order else None
    if at is None and focused is not None:  # a part of a stop has it: the line of a choice
        at = next((at for at in range(len(order) - 1, -1, -1) if order[at].isAncestorOf(focused)), None)
    if at is None:  # the focus stands on a page as a whole: its first stop comes next
        inside = [at for at, one in enumerate(order) if focused is not None and focused.isAncestorOf(one)]
        at = (inside[0] - 1 if following else inside[0]) if inside else (-1 if following else 0)
    target = order[(at + (1 if following else -1)) % len(order)]
    reason = Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    show_in_panes(target)
    return True


def show_in_panes(target: QWidget) -> None:
    """Bring a widget into sight in every pane that scrolls it."""
    holder = target.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(target)
        holder = holder.parentWidget()


def _walk(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    told = getattr(widget, "tab_stops", None)
    if told is not None:
        yield from told()
        return
    for child in _parts(widget):
        if child.isVisible() and not child.isWindow():
            yield from _walk(child)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return what stands in a widget, in the order it is read."""
    if isinstance(widget, QStackedWidget):
        return [widget.currentWidget()] if widget.count() else []
    if isinstance(widget, QSplitter):
        return [widget.widget(at) for at in range(widget.count())]
    if isinstance(widget, QScrollArea):
        inner: QWidget | None = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QAbstractScrollArea | QComboBox):
        return []
    layout: QLayout | None = widget.layout()
    laid = list(_laid(layout)) if layout is not None else []
    beside = [child for child in widget.children() if isinstance(child, QWidget) and child not in laid]
    return [*laid, *sorted(beside, key=lambda child: (child.y(), child.x()))]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _takes(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
