"""Attached files: W07 the signed sheet, W08 photos where the county asks for them, W09 files that went bad."""

from collections.abc import Iterator

from core.checks.context import BlobState, Context
from core.checks.finding import Finding, Level, Path
from core.checks.finding import found as find
from core.records.content import Record, is_empty
from core.records.field import Attendance, Files
from core.records.kind import Kind

SIGN_IN_SHEET, PHOTO = "sign_in_sheet", "photo"

_CODES = {
    BlobState.MISSING: "file_missing",
    BlobState.CHANGED: "file_changed",
    BlobState.EMPTY: "file_empty",
    BlobState.UNREADABLE: "file_unreadable",
}


def check_attachments(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check the files of a record (W07, W08, W09)."""
    for field in kind.fields():
        if isinstance(field, Files):
            yield from _check_files(field, record, context)
            yield from _check_types(field, kind, record, context)


def _check_files(field: Files, record: Record, context: Context) -> Iterator[Finding]:
    """Find files whose bytes are gone, changed or unreadable (W09); paper only is fine, not looked at is not told."""
    for number, row in enumerate(record.values.get(field.key) or ()):
        state = context.blobs.get(str(row.get("blob") or ""), BlobState.OK)
        if state is not BlobState.OK:
            name = str(row.get("title") or row.get("name") or "")
            path: Path = (field.key, number)
            yield find(record.id, f"W09.{_CODES[state]}", Level.ERROR, path, name=name)


def _check_types(field: Files, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find that a meeting has no signed sheet (W07), or, where the county asks for photos, none (W08)."""
    offered = {option.value for option in field.types}
    there = {row.get("type") for row in record.values.get(field.key) or ()}
    if SIGN_IN_SHEET in offered and SIGN_IN_SHEET not in there and _met(kind, record):
        yield find(record.id, "W07.no_sign_in_sheet", Level.HINT, (field.key,))
    if context.campaign and context.campaign.thresholds.photo_required and PHOTO in offered - there:
        yield Finding(
            rule="W08", level=Level.WARNING, code="no_photo", record=record.id, path=(field.key,), requested=True
        )


def _met(kind: Kind, record: Record) -> bool:
    """Tell whether people were expected at a meeting of this record."""
    return any(
        isinstance(field, Attendance) and not is_empty((record.values.get(field.key) or {}).get("expected"))
        for field in kind.fields()
    )
