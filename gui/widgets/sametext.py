"""A text to read, with ground and underline (for grey prints) where another text says the same."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from gui.widgets.theme import theme

Span = tuple[int, int]
"""Where a stretch begins and ends, in characters of the text."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text: its title, a grey line (date, author), its words."""

    title: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is the same: where it begins and ends in the left and in the right text, counted in characters."""

    left: Span
    right: Span


class SameText(QTextEdit):
    """One of two compared texts: to be read, selected and copied, not to be changed."""

    def __init__(self, side: Side, spans: Sequence[Span], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans = list(spans)
        self._text = side.text
        self._at = -1
        self.setProperty("role", "reading")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlainText(side.text)
        self.setAccessibleName(", ".join(filter(None, (side.title, side.line))))
        theme().changed.connect(self.restyle)
        self.restyle()

    def words(self, at: int) -> str:
        """Return the words of a stretch."""
        start, end = self._spans[at]
        return self._text[start:end]

    def go(self, at: int) -> None:
        """Show a stretch in the middle and mark it as the one that is looked at."""
        self._at = at
        self._mark()
        cursor = self._cursor(at)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(round(self.top(at) - self.viewport().height() / 3))

    def top(self, at: int) -> float:
        """Return how far below the beginning of the text a stretch begins, in pixels."""
        cursor = self._cursor(at)
        cursor.setPosition(cursor.selectionStart())
        return float(self.cursorRect(cursor).top() + self.verticalScrollBar().value())

    def spans(self) -> list[Span]:
        """Return the stretches in characters of the text."""
        return list(self._spans)

    def restyle(self) -> None:
        """Set type and marks for the present look."""
        self.document().setDefaultFont(theme().font(15))
        self.document().setDocumentMargin(theme().dp(10))
        self._mark()

    def minimumSizeHint(self) -> QSize:
        """Return a few lines."""
        return QSize(theme().dp(120), theme().dp(80))

    def sizeHint(self) -> QSize:
        """Return a page to read."""
        return QSize(theme().dp(400), theme().dp(300))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a bar where each stretch begins, as two may follow each other without a gap."""
        super().paintEvent(event)
        look = theme()
        painter = QPainter(self.viewport())
        for at in range(len(self._spans)):
            cursor = self._cursor(at)
            cursor.setPosition(cursor.selectionStart())
            place = self.cursorRect(cursor)
            bar = QRect(place.x() - look.dp(1), place.y(), look.dp(2), place.height())
            painter.fillRect(bar, look.colour("accent"))
        painter.end()

    def _cursor(self, at: int) -> QTextCursor:
        """Return a cursor that selects a stretch; Qt counts characters beyond the first plane twice (𬍛)."""
        start, end = (_units(self._text[:place]) for place in self._spans[at])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self) -> None:
        """Lay ground and underline under the stretches, and turn the one that is looked at dark."""
        look = theme()
        marked = []
        for at in range(len(self._spans)):
            form = QTextCharFormat()
            here = at == self._at
            form.setBackground(look.colour("accentfill" if here else "accentsoft"))
            form.setForeground(look.colour("onaccent" if here else "text"))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(look.colour("onaccent" if here else "accent"))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(at)  # type: ignore[attr-defined]  # the stubs lack the members
            selection.format = form  # type: ignore[attr-defined]
            marked.append(selection)
        self.setExtraSelections(marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the dialog round the text: who reads must not finish something by it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is looked at in sight when the lines break anew."""
        super().resizeEvent(event)
        if self._at >= 0 and event.size().width() != event.oldSize().width():
            self.verticalScrollBar().setValue(round(self.top(self._at) - self.viewport().height() / 3))


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has in a document, as Qt counts; there every line end is one."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2


def step_with(moved: SameText, other: SameText) -> None:
    """Scroll `other` to where `moved` is: beginnings and ends together, and every same stretch beside itself.

    The place that is read wanders from the top of the window at the beginning of a text to its bottom at the end.
    Between two same stretches the texts run in proportion.
    """
    ours, theirs = _heights(moved, other)
    bar, far = moved.verticalScrollBar(), other.verticalScrollBar()
    if not bar.maximum() or not far.maximum():
        return
    place = bar.value() / bar.maximum() * ours[-1]
    at = min(max(bisect_right(ours, place), 1), len(ours) - 1)
    part = (place - ours[at - 1]) / max(1.0, ours[at] - ours[at - 1])
    wanted = theirs[at - 1] + part * (theirs[at] - theirs[at - 1])
    far.setValue(round(wanted / max(1.0, theirs[-1]) * far.maximum()))


def _heights(one: SameText, other: SameText) -> tuple[list[float], list[float]]:
    """Return heights that belong together: beginnings, same stretches that follow each other in both, ends."""
    ours, theirs = [0.0], [0.0]
    for at in range(len(one.spans())):
        mine, its = one.top(at), other.top(at)
        if mine > ours[-1] and its > theirs[-1]:
            ours.append(mine)
            theirs.append(its)
    for text, heights in ((one, ours), (other, theirs)):
        heights.append(max(heights[-1] + 1, text.document().size().height()))
    return ours, theirs
