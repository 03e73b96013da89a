"""Do days and times fit? T01 from and to, T04 the future, T05 late entry, T09, T10 materials, T12, T14, T16, E09."""

import re
from collections.abc import Iterator
from typing import Any

from core.checks.context import Context
from core.checks.finding import Finding, Level, beside, found
from core.checks.told import TELLS_DAY, days_told, weekdays_told
from core.records.content import Record, is_empty, minutes_of, read_day, read_month
from core.records.rule import EnteredSoon, IssuedBefore, NotBefore, NotFuture, Relayed, RestsOn, Span, WeekdayTold

LONG, SHORT = 240, 20
"""Minutes beyond which, and under which, a meeting's length is worth a hint (T01)."""

_AHEAD = re.compile("以前|之前|期限|打算|计划|将|定在|截止|限期")
"""A sentence with one of these speaks of days that lie ahead, and rightly (T12)."""
_AHEAD_AFTER = re.compile("前|底|起|止|后")
"""So does a day followed by one of these."""


def check_length(rule: Span, record: Record) -> Iterator[Finding]:
    """Check that a stretch of time ends after it begins, and that a meeting's length is a usual one (T01).

    Only a span with a place is a meeting; a day in the villages may well take nine hours.
    """
    begin, finish = record.values.get(rule.start), record.values.get(rule.end)
    start, end = minutes_of(begin), minutes_of(finish)
    if start is None or end is None:
        return
    minutes = end - start
    if minutes <= 0:
        yield found(record.id, "T01.ends_before_start", Level.ERROR, (rule.end,), start=str(begin), end=str(finish))
    elif rule.place and minutes > LONG:
        yield found(record.id, "T01.long", Level.HINT, (rule.end,), minutes=minutes)
    elif rule.place and minutes < SHORT:
        yield found(record.id, "T01.short", Level.HINT, (rule.end,), minutes=minutes)


def check_future(rule: NotFuture, record: Record, context: Context) -> Iterator[Finding]:
    """Find a day that lies ahead (T04)."""
    day = read_day(record.values.get(rule.date))
    if day and day > context.today:
        yield found(
            record.id, "T04.future", Level.ERROR, (rule.date,), on=day.isoformat(), today=context.today.isoformat()
        )


def check_entry(rule: EnteredSoon, record: Record, context: Context) -> Iterator[Finding]:
    """Ask a late entry for its reason (T05); an entry is late by itself, nobody ticks it and nobody can untick it."""
    day = read_day(record.values.get(rule.date))
    if day is None or not is_empty(record.values.get(rule.reason)):
        return
    entered = record.entered_at.date()
    days = (entered - day).days
    if days > context.late_after:
        yield found(
            record.id,
            "T05.late",
            Level.WARNING,
            (rule.reason,),
            on=day.isoformat(),
            entered_on=entered.isoformat(),
            days=days,
        )


def check_issue(rule: IssuedBefore, record: Record) -> Iterator[Finding]:
    """Find documents that were issued after the day on which they were studied (T09)."""
    day = read_day(record.values.get(rule.date))
    if day is None:
        return
    for number, row in enumerate(record.values.get(rule.grid) or ()):
        issued = read_day(row.get(rule.column))
        if issued and issued > day:
            yield found(
                record.id,
                "T09.material_after_session",
                Level.ERROR,
                (rule.grid, number, rule.column),
                title=_line(row.get(rule.title)),
                issued=issued.isoformat(),
                on=day.isoformat(),
            )


def check_relay(rule: Relayed, record: Record, context: Context) -> Iterator[Finding]:
    """Remark that a document was passed on long after it was received (T10)."""
    day = read_day(record.values.get(rule.date))
    if day is None:
        return
    least = context.thresholds.relay_days
    for number, row in enumerate(record.values.get(rule.grid) or ()):
        received = read_day(row.get(rule.received))
        if received and (day - received).days > least:
            yield found(
                record.id,
                "T10.relayed_late",
                Level.HINT,
                (rule.grid, number, rule.received),
                title=_line(row.get(rule.title)),
                received=received.isoformat(),
                on=day.isoformat(),
                days=(day - received).days,
                least=least,
            )


def check_basis(rule: RestsOn, record: Record, context: Context) -> Iterator[Finding]:
    """Find a paper dated before a record it names, or before the last one of the month it reports on (T12)."""
    day = read_day(record.values.get(rule.date))
    if day is None:
        return
    if rule.refs:
        named = (context.referred.get(number) for number in _numbers(rule.refs, record))
        later = [(one.dated, one) for one in named if one and not one.void and one.dated and one.dated > day]
        if later:
            last, one = max(later, key=lambda pair: pair[0])
            told = {"on": day.isoformat(), "number": one.number, "heading": one.heading, "dated": last.isoformat()}
            yield beside(found(record.id, "T12.before_referred", Level.ERROR, (rule.date,), **told), one.record)
    month = record.values.get(rule.month) if rule.month else None
    if not read_month(month) or not context.month_last:
        return
    told = {"on": day.isoformat(), "month": str(month), "last": context.month_last.isoformat()}
    if rule.counted and record.values.get(rule.counted) == 0:
        yield found(record.id, "T12.none_said", Level.ERROR, (rule.counted,), month=told["month"], last=told["last"])
    elif context.month_last > day:
        yield found(record.id, "T12.before_month_last", Level.ERROR, (rule.date,), **told)


def _numbers(refs: str, record: Record) -> Iterator[str]:
    """Yield the numbers of the records that a field, or a column of a grid, names."""
    key, _, column = refs.partition(".")
    value = record.values.get(key)
    told = [row.get(column) for row in value or ()] if column else [value]
    yield from (str(number) for number in told if number)


def check_order(rule: NotBefore, record: Record) -> Iterator[Finding]:
    """Find a day that lies before the one it must follow (E09)."""
    later, earlier = read_day(record.values.get(rule.later)), read_day(record.values.get(rule.earlier))
    if later and earlier and later < earlier:
        yield found(
            record.id,
            "E09.before",
            Level.ERROR,
            (rule.later,),
            later=later.isoformat(),
            earlier=earlier.isoformat(),
        )


def check_told(rule: WeekdayTold, record: Record) -> Iterator[Finding]:
    """Compare weekdays told in the text with the calendar (T14), and days told with the record's own (T12).

    A day told that lies after the record's own is only worth a hint, and not where the sentence speaks of a deadline
    or a plan. At most one finding of each rule for a field.
    """
    day = read_day(record.values.get(rule.date))
    if day is None:
        return
    for key in rule.fields:
        text = record.values.get(key)
        if not isinstance(text, str) or not TELLS_DAY.search(text):
            continue
        for weekday in weekdays_told(text, day):
            if weekday.day.weekday() != weekday.weekday:
                yield found(
                    record.id,
                    "T14.weekday_differs",
                    Level.ERROR,
                    (key,),
                    words=weekday.words,
                    on=weekday.day.isoformat(),
                    weekday=weekday.day.weekday(),
                )
                break
        for told in days_told(text, day):
            if told.day > day and not _AHEAD.search(told.sentence) and not _AHEAD_AFTER.match(told.after):
                yield found(
                    record.id,
                    "T12.told_later",
                    Level.HINT,
                    (key,),
                    told=told.day.isoformat(),
                    on=day.isoformat(),
                    words=told.words,
                )
                break


def check_clock(record: Record, context: Context) -> Iterator[Finding]:
    """Find that the computer's clock stands before the last entry: mostly an empty battery (T16)."""
    if context.last_entry and context.now < context.last_entry:
        yield found(record.id, "T16.clock_behind", Level.WARNING, (), last=context.last_entry.isoformat())


def _line(value: Any) -> str:
    """Return a value as one line of text."""
    return str(value or "").strip()
