"""Saying in one step that there was nothing in a month (零报告, D§7.2)."""

from datetime import date
from typing import Any

from core.base.clock import today
from core.base.errors import MoveNotReady
from core.records.catalogue import find_kind
from core.records.content import Record, Values, is_empty, read_month
from core.records.due import later
from core.records.field import Automatic, Choice, Field, Formula, Integer, Month, People, Person
from core.records.kind import Kind
from core.records.usual import SCOPE
from core.records.workflow import Effect
from core.services import drafts, records
from core.store import people
from core.store import records as shelf
from core.store.records import Filter
from core.store.vault import Vault

SAID_AHEAD = 3
"""Days before the end of a month from which on it may be said that there was nothing in it."""

CLOSED_SCOPE = "none"
"""Who may read what nobody has decided about: nobody outside."""


def say_none(vault: Vault, kind: str, month: str) -> Record:
    """Return the month's record that says there was nothing; it is begun and finished when there is none yet.

    `kind` is one that speaks for another (`Kind.nil_of`), `month` is "2008-09". Who looked, and how often, is carried
    over from last time; the first time it is the principal, once. What lacks something, and a month in which there
    was something after all or that is not nearly over, is left as a draft. Done twice it changes nothing. Raises
    UnknownKind, BadValue, DiskFull.
    """
    found = find_kind(kind)
    key = month_key(found)
    with vault.look() as session:
        asked = Filter(kinds=(found.key,))
        for record in shelf.iterate(session, asked):
            if record.values.get(key) == month and record.state != "void":
                return record
        last = shelf.latest(session, found.key)
        principal = people.get_school(session).principal
    carried = last.values if last else {}
    usual = {field.key: _usual(field, principal) for field in found.fields() if _is_open(found, field, carried)}
    said = {name: value for name, value in usual.items() if not is_empty(value)}
    begun = drafts.begin(vault, found.key, values={**said, key: month})
    if _found_something(found, begun.values) or not nearly_over(month, today(vault.clock)):
        return begun
    finish = next(move for move in found.workflow.open_moves(begun.state) if move.effect is Effect.NUMBER)
    try:
        return records.move(vault, begun.id, finish.key, revision=begun.revision)
    except MoveNotReady:
        return begun


def nearly_over(month: str, day: date) -> bool:
    """Tell whether a month ("2008-09") is over or has so few days left that one may speak for it."""
    first = read_month(month)
    return first is not None and later(first, months=1, days=-1 - SAID_AHEAD) < day


def month_key(kind: Kind) -> str:
    """Return the key of the field that names the month a record speaks of; KeyError when the kind has none."""
    for field in kind.fields():
        if isinstance(field, Month):
            return field.key
    raise KeyError(kind.key)


def _is_open(kind: Kind, field: Field, carried: Values) -> bool:
    """Tell whether a field has to be said and comes from nowhere else."""
    return field.required and (field.key not in kind.carried or is_empty(carried.get(field.key)))


def _usual(field: Field, principal: str) -> Any:
    """Return what stands in a field when there was nothing to tell; None where only a person can say it."""
    match field:
        case People():
            return [principal]
        case Person():
            return principal
        case Integer(low=low):
            return low
        case Choice(key=SCOPE.key):
            return CLOSED_SCOPE
        case _:
            return None


def _found_something(kind: Kind, values: Values) -> bool:
    """Tell whether the program itself counts something in the month."""
    counted = (field for field in kind.fields() if isinstance(field, Automatic) and field.formula is Formula.COUNT)
    return any(values.get(field.key) for field in counted)
