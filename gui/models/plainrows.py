"""A short list that is read whole: rows in words, each with the key of what it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.widgets.rows import ROW_ROLE, RowData

KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 20
"""The role under which a row tells its key."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """One row and the key of what it stands for."""

    key: str
    row: RowData


class PlainRows(QAbstractListModel):
    """Keeps the rows of one list; a new reading resets only what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[KeyedRow, ...] = ()

    def show_rows(self, rows: Sequence[KeyedRow]) -> None:
        """Show these rows."""
        new = tuple(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a row's words, its key, or what a screen reader says."""
        if not index.isValid():
            return None
        keyed = self._rows[index.row()]
        if role == ROW_ROLE:
            return keyed.row
        if role == KEY_ROLE:
            return keyed.key
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return keyed.row.says()
        return None

    def key(self, index: Index) -> str:
        """Return the key of a row, empty when there is none."""
        return self._rows[index.row()].key if index.isValid() else ""

    def at(self, key: str) -> QModelIndex:
        """Return where a key stands; an invalid index when it is not there."""
        for row, keyed in enumerate(self._rows):
            if keyed.key == key:
                return self.index(row)
        return QModelIndex()
