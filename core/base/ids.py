"""Identifiers: those that sort by the time they were made, and short ones for rows."""

import os
import threading
import time
from collections.abc import Callable

_guard = threading.Lock()
_ticks = [0]


def new_id(*, milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> str:
    """Return a new UUIDv7 (RFC 9562) as 32 lower-case hex digits.

    Two identifiers made one after the other in this process always sort in that order, even when the clock
    stands or steps back.
    """
    with _guard:
        # 48 bits of time and 12 bits that count within one millisecond.
        ticks = _ticks[0] = max(milliseconds() << 12, _ticks[0] + 1)
    tail = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    value = (ticks >> 12) << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0b10 << 62 | tail
    return f"{value:032x}"


def new_row() -> str:
    """Return a new name for a row of a grid: 8 hex digits, unlikely to occur twice within one record."""
    return os.urandom(4).hex()
