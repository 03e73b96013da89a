"""A year's archive as the windows choose it."""

from enum import StrEnum

import msgspec

from core.records.filing import Place, Retention


class Part(StrEnum):
    """What is printed for a year's archive."""

    CONTENTS = "contents"
    """归档文件目录, with its cover."""
    NOTES = "notes"
    """备考表, one for each retention."""
    SPINES = "spines"
    """盒脊."""
    PIECES = "pieces"
    """Every piece with its filing stamp."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to print, and what stands on it."""

    year: int
    parts: tuple[Part, ...]
    place: Place = Place()
    spine: int = 30
    """Width of the boxes' spines in millimetres: 20, 30, 40 or 50."""
    confidential: bool = False
    """Print the pieces that are not public, too; the contents tell of them by kind and number in any case.

    An archive keeps what was written, so a telephone number in a public piece is printed with it.
    """


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """A year that has records to be filed: how many, by how long they are kept."""

    year: int
    counts: dict[Retention, int]
    confidential: int = 0
    """How many of them are not public."""
