"""How long one waits after wrong tries: the first are free, then it grows, and a right one is never kept waiting."""

import math
import time
from collections.abc import Callable
from pathlib import Path

FREE = 3
"""Wrong tries that cost nothing: anybody slips."""
LONGEST = 60
"""Seconds that one waits at most."""


class Patience:
    """Counts the wrong tries at each book while the program runs; another cover changes nothing."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: dict[Path, int] = {}
        self._until: dict[Path, float] = {}

    def wrong(self, book: Path) -> None:
        """Note a wrong try."""
        count = self._wrong[book] = self._wrong.get(book, 0) + 1
        if count > FREE:
            self._until[book] = self._now() + min(LONGEST, 2 ** min(count - FREE, 10))

    def right(self, book: Path) -> None:
        """Forget the wrong tries: somebody knew it."""
        self._wrong.pop(book, None)
        self._until.pop(book, None)

    def left(self, book: Path) -> int:
        """Return the seconds until the next try, rounded up; 0 = now."""
        return max(0, math.ceil(self._until.get(book, 0.0) - self._now()))
