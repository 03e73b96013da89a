"""Progress of long work; telling it is also the moment at which a person may cancel."""

import threading
from typing import Protocol

from core.base.errors import Cancelled


class Progress(Protocol):
    """Told how far a piece of work has come."""

    def step(self, done: int, total: int, what: str) -> None:
        """Tell that `done` of `total` is done (total 0: unknown) on the stage `what` (a code); may raise Cancelled."""
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str) -> None:
        """Do nothing."""


class Cancellable:
    """Progress that can be cancelled from another thread; subclasses show it."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, what: str) -> None:
        """Tell how far the work has come; raises Cancelled when somebody asked for it."""
        if self._stop.is_set():
            raise Cancelled
        self.show(done, total, what)

    def show(self, done: int, total: int, what: str) -> None:
        """Show the progress; the plain one shows nothing."""
