"""The rows of the journal: when, who, what, about which record."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from core.base.words import N_
from core.views.audit import Deed
from gui.messages import deed, full_day, moment
from gui.models.table import NOWHERE, TableModel
from gui.widgets.ledger import CellData

COLUMNS = (N_("When"), N_("Who"), N_("What was done"), N_("About"))


class DeedModel(TableModel):
    """Keeps the entries that were read, newest first; older ones are added at the end."""

    columns = COLUMNS

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
            self.beginInsertRows(NOWHERE, first, first + len(deeds) - 1)
            self._deeds += tuple(deeds)
            self.endInsertRows()

    def deed(self, row: int) -> Deed | None:
        """Return the entry of a row; None past the end."""
        return self._deeds[row] if 0 <= row < len(self._deeds) else None

    def oldest(self) -> int:
        """Return the number of the oldest entry that is shown, 0 without any."""
        return self._deeds[-1].seq if self._deeds else 0

    def rows(self) -> int:
        """Return how many entries are shown."""
        return len(self._deeds)

    def cell(self, row: int, column: int) -> CellData:
        """Return when, who, what or about which record."""
        one = self._deeds[row]
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
