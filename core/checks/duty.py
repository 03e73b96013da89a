"""Was everybody on duty? T07 people listed as present while away, T02 people with another task while away."""

from collections.abc import Iterator
from datetime import date

from core.checks.context import Absence, Context
from core.checks.finding import Finding, Level, found
from core.checks.outline import outline
from core.checks.people import people_of
from core.records.content import Record, present, read_day
from core.records.kind import Kind
from core.records.rule import Away, Span


def check_duty(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find people who had not come yet, had left, or were on leave or training on the record's day (T07, T02).

    Who is listed as present is T07; who led, wrote or spoke without being on a list can't be in two places (T02). A
    record that itself tells of somebody's absence is not asked.
    """
    day = read_day(record.values.get(kind.dated))
    if day is None or any(isinstance(rule, Away) for rule in kind.rules):
        return
    listed = {
        person: field.key for field in outline(kind).attendances for person in present(record.values.get(field.key))
    }
    there = dict(listed)
    for rule in kind.rules:
        if isinstance(rule, Span):
            for person, key in people_of(rule, kind, record).items():
                there.setdefault(person, key)
    away = _away(record, context, day)
    for person, key in there.items():
        yield from _check_term(person, key, record, context, day)
        absence = away.get(person)
        if absence:
            yield found(
                record.id,
                "T07.away" if person in listed else "T02.away",
                Level.ERROR,
                (key,),
                person=context.name(person),
                since=absence.since.isoformat(),
                until=absence.until.isoformat(),
                number=absence.number,
            )


def _check_term(person: str, key: str, record: Record, context: Context, day: date) -> Iterator[Finding]:
    """Find that a person had not taken up work yet, or no longer belonged to the school (T07)."""
    known = context.people.get(person)
    if known is None or known.here_on(day):
        return
    if known.since and day < known.since:
        told = {"person": known.name, "since": known.since.isoformat()}
        yield found(record.id, "T07.not_yet_here", Level.ERROR, (key,), **told)
    elif known.until:
        told = {"person": known.name, "until": known.until.isoformat()}
        yield found(record.id, "T07.left", Level.ERROR, (key,), **told)


def _away(record: Record, context: Context, day: date) -> dict[str, Absence]:
    """Return who is away on a day, by person, as other records have it."""
    return {
        absence.person: absence
        for absence in context.absences
        if absence.since <= day <= absence.until and not (absence.number and absence.number == record.number)
    }
