"""The embedded data and attachments: decoded strictly, compared with their own digests, complete."""

import msgspec
from pyhanko.pdf_utils import generic

from core.base.canonical import digest
from core.base.errors import BadValue, NewerKind, UserError
from core.records.codec import decode
from core.records.content import blobs_of
from core.records.packet import FORMAT, VERSION, Document, record_digest, write_document
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
    if len(raw) > limits.DATA_BYTES:
        raise too_large("data", found=len(raw), allowed=limits.DATA_BYTES)
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(Reason.DATA, detail=str(error)) from error
    if head.format != FORMAT:
        raise Refused(Reason.NOT_OURS)
    if head.version > VERSION:
        raise Refused(Reason.NEWER_FORMAT, Light.UNDECIDED, found=head.version, known=VERSION)
    try:
        document = msgspec.json.decode(raw, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(Reason.DATA, detail=str(error)) from error
    # One content has one form: no unknown keys, no second key of one name, no blanks.
    if write_document(document) != raw:
        raise Refused(Reason.DATA, detail="canonical")
    _check_entries(document)
    return document


def _check_entries(document: Document) -> None:
    """Compare every record with its digest and the definition of its kind. Raises Refused."""
    attached = {entry.sha256 for entry in document.attached}
    known = {kind.key for kind in document.kinds}
    if len(known) != len(document.kinds):
        raise Refused(Reason.DATA, detail="kinds")
    seen: set[str] = set()
    for entry in document.entries:
        record = entry.record
        if record.id in seen:
            raise Refused(Reason.DATA, detail=f"twice {record.number}")
        seen.add(record.id)
        if entry.sha256 != record_digest(record):
            raise Refused(Reason.DATA, detail=f"digest {record.number}")
        if record.kind not in known:
            raise Refused(Reason.DATA, detail=f"kind {record.kind}")
        kind = document.kind_of(record)
        try:
            decode(kind, record.values, version=record.kind_version)
        except (BadValue, NewerKind) as error:
            raise Refused(Reason.DATA, detail=_told(error)) from error
        missing = set(blobs_of(kind, record.values)) - attached
        if missing:
            raise Refused(Reason.ATTACHMENTS, detail="missing", name=record.number)


def check_attachments(opened: Opened, document: Document) -> tuple[AttachmentFound, ...]:
    """Compare the attachments with the data's list of them; returns them by name. Raises Refused."""
    listed = {entry.name: entry for entry in document.attached}
    present = {name: stream for name, stream in opened.files.items() if name != DATA_NAME}
    if len(listed) != len(document.attached):
        raise Refused(Reason.ATTACHMENTS, detail="twice", name="")
    for name in sorted(set(listed) ^ set(present)):
        raise Refused(Reason.ATTACHMENTS, detail="missing" if name in listed else "unlisted", name=name)
    found = []
    for name in sorted(present):
        content = content_of(present[name])
        sha256 = digest(content)
        if sha256 != listed[name].sha256 or len(content) != listed[name].size:
            raise Refused(Reason.ATTACHMENTS, detail="digest", name=name)
        found.append(AttachmentFound(name=name, sha256=sha256, size=len(content)))
    return tuple(found)


def content_of(stream: generic.StreamObject) -> bytes:
    """Return an embedded file's content."""
    return bytes(stream.data)


def _told(error: UserError) -> str:
    """Name a value that doesn't fit, for the particulars."""
    return " ".join(str(error.particulars[name]) for name in error.names)
