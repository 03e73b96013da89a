"""Who was there? W02 sign-in sheet, W03 absences, W04 host and recorder, T02 and T03 two things at once."""

from collections.abc import Iterator
from typing import Any

from core.base.errors import Particular
from core.checks.context import Context
from core.checks.context import Span as Stay
from core.checks.finding import Finding, Level, beside, found
from core.checks.outline import outline
from core.records.content import Record, is_empty, minutes_of, present, read_day
from core.records.field import Attendance, Grid, People, Person
from core.records.kind import Kind
from core.records.rule import Attends, Span


def check_attendance(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check every attendance of a record (W02, W03)."""
    for field in outline(kind).attendances:
        value = record.values.get(field.key)
        if isinstance(value, dict):
            yield from _check_counts(field.key, value, record, context)
            for number, row in enumerate(value.get("absent") or ()):
                if row.get("person"):
                    yield from _check_absence(field, number, row, record, context)


def _check_counts(key: str, value: dict[str, Any], record: Record, context: Context) -> Iterator[Finding]:
    """Check that expected = present + absent, and that the signatures were as many as the people (W02)."""
    expected = value.get("expected") or []
    for person in _twice(expected):
        yield found(record.id, "W02.expected_twice", Level.ERROR, (key,), person=context.name(person))
    away = [str(row.get("person") or "") for row in value.get("absent") or ()]
    repeated = _twice([person for person in away if person])
    for number, person in enumerate(away):
        path = (key, "absent", number)
        if not person:
            yield found(record.id, "W02.absent_nobody", Level.ERROR, path, row=number + 1)
        elif person not in expected:
            yield found(record.id, "W02.absent_not_expected", Level.ERROR, path, person=context.name(person))
        elif person in repeated and away.index(person) != number:
            yield found(record.id, "W02.absent_twice", Level.ERROR, path, person=context.name(person))
    signed, here = value.get("signed"), len(present(value))
    if isinstance(signed, int) and signed != here:
        yield found(record.id, "W02.signed_differs", Level.ERROR, (key,), signed=signed, present=here)


def _twice(people: list[str]) -> tuple[str, ...]:
    """Return who stands in a list more than once."""
    return tuple(dict.fromkeys(person for person in people if people.count(person) > 1))


def _check_absence(
    field: Attendance, number: int, row: dict[str, Any], record: Record, context: Context
) -> Iterator[Finding]:
    """Check that an absence has its reason and was made up (W03); an excused one only needs a word about it."""
    path = (field.key, "absent", number)
    name = context.name(row["person"])
    if is_empty(row.get("reason")):
        yield found(record.id, "W03.no_reason", Level.WARNING, path, person=name)
        return
    if not is_empty(row.get("makeup_on")) or not is_empty(row.get("makeup_method")):
        return
    if row["reason"] not in field.excused:
        yield found(record.id, "W03.no_makeup", Level.HINT, path, person=name)
    elif is_empty(row.get("note")):
        yield found(record.id, "W03.excuse_unsaid", Level.HINT, path, person=name)


def check_attends(rule: Attends, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check that host, recorder and speakers were present (W04, W06).

    Somebody who speaks in the discussion may also stand in another list of people, the observers'.
    """
    attendance = record.values.get(rule.attendance)
    if not isinstance(attendance, dict) or is_empty(attendance.get("expected")):
        return
    here = present(attendance)
    key, _, column = rule.person.partition(".")
    value = record.values.get(key)
    if not column:
        if value and value not in here:
            yield found(record.id, "W04.not_present", Level.ERROR, (key,), person=context.name(str(value)))
        return
    besides = {
        person for field in kind.fields() if isinstance(field, People) for person in record.values.get(field.key) or ()
    }
    for number, row in enumerate(value or ()):
        person = row.get(column)
        if person and person not in here and person not in besides:
            path = (key, number, column)
            yield found(record.id, "W06.speaker_not_present", Level.WARNING, path, person=context.name(str(person)))


def check_overlaps(rule: Span, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find people who were elsewhere at the same time (T02), and a place two meetings share (T03).

    Two stretches that only touch (one ends at 20:00, the next begins then) don't overlap. A shared place is not told
    again where shared people are.
    """
    day = read_day(record.values.get(rule.date))
    start, end = minutes_of(record.values.get(rule.start)), minutes_of(record.values.get(rule.end))
    if day is None or start is None or end is None or end <= start:
        return
    others: dict[str, list[Stay]] = {}
    for stay in context.spans:
        if stay.record != record.id and stay.day == day and stay.start < end and start < stay.end:
            others.setdefault(stay.record, []).append(stay)
    if not others:
        return
    here = people_of(rule, kind, record)
    place = _plain(record.values.get(rule.place)) if rule.place else ""
    for stays in others.values():
        first = stays[0]
        there = {stay.person for stay in stays}
        both = [person for person in here if person in there]
        taken = rule.place and place and any(_plain(stay.place) == place for stay in stays)
        if not both and not taken:
            continue
        told: dict[str, Particular] = {
            "number": first.number,
            "heading": first.heading,
            "start": _clock(first.start),
            "end": _clock(first.end),
        }
        if both:
            names = "、".join(context.name(person) for person in both)
            path = (here[both[0]],)
            told |= {"people": names, "count": len(both), "place": first.place}
            yield beside(found(record.id, "T02.two_places", Level.ERROR, path, **told), first.record)
        elif rule.place:
            told |= {"place": first.place}
            yield beside(found(record.id, "T03.place_taken", Level.HINT, (rule.place,), **told), first.record)


def people_of(rule: Span, kind: Kind, record: Record) -> dict[str, str]:
    """Return the field in which each person who was there stands first, by id."""
    found_in: dict[str, str] = {}
    for path in rule.people:
        key, _, column = path.partition(".")
        field, value = kind.field(key), record.values.get(key)
        people: tuple[str, ...] = ()
        match field:
            case Person():
                people = (str(value),) if value else ()
            case People():
                people = tuple(value or ())
            case Attendance():
                people = present(value)
            case Grid():
                people = tuple(str(row[column]) for row in value or () if row.get(column))
            case _:
                pass
        for person in people:
            found_in.setdefault(person, key)
    return found_in


def _plain(place: Any) -> str:
    """Return a place's name as it is compared: without blanks."""
    return "".join(str(place or "").split())


def _clock(minutes: int) -> str:
    """Write minutes after midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
