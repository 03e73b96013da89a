"""Words as delegates paint them: one line that ends in …, or as many lines as the width asks for."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from gui.widgets.theme import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    pixels: int,
    colour: str,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> bool:
    """Paint one line in the colour of a token; returns whether it had to be cut with …."""
    look = theme()
    shown = look.metrics(pixels, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    painter.setFont(look.font(pixels, bold=bold))
    painter.setPen(look.colour(colour))
    painter.drawText(rect, int(align), shown)
    return shown != text


class Wrapped:
    """Words set in lines of a width; a word longer than a line is broken, as no list scrolls sideways."""

    def __init__(self, text: str, pixels: int, width: int, *, bold: bool = False) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), theme().font(pixels, bold=bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        high = widest = 0.0
        self.lines: list[str] = []
        """The words of each line."""
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, high))
            high += line.height()
            self.lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
            widest = max(widest, line.naturalTextWidth())
        self._layout.endLayout()
        self.height = round(high + 0.5) if text else 0
        """Height of all lines in pixels."""
        self.width = round(widest + 0.5)
        """Width of the longest line in pixels."""

    def paint(self, painter: QPainter, x: int, y: int, colour: str) -> None:
        """Paint the lines in the colour of a token, `x` and `y` being their upper left corner."""
        painter.setPen(theme().colour(colour))
        self._layout.draw(painter, QPointF(x, y))
