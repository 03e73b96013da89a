"""Values of a kind in and out: checks each against its field and says which one doesn't fit."""

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from core.base.errors import BadValue, NewerKind
from core.records.content import Values, is_empty, minutes_of, read_day, read_month
from core.records.field import (
    ROW,
    Attendance,
    Automatic,
    Choice,
    Date,
    Field,
    Files,
    Grid,
    Integer,
    LongText,
    Month,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
from core.records.growth import grow
from core.records.kind import Kind

_ABSENT_KEYS = ("person", "reason", "note", "makeup_on", "makeup_method")
_FILE_KEYS = ("blob", "name", "title", "type", "mime", "on", "taken")


def decode(kind: Kind, values: Mapping[str, Any], *, version: int) -> Values:
    """Return stored or received values as the kind's present version names them.

    Values of fields the kind doesn't know are kept as they are. Raises BadValue (a value doesn't fit its field)
    and NewerKind (written with a newer definition than this one).
    """
    if version > kind.version:
        raise NewerKind(kind=kind.key, found=version, known=kind.version)
    grown = grow(kind.growth, dict(values), found=version)
    check(kind, grown)
    return grown


def check(kind: Kind, values: Mapping[str, Any]) -> None:
    """Raise BadValue for the first value that doesn't fit its field; empty values always fit."""
    _check_fields(kind, kind.fields(), values, path="")


def _check_fields(kind: Kind, fields: Iterable[Field], values: Mapping[str, Any], *, path: str) -> None:
    """Check the values of these fields; `path` leads to them, with dots."""
    for field in fields:
        value = values.get(field.key)
        if is_empty(value):
            continue
        where = f"{path}{field.key}"
        if isinstance(field, Grid):
            _check_grid(kind, field, value, path=where)
        elif not _fits(field, value):
            raise BadValue(kind=kind.key, path=where, value=_short(value))


def _check_grid(kind: Kind, field: Grid, value: Any, *, path: str) -> None:
    """Check every row of a grid."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise BadValue(kind=kind.key, path=path, value=_short(value))
    for number, row in enumerate(value):
        if not isinstance(row.get(ROW, ""), str):
            raise BadValue(kind=kind.key, path=f"{path}.{number}.{ROW}", value=_short(row[ROW]))
        _check_fields(kind, field.columns, row, path=f"{path}.{number}.")


def _fits(field: Field, value: Any) -> bool:
    """Tell whether a value that is not empty has the shape its field stores."""
    match field:
        case Text() | LongText() | Person() | Reference():
            return isinstance(value, str) and _is_whole(value)
        case Date():
            return read_day(value) is not None
        case Month():
            return read_month(value) is not None
        case Time():
            return minutes_of(value) is not None
        case Integer():
            return isinstance(value, int) and not isinstance(value, bool)
        case Toggle():
            return isinstance(value, bool)
        case Choice(options=options, multiple=multiple):
            known = {option.value for option in options}
            return set(value) <= known if multiple and _strings(value) else isinstance(value, str) and value in known
        case People():
            return _strings(value)
        case Attendance():
            return _fits_attendance(value)
        case Files():
            return isinstance(value, list) and all(_fits_file(row) for row in value)
        case Automatic():
            return isinstance(value, int | str) and not isinstance(value, bool)
        case Grid():
            return isinstance(value, list)
        case _:
            assert_never(field)


def _is_whole(text: str) -> bool:
    """Tell whether every character of a text is a whole one; half of a pair can't be written anywhere."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _strings(value: Any) -> bool:
    """Tell whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _fits_attendance(value: Any) -> bool:
    """Tell whether a value has the shape of an attendance."""
    return (
        isinstance(value, dict)
        and _strings(value.get("expected", []))
        and isinstance(value.get("absent", []), list)
        and all(isinstance(row, dict) and _texts(row, _ABSENT_KEYS) for row in value.get("absent", []))
        and isinstance(value.get("signed"), int | None)
    )


def _fits_file(row: Any) -> bool:
    """Tell whether a value has the shape of one attachment."""
    return isinstance(row, dict) and _texts(row, _FILE_KEYS)


def _texts(row: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    """Tell whether a row holds texts, or nothing, under these keys and no others."""
    return set(row) <= set(keys) and all(
        value is None or (isinstance(value, str) and _is_whole(value)) for value in row.values()
    )


def _short(value: Any) -> str:
    """Show the beginning of a value that doesn't fit."""
    text = str(value).encode(errors="replace").decode()
    return text if len(text) <= 40 else f"{text[:39]}…"
