"""Rows with a box to tick: painted as list rows are, Space or a click ticks; some can't be ticked and say why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import paint_line
from gui.widgets.rows import ROW_ROLE, Index, RowData, RowDelegate, RowList, paint_ground
from gui.widgets.theme import theme

TICK_ROLE = int(Qt.ItemDataRole.UserRole) + 40
"""True, False, or None where there is nothing to tick."""
CAPTION_ROLE = int(Qt.ItemDataRole.UserRole) + 41
"""The words of a caption; None for a row."""
_SAID = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_BOX, _ROOM, _CAPTION = 17, 32, 36
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class TickRow:
    """One row: its key, what it shows, whether it is ticked; `why_not` makes it one that can't be."""

    key: str
    row: RowData
    ticked: bool = False
    why_not: str = field(default="")
    caption: bool = False
    """No row but the words over those that follow."""


class TickRows(QAbstractListModel):
    """The rows and their ticks."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TickRow] = []
        self._ticks: dict[str, bool] = {}

    def show_rows(self, rows: Sequence[TickRow]) -> None:
        """Show these rows; a tick the person set or took stays as it is."""
        self.beginResetModel()
        self._rows = list(rows)
        self._ticks = {
            row.key: not row.why_not and self._ticks.get(row.key, row.ticked) for row in rows if not row.caption
        }
        self.endResetModel()
        self.ticked.emit()

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the ticked rows, in order."""
        return tuple(row.key for row in self._rows if self._ticks.get(row.key))

    def tick(self, keys: Sequence[str]) -> None:
        """Tick just these."""
        wanted = set(keys)
        for row in self._told():
            self._ticks[row.key] = not row.why_not and row.key in wanted
        self._tell_all()

    def tick_all(self, *, on: bool) -> None:
        """Tick every row that can be, or none."""
        for row in self._told():
            self._ticks[row.key] = on and not row.why_not
        self._tell_all()

    def turn(self, index: Index) -> None:
        """Tick or untick one row."""
        row = self._rows[index.row()]
        if not row.why_not and not row.caption:
            self._ticks[row.key] = not self._ticks[row.key]
            at = self.index(index.row())
            self.dataChanged.emit(at, at)
            self.ticked.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Pass the captions by."""
        usual = super().flags(index)
        caption = index.isValid() and self._rows[index.row()].caption
        return usual & ~(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled) if caption else usual

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a row's words, its tick, or what a screen reader says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.caption:
            return row.row.heading if role in (CAPTION_ROLE, *_SAID) else None
        if role == ROW_ROLE:
            return row.row
        if role == TICK_ROLE:
            return None if row.why_not else self._ticks[row.key]
        if role == int(Qt.ItemDataRole.CheckStateRole) and not row.why_not:
            return Qt.CheckState.Checked if self._ticks[row.key] else Qt.CheckState.Unchecked
        if role in _SAID:
            return " · ".join(filter(None, (row.row.says(), row.why_not)))
        return None

    def _told(self) -> list[TickRow]:
        """Return the rows without the captions."""
        return [row for row in self._rows if not row.caption]

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit()


class TickDelegate(RowDelegate):
    """Paints the box at the left, then the row as everywhere."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row, or the lower one of a caption."""
        size = super().sizeHint(option, index)
        return size if index.data(CAPTION_ROLE) is None else QSize(size.width(), theme().dp(_CAPTION))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row, or a caption."""
        look, row, caption = theme(), index.data(ROW_ROLE), index.data(CAPTION_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs lack the members of style options
        painter.save()
        if caption is not None:
            painter.fillRect(rect, look.colour("sunken"))
            painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), look.colour("line"))
            paint_line(painter, rect.adjusted(look.dp(16), 0, -look.dp(16), 0), caption, 14, "text2")
            painter.restore()
            return
        paint_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tick, side = index.data(TICK_ROLE), look.dp(_BOX)
        box = QRectF(rect.x() + look.dp(16), rect.y() + (rect.height() - side) / 2, side, side)
        if tick is not None:
            painter.setPen(QPen(look.colour("accentfill" if tick else "edge"), 1))
            painter.setBrush(look.colour("accentfill" if tick else "surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.dp(3), look.dp(3))
            if tick:
                pixmap = icon_pixmap("checkmark", _BOX, colour="onaccent", ratio=painter.device().devicePixelRatio())
                painter.drawPixmap(box.topLeft(), pixmap)
        else:
            pixmap = icon_pixmap("prohibited", _BOX, colour="text3", ratio=painter.device().devicePixelRatio())
            painter.drawPixmap(box.topLeft(), pixmap)
        if isinstance(row, RowData):
            self._words(painter, rect.adjusted(look.dp(_ROOM), 0, 0, 0), row)
        painter.restore()


class TickList(RowList):
    """A list of rows to tick."""

    def __init__(self, *, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(says=says, parent=parent)
        self.setItemDelegate(TickDelegate(self))
        self.setUniformItemSizes(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, TickRows) and self.currentIndex().isValid():
            model.turn(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick with a click anywhere on the row."""
        super().mouseReleaseEvent(event)
        model, index = self.model(), self.indexAt(event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(model, TickRows) and index.isValid():
            model.turn(index)
