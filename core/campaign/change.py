"""One thing that a newer edition changes."""

from dataclasses import dataclass
from enum import StrEnum

from core.base.words import Words


class Change(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a newer edition adds, takes away or changes."""

    what: Change
    part: str
    """Member of the template: activities, phases, thresholds …"""
    id: str = ""
    """Id or key of the thing within its list; empty for plain members."""
    name: str | Words = ""
    """Its name, for reading."""
    inside: tuple[tuple[str, Words], ...] = ()
    """Way to a part of the thing: list and name of each step, e.g. a form's field and an answer of it."""
    detail: str = ""
    """Which of its members, e.g. "quota.min"; empty when the whole thing came or went."""
    before: str | Words = ""
    after: str | Words = ""
    """Both empty when all that can be told is that something changed."""
