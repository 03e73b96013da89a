"""The code of a recovery sheet, typed group by group as it is printed; a group that can't be right says so at once."""

import unicodedata
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.messages import _, fill, join
from gui.widgets import aloud
from gui.widgets.fields import State, TextField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level, said_of
from gui.widgets.space import Column, Grid, Row, clear
from gui.widgets.text import Label

GROUPS, DIGITS, ACROSS = 8, 6, 4
"""Groups of a code, digits of each, and how many stand in one line, as on the sheet."""


class _Group(TextField):
    """One group; Backspace in an empty one goes back to the one before."""

    rare = False
    back = Signal()

    def __init__(self, number: int) -> None:
        super().__init__(chars=DIGITS)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAccessibleName(fill(_("Group {number}, six digits"), {"number": number}))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back out of an empty group."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        else:
            super().keyPressEvent(event)


class CodeField(QWidget):
    """Eight groups of six digits; a whole code may be pasted into any of them."""

    edited = Signal()
    entered = Signal()
    """Enter was pressed in a group."""

    def __init__(self, *, sound: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """`sound` tells whether six digits can be a group of a code."""
        super().__init__(parent)
        self._sound = sound
        self._found: tuple[FindingLine, ...] = ()
        self.groups = [_Group(number) for number in range(1, GROUPS + 1)]
        self._below = Column(spacing=6)
        grid = Grid(gaps=(10, 8))
        for at, group in enumerate(self.groups):
            pair = Row(spacing=5)
            pair.addWidget(Label(str(at + 1), "muted"))
            pair.addWidget(group, 1)
            grid.addLayout(pair, at // ACROSS, at % ACROSS)
            group.edited.connect(partial(self._typed, at))
            group.returnPressed.connect(self.entered.emit)
            group.back.connect(partial(self._go, at - 1))
        column = Column(self, spacing=8)
        column.addLayout(grid)
        column.addLayout(self._below)
        self.setFocusProxy(self.groups[0])

    def value(self) -> str:
        """Return the code as it was typed; empty while a group is short or can't be right."""
        texts = [group.text() for group in self.groups]
        return "" if any(len(text) < DIGITS for text in texts) or self.wrong() else "-".join(texts)

    def wrong(self) -> tuple[int, ...]:
        """Return the numbers of the whole groups that can't be right."""
        texts = enumerate((group.text() for group in self.groups), start=1)
        return tuple(number for number, text in texts if len(text) == DIGITS and not self._sound(text))

    def seek(self) -> None:
        """Go to the first group that has to be looked at."""
        wrong = self.wrong()
        short = [number for number, group in enumerate(self.groups, start=1) if len(group.text()) < DIGITS]
        target = self.groups[min((*wrong, *short), default=1) - 1]
        target.setFocus()
        target.selectAll()

    def forget(self) -> None:
        """Empty every group; Ctrl+Z brings nothing back."""
        for group in self.groups:
            group.setText("")
        self.set_findings(())

    def set_findings(self, found: tuple[FindingLine, ...]) -> None:
        """Show what is wrong with the code as a whole."""
        self._found = found
        self._show_below()
        aloud.say(self, said_of(found))

    def _typed(self, at: int) -> None:
        """Keep digits only; what is too long for one group goes on in the next."""
        group = self.groups[at]
        cursor = group.cursorPosition()
        before = _digits(group.text()[:cursor])
        digits = _digits(group.text())
        self._found = ()
        if len(digits) > DIGITS:
            self._spread(at, digits)
        else:
            if digits != group.text():
                group.setText(digits)
                group.setCursorPosition(len(before))
            if len(digits) == DIGITS and group.cursorPosition() == DIGITS and self._sound(digits):
                self._go(at + 1)
        self._show_below()
        self.edited.emit()

    def _spread(self, at: int, digits: str) -> None:
        """Put digits into this group and those behind it; a whole code begins at the first."""
        first = 0 if len(digits) == GROUPS * DIGITS else at
        for number in range(first, GROUPS):
            start = (number - first) * DIGITS
            if start >= len(digits):
                break
            self.groups[number].setText(digits[start : start + DIGITS])
        self._go(first + len(digits) // DIGITS)

    def _go(self, at: int) -> None:
        target = self.groups[min(max(at, 0), GROUPS - 1)]
        target.setFocus()
        target.setCursorPosition(len(target.text()))

    def _show_below(self) -> None:
        clear(self._below)
        wrong = self.wrong()
        lines = list(self._found)
        if wrong:
            said = fill(_("Group {numbers} is not as on the sheet."), {"numbers": join(str(one) for one in wrong)})
            lines.insert(0, FindingLine(Level.ERROR, said, word=_("Look again")))
        for line in lines:
            self._below.addWidget(FindingRow(line))
        for number, group in enumerate(self.groups, start=1):
            set_state(group, State.ERROR if number in wrong else State.NORMAL)
            group.setAccessibleDescription(said_of(lines) if number in wrong or self._found else "")


def _digits(text: str) -> str:
    """Return the digits of a text, those of a Chinese keyboard included."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isascii() and sign.isdigit())
