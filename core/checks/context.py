"""Everything a check may know besides the record itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.campaign.template import Template
from core.records.content import LATE_AFTER, Person


class BlobState(StrEnum):
    """What became of an attached file."""

    OK = "ok"
    MISSING = "missing"
    CHANGED = "changed"
    """Its bytes are no longer those that were attached."""
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Somebody was somewhere for a stretch of time, says one record."""

    person: str
    """Id; empty for a record that names a place but nobody in it."""
    day: date
    start: int
    """Minutes after midnight."""
    end: int
    place: str
    record: str
    number: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCount:
    """How many records of a ledger there are, and how many of them are long-term (void ones left out)."""

    total: int = 0
    long_term: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known at the moment of a check; built once from the vault, or by hand in a test."""

    now: datetime
    people: Mapping[str, Person] = field(default_factory=dict)
    """Everybody on the roster by id, those who left too."""
    campaign: Template | None = None
    spans: tuple[Span, ...] = ()
    """Of other records on the same day; void records left out."""
    last_entry: datetime | None = None
    """When anything was last entered or changed."""
    blobs: Mapping[str, BlobState] = field(default_factory=dict)
    """By SHA-256 (hex); a file that isn't here was not looked at."""
    muted: frozenset[str] = frozenset()
    """Rules whose hints the school doesn't want to see again."""
    ledger: LedgerCount = LedgerCount()
    """Of the record's own kind."""

    @property
    def today(self) -> date:
        """The local calendar day."""
        return self.now.date()

    @property
    def late_after(self) -> int:
        """Days after which an entry is late (T05)."""
        return self.campaign.thresholds.late_entry_days if self.campaign else LATE_AFTER

    def name(self, person: str) -> str:
        """Return the name behind an id; an id nobody has shows itself."""
        found = self.people.get(person)
        return found.name if found else person
