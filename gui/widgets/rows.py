"""List rows: day and weekday | bold heading and grey line | chips; painted by a delegate, never a widget a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.widgets.chip import ChipData, Tone, chip_size, paint_chip
from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import LEFT, paint_line
from gui.widgets.theme import theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model gives its RowData."""

HEIGHT, BAR, _LEFT, _DAY, _RIGHT, _ICON, _ROOMY, _GAP = 62, 4, 18, 70, 12, 20, 160, 8
_GRAVITY = (Tone.ERR, Tone.WARN, Tone.OK, Tone.HINT)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Said(Protocol):
    """What a row must be able to do."""

    def says(self) -> str:
        """Return the row as a screen reader says it."""
        ...


R = TypeVar("R", bound=Said)


@dataclass(frozen=True, slots=True)
class RowData:
    """What one row shows; `day` and `weekday` may be empty, then the heading begins at the left."""

    heading: str
    line: str = ""
    day: str = ""
    weekday: str = ""
    chips: tuple[ChipData, ...] = field(default=())
    icon: str = ""
    """Tells things of several kinds apart; stands before the heading."""

    def says(self) -> str:
        """Return the row as a screen reader says it."""
        parts = (self.day, self.weekday, self.heading, self.line, *(chip.text for chip in self.chips))
        return " · ".join(part for part in parts if part)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, bar: bool = True) -> None:
    """Paint a row's ground, its selection bar, its hair line and the dashed focus line."""
    look = theme()
    rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs lack the members of style options
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    selected = bool(state & QStyle.StateFlag.State_Selected)
    painter.fillRect(rect, look.colour("select" if selected else "surface"))
    if selected and bar:
        painter.fillRect(QRect(rect.x(), rect.y(), look.dp(BAR), rect.height()), look.colour("accent"))
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), look.colour("line"))
    if state & QStyle.StateFlag.State_HasFocus:
        pen = QPen(look.colour("focus"), look.dp(1), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        gap = look.dp(3) + 0.5
        painter.drawRect(QRectF(rect).adjusted(look.dp(BAR) + gap, gap, -gap, -gap - 1))


def beside_words(chips: Sequence[ChipData], room: int) -> list[tuple[ChipData, int]]:
    """Return the chips that stand in a room with the words, each with its width: all of them, else the gravest alone.

    Several leave at least half of the room to the words. One takes what it needs up to three fifths and is cut with …
    beyond, for a row without its heading says nothing.
    """
    sized = [(chip, chip_size(chip).width()) for chip in chips]
    gap = theme().dp(_GAP)
    if sum(wide + gap for _chip, wide in sized) <= room / 2:
        return sized
    gravest, wide = min(sized, key=lambda one: _GRAVITY.index(one[0].tone))
    return [(gravest, max(0, min(wide, room * 3 // 5 - gap)))]


class RowDelegate(QStyledItemDelegate):
    """Paints RowData."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of a row."""
        return QSize(theme().dp(200), theme().dp(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; what doesn't fit ends in …."""
        row = index.data(ROW_ROLE)
        painter.save()
        paint_ground(painter, option)
        if isinstance(row, RowData):
            self._words(painter, option.rect, row)  # type: ignore[attr-defined]
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, row: RowData) -> None:
        look = theme()
        x = rect.x() + look.dp(_LEFT)
        wide = max(look.dp(_DAY), look.metrics(15).horizontalAdvance(row.day) + look.dp(12)) if row.day else 0
        right = self._chips(painter, rect, row, from_x=x + wide)
        upper = QRect(x, rect.y() + look.dp(9), right - x, look.dp(24))
        lower = QRect(x, rect.y() + look.dp(34), right - x, look.dp(20))
        if row.day:
            painter.setFont(look.font(15))
            painter.setPen(look.colour("text"))
            painter.drawText(upper, int(LEFT), row.day)
            painter.setFont(look.font(13))
            painter.setPen(look.colour("text2"))
            painter.drawText(lower, int(LEFT), row.weekday)
            upper.setLeft(x + wide)
            lower.setLeft(x + wide)
        if row.icon and upper.width() > look.dp(_ROOMY):  # where words are cut short already, they come first
            pixmap = icon_pixmap(row.icon, _ICON, colour="text2", ratio=painter.device().devicePixelRatio())
            painter.drawPixmap(upper.x(), upper.y() + (upper.height() - look.dp(_ICON)) // 2, pixmap)
            upper.setLeft(upper.x() + look.dp(_ICON + 8))
            lower.setLeft(upper.x())
        paint_line(painter, upper, row.heading, 15, "text", bold=True)
        paint_line(painter, lower, row.line, 13, "text2")

    @staticmethod
    def _chips(painter: QPainter, rect: QRect, row: RowData, *, from_x: int) -> int:
        """Paint the chips at the right end; return where the words, which begin at `from_x`, must stop."""
        look = theme()
        x = rect.right() - look.dp(_RIGHT) + 1
        for chip, wide in reversed(beside_words(row.chips, x - from_x)):
            high = chip_size(chip).height()
            x -= wide
            box = QRect(x, rect.y() + (rect.height() - high) // 2, wide, high)
            paint_chip(painter, box, chip, ratio=painter.device().devicePixelRatio())
            x -= look.dp(_GAP)
        return x


class Rows(QAbstractListModel, Generic[R]):
    """The rows of a short list that is shown whole; each stands under ROW_ROLE and says itself aloud."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[R, ...] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; nothing moves when they are the same as before."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def change(self, at: int, row: R) -> None:
        """Show another row in the place of one."""
        self._rows = (*self._rows[:at], row, *self._rows[at + 1 :])
        self.dataChanged.emit(self.index(at), self.index(at))

    def rows(self) -> tuple[R, ...]:
        """Return the rows, top down."""
        return self._rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> R | str | None:
        """Return a row, or its words for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        return row.says() if role == Qt.ItemDataRole.AccessibleTextRole else None


class RowList(QListView):
    """A list of rows: ↑ ↓ choose, Enter or a double click opens."""

    opened = Signal(QModelIndex)
    picked = Signal(QModelIndex)
    """The chosen row has changed."""

    def __init__(self, *, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(says)
        self.doubleClicked.connect(self.opened.emit)
        theme().changed.connect(self.restyle)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is chosen now."""
        super().currentChanged(current, previous)
        self.picked.emit(QModelIndex(current))  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        """Measure the rows again."""
        self.doItemsLayout()
        self.viewport().update()
