"""Finding records by any words in them, and by the people they name."""

from core.base.clock import today
from core.records.catalogue import find_kind
from core.records.content import Values
from core.records.display import Names
from core.services.lines import late_after, to_line
from core.store import people, records, search
from core.store.records import Line
from core.store.vault import Vault
from core.views.records import Hit

BEFORE, AFTER = 16, 48
"""Characters of a snippet before and after the first place found."""


def find(vault: Vault, text: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """Return the records that hold every word of `text` (parted by blanks), those entered last first.

    Two Chinese characters are enough. Latin letters are also taken as the pinyin initials of people: then the
    records that name one of them follow. Each hit has the words around the first place found and where in them the
    searched words stand.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    day = today(vault.clock)
    with vault.look() as session:
        sought = dict.fromkeys(search.find(session, wanted, limit=limit), wanted)
        for name in _named(vault, text=wanted):
            for row in search.find(session, name, limit=limit):
                sought.setdefault(row, name)
        rows = tuple(sought)[:limit]
        names, late = vault.names(session), late_after(session)
        return tuple(
            Hit(line=to_line(line, today=day, late_after=late), snippet=snippet, marks=marks)
            for (line, values), row in zip(records.found(session, rows), rows, strict=True)
            for snippet, marks in (_snippet(line, values, names, sought[row]),)
        )


def count(vault: Vault, text: str) -> int:
    """Return how many records hold every word of `text`."""
    with vault.look() as session:
        return search.count(session, text.strip())


def _named(vault: Vault, *, text: str) -> tuple[str, ...]:
    """Return the names of the people whose initials begin with what was typed; Latin letters only."""
    typed = "".join(text.split())
    if not (typed.isascii() and typed.isalpha()):
        return ()
    with vault.look() as session:
        return tuple(dict.fromkeys(person.name for person in people.find(session, typed, limit=10)))


def _snippet(line: Line, values: Values, names: Names, wanted: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the words around the first place found, on one line, and the places of the searched words in them."""
    texts = tuple(search.texts(find_kind(line.kind), values, names, number=line.number))
    for text, exactly in [*((text, True) for text in texts), *((text, False) for text in texts)]:
        marks = search.highlight(text, wanted, exactly=exactly)
        if marks:
            start = max(0, marks[0][0] - BEFORE)
            snippet = text[start : marks[0][1] + AFTER].replace("\n", " ")
            return snippet, tuple((a - start, b - start) for a, b in marks if b - start <= len(snippet))
    return line.heading, ()
