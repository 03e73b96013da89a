"""Petitions and disputes: H01 told in time, H02 answered in time, H04 looked into by two who are no party."""

from collections.abc import Iterator
from typing import Any

from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.checks.outline import is_finished
from core.records.content import Record, is_empty, read_day
from core.records.kind import Kind
from core.records.masking import person_names
from core.records.rule import Informed, Investigated, Settled

REFUSED = "refused"
"""State of a petition that was not taken on (不予受理)."""


def check_informed(rule: Informed, record: Record, context: Context) -> Iterator[Finding]:
    """Find a petitioner who was not told in time whether the petition is taken on (H01)."""
    received, told = read_day(record.values.get(rule.received)), read_day(record.values.get(rule.told))
    if received is None:
        return
    days = ((told or context.today) - received).days
    if days <= rule.days:
        return
    known = {"received": received.isoformat()}
    if told:
        known["told"] = told.isoformat()
    name = "H01.told_late" if told else "H01.not_told"
    yield found(record.id, name, Level.WARNING, (rule.told,), days=days, least=rule.days, **known)


def check_settled(rule: Settled, record: Record, context: Context) -> Iterator[Finding]:
    """Find a petition that was taken on and not answered in time (H02); an extension has its day or its yes.

    One that was not taken on is owed no answer, though its petitioner was told on a day.
    """
    if record.state == REFUSED:
        return
    accepted, answered = read_day(record.values.get(rule.accepted)), read_day(record.values.get(rule.answered))
    if accepted is None:
        return
    extended = record.values.get(rule.extended)
    least = rule.days + (rule.more if extended is True or (isinstance(extended, str) and extended.strip()) else 0)
    days = ((answered or context.today) - accepted).days
    if days <= least:
        return
    known = {"accepted": accepted.isoformat()}
    if answered:
        known["answered"] = answered.isoformat()
    name = "H02.answered_late" if answered else "H02.not_answered"
    yield found(record.id, name, Level.WARNING, (rule.answered,), days=days, least=least, **known)


def check_investigators(rule: Investigated, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find too few people who look into a dispute, or a party among them (H04).

    While nobody is named, W01 says so where it must be; else it is time enough once the record is finished.
    """
    people = tuple(dict.fromkeys(record.values.get(rule.people) or ()))
    if not people and (kind.field(rule.people).required or not is_finished(kind, record)):
        return
    if len(people) < rule.least:
        told = {"count": len(people), "least": rule.least}
        yield found(record.id, "H04.few_investigators", Level.WARNING, (rule.people,), **told)
    parties = set(_parties(rule, record))
    parties |= {name for one in parties for name in person_names(str(one), named=True)}  # 教师苏𬍛, 苏𬍛老师
    for person in people:
        name = context.name(person)
        if person in parties or name in parties:
            yield found(record.id, "H04.party_investigates", Level.WARNING, (rule.people,), person=name)


def _parties(rule: Investigated, record: Record) -> Iterator[Any]:
    """Yield the parties to a dispute: ids, or names as they were typed."""
    key, _, column = rule.parties.partition(".")
    value = record.values.get(key)
    told = [row.get(column) for row in value or ()] if column else value if isinstance(value, list) else [value]
    yield from (one.strip() if isinstance(one, str) else one for one in told if not is_empty(one))
