"""A campaign as data: its phases, activities, quotas, deadlines, packets and thresholds (D§5.3)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from core.records.kind import Kind

FORMAT = "campaign-template"
VERSION = "0.2"
OLDER = frozenset({"0.1"})
"""Versions of the format that are read as well; they lack what was added since."""

UNSWITCHABLE = frozenset({"T05", "H03", "G03"})
"""Rules no campaign may switch off: late entry, privacy, small samples (D§5.3 rule 1)."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all parts share: a name nobody knows is a mistake, not something to pass over."""


class Binding(StrEnum):
    """How firmly the notice asks for an activity."""

    MUST = "must"
    """The notice asks it of the school in so many words."""
    FOLLOW = "follow"
    """Asked of the office; schools follow its example, or custom."""
    OPTIONAL = "optional"
    """Asked of the office only."""
    RECEIVE = "receive"
    """The office does it; the school takes part or is inspected."""


class Per(StrEnum):
    """Over what time a quota counts."""

    MONTH = "month"
    QUARTER = "quarter"
    CAMPAIGN = "campaign"
    YEAR = "year"


class Scope(StrEnum):
    """Whose quota it is."""

    SCHOOL = "school"
    PRINCIPAL = "principal"
    TEAM = "team"
    EACH_LEADER = "each_leader"


class Measure(StrEnum):
    """What a quota counts."""

    COUNT = "count"
    HOURS = "hours"
    PEOPLE = "people"
    SCREENING = "screening"


class Issuer(_Part, frozen=True, kw_only=True):
    """Who sent the notice, and its days."""

    level: str
    name: str = ""
    doc_no: str | None = None
    approved_on: date | None = None
    issued_on: date | None = None
    received_on: date | None = None
    """Filled in by the school; what was due before it is never called late."""


class Window(_Part, frozen=True, kw_only=True):
    """From when to when, both days included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies inside."""
        return self.start <= day <= self.end


class Phase(_Part, frozen=True, kw_only=True):
    """A phase; a campaign may have none."""

    id: str
    name: str
    start: date
    end: date
    parent: str | None = None
    source_text: str = ""
    """How the notice words it, e.g. 4月中旬至4月下旬."""


class Role(_Part, frozen=True, kw_only=True):
    """Somebody the campaign speaks of."""

    id: str
    name: str = ""


class Quota(_Part, frozen=True, kw_only=True):
    """How often something is to be done."""

    min: int
    per: Per
    hard: bool = False
    scope: Scope = Scope.SCHOOL
    skip_months: tuple[int, ...] = ()
    """Months (1–12) that don't count: holidays."""
    measure: Measure = Measure.COUNT


class Publication(_Part, frozen=True, kw_only=True):
    """Where the outcome is made public."""

    scope: str
    min_days: int | None = None
    basis: str | None = None


class FieldOverride(_Part, frozen=True, kw_only=True):
    """What a campaign changes about a field; it may only ask less, or say more about it."""

    required: bool | None = None
    note: str | None = None
    """Grey words beside the field."""


class Activity(_Part, frozen=True, kw_only=True):
    """One thing a campaign asks for."""

    id: str
    name: str
    record_kind: str
    """Kind, or kind:subtype."""
    source: tuple[str, ...] = ()
    """Systems of D§1.2 it comes from."""
    source_quote: str = ""
    """The notice's own sentences; a line break parts them."""
    phase: str | None = None
    binding: Binding = Binding.FOLLOW
    origin: str = "required"
    """required (规定动作) or self (自选动作)."""
    enabled: bool = True
    quota: Quota | None = None
    deadline: str | None = None
    """In the language of `core.campaign.deadline`."""
    outputs: tuple[str, ...] = ()
    submit_to: str | None = None
    audience: str | None = None
    publication: Publication | None = None
    depends_on: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    fields_override: dict[str, FieldOverride] = {}
    note: str | None = None

    @property
    def kind(self) -> str:
        """Key of the kind of record."""
        return self.record_kind.partition(":")[0]

    @property
    def subtype(self) -> str:
        """Subtype of the record; empty when any will do."""
        return self.record_kind.partition(":")[2]


class Packet(_Part, frozen=True, kw_only=True):
    """A packet the campaign expects."""

    id: str
    name: str
    activities: tuple[str, ...]
    """Ids of activities, or "*" for all."""
    to: str = ""
    when: str = "on_demand"
    """month.end, on_event, on_demand, or a deadline."""
    appendix: tuple[str, ...] = ()
    sign_by: tuple[str, ...] = ()


class Submission(_Part, frozen=True, kw_only=True):
    """What is handed in."""

    packets: tuple[Packet, ...] = ()


class Thresholds(_Part, frozen=True, kw_only=True):
    """Numbers a county may set; the defaults are those of D§5.3."""

    body_min_chars: dict[str, int] = {}
    """Characters by kind under which a text is called short (W05)."""
    similarity_warn: float = 0.45
    similarity_note: float = 0.2
    late_entry_days: int = 7
    publication_min_days: int = 7
    photo_required: bool = False
    similarity_criticism: float = 0.6
    """Share from which two criticisms of one person are alike (C05); they are short."""
    similarity_measures: float = 0.8
    """Share from which the measures of two items are alike (C08)."""
    relay_days: int = 30
    """Days from receiving a document to studying it (T10)."""
    report_grace_days: int = 3
    """Days after its deadline from which a monthly report is missed (Q05)."""
    attendance_least: float = 0.9
    """Share of a year's meetings at which a leader was present (Q07)."""
    criticism_report_days: int = 15
    """Days from a criticism meeting to its report (F05)."""
    batch_records: int = 3
    """So many records entered on one day for days far apart are asked about (T06)."""
    batch_span_days: int = 14


class Repealed(_Part, frozen=True, kw_only=True):
    """A document that is no longer in force."""

    title: str
    repealed_on: date


class Archive(_Part, frozen=True, kw_only=True):
    """How records are kept."""

    retention: dict[str, str] = {}
    class_code: str = ""


class Mention(_Part, frozen=True, kw_only=True):
    """Something the notice speaks of that falls to the office alone; shown for reference, nothing is asked for it."""

    source: str
    """System of D§1.2, e.g. S24."""
    name: str
    quote: str = ""


class Template(_Part, frozen=True, kw_only=True):
    """A whole campaign."""

    template_format: str
    format_version: str
    id: str
    title: str
    title_short: str = ""
    edition: int = 1
    """Counts what the county sent out under one id; a higher one takes the place of a lower."""
    issuer: Issuer
    applies_to: tuple[str, ...] = ()
    window: Window
    date_words: dict[str, tuple[int, int | str]] = {}
    phases: tuple[Phase, ...] = ()
    roles: tuple[Role, ...] = ()
    binding_levels: dict[str, str] = {}
    activities: tuple[Activity, ...] = ()
    submission: Submission = Submission()
    thresholds: Thresholds = Thresholds()
    repealed_documents: tuple[Repealed, ...] = ()
    suggested_topics: tuple[str, ...] = ()
    checks_off: tuple[str, ...] = ()
    """Rules this campaign doesn't want looked at; never those of UNSWITCHABLE."""
    checks_on: tuple[str, ...] = ()
    """Rules that are off unless a county asks for them (level O)."""
    archive: Archive = Archive()
    kinds: tuple[Kind, ...] = ()
    """Kinds of record that come with this campaign."""
    reference: tuple[Mention, ...] = ()
    """What the office does alone."""

    @property
    def short(self) -> str:
        """The title where there is little room."""
        return self.title_short or self.title

    def phase(self, key: str) -> Phase:
        """Return a phase by its id; KeyError when there is none."""
        for phase in self.phases:
            if phase.id == key:
                return phase
        raise KeyError(key)

    def activity(self, key: str) -> Activity:
        """Return an activity by its id; KeyError when there is none."""
        for activity in self.activities:
            if activity.id == key:
                return activity
        raise KeyError(key)

    def window_of(self, activity: Activity) -> Window:
        """Return the days in which an activity may happen: its phase, or the whole campaign."""
        if activity.phase is None:
            return self.window
        phase = self.phase(activity.phase)
        return Window(start=phase.start, end=phase.end)

    def activities_of(self, kind: str, subtype: str = "") -> tuple[Activity, ...]:
        """Return the enabled activities a record of this kind and subtype belongs to."""
        return tuple(
            activity
            for activity in self.activities
            if activity.enabled and activity.kind == kind and activity.subtype in {"", subtype}
        )

    def ref(self, activity: str) -> str:
        """Return how a record names one of this campaign's activities: "campaign/activity"."""
        return f"{self.id}/{activity}"

    def own_refs(self, activities: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of this campaign's activities among those a record names."""
        start = f"{self.id}/"
        return tuple(ref.removeprefix(start) for ref in activities if ref.startswith(start))
