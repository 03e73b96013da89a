"""The left rail: icon and word; the chosen place has a white ground, a bar, bold words and a filled icon."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from gui.widgets.icons import icon_pixmap
from gui.widgets.keys import bind
from gui.widgets.space import Column
from gui.widgets.text import Frame
from gui.widgets.theme import Room, theme

WIDE, WORDS_ONLY = 124, 84


@dataclass(frozen=True, slots=True)
class RailItem:
    """A place of the rail: its key, its word, its icon."""

    key: str
    text: str
    icon: str


class _Place(QAbstractButton):
    """One place to press."""

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.badge = 0
        self.words_only = False
        self.setText(item.text)
        self.setAccessibleName(item.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the height of a place, or as wide as its word needs."""
        look = theme()
        wide = look.metrics(15, bold=True).horizontalAdvance(self.text()) + look.dp(16)
        if not self.words_only:
            wide += look.dp(32)
        if self.badge:
            wide += look.dp(32 if self.words_only else 24)
        return QSize(max(wide, look.dp(60)), look.dp(38 if self.words_only else 42))

    def minimumSizeHint(self) -> QSize:
        """Return a height that may shrink on a low screen; words are never cut."""
        return QSize(self.sizeHint().width(), theme().dp(33))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the four carriers of the chosen state, the badge and the focus ring."""
        look, rect, chosen = theme(), self.rect(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, look.colour("surface"))
            painter.fillRect(QRect(rect.x(), rect.y(), look.dp(4), rect.height()), look.colour("accent"))
        elif self.underMouse():
            painter.fillRect(rect, look.colour("accentsoft"))
        colour = "accent" if chosen else "text2"
        x = rect.x() + look.dp(10)
        if not self.words_only:
            pixmap = icon_pixmap(self.item.icon, 20, colour=colour, filled=chosen, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, rect.y() + (rect.height() - look.dp(20)) / 2), pixmap)
            x += look.dp(28)
        painter.setFont(look.font(15, bold=chosen))
        painter.setPen(look.colour(colour))
        painter.drawText(
            QRect(x, rect.y(), rect.width() - x, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), self.text()
        )
        if self.badge:
            self._paint_badge(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = look.dp(2)
            painter.setPen(QPen(look.colour("focus"), ring))
            half = ring / 2
            painter.drawRect(QRectF(rect).adjusted(half, half, -half, -half))
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        look, rect = theme(), self.rect()
        text = str(self.badge)
        metrics = look.metrics(13, bold=True)
        tall = look.dp(20)
        wide = max(look.dp(27), metrics.horizontalAdvance(text) + look.dp(12))
        top = (rect.height() - tall) // 2 if not self.words_only else look.dp(2)
        box = QRectF(rect.right() - wide - look.dp(3), rect.y() + top, wide, tall).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setFont(look.font(13, bold=True))
        painter.setPen(look.colour("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(Frame):
    """The places of the program; Alt+1…8 and the arrow keys choose."""

    chosen = Signal(str)
    """The key of the place that was pressed."""

    def __init__(
        self, items: Sequence[RailItem], *, foot: Sequence[RailItem] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("rail", parent)
        self._places: dict[str, _Place] = {}
        self._group = QButtonGroup(self)
        column = Column(self, margins=(8, 10, 7, 10), spacing=2)
        for position, item in enumerate((*items, *foot)):
            if position == len(items):
                column.addStretch(1)
            place = _Place(item, self)
            place.clicked.connect(lambda _checked=False, key=item.key: self.chosen.emit(key))
            self._places[item.key] = place
            self._group.addButton(place)
            column.addWidget(place)
            if position < 9:
                bind(self, f"Alt+{position + 1}", place.click, item.text)
        if not foot:
            column.addStretch(1)
        theme().changed.connect(self.restyle)
        self.restyle()

    def choose(self, key: str) -> None:
        """Show `key` as the chosen place without telling anybody; an unknown key leaves none chosen."""
        place = self._places.get(key)
        if place is not None:
            place.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self._places.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def current(self) -> str:
        """Return the key of the chosen place, empty when none is."""
        return next((key for key, place in self._places.items() if place.isChecked()), "")

    def set_badge(self, key: str, count: int, says: str = "") -> None:
        """Show how many things are overdue at a place; `says` is the whole sentence for a screen reader."""
        place = self._places[key]
        place.badge = count
        place.setAccessibleName(f"{place.text()} {says or count}" if count else place.text())
        place.setToolTip(says if count else "")
        self.restyle()

    def set_room(self, room: Room) -> None:
        """Show words only when there is little room."""
        for place in self._places.values():
            place.words_only = room is Room.NARROW
        self.restyle()

    def restyle(self) -> None:
        """Take the width of the present text size; an English word may ask for more."""
        look = theme()
        narrow = any(place.words_only for place in self._places.values())
        least = look.dp(WORDS_ONLY if narrow else WIDE)
        words = max((place.sizeHint().width() for place in self._places.values()), default=0) + look.dp(15)
        self.setFixedWidth(max(least, words))
        for place in self._places.values():
            place.updateGeometry()
            place.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus between places with the arrow keys."""
        places = list(self._places.values())
        focused = next((at for at, place in enumerate(places) if place.hasFocus()), -1)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and focused >= 0:
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            places[(focused + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)
            event.accept()
            return
        super().keyPressEvent(event)
