"""Everything a check may know besides the record itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.campaign.several import strictest
from core.campaign.template import Template, Thresholds
from core.records.content import LATE_AFTER, DayOff, Person


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
class Absence:
    """Somebody is not on duty from a day to a day, both included."""

    person: str
    since: date
    until: date
    reason: str
    """Stored value of the reason (leave, training, maternity …)."""
    number: str = ""
    """Number of the record that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """Another record that this one names, or that grew out of it, as far as a check must know it."""

    record: str
    number: str
    kind: str
    state: str
    heading: str = ""
    dated: date | None = None
    ended: bool = False
    """Nothing is awaited of it any more."""
    void: bool = False
    entered_at: datetime | None = None
    stood_since: datetime | None = None
    """Since when it has stood finished (`content.stood_since`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A record, or a row of one, that grew out of a row of this record."""

    offshoot: str
    """Key of the offshoot, or "link"."""
    row: str
    """Name of the row here; empty = this record as a whole."""
    by: Referred


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A text of this record that is much like one of another record, or of another person here."""

    group: str
    """What is compared: text (C01), words (C02), criticism (C05), measures (C08)."""
    path: tuple[str | int, ...]
    """The text here, e.g. ("discussion", 2, "text")."""
    share: float
    """Jaccard share of five-character windows, 0–1."""
    other: Referred
    other_path: tuple[str | int, ...] = ()
    person: str = ""
    """Whose words these are, where the group asks for it."""
    other_person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How much was entered on the day this record was entered (T06)."""

    records: int = 0
    first: date | None = None
    """Earliest and latest day of those records."""
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known at the moment of a check; built once from the vault, or by hand in a test."""

    now: datetime
    people: Mapping[str, Person] = field(default_factory=dict)
    """Everybody on the roster by id, those who left too."""
    campaigns: tuple[Template, ...] = ()
    """Those the record is judged by: in force now, or when it was finished."""
    words: frozenset[str] = frozenset()
    """Names of our own places and schools, as `places.vocabulary` makes them (C04); while there are none, nothing is
    strange."""
    spans: tuple[Span, ...] = ()
    """Of other records on the same day; void records left out."""
    absences: tuple[Absence, ...] = ()
    """Of anybody, around the record's day; void records left out."""
    days_off: tuple[DayOff, ...] = ()
    last_entry: datetime | None = None
    """When anything was last entered or changed."""
    batch: Batch = Batch()
    blobs: Mapping[str, BlobState] = field(default_factory=dict)
    """By SHA-256 (hex); a file that isn't here was not looked at."""
    muted: frozenset[str] = frozenset()
    """Rules whose hints the school doesn't want to see again."""
    ledger: LedgerCount = LedgerCount()
    """Of the record's own kind."""
    closed_alike: tuple[Referred, ...] = ()
    """Items of the same category closed within the year before this one was raised; `dated` = day of closing (E08)."""
    referred: Mapping[str, Referred] = field(default_factory=dict)
    """Records that this one names, by number."""
    followers: tuple[Follower, ...] = ()
    """What grew out of this record; what was voided since, too."""
    alike: tuple[Alike, ...] = ()
    """What its texts are like, from the lowest share a campaign asks about, gravest first; earlier and later ones."""
    leaving: bool = False
    """It is about to go out in a packet: whatever stands in it is read by others."""
    month_last: date | None = None
    """Latest day of a record in the month this one reports on (T12)."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """Names that are private somewhere in the vault, as `masking.private_names` reads them out of a record, with the
    number of the record that keeps them (H03)."""
    thresholds: Thresholds = field(init=False)
    """The numbers that count: the strictest of all campaigns."""
    off: frozenset[str] = field(init=False)
    """Rules that every campaign switched off."""
    on: frozenset[str] = field(init=False)
    """Rules of level O that a campaign opened."""

    def __post_init__(self) -> None:
        """Work out once what many rules ask."""
        switched = [frozenset(campaign.checks_off) for campaign in self.campaigns]
        opened = (rule for campaign in self.campaigns for rule in campaign.checks_on)
        object.__setattr__(self, "thresholds", strictest(self.campaigns))
        object.__setattr__(self, "off", frozenset.intersection(*switched) if switched else frozenset())
        object.__setattr__(self, "on", frozenset(opened))

    @property
    def today(self) -> date:
        """The local calendar day."""
        return self.now.date()

    @property
    def late_after(self) -> int:
        """Days after which an entry is late (T05)."""
        return self.thresholds.late_entry_days if self.campaigns else LATE_AFTER

    def name(self, person: str) -> str:
        """Return the name behind an id; an id nobody has shows itself."""
        found = self.people.get(person)
        return found.name if found else person

    def is_off(self, rule: str) -> bool:
        """Tell whether every campaign switched a rule off."""
        return rule in self.off

    def is_on(self, rule: str) -> bool:
        """Tell whether a campaign opened a rule that is off by itself (level O)."""
        return rule in self.on
