"""体检: is the vault whole, what can be mended, and what can still be taken out when it can't."""

from pathlib import Path

import msgspec

from core.base.errors import MissingGlyph, SealClosed, UserError, VaultDamaged
from core.base.files import passing_folder, write_safely
from core.base.jobs import Progress, Silent
from core.exchange.container import plain
from core.records.catalogue import find_kind, kind_of
from core.records.content import Record, blobs_of
from core.records.kind import Privacy
from core.store import blobs, journal, people, records
from core.store import health as store
from core.store.engine import Session
from core.store.health import MENDABLE, Fault, Part
from core.store.records import Filter, Line
from core.store.vault import Vault
from core.views.health import Finding, Health, Rescued

LONGEST = 40
"""Characters of a heading in a rescued file's name."""


def examine(vault: Vault, *, deep: bool = True, progress: Progress | None = None) -> Health:
    """Look through the vault; `deep` reads every attachment and compares everything drawn of the records.

    Raises VaultDamaged when nothing at all can be read, Cancelled.
    """
    watch = progress or Silent()
    watch.step(0, 0, "check")
    with vault.look() as session:
        faults = store.examine(session, attachments=deep)
        readable = _readable(faults)
        lines = {line.id: line for line in records.lines(session, Filter())} if readable else {}
        attachments = len(blobs.names(session)) if readable else 0
        entries = journal.head(session).entries if readable else 0
        names = vault.names(session) if readable else {}
    if deep and readable:
        # On a copy: drawing everything anew takes seconds, and nobody's typing waits for it.
        with passing_folder(vault.folder, "draw-") as room, vault.copied(room) as session:
            faults += store.drawn_wrongly(session, names=names)
    return Health(
        findings=tuple(_finding(fault, lines) for fault in faults),
        records=len(lines),
        attachments=attachments,
        entries=entries,
        deep=deep,
    )


def mend(vault: Vault) -> Health:
    """Make anew what can be made anew out of the records, and look again."""
    with vault.work() as session:
        store.mend(session, names=vault.names(session))
    vault.memory.clear()
    return examine(vault)


def rescue(vault: Vault, folder: Path, *, progress: Progress | None = None) -> Rescued:
    """Write every record that can still be read into a folder, each as a page (PDF), as data (JSON), with its files.

    It lies open there: whoever has the folder can read it. What is locked away is left out while it is closed. Raises
    DiskFull, FolderNotWritable, Cancelled.
    """
    watch = progress or Silent()
    with vault.look() as session:
        lines = records.lines(session, Filter())
        school, names = people.get_school(session), vault.names(session)
    lost: list[str] = []
    done = files = 0
    for number, line in enumerate(lines, start=1):
        watch.step(number, len(lines), "write")
        stem = plain(f"{line.number or line.id}-{line.heading}", longest=LONGEST)
        try:
            with vault.look() as session:
                record = records.get(session, line.id)
                files += _rescue_files(session, record, folder, stem)
        except SealClosed:
            lost.append(line.number or line.id)
            continue
        except (VaultDamaged, msgspec.DecodeError, ValueError, KeyError):
            lost.append(line.number or line.id)
            continue
        data = {"kind": record.kind, "number": record.number, "state": record.state, "values": record.values}
        write_safely(folder / f"{stem}.json", msgspec.json.format(msgspec.json.encode(data), indent=1), private=True)
        try:
            from core.documents import preview  # ReportLab loads when the first page is made

            page = preview.sheet_pdf(kind_of(record), record, names, school)
            write_safely(folder / f"{stem}.pdf", page, private=True)
        except MissingGlyph:
            pass  # the data are there
        done += 1
    return Rescued(records=done, attachments=files, lost=tuple(lost))


def _rescue_files(session: Session, record: Record, folder: Path, stem: str) -> int:
    """Write a record's attachments; one that is damaged is left out."""
    done = 0
    for number, name in enumerate(blobs_of(kind_of(record), record.values), start=1):
        try:
            content = blobs.get(session, name)
        except UserError:
            continue
        described = blobs.describe(session, name)
        ending = {"image/jpeg": ".jpg", "application/pdf": ".pdf", "image/png": ".png"}.get(
            described[0] if described else "", ".bin"
        )
        write_safely(folder / f"{stem}-{number}{ending}", content, private=True)
        done += 1
    return done


def _readable(faults: tuple[Fault, ...]) -> bool:
    """Tell whether rows can be read."""
    return all(fault.part is not Part.DATABASE for fault in faults)


def _finding(fault: Fault, lines: dict[str, Line]) -> Finding:
    """Return a fault as the windows show it; of what is not for everybody only number and kind."""
    line = lines.get(fault.where)
    where = fault.where
    if line is not None:
        told = line.heading if line.privacy == Privacy.ORDINARY else find_kind(line.kind).words.zh
        where = " ".join(part for part in (line.number, told) if part)
    return Finding(part=fault.part.value, where=where, mendable=fault.part in MENDABLE)
