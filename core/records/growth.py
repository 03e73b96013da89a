"""How values written under an older definition of a kind become values of the newer one."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec


class _Step(msgspec.Struct, frozen=True, tag_field="type", kw_only=True):
    """What every step shares: the version of the kind that it leads to. A column of a grid goes by "grid.column"."""

    to: int


class Renamed(_Step, frozen=True, tag="renamed", kw_only=True):
    """A field has a new name; a column stays in its grid."""

    old: str
    new: str


class Dropped(_Step, frozen=True, tag="dropped", kw_only=True):
    """A field went away; what stood in it is kept under `_was.<key>` and never lost."""

    key: str


class Revalued(_Step, frozen=True, tag="revalued", kw_only=True):
    """A choice's stored value has a new name."""

    key: str
    old: str
    new: str


Growth = Renamed | Dropped | Revalued

KEPT = "_was."
"""Prefix of values whose field went away."""


def grow(steps: Sequence[Growth], values: dict[str, Any], *, found: int) -> dict[str, Any]:
    """Return the values as the newest definition names them; `found` is the version they were written under."""
    grown = dict(values)
    for step in sorted(steps, key=lambda step: step.to):
        if step.to <= found:
            continue
        path = step.old if isinstance(step, Renamed) else step.key
        for holder, key in _holders(grown, path):
            _take(step, holder, key)
    return grown


def _holders(values: dict[str, Any], path: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield what holds the value of a path and under which key: the record, or each row of a grid; rows are copied."""
    key, _, column = path.partition(".")
    if not column:
        yield values, key
    elif isinstance(values.get(key), list):
        values[key] = [dict(row) if isinstance(row, dict) else row for row in values[key]]
        yield from ((row, column) for row in values[key] if isinstance(row, dict))


def _take(step: Growth, holder: dict[str, Any], key: str) -> None:
    """Do one step with the value that stands under a key."""
    if key not in holder:
        return
    match step:
        case Renamed(new=new):
            holder[new.rpartition(".")[2]] = holder.pop(key)
        case Dropped():
            holder[KEPT + key] = holder.pop(key)
        case Revalued(old=old, new=new):
            said = holder[key]
            if isinstance(said, list):
                holder[key] = [new if one == old else one for one in said]
            elif said == old:
                holder[key] = new
