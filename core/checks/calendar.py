"""Was it a day for it? T06 many late entries at once, T08 outside the activity's time, T13 holidays and weekends."""

from collections.abc import Iterator
from datetime import date

from core.campaign.several import activities_for
from core.campaign.template import Activity, Template, Window
from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.records.content import Record, read_day
from core.records.kind import Kind
from core.records.rule import Away, EnteredSoon, Span

FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)})
"""Month and day of public holidays that are the same every year; the others stand in the school's calendar."""
SATURDAY = 5
SOON = 1
"""Days after which an entry is no longer one of the day itself (T06)."""


def check_batch(rule: EnteredSoon, record: Record, context: Context) -> Iterator[Finding]:
    """Ask about many records entered on one day for days far apart (T06).

    A record that was entered at once is not part of the batch, though the others were entered on its day.
    """
    batch, thresholds = context.batch, context.thresholds
    day = read_day(record.values.get(rule.date))
    if day is None or batch.first is None or batch.last is None or batch.records < thresholds.batch_records:
        return
    entered = record.entered_at.date()
    if (batch.last - batch.first).days < thresholds.batch_span_days or (entered - day).days <= SOON:
        return
    yield found(
        record.id,
        "T06.batch",
        Level.WARNING,
        (rule.date,),
        count=batch.records,
        first=batch.first.isoformat(),
        last=batch.last.isoformat(),
        entered_on=entered.isoformat(),
    )


def check_window(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find a day outside the time of every activity the record counts for (T08).

    Days before the school received the notice are left in peace, and so is a record that nobody entered for an
    activity and that lies outside the whole campaign: it is none of the campaign's.
    """
    if not context.campaigns:
        return
    day = read_day(record.values.get(kind.dated))
    if day is None:
        return
    outside: list[tuple[int, Activity, Window]] = []
    for campaign, activity in activities_for(context.campaigns, kind, record):
        window = campaign.window_of(activity)
        if window.holds(day):
            return
        if _concerns(campaign, record, day):
            outside.append((max((window.start - day).days, (day - window.end).days), activity, window))
    if outside:
        _days, activity, window = min(outside, key=lambda one: one[0])
        yield found(
            record.id,
            "T08.outside",
            Level.HINT,
            (kind.dated,),
            activity=activity.name,
            start=window.start.isoformat(),
            end=window.end.isoformat(),
            on=day.isoformat(),
        )


def _concerns(campaign: Template, record: Record, day: date) -> bool:
    """Tell whether a campaign may ask about a record of this day."""
    received = campaign.issuer.received_on
    if received and day < received:
        return False
    return campaign.window.holds(day) or bool(campaign.own_refs(record.activities))


def check_day_off(rule: Span, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Remark that it was a school break, a public holiday or a weekend (T13); the notice itself is of a Sunday.

    Only of what takes place; somebody's leave may well begin on a Sunday.
    """
    day = read_day(record.values.get(rule.date))
    if day is None or any(isinstance(other, Away) for other in kind.rules):
        return
    on = day.isoformat()
    named = next((off for off in context.days_off if off.since <= day <= off.until), None)
    if named:
        yield found(record.id, "T13.days_off", Level.HINT, (rule.date,), on=on, name=named.name)
    elif (day.month, day.day) in FIXED_HOLIDAYS:
        yield found(record.id, "T13.public_holiday", Level.HINT, (rule.date,), on=on)
    elif day.weekday() >= SATURDAY:
        yield found(record.id, "T13.weekend", Level.HINT, (rule.date,), on=on, weekday=day.weekday())
