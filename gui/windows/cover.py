"""The card in the middle of an otherwise empty window: on it one thing is asked before anything else is shown."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from gui.messages import _
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import theme

WIDTH = 480
"""Width of the card at 100 %."""


class _Card(Frame):
    """As high as its wrapped words need at its width; Qt guesses by their unwrapped width."""

    def event(self, event: QEvent) -> bool:
        """Fit again whenever something inside asks for another height."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.fit()
        return done

    def fit(self) -> None:
        """Take the height that what stands inside needs now."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


class Cover(Frame):
    """An empty window with a card; those who derive from it fill `column`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("desk", parent)
        outer = Column(margins=(12, 12, 12, 12))
        outer.addStretch(1)
        self._card = _Card("dialog")
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(outer))  # large text on a small screen
        self.column = Column(self._card, margins=(28, 28, 28, 22), spacing=12)
        theme().changed.connect(self.restyle)
        self.restyle()

    def put_title(self, line: str) -> None:
        """Put the program's name on the card, with a line under it."""
        words = Column(spacing=0)
        words.addWidget(Label(_("Taizhang"), "title"))
        if line:
            words.addWidget(Label(line, "sub", wrap=True))
        row = Row(spacing=12)
        row.addWidget(IconLabel("notebook", 32, colour="accent", filled=True))
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def restyle(self) -> None:
        """Take the width of the present text size, never more than the window has."""
        self._card.setFixedWidth(min(theme().dp(WIDTH), max(320, self.width() - theme().dp(24))))

    def resizeEvent(self, event: object) -> None:
        """Keep the card inside a narrow window."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.restyle()
