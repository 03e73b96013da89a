"""One program at a time in a vault, said by the operating system, which forgets it when the program dies.

The lock file tells who has it, for the words of whoever comes second. Its first byte is the one that is locked on
Windows, where nobody else can read it then.
"""

import contextlib
import os
import platform
import sys
from io import FileIO
from pathlib import Path

import msgspec

from core.base.errors import VaultInUse, VaultInUseElsewhere, VaultInUseHere
from core.base.files import explain

if sys.platform == "win32":
    import msvcrt

    def _grab(stream: FileIO) -> None:
        """Lock the first byte; OSError when another program has it."""
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _grab(stream: FileIO) -> None:
        """Lock the file; OSError when another program, or this one, has it."""
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_BINARY = getattr(os, "O_BINARY", 0)
_FREE = b" "
"""The first byte."""
_LONGEST = 1000
"""Bytes of what is read of a holder."""


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has a lock."""

    computer: str
    process: int


class Lock:
    """Holds a lock file until it is released or the program ends in whatever way."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises VaultInUse, or FolderNotWritable when no lock file can be made."""
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)
        except OSError as error:
            raise explain(error, path) from error
        stream = os.fdopen(handle, "r+b", buffering=0)
        try:
            _grab(stream)
        except OSError as error:
            stream.close()
            raise _in_use(path) from error
        with contextlib.suppress(OSError):  # on a full disk it is held all the same
            stream.truncate(0)
            stream.write(_FREE + msgspec.json.encode(Holder(computer=platform.node(), process=os.getpid())))
        self.path = path
        self._stream: FileIO | None = stream

    @property
    def held(self) -> bool:
        """Tell whether it is held."""
        return self._stream is not None

    def release(self) -> None:
        """Let others in; a second call does nothing. The file stays, removing it would let two programs in."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(OSError):  # of a disk that was pulled out; the system has let go of it
                stream.close()


def _in_use(path: Path) -> VaultInUse:
    """Say who has a lock, as far as the file tells it."""
    folder = str(path.parent)
    try:
        with path.open("rb", buffering=0) as stream:
            stream.seek(len(_FREE))
            holder = msgspec.json.decode(stream.read(_LONGEST), type=Holder)
    except (OSError, msgspec.DecodeError):
        return VaultInUse(path=folder)
    if holder.computer != platform.node():
        return VaultInUseElsewhere(path=folder, computer=holder.computer)
    return VaultInUseHere(path=folder, process=holder.process)
