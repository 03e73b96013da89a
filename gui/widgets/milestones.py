"""Deadlines on a time line: small flags, one for those that stand too near together to be told apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.messages import _, day, due
from gui.widgets.icons import icon_pixmap
from gui.widgets.lettering import paint_line
from gui.widgets.marks import LOOKS, Standing, standing_word
from gui.widgets.theme import theme

_GRAVITY = (Standing.OVERDUE, Standing.DUE, Standing.HAPPENED, Standing.HOLIDAY)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that matters: what is due, how it stands (DUE, OVERDUE, HAPPENED)."""

    text: str
    on: date
    standing: Standing = Standing.DUE

    def says(self, today: date) -> str:
        """Return day, words and how far off it is, or that it is done."""
        stands = standing_word(self.standing) if self.standing is Standing.HAPPENED else due(self.on, today=today)
        return " · ".join(filter(None, (day(self.on, today=today), self.text, stands)))


def grouped(milestones: Sequence[Milestone], *, at: Callable[[date], int], apart: int) -> list[tuple[Milestone, ...]]:
    """Put milestones, sorted by day, together while they stand less than `apart` pixels from the first of the group."""
    groups: list[tuple[Milestone, ...]] = []
    for milestone in milestones:
        if groups and at(milestone.on) - at(groups[-1][0].on) < apart:
            groups[-1] = (*groups[-1], milestone)
        else:
            groups.append((milestone,))
    return groups


class Flag(QAbstractButton):
    """One flag; with several deadlines it shows the gravest and their number."""

    SIDE = 24
    """Width and height in pixels at 100 %; a number comes on top."""

    pressed_day = Signal(object)
    """The day of the first deadline, a date."""

    def __init__(self, milestones: tuple[Milestone, ...], *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.milestones = milestones
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        said = [milestone.says(today) for milestone in milestones]
        self.setAccessibleName(_("; ").join(said))
        self.setToolTip("<br>".join(map(escape, said)))
        self.clicked.connect(lambda _checked=False: self.pressed_day.emit(milestones[0].on))

    def standing(self) -> Standing:
        """Return the gravest standing."""
        return min((milestone.standing for milestone in self.milestones), key=_GRAVITY.index)

    def sizeHint(self) -> QSize:
        """Return a square, wider by the number where there is one."""
        look = theme()
        side = look.dp(self.SIDE)
        number = self._number()
        return QSize(side + (look.metrics(13).horizontalAdvance(number) + look.dp(4) if number else 0), side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Space; the arrows belong to the line (a button would move the keyboard by itself)."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the flag, its number and the focus ring."""
        look, shown = theme(), LOOKS[self.standing()]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), look.colour("accentsoft"))
        gap = (look.dp(self.SIDE) - look.dp(16)) // 2
        pixmap = icon_pixmap(shown.icon, 16, colour=shown.colour, filled=shown.filled, ratio=self.devicePixelRatioF())
        painter.drawPixmap(gap, gap, pixmap)
        if self._number():
            room = QRect(look.dp(self.SIDE) - gap + look.dp(1), 0, self.width(), self.height())
            paint_line(painter, room, self._number(), 13, "text2")
        if self.hasFocus():
            ring = look.dp(2)
            painter.setPen(QPen(look.colour("focus"), ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = ring / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), look.dp(4), look.dp(4))
        painter.end()

    def _number(self) -> str:
        return str(len(self.milestones)) if len(self.milestones) > 1 else ""
