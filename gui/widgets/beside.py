"""Words with something at their right end, which goes under them where there is no room for both."""

from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from gui.widgets.theme import theme

_LEAST = 180
"""Words stand beside something only where so many pixels at 100 % are left to them, or all that they need."""


class Beside(QLayout):
    """Two parts: the first takes all the room that the second leaves to it; with `last` the other way round.

    Each part is a widget or a layout. Nothing that stands in one of these asks for more width than its longest part, so
    that no pane has to scroll sideways for its sake.
    """

    def __init__(
        self,
        words: QWidget | QLayout,
        ends: QWidget | QLayout,
        *,
        last: bool = False,
        parent: QWidget | None = None,
        spacing: int = 8,
        least: int = _LEAST,
    ) -> None:
        super().__init__()
        self._gap, self._least, self._grows = spacing, least, 1 if last else 0
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)  # asks at once how many items there are
        for part in (words, ends):
            self.addWidget(part if isinstance(part, QWidget) else _holding(part))
        theme().changed.connect(self.invalidate)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Tell that the layout wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the items need in `width`; it is asked for over and over, so what was found is kept."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            high = self._arrange(QRect(0, 0, inner, 0), move=False) + margins.top() + margins.bottom()
            self._heights[width] = high
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was found: something in it has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place both parts."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """Return the size of both beside each other."""
        shown = self._shown()
        wide = sum(_natural(item) for item in shown) + theme().dp(self._gap) * max(0, len(shown) - 1)
        return QSize(wide, max((_high(item, _natural(item)) for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the width of the wider part, and the height of one line."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def stacked(self, width: int) -> bool:
        """Tell whether the second part stands under the first in `width`."""
        shown = self._shown()
        if len(shown) < len(self._items):
            return False
        grows, stays = shown[self._grows], shown[1 - self._grows]
        left = width - _natural(stays) - theme().dp(self._gap)
        return left < max(grows.minimumSize().width(), min(theme().dp(self._least), _natural(grows)))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown, gap = self._shown(), theme().dp(self._gap)
        if not shown:
            return 0
        if self.stacked(rect.width()):
            y = rect.y()
            for item in shown:
                high = _high(item, rect.width())
                if move:
                    item.setGeometry(QRect(rect.x(), y, rect.width(), high))
                y += high + gap // 2
            return y - gap // 2 - rect.y()
        x, widths = rect.x(), [rect.width()]
        if len(shown) > 1:
            stays = _natural(shown[1 - self._grows])
            widths = [stays, stays]
            widths[self._grows] = rect.width() - stays - gap
        tall = max((_high(item, wide) for item, wide in zip(shown, widths, strict=True)), default=0)
        room = max(tall, rect.height())
        for item, wide in zip(shown, widths, strict=True):
            high = _high(item, wide)
            if move:
                item.setGeometry(QRect(x, rect.y() + (room - high) // 2, wide, high))
            x += wide + gap
        return tall


def _natural(item: QLayoutItem) -> int:
    """Return the width in which an item stands in one line; a label that wraps proposes a narrow column."""
    widget = cast("QWidget | None", item.widget())  # the stubs don't say that an item may hold no widget
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.fontMetrics().horizontalAdvance(widget.text()) + 2 * widget.margin() + 4
    return item.sizeHint().width()


def _high(item: QLayoutItem, wide: int) -> int:
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()


def _holding(layout: QLayout) -> QWidget:
    """Return a widget of nothing but this layout."""
    holder = QWidget()
    holder.setLayout(layout)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
