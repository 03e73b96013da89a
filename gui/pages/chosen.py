"""Under a list: what can be done with several chosen rows, and with the list as it stands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.views.records import RecordLine
from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.space import Row


class ChosenBar(QWidget):
    """打印所选 N 条 while several rows are chosen (Ctrl, Shift, Ctrl+A), and 存为表格 for the whole list."""

    print_wanted = Signal(object)
    """The chosen records (`RecordLine`s), in the order of the list."""
    table_wanted = Signal()
    several = Signal(bool)
    """Whether more than one row is chosen now."""

    def __init__(
        self,
        view: QAbstractItemView,
        line: Callable[[int], RecordLine | None],
        *,
        table: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`line` gives the record of a row."""
        super().__init__(parent)
        self._view, self._line = view, line
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._print = Button("", "small", icon_name="print", action=self.print_now)
        self._table = Button(_("Save as a table"), "link", action=self.table_wanted.emit)
        self._table.setToolTip(_("What the list shows, for Excel or WPS; a copy"))
        row = Row(self, spacing=10)
        row.addWidget(self._table)
        row.addWidget(self._print)
        self._offers_table = table
        self._table.setVisible(table)
        self._print.hide()
        view.selectionModel().selectionChanged.connect(lambda *_changed: self._count())
        view.model().modelReset.connect(self._count)

    def chosen(self) -> Sequence[RecordLine]:
        """Return the chosen records in the order of the list."""
        rows = sorted({index.row() for index in self._view.selectionModel().selectedIndexes()})
        lines = (self._line(row) for row in rows)
        return [line for line in lines if line is not None]

    def print_now(self) -> bool:
        """Print what is chosen; False when it is not several rows."""
        lines = self.chosen()
        if len(lines) < 2:
            return False
        self.print_wanted.emit(lines)
        return True

    def _count(self) -> None:
        count = len(self.chosen())
        self._print.setVisible(count > 1)
        self._table.setVisible(self._offers_table and count < 2)  # the whole list is not what one thinks of now
        if count > 1:
            self._print.set_text(_("Print the {count} chosen").format(count=count))
        self.several.emit(count > 1)
