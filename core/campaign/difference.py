"""What a newer edition of a campaign changes, part by part, to be seen before it is taken (D§5.3 rule 4)."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from core.campaign.change import Change, Difference
from core.campaign.kind_difference import PART as KINDS
from core.campaign.kind_difference import compare_kinds
from core.campaign.template import Template

_ASIDE = frozenset({"template_format", "format_version", "id"})
_SHORTEST = 120
"""Characters shown of a value."""


def compare(before: Template, after: Template) -> tuple[Difference, ...]:
    """Return what `after` changes about `before`, in the order of the template's members."""
    old: dict[str, Any] = msgspec.to_builtins(before)
    new: dict[str, Any] = msgspec.to_builtins(after)
    found: list[Difference] = []
    for part in new:
        if part == KINDS:
            found += compare_kinds(before.kinds, after.kinds)
        elif part not in _ASIDE:
            found += _part(part, old.get(part), new.get(part))
    return tuple(found)


def _part(part: str, old: Any, new: Any) -> Iterator[Difference]:
    """Yield what changed in one member of the template."""
    if old == new:
        return
    if part == "submission":  # the packets are what matters
        yield from _part("packets", (old or {}).get("packets"), (new or {}).get("packets"))
        return
    if _named(old) and _named(new):
        yield from _things(part, {_key(one): one for one in old}, {_key(one): one for one in new})
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from (
            Difference(what=Change.CHANGED, part=part, detail=detail, before=was, after=now)
            for detail, was, now in _details(old, new, "")
        )
    else:
        yield Difference(what=Change.CHANGED, part=part, before=_short(old), after=_short(new))


def _named(value: Any) -> bool:
    """Tell whether a value is a list of things with an id or a key."""
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) and _key(one) for one in value)


def _key(thing: Mapping[str, Any]) -> str:
    """Return what a thing of a list goes by."""
    return str(thing.get("id") or thing.get("key") or thing.get("source") or thing.get("title") or "")


def _things(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what changed in a list of things."""
    for key, thing in new.items():
        if key not in old:
            yield Difference(what=Change.ADDED, part=part, id=key, name=_name(thing))
            continue
        for detail, was, now in _details(old[key], thing, ""):
            yield Difference(
                what=Change.CHANGED, part=part, id=key, name=_name(thing), detail=detail, before=was, after=now
            )
    for key, thing in old.items():
        if key not in new:
            yield Difference(what=Change.REMOVED, part=part, id=key, name=_name(thing))


def _name(thing: Mapping[str, Any]) -> str:
    """Return a thing's name for reading."""
    return str(thing.get("name") or thing.get("title") or "")


def _details(old: Any, new: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (path, before, after) of the leaves in which two things differ; whole lists stand for themselves."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _details(old.get(key), new.get(key), f"{path}.{key}" if path else str(key))
    else:
        yield path, _short(old), _short(new)


def _short(value: Any) -> str:
    """Show a value on one line."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        said = (_name(one) or _key(one) if isinstance(one, Mapping) else str(one) for one in value)
        text = "、".join(one for one in said if one)
    else:
        text = str(value)
    return text if len(text) <= _SHORTEST else f"{text[: _SHORTEST - 1]}…"
