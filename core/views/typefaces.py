"""Which typeface plays which part on the printed page now, why not another, and what stands in for a character."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """Why a font of this computer is not used."""

    NOT_FOUND = "not_found"
    """It is not on this computer."""
    NO_EMBEDDING = "no_embedding"
    """Its maker forbids to put it into files (OS/2 fsType 0x0002)."""
    NO_SUBSETTING = "no_subsetting"
    """Its maker forbids to put a part of it into files (0x0100)."""
    BITMAPS_ONLY = "bitmaps_only"
    """Its maker allows its bitmaps alone (0x0200)."""
    OUTLINES = "outlines"
    """Its outlines are PostScript's (CFF), which the page maker can't embed."""
    DAMAGED = "damaged"
    """Its file can't be read."""


@dataclass(frozen=True, slots=True)
class RoleFont:
    """One part of the page and the typeface that plays it."""

    part: str
    """What offices call it, e.g. 仿宋."""
    used: str
    """The typeface in use."""
    own: bool
    """Whether it is one that the program brings."""
    wanted: str = ""
    """The computer's typeface that was found and not used, or the first that was looked for."""
    refusal: Refusal | None = None
    """Why the computer's own is not used; None when it is, or when it isn't wanted."""


class StandIn(StrEnum):
    """What is printed in the place of a character that no font has; the file keeps the character."""

    HAND = "hand"
    """An empty box, to be filled by hand."""
    CODE = "code"
    """A box with the code point in it."""


@dataclass(frozen=True, slots=True)
class MissingChar:
    """A character that no font has, and where it stands first."""

    char: str
    place: str
