"""A grid of characters in groups: a small heading, then the cells; arrows move, Enter takes, painted by a delegate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.widgets.lettering import CENTRE, paint_line
from gui.widgets.theme import theme

CELL, GLYPH = 46, 25
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Sort(StrEnum):
    """What a cell is."""

    HEADING = "heading"
    RADICAL = "radical"
    HANZI = "hanzi"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and how a screen reader says it."""

    text: str
    sort: Sort
    says: str = ""


class Cells(QAbstractListModel):
    """The cells in their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells: Sequence[Cell] = ()

    def show_cells(self, cells: Iterable[Cell]) -> None:
        """Show other cells."""
        self.beginResetModel()
        self._cells = tuple(cells)
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Return a cell."""
        return self._cells[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many cells there are."""
        return 0 if parent.isValid() else len(self._cells)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """Return a cell's text, and how it is said."""
        cell = self._cells[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return cell.text
        return cell.says or cell.text if role == int(Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        heading = self._cells[index.row()].sort is Sort.HEADING
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    """Paints one cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the size of every cell."""
        return QSize(theme().dp(CELL), theme().dp(CELL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading in small grey letters, a character large; the chosen one on the ground of a chosen row."""
        look = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs lack the members of style options
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        text = str(index.data(int(Qt.ItemDataRole.DisplayRole)))
        painter.save()
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            low = QRect(rect.x(), rect.y() + look.dp(4), rect.width(), rect.height() - look.dp(4))
            painter.fillRect(rect.adjusted(1, 1, -1, -1), look.colour("sunken"))
            paint_line(painter, low, text, 13, "text2", align=CENTRE)
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("select"))
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(look.colour("focus" if focused else "edge"), look.dp(2) if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5))
        paint_line(painter, rect, text, GLYPH, "text", align=CENTRE)
        painter.restore()


class HanziGrid(QListView):
    """Cells side by side in as many lines as they need."""

    stepped = Signal(object)
    """Another cell is the current one: its Cell, None for none."""
    taken = Signal(object)
    """Enter, a double click, or a click on a radical: its Cell."""
    typed = Signal(str)
    """A letter or digit was typed here: it belongs to the line above."""
    left = Signal()
    """↑ from the first line, or Backspace: back to the line above."""

    def __init__(self, *, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = Cells(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setProperty("role", "framed")
        self.setAccessibleName(says)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._take)
        theme().changed.connect(self.restyle)
        self.restyle()

    def show_cells(self, cells: Iterable[Cell]) -> None:
        """Show other cells and begin at the first that is no heading."""
        self._model.show_cells(cells)
        rows = (self._model.index(row) for row in range(self._model.rowCount()))
        first = next((index for index in rows if index.flags() & Qt.ItemFlag.ItemIsEnabled), _NOWHERE)
        self.scrollToTop()
        self.setCurrentIndex(first)
        self.stepped.emit(self.current())

    def current(self) -> Cell | None:
        """Return the current cell."""
        return self._model.cell(self.currentIndex())

    def texts(self) -> list[str]:
        """Return what stands in the cells, headings left out."""
        rows = (self._model.cell(self._model.index(row)) for row in range(self._model.rowCount()))
        return [cell.text for cell in rows if cell is not None and cell.sort is not Sort.HEADING]

    def go_to(self, text: str) -> None:
        """Make the first cell with this character the current one."""
        for row in range(self._model.rowCount()):
            index = self._model.index(row)
            cell = self._model.cell(index)
            if cell is not None and cell.text == text and cell.sort is not Sort.HEADING:
                self.setCurrentIndex(index)
                return

    def restyle(self) -> None:
        """Measure the cells for the present text size."""
        side = theme().dp(CELL)
        self.setGridSize(QSize(side, side))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which cell is the current one."""
        super().currentChanged(current, previous)
        self.stepped.emit(self._model.cell(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; what is typed goes to the line above."""
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex())
        elif key == Qt.Key.Key_Backspace:
            self.left.emit()
        elif len(text) == 1 and text.isalnum() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.typed.emit(text)
        elif key == Qt.Key.Key_Up and self._in_first_line():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _in_first_line(self) -> bool:
        return self.visualRect(self.currentIndex()).top() + self.verticalOffset() < self.gridSize().height()

    def _clicked(self, index: QModelIndex) -> None:
        cell = self._model.cell(index)
        if cell is not None and cell.sort is Sort.RADICAL:
            self.taken.emit(cell)

    def _take(self, index: Index) -> None:
        cell = self._model.cell(index)
        if cell is not None and cell.sort is not Sort.HEADING:
            self.taken.emit(cell)
