"""A month to look at: its name, ways to the months beside it and to today, what the signs mean, and its days."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.messages import _, month
from gui.widgets.buttons import Button
from gui.widgets.icons import IconLabel
from gui.widgets.marks import LOOKS, SHOWN, Mark, Standing, standing_word
from gui.widgets.monthgrid import MonthGrid
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room, theme

__all__ = ["Mark", "MonthView", "Standing"]


class MonthView(Frame):
    """A month; Page Up and Page Down ask for the month beside it, Home goes to today.

    It shows another month only when told (`show_month`), so that the marks may be read first.
    """

    day_picked = Signal(object)
    """The current day has changed: a date."""
    day_chosen = Signal(object)
    """Enter or a double click on a day: a date."""
    month_wanted = Signal(int, int)
    """Another month is asked for: year, month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._today = date.min
        self.grid = MonthGrid()
        self.grid.day_picked.connect(self.day_picked)
        self.grid.day_chosen.connect(self.day_chosen)
        self.grid.month_wanted.connect(self.month_wanted)
        self._name = Label("", "section")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = Button(
            "", "quiet", icon_name="chevron_left", says=_("Previous month"), action=lambda: self.turn(-1)
        )
        self.after = Button("", "quiet", icon_name="chevron_right", says=_("Next month"), action=lambda: self.turn(1))
        self.before.setToolTip(_("Previous month (Page Up)"))
        self.after.setToolTip(_("Next month (Page Down)"))
        self.home = Button(_("To today"), "small", action=self.go_today)
        self.home.setToolTip(_("To today (Home)"))
        head = Row(margins=(8, 8, 12, 8), spacing=4)
        for part in (self.before, self._name, self.after, self.home):
            head.addWidget(part)
        self._legend = Flow(spacing=4, right=True)
        for standing in SHOWN:
            look = LOOKS[standing]
            sign = QWidget()
            pair = Row(sign, margins=(0, 0, 6, 0), spacing=4)
            pair.addWidget(IconLabel(look.icon, 16, colour=look.colour, filled=look.filled))
            pair.addWidget(Label(standing_word(standing), "small"))
            self._legend.addWidget(sign)
        head.addLayout(self._legend, 1)
        column = Column(self, margins=(1, 1, 1, 6), spacing=0)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)
        theme().changed.connect(self.restyle)
        self.restyle()

    def show_month(self, year: int, number: int, days: Mapping[date, Sequence[Mark]], today: date) -> None:
        """Show a month, 1 = January, with the marks of its days; days of the months beside it may be among them."""
        self._today = today
        self._name.setText(month(year, number))
        self.grid.show_month(year, number, days, today)

    def set_room(self, room: Room) -> None:
        """Show the marks as lines, or as counted signs where there is little room."""
        self.grid.set_room(room)

    def current(self) -> date:
        """Return the current day."""
        return self.grid.current()

    def marks(self, on: date) -> tuple[Mark, ...]:
        """Return the marks of a day."""
        return self.grid.marks(on)

    def turn(self, by: int) -> None:
        """Ask for the month so many months on (1) or back (-1); the number of the day stays."""
        shown = self.grid.shown()
        year, number = divmod(shown.year * 12 + shown.month - 1 + by, 12)
        if date.min.year < year < date.max.year:
            self.grid.go(self.grid.same_day(year, number + 1))

    def go_today(self) -> None:
        """Make today the current day, asking for its month if need be."""
        if self._today > date.min:
            self.grid.go(self._today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn months with Page Up and Page Down, go to today with Home, from the buttons too."""
        match event.key():
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_PageDown:
                self.turn(1)
            case Qt.Key.Key_Home:
                self.go_today()
            case _:
                super().keyPressEvent(event)

    def restyle(self) -> None:
        """Keep the room of the longest name, so that the buttons stay where they are."""
        metrics = theme().metrics(17, bold=True)
        widest = max(metrics.horizontalAdvance(month(2028, number)) for number in range(1, 13))
        self._name.setMinimumWidth(widest + theme().dp(8))
