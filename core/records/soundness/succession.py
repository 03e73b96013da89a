"""Whether a kind's newer version can take over what was written under an older one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.base.words import Words
from core.records.field import ROW, Choice, Field, Grid, LongText, Text
from core.records.growth import KEPT, grow
from core.records.kind import Kind
from core.records.soundness.place import lead_to

_MARK = "\0"
"""Begins what stands for a value; no stored value of a choice begins so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something of the older version of which the newer doesn't say what becomes of it."""

    path: str
    """Path into the newer kind's data."""
    reason: str
    about: Words
    """The field, answer or state it is about, as the older version calls it."""


def faults_since(older: Kind, newer: Kind) -> Iterator[Gap]:
    """Yield what would keep records of the older version from opening whole under the newer; nothing when all fits.

    A field, or a column of a list, that isn't there any more has to be renamed or dropped in the growth; so has one
    whose type is another one. An answer that went away needs a new value. States stay, for records stand in them.
    """
    landed = _landed(grow(newer.growth, _marked(older), found=older.version))
    for field in older.fields():
        yield from _check(older, newer, landed, field, field.key)
        if isinstance(field, Grid):
            for column in field.columns:
                yield from _check(older, newer, landed, column, f"{field.key}.{column.key}")
    states = {state.value for state in newer.workflow.states}
    for state in older.workflow.states:
        if state.value not in states:
            yield Gap(path="workflow.states", reason="state_gone", about=state.words)


def _marked(kind: Kind) -> dict[str, Any]:
    """Return values in which each field and column holds a mark with its own path; a grid's stands in its row."""
    return {
        field.key: [{ROW: _MARK + field.key} | {one.key: f"{_MARK}{field.key}.{one.key}" for one in field.columns}]
        if isinstance(field, Grid)
        else _MARK + field.key
        for field in kind.fields()
    }


def _landed(values: dict[str, Any]) -> dict[str, str]:
    """Return by mark the path under which it stands now."""
    found = {}
    for key, value in values.items():
        if isinstance(value, list):
            found.update({mark: key if column == ROW else f"{key}.{column}" for column, mark in value[0].items()})
        else:
            found[value] = key
    return found


def _check(older: Kind, newer: Kind, landed: dict[str, str], field: Field, path: str) -> Iterator[Gap]:
    """Yield what the newer version doesn't say of one field or column of the older."""
    at = landed.get(_MARK + path, "")
    if KEPT in at:
        return
    now = lead_to(newer, at)
    if now is None:
        yield Gap(path="growth", reason="field_untold", about=field.words)
    elif not _takes(field, now):
        yield Gap(path="growth", reason="type_untold", about=field.words)
    elif isinstance(field, Choice) and isinstance(now, Choice):
        offered = {option.value for option in now.options}
        for option in field.options:
            if _said(grow(newer.growth, _saying(path, option.value), found=older.version), at) not in offered:
                yield Gap(path="growth", reason="answer_untold", about=option.words)


def _takes(was: Field, now: Field) -> bool:
    """Tell whether a field can hold what another one held."""
    if isinstance(was, Choice) and isinstance(now, Choice):
        return now.multiple or not was.multiple
    return type(was) is type(now) or (isinstance(was, Text | LongText) and isinstance(now, Text | LongText))


def _saying(path: str, value: str) -> dict[str, Any]:
    """Return values in which only this field or column says something."""
    key, _, column = path.partition(".")
    return {key: [{column: value}]} if column else {key: value}


def _said(values: dict[str, Any], path: str) -> Any:
    """Return what a field or column says."""
    key, _, column = path.partition(".")
    return values[key][0][column] if column else values[key]
