"""The rows of a list of records: filtered by kind, type, year, state, lateness and what is searched for."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.views.records import RecordLine
from gui.widgets.rows import ROW_ROLE, RowData

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 30
"""The role under which a row tells its record's id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows; the empty one shows everything."""

    kinds: frozenset[str] = frozenset()
    """Keys of kinds; none = all."""
    subtype: str = ""
    year: int = 0
    states: frozenset[tuple[str, str]] = frozenset()
    """Kind and state, for one word may name the states of several kinds; none = all."""
    late: bool = False
    ids: Collection[str] | None = None
    """Records that a search found; None = nothing is searched for."""

    def takes(self, line: RecordLine) -> bool:
        """Tell whether a row belongs into the list."""
        return (
            (not self.kinds or line.kind in self.kinds)
            and (not self.subtype or line.subtype == self.subtype)
            and (not self.year or (line.dated is not None and line.dated.year == self.year))
            and (not self.states or (line.kind, line.state) in self.states)
            and (not self.late or line.late)
            and (self.ids is None or line.id in self.ids)
        )

    @property
    def filters(self) -> bool:
        """Tell whether anything is left out."""
        return self != Wanted()


class LinesModel(QAbstractListModel):
    """Keeps all rows and shows the wanted ones; what a row says is put into words when it is first painted."""

    def __init__(self, say: Callable[[RecordLine], RowData], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._all: tuple[RecordLine, ...] = ()
        self._shown: list[RecordLine] = []
        self._said: dict[str, RowData] = {}
        self._wanted = Wanted()

    def show_lines(self, lines: Sequence[RecordLine]) -> None:
        """Show other rows; the filter stays. A reading that brings nothing new disturbs nobody."""
        if tuple(lines) == self._all:
            return
        self._all = tuple(lines)
        self._said = {}
        self._choose()

    def say_anew(self) -> None:
        """Put every row into words again: what a row says has changed, not the rows."""
        self._said = {}
        self._choose()

    def show_wanted(self, wanted: Wanted) -> None:
        """Show other rows of those that are there."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._choose()

    def wanted(self) -> Wanted:
        """Return what is shown."""
        return self._wanted

    def all_lines(self) -> tuple[RecordLine, ...]:
        """Return every row, wanted or not, in the order they came."""
        return self._all

    def shown_lines(self) -> tuple[RecordLine, ...]:
        """Return the rows that are shown, in their order."""
        return tuple(self._shown)

    def total(self) -> int:
        """Return how many rows there are without the filter."""
        return len(self._all)

    def years(self) -> list[int]:
        """Return the years there are records of, the latest first."""
        return sorted({line.dated.year for line in self._all if line.dated}, reverse=True)

    def line(self, index: Index) -> RecordLine | None:
        """Return the record of a row; None past the end."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def at(self, record: str) -> QModelIndex:
        """Return where a record stands; an invalid index when it is not shown."""
        return next((self.index(row) for row, line in enumerate(self._shown) if line.id == record), QModelIndex())

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a row's words, its record's id, or what a screen reader says."""
        line = self.line(index)
        if line is None:
            return None
        if role == ID_ROLE:
            return line.id
        if role in {ROW_ROLE, int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            said = self._said.get(line.id)
            if said is None:
                said = self._said[line.id] = self._say(line)
            return said if role == ROW_ROLE else said.says()
        return None

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._all if self._wanted.takes(line)]
        self.endResetModel()
