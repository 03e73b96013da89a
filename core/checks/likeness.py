"""Which texts are copied from one another? An index for C01, C02, C05 and C08 that does not compare each with each."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, compress, count
from math import sqrt
from operator import eq

from core.checks.wording import grams, jaccard, normalise

SAMPLED = 1 / 4
"""The share of all possible windows that the index knows: the lowest numbers, which are as good as drawn by lot."""
SURE = 112
"""How many of a document's own windows, the lowest, the index knows in any case: all of a short one's."""
EARLIEST = 16
"""How many of the documents that hold a window are looked at, the earliest first."""
SLACK = 5
"""Standard deviations by which the windows found in common may fall short of those to be expected."""
_SQUARE = SLACK * SLACK
TIMES = 4
"""How many times as long as the next a run of the index is at least."""

# A window is a number of 32 bits, an entry of the index one of 64: the window's upper bits, a day, a document's number.
_WHOLE, _LOWEST = 1 << 32, -1 << 31
_DAY_BITS, _NUMBER_BITS = 16, 24
_STEP = 1 << _DAY_BITS + _NUMBER_BITS
_NUMBER = (1 << _NUMBER_BITS) - 1
_FIRST_DAY, _NO_DAY = date(1900, 1, 1).toordinal(), (1 << _DAY_BITS) - 1


@dataclass(frozen=True, slots=True)
class Alike:
    """Another document, and how much of the two taken together stands in both."""

    key: Hashable
    share: float
    """Jaccard index of their windows: above 0, at most 1."""


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    """A text in the index, as the set of its windows."""

    key: Hashable
    group: str
    number: int
    age: int
    """Day, then number; the lower, the earlier."""
    grams: "array[int]"
    sampled: int
    """How many of its windows, the lowest, are in the index."""
    reach: float
    """The share of all possible windows, from the lowest up, of which the index knows all it has."""

    def entries(self) -> list[int]:
        """Return its entries, sorted."""
        return [(gram << 32 & -_STEP) | self.age for gram in self.grams[: self.sampled]]

    def fewest(self, least: float) -> float:
        """Return how many common windows found are too few whoever the other is; it spares most a closer look.

        Shorter ones than `least` of it can't be alike, and of longer ones at least a quarter is drawn, or all of one so
        short.
        """
        part, own = least / (1 + least), len(self.grams)
        longest = 1.0 if own <= SURE * least else min(self.reach, SAMPLED)
        return min(votes_due(part * own * (1 + least), self.reach), votes_due(part * own * 2, longest))


@dataclass(slots=True)
class _Shelf:
    """The documents of one group by number, and an inverted index of their windows.

    The index is a few sorted runs, each far longer than the next, so that a new document costs a look into a short one.
    """

    documents: dict[int, _Document] = field(default_factory=dict)
    fresh: dict[int, _Document] = field(default_factory=dict)
    """Those in no run yet."""
    runs: list["array[int]"] = field(default_factory=list)

    def put(self, document: _Document) -> None:
        """Put a document in."""
        self.documents[document.number] = self.fresh[document.number] = document

    def drop(self, document: _Document) -> None:
        """Take a document out, and its entries out of the run that has them."""
        del self.documents[document.number]
        if self.fresh.pop(document.number, None) or not document.sampled:
            return
        entries = document.entries()
        for place, run in enumerate(self.runs):
            at = bisect_left(run, entries[0])
            if at < len(run) and run[at] == entries[0]:
                kept, end = array("q"), 0
                for entry in entries:
                    at = bisect_left(run, entry, end)
                    kept += run[end:at]
                    end = at + 1
                self.runs[place] = kept + run[end:]
                return

    def settle(self, *, whole: bool = False) -> None:
        """Make a run of the fresh documents, and one of it and every run that isn't far longer (or of all: `whole`)."""
        entries = sorted(chain.from_iterable(document.entries() for document in self.fresh.values()))
        self.fresh.clear()
        while self.runs and (
            (whole and len(self.runs) + bool(entries) > 1) or len(self.runs[-1]) < TIMES * len(entries)
        ):
            entries = sorted(chain(self.runs.pop(), entries))  # merges, for both are sorted
        if entries:
            self.runs.append(array("q", entries))

    def likely(self, document: _Document, least: float) -> Iterator[_Document]:
        """Yield the other documents that have enough of its windows to be worth comparing."""
        if self.fresh:
            self.settle()
        found = array("q")
        for run in self.runs:
            size = len(run)
            for gram in document.grams[: document.sampled]:
                low = gram << 32 & -_STEP
                high = low + _STEP
                at = bisect_left(run, low)
                if at < size and run[at] < high:
                    if at + 1 < size and run[at + 1] < high:
                        found += run[at : bisect_left(run, high, at, min(at + EARLIEST, size))]
                    elif run[at] - low != document.age:  # mostly it is this document alone that has it
                        found.append(run[at])
        # So many of the windows of both, counted in each, must be common for `least`.
        part, own, reach = least / (1 + least), len(document.grams), document.reach
        fewest, documents = document.fewest(least), self.documents
        voted = Counter(map(_NUMBER.__and__, found))
        for number, votes in [one for one in voted.items() if one[1] >= fewest]:
            other = documents[number]
            due = votes_due(part * (own + len(other.grams)), min(reach, other.reach))
            if votes >= due and other is not document:
                yield other

    def pairs(self, least: float) -> Iterator[tuple[_Document, list[_Document]]]:
        """Yield documents with earlier ones that have enough of their windows: one walk through the index finds all."""
        self.settle(whole=True)
        run = self.runs[0] if self.runs else array("q")
        numbers = array("I", map(_NUMBER.__and__, run))
        tops = list(map((-_STEP).__and__, run))
        # Of each window's holders, which stand together in the order of their age, each hears of those before it.
        heard: dict[int, array[int]] = {}
        first = 0
        for at in compress(count(1), map(eq, tops, tops[1:])):
            if tops[first] != tops[at]:
                first = at - 1
            heard.setdefault(numbers[at], array("I")).extend(numbers[first : min(at, first + EARLIEST)])
        part, documents = least / (1 + least), self.documents
        for number, voted in heard.items():
            one = documents[number]
            fewest = one.fewest(least)
            likely = [(documents[told], votes) for told, votes in Counter(voted).items() if votes >= fewest]
            mates = [
                mate
                for mate, votes in likely
                if votes >= votes_due(part * (len(one.grams) + len(mate.grams)), min(one.reach, mate.reach))
            ]
            if mates:
                yield one, mates


def votes_due(common: float, drawn: float) -> float:
    """Return how many of so many common windows must be found among those drawn (a share of all) for a comparison.

    It is so far below their expected number that fewer are found at most exp(-12.5) of the time, 4 in a million: five
    standard deviations up to a half drawn (Okamoto's bound), beyond it what Bernstein's bound says of those not drawn.
    Where all are drawn nothing is left to chance, but what many documents say is counted for the earliest of them only:
    half of them is enough.
    """
    expected = common * drawn
    if drawn == 1.0:
        return expected / 2
    spread = _SQUARE * expected * (1 - drawn)
    return expected - (sqrt(spread) if drawn <= 1 / 2 else _SQUARE / 6 + sqrt((_SQUARE / 6) ** 2 + spread / drawn))


class Likeness:
    """An index of documents that finds which of a group are alike.

    Two documents with a Jaccard index of `least` have at least least / (1 + least) of their windows, counted in both,
    in common. The index holds a quarter of all windows (those with the lowest numbers, and at least 112 of each
    document), and two documents are compared, exactly, when they have enough of these in common (`votes_due`). At a
    `least` of 0.2 some 19 are to be expected at the fewest. A pair that is only just alike enough is overlooked at most
    4 times in a million, one that has more in common far less often, and none of documents of up to 112 windows.

    Of the documents that hold a window only the 16 earliest of each run are looked at, by day and then in the order in
    which they were first put; those without a day come last. So a phrase that all use, or one text copied 500 times,
    costs no more than 16 documents would: each of the 500 finds the earliest of them, but not every later one. A pair
    that shares nothing but what 16 earlier documents say as well is overlooked; fixed heads belong into `without`.
    """

    def __init__(self) -> None:
        self._documents: dict[Hashable, _Document] = {}
        self._shelves: dict[str, _Shelf] = {}
        self._numbers = 0

    def put(
        self, key: Hashable, group: str, text: str, *, without: Iterable[str] = (), day: date | None = None
    ) -> None:
        """Put a document in, in place of the one that had this key; for `without` see `normalise`.

        One with fewer than five characters after normalising is like no other.
        """
        windows = grams(normalise(text, without=without))
        former = self._documents.get(key)
        if former:
            self._shelves[former.group].drop(former)
            number = former.number
        else:
            number, self._numbers = self._numbers, self._numbers + 1
        days = min(max(day.toordinal() - _FIRST_DAY, 0), _NO_DAY) if day else _NO_DAY
        sampled = max(min(SURE, len(windows)), bisect_left(windows, _LOWEST + int(SAMPLED * _WHOLE)))
        document = _Document(
            key=key,
            group=group,
            number=number,
            age=days << _NUMBER_BITS | number,
            grams=windows,
            sampled=sampled,
            reach=(windows[sampled] - _LOWEST) / _WHOLE if sampled < len(windows) else 1.0,
        )
        self._documents[key] = document
        self._shelves.setdefault(group, _Shelf()).put(document)

    def drop(self, key: Hashable) -> None:
        """Take a document out; one that isn't there needs no taking out."""
        document = self._documents.pop(key, None)
        if document:
            self._shelves[document.group].drop(document)

    def alike(self, key: Hashable, *, least: float) -> tuple[Alike, ...]:
        """Return the other documents of the same group whose Jaccard index with this one is `least` (above 0) or more.

        The gravest come first, then the earliest. Raises KeyError for a key that was not put.
        """
        document = self._documents[key]
        own = set(document.grams)
        shares = ((jaccard(own, other.grams), other) for other in self._shelves[document.group].likely(document, least))
        found = sorted((-share, other.age, other) for share, other in shares if share >= least)
        return tuple(Alike(key=other.key, share=-share) for share, _, other in found)

    def all_alike(self, least: float | Mapping[str, float]) -> Mapping[Hashable, tuple[Alike, ...]]:
        """Return what `alike` finds for each document that is like another, for all at once and in less time.

        A text copied more than 16 times is an exception: its earliest copies are told of all the later ones here.
        `least` is one for all, or one for each group; groups that are not named are left out.
        """
        found: dict[Hashable, list[tuple[float, int, Hashable]]] = {}
        for group, shelf in self._shelves.items():
            asked = least if isinstance(least, float) else least.get(group, 0.0)
            for one, mates in shelf.pairs(asked) if asked else ():
                own = set(one.grams)
                for other in mates:
                    share = jaccard(own, other.grams)
                    if share >= asked:
                        found.setdefault(one.key, []).append((-share, other.age, other.key))
                        found.setdefault(other.key, []).append((-share, one.age, one.key))
        return {
            key: tuple(Alike(key=other, share=-share) for share, _, other in sorted(others, key=lambda one: one[:2]))
            for key, others in found.items()
        }
