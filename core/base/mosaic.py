"""A picture of a fingerprint: two that differ look different at a glance, the same looks the same on paper and screen.

Not a proof, a help: people compare a figure more readily than 64 digits. The digits stand beside it.
"""

from core.base.canonical import digest

SIDE = 9
"""Squares on a side; left and right mirror each other, as in a face."""

Squares = tuple[tuple[bool, ...], ...]


def mosaic(fingerprint: str) -> Squares:
    """Return the rows of dark squares of a fingerprint (64 hex digits, in groups or not). Raises ValueError."""
    told = bytes.fromhex(fingerprint)
    if len(told) != 32:
        raise ValueError("a fingerprint has 64 digits")
    # Digested once more, so that one digit changes half of the picture.
    bits = int(digest(told), 16)
    half = (SIDE + 1) // 2
    rows = []
    for row in range(SIDE):
        left = [bits >> (row * half + column) & 1 == 1 for column in range(half)]
        rows.append((*left, *reversed(left[: SIDE - half])))
    return tuple(rows)
