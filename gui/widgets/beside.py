"""Words with something at their right end, which goes under them where there is no room for both."""

from typing import cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from gui.widgets.theme import theme
from gui.widgets.wrapping import Wrapping, one_line

_LEAST = 180
"""Words stand beside something only where so many pixels at 100 % are left to them, or all that they need."""


class Beside(Wrapping):
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
        self._gap, self._least, self._grows = spacing, least, 1 if last else 0
        super().__init__(parent)
        for part in (words, ends):
            self.addWidget(part if isinstance(part, QWidget) else _holding(part))

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
        return one_line(widget)
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
