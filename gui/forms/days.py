"""Editors of days, months and times of day: typed or chosen in any usual way, kept as ISO text."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from core.records.content import minutes_of, read_day
from core.records.field import Date, Month, Time
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.messages import N_, _, brief
from gui.messages.dates import month
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.moments import DateField, TimeField

MONTHS_BACK, MONTHS_AHEAD = 18, 2
"""Months offered before and after the present one."""

NO_SUCH_DAY = N_("“{text}” is not a day. Write it like 2008-04-24 or 4.24.")
NO_SUCH_TIME = N_("“{text}” is not a time. Write it like 19:00.")


class DateEditor(Editor):
    """A calendar day."""

    def __init__(self, field: Date, context: FormContext) -> None:
        super().__init__(field, context)
        self._line = DateField(near=context.today)
        self.hold(self._line)
        self._line.edited.connect(self._edited)
        self._line.editingFinished.connect(self._finish)

    def value(self) -> str:
        """Return the day as YYYY-MM-DD; empty while what was typed is none."""
        text = self._line.value()
        return text if read_day(text) else ""

    def set_value(self, value: Any) -> None:
        """Show a day."""
        self._line.set_value(str(value or ""))
        self._judge()

    def unread(self) -> str:
        """Return a text that is no day."""
        return "" if self.value() else self._line.text().strip()

    def show_unread(self, text: str) -> None:
        """Put such a text back."""
        self._line.setText(text)
        self._judge()

    def _edited(self) -> None:
        self.complaint = ""
        self.changed.emit()

    def _finish(self) -> None:
        if self._judge():
            self.changed.emit()

    def _judge(self) -> bool:
        """Say what is wrong with the text; True when that is something new."""
        text = self._line.text().strip()
        complaint = _(NO_SUCH_DAY).format(text=brief(text)) if text and not self.value() else ""
        new = complaint != self.complaint
        self.complaint = complaint
        return new


class MonthEditor(Editor):
    """A month out of those around today; one that lies further away stays as it is."""

    def __init__(self, field: Month, context: FormContext) -> None:
        super().__init__(field, context)
        answers = [Answer(f"{first:%Y-%m}", month(first.year, first.month)) for first in _months(context.today)]
        self._box = ChoiceField(answers, empty="")
        self.hold(self._box)
        self._box.edited.connect(self.changed.emit)

    def value(self) -> str:
        """Return the month as YYYY-MM."""
        return self._box.value()

    def set_value(self, value: Any) -> None:
        """Show a month."""
        self._box.set_value(str(value or ""))


def _months(today: date) -> Iterator[date]:
    """Yield the first days of the months that are offered, the latest first."""
    first = today.replace(day=1)
    for _step in range(MONTHS_AHEAD):
        first = (first + timedelta(days=31)).replace(day=1)
    for _step in range(MONTHS_BACK + MONTHS_AHEAD + 1):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)


class TimeEditor(Editor):
    """A time of day."""

    breadth = 66

    def __init__(self, field: Time, context: FormContext) -> None:
        super().__init__(field, context)
        self._line = TimeField()
        self.hold(self._line)
        self.restyle()
        self._line.edited.connect(self._edited)
        self._line.editingFinished.connect(self._finish)

    def value(self) -> str:
        """Return the time as HH:MM; empty while what was typed is none."""
        text = self._line.value()
        return text if minutes_of(text) is not None else ""

    def set_value(self, value: Any) -> None:
        """Show a time."""
        self._line.set_value(str(value or ""))
        self._judge()

    def unread(self) -> str:
        """Return a text that is no time."""
        return "" if self.value() else self._line.text().strip()

    def show_unread(self, text: str) -> None:
        """Put such a text back."""
        self._line.setText(text)
        self._judge()

    def _edited(self) -> None:
        self.complaint = ""
        self.changed.emit()

    def _finish(self) -> None:
        if self._judge():
            self.changed.emit()

    def _judge(self) -> bool:
        """Say what is wrong with the text; True when that is something new."""
        text = self._line.text().strip()
        complaint = _(NO_SUCH_TIME).format(text=brief(text)) if text and not self.value() else ""
        new = complaint != self.complaint
        self.complaint = complaint
        return new
