"""Values that the program works out and nobody types."""

import itertools
from collections.abc import Collection
from typing import assert_never

from core.records.content import Record, Values, minutes_of, read_day
from core.records.field import Automatic, Formula
from core.records.kind import Kind
from core.records.rule import Span
from core.store import numbering, projection
from core.store.counting import Counting
from core.store.engine import Session


def automatic_values(session: Session, kind: Kind, record: Record) -> Values:
    """Return the kind's automatic values for a record as it stands now; those that can't be told yet are None.

    The number in the ledger is given once, when the record is registered, and stays.
    """
    counting = Counting(session, record)
    return {
        field.key: _work_out(session, kind, field, record, counting)
        for field in kind.fields()
        if isinstance(field, Automatic)
    }


def _work_out(session: Session, kind: Kind, field: Automatic, record: Record, counting: Counting) -> int | None:
    """Work out one value."""
    heading, day, subtype = projection.spine(kind, record.values)
    key = field.key
    match field.formula:
        case Formula.WEEKDAY:
            return day.weekday() if day else None
        case Formula.MINUTES:
            return _minutes(kind, record.values)
        case Formula.NTH_IN_MONTH:
            if day is None:
                return None
            place = numbering.place_in_month(session, record.kind, subtype=subtype, day=day, record=record.id)
            taken = numbering.said_in_month(session, record.kind, key, subtype=subtype, day=day, record=record.id)
            return _free(place, taken)
        case Formula.DAY_OF_TOPIC:
            if day is None or not heading:
                return None
            place = numbering.days_before(session, record.kind, heading=heading, day=day, record=record.id) + 1
            said = numbering.said_of_heading(session, record.kind, key, heading=heading, record=record.id)
            return said[day] if day in said else _free(place, said.values())
        case Formula.LEDGER_NO:
            there = record.values.get(key)
            return there if isinstance(there, int) else None
        case Formula.COUNT:
            return counting.count(field.count) if field.count else None
        case _:
            assert_never(field.formula)


def _free(place: int, said: Collection[int]) -> int:
    """Return the place by date, or the lowest number that no finished record says when that one is said already.

    What was finished, and perhaps printed and signed, keeps its number; one entered late takes another.
    """
    return place if place not in said else next(number for number in itertools.count(1) if number not in said)


def _minutes(kind: Kind, values: Values) -> int | None:
    """Return the minutes between the ends of the record's span; None unless the end lies after the start."""
    for rule in kind.rules:
        if isinstance(rule, Span) and read_day(values.get(rule.date)):
            start, end = minutes_of(values.get(rule.start)), minutes_of(values.get(rule.end))
            if start is not None and end is not None and end > start:
                return end - start
    return None
