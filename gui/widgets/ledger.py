"""Tables of ledgers and intake: no vertical lines, problem rows with soft ground, bar, chip and a bold reason."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.widgets.chip import ChipData, chip_size, paint_chip
from gui.widgets.rows import BAR, Index
from gui.widgets.theme import theme

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""The role under which a model gives its CellData."""
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""The role under which a model gives the tone of a problem row ("err", "warn"), asked of column 0."""

HEIGHT, _EDGE = 68, 11


@dataclass(frozen=True, slots=True)
class CellData:
    """One cell: words with a small line under them, or chips under each other, or a button."""

    text: str = ""
    sub: str = ""
    bold: bool = False
    tone: str = ""
    """Tone of the small line: warn, err, ok, or grey."""
    chips: tuple[ChipData, ...] = field(default=())
    button: str = ""
    """Words of a button at the end of the row; Space presses it."""

    def says(self) -> str:
        """Return the cell as a screen reader says it."""
        return " · ".join(
            part for part in (self.text, self.sub, *(chip.text for chip in self.chips), self.button) if part
        )


class CellDelegate(QStyledItemDelegate):
    """Paints CellData."""

    pressed = Signal(QModelIndex)
    """The button of a cell was pressed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return what the cell wants at least."""
        look = theme()
        cell = index.data(CELL_ROLE)
        wide = look.dp(40)
        if isinstance(cell, CellData):
            chips = max((chip_size(chip).width() for chip in cell.chips), default=0)
            words = look.metrics(15, bold=cell.bold).horizontalAdvance(cell.text)
            wide = max(chips, words, self.button_size(cell).width()) + 2 * look.dp(_EDGE)
        return QSize(wide, look.dp(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell with its share of the row's ground."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        self._ground(painter, option, index)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, CellData):
            if cell.chips:
                self._chips(painter, rect, cell)
            elif cell.button:
                self._button(painter, rect, cell)
            else:
                self._words(painter, rect, cell)
        painter.restore()

    def button_size(self, cell: CellData) -> QSize:
        """Return the size of a cell's button."""
        if not cell.button:
            return QSize(0, 0)
        look = theme()
        return QSize(look.metrics(14).horizontalAdvance(cell.button) + look.dp(22), look.dp(32))

    def button_rect(self, rect: QRect, cell: CellData) -> QRect:
        """Return where the button of a cell stands."""
        size = self.button_size(cell)
        top = rect.y() + (rect.height() - size.height()) // 2
        return QRect(rect.x() + theme().dp(_EDGE), top, size.width(), size.height())

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """Press the button that was clicked."""
        cell = index.data(CELL_ROLE)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(cell, CellData)
            and cell.button
            and self.button_rect(option.rect, cell).contains(event.position().toPoint())  # type: ignore[attr-defined]
        ):
            self.pressed.emit(index)
            return True
        return super().editorEvent(event, model, option, index)  # type: ignore[arg-type]

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        tone = index.sibling(index.row(), 0).data(TONE_ROLE) or ""
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour(f"{tone}soft" if tone else "select" if selected else "surface"))
        if index.column() == 0 and (tone or selected):
            colour = look.colour("accent" if selected else f"{tone}edge")
            painter.fillRect(QRect(rect.x(), rect.y(), look.dp(BAR), rect.height()), colour)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), look.colour("line"))
        view = option.widget  # type: ignore[attr-defined]
        here = isinstance(view, QTableView) and view.hasFocus() and view.currentIndex().row() == index.row()
        if here:
            # One dashed line round the row: top and bottom in each cell, the ends in the first and last.
            painter.setPen(QPen(look.colour("focus"), look.dp(1), Qt.PenStyle.DashLine))
            gap = look.dp(3)
            top, bottom = rect.y() + gap, rect.bottom() - gap - 1
            first, last = index.column() == 0, index.column() == index.model().columnCount() - 1
            x1 = rect.x() + (look.dp(BAR) + gap if first else 0)
            x2 = rect.right() - (gap if last else 0)
            painter.drawLine(x1, top, x2, top)
            painter.drawLine(x1, bottom, x2, bottom)
            if first:
                painter.drawLine(x1, top, x1, bottom)
            if last:
                painter.drawLine(x2, top, x2, bottom)

    @staticmethod
    def _words(painter: QPainter, rect: QRect, cell: CellData) -> None:
        look = theme()
        room = rect.adjusted(look.dp(_EDGE), 0, -look.dp(4), 0)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        metrics = look.metrics(15, bold=cell.bold)
        painter.setFont(look.font(15, bold=cell.bold))
        painter.setPen(look.colour("text"))
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        if not cell.sub:
            painter.drawText(room, left, text)
            return
        small = look.metrics(13)
        block = metrics.height() + small.height() - look.dp(2)
        top = rect.y() + (rect.height() - block) // 2
        painter.drawText(QRect(room.x(), top, room.width(), metrics.height()), left, text)
        painter.setFont(look.font(13))
        painter.setPen(look.colour(cell.tone or "text2"))
        sub = small.elidedText(cell.sub, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.x(), top + metrics.height() - look.dp(2), room.width(), small.height()), left, sub)

    @staticmethod
    def _chips(painter: QPainter, rect: QRect, cell: CellData) -> None:
        look = theme()
        sizes = [chip_size(chip) for chip in cell.chips]
        gap = look.dp(3)
        y = rect.y() + (rect.height() - sum(size.height() for size in sizes) - gap * (len(sizes) - 1)) // 2
        ratio = painter.device().devicePixelRatio()
        for chip, size in zip(cell.chips, sizes, strict=True):
            wide = min(size.width(), rect.width() - 2 * look.dp(4))
            paint_chip(painter, QRect(rect.x() + look.dp(_EDGE), y, wide, size.height()), chip, ratio=ratio)
            y += size.height() + gap

    def _button(self, painter: QPainter, rect: QRect, cell: CellData) -> None:
        look = theme()
        box = self.button_rect(rect, cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.dp(4), look.dp(4))
        painter.setFont(look.font(14))
        painter.setPen(look.colour("accent"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cell.button)


class Ledger(QTableView):
    """A table of rows: ↑ ↓ choose, Enter or a double click opens, Space presses the row's button."""

    opened = Signal(int)
    """The number of the row that was opened."""
    acted = Signal(int)
    """The number of the row whose button was pressed."""
    picked = Signal(int)
    """The number of the row now chosen, -1 for none."""

    def __init__(self, *, says: str = "", row_height: int = HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._shares: tuple[int, ...] = ()
        delegate = CellDelegate(self)
        delegate.pressed.connect(lambda index: self.acted.emit(index.row()))
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        self.setAccessibleName(says)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme().changed.connect(self.restyle)
        self.restyle()

    def set_columns(self, widths: tuple[int, ...]) -> None:
        """Set the widths in pixels at 100 %; 0 takes what is left. Nothing ever scrolls sideways."""
        self._shares = widths
        self._measure()

    def restyle(self) -> None:
        """Measure rows and columns for the present text size."""
        look = theme()
        self.verticalHeader().setDefaultSectionSize(look.dp(self._row_height))
        self.horizontalHeader().setFixedHeight(look.dp(39))
        self._measure()
        self.viewport().update()

    def _head_width(self, at: int) -> int:
        """Return the width that the word over a column needs."""
        model = self.model()
        word = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        return self.horizontalHeader().fontMetrics().horizontalAdvance(word) + theme().dp(24) if word else 0

    def resizeEvent(self, event: object) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._measure()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is chosen now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.picked.emit(current.row() if current.isValid() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, press the row's button with Space."""
        row = self.currentIndex().row()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if row >= 0 and not control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row >= 0 and event.key() == Qt.Key.Key_Space:
            self.acted.emit(row)
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        if not self._shares or not self.horizontalHeader().count():
            return
        look = theme()
        widths = [max(look.dp(width), self._head_width(at)) if width else 0 for at, width in enumerate(self._shares)]
        left = self.viewport().width() - sum(widths)
        free = [at for at, width in enumerate(self._shares) if width == 0]
        if left < 0:
            # Too little room: the fixed columns give way in proportion and the free ones keep a third.
            keep = self.viewport().width() * (2 if free else 3) // 3
            heads = [self._head_width(at) if width else 0 for at, width in enumerate(widths)]
            widths = [max(head, width * keep // sum(widths)) for head, width in zip(heads, widths, strict=True)]
            left = self.viewport().width() - sum(widths)
        for at in free:
            widths[at] = max(look.dp(80), self._head_width(at), left // len(free))
        for at, width in enumerate(widths[: self.horizontalHeader().count()]):
            self.setColumnWidth(at, width)
