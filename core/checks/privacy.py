"""Whose name must not be told? H03, within the records and in what leaves the house."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.checks.context import Context
from core.checks.finding import Finding, Level, Path, found
from core.checks.outline import outline
from core.checks.written import Written
from core.records.content import Person, Record
from core.records.field import Attendance, Field, Files, Grid
from core.records.kind import Kind
from core.records.masking import private_names, public_version, tells, tells_of_complaint
from core.records.rule import Hidden

SCOPE, NOT_PUBLIC = "publication_scope", "none"
"""Field of every record that says who may read it (D§2.0), and its value for nobody."""


def check_hidden(kind: Kind, record: Record, context: Context, written: Written) -> Iterator[Finding]:
    """Find names that are private somewhere, in the texts of a record that others read (H03).

    Our own people are named in many records; of them a text must not tell that they complain. At most one finding a
    text.
    """
    names = [(name, number) for name, number in context.hidden.items() if tells(written.whole, name)]
    if not names:
        return
    ours = {person.name for person in context.people.values()}
    for path, text in _read_by_others(kind, record, context, written):
        for name, number in names:
            if tells_of_complaint(text, name) if name in ours else tells(text, name):
                yield found(record.id, "H03.hidden_name", Level.ERROR, path, name=name, number=number)
                break


def _read_by_others(kind: Kind, record: Record, context: Context, written: Written) -> Iterator[tuple[Path, str]]:
    """Yield the texts that others read: those its kind names, and all but private ones of what is published or leaves.

    A kind names fields, or columns of grids ("items.matter").
    """
    scope = record.values.get(SCOPE)
    public = context.leaving or (bool(scope) and scope not in (NOT_PUBLIC, [NOT_PUBLIC]))
    named = {key for rule in kind.rules if isinstance(rule, Hidden) for key in rule.fields}
    private = outline(kind).private
    for path, text in written.texts:
        place = (str(path[0]), str(path[2])) if len(path) == 3 else (str(path[0]),)
        if (public or path[0] in named or ".".join(place) in named) and not {place, place[:1]} & private:
            yield path, text


def check_public(kind: Kind, record: Record, people: Mapping[str, Person]) -> tuple[Finding, ...]:
    """Return what of a record must not leave in a public version (H03); a masked one has nothing left.

    Private values that still say who it is, and their names in every other text.
    """
    masked = public_version(kind, record, people)
    names = private_names(kind, record, people)
    return tuple(
        found(record.id, "H03.private_value", Level.ERROR, path)
        if private
        else found(record.id, "H03.name_told", Level.ERROR, path, name=_first(names, told))
        for field in kind.fields()
        for path, told, private in _differences(field, record.values.get(field.key), masked.values.get(field.key))
    )


def _differences(field: Field, value: Any, masked: Any) -> Iterator[tuple[Path, Any, bool]]:
    """Yield where a value and its masked form differ: the path, the value there, and whether it is a private one."""
    key = field.key
    if value == masked:
        return
    match field:
        case Grid():
            for number, (row, other) in enumerate(zip(value or (), masked or (), strict=True)):
                for column in field.columns:
                    if row.get(column.key) != other.get(column.key):
                        yield (key, number, column.key), row.get(column.key), column.private
        case Attendance() if not field.private:
            yield from _rows((key, "absent"), value.get("absent"), masked.get("absent"))
        case Files() if not field.private:
            yield from _rows((key,), value, masked)
        case _:
            yield (key,), value, field.private


def _rows(path: Path, rows: Any, masked: Any) -> Iterator[tuple[Path, Any, bool]]:
    """Yield the texts of plain rows that differ."""
    for number, (row, other) in enumerate(zip(rows or (), masked or (), strict=True)):
        yield from (((*path, number, part), row[part], False) for part in row if row[part] != other[part])


def _first(names: tuple[str, ...], told: Any) -> str:
    """Return the first of these names that a text tells."""
    return next((name for name in names if tells(str(told), name)), "")
