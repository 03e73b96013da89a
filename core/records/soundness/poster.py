"""A kind that goes onto the wall: what its poster names is there, of the right type, and nothing that stays inside."""

from collections.abc import Iterator

from core.records.field import Date, Person
from core.records.kind import Kind
from core.records.letter import SCHOOL, in_braces
from core.records.soundness.letter import check_part
from core.records.soundness.place import EMPTY, NO_FIELD, Fault, check_path, fields_of


def check_poster(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the poster of a kind; nothing for a kind that has none."""
    poster = kind.poster
    if poster is None:
        return
    known = fields_of(kind)
    for at, text in (("title", poster.title), *((f"lines[{n}]", line) for n, line in enumerate(poster.lines))):
        if not text.strip():
            yield f"poster.{at}", EMPTY
        if any(key != SCHOOL and key not in known for key in in_braces(text)):
            yield f"poster.{at}", NO_FIELD
    if not poster.parts:
        yield "poster.parts", EMPTY
    for number, part in enumerate(poster.parts):
        yield from check_part(kind, f"poster.parts[{number}]", part)
    yield from check_path(kind, "poster.date", poster.date, (Date,))
    for number, key in enumerate(poster.signers):
        if key != SCHOOL:
            yield from check_path(kind, f"poster.signers[{number}]", key, (Person,))
    private = {key for key in poster.named() if key in known and known[key].private}
    if private or set(kind.inside()).intersection(poster.named()):
        yield "poster", "stays_inside"
