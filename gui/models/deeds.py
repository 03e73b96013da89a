"""The rows of the journal: when, who, what, about which record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.base.words import N_
from core.views.audit import Deed
from gui.messages import _, deed, full_day, moment
from gui.widgets.ledger import CELL_ROLE, CellData

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

COLUMNS = (N_("When"), N_("Who"), N_("What was done"), N_("About"))


class DeedModel(QAbstractTableModel):
    """Keeps the entries that were read, newest first; older ones are added at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds: tuple[Deed, ...] = ()
        self._today = date.min

    def show_deeds(self, deeds: Sequence[Deed], *, today: date) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._deeds, self._today = tuple(deeds), today
        self.endResetModel()

    def add_deeds(self, deeds: Sequence[Deed]) -> None:
        """Show older entries below; the list stays where it is."""
        if deeds:
            first = len(self._deeds)
            self.beginInsertRows(_NOWHERE, first, first + len(deeds) - 1)
            self._deeds += tuple(deeds)
            self.endInsertRows()

    def deed(self, row: int) -> Deed | None:
        """Return the entry of a row; None past the end."""
        return self._deeds[row] if 0 <= row < len(self._deeds) else None

    def oldest(self) -> int:
        """Return the number of the oldest entry that is shown, 0 without any."""
        return self._deeds[-1].seq if self._deeds else 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many entries are shown."""
        return 0 if parent.isValid() else len(self._deeds)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.DisplayRole):
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a cell, or what a screen reader says of it."""
        one = self.deed(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role in {CELL_ROLE, int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            cell = self._cell(one, index.column())
            return cell if role == CELL_ROLE else cell.says()
        return None

    def _cell(self, one: Deed, column: int) -> CellData:
        match column:
            case 0:
                other_year = one.at.year != self._today.year
                return CellData(f"{full_day(one.at.date())} {one.at:%H:%M}" if other_year else moment(one.at))
            case 1:
                return CellData(one.by)
            case 2:
                what, more = deed(one)
                return CellData(what, more)
            case _:
                return CellData(one.about)
