"""What the tables have in common: columns with names, and cells that a screen reader can say."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.messages import _
from gui.widgets.ledger import CELL_ROLE, CellData

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_SAID = frozenset((CELL_ROLE, int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)))


class TableModel(QAbstractTableModel):
    """A table to be read."""

    columns: tuple[str, ...] = ()
    """Names of the columns, in English."""

    def rows(self) -> int:
        """Return how many rows are shown."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> CellData:
        """Return what stands in a cell of a row that is shown."""
        raise NotImplementedError

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else self.rows()

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.DisplayRole):
            return _(self.columns[section])
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a cell, or what a screen reader says of it."""
        if role not in _SAID or not index.isValid() or not 0 <= index.row() < self.rows():
            return None
        cell = self.cell(index.row(), index.column())
        return cell if role == CELL_ROLE else cell.says()
