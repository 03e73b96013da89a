"""A fingerprint to be compared with one on paper: its digits in groups of four, and its picture."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.base.mosaic import SIDE, Squares, mosaic
from gui.messages import _
from gui.widgets.space import Row
from gui.widgets.text import Label
from gui.widgets.theme import theme

PAPER, INK = "#FFFFFF", "#000000"
"""The picture is the printed one whatever the theme: two that are to be compared must not differ in colour."""
SMALL, LARGE = 7, 12
"""Sides of a square in pixels at 100 %."""
GROUPS = 4
"""Groups of four digits in a line."""


def grouped_lines(fingerprint: str) -> str:
    """Return the digits in capitals, four groups of four in a line."""
    bare = "".join(fingerprint.split()).upper()
    groups = [bare[at : at + 4] for at in range(0, len(bare), 4)]
    return "\n".join("  ".join(groups[at : at + GROUPS]) for at in range(0, len(groups), GROUPS))


class MosaicPicture(QWidget):
    """The picture of a fingerprint, as it stands on the printed page; nothing is drawn for what is none."""

    def __init__(self, fingerprint: str = "", *, square: int = SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._square = square
        self._rows: Squares = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Picture of the fingerprint"))
        theme().changed.connect(self.updateGeometry)
        self.show_fingerprint(fingerprint)

    def show_fingerprint(self, fingerprint: str) -> None:
        """Show the picture of another fingerprint."""
        try:
            self._rows = mosaic(fingerprint) if fingerprint else ()
        except ValueError:
            self._rows = ()
        self.setVisible(bool(self._rows))
        self.update()

    def rows(self) -> Squares:
        """Return what is drawn."""
        return self._rows

    def sizeHint(self) -> QSize:
        """Be as large as the squares, with a white edge of one square around."""
        side = theme().dp(self._square) * (SIDE + 2)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the squares on white."""
        side = theme().dp(self._square)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(PAPER))
        for row, squares in enumerate(self._rows):
            for column, dark in enumerate(squares):
                if dark:
                    painter.fillRect(QRect((column + 1) * side, (row + 1) * side, side, side), QColor(INK))
        painter.end()


class FingerprintView(QWidget):
    """Picture and digits side by side; `large` for comparing with paper, on an arm's length."""

    def __init__(self, fingerprint: str = "", *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(self, spacing=20)
        self.picture = MosaicPicture(square=LARGE if large else SMALL)
        self.digits = Label("", "title" if large else "strong", selectable=True)
        row.addWidget(self.picture)
        row.addWidget(self.digits)
        row.addStretch(1)
        self.show_fingerprint(fingerprint)

    def show_fingerprint(self, fingerprint: str) -> None:
        """Show another fingerprint (64 digits, in groups or not)."""
        self.picture.show_fingerprint(fingerprint)
        said = grouped_lines(fingerprint)
        self.digits.setText(said)
        self.digits.setAccessibleName(" ".join(said.split()))
