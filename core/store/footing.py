"""The disk below an open database: lost when it stops answering, found again once it is back.

What was open on a stick that was pulled out stays dead when the stick comes back, and so does its lock.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from core.base.errors import FolderNotWritable, UserError, VaultAway, VaultReadOnly
from core.store.lock import Lock
from core.store.unlock import read


class Footing:
    """Holds the lock of a vault or a desk, and takes it again after the disk was away."""

    def __init__(self, folder: Path, *, name: str, lock: Lock, let_go: Callable[[], None]) -> None:
        """`name` is the vault's id, `let_go` closes what is open on the disk."""
        self._folder, self._name, self._let_go = folder, name, let_go
        self.lock = lock
        self._lost = False
        self._finding = threading.Lock()

    def told(self, error: UserError) -> None:
        """Take notice of what the database met."""
        if isinstance(error, VaultAway | VaultReadOnly):
            self._lost = True

    def find(self) -> bool:
        """Begin anew with a disk that had stopped answering; tells whether that was so.

        Raises VaultAway while it is not back, VaultReadOnly, VaultInUse when another program was faster.
        """
        with self._finding:
            if not self._lost:
                return False
            self._let_go()
            if _id_of(self._folder) != self._name:  # nothing is there, or another stick with another vault
                raise VaultAway(path=str(self._folder))
            self.lock.release()
            try:
                self.lock = Lock(self.lock.path)
            except FolderNotWritable as error:
                raise VaultReadOnly(path=str(self._folder)) from error
            self._lost = False
            return True


def _id_of(folder: Path) -> str:
    """Return the id of the vault in a folder, empty where there is none that can be read."""
    try:
        return read(folder).vault
    except UserError:
        return ""
