"""What stands between the school and the county: certificate, letters, answers."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from core.campaign.template import Template
from core.views.campaigns import Offered
from core.views.handover import Handed


class Standing(StrEnum):
    """How far the school's signature has come with the county."""

    NONE = "none"
    """No form was made yet."""
    ASKED = "asked"
    """The form was made; the county's letter is awaited."""
    CERTIFIED = "certified"
    ENDS_SOON = "ends_soon"
    """The certificate runs out within 60 days."""
    ENDED = "ended"
    """It ran out, or a name changed: a new form is needed."""


class CountyView(msgspec.Struct, frozen=True, kw_only=True):
    """The school's signature and the county it belongs to."""

    standing: Standing
    name: str
    """Who signs, as the certificate says."""
    school: str
    fingerprint: str
    """Of the certificate in use, in groups of four."""
    key: str
    """Of the public key, in groups of four: what stands on the enrolment form."""
    valid_until: date
    county: str = ""
    root: str = ""
    """Fingerprint of the county's root, in groups of four."""
    asked_at: datetime | None = None
    asked_why: str = ""
    """Why the last form was made, by its code."""
    pending: bool = False
    """A form was made for this key, and the letter that answers it has not been taken in."""
    token: str = ""
    """Label of the USB key that holds the key; empty while it is in the vault."""
    lists_until: date | None = None
    """Day until which the revocation list at hand counts."""


class TokenLine(msgspec.Struct, frozen=True, kw_only=True):
    """A USB key that is plugged in."""

    label: str
    serial: str
    maker: str
    few_tries: bool
    """A wrong PIN was given before."""
    locked: bool


class LetterView(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate letter that was read and not taken in yet."""

    county: str
    signer: str
    root: str
    """Fingerprint of the county's root, in groups of four: to be compared with the printed notice."""
    known: bool
    """This root is believed here already."""
    school: str
    """As the county writes it."""
    school_before: str
    principal: str
    principal_before: str
    valid_until: date
    taken: bool = False
    """It is in use already."""
    campaign: Template | None = None


class RemarkView(msgspec.Struct, frozen=True, kw_only=True):
    """What the county asks to be mended."""

    field: str
    """Key of the field; empty = the record as a whole."""
    label: str
    text: str
    packet: str
    """Title of the packet that was sent back."""
    at: datetime


class MendView(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a packet that was sent back."""

    records: tuple[str, ...]
    """Ids of all of them, those with remarks first."""
    waiting: tuple[str, ...]
    """Those that are still to be mended, in the same order."""


class ReplyView(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of the county that was taken in."""

    id: str
    packet: str
    title: str
    code: str
    returned: bool
    judged_at: datetime
    county: str
    note: str = ""
    records: int = 0
    remarks: int = 0
    again: bool = False
    """It was taken in before; nothing changed."""


class IssuedView(msgspec.Struct, frozen=True, kw_only=True):
    """A signed document that waits to be carried."""

    id: str
    type: str
    name: str
    sha256: str
    size: int


class FormCarried(msgspec.Struct, frozen=True, kw_only=True):
    """The enrolment form lies on a stick: written, read back, signature judged there."""

    path: Path
    written_at: datetime
    read_back_at: datetime
    judged_at: datetime
    strangers: tuple[str, ...] = ()
    """Names of programs and shortcuts found beside it (I08); untouched."""
    handed: Handed | None = None
    """The same as a line of the hand-over log."""


class AnswerView(msgspec.Struct, frozen=True, kw_only=True):
    """One file that came from the county: what it is, and what was done with it or is to be asked first."""

    path: Path
    type: str
    """Type of the document: receipt, return, certificate, notice; or what else it turned out to be."""
    title: str
    reply: ReplyView | None = None
    """A receipt or return that was taken in."""
    letter: LetterView | None = None
    """A certificate letter; nothing was changed yet."""
    offered: Offered | None = None
    """A notice; nothing was changed yet."""
    records: tuple[str, ...] = ()
    """Ids of the records in the packet it answers, those with remarks first."""
