"""The disk below an open database: lost when it stops answering, found again once it is back.

What was open on a stick that was pulled out stays dead when the stick comes back, and so does its lock. Meanwhile
another computer may have worked with it: nothing that was known of it counts any more.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from core.base.errors import FolderNotWritable, UserError, VaultAway, VaultReadOnly
from core.store.lock import Lock
from core.store.unlock import read


class Footing:
    """Holds the lock of a vault or a desk, and takes it again after the disk was away."""

    def __init__(
        self, folder: Path, *, name: str, lock: Lock, let_go: Callable[[], None], look_anew: Callable[[], None]
    ) -> None:
        """`name` is the vault's id, `let_go` closes what is open on the disk.

        `look_anew` raises a UserError when what is back can't be gone on with, and forgets what was known otherwise.
        """
        self._folder, self._name, self._let_go, self._look_anew = folder, name, let_go, look_anew
        self.lock = lock
        self._lost = self._left = False
        self._finding = threading.Lock()

    def told(self, error: UserError) -> None:
        """Take notice of what the database met."""
        if isinstance(error, VaultAway | VaultReadOnly):
            self._lost = True

    def find(self) -> None:
        """Begin anew with a disk that had stopped answering.

        Raises VaultAway while it is not back or once the book was closed, VaultReadOnly, VaultInUse when another
        program was faster, and what looking anew raises.
        """
        with self._finding:
            if not self._lost:
                return
            self._let_go()
            # Nothing is there, or another stick with another vault; and who closed the book takes no lock any more.
            if self._left or _id_of(self._folder) != self._name:
                raise VaultAway(path=str(self._folder))
            self.lock.release()
            try:
                self.lock = Lock(self.lock.path)
            except FolderNotWritable as error:
                raise VaultReadOnly(path=str(self._folder)) from error
            self._look_anew()
            self._lost = False

    def leave(self) -> None:
        """Let others in, for good."""
        with self._finding:
            self._left = True
            self.lock.release()


def _id_of(folder: Path) -> str:
    """Return the id of the vault in a folder, empty where there is none that can be read."""
    try:
        return read(folder).vault
    except UserError:
        return ""
