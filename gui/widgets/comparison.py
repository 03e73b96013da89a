"""Two texts side by side with what is the same in both; for a page of its own or as the body of a question."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _, ngettext
from gui.widgets import aloud
from gui.widgets.buttons import Button
from gui.widgets.keys import key_text
from gui.widgets.sametext import SameText, Side, Stretch, step_with
from gui.widgets.space import Column, Row
from gui.widgets.text import ElidedLabel, Frame, Label
from gui.widgets.theme import theme

__all__ = ["WIDTH", "Comparison", "Side", "Stretch"]

WIDTH = 900
"""The width to ask of a question that holds a comparison, in pixels at 100 %."""
_TALL = 380


class Comparison(QWidget):
    """Two texts scrolled in step; F8 and Shift+F8 go to the next and the previous stretch that is the same."""

    def __init__(self, left: Side, right: Side, same: Sequence[Stretch] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._same = tuple(sorted(same, key=lambda stretch: stretch.left))
        self._at = -1
        self._moving = False
        self.texts = (
            SameText(left, [stretch.left for stretch in self._same]),
            SameText(right, [stretch.right for stretch in self._same]),
        )
        self._count = Label("", "strong")
        self.previous = Button(_("Previous"), "small", shortcut="Shift+F8", action=lambda: self.step(-1))
        self.next = Button(_("Next"), "small", shortcut="F8", action=lambda: self.step(1))
        head = Row(spacing=8)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        pair = Row(spacing=12)
        for side, text in zip((left, right), self.texts, strict=True):
            pair.addWidget(self._card(side, text), 1)
            text.verticalScrollBar().valueChanged.connect(lambda _value, text=text: self._follow(text))
        column = Column(self, spacing=8)
        column.addLayout(head)
        column.addLayout(pair, 1)
        self.setAccessibleName(_("Comparison"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for button in (self.previous, self.next):
            button.setVisible(bool(self._same))
        self._say_where()

    def current(self) -> int:
        """Return the number of the stretch that was gone to, from 0; -1 before the first."""
        return self._at

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) stretch, round the end."""
        if not self._same:
            return
        at = self._at + by if self._at >= 0 else (0 if by > 0 else -1)
        self._at = at % len(self._same)
        self._moving = True
        for text in self.texts:
            text.go(self._at)
        self._moving = False
        self._say_where()
        aloud.say(self, f"{self._count.text()}: {self.texts[0].words(self._at)}")

    def sizeHint(self) -> QSize:
        """Return a size in which paragraphs can be read, never more than two thirds of the screen's height."""
        look = theme()
        tall = min(look.dp(_TALL), self.screen().availableGeometry().height() * 2 // 3 - look.dp(60))
        return QSize(look.dp(WIDTH - 56), max(tall, self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Return a size in which a few lines can be read."""
        return QSize(theme().dp(320), theme().dp(170))

    def _card(self, side: Side, text: SameText) -> QWidget:
        """Put title and date over a text."""
        card = Frame("card")
        inner = Column(card, margins=(1, 8, 1, 1), spacing=6)
        words = Column(margins=(12, 0, 12, 0), spacing=0)
        words.addWidget(ElidedLabel(side.title, "strong"))
        if side.line:
            words.addWidget(ElidedLabel(side.line, "muted"))
        inner.addLayout(words)
        inner.addWidget(text, 1)
        return card

    def _say_where(self) -> None:
        """Tell how many stretches there are, or which one this is."""
        count = len(self._same)
        if not count:
            said = _("Nothing in the two texts is the same.")
        elif self._at < 0:
            said = ngettext("{count} stretch is the same", "{count} stretches are the same", count).format(count=count)
        else:
            said = _("Same stretch {now} of {count}").format(now=self._at + 1, count=count)
        self._count.setText(said)
        keys = _("{next} goes to the next same stretch, {previous} to the one before").format(
            next=key_text("F8"), previous=key_text("Shift+F8")
        )
        for text in self.texts:
            text.setAccessibleDescription(f"{said}. {keys}" if count else said)

    def _follow(self, moved: SameText) -> None:
        """Scroll the other text to the same place."""
        if self._moving:
            return
        self._moving = True
        step_with(moved, self.texts[1] if moved is self.texts[0] else self.texts[0])
        self._moving = False
