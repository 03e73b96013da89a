"""Attached files: W07 the signed sheet, W08 photos a county asks for, W09 files gone bad, T15 days of photos."""

from collections.abc import Iterator

from core.checks.context import BlobState, Context
from core.checks.finding import Finding, Level, Path
from core.checks.finding import found as find
from core.checks.outline import outline
from core.records.content import Record, is_empty, read_day
from core.records.field import Files
from core.records.kind import Kind

SIGN_IN_SHEET, PHOTO = "sign_in_sheet", "photo"
BESIDE = 1
"""Days before or after its event on which a photo may well have been taken (T15)."""

_CODES = {
    BlobState.MISSING: "file_missing",
    BlobState.CHANGED: "file_changed",
    BlobState.EMPTY: "file_empty",
    BlobState.UNREADABLE: "file_unreadable",
}


def check_attachments(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check the files of a record (W07, W08, W09, T15)."""
    for field in outline(kind).files:
        yield from _check_files(field, record, context)
        yield from _check_types(field, kind, record, context)
        yield from _check_taken(field, kind, record)


def _check_files(field: Files, record: Record, context: Context) -> Iterator[Finding]:
    """Find files whose bytes are gone, changed or unreadable (W09); paper only is fine, not looked at is not told."""
    for number, row in enumerate(record.values.get(field.key) or ()):
        state = context.blobs.get(str(row.get("blob") or ""), BlobState.OK)
        if state is not BlobState.OK:
            path: Path = (field.key, number)
            yield find(record.id, f"W09.{_CODES[state]}", Level.ERROR, path, name=_title(row))


def _check_types(field: Files, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find that a meeting has no signed sheet (W07), or, where the county asks for photos, none (W08)."""
    offered = {option.value for option in field.types}
    there = {row.get("type") for row in record.values.get(field.key) or ()}
    if SIGN_IN_SHEET in offered and SIGN_IN_SHEET not in there and _met(kind, record):
        yield find(record.id, "W07.no_sign_in_sheet", Level.HINT, (field.key,))
    if PHOTO in offered - there and (context.thresholds.photo_required or context.is_on("W08")):
        yield Finding(
            rule="W08", level=Level.WARNING, code="no_photo", record=record.id, path=(field.key,), requested=True
        )


def _met(kind: Kind, record: Record) -> bool:
    """Tell whether people were expected at a meeting of this record."""
    return any(
        not is_empty((record.values.get(field.key) or {}).get("expected")) for field in outline(kind).attendances
    )


def _check_taken(field: Files, kind: Kind, record: Record) -> Iterator[Finding]:
    """Find photos taken more than a day before or after what the record tells of (T15).

    Only where something takes place on the record's day; an item that takes months has its photos when they come. A
    photo that doesn't say when it was taken is not asked.
    """
    day = read_day(record.values.get(kind.dated))
    if day is None or not outline(kind).meets:
        return
    for number, row in enumerate(record.values.get(field.key) or ()):
        taken = read_day(row.get("taken"))
        if taken and abs((taken - day).days) > BESIDE:
            yield find(
                record.id,
                "T15.taken_another_day",
                Level.HINT,
                (field.key, number),
                title=_title(row),
                taken=taken.isoformat(),
                on=day.isoformat(),
                days=abs((taken - day).days),
            )


def _title(row: dict[str, object]) -> str:
    """Return what a file is called."""
    return str(row.get("title") or row.get("name") or "")
