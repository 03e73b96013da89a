"""One measured figure beside what it is compared with: the shape that every measurement speaks in.

A measurement prints its rows as lines of JSON among whatever else it prints; `python -m bench` gathers them.
"""

import argparse
from enum import StrEnum

import msgspec


class Beside(StrEnum):
    """What ours is compared with."""

    PEER = "peer"
    """Another program, or another way, that does the same."""
    FLOOR = "floor"
    """What can't be done without: the library alone, the bare disk, the bare window."""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One figure of ours and its like, taken in the same run."""

    name: str
    """Short and unique, e.g. "draft_saved"."""
    what: str
    """What was measured, in words."""
    unit: str = "s"
    ours: float | None = None
    beside: Beside = Beside.PEER
    other: str = ""
    """Who or what stands beside ours; empty where nothing does."""
    theirs: float | None = None
    times_at_most: float | None = None
    """Target: how many times the other ours may take."""
    at_most: float | None = None
    """Target: what ours may take, in its unit."""
    spread: str = ""
    """How far the single runs lay apart, e.g. "0.41–0.52"."""
    missing: str = ""
    """Why it could not be measured here; empty when it was."""
    headline: bool = False
    """Whether it stands in the README, too."""

    @property
    def ratio(self) -> float | None:
        """How many times the other ours is; none where there is no other."""
        if self.ours is None or not self.theirs:
            return None
        return self.ours / self.theirs

    @property
    def holds(self) -> bool | None:
        """Whether ours is within its targets; none where it has none or was not measured."""
        if self.missing or (self.times_at_most is None and self.at_most is None):
            return None
        within = True
        if self.times_at_most is not None:
            if self.ratio is None:
                return None
            within = self.ratio <= self.times_at_most
        if self.at_most is not None:
            if self.ours is None:
                return None
            within = within and self.ours <= self.at_most
        return within


class Line(msgspec.Struct, frozen=True):
    """What a row is wrapped in, so that it is known among other lines."""

    row: Row


def tell(row: Row) -> None:
    """Print one row."""
    print(msgspec.json.encode(Line(row)).decode(), flush=True)


def heard(line: str) -> Row | None:
    """Return the row that a printed line holds; none when it is something else."""
    if not line.startswith('{"row":'):
        return None
    return msgspec.json.decode(line, type=Line).row


def wanted(full: int, quick: int, argv: list[str]) -> int:
    """Return how large a measurement is to be: the number that was given, or the full or the quick one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int, nargs="?", default=full)
    parser.add_argument("--quick", action="store_true", help="small: to see that it works")
    chosen = parser.parse_args(argv)
    return quick if chosen.quick and chosen.size == full else int(chosen.size)
