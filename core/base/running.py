"""Which program's file is in use: a running version must not be thrown away by an update that another window makes.

Windows keeps such a file from being moved by itself. Elsewhere whoever runs holds a shared lock, which the system
lets go of when the process ends in whatever way.
"""

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":

    def hold(program: Path) -> int | None:
        """Do nothing: the system holds the file of a running program."""

    def is_held(program: Path) -> bool:  # noqa: ARG001
        """Return False: the system says so when somebody tries."""
        return False

else:
    import fcntl

    def hold(program: Path) -> int | None:
        """Say as long as this process lives that a program's file is in use; None where that can't be said."""
        with contextlib.suppress(OSError):
            return _grab(program, fcntl.LOCK_SH)
        return None

    def is_held(program: Path) -> bool:
        """Tell whether any process says that a program's file is in use, this one included."""
        with contextlib.suppress(OSError):
            try:
                os.close(_grab(program, fcntl.LOCK_EX))
            except BlockingIOError:
                return True
        return False  # it isn't there, or lies where nobody can say so

    def _grab(program: Path, kind: int) -> int:
        """Lock a file that need not be written to; returns its handle. Raises OSError; BlockingIOError: it is held."""
        handle = os.open(program, os.O_RDONLY)
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle
