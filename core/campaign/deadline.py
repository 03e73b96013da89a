"""The language of deadlines: P2a.end+10d, month.end, event+1d, window.end, 2008-06-30 (D§5.3)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.campaign.template import Template


class Anchor(StrEnum):
    """What a deadline hangs on."""

    START = "start"
    """First day of a phase, or of the campaign."""
    END = "end"
    """Last day of a phase, or of the campaign."""
    MONTH = "month"
    """Last day of the month in question."""
    EVENT = "event"
    """The day something happened."""
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline as it was read."""

    anchor: Anchor
    phase: str = ""
    """Id of a phase; empty = the campaign's whole window."""
    day: date | None = None
    shift: int = 0
    """Days after the anchor; negative = before."""


WINDOW = "window"

_FORM = re.compile(
    r"(?:(?P<phase>[A-Za-z0-9_-]+)\.(?P<edge>start|end)|(?P<event>event)|(?P<day>\d{4}-\d{2}-\d{2}))"
    r"(?:(?P<shift>[+-]\d{1,3})d)?",
    re.ASCII,
)


def read_deadline(text: str) -> Deadline | None:
    """Read a deadline; None when it isn't one. Whether the phase exists is the reader's question."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    shift = int(match["shift"] or 0)
    if match["event"]:
        return Deadline(anchor=Anchor.EVENT, shift=shift)
    if match["day"]:
        try:
            return Deadline(anchor=Anchor.DAY, day=date.fromisoformat(match["day"]), shift=shift)
        except ValueError:
            return None
    if match["phase"] == "month":
        return Deadline(anchor=Anchor.MONTH, shift=shift) if match["edge"] == "end" else None
    phase = "" if match["phase"] == WINDOW else match["phase"]
    return Deadline(anchor=Anchor(match["edge"]), phase=phase, shift=shift)


def fall_due(
    deadline: Deadline, template: Template, *, month: date | None = None, event: date | None = None
) -> date | None:
    """Return the last day of a deadline; None when it hangs on a month or an event that wasn't given.

    `month` is any day of the month in question. Raises KeyError for a phase the campaign doesn't have.
    """
    anchor = _anchor(deadline, template, month=month, event=event)
    return anchor + timedelta(days=deadline.shift) if anchor else None


def _anchor(deadline: Deadline, template: Template, *, month: date | None, event: date | None) -> date | None:
    """Return the day a deadline hangs on."""
    match deadline.anchor:
        case Anchor.DAY:
            return deadline.day
        case Anchor.EVENT:
            return event
        case Anchor.MONTH:
            return month_end(month) if month else None
        case Anchor.START | Anchor.END:
            span = template.phase(deadline.phase) if deadline.phase else template.window
            return span.start if deadline.anchor is Anchor.START else span.end


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
