"""Attachments' contents, each kept once under its own SHA-256."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base.canonical import digest
from core.base.errors import FileMissing, VaultDamaged
from core.store.tables import BlobRow


def put(session: Session, content: bytes, *, mime: str, at: datetime) -> str:
    """Keep a content and return its digest (hex); the same content twice is kept once."""
    name = digest(content)
    if session.get(BlobRow, name) is None:
        session.add(BlobRow(sha256=name, mime=mime, size=len(content), added_at=at, content=content))
        session.flush()
    return name


def get(session: Session, name: str) -> bytes:
    """Return a content by its digest.

    Raises FileMissing when the vault has none of that digest, VaultDamaged when it is no longer what it was.
    """
    content = session.scalar(select(BlobRow.content).where(BlobRow.sha256 == name))
    if content is None:
        raise FileMissing(path=name)
    if digest(content) != name:
        raise VaultDamaged(path=name, part="attachment")
    return content


def describe(session: Session, name: str) -> tuple[str, int] | None:
    """Return (MIME type, size in bytes) of a content, None when there is none of that digest."""
    found = session.execute(select(BlobRow.mime, BlobRow.size).where(BlobRow.sha256 == name)).first()
    return (found.mime, found.size) if found else None


def sizes(session: Session, wanted: Iterable[str]) -> dict[str, int]:
    """Return the sizes in bytes of those contents the vault has, by digest."""
    rows = session.execute(select(BlobRow.sha256, BlobRow.size).where(BlobRow.sha256.in_(tuple(wanted))))
    return {row.sha256: row.size for row in rows}


def names(session: Session) -> tuple[str, ...]:
    """Return the digests of all contents, sorted."""
    return tuple(session.scalars(select(BlobRow.sha256).order_by(BlobRow.sha256)))
