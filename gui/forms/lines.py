"""Editors of text: one line, one line with what was typed before, and paragraphs that grow with their text."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSizePolicy, QWidget

from core.records.field import LongText, Text
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.messages import _, words
from gui.widgets.fields import ChoiceLine, TextField
from gui.widgets.rarefield import offer_hanzi
from gui.widgets.text import Label
from gui.widgets.theme import theme


def keep_narrow(box: QComboBox) -> None:
    """Make a box as wide as its place in the row, not as the longest thing that was once typed into it."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(4)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class GrowingText(QPlainTextEdit):
    """A text box that is as high as its text, so that the page scrolls and never the box; Tab leaves it."""

    def __init__(self, *, least: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.document().setDocumentMargin(2)
        offer_hanzi(self)
        theme().changed.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(theme().dp(200), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(theme().dp(40), self._height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the style sheet has changed the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._grow()

    def _height(self) -> int:
        lines = max(self._least, round(self.document().size().height()))
        chrome = 2 * (theme().dp(4) + 1) + 2 * round(self.document().documentMargin())
        return max(theme().dp(34), lines * self.fontMetrics().lineSpacing() + chrome)

    def _grow(self) -> None:
        height = self._height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)


class TextEditor(Editor):
    """One line of text, with what was typed before in a list where the field asks for it: ↓ opens the list."""

    stretch = 3

    def __init__(self, field: Text, context: FormContext, recent: tuple[str, ...] = ()) -> None:
        super().__init__(field, context)
        hint = words(field.note) if field.note is not None else ""
        self._line: TextField | ChoiceLine
        if recent:
            self._line = ChoiceLine(recent, hint=hint)
            keep_narrow(self._line)
        else:
            self._line = TextField(hint=hint)
        self.hold(self._line)
        self._line.edited.connect(self.changed.emit)

    def value(self) -> str:
        """Return the text."""
        return self._line.value()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self._line.set_value(str(value or ""))
        line = self._line.lineEdit() if isinstance(self._line, ChoiceLine) else None
        if line is not None and not line.hasFocus():
            line.home(False)  # the beginning, nothing marked


class LongTextEditor(Editor):
    """Paragraphs; the box grows with its text and the count of characters stands at the label."""

    stretch = 3
    tall = True

    def __init__(self, field: LongText, context: FormContext) -> None:
        super().__init__(field, context)
        self._box = GrowingText(least=4 if field.high > 120 else 2)
        if field.note is not None:
            self._box.setPlaceholderText(words(field.note))
        column = self.hold(self._box)
        self._count = Label("", "muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        if field.high < 100:  # setVisible(True) before it has a parent would flash a window
            self._count.hide()
        column.addWidget(self._count)
        self._low, self._high = field.low, field.high
        self._shown = ""
        self._box.textChanged.connect(self._changed)
        self._tell()

    def value(self) -> str:
        """Return the text; a line break ends a paragraph."""
        return self._box.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show a text; one that already stands there keeps its cursor and its undo."""
        text = str(value or "")
        if text != self._shown:
            self._shown = text
            self._box.setPlainText(text)
            self._tell()

    def set_locked(self, *, locked: bool) -> None:
        """Let the text be read and copied, not changed."""
        self._box.setReadOnly(locked)

    def _changed(self) -> None:
        text = self._box.toPlainText()
        if text != self._shown:  # a change of colours or of composing text is no change of the value
            self._shown = text
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        count = len("".join(self._shown.split()))
        text = _("{count} characters, usually {low} to {high}")
        self._count.setText(text.format(count=count, low=self._low, high=self._high))


class PointBox(GrowingText):
    """One point of a list: Enter and the arrows are left to the list, a pasted line break becomes a blank."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter, and arrows at the first and last line, to the list around it."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line."""
        self.insertPlainText(" ".join(source.text().split()))


class PointEditor(Editor):
    """One line of text that wraps instead of scrolling sideways; used in lists of points."""

    stretch = 3

    def __init__(self, field: Text, context: FormContext) -> None:
        super().__init__(field, context)
        self.box = PointBox()
        self._shown = ""
        self.hold(self.box)
        self.box.textChanged.connect(self._changed)

    def value(self) -> str:
        """Return the text."""
        return self.box.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        text = str(value or "")
        if text != self._shown:
            self._shown = text
            self.box.setPlainText(text)

    def set_locked(self, *, locked: bool) -> None:
        """Let the text be read and copied, not changed."""
        self.box.setReadOnly(locked)

    def _changed(self) -> None:
        text = self.box.toPlainText()
        if text != self._shown:
            self._shown = text
            self.changed.emit()
