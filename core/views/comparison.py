"""Two texts laid side by side, as the windows show them."""

from datetime import date

import msgspec

from core.base.words import Words

Span = tuple[int, int]
"""Where a stretch begins and ends, in characters of the text; the end is not in it."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two texts, with the record it stands in."""

    record: str
    number: str
    """Empty for a draft."""
    kind: Words
    heading: str
    dated: date | None
    text: str
    person: str = ""
    """Name of whoever speaks, or is spoken of, where only one row is compared."""


class ComparisonView(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts, and the stretches that say the same in both."""

    left: Compared
    right: Compared
    same: tuple[tuple[Span, Span], ...]
    """Stretches in the left and in the right text, in the order of the left one."""
