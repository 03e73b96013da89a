"""Photos, scans and other files that belong to records."""

import mimetypes
from pathlib import Path

import msgspec

from core.base.canonical import file_digest
from core.base.errors import FileCanRun, FileEmpty, FileTooLarge, RecordSealed
from core.base.files import explain_reading, require_file, write_safely
from core.exchange.preflight import SUSPICIOUS
from core.records.catalogue import kind_of
from core.records.codec import check
from core.records.content import Record
from core.records.field import Files
from core.services import audit
from core.services.drafts import writable
from core.store import blobs, records
from core.store.journal import What
from core.store.vault import Vault

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is taken in."""

PROGRAMS = SUSPICIOUS | {".cmd", ".dll", ".hta", ".inf", ".jar", ".js", ".msi", ".pif", ".ps1", ".sh", ".vbe", ".wsf"}
"""Endings of files that can run: never attached."""

PHOTOS = frozenset({".jpg", ".jpeg", ".jpe", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic", ".mpo"})
"""Endings of files that are taken for photos."""


def add(
    vault: Vault,
    record: str,
    field_key: str,
    path: Path,
    *,
    title: str = "",
    type: str = "",  # noqa: A002 -- the field's own word
    on: str = "",
    keep_original: bool = False,
    revision: int | None = None,
) -> Record:
    """Attach a file to a record's field and return the record.

    A photo is turned upright, scaled to at most 2,000 px and freed of its place and all other camera data; its
    original is kept beside it only when asked for. Scans of type other than "photo" that are PDF, and all other
    files, stay as they are. `on` is a day (YYYY-MM-DD); not given, the day the photo was taken. `revision` guards
    against a change in between, None takes what is there. Raises FileMissing,
    FileUnreadable, FileEmpty, FileCanRun, FileTooLarge, NotAPhoto, PhotoTooLarge, ScanUnreadable, BadValue, RecordGone,
    RecordMoved, RecordSealed.
    """
    content = _read(path)
    mime, day = mimetypes.guess_type(path.name)[0] or "application/octet-stream", ""
    kept: list[tuple[bytes, str, str]] = []
    if type == "photo" or path.suffix.lower() in PHOTOS:
        # Pillow is loaded when the first photo comes.
        from core.store.photos import prepare

        photo = prepare(content, name=path.name)
        if keep_original:
            kept.append((content, mime, path.name))
        content, mime, day = photo.content, photo.mime, photo.taken_on
    if mime == "application/pdf":
        # pdfium is loaded when the first scan comes.
        from core.documents.scans import sizes

        sizes(content, name=path.name)
    name = path.name if not kept and mime != "image/jpeg" else f"{path.stem}.jpg"
    kept.insert(0, (content, mime, name))
    with vault.work() as session:
        before = records.get(session, record)
        kind = kind_of(before)
        if field_key not in writable(kind, before) or not isinstance(kind.field(field_key), Files):
            raise RecordSealed(record=record, kind=before.kind, state=before.state)
        now = vault.clock.now().replace(microsecond=0)
        rows = list(before.values.get(field_key) or ())
        for number, (bytes_, mime_, name_) in enumerate(kept):
            row = {
                "blob": blobs.put(session, bytes_, mime=mime_, at=now),
                "name": name_,
                "title": title or path.stem,
                "type": type if number == 0 else "other",
                "mime": mime_,
                "on": on or day,
            }
            rows.append({key: value for key, value in row.items() if value})
        values = {**before.values, field_key: rows}
        check(kind, values)
        after = msgspec.structs.replace(before, values=values, changed_at=now)
        return records.put(
            session, after, names=vault.names(session), expected=before.revision if revision is None else revision
        )


def read(vault: Vault, digest: str) -> bytes:
    """Return an attachment's content by its SHA-256. Raises FileMissing, VaultDamaged."""
    with vault.look() as session:
        return blobs.get(session, digest)


def lay_open(vault: Vault, digest: str, folder: Path, *, name: str, record: str) -> Path:
    """Write an attachment into a private folder, to be looked at in another program, and note it in the journal.

    Raises FileMissing, VaultDamaged, FolderNotWritable, DiskFull, ReadBackDiffers.
    """
    target = folder / (Path(name).name or digest)
    write_safely(target, read(vault, digest), private=True)
    audit.note_file(vault, What.FILE_OPENED, sha256=digest, name=target.name, record=record)
    return target


def export_to(vault: Vault, digest: str, folder: Path, *, name: str = "", record: str = "") -> Path:
    """Write an attachment into a folder under its name (or digest) and return where; an existing file is kept.

    It is noted in the journal, with the record it belongs to where that is told. Raises FileMissing, VaultDamaged,
    FolderNotWritable, DiskFull, ReadBackDiffers.
    """
    content = read(vault, digest)
    wanted = Path(name).name or digest
    target = folder / wanted
    for number in range(2, 1000):
        if not target.exists() or file_digest(target) == digest:
            break
        target = folder / f"{Path(wanted).stem} ({number}){Path(wanted).suffix}"
    write_safely(target, content)
    audit.note_file(vault, What.FILE_EXPORTED, sha256=digest, name=target.name, record=record)
    return target


def _read(path: Path) -> bytes:
    """Read a file that a person chose."""
    require_file(path)
    if path.suffix.lower() in PROGRAMS:
        raise FileCanRun(name=path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise FileTooLarge(name=path.name, size=size, limit=LARGEST)
        content = path.read_bytes()
    except OSError as error:
        raise explain_reading(error, path) from error
    if not content:
        raise FileEmpty(name=path.name)
    return content
