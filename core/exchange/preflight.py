"""Before anything is written: can it be written there, and what should a person know about the stick."""

import errno
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.base.canonical import file_digest
from core.base.clock import Clock
from core.base.errors import NameTooLong, TooLargeForStick, UserError
from core.base.files import PART, free_space, sweep_parts
from core.base.ids import new_id
from core.exchange.layout import find_documents
from core.exchange.trouble import told

MARGIN = 256 * 1024
"""Bytes that must stay free beside the file: the file system's own tables grow too."""

SUSPICIOUS = frozenset((".exe", ".com", ".scr", ".bat", ".vbs", ".lnk"))
"""Endings of check I08 (domain.md §3.3): programs and shortcuts a stick virus leaves behind."""
AUTORUN = "autorun.inf"

SHOWN = 20
"""How many suspicious files are named at most."""

WRONG_CLOCK = timedelta(days=1)
"""How far a file's time may be from the clock's; less than that is a matter of zones."""

LARGEST_ON_FAT = (1 << 32) - 1
"""Bytes of a file on FAT32: 4 GiB less one."""
LONGEST_NAME = 255
"""UTF-16 units of a name on FAT, exFAT and NTFS; bytes elsewhere."""
_FAT = frozenset(("vfat", "msdos", "fat", "fat12", "fat16", "fat32"))
_UNITS = _FAT | {"exfat", "ntfs", "ntfs3", "fuseblk"}

_CODE = re.compile(r"-[0-9A-F]{8}$")
"""The short code at the end of a document's name."""


@dataclass(frozen=True, slots=True)
class Load:
    """A file that is to be carried."""

    name: str
    """Its name there."""
    size: int
    """Bytes."""
    sha256: str
    """64 lower-case hex digits."""
    into: str = ""
    """Folder below the one chosen, as `layout.folder_for` names it."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found before anything was written."""

    free: int
    """Free bytes."""
    suspicious: tuple[str, ...]
    """Names of programs and shortcuts lying in the folder (check I08); left untouched."""
    clock_off: timedelta = timedelta(0)
    """How far the times of files there are ahead of the clock; zero when it is no more than a day either way."""
    hindrance: UserError | None = None
    """Why nothing at all can be carried there."""
    refused: Mapping[str, UserError] = field(default_factory=dict)
    """Files that the file system there can't hold, by name."""
    copies: tuple[Path, ...] = ()
    """The same documents, byte for byte, lying there under any name."""
    older: tuple[Path, ...] = ()
    """Other documents of the same school and title: earlier editions, or copies that were changed."""


def look_ahead(folder: Path, *, needed: int, stick: bool, clock: Clock, sweep: bool = True) -> Preflight:
    """Find out whether `needed` bytes can be written into a folder, before any time is spent.

    With `sweep` removes what an interrupted run left behind: for whoever writes; whoever only looks might take away
    what somebody is writing. `stick` chooses the errors: StickGone, StickReadOnly, StickFull, or FileMissing,
    FolderNotWritable, DiskFull.
    """
    with told(folder, needed=needed, stick=stick):
        if not folder.is_dir():
            raise OSError(errno.ENOENT, "no such folder")
        if sweep:
            sweep_parts(folder)
        made_at = _probe(folder)
        free = shutil.disk_usage(folder).free
        if free < needed + MARGIN:
            raise OSError(errno.ENOSPC, "no room")
        return Preflight(free=free, suspicious=find_suspicious(folder), clock_off=_off(made_at, clock.now()))


def examine(folder: Path, loads: Sequence[Load], *, stick: bool, clock: Clock, system: str = "") -> Preflight:
    """Return all there is to know about carrying files to a place; what hinders is told, not raised.

    `system` is the file system's name as `Stick.system` says it.
    """
    refused = {load.name: error for load in loads if (error := refusal(load, system=system))}
    wanted = [load for load in loads if load.name not in refused]
    try:
        found = tuple(find_documents(folder))
    except UserError:  # looking ahead says it better: gone, or not to be written to
        found = ()
    copies = _copies(found, wanted)
    needed = sum(load.size for load in wanted if folder / load.into / load.name not in copies)
    try:
        ahead = look_ahead(folder, needed=needed, stick=stick, clock=clock, sweep=False)
    except UserError as error:
        ahead = Preflight(free=free_space(folder), suspicious=(), hindrance=error)
    return replace(
        ahead,
        clock_off=ahead.clock_off or _newest_off(found, clock.now()),
        refused=refused,
        copies=copies,
        older=tuple(path for path in found if path not in copies and _is_edition(path, wanted)),
    )


def refusal(load: Load, *, system: str) -> UserError | None:
    """Return why a file system can't hold a file, or None: NameTooLong, TooLargeForStick."""
    kind = system.lower()
    units = len(load.name.encode("utf-16-le")) // 2
    length = units if kind in _UNITS or os.name == "nt" else len(load.name.encode())
    if length > LONGEST_NAME:
        return NameTooLong(name=load.name, limit=LONGEST_NAME)
    if kind in _FAT and load.size > LARGEST_ON_FAT:
        return TooLargeForStick(name=load.name, size=load.size, limit=LARGEST_ON_FAT)
    return None


def find_suspicious(*folders: Path) -> tuple[str, ...]:
    """Return the names of programs and shortcuts in folders, sorted, at most twenty. Raises OSError."""
    names = {entry.name for folder in folders for entry in os.scandir(folder)}
    found = (name for name in names if Path(name).suffix.lower() in SUSPICIOUS or name.lower() == AUTORUN)
    return tuple(sorted(found))[:SHOWN]


def _probe(folder: Path) -> float:
    """Make a file and remove it; returns its time in seconds. Raises OSError."""
    probe = folder / f".{new_id()}{PART}"
    try:
        probe.touch(exist_ok=False)
        return probe.stat().st_mtime
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _off(seconds: float, now: datetime) -> timedelta:
    """Return how far a file's time is ahead of the clock, zero when that is nothing."""
    ahead = timedelta(seconds=seconds - now.timestamp())
    return ahead if abs(ahead) > WRONG_CLOCK else timedelta(0)


def _newest_off(found: Iterable[Path], now: datetime) -> timedelta:
    """Return how far the newest file is ahead of the clock: a computer whose battery is empty begins in the past."""
    for path in found:
        with suppress(OSError):
            return max(_off(path.stat().st_mtime, now), timedelta(0))
    return timedelta(0)


def _copies(found: Iterable[Path], loads: Sequence[Load]) -> tuple[Path, ...]:
    """Return the files that are one of the loads; only those of the same size are read."""
    wanted: dict[int, set[str]] = {}
    for load in loads:
        wanted.setdefault(load.size, set()).add(load.sha256)
    same = []
    for path in found:
        with suppress(OSError):
            digests = wanted.get(path.stat().st_size)
            if digests and file_digest(path) in digests:
                same.append(path)
    return tuple(same)


def _is_edition(path: Path, loads: Iterable[Load]) -> bool:
    """Tell whether a file has the name of one of the loads up to its code."""
    return any(path.stem.startswith(_CODE.sub("", Path(load.name).stem) + "-") for load in loads)
