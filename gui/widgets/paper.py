"""What goes to a printer and in which order: chosen pages, sheets with two sides, and the two runs of turning by hand.

Pages count from 0 here and from 1 wherever a person reads them.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_PARTS = re.compile(r"[,;\s、。]+")
_DASHES = re.compile(r"\s*(?:[-–—―~]+|至|到)\s*")
_ORDINAL = re.compile(r"[第页頁pP.]")
"""第1页至第3页 means 1-3."""
_RANGE = re.compile(r"(\d{1,6})?(?:(-)(\d{1,6})?)?")


@dataclass(frozen=True, slots=True)
class Printout:
    """A PDF that is to be printed; `starts` are the pages with which something new begins, on a front."""

    pdf: bytes | Path
    name: str
    """What it is called: the window's title, the print job and the name of a copy."""
    starts: tuple[int, ...] = (0,)


def printout(drawn: tuple[bytes, tuple[int, ...]], name: str) -> Printout:
    """Return a drawn PDF with its starts as something to be printed."""
    pdf, starts = drawn
    return Printout(pdf, name, starts)


class PagesWrong(StrEnum):
    """What is wrong with a text that names pages."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    BACKWARDS = "backwards"
    BEYOND = "beyond"


class UnreadPages(ValueError):
    """A text that names no pages: what is wrong, and the part of it that is."""

    def __init__(self, wrong: PagesWrong, part: str = "") -> None:
        super().__init__(wrong, part)
        self.wrong, self.part = wrong, part


def read_pages(text: str, pages: int) -> tuple[int, ...]:
    """Read "1-3, 5" (also "1－3、5", "7-" to the end) as page numbers from 0, each once, in the order written.

    Raises UnreadPages.
    """
    told = _DASHES.sub("-", _ORDINAL.sub("", unicodedata.normalize("NFKC", text)))
    parts = [part for part in _PARTS.split(told) if part]
    if not parts:
        raise UnreadPages(PagesWrong.EMPTY)
    found: dict[int, None] = {}
    for part in parts:
        match = _RANGE.fullmatch(part)
        if match is None or not (match[1] or match[3]):
            raise UnreadPages(PagesWrong.UNREADABLE, part)
        first = int(match[1] or 1)
        last = int(match[3] or pages) if match[2] else first
        if not 1 <= first <= pages or not 1 <= last <= pages:
            raise UnreadPages(PagesWrong.BEYOND, part)
        if last < first:
            raise UnreadPages(PagesWrong.BACKWARDS, part)
        found.update(dict.fromkeys(range(first - 1, last)))
    return tuple(found)


Side = int | None
"""A page, or None for a side that stays empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper: what stands on its front and on its back."""

    front: int
    back: Side = None


def sheets(pages: Iterable[int], starts: Sequence[int] = (0,)) -> tuple[Sheet, ...]:
    """Put pages on sheets with two sides.

    Each of `starts` begins on a front. Pages keep the side and the partner they have in the whole, so that a sheet
    printed again takes the place of the old one; a page whose partner is not wanted stands alone on a front.
    """
    begun = sorted(starts)
    groups: dict[tuple[int, int], list[int]] = {}
    for page in pages:
        start = max((one for one in begun if one <= page), default=0)
        groups.setdefault((start, (page - start) // 2), []).append(page)
    pairs = (sorted(group) for group in groups.values())
    return tuple(Sheet(pair[0], pair[1] if len(pair) > 1 else None) for pair in pairs)


def both_sides(stack: Iterable[Sheet]) -> tuple[Side, ...]:
    """Return the sides for a printer that turns the paper itself; the last back is left out when it is empty."""
    sides = [side for sheet in stack for side in (sheet.front, sheet.back)]
    return tuple(sides[:-1] if sides and sides[-1] is None else sides)


class Comes(StrEnum):
    """How sheets lie in the tray they come out into."""

    DOWN = "down"
    """Printed side down: the first sheet lies at the bottom, its back upwards."""
    UP = "up"
    """Printed side up."""


class Takes(StrEnum):
    """Which side of a sheet in the feed is printed."""

    UPPER = "upper"
    """The one that can be seen, as in most feeds that are open at the back or at the front."""
    LOWER = "lower"
    """The hidden one, as in most drawers."""


@dataclass(frozen=True, slots=True)
class Turning:
    """How a printer wants its paper turned by hand; the commonest one to begin with."""

    comes: Comes = Comes.DOWN
    takes: Takes = Takes.UPPER

    @property
    def flipped(self) -> bool:
        """Whether the whole stack is turned over before it goes back in, so that its empty sides get printed."""
        return (self.comes is Comes.DOWN) is (self.takes is Takes.LOWER)

    @property
    def kept(self) -> str:
        """The words that settings keep."""
        return f"{self.comes} {self.takes}"


def kept_turning(text: str) -> Turning:
    """Read what settings keep; what is none gives the commonest."""
    try:
        comes, takes = text.split(" ")
        return Turning(Comes(comes), Takes(takes))
    except ValueError:
        return Turning()


def fronts(stack: Iterable[Sheet], copies: int = 1) -> tuple[Side, ...]:
    """Return the first run of turning by hand: every front, copy after copy."""
    return tuple(sheet.front for sheet in stack) * copies


def backs(stack: Sequence[Sheet], turning: Turning, copies: int = 1) -> tuple[Side, ...]:
    """Return the second run: one side for every sheet of the first, in the order the sheets are fed.

    The sheet printed last lies on top of what came out. It is fed first unless the stack was turned over. A sheet
    without a back is fed as well and stays empty on it: left in the feed it would spoil the next print, and taken off
    by hand it would be taken off the wrong end of the stack.
    """
    told = tuple(sheet.back for sheet in stack) * copies
    return told if turning.flipped else told[::-1]
