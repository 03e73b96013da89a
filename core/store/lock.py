"""One program at a time in a vault, said by the operating system, which forgets it when the program dies."""

import sys
from pathlib import Path
from typing import BinaryIO

from core.base.errors import VaultInUse
from core.base.files import explain

if sys.platform == "win32":
    import msvcrt

    def _grab(stream: BinaryIO) -> None:
        """Lock the first byte; OSError when another program has it."""
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _grab(stream: BinaryIO) -> None:
        """Lock the file; OSError when another program, or this one, has it."""
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds a lock file until it is released or the program ends in whatever way."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises VaultInUse, or FolderNotWritable when no lock file can be made."""
        try:
            stream = path.open("ab")
        except OSError as error:
            raise explain(error, path) from error
        try:
            _grab(stream)
        except OSError as error:
            stream.close()
            raise VaultInUse(path=str(path.parent)) from error
        self._stream: BinaryIO | None = stream

    @property
    def held(self) -> bool:
        """Tell whether it is held."""
        return self._stream is not None

    def release(self) -> None:
        """Let others in; a second call does nothing. The file stays, removing it would let two programs in."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
