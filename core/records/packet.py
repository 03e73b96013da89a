"""Schema of data.json, the data embedded in every document that travels (docs/formats.md)."""

import re
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from core.base.canonical import digest, encode
from core.records.content import Person, Record, School
from core.records.errand import Body
from core.records.kind import Kind

FORMAT = "taizhang-document"
VERSION = 1
"""Version of the container format; a reader refuses a higher one by name."""


CODE_DIGITS = 8
"""Hex digits of the short code on paper."""
MARK = "TAIZHANG"
"""First word of the QR code on paper."""
_MISTAKEN = str.maketrans("OIL", "011")

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest document that is made, and taken in anywhere."""


Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
"""Identifier of a document (`core.base.ids.new_id`): registers keep it and files are named after it."""
Line = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*$")]
"""Text without zeros, which not every database holds."""
Count = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
"""A number that every database holds."""


class PageRange(msgspec.Struct, frozen=True, kw_only=True):
    """Pages of the document, counted from 1, both ends included; 0–0 before the pages are made."""

    first: int = 0
    last: int = 0


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """Which campaign a document belongs to."""

    id: str
    title: str


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """A file embedded beside data.json."""

    name: str
    """Name inside the document; unique."""
    sha256: str
    size: int
    mime: str
    title: str = ""
    record: str = ""
    """Id of the record it belongs to."""


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """A warning that stood when the record was finished, with the sentence given for it."""

    rule: str
    mark: str
    sentence: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One record as it travels: its spine and values, the digest over both, and its pages."""

    record: Record
    sha256: str
    """`record_digest` of the record."""
    explained: tuple[Explained, ...] = ()
    pages: PageRange = PageRange()


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """Head of the school's journal when the document was made."""

    entries: Count
    head: str


class Replaces(msgspec.Struct, frozen=True, kw_only=True):
    """A packet that was sent back and is replaced by another."""

    id: Id
    code: str
    """Short code on its pages."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a document says, as data."""

    format: str = FORMAT
    version: int = VERSION
    type: str = "packet"
    """What travels: packet, receipt, return, notice, enrolment, certificate (`core.exchange.container.Travels`)."""
    id: Id
    program: str
    """Name and version of the program that made it."""
    title: Line
    """E.g. 九月份报送包."""
    made_at: datetime
    school: School
    """Who made it: a school, or the county's office under its own name."""
    people: tuple[Person, ...] = ()
    """Everybody the records name, sorted by id; without initials."""
    campaigns: tuple[Campaign, ...] = ()
    """Those under way when it was made."""
    signer: str = ""
    """Name of the person who signs."""
    kinds: tuple[Kind, ...] = ()
    """Definition of every kind that occurs, so that any reader can show it."""
    entries: tuple[Entry, ...] = ()
    attached: tuple[Attached, ...] = ()
    requested: tuple[str, ...] = ()
    """Things only the county's campaign asked for (本县要求), e.g. photo_required."""
    journal: Journal | None = None
    # They are left out of the data where they say nothing, so that a packet looks as it did before there were any.
    body: Body | UnsetType = UNSET
    """What a document says that is no packet."""
    confidential: bool | UnsetType = UNSET
    """It travels in an envelope, and is for the county alone."""
    replaces: Replaces | UnsetType = UNSET
    """The packet that this one takes the place of."""

    def kind(self, key: str, version: int | None = None) -> Kind:
        """Return the definition of a kind as the document carries it; KeyError when it doesn't.

        Records finished under an older version of a kind travel with that version too.
        """
        found = [kind for kind in self.kinds if kind.key == key]
        if not found:
            raise KeyError(key)
        return next((kind for kind in found if kind.version == version), found[-1])

    def kind_of(self, record: Record) -> Kind:
        """Return the definition a record of the document was written under; KeyError when it isn't there."""
        return self.kind(record.kind, record.kind_version)

    @property
    def names(self) -> dict[str, Person]:
        """The people of the document by id."""
        return {person.id: person for person in self.people}

    @property
    def code(self) -> str:
        """Short code printed on every page: 8 hex digits of the content's digest, in capitals.

        It is derived from the data without the page numbers, for those are known only after printing, and a signed
        file can't carry its own digest on its pages.
        """
        return self.digest[:CODE_DIGITS].upper()

    @property
    def digest(self) -> str:
        """SHA-256 of the content, of which the short code is the beginning: `content_digest`."""
        return content_digest(self)

    @property
    def mark(self) -> str:
        """What the QR code on paper says: short code and whole digest, as `read_mark` reads it."""
        return f"{MARK} {self.code} {self.digest.upper()}"


def read_mark(text: str) -> str:
    """Return the digits of a short code typed from paper, or of a scanned QR code; empty when it is neither.

    8 or 64 hex digits in lower case, the beginning of a content's digest or the whole. Blanks and dashes don't count,
    and O and I, which no code has, are taken for 0 and 1.
    """
    words = text.upper().split()
    scanned = len(words) == len((MARK, "code", "digest")) and words[0] == MARK
    digits = (words[2] if scanned else re.sub(r"[\s—–-]", "", text.upper())).translate(_MISTAKEN)
    whole = re.fullmatch(rf"[0-9A-F]{{{CODE_DIGITS}}}|[0-9A-F]{{64}}", digits)
    return digits.lower() if whole else ""


def record_digest(record: Record) -> str:
    """Return the SHA-256 over the canonical JSON of a record."""
    return digest(encode(record))


def content_digest(document: Document) -> str:
    """Return the SHA-256 over the canonical JSON of a document with all page ranges set to 0–0."""
    blank = tuple(msgspec.structs.replace(entry, pages=PageRange()) for entry in document.entries)
    return digest(encode(msgspec.structs.replace(document, entries=blank)))


def write_document(document: Document) -> bytes:
    """Return a document as the canonical bytes of its data.json."""
    return encode(document)


def read_document(data: bytes) -> Document:
    """Read data.json. Raises msgspec.DecodeError or ValidationError when it isn't one."""
    return msgspec.json.decode(data, type=Document)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of data.json, for docs/formats.md and for other programs."""
    return msgspec.json.schema(Document)
