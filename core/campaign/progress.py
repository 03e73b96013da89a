"""How far the school has come with what a campaign asks for: due, done, missing, by activity and period."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.campaign.deadline import fall_due, month_end, read_deadline
from core.campaign.template import Activity, Measure, Per, Quota, Scope, Template, Window

COUNTED = frozenset({Scope.SCHOOL, Scope.PRINCIPAL, Scope.TEAM})
"""Scopes whose quota is one number for the whole school; each_leader needs to know who led."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many finished records of one kind and subtype on one day."""

    kind: str
    subtype: str
    day: date
    count: int
    activities: tuple[str, ...] = ()
    """Activities they were entered for; empty when nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One activity in one period."""

    activity: Activity
    campaign: str
    """Id of the campaign."""
    start: date
    end: date
    """Last day of the period that belongs to the activity's phase."""
    due: int
    """The quota's share of the period, rounded down, at least 1: a phase may begin in the middle of a month.

    In what the quota measures: records, hours, people, or screenings.
    """
    done: int
    due_on: date
    """Last day on which it is in time."""
    person: str = ""
    """Id of the leader whose quota it is, for quotas that each leader has."""
    handed_in: int = 0
    """How many of those done were handed in, for activities that are to be."""

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return max(0, self.due - self.done)

    @property
    def month(self) -> str:
        """The month of a monthly quota, "2008-09"; the month it began in for others."""
        return f"{self.start:%Y-%m}"


def standings(
    template: Template, tallies: Sequence[Tally], *, today: date, kinds: Collection[str]
) -> tuple[Standing, ...]:
    """Return where each enabled activity with a quota stands, in the template's order and then by time.

    Only activities whose kind of record is among `kinds`, and only periods that have begun. What was due before the
    school received the notice is left out (D§1.1).
    """
    found = (
        standing
        for activity in template.activities
        if activity.enabled and activity.kind in kinds and activity.quota
        for standing in _of_activity(template, activity, activity.quota, tallies, today)
    )
    return tuple(found)


def _of_activity(
    template: Template, activity: Activity, quota: Quota, tallies: Sequence[Tally], today: date
) -> Iterator[Standing]:
    """Yield the standings of one activity."""
    if quota.scope not in COUNTED or quota.measure is not Measure.COUNT or quota.min == 0:
        return
    received = template.issuer.received_on
    known = {other.id for other in template.activities}
    for whole in _periods(template.window_of(activity), quota.per):
        if whole.part.start > today or (quota.per is Per.MONTH and whole.part.start.month in quota.skip_months):
            continue
        due_on = _due_on(template, activity, whole.part)
        if received and due_on < received:
            continue
        done = sum(tally.count for tally in tallies if whole.part.holds(tally.day) and _belongs(tally, activity, known))
        yield Standing(
            activity=activity,
            campaign=template.id,
            start=whole.part.start,
            end=whole.part.end,
            due=max(1, math.floor(quota.min * whole.share)),
            done=done,
            due_on=due_on,
        )


def _belongs(tally: Tally, activity: Activity, known: Collection[str]) -> bool:
    """Tell whether records count for an activity: entered for it, or of its kind and for no other of this campaign."""
    if activity.id in tally.activities:
        return True
    if any(other in known for other in tally.activities):
        return False
    return tally.kind == activity.kind and activity.subtype in {"", tally.subtype}


@dataclass(frozen=True, slots=True)
class _Period:
    """A month, quarter, year or the whole time, as far as it lies in the activity's window."""

    part: Window
    share: float
    """How much of the whole period that is, by days; 1 for the whole."""


def _periods(window: Window, per: Per) -> Iterator[_Period]:
    """Yield the periods of a window, in order."""
    if per is Per.CAMPAIGN:
        yield _Period(window, 1.0)
        return
    day = window.start
    while day <= window.end:
        first, last = _bounds(day, per)
        part = Window(start=day, end=min(last, window.end))
        whole = (last - first).days + 1
        yield _Period(part, ((part.end - part.start).days + 1) / whole)
        day = last + timedelta(days=1)


def _bounds(day: date, per: Per) -> tuple[date, date]:
    """Return the first and last day of the calendar month, quarter or year around a day."""
    if per is Per.MONTH:
        return day.replace(day=1), month_end(day)
    if per is Per.QUARTER:
        opening = 3 * ((day.month - 1) // 3) + 1
        return day.replace(month=opening, day=1), month_end(day.replace(month=opening + 2, day=1))
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _due_on(template: Template, activity: Activity, part: Window) -> date:
    """Return the last day on which a period's quota is in time: the activity's deadline, or the period's end."""
    deadline = read_deadline(activity.deadline) if activity.deadline else None
    found = fall_due(deadline, template, month=part.end) if deadline else None
    return found or part.end
