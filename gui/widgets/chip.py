"""Chips: icon and word on a soft ground with an edge; painted the same in rows and on pages."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.widgets.icons import icon_pixmap
from gui.widgets.theme import theme

_HEIGHT, _EDGE, _ICON, _GAP = 24, 9, 16, 5


class Tone(StrEnum):
    """What a chip's colour says; its word and icon say it first."""

    HINT = "hint"
    OK = "ok"
    WARN = "warn"
    ERR = "err"


@dataclass(frozen=True, slots=True)
class ChipData:
    """A chip: the word, the icon (drawn filled, its outlines are too thin) and the tone."""

    text: str
    icon: str = ""
    tone: Tone = Tone.HINT
    filled: bool = True


def chip_size(chip: ChipData) -> QSize:
    """Return the size of a chip in pixels."""
    look = theme()
    wide = 2 * look.dp(_EDGE) + look.metrics(13).horizontalAdvance(chip.text)
    if chip.icon:
        wide += look.dp(_ICON) + look.dp(_GAP)
    return QSize(wide, max(look.dp(_HEIGHT), look.metrics(13).height() + 2))


def paint_chip(painter: QPainter, rect: QRect, chip: ChipData, *, ratio: float = 1.0) -> None:
    """Paint a chip; the word is cut with … when `rect` is narrower than the chip wants."""
    look = theme()
    tone = chip.tone.value
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(f"{tone}edge"), 1))
    painter.setBrush(look.colour(f"{tone}soft"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), look.dp(4), look.dp(4))
    x = rect.x() + look.dp(_EDGE)
    if chip.icon:
        side = look.dp(_ICON)
        pixmap = icon_pixmap(chip.icon, _ICON, colour=tone, filled=chip.filled, ratio=ratio)
        painter.drawPixmap(QPointF(x, rect.y() + (rect.height() - side) / 2), pixmap)
        x += side + look.dp(_GAP)
    painter.setFont(look.font(13))
    painter.setPen(look.colour(tone))
    room = QRect(x, rect.y(), rect.right() - look.dp(_EDGE) - x + 2, rect.height())
    text = look.metrics(13).elidedText(chip.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


class Chip(QLabel):
    """A chip on a page; a label to a screen reader."""

    def __init__(self, chip: ChipData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(0, 0, 0, 0)
        self._chip = chip
        theme().changed.connect(self.restyle)
        self.show_chip(chip)

    def show_chip(self, chip: ChipData) -> None:
        """Show another chip."""
        self._chip = chip
        self.setText(chip.text)
        self.setAccessibleName(chip.text)
        self.restyle()

    def chip(self) -> ChipData:
        """Return what is shown."""
        return self._chip

    def restyle(self) -> None:
        """Take the size the present text size asks for."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the chip's size."""
        return chip_size(self._chip)

    def minimumSizeHint(self) -> QSize:
        """Return the chip's size: it never shrinks."""
        return chip_size(self._chip)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._chip, ratio=self.devicePixelRatioF())
        painter.end()
