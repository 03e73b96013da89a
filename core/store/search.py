"""Full-text search in Chinese: one character is one token, so that a word of two characters is found at once.

SQLite's unicode61 tokenizer knows Unicode 6.1 only and would drop newer characters (苏𬍛 lost its second one), so
whatever is not ASCII or an old Han character goes into the index under its code point's name.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.records.content import Record
from core.records.display import Names, show
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
    tokens = f" {_EDGE} ".join(" ".join(token for token, _ in _tokens(part)) for part in texts)
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


def highlight(content: str, wanted: str) -> tuple[Span, ...]:
    """Return where the words of `wanted` stand in a text, in order, without overlaps."""
    tokens = list(_tokens(content))
    hits: set[int] = set()
    for word in wanted.split():
        sought = [token for token, _ in _tokens(word)]
        for start in range(len(tokens) - len(sought) + 1):
            if sought and [token for token, _ in tokens[start : start + len(sought)]] == sought:
                hits.update(range(tokens[start][1], tokens[start + len(sought) - 1][1] + 1))
    return tuple(_stretches(sorted(hits)))


def texts(kind: Kind, record: Record, names: Names) -> tuple[tuple[str, str], ...]:
    """Return (field key, text) of everything in a record that can be searched for, its number first."""
    shown = ((field.key, show(field, record.values.get(field.key), names)) for field in kind.fields())
    return (("number", record.number), *((key, found) for key, found in shown if found))


def _phrase(wanted: str) -> str:
    """Write a query for FTS5: each word a phrase in quotes, all of them asked for."""
    words = (" ".join(token for token, _ in _tokens(word)) for word in wanted.split())
    return " AND ".join(f'"{word}"' for word in words if word)


def _tokens(content: str) -> Iterator[tuple[str, int]]:
    """Yield (token, offset in the text) for every letter, digit and character; full width counts as half width."""
    for offset, written in enumerate(content):
        plain = written if written.isascii() else unicodedata.normalize("NFKC", written)
        for character in plain.lower():
            if character.isascii():
                if character.isalnum():
                    yield character, offset
            elif "\u4e00" <= character <= "\u9fa5":
                yield character, offset
            elif character.isalnum() or unicodedata.category(character) in {"Cn", "Co", "So", "No"}:
                yield f"u{ord(character):x}", offset


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
