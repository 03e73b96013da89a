"""The embedded data and attachments: decoded strictly, compared with their own digests, complete.

Every rule is a function `_refuse_…`; tests/faults proves each one needed.
"""

import msgspec
from pyhanko.pdf_utils import generic

from core.base.canonical import digest
from core.base.errors import BadValue, NewerKind, UserError
from core.records.codec import decode
from core.records.content import blobs_of
from core.records.kind import Kind
from core.records.packet import FORMAT, VERSION, Attached, Document, Entry, record_digest, write_document
from core.signing import limits
from core.signing.embedded import DATA_NAME
from core.signing.limits import too_large
from core.signing.structure import Opened
from core.signing.verdict import AttachmentFound, Light, Reason, Refused


class _Head(msgspec.Struct):
    """What every version of data.json has."""

    format: str
    version: int


def read_data(opened: Opened) -> Document:
    """Decode data.json and check it against its schema and digests. Raises Refused."""
    raw = content_of(opened.files[DATA_NAME])
    _refuse_large(raw)
    try:
        head = msgspec.json.decode(raw, type=_Head)
        _refuse_foreign(head)
        _refuse_newer(head)
        document = msgspec.json.decode(raw, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(Reason.DATA, detail=str(error)) from error
    except RecursionError as error:
        raise Refused(Reason.DATA, detail="depth") from error
    _refuse_other_form(document, raw)
    _check_entries(document)
    return document


def _refuse_large(raw: bytes) -> None:
    """Refuse more data than a large packet has."""
    if len(raw) > limits.DATA_BYTES:
        raise too_large("data", found=len(raw), allowed=limits.DATA_BYTES)


def _refuse_foreign(head: _Head) -> None:
    """Refuse data of another program."""
    if head.format != FORMAT:
        raise Refused(Reason.NOT_OURS)


def _refuse_newer(head: _Head) -> None:
    """Leave what a newer program wrote undecided."""
    if head.version > VERSION:
        raise Refused(Reason.NEWER_FORMAT, Light.UNDECIDED, found=head.version, known=VERSION)


def _refuse_other_form(document: Document, raw: bytes) -> None:
    """Refuse data written another way: one content has one form, no unknown keys, no key twice, no blanks."""
    if write_document(document) != raw:
        raise Refused(Reason.DATA, detail="canonical")


# --- records ----------------------------------------------------------------------------------------------------------


def _check_entries(document: Document) -> None:
    """Compare every record with its digest and the definition of its kind. Raises Refused."""
    attached = {entry.sha256 for entry in document.attached}
    known = {kind.key for kind in document.kinds}
    _refuse_kinds_twice(document, known)
    seen: set[str] = set()
    for entry in document.entries:
        _refuse_record_twice(entry, seen)
        seen.add(entry.record.id)
        _refuse_other_digest(entry)
        _refuse_unknown_kind(entry, known)
        kind = document.kind_of(entry.record)
        _refuse_misfits(kind, entry)
        _refuse_missing_files(kind, entry, attached)


def _refuse_kinds_twice(document: Document, known: set[str]) -> None:
    """Refuse two definitions of one kind: which would a reader take?"""
    if len(known) != len(document.kinds):
        raise Refused(Reason.DATA, detail="kinds")


def _refuse_record_twice(entry: Entry, seen: set[str]) -> None:
    """Refuse two records of one identity."""
    if entry.record.id in seen:
        raise Refused(Reason.DATA, detail=f"twice {entry.record.number}")


def _refuse_other_digest(entry: Entry) -> None:
    """Refuse a record that its own digest does not name."""
    if entry.sha256 != record_digest(entry.record):
        raise Refused(Reason.DATA, detail=f"digest {entry.record.number}")


def _refuse_unknown_kind(entry: Entry, known: set[str]) -> None:
    """Refuse a record of which nobody can say what it is."""
    if entry.record.kind not in known:
        raise Refused(Reason.DATA, detail=f"kind {entry.record.kind}")


def _refuse_misfits(kind: Kind, entry: Entry) -> None:
    """Refuse values that do not fit the definition of their kind."""
    try:
        decode(kind, entry.record.values, version=entry.record.kind_version)
    except (BadValue, NewerKind) as error:
        raise Refused(Reason.DATA, detail=_told(error)) from error


def _refuse_missing_files(kind: Kind, entry: Entry, attached: set[str]) -> None:
    """Refuse a record that shows files which did not come with it."""
    if set(blobs_of(kind, entry.record.values)) - attached:
        raise Refused(Reason.ATTACHMENTS, detail="missing", name=entry.record.number)


# --- attachments ------------------------------------------------------------------------------------------------------


def check_attachments(opened: Opened, document: Document) -> tuple[AttachmentFound, ...]:
    """Compare the attachments with the data's list of them; returns them by name. Raises Refused."""
    listed = {entry.name: entry for entry in document.attached}
    present = {name: stream for name, stream in opened.files.items() if name != DATA_NAME}
    _refuse_listed_twice(listed, document)
    _refuse_absent(set(listed) - set(present))
    _refuse_unlisted(set(present) - set(listed))
    found = []
    for name in sorted(present):
        content = content_of(present[name])
        sha256 = digest(content)
        if name in listed:
            _refuse_other_content(listed[name], sha256, len(content))
        found.append(AttachmentFound(name=name, sha256=sha256, size=len(content)))
    return tuple(found)


def _refuse_listed_twice(listed: dict[str, Attached], document: Document) -> None:
    """Refuse a list that says two things of one file."""
    if len(listed) != len(document.attached):
        raise Refused(Reason.ATTACHMENTS, detail="twice", name="")


def _refuse_absent(names: set[str]) -> None:
    """Refuse a packet that lost a file."""
    if names:
        raise Refused(Reason.ATTACHMENTS, detail="missing", name=min(names))


def _refuse_unlisted(names: set[str]) -> None:
    """Refuse a file the data know nothing of."""
    if names:
        raise Refused(Reason.ATTACHMENTS, detail="unlisted", name=min(names))


def _refuse_other_content(listed: Attached, sha256: str, size: int) -> None:
    """Refuse a file with other content than the data say."""
    if sha256 != listed.sha256 or size != listed.size:
        raise Refused(Reason.ATTACHMENTS, detail="digest", name=listed.name)


def content_of(stream: generic.StreamObject) -> bytes:
    """Return an embedded file's content."""
    return bytes(stream.data)


def _told(error: UserError) -> str:
    """Name a value that doesn't fit, for the particulars."""
    return " ".join(str(error.particulars[name]) for name in error.names)
