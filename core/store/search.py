"""Full-text search in Chinese: one character is one token, so that a word of two characters is found at once.

SQLite's unicode61 tokenizer knows Unicode 6.1 only and would drop newer characters (苏𬍛 lost its second one), so
whatever is not ASCII or an old Han character goes into the index under its code point's name.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.records.content import Values
from core.records.display import Names, heading_of, show
from core.records.kind import Kind

_EDGE = "zz"
"""Token between two fields; no single character makes it, so no phrase reaches across."""

_WRITE = text("INSERT OR REPLACE INTO search(rowid, text) VALUES (:row, :tokens)")
_DROP = text("DELETE FROM search WHERE rowid = :row")
_FIND = text("SELECT rowid FROM search WHERE search MATCH :phrase ORDER BY rowid DESC LIMIT :limit")
_COUNT = text("SELECT count(*) FROM search WHERE search MATCH :phrase")

Span = tuple[int, int]
"""Where a found word stands in a text: first character and the one after the last."""


def write(session: Session, row: int, texts: Iterable[str]) -> None:
    """Put the texts of record row `row` into the index in place of what was there."""
    tokens = f" {_EDGE} ".join(" ".join(filter(None, map(_KNOWN.__getitem__, part))) for part in texts)
    session.execute(_WRITE, {"row": row, "tokens": tokens})


def drop(session: Session, row: int) -> None:
    """Take a record out of the index."""
    session.execute(_DROP, {"row": row})


def find(session: Session, wanted: str, *, limit: int) -> tuple[int, ...]:
    """Return the rows of records that hold every word of `wanted` (words are parted by blanks), newest first."""
    phrase = _phrase(wanted)
    return tuple(session.execute(_FIND, {"phrase": phrase, "limit": limit}).scalars()) if phrase else ()


def count(session: Session, wanted: str) -> int:
    """Return how many records hold every word of `wanted`."""
    phrase = _phrase(wanted)
    return session.execute(_COUNT, {"phrase": phrase}).scalar_one() if phrase else 0


def highlight(content: str, wanted: str, *, exactly: bool = False) -> tuple[Span, ...]:
    """Return where the words of `wanted` stand in a text, in order, without overlaps; `exactly` as written only."""
    hits: set[int] = set()
    for word in wanted.split():
        found = _literal(content, word)
        hits.update(found if found or exactly else _tolerant(content, word))
    return tuple(_stretches(sorted(hits)))


def _literal(content: str, word: str) -> set[int]:
    """Return the offsets of a word as it is written; quick, and mostly enough."""
    hits: set[int] = set()
    start = content.find(word)
    while start >= 0 and any(map(_KNOWN.__getitem__, word)):
        hits.update(range(start, start + len(word)))
        start = content.find(word, start + 1)
    return hits


def _tolerant(content: str, word: str) -> set[int]:
    """Return the offsets of a word whatever signs stand between, in full or half width, large or small."""
    sought = [token for token, _ in _tokens(word)]
    tokens = list(_tokens(content)) if sought else []
    hits: set[int] = set()
    for start in range(len(tokens) - len(sought) + 1):
        if [token for token, _ in tokens[start : start + len(sought)]] == sought and sought:
            hits.update(range(tokens[start][1], tokens[start + len(sought) - 1][1] + 1))
    return hits


def texts(kind: Kind, values: Values, names: Names, *, number: str) -> Iterator[str]:
    """Yield every text in a record that can be searched for: its heading and number first, then in form order."""
    yield heading_of(kind, values)
    yield number
    for field in kind.fields():
        if field.key != kind.heading and (found := show(field, values.get(field.key), names)):
            yield found


def _phrase(wanted: str) -> str:
    """Write a query for FTS5: each word a phrase in quotes, all of them asked for."""
    words = (" ".join(token for token, _ in _tokens(word)) for word in wanted.split())
    return " AND ".join(f'"{word}"' for word in words if word)


def _tokens(content: str) -> Iterator[tuple[str, int]]:
    """Yield (token, offset in the text) for every letter, digit and character."""
    for offset, written in enumerate(content):
        for token in _KNOWN[written].split():
            yield token, offset


class _Tokens(dict[str, str]):
    """The tokens of each character, parted by blanks, worked out when it is first met; signs have none."""

    def __missing__(self, written: str) -> str:
        """Work out a character's tokens; full width counts as half width, capitals as small letters."""
        plain = written if written.isascii() else unicodedata.normalize("NFKC", written)
        found = self[written] = " ".join(filter(None, map(_token, plain.lower())))
        return found


_KNOWN = _Tokens()


def _token(character: str) -> str:
    """Return the token of one character; empty for signs and blanks."""
    if character.isascii():
        return character if character.isalnum() else ""
    if "\u4e00" <= character <= "\u9fa5":
        return character
    is_word = character.isalnum() or unicodedata.category(character) in {"Cn", "Co", "So", "No"}
    return f"u{ord(character):x}" if is_word else ""


def _stretches(offsets: list[int]) -> Iterator[Span]:
    """Join neighbouring offsets into spans."""
    start = previous = -2
    for offset in offsets:
        if offset != previous + 1:
            if start >= 0:
                yield start, previous + 1
            start = offset
        previous = offset
    if start >= 0:
        yield start, previous + 1
