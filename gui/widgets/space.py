"""Layouts whose margins and gaps grow with the text."""

from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget

from gui.widgets.theme import theme
from gui.widgets.wrapping import Wrapping, one_line

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels at 100 %."""


class Row(QHBoxLayout):
    """Things side by side."""

    def __init__(self, parent: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self._margins, self._gap = margins, spacing
        theme().changed.connect(self.restyle)
        self.restyle()

    def set_margins(self, margins: Margins) -> None:
        """Change the margins, in pixels at 100 %."""
        self._margins = margins
        self.restyle()

    def restyle(self) -> None:
        """Set margins and gap for the present text size."""
        look = theme()
        self.setContentsMargins(*(look.dp(side) for side in self._margins))
        self.setSpacing(look.dp(self._gap))


class Column(QVBoxLayout):
    """Things under each other."""

    def __init__(self, parent: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self._margins, self._gap = margins, spacing
        theme().changed.connect(self.restyle)
        self.restyle()

    def set_margins(self, margins: Margins) -> None:
        """Change the margins, in pixels at 100 %."""
        self._margins = margins
        self.restyle()

    def restyle(self) -> None:
        """Set margins and gap for the present text size."""
        look = theme()
        self.setContentsMargins(*(look.dp(side) for side in self._margins))
        self.setSpacing(look.dp(self._gap))


class Grid(QGridLayout):
    """Things in rows and columns."""

    def __init__(
        self, parent: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), gaps: tuple[int, int] = (8, 8)
    ) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self._margins, self._gaps = margins, gaps
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Set margins and gaps (across, down) for the present text size."""
        look = theme()
        self.setContentsMargins(*(look.dp(side) for side in self._margins))
        self.setHorizontalSpacing(look.dp(self._gaps[0]))
        self.setVerticalSpacing(look.dp(self._gaps[1]))


class Flow(Wrapping):
    """Things side by side that go on in the next line when there is no room; `right` lets lines end at the right."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 8, right: bool = False, whole: bool = False
    ) -> None:
        self._gap, self._right, self._whole = spacing, right, whole
        self._end: QWidget | None = None
        super().__init__(parent)

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Add a widget before others."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())

    def set_whole(self, *, whole: bool) -> None:
        """Ask for one line at least, or do with several."""
        self._whole = whole
        self.invalidate()

    def put_at_end(self, widget: QWidget) -> None:
        """Add a widget that stands at the right end of its line."""
        self.addWidget(widget)
        self._end = widget

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        spare = inner.height() - self._arrange(QRect(0, 0, inner.width(), 0), move=False)
        if self._right and spare > 0:  # beside something higher, e.g. a title
            inner.translate(0, spare // 2)
        self._arrange(inner, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of all items in one line."""
        gap = theme().dp(self._gap)
        hints = [_hint(item) for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item, or of all of them where they have to stand in one line."""
        if self._whole:
            return self.sizeHint()
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        gap = theme().dp(self._gap)
        lines: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in self._shown():
            wide = min(_hint(item).width(), rect.width())
            if lines[-1] and x + wide > rect.width():
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + gap
        y = rect.y()
        for line in lines:
            sizes = [_in(item, rect.width()) for item in line]
            tall = max((size.height() for size in sizes), default=0)
            x = rect.x()
            if self._right:
                x += max(0, rect.width() - sum(size.width() for size in sizes) - gap * (len(sizes) - 1))
            for item, size in zip(line, sizes, strict=True):
                # The stubs don't say that an item may hold no widget.
                widget = cast("QWidget | None", item.widget())
                if widget is not None and widget is self._end:
                    x = max(x, rect.x() + rect.width() - size.width())
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
                x += size.width() + gap
            y += tall + gap
        return max(0, y - gap - rect.y())


def _hint(item: QLayoutItem) -> QSize:
    """Return the size an item would like; words that wrap would like one line, where Qt proposes a narrow column."""
    hint, widget = item.sizeHint(), cast("QWidget | None", item.widget())
    if not isinstance(widget, QLabel) or not widget.wordWrap():
        return hint
    wide = one_line(widget)
    return QSize(wide, item.heightForWidth(wide)) if wide > hint.width() else hint


def _in(item: QLayoutItem, room: int) -> QSize:
    """Return the size of an item in a line of so much room; what wraps is higher where it is narrower."""
    hint = _hint(item)
    wide = min(hint.width(), room)
    return QSize(wide, item.heightForWidth(wide) if wide < hint.width() and item.hasHeightForWidth() else hint.height())


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it, layouts inside it too."""
    while layout.count():
        item = layout.takeAt(0)
        # The stubs don't say that an item is either the one or the other.
        widget, inner = cast("QWidget | None", item.widget()), cast("QLayout | None", item.layout())
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
