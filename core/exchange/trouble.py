"""What the system says when a stick or folder fails, turned into what a person can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.base.errors import (
    DiskFull,
    FileMissing,
    FileUnreadable,
    FolderNotWritable,
    StickFull,
    StickGone,
    StickReadOnly,
    UserError,
)
from core.base.files import free_space

_GONE = {
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOENT,
    errno.ENOTCONN,
    errno.ECONNABORTED,
    errno.ESTALE,
    errno.EBADF,
    errno.ESHUTDOWN,
    getattr(errno, "EREMOTEIO", errno.EIO),
    getattr(errno, "ENOMEDIUM", errno.EIO),
}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EEXIST, errno.ENOTDIR}
_WINDOWS_GONE = {3, 21, 55, 433, 1006, 1167, 1617}
"""Path not found, not ready, device gone, no such device, volume changed, not connected, removed."""
_WINDOWS_READ_ONLY = 19
_WINDOWS_FULL = {39, 112}


@contextmanager
def told(folder: Path, *, needed: int, stick: bool) -> Iterator[None]:
    """Turn the system's errors about a folder into those a person can act on; `needed` bytes were to be written."""
    try:
        yield
    except OSError as error:
        raise explain(error, folder, needed=needed, stick=stick) from error
    except (FileMissing, FileUnreadable) as error:
        # The judge could not read what had just been written there.
        if stick and Path(str(error.particulars["path"])).is_relative_to(folder):
            raise StickGone(path=str(folder)) from error
        raise


def explain(error: OSError, folder: Path, *, needed: int, stick: bool) -> UserError:
    """Return the error for a folder that failed."""
    windows = getattr(error, "winerror", None)
    place = str(folder)
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        full = StickFull if stick else DiskFull
        return full(path=place, needed=needed, free=free_space(folder))
    if error.errno == errno.EROFS or windows == _WINDOWS_READ_ONLY:
        return StickReadOnly(path=place) if stick else FolderNotWritable(path=place)
    if not is_there(folder) or (stick and (error.errno in _GONE or windows in _WINDOWS_GONE)):
        return StickGone(path=place) if stick else FileMissing(path=place)
    if error.errno in _REFUSED:
        return FolderNotWritable(path=place)
    return FileUnreadable(path=place, reason=error.strerror or type(error).__name__)


def is_there(folder: Path) -> bool:
    """Tell whether a folder can still be looked into."""
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
