"""The rows of a ledger: running number, matter, who is responsible, deadline, state."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from core.base.words import N_
from core.views.records import RecordLine
from gui.models.table import TableModel
from gui.widgets.ledger import CellData

COLUMNS = (N_("No."), N_("Matter"), N_("Responsible"), N_("Deadline"), N_("State"))
_LATEST = date.max


class LedgerModel(TableModel):
    """Keeps all items and shows those of one tab, in the order of a column."""

    columns = COLUMNS

    def __init__(self, say: Callable[[RecordLine, int], CellData], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._all: tuple[RecordLine, ...] = ()
        self._shown: list[RecordLine] = []
        self._takes: Callable[[RecordLine], bool] = _everything
        self._column, self._order = 0, Qt.SortOrder.AscendingOrder

    def show_lines(self, lines: Sequence[RecordLine]) -> None:
        """Show other items."""
        if tuple(lines) != self._all:
            self._all = tuple(lines)
            self._choose()

    def show_only(self, takes: Callable[[RecordLine], bool]) -> None:
        """Show those of the items that are wanted."""
        self._takes = takes
        self._choose()

    def count(self, takes: Callable[[RecordLine], bool]) -> int:
        """Return how many items are of a sort."""
        return sum(map(takes, self._all))

    def line(self, row: int) -> RecordLine | None:
        """Return the item of a row; None past the end."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def shown_lines(self) -> tuple[RecordLine, ...]:
        """Return the items that are shown, in their order."""
        return tuple(self._shown)

    def row_of(self, record: str) -> int:
        """Return the row of a record, -1 when it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.id == record), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; items of equal standing keep the ledger's order."""
        self._column, self._order = column, order
        self._choose()

    def rows(self) -> int:
        """Return how many items are shown."""
        return len(self._shown)

    def cell(self, row: int, column: int) -> CellData:
        """Return what the ledger says of an item."""
        return self._say(self._shown[row], column)

    def _choose(self) -> None:
        self.beginResetModel()
        shown = sorted((line for line in self._all if self._takes(line)), key=_place)
        if self._column:
            shown.sort(key=_KEYS[self._column])
        if self._order is Qt.SortOrder.DescendingOrder:
            shown.reverse()
        self._shown = shown
        self.endResetModel()


def _everything(_line: RecordLine) -> bool:
    return True


def _place(line: RecordLine) -> tuple[bool, int, str]:
    """Return the ledger's order: by running number, drafts without one at the end."""
    return not line.no, line.no, line.entered_at.isoformat()


_KEYS: dict[int, Callable[[RecordLine], Any]] = {
    1: lambda line: line.heading,
    2: lambda line: line.responsible,
    3: lambda line: line.due or _LATEST,
    4: lambda line: line.state,
}
