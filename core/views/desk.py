"""What the county's desk sees: schools, forms, files on a stick, what came in and what went out."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from core.base.errors import UserError
from core.records.errand import Remark
from core.views.handover import Handed
from core.views.verdicts import VerdictView


class School(msgspec.Struct, frozen=True, kw_only=True):
    """A school of the register."""

    id: str
    name: str
    principal: str
    contact: str = ""
    fingerprint: str = ""
    """Of the certificate in use, in groups of four; empty without one."""
    valid_until: date | None = None
    withdrawn: int = 0
    """Certificates of this school that were withdrawn."""


class FormView(msgspec.Struct, frozen=True, kw_only=True):
    """An enrolment form that was read, to be compared with its paper."""

    path: Path
    school: str
    """As the form says."""
    principal: str
    contact: str
    why: str
    key: str
    """Fingerprint of the key, 64 lower-case hex digits."""
    instead_of: str
    made_at: datetime
    known: School | None = None
    """The school of the register that this form fits."""
    again: bool = False
    """This very key was certified already; certifying again gives the same letter."""


class State(StrEnum):
    """How an incoming packet stands at the desk."""

    TAKEN = "taken"
    """Taken in, not answered yet."""
    RECEIVED = "received"
    RETURNED = "returned"
    REPLACED = "replaced"
    """Another packet has taken its place."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A record inside a packet."""

    record: str
    number: str
    heading: str
    kind: str
    version: int


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A packet that was taken in."""

    id: str
    school: str
    """Id of the school."""
    school_name: str
    title: str
    code: str
    sha256: str
    size: int
    pages: int
    signer: str
    signed_at: datetime
    taken_at: datetime
    state: State
    replaces: str = ""
    confidential: bool = False
    items: tuple[Item, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a stick or folder, judged and weighed."""

    path: Path
    verdict: VerdictView
    incoming: Incoming | None = None
    """Set when it lies in the register."""
    sha256: str = ""
    """Digest of the file as it lay there, sealed or not; empty when it could not be read."""
    fresh: bool = False
    """It was taken in just now."""
    error: str = ""
    """Code of the error of this computer that kept it from being judged."""
    particulars: dict[str, str | int] = {}


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The file an answer speaks of, where it was read."""

    path: Path
    folder: Path
    """The stick or folder it lay in: where its answer goes."""
    sha256: str
    """Digest of the file as it was read."""


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A document the desk made."""

    id: str
    type: str
    school: str
    about: str
    name: str
    sha256: str
    made_at: datetime
    carried_at: datetime | None = None
    carried_to: str = ""


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """Remarks on a packet that were written and not signed yet."""

    remarks: tuple[Remark, ...] = ()
    record: str = ""
    field: str = ""
    text: str = ""
    """The remark that is half typed, beside that field of that record."""
    note: str = ""


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document that was to be carried."""

    document: str
    name: str
    path: Path | None = None
    """Where it lies, written, read back and judged; None when it does not."""
    handed: Handed | None = None
    """The same as a line of the hand-over log."""
    error: UserError | None = None
    """Why it does not lie there."""
    strangers: tuple[str, ...] = ()
    """Names of programs and shortcuts found on the stick (I08); untouched."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A school in the list of who has handed in what."""

    school: School
    packets: tuple[Incoming, ...]
    """Newest first; those replaced are left out."""


class AuthorityView(msgspec.Struct, frozen=True, kw_only=True):
    """The county's own trust."""

    county: str
    clerk: str
    root: str
    """Fingerprint of the root, in groups of four."""
    root_until: date
    issuing_until: date
    desk_until: date
    list_number: int
    list_until: date
    schools: int
    withdrawn: int
