"""What a check found: a code with particulars; the sentence stands in the windows' messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from core.base.errors import Particular
from core.records.content import mark_path

Path = tuple[str | int, ...]
"""Leads to a value: ("materials", 1, "issued") is the column `issued` of the second row; () is the whole record."""


class Level(StrEnum):
    """How much a finding weighs (D§3.2)."""

    ERROR = "E"
    """Contradicts itself, or is no record without it: blocks finishing."""
    WARNING = "W"
    """An inspection would ask: finishing needs one sentence."""
    HINT = "I"
    """Custom; one grey line that the school may switch off."""
    OFF = "O"
    """Not to be asked for, unless the county's campaign opens it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a rule found in one record."""

    rule: str
    """Number as in D§3, e.g. T09."""
    level: Level
    code: str
    """What is wrong within the rule, e.g. material_after_session; all codes stand in `declared.RULES`."""
    record: str
    """Id of the record; empty when the finding is about a month or the school."""
    path: Path = ()
    particulars: Mapping[str, Particular] = field(default_factory=dict)
    """Values for the sentence: dates as ISO text, people as names (several joined by 、), numbers as they are."""
    requested: bool = False
    """Asked for only because the county's campaign says so (本县要求)."""
    other: str = ""
    """Id of another record it speaks of, so that a window may open that one, or lay both side by side."""
    other_path: Path = ()
    """Where in the other record; () is the whole of it."""

    def mark_in(self, values: Mapping[str, Any]) -> str:
        """Return the stable key under which a person's explanation is kept, e.g. "T11:materials.5f3a0b11.title".

        `values` are those of the record: rows go by their names, so that a sentence stays with its row.
        """
        return f"{self.rule}:{mark_path(self.path, values)}"

    @property
    def name(self) -> str:
        """Rule and code in one, e.g. "T09.material_after_session": the key of its sentence."""
        return f"{self.rule}.{self.code}"


def found(record: str, name: str, level: Level, path: Path = (), /, **particulars: Particular) -> Finding:
    """Return a finding about the record of this id; `name` is rule and code in one, e.g. "T05.late"."""
    rule, _, code = name.partition(".")
    return Finding(rule=rule, level=level, code=code, record=record, path=path, particulars=particulars)


def beside(finding: Finding, other: str, path: Path = ()) -> Finding:
    """Return a finding that also leads to another record, by its id, and to a place in it."""
    return replace(finding, other=other, other_path=path)
