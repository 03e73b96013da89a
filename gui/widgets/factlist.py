"""A list of facts painted by a delegate: bold heading, chip, grey line, and the notice's sentence that unfolds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.messages import _
from gui.widgets import aloud
from gui.widgets.chip import ChipData, chip_size, paint_chip
from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import Wrapped
from gui.widgets.rows import ROW_ROLE, Index, RowList, Rows, paint_ground
from gui.widgets.theme import theme

_LEFT, _TOP, _RIGHT, _BELOW, _ICON, _GAP = 14, 9, 11, 9, 20, 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: `key` comes back when it is opened; `quote` is the sentence of the notice it was held against."""

    key: str
    heading: str
    line: str = ""
    chip: ChipData | None = None
    quote: str = ""
    quoted_from: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact in its list, its sentence folded or not."""

    fact: Fact
    unfolded: bool = False

    def says(self) -> str:
        """Return the row as a screen reader says it."""
        fact = self.fact
        parts = [fact.heading, fact.chip.text if fact.chip else "", fact.line]
        parts += [fact.quote, fact.quoted_from] if self.unfolded else [link(self)] if fact.quote else []
        return " · ".join(part for part in parts if part)


def link(row: FactRow) -> str:
    """Return the words that unfold the notice's sentence, or fold it again."""
    return _("Fold") if row.unfolded else _("The notice’s words")


class _Places:
    """Where the parts of a row stand in a width, from its upper left corner."""

    def __init__(self, row: FactRow, width: int) -> None:
        look, fact = theme(), row.fact
        self.row = row
        self.x = look.dp(_LEFT) + (look.dp(_ICON + _GAP) if fact.icon else 0)
        room = max(look.dp(40), width - self.x - look.dp(_RIGHT))
        y = look.dp(_TOP)
        self.heading = Wrapped(fact.heading, 15, room, bold=True)
        self.heading_y = y
        y += self.heading.height + look.dp(3)
        self.chip = QRect()
        self.line_x = self.x
        if fact.chip is not None:
            size = chip_size(fact.chip)
            self.chip = QRect(self.x, y, min(size.width(), room), size.height())
            beside = look.metrics(13).horizontalAdvance(fact.line) + self.chip.width() + look.dp(_GAP)
            if fact.line and beside <= room:
                self.line_x += self.chip.width() + look.dp(_GAP)
            else:
                y += self.chip.height() + look.dp(3)
        self.line = Wrapped(fact.line, 13, self.x + room - self.line_x)
        self.line_y = y
        if self.line_x > self.x:
            self.line_y += (self.chip.height() - self.line.height) // 2
            y += self.chip.height() + look.dp(2)
        elif fact.line:
            y += self.line.height + look.dp(2)
        self.link = QRect()
        if fact.quote:
            metrics = look.metrics(14)
            wide = min(room, metrics.horizontalAdvance(link(row)) + look.dp(4))
            self.link = QRect(self.x, y, wide, look.dp(24))
            y += self.link.height() + look.dp(2)
        self.quote = QRect()
        if row.unfolded:
            inner = room - look.dp(14)
            self.words = Wrapped(fact.quote, 14, inner)
            self.source = Wrapped(fact.quoted_from, 13, inner)
            gap = look.dp(2) if fact.quoted_from else 0
            high = self.words.height + gap + self.source.height + look.dp(8)
            self.quote = QRect(self.x, y, room, high)
            y += high
        self.height = y + look.dp(_BELOW) - (look.dp(3) if fact.quote and not row.unfolded else 0)


class FactDelegate(QStyledItemDelegate):
    """Paints FactRow; the height follows from the width."""

    link_pressed = Signal(QModelIndex)
    """The words that unfold the sentence were clicked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height a row needs in the width of its list."""
        row = index.data(ROW_ROLE)
        return QSize(theme().dp(120), _Places(row, self._width()).height if isinstance(row, FactRow) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        painter.save()
        view = self.parent()
        if isinstance(view, QListView) and not view.hasFocus():
            option.state &= ~QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        paint_ground(painter, option)
        if isinstance(row, FactRow):
            rect: QRect = option.rect  # type: ignore[attr-defined]
            painter.translate(rect.topLeft())
            self._parts(painter, _Places(row, self._width()))
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """Unfold the sentence whose link was clicked."""
        row = index.data(ROW_ROLE)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(row, FactRow)
        ):
            rect: QRect = option.rect  # type: ignore[attr-defined]
            if _Places(row, self._width()).link.translated(rect.topLeft()).contains(event.position().toPoint()):
                self.link_pressed.emit(index)
                return True
        return super().editorEvent(event, model, option, index)  # type: ignore[arg-type]

    def _width(self) -> int:
        """Return the width for the words: that of the list beside its scroll bar, whether or not there is one.

        Else the bar would come with the last row, break the lines anew and make the rows too low.
        """
        view = self.parent()
        if not isinstance(view, QListView):
            return theme().dp(320)
        return view.width() - view.verticalScrollBar().sizeHint().width()

    @staticmethod
    def _parts(painter: QPainter, places: _Places) -> None:
        look, fact, x = theme(), places.row.fact, places.x
        ratio = painter.device().devicePixelRatio()
        if fact.icon:
            painter.drawPixmap(look.dp(_LEFT), look.dp(_TOP + 1), icon_pixmap(fact.icon, _ICON, ratio=ratio))
        places.heading.paint(painter, x, places.heading_y, "text")
        if fact.chip is not None:
            paint_chip(painter, places.chip, fact.chip, ratio=ratio)
        places.line.paint(painter, places.line_x, places.line_y, "text2")
        if fact.quote:
            font = look.font(14)
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(look.colour("accent"))
            painter.drawText(places.link, int(Qt.AlignmentFlag.AlignVCenter), link(places.row))
        if places.row.unfolded:
            box = places.quote
            painter.fillRect(QRect(box.x(), box.y(), look.dp(1), box.height()), look.colour("hintedge"))
            places.words.paint(painter, x + look.dp(10), box.y() + look.dp(4), "text")
            below = box.y() + look.dp(6) + places.words.height
            places.source.paint(painter, x + look.dp(10), below, "text3")


class FactList(RowList):
    """A list of facts: ↑ ↓ choose, Enter opens, Space unfolds the notice's sentence, Ctrl+C copies.

    Of several lists side by side only the one with the keyboard shows its chosen row.
    """

    def __init__(self, *, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(says=says, parent=parent)
        delegate = FactDelegate(self)
        delegate.link_pressed.connect(self.turn_quote)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._model: Rows[FactRow] = Rows(self)
        self.setModel(self._model)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts; sentences that were unfolded stay so, and the chosen row stays chosen."""
        before = self._model.rows()
        open_keys = {row.fact.key for row in before if row.unfolded}
        chosen = before[self.currentIndex().row()].fact.key if self.currentIndex().isValid() else ""
        self._model.show_rows([FactRow(fact, bool(fact.quote) and fact.key in open_keys) for fact in facts])
        keys = [fact.key for fact in facts]
        if chosen in keys and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(keys.index(chosen)))

    def fact(self, index: Index) -> Fact:
        """Return the fact of a row."""
        return self._model.rows()[index.row()].fact

    def unfolded(self) -> list[str]:
        """Return the keys of the facts whose sentence can be read."""
        return [row.fact.key for row in self._model.rows() if row.unfolded]

    def turn_quote(self, index: Index) -> None:
        """Unfold the notice's sentence of a row, or fold it again."""
        row = self._model.rows()[index.row()]
        if not row.fact.quote:
            return
        self._model.change(index.row(), replace(row, unfolded=not row.unfolded))
        self.doItemsLayout()
        if not row.unfolded:
            self.scrollTo(self._model.index(index.row()))
            aloud.say(self, " · ".join(filter(None, (row.fact.quote, row.fact.quoted_from))))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when none was chosen yet."""
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold with Space, copy the row with Ctrl+C."""
        at = self.currentIndex()
        if at.isValid() and event.key() == Qt.Key.Key_Space:
            self.turn_quote(at)
        elif at.isValid() and event.matches(QKeySequence.StandardKey.Copy):
            fact = self.fact(at)
            parts = (fact.heading, fact.chip.text if fact.chip else "", fact.line, fact.quote, fact.quoted_from)
            QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the words anew for the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
