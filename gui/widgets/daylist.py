"""The list beside a month: one day's marks as full rows."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.messages import _, days_since, long_day, ngettext
from gui.widgets.buttons import Button
from gui.widgets.factlist import Fact, FactList
from gui.widgets.marks import Mark, day_off, things
from gui.widgets.space import Column
from gui.widgets.text import Frame, Label, Separator


class DayList(Frame):
    """One day: its date, how far off it is, whether school is off, and what stands on it."""

    opened = Signal(str)
    """Enter or a double click on a row: the key of its mark."""
    new_wanted = Signal()
    """Nothing stands on the day, and something is to be entered for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._day = Label("", "section", wrap=True)
        self._note = Label("", "muted", wrap=True)
        self._nothing = Label(_("Nothing on this day."), "small", wrap=True)
        self.rows = FactList()
        self.rows.opened.connect(self._open)
        head = Column(margins=(14, 10, 12, 8), spacing=1)
        head.addWidget(self._day)
        head.addWidget(self._note)
        empty = Frame("plain")
        inner = Column(empty, margins=(16, 14, 16, 14), spacing=12)
        inner.addWidget(self._nothing)
        self.new = Button(_("New record"), "small", icon_name="add", action=self.new_wanted.emit)
        inner.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self._empty = empty
        column = Column(self, margins=(1, 1, 1, 6), spacing=0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(empty, 1)
        column.addWidget(self.rows, 1)
        self.rows.hide()

    def show_day(self, on: date, marks: Sequence[Mark], *, today: date) -> None:
        """Show a day; rows stand in the order of `marks`."""
        shown = things(marks)
        self._day.setText(long_day(on))
        self._note.setText(" · ".join(filter(None, (distance(on, today=today), day_off(marks)))))
        self.rows.setAccessibleName(long_day(on))
        self.rows.show_facts([Fact(mark.key, mark.text, mark.line, mark.chip(), icon=mark.sign) for mark in shown])
        self.rows.setVisible(bool(shown))
        self._empty.setVisible(not shown)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.fact(index).key)


def distance(on: date, *, today: date) -> str:
    """Return how far off a day is: 3 天前, 昨天, 今天, 明天, 11 天后."""
    ahead = (on - today).days
    if ahead <= 0:
        return days_since(on, today=today)
    if ahead == 1:
        return _("tomorrow")
    return ngettext("in {days} day", "in {days} days", ahead).format(days=ahead)
