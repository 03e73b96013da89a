"""A backup: a whole vault or desk in one file, encrypted as it is, opened by the same password.

It is a ZIP archive (stored, for ciphertext does not shrink) of three members: `about.json`, the key file, and a copy of
the database. Nothing of a record's words stands outside the encrypted database. Of a desk whose register is in
PostgreSQL it holds the county's keys alone.
"""

import hashlib
import zipfile
from datetime import datetime
from pathlib import Path

import msgspec

from core.base.canonical import BLOCK, encode, file_digest
from core.base.clock import Clock
from core.base.errors import BackupDamaged, NewerVault, UserError, VaultDamaged
from core.base.files import explain, explain_reading, flush, part_of, require_file
from core.base.jobs import Progress, Silent
from core.base.version import PROGRAM
from core.store import copying, unlock
from core.store.books import SHAPES, Book, shape_of
from core.store.engine import open_engine
from core.store.register.desk import Desk
from core.views.backups import Sort

ENDING = ".taizhang-backup"
FOLDER = "backups"
"""Folder inside the book's where they lie."""
FORMAT, VERSION = "taizhang-backup", 1
"""What the file says it is, and the highest version this program reads."""

ABOUT, KEY = "about.json", unlock.NAME
MEMBERS = {sort: (ABOUT, KEY, shape.database) for sort, shape in SHAPES.items()}
"""What is inside, in this order."""
_LARGEST = {ABOUT: 64 * 1024, KEY: 1024 * 1024}
"""Bytes of a small member at most."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup tells without a password."""

    format: str = FORMAT
    version: int = VERSION
    sort: Sort = Sort.SCHOOL
    elsewhere: bool = False
    """The register of the desk is in PostgreSQL, and not in here."""
    vault: str
    """Id of the vault or desk."""
    schema: int
    made_at: datetime
    program: str
    counts: dict[str, int]
    """Rows by table: record, journal, blob, person, packet; or those of a desk."""
    size: int
    """Bytes of the database."""
    sha256: str
    """Of the database, 64 lower-case hex digits."""


def make(book: Book, place: Path, *, clock: Clock, progress: Progress | None = None) -> tuple[Path, About]:
    """Make a backup of an open book in a private folder, opened and checked; returns it and what it tells.

    Others may go on writing: the backup shows one moment. Raises VaultDamaged (the copy was not whole), DiskFull,
    FolderNotWritable, FileUnreadable, Cancelled.
    """
    watch, shape = progress or Silent(), shape_of(book)
    fresh, packed = place / shape.database, place / f"backup{ENDING}"
    try:
        counts = copying.copy(book.database, fresh, book.key, progress=watch)
        copying.settle(fresh, book.key)
        watch.step(0, 0, "check")
        check(fresh, book.key, counts)
        about = About(
            sort=shape.sort,
            elsewhere=isinstance(book, Desk) and book.elsewhere,
            vault=book.id,
            schema=shape.schema,
            made_at=clock.now().replace(microsecond=0),
            program=PROGRAM,
            counts=counts,
            size=fresh.stat().st_size,
            sha256=file_digest(fresh),
        )
        _pack(packed, about, key=book.folder / KEY, database=fresh, progress=watch)
    except OSError as error:
        raise explain(error, packed) from error
    finally:
        copying.clear(fresh)
    return packed, about


def keep(folder: Path, target: Path, *, schema: int, counts: dict[str, int], clock: Clock) -> About:
    """Make a backup of a vault that is closed and all in its one file, before it is brought up to date.

    Its schema is told, so that whoever restores it brings it up to date then. Raises VaultDamaged (what was written is
    not what was there), DiskFull, FolderNotWritable.
    """
    database = folder / SHAPES[Sort.SCHOOL].database
    about = About(
        vault=unlock.read(folder).vault,
        schema=schema,
        made_at=clock.now().replace(microsecond=0),
        program=PROGRAM,
        counts=counts,
        size=database.stat().st_size,
        sha256=file_digest(database),
    )
    with part_of(target) as part:
        try:
            _pack(part, about, key=folder / KEY, database=database, progress=Silent())
            with zipfile.ZipFile(part) as archive, archive.open(database.name) as member:
                same = hashlib.file_digest(member, "sha256").hexdigest() == about.sha256  # type: ignore[arg-type]
        except OSError as error:
            raise explain(error, target, needed=about.size) from error
    if not same:
        target.unlink(missing_ok=True)
        raise VaultDamaged(path=str(folder), part="database")
    return about


def read_about(path: Path) -> About:
    """Return what a backup tells of itself; nothing is unpacked.

    Raises FileMissing, FileUnreadable, NotAFile, BackupDamaged (or no backup at all), NewerVault.
    """
    require_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _about(archive, path)
    except OSError as error:
        raise explain_reading(error, path) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BackupDamaged(path=str(path)) from error


def unpack(path: Path, folder: Path, *, progress: Progress | None = None) -> About:
    """Lay key file and database of a backup into an empty private folder, compared with what the backup tells.

    Raises what `read_about` raises, DiskFull, FolderNotWritable, Cancelled.
    """
    watch = progress or Silent()
    require_file(path)
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise explain_reading(error, path) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BackupDamaged(path=str(path)) from error
    with archive:
        try:
            about = _about(archive, path)
            database = folder / SHAPES[about.sort].database
            (folder / KEY).write_bytes(archive.read(KEY))
            _extract(archive, database, about.size, progress=watch)
        except UserError:
            raise
        except OSError as error:
            raise explain(error, folder / KEY, needed=path.stat().st_size) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise BackupDamaged(path=str(path)) from error
    if database.stat().st_size != about.size or file_digest(database) != about.sha256:
        raise BackupDamaged(path=str(path))
    return about


def check(fresh: Path, key: bytes, counts: dict[str, int]) -> None:
    """Look through a copy of a book's database: every page, its rows by table, the journal. Raises VaultDamaged."""
    engine = open_engine(fresh, key)
    try:
        with copying.translated(fresh), engine.connect() as connection:
            copying.check(connection, counts, fresh)
            connection.rollback()
    finally:
        engine.dispose()
    copying.settle(fresh, key)  # looking has put it back to keeping a log beside it


def _about(archive: zipfile.ZipFile, path: Path) -> About:
    """Read the first member, once the three members are what they have to be."""
    infos = {info.filename: info for info in archive.infolist()}
    names = tuple(info.filename for info in archive.infolist())
    if names not in MEMBERS.values():
        raise BackupDamaged(path=str(path))
    for name, info in infos.items():
        plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1
        if not plain or info.file_size > _LARGEST.get(name, info.file_size):
            raise BackupDamaged(path=str(path))
    raw = archive.read(ABOUT)
    try:
        told = msgspec.json.decode(raw)
        version = told.get("version") if isinstance(told, dict) else None
        if isinstance(version, int) and version > VERSION and told.get("format") == FORMAT:
            raise NewerVault(path=str(path), found=version, known=VERSION)
        about = msgspec.convert(told, About)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BackupDamaged(path=str(path)) from error
    if about.format != FORMAT or MEMBERS[about.sort] != names or infos[names[-1]].file_size != about.size:
        raise BackupDamaged(path=str(path))
    return about


def _pack(packed: Path, about: About, *, key: Path, database: Path, progress: Progress) -> None:
    """Write the archive and bring it onto the disk. Raises OSError."""
    with packed.open("xb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(ABOUT), msgspec.json.format(encode(about), indent=1) + b"\n")
            archive.writestr(zipfile.ZipInfo(KEY), key.read_bytes())
            info = zipfile.ZipInfo(database.name)
            info.file_size = about.size
            done = 0
            with archive.open(info, "w") as member, database.open("rb") as origin:
                while block := origin.read(BLOCK):
                    member.write(block)
                    done += len(block)
                    progress.step(done, about.size, "write")
        flush(stream)


def _extract(archive: zipfile.ZipFile, target: Path, size: int, *, progress: Progress) -> None:
    """Unpack the database, never more of it than the backup tells. Raises OSError, BadZipFile."""
    done = 0
    with archive.open(target.name) as member, target.open("xb") as out:
        while block := member.read(BLOCK):
            done += len(block)
            if done > size:
                raise zipfile.BadZipFile("longer than it tells")
            out.write(block)
            progress.step(done, size, "read")
        flush(out)
