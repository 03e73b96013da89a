"""How far the school has come with what a campaign asks for: due, done, missing, by activity and period."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from core.campaign.deadline import fall_due, month_end, read_deadline
from core.campaign.template import Activity, Measure, Per, Quota, Scope, Template, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many finished records of one kind and subtype on one day."""

    kind: str
    subtype: str
    day: date
    count: int
    activities: tuple[str, ...] = ()
    """What they were entered for, "campaign/activity"; empty when nobody said."""
    handed_in: bool = False
    lead: str = ""
    """Id of who led them."""
    month: str = ""
    """Month they speak of, "2008-09"; empty = that of their day."""
    nil_of: str = ""
    """Kind for which they say that there was nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one person spent on finished records of one kind and subtype on one day."""

    kind: str
    subtype: str
    day: date
    person: str
    times: int
    minutes: int
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that quotas are measured by."""

    tallies: tuple[Tally, ...] = ()
    spent: tuple[Spent, ...] = ()
    """Only needed where a campaign measures hours or people."""
    leaders: tuple[str, ...] = ()
    """Ids of the leadership team as it is today, for quotas that each leader has."""


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
    late: int = 0
    """How many of those done came after the period, for what is asked once in a phase or campaign: done is done."""

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return max(0, self.due - self.done)

    @property
    def month(self) -> str:
        """The month of a monthly quota, "2008-09"; the month it began in for others."""
        return f"{self.start:%Y-%m}"


def standings(template: Template, figures: Figures, *, today: date, kinds: Collection[str]) -> tuple[Standing, ...]:
    """Return where each enabled activity with a quota stands, in the template's order and then by time.

    Only activities whose kind of record is among `kinds`, and only periods that have begun. What was due before the
    school received the notice is left out (D§1.1). A quota that each leader has gives a standing for each; while
    the roster has no leaders it gives one in which nothing is done, for nobody is known to count.
    """
    found = (
        standing
        for activity in template.activities
        if activity.enabled and activity.kind in kinds and activity.quota and activity.quota.min
        for standing in _of_activity(template, activity, activity.quota, figures, today)
    )
    return tuple(found)


def measures_time(template: Template) -> bool:
    """Tell whether a campaign has a quota of hours or of people, for which `Figures.spent` is needed."""
    return any(
        activity.enabled and activity.quota and activity.quota.measure in {Measure.HOURS, Measure.PEOPLE}
        for activity in template.activities
    )


def _of_activity(
    template: Template, activity: Activity, quota: Quota, figures: Figures, today: date
) -> Iterator[Standing]:
    """Yield the standings of one activity."""
    received = template.issuer.received_on
    mine = _Mine(template, activity)
    each = quota.scope is Scope.EACH_LEADER
    everybody = (figures.leaders if each else ()) or ("",)
    nobody = each and not figures.leaders
    for whole in _periods(template.window_of(activity), quota.per):
        if whole.part.start > today or (quota.per is Per.MONTH and whole.part.start.month in quota.skip_months):
            continue
        due_on = _due_on(template, activity, whole.part)
        if received and due_on < received:
            continue
        counted = [tally for tally in figures.tallies if mine.counts(tally)]
        here = [tally for tally in counted if _falls_in(tally, whole.part, quota.per)]
        after = _after(template, activity, counted, whole.part) if quota.per is Per.CAMPAIGN else []
        for person in everybody:
            wanted = max(1, math.floor(quota.min * whole.share))
            done = 0 if nobody else _done(quota.measure, here, mine, figures, whole.part, person=person)
            late = (
                0
                if nobody
                else min(max(0, wanted - done), _done(quota.measure, after, mine, figures, None, person=person))
            )
            yield Standing(
                activity=activity,
                campaign=template.id,
                start=whole.part.start,
                end=whole.part.end,
                due=wanted,
                done=done + late,
                due_on=due_on,
                person=person,
                handed_in=sum(tally.count for tally in (*here, *after) if tally.handed_in),
                late=late,
            )


def _after(template: Template, activity: Activity, counted: Sequence[Tally], part: Window) -> list[Tally]:
    """Return what came after the period and is asked for by no other activity of its days: it is done, though late."""
    others = [
        (_Mine(template, other), template.window_of(other))
        for other in template.activities
        if other is not activity and other.enabled and other.quota and other.kind == activity.kind
    ]
    return [
        tally
        for tally in counted
        if tally.day > part.end and not any(mine.counts(tally) and days.holds(tally.day) for mine, days in others)
    ]


def _done(
    measure: Measure, here: Sequence[Tally], mine: "_Mine", figures: Figures, part: Window | None, *, person: str
) -> int:
    """Return how much of a quota is done in a period; `person` = whose quota it is, empty for the school's.

    Time that was spent after a period (no `part`) is not made up for.
    """
    match measure:
        case Measure.COUNT:
            return sum(tally.count for tally in here if not tally.nil_of and person in {"", tally.lead})
        case Measure.SCREENING:
            return sum(tally.count for tally in here)
        case Measure.HOURS | Measure.PEOPLE:
            spent = [
                one
                for one in figures.spent
                if part is not None
                and part.holds(one.day)
                and person in {"", one.person}
                and mine.belongs(one.kind, one.subtype, one.activities)
            ]
            if measure is Measure.PEOPLE:
                return sum(one.times for one in spent)
            return sum(one.minutes for one in spent) // 60
        case _:
            assert_never(measure)


class _Mine:
    """Tells what counts for one activity: entered for it, or of its kind and for no other of this campaign."""

    def __init__(self, template: Template, activity: Activity) -> None:
        self._activity = activity
        self._ref = template.ref(activity.id)
        self._own = f"{template.id}/"

    def belongs(self, kind: str, subtype: str, activities: Sequence[str]) -> bool:
        """Tell whether a record of this kind, entered for these activities, counts."""
        if self._ref in activities:
            return True
        if any(other.startswith(self._own) for other in activities):
            return False
        return kind == self._activity.kind and self._activity.subtype in {"", subtype}

    def counts(self, tally: Tally) -> bool:
        """Tell whether a tally counts; one that says "none" counts for the kind it speaks of."""
        return self.belongs(tally.nil_of or tally.kind, tally.subtype, tally.activities)


def _falls_in(tally: Tally, part: Window, per: Per) -> bool:
    """Tell whether a tally falls into a period: by the month it speaks of, else by its day."""
    if tally.month and per is Per.MONTH:
        return tally.month == f"{part.start:%Y-%m}"
    return part.holds(tally.day)


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
