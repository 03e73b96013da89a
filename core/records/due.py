"""The day by which something is awaited of a record: its own deadline, or one that follows from another day."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from core.records.content import is_empty, read_day
from core.records.kind import Kind
from core.records.workflow import HISTORY, Due


def deadline_of(kind: Kind, state: str, values: Mapping[str, Any]) -> date | None:
    """Return the deadline in force; None where nothing is awaited by a day.

    A deadline of its own counts in the states that are timed, or whatever the state (who asks looks whether the state
    has ended); one that follows from another day counts in the states it names.
    """
    if kind.workflow.deadline:
        timed = not kind.workflow.timed or state in kind.workflow.timed
        return read_day(values.get(kind.workflow.deadline)) if timed else None
    fitting = (_falls_on(due, values) for due in kind.workflow.dues if state in due.states)
    return next((day for day in fitting if day), None)


def deadline_field(kind: Kind, state: str, values: Mapping[str, Any]) -> str:
    """Return the field that the deadline in force stands in or follows from; empty for none."""
    if kind.workflow.deadline:
        return kind.workflow.deadline
    fitting = (due for due in kind.workflow.dues if state in due.states and _falls_on(due, values))
    return next((due.field for due in fitting), "")


def told_deadlines(values: Mapping[str, Any]) -> tuple[date, ...]:
    """Return the deadlines that a record's history tells, the first one first; each stays on show."""
    rows = values.get(HISTORY) or ()
    return tuple(day for row in rows if (day := read_day(row.get("deadline"))))


def still_ahead(kind: Kind, values: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Return what a record begins with; a deadline of its own that has passed already is left to be thought of anew."""
    key = kind.workflow.deadline
    day = read_day(values.get(key)) if key else None
    passed = day is not None and day < today
    return {name: value for name, value in values.items() if not (passed and name == key)}


def later(day: date, *, months: int = 0, days: int = 0) -> date:
    """Return the day so many months and days later; a month that is too short ends on its last day."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


def _falls_on(due: Due, values: Mapping[str, Any]) -> date | None:
    """Return the day a due falls on; None while its field has no day, or what it asks for isn't given."""
    start = read_day(values.get(due.field))
    if start is None or (due.given and is_empty(values.get(due.given))):
        return None
    try:
        return later(start, months=due.months, days=due.days)
    except (OverflowError, ValueError):  # a mistyped year at the end of the calendar
        return None
