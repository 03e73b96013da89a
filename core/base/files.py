"""The one way this program writes a file: all of it under its name, or nothing."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from core.base.canonical import digest, file_digest
from core.base.errors import DiskFull, FileMissing, FileUnreadable, FolderNotWritable, ReadBackDiffers, UserError
from core.base.ids import new_id

PART = ".taizhang-part"
"""Ending of a file that is still being written."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR}


def explain(error: OSError, path: Path, *, needed: int = 0) -> UserError:
    """Turn an operating-system error about `path` into the error a person can act on; sizes in bytes."""
    if error.errno in _NO_ROOM:
        return DiskFull(path=str(path), needed=needed, free=free_space(path.parent))
    if error.errno == errno.ENOENT:
        return FileMissing(path=str(path))
    if error.errno in _REFUSED:
        return FolderNotWritable(path=str(path.parent))
    return FileUnreadable(path=str(path), reason=error.strerror or type(error).__name__)


def free_space(folder: Path) -> int:
    """Return the free bytes on the disk that holds `folder`; 0 when it can't be told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


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


@contextlib.contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; afterwards it is renamed to `path`, or removed if anything failed.

    Raises DiskFull, FolderNotWritable or FileMissing (the folder) instead of the system's errors.
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


def write_safely(path: Path, content: bytes | Callable[[BinaryIO], None]) -> str:
    """Write a file whole, read it back, and return its SHA-256 (hex).

    `content` is the bytes, or a function that writes to the open stream. An existing file under the name stays
    as it was until the new one is complete. Raises DiskFull, FolderNotWritable, ReadBackDiffers.
    """
    with part_of(path) as part:
        try:
            with part.open("xb") as stream:
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


def sweep_parts(folder: Path) -> int:
    """Remove what an interrupted writer left in `folder`; returns how many files went."""
    gone = 0
    for part in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            part.unlink()
            gone += 1
    return gone
