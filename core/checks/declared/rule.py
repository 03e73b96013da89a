"""What is declared of a rule: number, title, levels, basis, who judges it, its codes, and who may switch it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.base.words import Words
from core.campaign.template import UNSWITCHABLE
from core.checks.finding import Level


class Basis(StrEnum):
    """What a rule stands on (D§3.2)."""

    SOURCE = "source"
    """源: the campaign's notice."""
    NORM = "norm"
    """规: law or standard."""
    CASE = "case"
    """案: a reported case or a table of deductions."""
    CUSTOM = "custom"
    """惯: custom."""
    PROPOSED = "proposed"
    """拟: proposed by domain.md."""
    KNOWN = "known"
    """知: known to those who do the work, not looked up word by word; what the office's notice says goes before."""


class Where(StrEnum):
    """Who judges a rule."""

    RECORD = "record"
    """The checks, over one record."""
    SCHOOL = "school"
    """The checks, over what the campaign asks of the school."""
    PACKET = "packet"
    """Whoever makes a packet, and the judge who reads it back."""
    PAGE = "page"
    """Whoever lays out the pages; they come out right or not at all."""
    SIGNATURE = "signature"
    """The judge of signed files."""
    STICK = "stick"
    """Whoever carries a file onto a stick."""
    DESK = "desk"
    """The county's desk, over what several schools handed in."""


CHECKED = frozenset({Where.RECORD, Where.SCHOOL, Where.DESK})
"""Where a rule speaks through findings; elsewhere through an error, a verdict, or pages that can't be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One rule of D§3.3."""

    number: str
    words: Words
    levels: tuple[Level, ...]
    """The levels of D§3.3, the gravest first."""
    basis: tuple[Basis, ...]
    codes: Mapping[str, tuple[str, ...]]
    """Every code it gives, with the names of its particulars; none where it doesn't speak through findings."""
    tested: tuple[str, ...]
    """Files of the tests that hold it, from the root of the project."""
    where: Where = Where.RECORD
    opened: Level | None = None
    """What it weighs once a county asks for it; only for rules of level O."""
    awaited: bool = False
    """A move of the workflow waits for it, so that there it stands in the way whatever its level."""

    @property
    def gives(self) -> frozenset[Level]:
        """Return every level a finding of it may have."""
        more = {self.opened} if self.opened else set()
        return (frozenset(self.levels) - {Level.OFF}) | more | ({Level.ERROR} if self.awaited else frozenset())

    @property
    def school_may_mute(self) -> bool:
        """Tell whether the school may switch off its hints (本校不再提示)."""
        return Level.HINT in self.levels and self.where in CHECKED

    @property
    def campaign_may_switch(self) -> bool:
        """Tell whether a campaign may leave it out: never those of D§5.3 rule 1, never what contradicts itself."""
        return self.number not in UNSWITCHABLE and Level.ERROR not in self.levels and self.where in CHECKED


E, W, I, O = Level.ERROR, Level.WARNING, Level.HINT, Level.OFF  # noqa: E741 -- the letters of D§3.2
SOURCE, NORM, CASE, CUSTOM, PROPOSED, KNOWN = Basis

_CHECKS = "tests/core/checks/"


def rule(
    number: str,
    zh: str,
    en: str,
    *,
    levels: tuple[Level, ...],
    basis: tuple[Basis, ...],
    tested: tuple[str, ...],
    codes: Mapping[str, tuple[str, ...]] | None = None,
    where: Where = Where.RECORD,
    opened: Level | None = None,
    awaited: bool = False,
) -> Declared:
    """Declare a rule; a test named without a folder is one of the checks' own."""
    return Declared(
        number=number,
        words=Words(zh, en),
        levels=levels,
        basis=basis,
        codes=MappingProxyType(dict(codes or {})),
        tested=tuple(path if "/" in path else f"{_CHECKS}{path}.py" for path in tested),
        where=where,
        opened=opened,
        awaited=awaited,
    )
