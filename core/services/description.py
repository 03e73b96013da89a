"""What the program knows, for other programs: kinds of record, rules, and the schema of data.json."""

from typing import Any

import msgspec

from core.base.version import PROGRAM
from core.base.words import Words
from core.checks.declared import RULES
from core.records.catalogue import kinds
from core.records.kind import Kind
from core.records.packet import schema


class RuleLine(msgspec.Struct, frozen=True, kw_only=True):
    """One check rule."""

    number: str
    level: str
    title: Words


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `describe` prints."""

    program: str
    kinds: tuple[Kind, ...]
    rules: tuple[RuleLine, ...]
    document: dict[str, Any]
    """JSON Schema of data.json."""


def describe() -> Description:
    """Return what the program knows."""
    return Description(
        program=PROGRAM,
        kinds=tuple(kinds().values()),
        rules=tuple(
            RuleLine(number=rule.number, level="/".join(str(level) for level in rule.levels), title=rule.words)
            for rule in RULES.values()
        ),
        document=schema(),
    )
