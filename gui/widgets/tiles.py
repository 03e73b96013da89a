"""People as tiles to tick: Space toggles, arrows move, pinyin initials jump."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from gui.messages import _
from gui.widgets.space import Grid
from gui.widgets.text import set_property
from gui.widgets.theme import Room, theme

_COLUMNS = {Room.WIDE: 7, Room.MIDDLE: 6, Room.NARROW: 4}
_LEAST = 92
"""Narrowest tile in pixels at 100 %: four characters and 缺."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of the roster: id, name, pinyin initials in lower case (王䶮 → wy)."""

    id: str
    name: str
    initials: str = ""


class Tile(QCheckBox):
    """One person; unticked = absent, dashed amber with 缺."""

    def __init__(self, person: Attendee, parent: QWidget | None = None) -> None:
        super().__init__(person.name, parent)
        self.person = person
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setChecked(True)
        self.show_as("on")

    def show_as(self, look: str) -> None:
        """Show as present (on), absent (off), or not expected (out)."""
        words = {"on": "", "off": _("absent"), "out": ""}[look]
        self.setText(f"{self.person.name}　{words}".rstrip("　"))
        font = theme().font(15, bold=look == "off")
        font.setWeight(QFont.Weight.Bold if look == "off" else QFont.Weight.Normal)
        self.setFont(font)
        said = {"on": _("present"), "off": _("absent"), "out": _("not expected")}[look]
        self.setAccessibleName(f"{self.person.name} {said}")
        set_property(self, "tile", look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Space; everything else belongs to the grid (a check box would move the focus by itself)."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Return at least 32 high."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme().dp(32)))


class Tiles(QWidget):
    """The tiles of a roster in a grid; every one is ticked until a person unticks it."""

    toggled = Signal(str, bool)
    """A person was ticked or unticked by hand: id, present."""

    def __init__(self, people: Sequence[Attendee] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = Room.WIDE
        self._grid = Grid(self, gaps=(6, 6))
        self._tiles: list[Tile] = []
        self._columns = 0
        self._off = "off"
        self._typed = ""
        self.set_people(people)
        theme().changed.connect(self.restyle)

    def set_people(self, people: Sequence[Attendee]) -> None:
        """Show other people, all ticked."""
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = []
        for person in people:
            tile = Tile(person, self)
            tile.clicked.connect(lambda checked, tile=tile: self._clicked(tile, checked))
            self._tiles.append(tile)
        self._columns = 0
        self._lay_out()

    def set_off_look(self, look: str) -> None:
        """Say what an unticked tile means: "off" absent, "out" not expected."""
        self._off = look
        self.restyle()

    def set_ticked(self, ids: set[str] | frozenset[str]) -> None:
        """Tick exactly these people without telling anybody."""
        for tile in self._tiles:
            tile.setChecked(tile.person.id in ids)
            tile.show_as("on" if tile.isChecked() else self._off)

    def ticked(self) -> list[str]:
        """Return the ids of the ticked people in roster order."""
        return [tile.person.id for tile in self._tiles if tile.isChecked()]

    def tile(self, person: str) -> Tile | None:
        """Return the tile of a person, None when there is none."""
        return next((tile for tile in self._tiles if tile.person.id == person), None)

    def set_room(self, room: Room) -> None:
        """Show 7, 6 or 4 people a row."""
        self._room = room
        self._lay_out()

    def restyle(self) -> None:
        """Measure and colour the tiles again."""
        for tile in self._tiles:
            tile.show_as("on" if tile.isChecked() else self._off)
        self._columns = 0
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Return the width of one tile: more are only laid side by side where there is room."""
        return QSize(theme().dp(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show fewer people a row when they would not fit."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, jump by pinyin initials."""
        at = next((number for number, tile in enumerate(self._tiles) if tile.hasFocus()), -1)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -max(1, self._columns),
            Qt.Key.Key_Down: max(1, self._columns),
        }
        step = steps.get(Qt.Key(event.key()))
        if at >= 0 and step is not None:
            to = at + step
            if 0 <= to < len(self._tiles):
                self._tiles[to].setFocus(Qt.FocusReason.TabFocusReason)
            event.accept()
            return
        letter = event.text().lower()
        if at >= 0 and letter.isascii() and letter.isalpha() and not event.modifiers():
            self._jump(at, letter)
            event.accept()
            return
        super().keyPressEvent(event)

    def _jump(self, at: int, letter: str) -> None:
        """Go to the next person whose initials begin with what was typed; letters add up while they match."""
        for wanted in (self._typed + letter, letter):
            first = at if len(wanted) > 1 else at + 1
            order = self._tiles[first:] + self._tiles[:first]
            for tile in order:
                if tile.person.initials.startswith(wanted):
                    self._typed = wanted
                    tile.setFocus(Qt.FocusReason.TabFocusReason)
                    return
        self._typed = ""

    def _clicked(self, tile: Tile, checked: bool) -> None:
        tile.show_as("on" if checked else self._off)
        self._lay_out()
        self.toggled.emit(tile.person.id, checked)

    def _lay_out(self) -> None:
        look = theme()
        gap = look.dp(6)
        least, most = look.dp(_LEAST), look.dp(150)
        wide = [max(least, min(tile.sizeHint().width(), most)) for tile in self._tiles]
        columns = _COLUMNS[self._room]
        # A column is as wide as its widest tile, so that one 缺 does not cost the others a place in the row.
        while (
            columns > 1 and sum(max(wide[at::columns], default=0) + gap for at in range(columns)) - gap > self.width()
        ):
            columns -= 1
        if columns == self._columns:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        previous: QWidget | None = None
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
            if previous is not None:
                QWidget.setTabOrder(previous, tile)
            previous = tile
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)
