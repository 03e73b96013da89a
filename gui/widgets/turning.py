"""How a stack of paper is turned between its two runs, as a line drawing: how it came out, and how it goes back in."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _
from gui.widgets.paper import Comes, Takes, Turning
from gui.widgets.theme import theme

_WIDE, _TALL = 276, 118
"""Size of the drawing in pixels at 100 %."""
_SHEET, _DEEP, _SLANT = 72, 50, 24
"""A sheet seen from the front and a little above: its near edge, its depth, and how far the far edge stands aside."""


class TurningPicture(QWidget):
    """Left the stack as it came out, between them the turn, right the stack on its way into the feed."""

    def __init__(self, turning: Turning | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.show_turning(turning or Turning())

    def show_turning(self, turning: Turning) -> None:
        """Draw another way."""
        self._turning = turning
        came = _("printed side down") if turning.comes is Comes.DOWN else _("printed side up")
        goes = _("empty side up") if turning.takes is Takes.UPPER else _("printed side up")
        turn = _("turned over") if turning.flipped else _("as it lies")
        said = _("The stack came out {came}; it goes back in {turn}, {goes}, the top of the page first.")
        self.setAccessibleName(said.format(came=came, turn=turn, goes=goes))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the drawing needs."""
        return QSize(theme().dp(_WIDE), theme().dp(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a smaller one can't be read."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw in the colour of words, on the colour of paper."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(look.dp(100) / 100, look.dp(100) / 100)
        painter.setPen(QPen(look.colour("text"), 1.4))
        painter.setBrush(look.colour("surface"))
        self._stack(painter, QPointF(2, 92), printed=self._turning.comes is Comes.UP)
        self._arrow(painter)
        self._stack(painter, QPointF(158, 104), printed=self._turning.takes is Takes.LOWER, top=True)
        self._printer(painter)
        painter.end()

    @staticmethod
    def _stack(painter: QPainter, near: QPointF, *, printed: bool, top: bool = False) -> None:
        """Draw some sheets; `near` is the left end of the lowest one's near edge, `top` marks the edge that goes in."""
        for level in range(4):
            at = near - QPointF(0, 4 * level)
            corners = (QPointF(0, 0), QPointF(_SHEET, 0), QPointF(_SHEET + _SLANT, -_DEEP), QPointF(_SLANT, -_DEEP))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        at = near - QPointF(0, 12)
        if printed:
            for line in range(1, 6):
                deep = line / 6.5
                left = at + QPointF(_SLANT * deep + 10, -_DEEP * deep)
                long = _SHEET - (20 if line > 1 else 40)
                painter.drawLine(left, left + QPointF(long / 2 if top else long, 0))
        if top:
            middle = at + QPointF(_SHEET * (0.72 if printed else 0.5) + _SLANT * 0.2, -_DEEP * 0.2)
            tip = middle + QPointF(_SLANT * 0.5, -_DEEP * 0.5)
            painter.drawLine(middle, tip)
            painter.save()
            painter.setBrush(painter.pen().color())
            painter.drawPolygon(QPolygonF([tip + QPointF(2, -4), tip + QPointF(-8, 3), tip + QPointF(5, 5)]))
            painter.restore()

    def _arrow(self, painter: QPainter) -> None:
        """Draw the way from left to right: over the top for a stack that is turned, straight for one that is not."""
        path, end = QPainterPath(QPointF(104, 66)), QPointF(150, 66)
        if self._turning.flipped:
            path.cubicTo(QPointF(106, 8), QPointF(148, 8), end)
            head = [end, end + QPointF(-7, -10), end + QPointF(6, -9)]
        else:
            path.lineTo(end)
            head = [end, end + QPointF(-9, -6), end + QPointF(-9, 6)]
        painter.save()
        painter.setPen(QPen(theme().colour("accent"), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setBrush(theme().colour("accent"))
        painter.drawPolygon(QPolygonF(head))
        painter.restore()

    @staticmethod
    def _printer(painter: QPainter) -> None:
        """Draw a box over the far edge of the stack on the right: the feed."""
        painter.drawRoundedRect(QRectF(166, 4, 106, 42), 5, 5)
        painter.drawLine(QPointF(176, 38), QPointF(262, 38))
        painter.drawEllipse(QPointF(260, 14), 2.5, 2.5)
