"""Carry a file onto a stick or into a folder: written, read back, judged; whole under its name, or not there at all.

The order: pre-flight, a copy under a temporary name, flush, read back from the disk itself, rename, judge what now
lies there. Whatever fails leaves nothing under the final name.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from core.base.canonical import BLOCK, file_digest
from core.base.clock import Clock
from core.base.errors import (
    DiskFull,
    FileMissing,
    FileUnreadable,
    FolderNotWritable,
    NameTaken,
    ReadBackDiffers,
    StickFull,
    StickGone,
    StickReadOnly,
    UserError,
)
from core.base.files import PART, explain_reading, flush, flush_folder, free_space, require_file, sweep_parts
from core.base.ids import new_id
from core.base.jobs import Progress, Silent
from core.signing.verdict import Light, Verdict

MARGIN = 256 * 1024
"""Bytes that must stay free beside the file: the file system's own tables grow too."""

SUSPICIOUS = frozenset((".exe", ".com", ".scr", ".bat", ".vbs", ".lnk"))
"""Endings of check I08 (domain.md §3.3): programs and shortcuts a stick virus leaves behind."""
AUTORUN = "autorun.inf"

SHOWN = 20
"""How many suspicious files are named at most."""

_GONE = {
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOENT,
    errno.ENOTCONN,
    errno.ESTALE,
    errno.EBADF,
    errno.ESHUTDOWN,
    getattr(errno, "EREMOTEIO", errno.EIO),
    getattr(errno, "ENOMEDIUM", errno.EIO),
}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_WINDOWS_GONE = {3, 21, 55, 433, 1006, 1167, 1617}
"""Path not found, not ready, device gone, no such device, volume changed, not connected, removed."""
_WINDOWS_READ_ONLY = 19
_WINDOWS_FULL = {39, 112}


class Stage(StrEnum):
    """The three things that must be done before anybody may pull the stick out."""

    WRITTEN = "written"
    READ_BACK = "read_back"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Done:
    """One stage that was passed."""

    stage: Stage
    at: datetime


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found before anything was written."""

    free: int
    """Free bytes."""
    suspicious: tuple[str, ...]
    """Names of programs and shortcuts lying in the folder (check I08); left untouched."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that lies where it should."""

    path: Path
    sha256: str
    """Digest of what was read back, 64 lower-case hex digits."""
    size: int
    """Bytes."""
    stages: tuple[Done, ...]
    """All three, in order, each with its time."""
    suspicious: tuple[str, ...]
    """Names of programs and shortcuts in the same folder (check I08)."""
    verdict: Verdict
    """The judge's answer about the file as it lies there."""
    again: bool
    """Whether the very same file lay there already and nothing had to be written."""


def look_ahead(folder: Path, *, needed: int, stick: bool) -> Preflight:
    """Find out whether `needed` bytes can be written into a folder, before any time is spent.

    Removes what an interrupted run left behind. `stick` chooses the errors: StickGone, StickReadOnly, StickFull, or
    FileMissing, FolderNotWritable, DiskFull.
    """
    with _told(folder, needed=needed, stick=stick):
        if not folder.is_dir():
            raise OSError(errno.ENOENT, "no such folder")
        sweep_parts(folder)
        probe = folder / f".{new_id()}{PART}"
        try:
            probe.touch(exist_ok=False)
        finally:
            with suppress(OSError):
                probe.unlink(missing_ok=True)
        free = free_space(folder)
        if free < needed + MARGIN:
            raise OSError(errno.ENOSPC, "no room")
        return Preflight(free=free, suspicious=find_suspicious(folder))


def find_suspicious(folder: Path) -> tuple[str, ...]:
    """Return the names of programs and shortcuts in a folder, sorted, at most twenty. Raises OSError."""
    names = (entry.name for entry in os.scandir(folder))
    found = (name for name in names if Path(name).suffix.lower() in SUSPICIOUS or name.lower() == AUTORUN)
    return tuple(sorted(found))[:SHOWN]


def carry(
    source: Path,
    folder: Path,
    *,
    name: str,
    judge: Callable[[Path], Verdict],
    clock: Clock,
    stick: bool = True,
    progress: Progress | None = None,
) -> Carried:
    """Carry `source` into `folder` under `name` and prove that it arrived; may be called again after any failure.

    `judge` judges the file where it lies then. Raises what `look_ahead` raises, and NameTaken (another file of that
    name is there and stays), ReadBackDiffers (what arrived is not what was sent; it was removed), FileMissing or
    FileUnreadable (the source), Cancelled.
    """
    watch = progress or Silent()
    size, sha256 = _measure(source)
    ahead = look_ahead(folder, needed=size, stick=stick)
    target = folder / name
    with _told(folder, needed=size, stick=stick):
        again = target.exists()
        if again:
            if file_digest(target) != sha256:
                raise NameTaken(path=str(target))
            written = read_back = clock.now()
        else:
            written, read_back = _write(source, target, size=size, sha256=sha256, clock=clock, progress=watch)
        verdict = _judge(target, judge, sha256=sha256, keep=again)
        stages = (Done(Stage.WRITTEN, written), Done(Stage.READ_BACK, read_back), Done(Stage.JUDGED, clock.now()))
    return Carried(
        path=target,
        sha256=sha256,
        size=size,
        stages=stages,
        suspicious=ahead.suspicious,
        verdict=verdict,
        again=again,
    )


def _measure(source: Path) -> tuple[int, str]:
    """Return size and digest of the file to be carried."""
    require_file(source)
    try:
        return source.stat().st_size, file_digest(source)
    except OSError as error:
        raise explain_reading(error, source) from error


def _write(
    source: Path, target: Path, *, size: int, sha256: str, clock: Clock, progress: Progress
) -> tuple[datetime, datetime]:
    """Copy under a temporary name, read back, rename; returns when it was written and when read back."""
    part = target.with_name(f".{new_id()}{PART}")
    try:
        _copy(source, part, size=size, progress=progress)
        written = clock.now()
        if _read_uncached(part, size=size, progress=progress) != sha256:
            raise ReadBackDiffers(path=str(target))
        # The last moment to cancel: from here on the file is there.
        progress.step(0, 1, "judge")
        _rename(part, target)
        return written, clock.now()
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _judge(target: Path, judge: Callable[[Path], Verdict], *, sha256: str, keep: bool) -> Verdict:
    """Judge the file where it lies; one that fails is taken away again, unless it lay there before us."""
    believed = keep
    try:
        verdict = judge(target)
        if verdict.sha256 != sha256 or verdict.light is Light.INVALID:
            raise ReadBackDiffers(path=str(target))
        believed = True
        return verdict
    finally:
        if not believed:
            with suppress(OSError):
                target.unlink(missing_ok=True)


def _copy(source: Path, part: Path, *, size: int, progress: Progress) -> None:
    """Copy block by block and bring it to the disk itself."""
    done = 0
    try:
        origin = source.open("rb")
    except OSError as error:
        raise FileUnreadable(path=str(source), reason=error.strerror or "") from error
    with origin, part.open("xb") as out:
        progress.step(0, size, "write")
        while block := origin.read(BLOCK):
            out.write(block)
            done += len(block)
            progress.step(done, size, "write")
        flush(out)


def _read_uncached(part: Path, *, size: int, progress: Progress) -> str:
    """Return the digest of a file, read from the disk and not from the system's memory where that can be asked for.

    Windows has no such request for an ordinary file; there the judge's own reading is the second look.
    """
    seen, done = hashlib.sha256(), 0
    with part.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while block := stream.read(BLOCK):
            seen.update(block)
            done += len(block)
            progress.step(done, size, "read_back")
    return seen.hexdigest()


def _rename(part: Path, target: Path) -> None:
    """Give the finished file its name; a file that appeared meanwhile is not overwritten."""
    if target.exists():
        raise NameTaken(path=str(target))
    part.rename(target)
    flush_folder(target.parent)


@contextmanager
def _told(folder: Path, *, needed: int, stick: bool) -> Iterator[None]:
    """Turn the system's errors about a folder into those a person can act on."""
    try:
        yield
    except OSError as error:
        raise _explain(error, folder, needed=needed, stick=stick) from error
    except (FileMissing, FileUnreadable) as error:
        # The judge could not read what had just been written there.
        if stick and str(error.particulars["path"]).startswith(str(folder)):
            raise StickGone(path=str(folder)) from error
        raise


def _explain(error: OSError, folder: Path, *, needed: int, stick: bool) -> UserError:
    """Return the error for a folder that failed."""
    windows = getattr(error, "winerror", None)
    place = str(folder)
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        free = free_space(folder)
        full = StickFull if stick else DiskFull
        return full(path=place, needed=needed, free=free)
    if error.errno == errno.EROFS or windows == _WINDOWS_READ_ONLY:
        return StickReadOnly(path=place) if stick else FolderNotWritable(path=place)
    if not _is_there(folder) or (stick and (error.errno in _GONE or windows in _WINDOWS_GONE)):
        return StickGone(path=place) if stick else FileMissing(path=place)
    if error.errno in (errno.EACCES, errno.EPERM):
        return FolderNotWritable(path=place)
    return FileUnreadable(path=place, reason=error.strerror or type(error).__name__)


def _is_there(folder: Path) -> bool:
    """Tell whether a folder can still be looked into."""
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
