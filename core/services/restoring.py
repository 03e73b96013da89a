"""A backup is looked into, compared with what is there, and put in its place; nothing is ever overwritten."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core.base.clock import Clock
from core.base.errors import BackupOfAnother, DiskFull, FolderNotWritable, UserError, VaultExists
from core.base.files import explain, flush_folder, free_space, make_folder, make_private
from core.base.ids import new_id
from core.base.jobs import Progress, Silent
from core.services import backups, campaigns
from core.services.desk import inside as desk
from core.store import backup, blobs, journal, packets, people, records, unlock
from core.store import vault as store
from core.store.books import SHAPES, Book, Shape
from core.store.journal import What
from core.store.lock import Lock
from core.store.records import Filter, Line
from core.store.register.desk import Desk, open_desk
from core.store.vault import Vault
from core.views.backups import DeskDifference, DeskFound, Difference, Found, Sort

SHOWN = 20
"""Records named at most of those that a restoring would take away."""
MARGIN = 8 << 20
"""Bytes that must stay free besides the unpacked backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the restored book stands, and where the one before it was put."""

    folder: Path
    aside: Path | None
    """None when nothing stood there."""


@contextmanager
def opened(path: Path, password: str, *, clock: Clock, progress: Progress | None = None) -> Iterator[Book]:
    """Open a backup in a private folder, which goes away afterwards; the backup itself is only read.

    Older ones are brought up to date there, and a register elsewhere is left alone. Raises BackupDamaged, NewerVault,
    WrongPassword, VaultDamaged, DiskFull.
    """
    try:
        room = TemporaryDirectory(prefix="taizhang-look-", ignore_cleanup_errors=True)
    except OSError as error:
        raise explain(error, path) from error
    with room as name:
        folder = Path(name)
        book = _unpacked(path, folder, password, clock=clock, progress=progress)
        try:
            yield book
        finally:
            book.close()


def rehearse(path: Path, password: str, *, clock: Clock, progress: Progress | None = None) -> Found | DeskFound:
    """Open a backup as a restoring would, look through all of it, and tell what is inside (试恢复).

    Raises what `opened` raises.
    """
    with opened(path, password, clock=clock, progress=progress) as book:
        if isinstance(book, Desk):
            return desk.look(book, made_at=backup.read_about(path).made_at)
        return look(book, made_from=path)


def look(vault: Vault, *, made_from: Path | None = None) -> Found:
    """Tell what a vault, or an opened backup of one, holds."""
    about = backup.read_about(made_from) if made_from else None
    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
        lines = records.lines(session, Filter())
        return Found(
            school=school.name,
            principal=principal.name if principal else "",
            records=len(lines),
            kinds=dict(Counter(line.kind for line in lines)),
            attachments=len(blobs.names(session)),
            packets=len(packets.listing(session)),
            people=len(people.roster(session)),
            last_change=records.last_change(session),
            made_at=about.made_at if about else vault.clock.now(),
            older_schema=bool(about and about.schema < store.SCHEMA),
        )


def compare(
    book: Book, path: Path, password: str, *, clock: Clock, progress: Progress | None = None
) -> Difference | DeskDifference:
    """Tell what would change if a backup took the place of the open book.

    Raises what `opened` raises, BackupOfAnother.
    """
    about = backup.read_about(path)
    if about.vault != book.id:
        raise BackupOfAnother(path=str(path))
    with opened(path, password, clock=clock, progress=progress) as other:
        if isinstance(book, Desk) and isinstance(other, Desk):
            return desk.compare(book, other, made_at=about.made_at)
        if isinstance(book, Vault) and isinstance(other, Vault):
            return _compare(book, other, path)
    raise BackupOfAnother(path=str(path))


def _compare(vault: Vault, other: Vault, path: Path) -> Difference:
    """Tell what differs between a vault and an opened backup of one."""
    with vault.look() as session:
        present = {line.id: line for line in records.changed_last(session, Filter())}
    inside = look(other, made_from=path)
    with other.look() as session:
        kept = {line.id: line for line in records.lines(session, Filter())}
    gone = [line for line in present.values() if line.id not in kept]
    return Difference(
        inside=inside,
        present=look(vault),
        lost=tuple(_named(line) for line in gone[:SHOWN]),
        lost_count=len(gone),
        older=sum(line.id in kept and kept[line.id].revision < line.revision for line in present.values()),
        back=sum(record not in present for record in kept),
    )


def restore(path: Path, password: str, folder: Path, *, clock: Clock, progress: Progress | None = None) -> Restored:
    """Put a backup in the place of a book that is closed, or where none is; the one before is set aside whole.

    `folder` is the book's own path, with or without its ending. The backup is unpacked, opened and looked through
    beside it first; only then two renames follow. Raises what `opened` raises, BackupOfAnother, VaultInUse, VaultExists
    (something else stands there), FolderNotWritable, DiskFull, Cancelled.
    """
    watch = progress or Silent()
    about = backup.read_about(path)
    shape = SHAPES[about.sort]
    target = shape.path_of(folder)
    there = os.path.lexists(target)
    if there and not shape.is_one(target):
        raise VaultExists(path=str(target))
    if there and _id_of(target) not in {about.vault, ""}:
        raise BackupOfAnother(path=str(path))
    for left in target.parent.glob(f".{target.name}.*.part"):  # by a program that was killed over it
        shutil.rmtree(left, ignore_errors=True)
    part = target.with_name(f".{target.name}.{new_id()}.part")
    try:
        make_folder(part.parent, parents=True)
        if free_space(part.parent) < about.size + MARGIN:
            raise DiskFull(path=str(part.parent), needed=about.size + MARGIN, free=free_space(part.parent))
        part.mkdir(mode=0o700)
        book = _unpacked(path, part, password, clock=clock, progress=watch)
        try:
            _note(book, about)
        finally:
            book.close()
        make_private(part)
        watch.step(0, 0, "swap")
        aside = None
        if there:
            aside = _swap(part, target, shape, clock=clock)
        else:
            _put(part, target)
    except OSError as error:
        raise explain(error, part) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Restored(folder=target, aside=aside)


def _unpacked(path: Path, folder: Path, password: str, *, clock: Clock, progress: Progress | None) -> Book:
    """Unpack a backup and open it, after every page, row and link of the journal was looked through."""
    about = backup.unpack(path, folder, progress=progress)
    key = unlock.unwrap(folder, password).key
    if progress:
        progress.step(0, 0, "check")
    backup.check(folder / SHAPES[about.sort].database, key, about.counts)
    if about.sort is Sort.DESK:
        return open_desk(folder, password, clock=clock, apart=True)
    return store.open_vault(folder, password, clock=clock)


def _note(book: Book, about: backup.About) -> None:
    """Let the journal tell that the book goes on from a backup."""
    if isinstance(book, Desk):
        desk.go_on(book, made_at=about.made_at, sha256=about.sha256)
        return
    campaigns.settle(book)
    with book.work() as session:
        journal.append(
            session,
            What.VAULT_RESTORED,
            at=book.clock.now().replace(microsecond=0),
            by=people.get_school(session).principal,
            body={"made_at": about.made_at.isoformat(), "sha256": about.sha256},
        )


def _swap(part: Path, target: Path, shape: Shape, *, clock: Clock) -> Path:
    """Set the present book aside and put the restored one in its place; back again if that fails."""
    aside = target.with_name(f"{target.stem}-{clock.now():%Y%m%d-%H%M%S}-{new_id()[-4:]}{shape.suffix}")
    lock = Lock(target / shape.lock)
    lock.release()  # a folder with an open file in it can't be renamed on Windows
    target.rename(aside)
    flush_folder(target.parent)  # before its name is given away: not every disk keeps the order of two changes
    try:
        _put(part, target)
    except BaseException:
        aside.rename(target)
        raise
    with suppress(OSError):  # those on this computer go on with the book, newer ones too
        (aside / backups.FOLDER).rename(target / backups.FOLDER)
    return aside


def _put(part: Path, target: Path) -> None:
    """Give the restored book its name."""
    try:
        part.rename(target)
    except OSError as error:
        raise FolderNotWritable(path=str(target.parent)) from error
    flush_folder(target.parent)


def _id_of(folder: Path) -> str:
    """Return the id of the book in a folder; empty when its key file can't be read any more."""
    try:
        return unlock.read(folder).vault
    except UserError:
        return ""


def _named(line: Line) -> str:
    """Return number and heading of a record."""
    return " ".join(part for part in (line.number, line.heading) if part)
