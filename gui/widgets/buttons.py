"""Buttons by kind: primary, plain, quiet, small, danger, link, status, tab."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.widgets.icons import icon, icon_pixmap
from gui.widgets.keys import bind, key_text
from gui.widgets.text import set_property
from gui.widgets.theme import theme

_ICON_COLOURS = {"primary": "onaccent", "quiet": "accent", "link": "accent", "danger": "err", "small": "accent"}


class Button(QPushButton):
    """A verb to press; the shortcut stands on it and works in the whole window.

    With `opens` an arrow at the right end says that a menu opens under it.
    """

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        icon_name: str = "",
        filled: bool = False,
        shortcut: str = "",
        opens: bool = False,
        action: Callable[[], object] | None = None,
        says: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._filled, self._kind, self._shortcut = icon_name, filled, kind, shortcut
        self._opens = opens
        self._key: QShortcut | None = None
        self.setProperty("kind", kind)
        if opens:
            self.setProperty("opens", "true")
        self.setAutoDefault(False)
        self.set_text(text)
        if says:
            self.setAccessibleName(says)
        if shortcut:
            # A shortcut of its own: QPushButton.setShortcut would be lost at every change of the text.
            self._key = bind(self, f"{shortcut} {shortcut.replace('Enter', 'Return')}", self.animateClick, text)
        if action is not None:
            self.clicked.connect(lambda _checked=False: action())
        theme().changed.connect(self.restyle)
        self.restyle()

    def set_text(self, text: str) -> None:
        """Change the verb; an ampersand is shown as it is."""
        shown = text.replace("&", "&&")
        if self._kind == "status":
            shown = f" {shown}"  # Qt's own gap behind the icon is 4 pixels at any text size
        self.setText(f"{shown}  {key_text(self._shortcut)}" if self._shortcut else shown)
        self.setAccessibleName(text)
        if self._key is not None:
            self._key.setWhatsThis(text)

    def set_opens(self, *, opens: bool) -> None:
        """Say whether a menu opens under the button."""
        self._opens = opens
        set_property(self, "opens", "true" if opens else None)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow, and a light ring inside the primary button: a dark one would not be seen on its ground."""
        super().paintEvent(event)
        ringed = self._kind == "primary" and self.hasFocus()
        if not ringed and not self._opens:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._opens:
            colour = _ICON_COLOURS.get(self._kind, "text") if self.isEnabled() else "ondisabled"
            pixmap = icon_pixmap("chevron_down", 16, colour=colour, ratio=self.devicePixelRatioF())
            painter.drawPixmap(self.width() - look.dp(30), (self.height() - look.dp(16)) // 2, pixmap)
        if ringed:
            self._ring(painter)
        painter.end()

    def _ring(self, painter: QPainter) -> None:
        look = theme()
        ring, gap = look.dp(2), look.dp(3)
        painter.setPen(QPen(look.colour("onaccent"), ring))
        inset = gap + ring / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), look.dp(2), look.dp(2))

    def set_icon(self, name: str, *, filled: bool = False) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon_name, self._filled = name, filled
        self.restyle()

    def restyle(self) -> None:
        """Draw the icon in the present colours and size."""
        size = 16 if self._kind in {"link", "status", "small"} else 20
        side = theme().dp(size)
        self.setIconSize(QSize(side, side))
        colour = _ICON_COLOURS.get(self._kind, "text")
        colour = "text2" if self._kind == "status" else colour
        if self._icon_name:
            self.setIcon(icon(self._icon_name, size, colour=colour, filled=self._filled))
        elif not self.icon().isNull():
            self.setIcon(QIcon())


class ElidedLink(Button):
    """A link of many words: it ends in … where there is no room, and stands whole in its tool tip."""

    _LEAST = 80

    def __init__(self, text: str, *, action: Callable[[], object] | None = None) -> None:
        self._whole = text
        super().__init__(text, "link", action=action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a button never shrinks else

    def whole(self) -> str:
        """Return the words without the …."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the size of all the words."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        cut = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(hint.width() + cut, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Do with a few words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().dp(self._LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words for the new width."""
        super().resizeEvent(event)
        hint, metrics = self.sizeHint(), self.fontMetrics()
        room = self.width() - (hint.width() - metrics.horizontalAdvance(self._whole))
        fits = room >= metrics.horizontalAdvance(self._whole)
        shown = self._whole if fits else metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if fits else self._whole)
        if shown.replace("&", "&&") != self.text():
            self.setText(shown.replace("&", "&&"))
