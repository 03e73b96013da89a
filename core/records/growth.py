"""How values written under an older definition of a kind become values of the newer one."""

from collections.abc import Sequence
from typing import Any

import msgspec


class _Step(msgspec.Struct, frozen=True, tag_field="type", kw_only=True):
    """What every step shares: the version of the kind that it leads to."""

    to: int


class Renamed(_Step, frozen=True, tag="renamed", kw_only=True):
    """A field has a new name."""

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
        match step:
            case Renamed(old=old, new=new):
                if old in grown:
                    grown[new] = grown.pop(old)
            case Dropped(key=key):
                if key in grown:
                    grown[KEPT + key] = grown.pop(key)
            case Revalued(key=key, old=old, new=new):
                if grown.get(key) == old:
                    grown[key] = new
    return grown
