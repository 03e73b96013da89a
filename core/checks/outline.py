"""What the checks look at in a kind, worked out once for each kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.records.content import Record
from core.records.field import Attendance, Field, Files, Grid, LongText, Text
from core.records.kind import Kind
from core.records.rule import Ledger, RestsOn, Span

_MOST = 256
"""Kinds remembered at a time; beyond that all are worked out anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The fields of a kind by what the checks want of them."""

    order: Mapping[str, int]
    """Place of every field in the form."""
    required: tuple[tuple[Field, tuple[str, ...]], ...]
    """Fields that must say something, and grids with columns that must, with those columns."""
    attendances: tuple[Attendance, ...]
    files: tuple[Files, ...]
    written: tuple[tuple[Field, tuple[str, ...]], ...]
    """Fields that hold typed text, with the columns that do where it is a grid."""
    private: frozenset[tuple[str, ...]]
    """Fields, and columns of grids, whose texts are masked in public versions: (field,) or (grid, column)."""
    meets: bool
    """It tells of something that takes place on its day, from an hour to an hour."""
    elsewhere: bool
    """It tells of something that takes place on another day than its own."""
    ledger: bool
    """It is an item of a ledger."""
    months: tuple[str, ...]
    """Fields with a month on which its day rests (T12)."""


_known: dict[int, tuple[Kind, Outline]] = {}
# By identity, for the hash of a kind would walk its whole tree; the kind is kept too, so that its id stays its own.


def outline(kind: Kind) -> Outline:
    """Return the outline of a kind."""
    found = _known.get(id(kind))
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        found = _known[id(kind)] = (kind, _draw(kind))
    return found[1]


def is_finished(kind: Kind, record: Record) -> bool:
    """Tell whether a record was finished and is not being changed just now."""
    return not kind.workflow.state(record.state).open


def _draw(kind: Kind) -> Outline:
    """Work out the outline of a kind."""
    fields = tuple(kind.fields())
    required = [(field, _required_columns(field)) for field in fields]
    return Outline(
        order={field.key: place for place, field in enumerate(fields)},
        required=tuple((field, columns) for field, columns in required if field.required or columns),
        attendances=tuple(field for field in fields if isinstance(field, Attendance)),
        files=tuple(field for field in fields if isinstance(field, Files)),
        written=tuple((field, _written_columns(field)) for field in fields if _holds_text(field)),
        private=frozenset(
            {(field.key,) for field in fields if field.private}
            | {
                (field.key, column.key)
                for field in fields
                if isinstance(field, Grid)
                for column in field.columns
                if column.private or field.private
            }
        ),
        meets=any(isinstance(rule, Span) for rule in kind.rules),
        elsewhere=any(isinstance(rule, Span) and rule.date != kind.dated for rule in kind.rules),
        ledger=any(isinstance(rule, Ledger) for rule in kind.rules),
        months=tuple(rule.month for rule in kind.rules if isinstance(rule, RestsOn) and rule.month),
    )


def _holds_text(field: Field) -> bool:
    """Tell whether a person types text into a field."""
    return isinstance(field, Text | LongText | Attendance | Files) or bool(_written_columns(field))


def _required_columns(field: Field) -> tuple[str, ...]:
    """Return the columns of a grid that must say something in every row."""
    return tuple(column.key for column in field.columns if column.required) if isinstance(field, Grid) else ()


def _written_columns(field: Field) -> tuple[str, ...]:
    """Return the columns of a grid that hold typed text."""
    if not isinstance(field, Grid):
        return ()
    return tuple(column.key for column in field.columns if isinstance(column, Text | LongText))
