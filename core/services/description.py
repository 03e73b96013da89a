"""What the program knows, for other programs: campaigns, kinds of record, rules, and the schema of data.json."""

from typing import Any

import msgspec

from core.base.version import PROGRAM
from core.base.words import Words
from core.campaign.reader import presets
from core.campaign.skeleton import skeletons
from core.campaign.template import Template
from core.checks.declared import RULES, Basis, Where
from core.records.catalogue import built_in
from core.records.kind import Kind
from core.records.packet import schema


class RuleLine(msgspec.Struct, frozen=True, kw_only=True):
    """One check rule."""

    number: str
    level: str
    title: Words
    basis: tuple[Basis, ...]
    """What it stands on, see `core.checks.declared.rule.Basis`."""
    where: Where
    """Who judges it, see `core.checks.declared.rule.Where`."""
    tested: tuple[str, ...]
    """Files of the tests that hold it."""


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `describe` prints."""

    program: str
    campaigns: tuple[Template, ...]
    """Those that are shipped whole, with their activities."""
    skeletons: tuple[str, ...]
    """Titles of the blank campaigns to begin from."""
    kinds: tuple[Kind, ...]
    rules: tuple[RuleLine, ...]
    document: dict[str, Any]
    """JSON Schema of data.json."""


def describe() -> Description:
    """Return what the program knows."""
    return Description(
        program=PROGRAM,
        campaigns=presets(),
        skeletons=tuple(skeleton.title for skeleton in skeletons()),
        kinds=tuple(built_in().values()),
        rules=tuple(
            RuleLine(
                number=rule.number,
                level="/".join(str(level) for level in rule.levels),
                title=rule.words,
                basis=rule.basis,
                where=rule.where,
                tested=rule.tested,
            )
            for rule in RULES.values()
        ),
        document=schema(),
    )
