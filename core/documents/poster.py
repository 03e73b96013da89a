"""What hangs on the wall: a record's poster on the grid of official letters, to be read from a step away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.documents.frames import Leaf, count_own
from core.documents.letter import lay_written, read_letter, told_line
from core.documents.letterbody import Paragraph
from core.documents.paragraph import Typesetter
from core.documents.sheet import DRAFT, VOID
from core.records.content import Person, Record, School
from core.records.kind import Kind
from core.records.letter import SCHOOL, Letter, fill, in_braces
from core.records.poster import Poster


def lay_poster(
    setter: Typesetter, kind: Kind, record: Record, *, people: Mapping[str, Person], school: School
) -> list[Leaf]:
    """Lay out a record's poster; one page has no number. Raises MissingGlyph; ValueError for a kind that has none."""
    poster = kind.poster
    if poster is None:
        raise ValueError(f"{kind.key} has no poster")
    unfinished = record.finished_at is None or record.state == "draft"
    stamp = VOID if record.state == "void" else DRAFT if unfinished else ""
    letter = Letter(title=poster.title, to="", date=poster.date, parts=poster.parts, signers=poster.signers)
    written = read_letter(kind, letter, record, people=people, school=school, annexes=(), blank=unfinished)
    more = [Paragraph(text) for text in _lines(kind, poster, record, people, school)]
    written = replace(written, body=[*written.body, *more])
    leaves = lay_written(setter, written, foot=record.number, stamp=stamp, where=record.number or kind.words.zh)
    if len(leaves) == 1 and not stamp:
        leaves[0].bare = True
    return count_own(leaves)


def _lines(kind: Kind, poster: Poster, record: Record, people: Mapping[str, Person], school: School) -> Iterator[str]:
    """Yield the paragraphs after the parts whose fields are all filled in."""
    for line in poster.lines:
        told = {
            key: school.name if key == SCHOOL else told_line(kind, key, record.values, people)
            for key in in_braces(line)
        }
        if all(told.values()):
            yield fill(line, told)
