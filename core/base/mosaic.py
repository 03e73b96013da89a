"""A picture of a fingerprint: two that differ look different at a glance, the same looks the same on paper and screen.

Not a proof, a help: people compare a figure more readily than 64 digits. The digits stand beside it.
"""

SIDE = 9
"""Squares on a side; left and right mirror each other, as in a face."""

Squares = tuple[tuple[bool, ...], ...]


def mosaic(fingerprint: str) -> Squares:
    """Return the rows of dark squares of a fingerprint (64 hex digits, in groups or not). Raises ValueError."""
    digits = "".join(fingerprint.split())
    bits = int(digits, 16)
    if len(digits) != 64:
        raise ValueError("a fingerprint has 64 digits")
    half = (SIDE + 1) // 2
    rows = []
    for row in range(SIDE):
        # Every square depends on five bits spread over the whole fingerprint, so that none of its digits is left out.
        left = [_dark(bits, row * half + column) for column in range(half)]
        rows.append((*left, *reversed(left[: SIDE - half])))
    return tuple(rows)


def _dark(bits: int, place: int) -> bool:
    """Tell whether a square is dark: the parity of every 45th bit from its place on."""
    return sum(bits >> at & 1 for at in range(place, 256, SIDE * ((SIDE + 1) // 2))) % 2 == 1
