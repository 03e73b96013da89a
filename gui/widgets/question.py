"""Questions before what cannot be undone: the title is the question, the buttons are the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.buttons import Button
from gui.widgets.dialog import Dialog
from gui.widgets.space import Column, Flow
from gui.widgets.text import Label

WIDTH = 480


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: its key, its words, whether it destroys something, whether it is the safe one that Esc gives."""

    key: str
    text: str
    grave: bool = False
    safe: bool = False


class Question(Dialog):
    """Asks with `ask()` and answers by a callback; no loop is nested, the window behind stays alive.

    `body` may hold fields (a reason to write); it is kept by the caller, who reads it in the callback. `width` is in
    pixels at 100 %, for bodies that need more than the usual one.
    """

    def __init__(
        self,
        title: str,
        text: str,
        replies: Sequence[Reply],
        *,
        body: QWidget | None = None,
        width: int = WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, width=width, parent=parent)
        self.setAccessibleDescription(text)
        self._then: Callable[[str], None] | None = None
        self._safe = next((reply.key for reply in replies if reply.safe), replies[-1].key)
        self._answer = self._safe
        self._stay: Callable[[str], bool] | None = None
        column = Column(margins=(28, 20, 28, 6), spacing=12)
        column.addWidget(Label(title, "section", wrap=True))
        if text:
            column.addWidget(Label(text, wrap=True))
        if body is not None:
            column.addWidget(body)
        line = Flow(spacing=8, right=True)
        answers = Column(margins=(28, 6, 28, 20), spacing=0)
        answers.addLayout(line)
        self.buttons: dict[str, Button] = {}
        for reply in replies:
            plain = reply.safe or reply.grave or len(replies) == 1
            kind = "danger" if reply.grave else "plain" if plain else "primary"
            button = Button(reply.text, kind)
            button.clicked.connect(lambda _checked=False, key=reply.key: self._give(key))
            self.buttons[reply.key] = button
            line.addWidget(button)
        self.lay(column, answers)
        # The default is never the destroying one.
        first = next((reply for reply in replies if not reply.grave and not reply.safe), None)
        self._default = self.buttons[first.key if first else self._safe]
        self._default.setDefault(True)
        if body is None:
            self._default.setFocus()

    def ask(self, then: Callable[[str], None], *, stay: Callable[[str], bool] | None = None) -> None:
        """Show the question; `then` gets the key of the answer.

        `stay(key)` returning True keeps the question open, because something in the body is missing.
        """
        self._then, self._stay = then, stay
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the safe answer."""
        if event.key() == Qt.Key.Key_Escape:
            self._give(self._safe)
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Answer once, however the dialog was closed."""
        super().done(result)
        then, self._then = self._then, None
        if then is not None:
            then(self._answer)

    def give(self, key: str) -> None:
        """Give an answer from outside: what the body asked for has been done."""
        self._answer = key
        self.done(QDialog.DialogCode.Accepted.value if key != self._safe else QDialog.DialogCode.Rejected.value)

    def _give(self, key: str) -> None:
        if key == self._safe or self._stay is None or not self._stay(key):
            self.give(key)
