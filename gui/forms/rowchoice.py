"""The rows of a grid to choose one from, by their words; those that were dealt with stand last and can't be chosen."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from core.records.content import is_empty, says_nothing, typed_rows
from core.records.field import ROW, Grid, LongText, Text
from gui.forms.context import FormContext
from gui.forms.reading import say_value
from gui.messages import _
from gui.widgets.chip import ChipData, Tone
from gui.widgets.rows import HEIGHT, Index, RowData, RowList, Rows
from gui.widgets.theme import theme

_MOST = 4
"""So many rows are shown at once; more are scrolled to."""


class _Offered(Rows[RowData]):
    """Rows of which some can't be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.open = 0
        """How many from the top can be chosen."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only the open rows be chosen."""
        usual = super().flags(index)
        return usual if index.row() < self.open else usual & ~(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)


class RowChoice(RowList):
    """One row of a grid; `value()` is its name."""

    def __init__(self, grid: Grid, rows: Any, context: FormContext, *, done: str) -> None:
        super().__init__(says=_("Which one"))
        told = [row for row in typed_rows(rows) if not says_nothing(row)]
        ordered = sorted(enumerate(told, 1), key=lambda one: not is_empty(one[1].get(done)))
        self._names = [str(row.get(ROW) or "") for _no, row in ordered]
        self._offered = _Offered()
        self._offered.setParent(self)
        self._offered.open = sum(is_empty(row.get(done)) for row in told)
        self._offered.show_rows([row_words(grid, row, context, number=no, done=done) for no, row in ordered])
        self.setModel(self._offered)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setProperty("role", "framed")
        if self.open_rows() == 1:
            self.set_value(self._names[0])
        self.restyle()

    def open_rows(self) -> int:
        """Return how many rows can be chosen."""
        return self._offered.open

    def value(self) -> str:
        """Return the name of the chosen row, empty for none."""
        at = self.currentIndex().row()
        return self._names[at] if 0 <= at < self._offered.open else ""

    def set_value(self, name: str) -> None:
        """Choose a row by its name, when it can be chosen."""
        at = self._names.index(name) if name in self._names else -1
        self.setCurrentIndex(self._offered.index(at) if 0 <= at < self._offered.open else QModelIndex())

    def sizeHint(self) -> QSize:
        """Return the height of the rows, as far as they are shown at once."""
        look, count = theme(), max(len(self._names), 1)
        return QSize(look.dp(300), round(look.dp(HEIGHT) * min(count, _MOST + 0.5)) + 2)

    def restyle(self) -> None:
        """Measure again for the present text size."""
        super().restyle()
        self.setFixedHeight(self.sizeHint().height())


def row_words(grid: Grid, row: Mapping[str, Any], context: FormContext, *, number: int, done: str) -> RowData:
    """Return a grid's row as a list shows it: its first text, then what else was typed; dealt with or not."""
    said = {
        column.key: say_value(column, row.get(column.key), context.people, today=context.today)
        for column in grid.columns
        if column.key != done and not column.private
    }
    first = next(
        (column.key for column in grid.columns if isinstance(column, Text | LongText) and said.get(column.key)), ""
    )
    rest = _first_few([text for key, text in said.items() if text and key != first])
    chips = () if is_empty(row.get(done)) else (ChipData(_("Answered"), "checkmark_circle", Tone.OK),)
    return RowData(f"{number}　{said.get(first, '')}".strip(), rest, chips=chips)


def _first_few(parts: Sequence[str]) -> str:
    return " · ".join(" ".join(part.split()) for part in parts[:3])
