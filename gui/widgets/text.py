"""Words on the page: labels by role, and the look that a property asks of the style sheet."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QSizePolicy, QWidget

from gui.widgets.theme import theme


def set_property(widget: QWidget, name: str, value: str | None) -> None:
    """Set a property the style sheet looks at, and let the style look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class Label(QLabel):
    """Words in one of the roles of the style sheet.

    Roles: title, sub, section, strong, label, small, muted, big, verdict, findword, finding, rule, count, counts;
    tones: ok, warn, err, hint, accent.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        tone: str = "",
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)  # what people and files bring is never read as HTML
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            # Not Minimum: the size asked for before a width is known is a column of single characters.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setMinimumWidth(1)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def minimumSizeHint(self) -> QSize:
        """Ask for one line at least: wrapped words get their height for the width they are given.

        QLabel asks for the height of one character a line, which makes scrolling panes far too high.
        """
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self.fontMetrics().height()) if self.wordWrap() else hint

    def set_tone(self, tone: str) -> None:
        """Change the tone of the words."""
        set_property(self, "tone", tone or None)


class TitleLabel(Label):
    """A title that asks for the room of its words in one line, and wraps where there is less.

    A wrapping QLabel asks for a block of four lines or so, whatever room there is.
    """

    _LEAST, _MOST = 80, 200

    def __init__(self, role: str = "title", *, parent: QWidget | None = None) -> None:
        super().__init__("", role, wrap=True, selectable=True, parent=parent)
        self.setMinimumWidth(0)  # the hint counts

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + theme().dp(6), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Do with a few characters a line, but with the longest word whole where there are words."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        least = max(theme().dp(self._LEAST), min(longest + theme().dp(6), theme().dp(self._MOST)))
        return QSize(min(hint.width(), least), hint.height())


class NameLabel(Label):
    """The name of a value in a column of names: as wide as the widest of them, and no narrower than usual."""

    def __init__(self, text: str, names: Iterable[str] = (), *, least: int = 84) -> None:
        super().__init__(text, "label")
        self._names, self._least = (text, *names), least
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the width of the present text size."""
        look = theme()
        widest = max(look.metrics(14).horizontalAdvance(name) for name in self._names)
        self.setFixedWidth(max(look.dp(self._least), widest + look.dp(4)))


class ElidedLabel(Label):
    """Words in one line that end in … when there is no room; the whole is in the tool tip."""

    def __init__(self, text: str = "", role: str = "", *, tone: str = "", parent: QWidget | None = None) -> None:
        self._whole = text
        super().__init__(text, role, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def setText(self, text: str) -> None:
        """Set the whole text."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def whole(self) -> str:
        """Return the text without the …."""
        return self._whole

    def resizeEvent(self, event: object) -> None:
        """Cut the text again for the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        self.setToolTip(self._whole if shown != self._whole else "")
        if shown != self.text():
            QLabel.setText(self, shown)


class Frame(QFrame):
    """A box in one of the frame roles of the style sheet (without its f_)."""

    def __init__(self, role: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", f"f_{role}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def set_role(self, role: str) -> None:
        """Change the look of the box."""
        set_property(self, "role", f"f_{role}")


class Separator(Frame):
    """A hair line between parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("separator", parent)
        self.setFixedHeight(1)


_BAR = 12
"""Width of a scroll bar in the style sheet."""


class Scroll(QScrollArea):
    """A pane that scrolls as a whole, up and down only, and brings the focused field into sight.

    It is no narrower than what stands in it, except where that `adapts`: arranges itself for whatever width it gets.
    """

    def __init__(self, layout: QLayout | None = None, *, adapts: bool = False, parent: QWidget | None = None) -> None:
        self._wide, self._adapts = 0, adapts
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        inner = QWidget()
        inner.setProperty("role", "f_scrolled")
        if layout is not None:
            inner.setLayout(layout)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width without which something would be cut at the right, where nothing scrolls."""
        if self._adapts:
            return super().minimumSizeHint()
        # Not the bar's own hint: as long as it is hidden, that is the one of the text size before.
        wide = self.widget().minimumSizeHint().width() + theme().dp(_BAR) + 2 * self.frameWidth()
        return QSize(wide, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Ask again when what stands inside asks for another width."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            wide = self.minimumSizeHint().width()
            if wide != self._wide:
                self._wide = wide
                self.updateGeometry()
        return done
