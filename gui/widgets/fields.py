"""Fields to type and choose in, with their states: normal, warning, error, read-only; focus wins over state."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from gui.messages import _
from gui.widgets.lettering import Wrapped
from gui.widgets.rarefield import offer_hanzi
from gui.widgets.text import set_property
from gui.widgets.theme import theme


class State(StrEnum):
    """What stands under a field."""

    NORMAL = ""
    WARNING = "warning"
    ERROR = "error"


def set_state(field: QWidget, state: State) -> None:
    """Colour the edge of a field; a coloured edge never comes without its finding below."""
    set_property(field, "state", state.value or None)


class TextField(QLineEdit):
    """One line of text; Ctrl+Z undoes, recent texts are offered while typing, F2 finds rare characters."""

    edited = Signal()
    """The person changed the text (not the program)."""
    rare = True
    """Whether words go in, and so rare characters."""

    def __init__(self, text: str = "", *, hint: str = "", chars: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chars = chars
        self.setText(text)
        self.setPlaceholderText(hint)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self._hint = hint
        if self.rare:
            offer_hanzi(self)
        theme().changed.connect(self.restyle)
        self.restyle()

    def value(self) -> str:
        """Return the text."""
        return self.text()

    def set_value(self, text: str) -> None:
        """Show a text, keeping the cursor where it is when nothing changes."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def offer(self, recent: Sequence[str]) -> None:
        """Offer texts that were typed here before; found by any part of them."""
        completer = QCompleter(QStringListModel(list(recent), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = completer.popup()
        popup.setProperty("role", "popup")
        completer.activated.connect(lambda _text: self.edited.emit())
        self.setCompleter(completer)

    def sizeHint(self) -> QSize:
        """Return the width of `chars` characters, where the length of what goes in is known."""
        hint = super().sizeHint()
        return QSize(self._natural(), hint.height()) if self._chars else hint

    def minimumSizeHint(self) -> QSize:
        """Return a width that holds what goes in, or a few characters."""
        hint = super().minimumSizeHint()
        return QSize(self._natural() if self._chars else theme().dp(60), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a hint that is cut in the tool tip."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self._hint) > self.width() - theme().dp(18)
        if self._hint and self.toolTip() in {"", self._hint}:
            self.setToolTip(self._hint if cut else "")

    def restyle(self) -> None:
        """Measure again for the present text size."""
        self.updateGeometry()

    def _natural(self) -> int:
        return theme().metrics().horizontalAdvance("0" * self._chars) + theme().dp(26)


class NumberField(TextField):
    """A whole number within bounds; what is no number stays to be seen and counts as empty."""

    rare = False

    def __init__(self, *, low: int = 0, high: int = 1_000_000, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint=hint, chars=max(4, len(str(high)) if high < 1_000_000 else 7), parent=parent)
        self._low, self._high = low, high
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def number(self) -> int | None:
        """Return the number, None when there is none within the bounds."""
        text = self.text().strip()
        try:
            found = int(text)
        except ValueError:
            return None
        return found if self._low <= found <= self._high else None

    def set_number(self, number: int | None) -> None:
        """Show a number."""
        self.set_value("" if number is None else str(number))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a choice: the stored value and its words."""

    value: str
    text: str


class ChoiceField(QComboBox):
    """One answer of several; the wheel never changes it by accident, typing a first letter does."""

    edited = Signal()

    def __init__(
        self,
        answers: Sequence[Answer] = (),
        *,
        empty: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        view = QListView(self)
        view.setProperty("role", "popup")
        self.setView(view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self._empty = empty
        self.set_answers(answers)
        self.activated.connect(lambda _index: self.edited.emit())
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the width of the longest answer (AdjustToContents would undo the layout at every polish)."""
        metrics = theme().metrics()
        longest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        return QSize(longest + theme().dp(48), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that still shows most answers."""
        return QSize(min(self.sizeHint().width(), theme().dp(160)), super().minimumSizeHint().height())

    def set_answers(self, answers: Sequence[Answer]) -> None:
        """Offer other answers; the chosen one stays when it is among them."""
        keep = self.value()
        self.clear()
        if self._empty is not None:
            self.addItem(self._empty or _("Please choose"), "")
        for answer in answers:
            self.addItem(answer.text, answer.value)
        self.set_value(keep)
        self.updateGeometry()

    def value(self) -> str:
        """Return the stored value of the chosen answer, empty when none is."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose an answer; a value that is not offered is added, so that nothing received is lost."""
        at = self.findData(value)
        if at < 0 and value:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(at if at >= 0 else (0 if self._empty is not None else -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceLine(QComboBox):
    """A line of text with usual answers to pick from (the place of a meeting)."""

    edited = Signal()

    def __init__(self, offers: Sequence[str] = (), *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line = QLineEdit(self)
        self.setEditable(True)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line.setPlaceholderText(hint)
        line.setToolTip(hint)
        line.setFrame(False)
        self.addItems(list(offers))
        self.setCurrentIndex(-1)
        line.textEdited.connect(lambda _text: self.edited.emit())
        offer_hanzi(line)
        self.activated.connect(lambda _index: self.edited.emit())

    def offer(self, offers: Sequence[str]) -> None:
        """Offer other usual answers and keep what stands there."""
        keep = self.value()
        self.clear()
        self.addItems(list(offers))
        self.set_value(keep)

    def value(self) -> str:
        """Return the text."""
        return self.currentText()

    def set_value(self, text: str) -> None:
        """Show a text."""
        if text != self.currentText():
            self.setCurrentIndex(-1)
            self.setEditText(text)

    def minimumSizeHint(self) -> QSize:
        """Do with some characters, however long what is offered."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme().dp(140)), hint.height())

    def setAccessibleName(self, name: str) -> None:
        """Name the line, too: it is what takes the keys."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Say it of the line, too."""
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ToggleField(QCheckBox):
    """Yes or no; its words go on in the next line where there is little room."""

    edited = Signal()

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._whole = text
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: self.edited.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def sizeHint(self) -> QSize:
        """Return the size of the words in one line."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        return QSize(hint.width() - self._words_width() + metrics.horizontalAdvance(self._whole) + 4, self._high(1))

    def minimumSizeHint(self) -> QSize:
        """Do with a few words a line."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().dp(180)), hint.height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of as many lines as the words take."""
        return self._high(len(self._lines(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        shown = "\n".join(self._lines(self.width()))
        if shown != self.text():
            QCheckBox.setText(self, shown)

    def setText(self, text: str) -> None:
        """Set all the words."""
        self._whole = text
        self.setAccessibleName(text)
        super().setText("\n".join(self._lines(self.width())))
        self.updateGeometry()

    def _words_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n"))

    def _high(self, lines: int) -> int:
        """Return the height of so many lines."""
        one = super().sizeHint().height() - self.text().count("\n") * self.fontMetrics().lineSpacing()
        return one + (lines - 1) * self.fontMetrics().lineSpacing()

    def _lines(self, width: int) -> list[str]:
        """Break the words into the lines of a box of this width."""
        room = width - (super().sizeHint().width() - self._words_width())
        return Wrapped(self._whole, 15, room).lines or [""]

    def set_value(self, on: bool) -> None:
        """Tick or untick without telling anybody."""
        self.setChecked(on)
