"""What a newer edition changes about the kinds of record it brings, by the names that people read."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from core.base.words import Words
from core.campaign.change import Change, Difference
from core.records.field import Attendance, Choice, Field, Files, Grid, LongText, Option, Text
from core.records.kind import Kind, LedgerList, Section, Sheet
from core.records.workflow import Move, State, Workflow

PART = "kinds"

_TOLD = ("version", "words", "prefix", "privacy", "internal", "retention")
"""Members of a kind whose values are told."""
_NAMED = ("heading", "dated", "subtype", "leads")
"""Members of a kind that name one of its fields."""
_REST = ("rules", "place", "group", "line", "carried", "nil_of", "sign_in", "letter", "poster", "offshoots", "gathers")
"""Members of which only is told that they changed."""
_OF_FIELDS = ("words", "required", "advised", "multiple", "low", "high", "unit", "note")
"""Members of fields whose values are told."""


class _Thing(Protocol):
    """What goes by words."""

    @property
    def words(self) -> Words:
        """Its name."""


T = TypeVar("T", bound=_Thing)


def compare_kinds(before: Iterable[Kind], after: Iterable[Kind]) -> Iterator[Difference]:
    """Yield what changed about the kinds: forms, fields, answers, steps by name, the rest by what it belongs to."""
    old, new = ({kind.key: kind for kind in kinds} for kinds in (before, after))
    for key, kind in new.items():
        if key not in old:
            yield Difference(what=Change.ADDED, part=PART, id=key, name=kind.words)
            continue
        for one in _kind(old[key], kind):
            yield dataclasses.replace(one, id=key, name=kind.words)
    for key, kind in old.items():
        if key not in new:
            yield Difference(what=Change.REMOVED, part=PART, id=key, name=kind.words)


def _kind(old: Kind, new: Kind) -> Iterator[Difference]:
    """Yield what changed about one kind."""
    yield from _values(old, new, _TOLD)
    for name in _NAMED:
        if getattr(old, name) != getattr(new, name):
            yield _changed(name, _field_name(old, getattr(old, name)), _field_name(new, getattr(new, name)))
    yield from _things("fields", _by_key(old.fields()), _by_key(new.fields()), _field)
    yield from _things("sections", _by_key(old.sections), _by_key(new.sections), _words_of)
    if _arranged(old, new) != _arranged(new, old):
        yield _changed("sections")
    yield from _workflow(old.workflow, new.workflow)
    yield from _sheet(old.sheet, new.sheet)
    for name in _REST:
        if getattr(old, name) != getattr(new, name):
            yield _changed(name)


def _changed(detail: str, before: str | Words = "", after: str | Words = "") -> Difference:
    """Return the change of a member, with its values where they say something."""
    return Difference(what=Change.CHANGED, part=PART, detail=detail, before=before, after=after)


def _values(old: Any, new: Any, names: Sequence[str]) -> Iterator[Difference]:
    """Yield the members among these that changed, with what they say."""
    for name in names:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if was != now:
            yield _changed(name, _said(was), _said(now))


def _said(value: Any) -> str | Words:
    """Return a value as it is told."""
    return value if isinstance(value, Words) else "" if value is None else str(value)


def _field_name(kind: Kind, key: str | None) -> str | Words:
    """Return the name of the field a member names."""
    return kind.field(key).words if key else ""


def _by_key(things: Iterable[Any]) -> dict[str, Any]:
    """Return things by their keys."""
    return {thing.key: thing for thing in things}


def _things(
    part: str, old: Mapping[str, T], new: Mapping[str, T], changed: Callable[[T, T], Iterator[Difference]]
) -> Iterator[Difference]:
    """Yield what changed in a list of things with names; `changed` tells it of one that is in both."""
    for key, thing in new.items():
        step = (part, thing.words)
        if key not in old:
            yield Difference(what=Change.ADDED, part=PART, inside=(step,))
            continue
        for one in changed(old[key], thing):
            yield dataclasses.replace(one, inside=(step, *one.inside))
    for key, thing in old.items():
        if key not in new:
            yield Difference(what=Change.REMOVED, part=PART, inside=((part, thing.words),))


def _words_of(old: _Thing, new: _Thing) -> Iterator[Difference]:
    """Yield that a thing has another name."""
    if old.words != new.words:
        yield _changed("words", old.words, new.words)


def _whole(old: State | Move | LedgerList, new: State | Move | LedgerList) -> Iterator[Difference]:
    """Yield that a thing has another name, and that the rest of it changed."""
    yield from _words_of(old, new)
    if msgspec.structs.replace(old, words=new.words) != new:
        yield _changed("")


def _field(old: Field, new: Field) -> Iterator[Difference]:
    """Yield what changed about a field or a column."""
    if type(old) is not type(new):
        yield from _values(old, new, ("words", "required"))
        yield _changed("type", _type(old), _type(new))
        return
    yield from (_without_zero(new, one) for one in _values(old, new, _OF_FIELDS))
    told = {name: getattr(new, name) for name in _OF_FIELDS if hasattr(new, name)}
    for part, was, now in (("options", _answers(old), _answers(new)), ("columns", _columns(old), _columns(new))):
        yield from _things(part, was, now, _words_of if part == "options" else _field)
    for name in ("options", "reasons", "types", "columns"):
        if hasattr(new, name):
            told[name] = getattr(new, name)
    if msgspec.structs.replace(old, **told) != new:
        yield _changed("settings")


def _without_zero(field: Field, one: Difference) -> Difference:
    """Return the change of a text's length with nothing in place of 0, which means none is usual."""
    if one.detail not in {"low", "high"} or not isinstance(field, Text | LongText):
        return one
    before, after = ("" if said == "0" else said for said in (one.before, one.after))
    return dataclasses.replace(one, before=before, after=after)


def _type(field: Field) -> str:
    """Return the name of a field's type in the file."""
    return str(type(field).__struct_config__.tag)


def _answers(field: Field) -> dict[str, Option]:
    """Return the answers a field offers."""
    match field:
        case Choice(options=options) | Files(types=options) | Attendance(reasons=options):
            return {option.value: option for option in options}
        case _:
            return {}


def _columns(field: Field) -> dict[str, Any]:
    """Return the columns of a grid."""
    return _by_key(field.columns) if isinstance(field, Grid) else {}


def _arranged(kind: Kind, other: Kind) -> list[Any]:
    """Return in which parts and rows the fields stand, as far as another version has the same."""
    fields, sections = {field.key for field in other.fields()}, {section.key for section in other.sections}

    def kept(section: Section) -> Any:
        rows = [[key for key in row if key in fields] for row in section.rows]
        return [field.key for field in section.fields if field.key in fields], [row for row in rows if row]

    return [(section.key, *kept(section)) for section in kind.sections if section.key in sections]


def _workflow(old: Workflow, new: Workflow) -> Iterator[Difference]:
    """Yield what changed about states and steps."""
    states, now = ({state.value: state for state in flow.states} for flow in (old, new))
    yield from _things("states", states, now, _whole)
    yield from _things("moves", _by_key(old.moves), _by_key(new.moves), _whole)
    if msgspec.structs.replace(old, states=new.states, moves=new.moves) != new:
        yield _changed("workflow")


def _sheet(old: Sheet, new: Sheet) -> Iterator[Difference]:
    """Yield what changed about the printed sheet and the printed lists."""
    if msgspec.structs.replace(old, lists=new.lists) != new:
        yield _changed("sheet")
    yield from _things("lists", _by_key(old.lists), _by_key(new.lists), _whole)
