"""The one way this program writes a file: all of it under its name, or nothing."""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from core.base.canonical import digest, file_digest
from core.base.errors import (
    DiskFull,
    FileMissing,
    FileUnreadable,
    FolderGone,
    FolderNotWritable,
    NotAFile,
    ReadBackDiffers,
    UserError,
)
from core.base.ids import new_id

PART = ".taizhang-part"
"""Ending of a file that is still being written."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}


def explain(error: OSError, path: Path, *, needed: int = 0) -> UserError:
    """Turn an operating-system error about `path` into the error a person can act on; sizes in bytes."""
    if error.errno in _NO_ROOM:
        return DiskFull(path=str(path), needed=needed, free=free_space(path.parent))
    if error.errno == errno.ENOENT:
        return FileMissing(path=str(path)) if path.parent.is_dir() else FolderGone(path=str(path.parent))
    if error.errno in _REFUSED:
        return FolderNotWritable(path=str(path.parent))
    return FileUnreadable(path=str(path), reason=error.strerror or type(error).__name__)


def explain_reading(error: OSError, path: Path) -> UserError:
    """Turn an operating-system error about a file that was to be read into the error a person can act on."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FileMissing(path=str(path))
    return FileUnreadable(path=str(path), reason=error.strerror or type(error).__name__)


def require_file(path: Path) -> None:
    """Make sure that an ordinary file stands at `path`: no folder, and no pipe or device that would be waited for.

    Raises FileMissing, FileUnreadable (the way to it is barred), NotAFile.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise explain_reading(error, path) from error
    except ValueError as error:  # a name with a zero in it
        raise FileMissing(path=str(path)) from error
    if not stat.S_ISREG(mode):
        raise NotAFile(path=str(path))


def room(folder: Path) -> int | None:
    """Return the free bytes on the disk that holds `folder`; None when it is not there or does not answer."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def free_space(folder: Path) -> int:
    """Return the free bytes on the disk that holds `folder`; 0 when it can't be told."""
    return room(folder) or 0


def flush(stream: BinaryIO) -> None:
    """Bring what was written to the disk itself, not only to the system's memory."""
    stream.flush()
    os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` lasting; does nothing where folders can't be flushed (Windows, some sticks)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path, *, parents: bool = False) -> None:
    """Make a folder where there is none, with `parents` those above it too; it lasts, so that no file is lost with it.

    Raises OSError.
    """
    if not folder.is_dir():
        if parents:
            make_folder(folder.parent, parents=True)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


@contextlib.contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; afterwards it is renamed to `path`, or removed if anything failed.

    Raises DiskFull, FolderNotWritable or FolderGone instead of the system's errors.
    """
    part = path.with_name(f".{new_id()}{PART}")
    try:
        yield part
        with part.open("rb+") as stream:
            flush(stream)
        part.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def passing_folder(folder: Path, prefix: str) -> Iterator[Path]:
    """Yield a private folder inside `folder` that lives as long as the piece of work; `prefix` begins its name.

    Raises DiskFull, FolderNotWritable or FolderGone when it can't be made.
    """
    try:
        made = tempfile.TemporaryDirectory(prefix=prefix, dir=folder, ignore_cleanup_errors=True)
    except OSError as error:
        raise explain(error, folder / prefix) from error
    with made as place:
        yield Path(place)


def make_private(folder: Path) -> None:
    """Keep other people of this computer out of a folder and its files; where the file system knows no owners, nothing.

    Windows keeps them out of the person's own folders by itself.
    """
    if os.name == "nt":
        return
    for path in (folder, *folder.iterdir()):
        with contextlib.suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o600)


def write_safely(path: Path, content: bytes | Callable[[BinaryIO], None], *, private: bool = False) -> str:
    """Write a file whole, read it back, and return its SHA-256 (hex).

    `content` is the bytes, or a function that writes to the open stream; `private` = nobody else of this computer may
    read it. An existing file under the name stays as it was until the new one is complete. Raises DiskFull,
    FolderNotWritable, FolderGone, ReadBackDiffers.
    """
    with part_of(path) as part:
        try:
            with open(part, "xb", opener=_private if private else None) as stream:
                if isinstance(content, bytes):
                    stream.write(content)
                else:
                    content(stream)
                flush(stream)
        except OSError as error:
            raise explain(error, path, needed=len(content) if isinstance(content, bytes) else 0) from error
        found = file_digest(part)
        if isinstance(content, bytes) and found != digest(content):
            raise ReadBackDiffers(path=str(path))
    return found


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner may read and write."""
    return os.open(path, flags, 0o600)


def sweep_parts(folder: Path) -> int:
    """Remove what an interrupted writer left in `folder`; returns how many files went."""
    gone = 0
    for part in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            part.unlink()
            gone += 1
    return gone
