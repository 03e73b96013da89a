"""Where a fault lies, and what a path of a rule or a copy leads to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from core.records.field import Choice, Field, Grid
from core.records.kind import Kind

Fault: TypeAlias = tuple[str, str]
"""Path into the kind's data, and the code of the reason."""

NO_FIELD = "no_such_field"
WRONG_TYPE = "wrong_type"
TWICE = "twice"
EMPTY = "empty"


def fields_of(kind: Kind) -> Mapping[str, Field]:
    """Return a kind's fields by key; of two with one key the first."""
    found: dict[str, Field] = {}
    for field in kind.fields():
        found.setdefault(field.key, field)
    return found


def lead_to(kind: Kind, path: str) -> Field | None:
    """Return the field, or the column ("grid.column"), that a path leads to; None for none."""
    key, _, column = path.partition(".")
    field = fields_of(kind).get(key)
    if not column:
        return field
    if not isinstance(field, Grid):
        return None
    return next((one for one in field.columns if one.key == column), None)


def check_path(
    kind: Kind, at: str, path: str, types: tuple[type, ...] | None = None, *, optional: bool = False
) -> Iterator[Fault]:
    """Yield the fault of a path that leads nowhere, or to a field of another type than `types` (None = any)."""
    if not path:
        if not optional:
            yield at, EMPTY
        return
    found = lead_to(kind, path)
    if found is None:
        yield at, NO_FIELD
    elif types is not None and not isinstance(found, types):
        yield at, WRONG_TYPE


def check_option(kind: Kind, at: str, path: str, values: Iterable[str]) -> Iterator[Fault]:
    """Yield the fault of a value that a choice doesn't offer; for other fields than choices nothing."""
    found = lead_to(kind, path)
    if isinstance(found, Choice):
        offered = {option.value for option in found.options}
        if not set(values) <= offered:
            yield at, "no_such_option"


def check_twice(at: str, keys: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each key that stands in a list a second time."""
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            yield f"{at}[{number}]", TWICE
        seen.add(key)
