"""经过: date left, node, words right; the node's shape says what it was. Append only, never edited here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _
from gui.widgets.chip import Chip, ChipData
from gui.widgets.icons import icon_pixmap
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Label
from gui.widgets.theme import theme


class Node(StrEnum):
    """Shapes of a node."""

    HAPPENED = "happened"
    EVIDENCE = "evidence"
    DEADLINE = "deadline"
    OVERDUE = "overdue"
    TODAY = "today"
    PLANNED = "planned"


_ICONS = {
    Node.HAPPENED: ("checkmark_circle", "accent", True),
    Node.EVIDENCE: ("attach", "text2", False),
    Node.DEADLINE: ("flag", "warn", True),
    Node.OVERDUE: ("calendar_error", "warn", True),
    Node.TODAY: ("circle", "accent", False),
    Node.PLANNED: ("calendar_clock", "text2", False),
}
_NODE = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: day, node, bold words, grey line, chip."""

    day: str
    node: Node
    text: str
    line: str = ""
    chip: ChipData | None = None


class _Mark(QWidget):
    """The node and the line down to the next."""

    def __init__(self, node: Node, *, last: bool) -> None:
        super().__init__()
        self._node, self._last = node, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the node's size."""
        side = theme().dp(_NODE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint node and line."""
        look = theme()
        painter = QPainter(self)
        name, colour, filled = _ICONS[self._node]
        pixmap = icon_pixmap(name, _NODE, colour=colour, filled=filled, ratio=self.devicePixelRatioF())
        painter.drawPixmap(0, look.dp(2), pixmap)
        if not self._last:
            painter.setPen(QPen(look.colour("edge"), look.dp(2)))
            x = self.width() // 2
            painter.drawLine(x, look.dp(_NODE + 5), x, self.height())
        painter.end()


class Timeline(QWidget):
    """All that happened, in order."""

    def __init__(self, happenings: Sequence[Happening] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = Column(self, spacing=0)
        self._happenings: tuple[Happening, ...] = ()
        theme().changed.connect(self.restyle)
        self.setAccessibleName(_("What happened"))
        self.show_all(happenings)

    def restyle(self) -> None:
        """Measure again for the present text size."""
        self.show_all(self._happenings)

    def show_all(self, happenings: Sequence[Happening]) -> None:
        """Show other entries."""
        self._happenings = tuple(happenings)
        clear(self._column)
        look = theme()
        widest = max((look.metrics(14).horizontalAdvance(entry.day) for entry in happenings), default=0)
        for at, entry in enumerate(self._happenings):
            row = QWidget()
            line = Row(row, spacing=12)
            day = Label(entry.day, "label")
            day.setFixedWidth(widest + look.dp(16))
            day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            left = Column(margins=(0, 2, 0, 0), spacing=0)
            left.addWidget(day)
            left.addStretch(1)
            line.addLayout(left)
            line.addWidget(_Mark(entry.node, last=at == len(self._happenings) - 1))
            words = Column(margins=(0, 0, 0, 6), spacing=1)
            head = Flow(spacing=8)
            head.addWidget(Label(entry.text, "strong", wrap=True))
            if entry.chip is not None:
                head.addWidget(Chip(entry.chip))
            words.addLayout(head)
            if entry.line:
                words.addWidget(Label(entry.line, "small", wrap=True))
            line.addLayout(words, 1)
            row.setAccessibleName(" ".join(part for part in (entry.day, entry.text, entry.line) if part))
            self._column.addWidget(row)
        self._column.addStretch(1)
