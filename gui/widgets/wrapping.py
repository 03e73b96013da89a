"""What layouts share that put things under each other where there is no room beside."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

from gui.widgets.theme import theme


class Wrapping(QLayout):
    """Holds items, and keeps the heights it found for widths; whoever inherits arranges them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)  # asks at once how many items there are
        theme().changed.connect(self.invalidate)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height that the items need in the width of `rect`; with `move` they are put there."""
        raise NotImplementedError

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

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


def one_line(label: QLabel) -> int:
    """Return the width in pixels in which a label's words stand in one line."""
    return label.fontMetrics().horizontalAdvance(label.text()) + 2 * label.margin() + 4
