"""A month as the windows show it: what happened, what is due, when there is no school."""

from datetime import date
from enum import StrEnum

import msgspec


class MarkKind(StrEnum):
    """What a mark on a day says."""

    HAPPENED = "happened"
    """A record of that day."""
    DUE = "due"
    """Something promised by that day, or the last day of an activity's quota."""
    OVERDUE = "overdue"
    """A promise of a day that has passed."""
    OFF = "off"
    """No school; `heading` is the name of the stretch."""


class DayMark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on one day."""

    what: MarkKind
    day: date
    heading: str = ""
    """The record's heading, the promise's words, the activity's name, or the name of the days off."""
    kind: str = ""
    """Kind of the record it is about, or that the activity asks for."""
    subtype: str = ""
    record: str = ""
    """Id of the record to open; empty for an activity."""
    state: str = ""
    person: str = ""
    """Name of who promised it."""
    missing: int = 0
    """How many records of an activity are still missing."""


class MonthSheet(msgspec.Struct, frozen=True, kw_only=True):
    """One month."""

    year: int
    month: int
    today: date
    marks: tuple[DayMark, ...] = ()
    """By day, what happened first."""
