"""What the sheets of the gallery share: window with rail and status bar, and small models."""

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.head import Head
from gui.widgets.ledger import CELL_ROLE, TONE_ROLE, CellData
from gui.widgets.rail import Rail, RailItem
from gui.widgets.rows import ROW_ROLE, RowData
from gui.widgets.space import Column, Row
from gui.widgets.status import StatusBar, StatusItem
from gui.widgets.text import Frame
from gui.widgets.theme import Room

RAIL = (
    RailItem("home", "今日", "home"),
    RailItem("study", "学习", "book_open"),
    RailItem("research", "调研", "notebook"),
    RailItem("rectification", "整改", "clipboard_task"),
    RailItem("activities", "活动", "flag"),
    RailItem("submit", "报送", "send"),
    RailItem("files", "资料", "folder"),
)


class Rows(QAbstractListModel):
    """A few rows."""

    def __init__(self, rows: list[RowData]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, and its words for a screen reader."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        return row.says() if role == Qt.ItemDataRole.AccessibleTextRole else None


class Cells(QAbstractTableModel):
    """A few rows of a ledger."""

    HEADS = ("序号", "问题", "责任人", "时限", "状态", "")

    def __init__(self, rows: list[tuple[CellData, ...]], tones: dict[int, str]) -> None:
        super().__init__()
        self._rows, self._tones = rows, tones

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many columns there are."""
        return len(self.HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.HEADS[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == TONE_ROLE:
            return self._tones.get(index.row(), "")
        return cell.says() if role == Qt.ItemDataRole.AccessibleTextRole else None


def window(chosen: str, head: Head, body: QWidget, room: Room) -> QWidget:
    """Put head and body into a window with rail and status bar."""
    rail = Rail(RAIL, foot=(RailItem("settings", "设置", "settings"),))
    rail.choose(chosen)
    rail.set_badge("rectification", 1, "1 项逾期")
    rail.set_room(room)
    head.set_room(room)
    page = Frame("page")
    column = Column(page, spacing=0)
    column.addWidget(head)
    column.addWidget(body, 1)
    top = Row(spacing=0)
    top.addWidget(rail)
    top.addWidget(page, 1)
    whole = Frame("page")
    outer = Column(whole, spacing=0)
    outer.addLayout(top, 1)
    outer.addWidget(
        StatusBar(
            [
                StatusItem("lock", "lock_open", "已解锁 · 锁定 Ctrl+L"),
                StatusItem("backup", "history", "3 天未备份", "去备份"),
                StatusItem("stick", "usb_stick", "未插U盘"),
            ]
        )
    )
    return whole
