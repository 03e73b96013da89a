"""Records as lists and editors show them."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from core.base.words import Words
from core.records.content import Person, Record, Values
from core.records.kind import Kind
from core.records.workflow import Move


class Count(msgspec.Struct, frozen=True):
    """So many of so many: 12 of 14 present."""

    have: int
    of: int


Bit = Words | str | Count
"""A piece of a list row's grey line: an option's words, plain text, or a count."""


class RecordLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a list."""

    id: str
    kind: str
    number: str
    heading: str
    dated: date | None
    state: str
    subtype: str = ""
    bits: tuple[Bit, ...] = ()
    late: bool = False
    """Entered more than seven days after its day (补记)."""
    entered_at: datetime
    no: int = 0
    """Running number in the ledger."""
    responsible: str = ""
    """Name of the person responsible (rectification)."""
    due: date | None = None
    """Deadline in force, where the kind's workflow has one."""
    overdue: int = 0
    """Days past the deadline; 0 when not overdue or ended."""


class RecordView(msgspec.Struct, frozen=True, kw_only=True):
    """One record, opened: with its kind, the people it may name and what can be done with it."""

    record: Record
    kind: Kind
    people: Mapping[str, Person]
    moves: tuple[Move, ...] = ()
    """Moves a person may make from the present state, the primary one first."""
    findings: tuple["FindingView", ...] = ()
    recent: Mapping[str, tuple[str, ...]] = {}
    """What was typed before in fields with `recent`, by field path joined with dots, newest first."""
    overdue: int = 0


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as the window needs it; `core.checks.finding.Finding` with the sentence given for it."""

    rule: str
    level: str
    """E, W or I."""
    code: str
    mark: str
    record: str
    path: tuple[str | int, ...]
    particulars: Mapping[str, str | int]
    explanation: str = ""
    mutable: bool = True
    """A hint the school may switch off."""
    demanded: bool = False
    """Only the county's campaign asks for it (本县要求)."""
    other: str = ""
    """Id of another record it speaks of, to be opened beside this one; empty when it speaks of none."""
    other_path: tuple[str | int, ...] = ()
    """Where in the other record; () is the whole of it."""


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a saved draft."""

    id: str
    revision: int
    at: datetime
    automatic: Values
    """Values of the automatic fields as worked out now."""
    findings: tuple[FindingView, ...] = ()


class VersionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a record's history."""

    seq: int
    """Number in the journal."""
    at: datetime
    what: str
    """Journal code: entered, finish, revise, …"""
    version: int
    state: str
    reason: str = ""
    restorable: bool = False
    """The entry holds a whole version that can be taken back as a draft."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One record found by a search."""

    line: RecordLine
    snippet: str
    """The words around the first place found."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where in the snippet the searched words stand: start and end offsets."""
