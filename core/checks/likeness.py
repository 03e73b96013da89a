"""Which texts are copied from one another? An index for C01, C02, C05 and C08 that does not compare each with each."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from math import sqrt

from core.checks.wording import grams, jaccard, normalise

SAMPLED = 1 / 4
"""The share of all possible windows that the index knows: the lowest numbers, which are as good as drawn by lot."""
SURE = 96
"""How many of a document's own windows, the lowest, the index knows in any case: all of a short one's."""
EARLIEST = 48
"""How many of the documents that hold a window are looked at, the earliest first."""
SLACK = 5
"""Standard deviations by which the windows found in common may fall short of those to be expected."""
TIMES = 4
"""How many times as long as the next a run of the index is at least."""

# A window is a number of 64 bits, and so is an entry of the index: the window's upper bits, a day, a document's number.
_WHOLE = 1 << 64
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
        return [(gram & -_STEP) | self.age for gram in self.grams[: self.sampled]]


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
                kept, end = array("Q"), 0
                for entry in entries:
                    at = bisect_left(run, entry, end)
                    kept += run[end:at]
                    end = at + 1
                self.runs[place] = kept + run[end:]
                return

    def settle(self) -> None:
        """Make a run of the fresh documents, and one of it and every run that is not far longer."""
        entries = sorted(chain.from_iterable(document.entries() for document in self.fresh.values()))
        self.fresh.clear()
        while self.runs and len(self.runs[-1]) < TIMES * len(entries):
            entries = sorted(chain(self.runs.pop(), entries))  # merges, for both are sorted
        if entries:
            self.runs.append(array("Q", entries))

    def likely(self, document: _Document, least: float) -> Iterator[_Document]:
        """Yield the other documents that have enough of its windows to be worth comparing."""
        if self.fresh:
            self.settle()
        found = array("Q")
        for gram in document.grams[: document.sampled]:
            low = gram & -_STEP
            for run in self.runs:
                at = bisect_left(run, low)
                if at < len(run) and run[at] < low + _STEP:
                    found += run[at : bisect_left(run, low + _STEP, at, min(at + EARLIEST, len(run)))]
        # So many of the windows of both, counted in each, must be common for `least`.
        part, own, reach = least / (1 + least), len(document.grams), document.reach
        for number, votes in Counter(map(_NUMBER.__and__, found)).items():
            other = self.documents[number]
            due = votes_due(part * (own + len(other.grams)), min(reach, other.reach))
            if votes >= due and other is not document:
                yield other


def votes_due(common: float, drawn: float) -> float:
    """Return how many of so many common windows must be found among those drawn (a share of all) for a comparison.

    It is their expected number less five standard deviations. Up to a half drawn the variance is that of the binomial
    distribution (Okamoto's bound), beyond it the greater one of Poisson's (Chernoff's): either way fewer are found at
    most exp(-25/2) of the time, 4 in a million.
    """
    expected = common * drawn
    return expected - SLACK * sqrt(expected * (1 - drawn) if drawn <= 1 / 2 else expected)


class Likeness:
    """An index of documents that finds which of a group are alike.

    Two documents with a Jaccard index of `least` have at least least / (1 + least) of their windows, counted in both,
    in common. The index holds a quarter of all windows (those with the lowest numbers, and at least 96 of each
    document), and two documents are compared, exactly, when they have enough of these in common (`votes_due`). At a
    `least` of 0.2 some 19 are to be expected at the fewest. A pair that is only just alike enough is overlooked at most
    4 times in a million, one that has more in common far less often, and none of documents of up to 96 windows.

    Of the documents that hold a window only the 48 earliest of each run are looked at, by day and then in the order in
    which they were first put; those without a day come last. So a phrase that all use, or one text copied 500 times,
    costs no more than 48 documents would: each of the 500 finds the earliest of them, but not every later one. A pair
    that shares nothing but what 48 earlier documents say as well is overlooked; fixed heads belong into `without`.
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
        sampled = max(min(SURE, len(windows)), bisect_left(windows, int(SAMPLED * _WHOLE)))
        document = _Document(
            key=key,
            group=group,
            number=number,
            age=days << _NUMBER_BITS | number,
            grams=windows,
            sampled=sampled,
            reach=windows[sampled] / _WHOLE if sampled < len(windows) else 1.0,
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

    def all_alike(self, least: float) -> Mapping[Hashable, tuple[Alike, ...]]:
        """Return what `alike` finds for each document that is like another."""
        every = ((key, self.alike(key, least=least)) for key in self._documents)
        return {key: found for key, found in every if found}
