"""What have two texts in common? Their shared windows (C01), sentences (to be shown side by side) and stretches (C03).

Texts are compared after width, blanks, punctuation and given phrases have been taken out (D§3.4).
"""

from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

SIZE = 5
"""Characters of a window (C01)."""
LEAST = 8
"""Characters from which a stretch that two texts share is worth showing; shorter ones are turns of speech."""
ORIGINAL = 40
"""Characters from which a phrase to be taken out is an original, of which a text may quote no more than a part."""
QUOTED = 16
"""Characters from which a stretch of an original is a quotation."""
TRIED = 16
"""How many of the places where a stretch recurs are tried; any would do, the longest agreement looks best."""


class Stretch(NamedTuple):
    """Part of a text, counted in characters (Qt counts UTF-16 units, two for 𬍛); the end is not in it."""

    start: int
    end: int


class _Letters(dict[int, str]):
    """What becomes of each character: its half-width form where that is a letter or a digit, else nothing."""

    def __missing__(self, code: int) -> str:
        plain = "".join(sign for sign in normalize("NFKC", chr(code)) if sign.isalnum())
        self[code] = plain
        return plain


_LETTERS = _Letters()


def normalise(text: str, *, without: Iterable[str] = ()) -> str:
    """Return a text as it is compared: half width (NFKC), without blanks and punctuation, without the given phrases.

    Longer phrases go first. Of an original (40 characters or more) every quotation of 16 characters or more goes too;
    names and fixed heads go only where they stand in full.
    """
    plain = text.translate(_LETTERS)
    phrases, originals = _sorted_out(tuple(without))
    for original in originals:
        plain = _unquoted(plain, original)
    for phrase in phrases:
        plain = plain.replace(phrase, "")
    return plain


@lru_cache(maxsize=256)
def _sorted_out(without: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the phrases and the originals to be taken out, normalised, the longest first."""
    plain = sorted({phrase.translate(_LETTERS) for phrase in without} - {""}, key=lambda phrase: (-len(phrase), phrase))
    originals = [phrase for phrase in plain if len(phrase) >= ORIGINAL]
    return plain[len(originals) :], originals


def _unquoted(plain: str, original: str) -> str:
    """Return a normalised text without its quotations of a normalised original."""
    kept, end = [], 0
    for at, _, length in _shared(plain, original, QUOTED):
        kept.append(plain[end:at])
        end = at + length
    return "".join(kept) + plain[end:]


def grams(normal: str, size: int = SIZE) -> "array[int]":
    """Return the distinct windows of a normalised text as sorted 32-bit integers; none for a text shorter than `size`.

    They are the upper halves of Python's hashes: the same within this process only, so never to be written down. Of two
    texts with 2,000 windows each, one pair in a thousand has a window in common that stands in one of them only.
    """
    windows = {hash(normal[at : at + size]) >> 32 for at in range(len(normal) - size + 1)}
    return array("i", sorted(windows))


def jaccard(one: Collection[int], other: Collection[int]) -> float:
    """Return how much of two sets of windows stands in both, 0 to 1; 0 when one of them is empty."""
    both = len((one if isinstance(one, set) else set(one)).intersection(other))
    return both / (len(one) + len(other) - both) if both else 0.0


def same_sentences(one: str, other: str) -> tuple[tuple[Stretch, Stretch], ...]:
    """Return the stretches of two texts that say the same, as places in each text as it was written.

    Blanks, punctuation and width do not count; a stretch has at least 8 characters that do. Pairs stand in the order
    of `one`. Every run of 8 characters that also stands in the other text begins within a stretch, on both sides; so
    a sentence that one text says once and the other twice stands in two pairs.
    """
    (here, here_at), (there, there_at) = _with_places(one), _with_places(other)
    pairs = list(_shared(here, there, LEAST))
    told = bytearray(len(there))
    for _, place, length in pairs:
        told[place : place + length] = b"\x01" * length
    pairs += ((at, place, length) for place, at, length in _shared(there, here, LEAST, told))
    return tuple(
        (
            Stretch(here_at[at], here_at[at + length - 1] + 1),
            Stretch(there_at[place], there_at[place + length - 1] + 1),
        )
        for at, place, length in sorted(pairs)
    )


def longest_common(text: str, original: str) -> int:
    """Return how many characters the longest stretch has that stands in both, after normalising (C03).

    Windows of 1, 2, 4 … characters are named by numbers, equal ones alike in both texts, each from two of half its
    length; the longest length is then put together from the greatest power of two downwards.
    """
    texts = [normalise(text), normalise(original)]
    named = [[ord(sign) for sign in plain] for plain in texts]
    powers = []
    size = 1
    while set(named[0]).intersection(named[1]):
        powers.append((size, named))
        named = _joined(named, named, size)
        size *= 2
    if not powers:
        return 0
    longest, best = powers.pop()
    for size, named in reversed(powers):
        longer = _joined(best, named, longest)
        if set(longer[0]).intersection(longer[1]):
            longest, best = longest + size, longer
    return longest


def _joined(heads: list[list[int]], tails: list[list[int]], length: int) -> list[list[int]]:
    """Name the windows of two texts that are one of `heads` and, `length` characters later, one of `tails`."""
    names: dict[tuple[int, int], int] = {}
    return [
        [names.setdefault(pair, len(names)) for pair in zip(head, tail[length:], strict=False)]
        for head, tail in zip(heads, tails, strict=True)
    ]


def _with_places(text: str) -> tuple[str, list[int]]:
    """Return a normalised text and, for each of its characters, where it comes from."""
    plain = [sign.translate(_LETTERS) for sign in text]
    return "".join(plain), [at for at, signs in enumerate(plain) for _ in signs]


def _shared(one: str, other: str, least: int, told: bytearray | None = None) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches of `one` that stand in `other` as (place in one, place in other, length), in order.

    They don't overlap in `one`, and none begins where `told` is set. Of several places in `other` the longest
    agreement counts, then one not taken yet. Linear, for only so many places are tried.
    """
    places = _places(other, least)
    taken: set[int] = set()
    at = 0
    while at <= len(one) - least:
        found = None if told and told[at] else places.get(one[at : at + least])
        if found is None:
            at += 1
            continue
        tried = [place for place in found[:TRIED] if place not in taken] or found[:1]
        length, _, place = max((_agreement(one, at, other, place, least), -place, place) for place in tried)
        taken.add(place)
        yield at, place, length
        at += length


def _places(text: str, size: int) -> dict[str, list[int]]:
    """Return where each window of a text stands in it."""
    places: dict[str, list[int]] = {}
    for at in range(len(text) - size + 1):
        places.setdefault(text[at : at + size], []).append(at)
    return places


def _agreement(one: str, at: int, other: str, place: int, length: int) -> int:
    """Return for how many characters two texts agree from these places on, the first `length` being known to."""
    longest = min(len(one) - at, len(other) - place)
    while length < longest and one[at + length] == other[place + length]:
        length += 1
    return length
