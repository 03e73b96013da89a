"""The fields of a kind by themselves: keys, words, lengths, options, what is counted."""

from collections.abc import Iterable, Iterator

from core.records.field import (
    ROW,
    Attendance,
    Automatic,
    Choice,
    Date,
    Field,
    Files,
    Formula,
    Grid,
    Integer,
    LongText,
    Month,
    Option,
    Text,
)
from core.records.kind import Kind
from core.records.link import Count, Source
from core.records.rule import Span
from core.records.soundness.place import EMPTY, TWICE, Fault, check_path, check_twice
from core.records.soundness.spine import KEY
from core.records.workflow import HISTORY

RESERVED = frozenset({"number", "state"})
"""Keys that stand for the record's own number and state in lists."""


def check_fields(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the sections and fields of a kind."""
    if not kind.sections:
        yield "sections", EMPTY
    yield from check_twice("sections", (section.key for section in kind.sections))
    seen: set[str] = set()
    for number, section in enumerate(kind.sections):
        at = f"sections[{number}]"
        if not section.words.zh or not section.words.en:
            yield f"{at}.words", EMPTY
        for place, field in enumerate(section.fields):
            where = f"{at}.fields[{place}]"
            if field.key in seen:
                yield f"{where}.key", TWICE
            seen.add(field.key)
            yield from check_field(field, where)
            yield from _check_worked_out(kind, field, where)
        yield from _check_rows(section.rows, {field.key for field in section.fields}, at)


def check_field(field: Field, at: str, *, column: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with one field, a column of a grid, or a question."""
    if not KEY.fullmatch(field.key):
        yield f"{at}.key", "key_shape"
    if field.key == ROW or (field.key in RESERVED and not column):
        yield f"{at}.key", "reserved"
    if not field.words.zh or not field.words.en:
        yield f"{at}.words", EMPTY
    if field.note is not None and not (field.note.zh and field.note.en):
        yield f"{at}.note", EMPTY
    yield from _check_type(field, at, column=column)


def _check_type(field: Field, at: str, *, column: bool) -> Iterator[Fault]:
    """Yield what is wrong with what only fields of one type have."""
    match field:
        case Text() | LongText() | Integer():
            bounded = isinstance(field, Integer) or field.high
            if field.low > field.high and bounded:
                yield f"{at}.low", "low_over_high"
        case Choice():
            yield from _check_options(field.options, f"{at}.options")
        case Files():
            yield from _check_options(field.types, f"{at}.types")
        case Attendance():
            yield from _check_options(field.reasons, f"{at}.reasons")
            if not set(field.excused) <= {option.value for option in field.reasons}:
                yield f"{at}.excused", "no_such_option"
        case Grid():
            yield from _check_columns(field, at)
        case Automatic():
            yield from _check_automatic(field, at, column=column)
        case _:
            pass


def _check_automatic(field: Automatic, at: str, *, column: bool) -> Iterator[Fault]:
    """Yield what is wrong with a value that the program works out."""
    if column:
        yield at, "automatic_column"
    if field.required:
        yield f"{at}.required", "never_typed"
    if (field.formula is Formula.COUNT) != (field.count is not None):
        yield f"{at}.count", "not_used" if field.count else EMPTY


def check_source(kind: Kind, source: Source, at: str) -> Iterator[Fault]:
    """Yield what is wrong with where a count or a gathering looks, as far as this kind is concerned."""
    yield from check_path(kind, f"{at}.month", source.month, (Month,), optional=True)
    yield from check_path(kind, f"{at}.since", source.since, (Date,), optional=True)
    yield from check_path(kind, f"{at}.until", source.until, (Date,), optional=True)
    yield from check_path(kind, f"{at}.refs", source.refs, None, optional=True)
    if bool(source.since) != bool(source.until):
        yield f"{at}.until" if source.since else f"{at}.since", EMPTY
    if source.month and source.since:
        yield f"{at}.since", "two_times"
    if source.by and not (source.month or source.since):
        yield f"{at}.by", "no_time"


def _check_columns(field: Grid, at: str) -> Iterator[Fault]:
    """Yield what is wrong with the columns of a grid."""
    if not field.columns:
        yield f"{at}.columns", EMPTY
    yield from check_twice(f"{at}.columns", (column.key for column in field.columns))
    for number, column in enumerate(field.columns):
        yield from check_field(column, f"{at}.columns[{number}]", column=True)
    if field.append_only and field.required:
        yield f"{at}.required", "never_typed"
    if field.key == HISTORY and not field.append_only:
        yield at, "history_typed"


def _check_options(options: tuple[Option, ...], at: str) -> Iterator[Fault]:
    """Yield what is wrong with a list of answers."""
    if not options:
        yield at, EMPTY
    yield from check_twice(at, (option.value for option in options))
    for number, option in enumerate(options):
        if not option.value or not option.words.zh or not option.words.en:
            yield f"{at}[{number}]", EMPTY


def _check_rows(rows: Iterable[tuple[str, ...]], there: set[str], at: str) -> Iterator[Fault]:
    """Yield form rows that name fields of another section, or a field twice."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        for place, key in enumerate(row):
            if key not in there:
                yield f"{at}.rows[{number}][{place}]", "no_such_field"
            if key in seen:
                yield f"{at}.rows[{number}][{place}]", TWICE
            seen.add(key)


def _check_worked_out(kind: Kind, field: Field, at: str) -> Iterator[Fault]:
    """Yield what an automatic field lacks for being worked out."""
    if not isinstance(field, Automatic):
        return
    if field.formula is Formula.MINUTES and not any(isinstance(rule, Span) for rule in kind.rules):
        yield f"{at}.formula", "no_span"
    if isinstance(field.count, Count):
        yield from check_source(kind, field.count.source, f"{at}.count.source")
