"""Does a meeting count? F01 enough people, F02 a conclusion, F03 nobody in an own case, F04 steps, F05 report."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from core.checks.completeness import is_said
from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.records.content import Record, present, read_day
from core.records.rule import Chain, Concludes, Quorum, Recused, ReportedSoon


def check_quorum(rule: Quorum, record: Record) -> Iterator[Finding]:
    """Find that fewer were present than a meeting of its sort needs (F01)."""
    attendance = record.values.get(rule.attendance)
    if not isinstance(attendance, dict):
        return
    expected, here = len(attendance.get("expected") or ()), len(present(attendance))
    part, whole = rule.then if _asks_more(rule, record) else rule.least
    if here * whole < expected * part:
        needed = -(-expected * part // whole)
        told = {"present": here, "expected": expected, "needed": needed}
        yield found(record.id, "F01.few_present", Level.ERROR, (rule.attendance,), **told)


def _asks_more(rule: Quorum, record: Record) -> bool:
    """Tell whether the matter is one for which more people must be there."""
    value = record.values.get(rule.when) if rule.when else None
    chosen = value if isinstance(value, list) else [value]
    return any(one in rule.values for one in chosen if one)


def check_conclusion(rule: Concludes, record: Record) -> Iterator[Finding]:
    """Find a topic without a conclusion, where nobody says either that there is none this time (F02)."""
    values = record.values
    if not is_said(values.get(rule.topic)) or is_said(values.get(rule.resolutions)) or is_said(values.get(rule.none)):
        return
    yield found(record.id, "F02.no_conclusion", Level.WARNING, (rule.resolutions,))


def check_recusal(rule: Recused, record: Record, context: Context) -> Iterator[Finding]:
    """Find people whom a matter concerns among those who vote on it (F03)."""
    voters = _people(record.values.get(rule.voters))
    both = [person for person in _people(record.values.get(rule.parties)) if person in voters]
    if both:
        names = "、".join(context.name(person) for person in both)
        yield found(record.id, "F03.party_votes", Level.WARNING, (rule.voters,), people=names, count=len(both))


def _people(value: Any) -> tuple[str, ...]:
    """Return the people of a field: one, several, or those present."""
    if isinstance(value, dict):
        return present(value)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value or ())


def check_steps(rule: Chain, record: Record) -> Iterator[Finding]:
    """Find the steps of a procedure that say nothing, or no (F04)."""
    for key in rule.steps:
        if not is_said(record.values.get(key)):
            yield found(record.id, "F04.step_missing", Level.WARNING, (key,))


def check_report(rule: ReportedSoon, record: Record, context: Context) -> Iterator[Finding]:
    """Find a meeting that was not reported within the days the campaign gives, or only later (F05)."""
    day = read_day(record.values.get(rule.date))
    if day is None:
        return
    least = context.thresholds.criticism_report_days
    reported = read_day(record.values.get(rule.reported))
    last = day + timedelta(days=least)
    if reported is None and context.today > last:
        days = (context.today - day).days
        yield found(record.id, "F05.not_reported", Level.WARNING, (rule.reported,), days=days, least=least)
    elif reported and reported > last:
        days = (reported - day).days
        yield found(record.id, "F05.reported_late", Level.WARNING, (rule.reported,), days=days, least=least)
