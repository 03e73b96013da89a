"""What the judge answers: one light, one reason, one action, and what was and was not checked."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.base.errors import Particular
from core.records.packet import Document


class Light(StrEnum):
    """The three verdicts; the windows show icon and word with each."""

    VALID = "valid"
    """绿 有效."""
    UNDECIDED = "undecided"
    """黄 无法判定."""
    INVALID = "invalid"
    """红 无效或被改动."""


class Reason(StrEnum):
    """The one reason of a verdict; particulars are named after each."""

    # valid
    REGISTERED_SIGNER = "registered_signer"
    """Signed by a registered signer and unchanged: school, name."""
    COUNTY_CERTIFICATE = "county_certificate"
    """Signed under a county root, not revoked, unchanged: school, name."""

    TAKEN_BEFORE = "taken_before"
    """This very file was taken in before: title."""

    # undecided
    SIGNER_NOT_REGISTERED = "signer_not_registered"
    """Unchanged, but nobody registered this fingerprint: fingerprint (grouped), school, name."""
    ISSUER_UNKNOWN = "issuer_unknown"
    """Unchanged, but the certificate's issuer is no county root known here: fingerprint, school, name."""
    REVOCATION_UNKNOWN = "revocation_unknown"
    """Under a county root, but no fresh revocation list says whether it still counts: school, name."""
    EXPIRED_SINCE = "expired_since"
    """Unchanged, but the certificate ran out meanwhile and no receipt shows that it was signed before: valid_until
    (day), school, name."""
    SUPERSEDED = "superseded"
    """Sound, but another packet has taken its place: title, by."""
    REPLACES_UNKNOWN = "replaces_unknown"
    """Sound, but it replaces a packet that never came: code."""
    REPLACES_SETTLED = "replaces_settled"
    """Sound, but it replaces a packet that was received or replaced already: code."""
    JOURNAL_BACK = "journal_back"
    """Sound, but the school's journal has become shorter since its last packet: found, known."""
    OTHER_CAMPAIGN = "other_campaign"
    """Sound, but of a campaign that this desk doesn't collect: title."""
    CLOCK = "clock"
    """The time claimed can't be right: it is later than this computer's clock, or earlier than the data: claimed, found
    (days), detail (`ahead` or `behind`)."""
    NEWER_FORMAT = "newer_format"
    """Unchanged, but written by a newer program: found, known (versions of the container)."""

    # invalid: no file of ours
    EMPTY = "empty"
    """Not one byte: the file was never written to its end, or was lost."""
    NOT_PDF = "not_pdf"
    """No PDF at all."""
    NOT_SIGNED = "not_signed"
    """A PDF without any signature."""
    NOT_OURS = "not_ours"
    """A signed PDF that carries no data.json."""
    ENCRYPTED = "encrypted"
    """A PDF locked with a password."""
    BROKEN = "broken"
    """The file can't be read to its end: detail (an exception's name or a check)."""
    TOO_LARGE = "too_large"
    """A limit is passed: limit (its name), found, allowed."""
    TOO_SLOW = "too_slow"
    """Judging took more time or memory than a proper file needs: limit (`seconds` or `memory`)."""

    # invalid: changed or not as we sign
    CHANGED = "changed"
    """The content is not what was signed."""
    APPENDED = "appended"
    """Something was added after the signature, or the signature leaves a part of the file out."""
    SEVERAL_SIGNATURES = "several_signatures"
    """More than one signature: found."""
    SIGNATURE_FORM = "signature_form"
    """The signature is not written in the one form we accept: detail."""
    ACTIVE_CONTENT = "active_content"
    """The PDF can run or show something else than its pages: detail (the PDF key)."""
    STRUCTURE = "structure"
    """The PDF is built as our files never are: detail."""
    ATTACHMENTS = "attachments"
    """Attachments are ambiguous, missing, or not the ones the data name: detail, name."""
    DATA = "data"
    """data.json doesn't fit its schema or its own digests: detail."""
    PAGES = "pages"
    """A page doesn't say what the data say: page (from 1), record, field."""
    CERTIFICATE = "certificate"
    """The certificate is not one for signing documents: detail."""
    OUT_OF_DATE = "out_of_date"
    """The certificate was not in force at the time claimed: valid_from, valid_until (days)."""
    ID_TAKEN = "id_taken"
    """Another file was taken in under the same identifier: title."""
    OTHER_SCHOOL = "other_school"
    """The certificate was issued to another school: school, known."""
    REPLACES_OTHERS = "replaces_others"
    """It says that it replaces another school's packet: code, known."""
    WRONG_ROLE = "wrong_role"
    """The certificate may not sign such a document: type, school, name."""
    REVOKED = "revoked"
    """The certificate was withdrawn: school, name."""


class Action(StrEnum):
    """The one thing to do now."""

    OPEN = "open"
    """See the content."""
    REGISTER = "register"
    """Compare the fingerprint by telephone, then register it."""
    UPDATE_REVOCATION = "update_revocation"
    """Fetch the county's newest revocation list."""
    FIND_RECEIPT = "find_receipt"
    """Judge it together with the county's receipt."""
    ASK_SCHOOL = "ask_school"
    """Ring the school up; a person decides whether it is taken in."""
    CHECK_CLOCK = "check_clock"
    """Put this computer's clock right, or ask the school about its own."""
    UPDATE_PROGRAM = "update_program"
    """Use a newer version of this program."""
    ASK_AGAIN = "ask_again"
    """Send it back and ask for the file to be made anew."""
    ASK_COPY = "ask_copy"
    """Probably a bad copy or the wrong file: ask for another copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What is known about time besides what a file claims; nothing is looked at that isn't given."""

    now: datetime | None = None
    """This computer's clock."""
    vouched: datetime | None = None
    """When a receipt of the county's, judged before, saw this very file: the desk's clock."""


class CheckCode(StrEnum):
    """What is looked at, in this order; the first that fails ends the judging."""

    LIMITS = "limits"
    """Size and number of objects are within bounds: bytes, objects."""
    CANONICAL = "canonical"
    """Exactly one signature over the whole file, written in the only form this program writes."""
    INTACT = "intact"
    """Every byte is as it was when it was signed."""
    STRUCTURE = "structure"
    """A strict reader reads it to its end; no scripts, hidden layers or links out of it: objects, pages."""
    DATA = "data"
    """The embedded data fit their schema and their digests: records."""
    ATTACHMENTS = "attachments"
    """Every attachment is there once, unchanged, and named in the data: files."""
    PAGES = "pages"
    """Every field's text is found on its pages: texts."""
    IN_FORCE = "in_force"
    """The certificate is one for signing and was in force at the time claimed: valid_from, valid_until."""
    SIGNER = "signer"
    """The signer is registered, or certified by the county and not revoked."""


class NotChecked(StrEnum):
    """What no program can check here; said with every verdict."""

    TIME = "time"
    """The time is the school's clock, not a time-stamp authority's."""
    INK = "ink"
    """Handwritten signatures and seals stand on paper only."""
    PHOTOS = "photos"
    """What photographs and scans show was not compared with anything."""
    REVOCATION = "revocation"
    """A registered fingerprint has no revocation list; a lost key counts until the county withdraws it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    code: CheckCode
    """What was looked at."""
    passed: bool
    """Whether it was as it must be."""
    particulars: dict[str, Particular] = field(default_factory=dict)
    """Figures and names for its sentence, e.g. pages, objects, attachments."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, as far as it is known."""

    name: str
    """Name in the certificate, or the registered name."""
    school: str
    """School in the certificate, or the registered school."""
    fingerprint: str
    """SHA-256 of the certificate, 64 lower-case hex digits."""
    registered: bool
    """Whether the county registered this fingerprint or certified the key."""


@dataclass(frozen=True, slots=True)
class AttachmentFound:
    """One attachment of a judged file."""

    name: str
    """The name under which it is embedded."""
    sha256: str
    """Digest of its content, 64 lower-case hex digits."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judge's answer about one file."""

    file: str
    """The file's name without its folder."""
    light: Light
    """Green, yellow or red."""
    reason: Reason
    """The one reason."""
    particulars: dict[str, Particular] = field(default_factory=dict)
    """Figures and names for the reason's sentence."""
    action: Action
    """The one thing to do now."""
    signer: Signer | None = None
    """Who signed; None when the signature could not be read or is not intact."""
    claimed_time: datetime | None = None
    """When, by the school's clock; None with an unreadable signature."""
    packet_id: str | None = None
    """Identifier of the document, 32 hex digits; None unless the data were read."""
    kind: str | None = None
    """Kind of document (`packet`, `receipt` …); None unless the data were read."""
    checks: tuple[Check, ...] = ()
    """核对了什么: what was looked at, in order, ending with the first that failed."""
    not_checked: tuple[NotChecked, ...] = (NotChecked.TIME, NotChecked.INK, NotChecked.PHOTOS)
    """没有核对的."""
    data: Document | None = None
    """The embedded data, complete and compared with the pages; None with a red verdict or a newer format."""
    attachments: tuple[AttachmentFound, ...] = ()
    """Attachments found, without data.json."""
    pages: int = 0
    """Number of pages; 0 when unreadable."""
    size: int = 0
    """Bytes of the file."""
    sha256: str = ""
    """Digest of the whole file, 64 lower-case hex digits."""


class Refused(Exception):
    """Raised inside the judge when a check fails; ends as a verdict, never leaves the package."""

    def __init__(self, reason: Reason, light: Light = Light.INVALID, /, **particulars: Particular) -> None:
        super().__init__(reason, particulars)
        self.reason = reason
        self.light = light
        self.particulars = particulars


ACTIONS: dict[Reason, Action] = {
    Reason.REGISTERED_SIGNER: Action.OPEN,
    Reason.COUNTY_CERTIFICATE: Action.OPEN,
    Reason.TAKEN_BEFORE: Action.OPEN,
    Reason.SIGNER_NOT_REGISTERED: Action.REGISTER,
    Reason.ISSUER_UNKNOWN: Action.REGISTER,
    Reason.REVOCATION_UNKNOWN: Action.UPDATE_REVOCATION,
    Reason.EXPIRED_SINCE: Action.FIND_RECEIPT,
    Reason.SUPERSEDED: Action.ASK_SCHOOL,
    Reason.REPLACES_UNKNOWN: Action.ASK_SCHOOL,
    Reason.REPLACES_SETTLED: Action.ASK_SCHOOL,
    Reason.JOURNAL_BACK: Action.ASK_SCHOOL,
    Reason.OTHER_CAMPAIGN: Action.ASK_SCHOOL,
    Reason.CLOCK: Action.CHECK_CLOCK,
    Reason.NEWER_FORMAT: Action.UPDATE_PROGRAM,
    Reason.EMPTY: Action.ASK_COPY,
    Reason.NOT_PDF: Action.ASK_COPY,
    Reason.NOT_SIGNED: Action.ASK_COPY,
    Reason.NOT_OURS: Action.ASK_COPY,
    Reason.ENCRYPTED: Action.ASK_COPY,
    Reason.BROKEN: Action.ASK_COPY,
    Reason.TOO_LARGE: Action.ASK_AGAIN,
    Reason.TOO_SLOW: Action.ASK_AGAIN,
    Reason.CHANGED: Action.ASK_AGAIN,
    Reason.APPENDED: Action.ASK_AGAIN,
    Reason.SEVERAL_SIGNATURES: Action.ASK_AGAIN,
    Reason.SIGNATURE_FORM: Action.ASK_AGAIN,
    Reason.ACTIVE_CONTENT: Action.ASK_AGAIN,
    Reason.STRUCTURE: Action.ASK_AGAIN,
    Reason.ATTACHMENTS: Action.ASK_AGAIN,
    Reason.DATA: Action.ASK_AGAIN,
    Reason.PAGES: Action.ASK_AGAIN,
    Reason.CERTIFICATE: Action.ASK_AGAIN,
    Reason.OUT_OF_DATE: Action.ASK_AGAIN,
    Reason.ID_TAKEN: Action.ASK_AGAIN,
    Reason.OTHER_SCHOOL: Action.ASK_AGAIN,
    Reason.REPLACES_OTHERS: Action.ASK_AGAIN,
    Reason.WRONG_ROLE: Action.ASK_AGAIN,
    Reason.REVOKED: Action.ASK_AGAIN,
}
"""The action that belongs to each reason."""
