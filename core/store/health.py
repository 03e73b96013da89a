"""Is the vault whole? The database's own structure, its references, the journal's chain, every attachment."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.base.canonical import digest
from core.base.errors import VaultDamaged
from core.records.content import Person
from core.store import blobs, drawn, journal, records
from core.store.tables import BlobRow, RecordRow


class Part(StrEnum):
    """What may be damaged."""

    DATABASE = "database"
    JOURNAL = "journal"
    ATTACHMENT = "attachment"
    SEARCH = "search"
    """The search index; made anew by `mend`."""
    DRAWN = "drawn"
    """Lists, times, deadlines, links of a record; made anew by `mend`."""


MENDABLE = frozenset((Part.SEARCH, Part.DRAWN))
"""What can be made anew out of the records themselves."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written; `where` is an entry's number, a digest, or the database's own words."""

    part: Part
    where: str


def examine(session: Session, *, attachments: bool = True) -> tuple[Fault, ...]:
    """Look through the whole vault and return what is wrong; nothing when all is well.

    `attachments` False leaves out reading every attachment, which takes a second per some hundred megabytes. Whether
    what is drawn of the records still fits is asked of `drawn_wrongly`.
    """
    faults = [Fault(Part.DATABASE, told) for told in _structure(session)]
    if faults:
        return tuple(faults)
    if (broken := journal.first_fault(session)) is not None:
        faults.append(Fault(Part.JOURNAL, str(broken)))
    if not _is_indexed(session):
        faults.append(Fault(Part.SEARCH, ""))
    if attachments:
        faults.extend(Fault(Part.ATTACHMENT, name) for name in blobs.names(session) if not _is_whole(session, name))
    return tuple(faults)


def drawn_wrongly(session: Session, *, names: dict[str, Person]) -> tuple[Fault, ...]:
    """Draw everything of the records once more and return where it differs; `session` writes, and takes it back."""
    return tuple(Fault(Part.DRAWN, record) for record in drawn.stale(session, names=names))


def mend(session: Session, *, names: dict[str, Person]) -> int:
    """Draw everything that comes out of the payloads anew: lists, times, deadlines, links, search index.

    Returns how many records there were.
    """
    session.execute(text("DELETE FROM search"))
    return records.rebuild(session, names=names)


def raise_for(faults: tuple[Fault, ...], folder: Path) -> None:
    """Raise VaultDamaged for the first fault that can't be mended."""
    for fault in faults:
        if fault.part not in MENDABLE:
            raise VaultDamaged(path=str(folder), part=fault.part)


def _structure(session: Session) -> list[str]:
    """Return what SQLCipher (every page's own seal) and SQLite (structure, references) find."""
    seals = session.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
    if seals:
        return [str(told) for told in seals]
    told = [str(line) for line in session.execute(text("PRAGMA integrity_check")).scalars() if line != "ok"]
    return told + [f"{row[0]} {row[1]}" for row in session.execute(text("PRAGMA foreign_key_check"))]


def _is_indexed(session: Session) -> bool:
    """Tell whether the search index knows every record and no other."""
    rows = set(session.scalars(select(RecordRow.row)))
    return rows == set(session.execute(text("SELECT id FROM search_docsize")).scalars())


def _is_whole(session: Session, name: str) -> bool:
    """Tell whether an attachment still has its digest."""
    content = session.scalar(select(BlobRow.content).where(BlobRow.sha256 == name))
    return content is not None and digest(content) == name
