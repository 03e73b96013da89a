"""Reads the part of Markdown that our guides are written in; whatever else stands there is refused with its line.

Headings of three levels, paragraphs, numbered and bulleted points, bold words, links, pictures and tables. A line
`<a id="…"></a>` gives the heading below it a name that does not change with its words.
"""

import re
from dataclasses import dataclass, field

_ANCHOR = re.compile(r'<a id="([a-z0-9-]+)"></a>')
_HEADING = re.compile(r"(#{1,3}) +(.+)")
_POINT = re.compile(r"(?:(\d+)\.|[*-]) +(.+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_RULED = re.compile(r"\|(?: *:?-+:? *\|)+")
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_FOREIGN = re.compile(r"```|>|#|<|={3,}")
"""What begins a line of Markdown that is not ours."""


class NotOurs(ValueError):
    """A line that this reader does not know: number and text."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(f"line {number}: {line}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look."""

    text: str
    bold: bool = False
    link: str = ""
    """Where the words lead: `#name` in this guide, else a file beside it or an address."""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the guide's own title."""

    level: int
    words: Words
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one that belongs to the point above it (`inside`)."""

    words: Words
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list; number 0 = a bullet."""

    words: Words
    number: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, seen from the guide, and what it shows."""

    path: str
    alt: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


Block = Heading | Paragraph | Point | Picture | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level with all that stands under it."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The name that links lead to."""
        return self.heading.name

    @property
    def title(self) -> str:
        """The words of the heading."""
        return plain(self.heading.words)


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide."""

    title: str
    opening: tuple[Block, ...]
    """What stands before the first section."""
    sections: tuple[Section, ...]


def plain(words: Words) -> str:
    """Return words without their looks."""
    return "".join(run.text for run in words)


def words_in(block: Block) -> str:
    """Return all words of a block, as they are searched; a picture says what it shows."""
    match block:
        case Picture():
            return block.alt
        case Table():
            return " ".join(plain(cell) for row in (block.head, *block.rows) for cell in row)
        case Heading() | Paragraph() | Point():
            return plain(block.words)


def read_guide(text: str) -> Guide:
    """Read a guide: one title, then sections. Raises NotOurs."""
    title, opening, sections = "", list[Block](), list[tuple[Heading, list[Block]]]()
    for block in read(text):
        if isinstance(block, Heading) and block.level == 1:
            title = plain(block.words)
        elif isinstance(block, Heading) and block.level == 2:
            sections.append((block, []))
        else:
            (sections[-1][1] if sections else opening).append(block)
    return Guide(title, tuple(opening), tuple(Section(heading, tuple(blocks)) for heading, blocks in sections))


def read(text: str) -> list[Block]:
    """Return what a text is made of. Raises NotOurs."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        reader.take(number, line.rstrip())
    reader.end()
    return reader.blocks


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    blocks: list[Block] = field(default_factory=list)
    _name: str = ""
    _open: list[str] = field(default_factory=list)
    """Lines of the paragraph or point being read."""
    _point: int | None = None
    """Number of the point being read; None = it is a paragraph."""
    _inside: bool = False
    """A point stands above, and indented lines belong to it."""
    _indented: bool = False
    _table: list[tuple[Words, ...]] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        bare = line.strip()
        if bare.startswith("|"):
            self._close()
            if not _RULED.fullmatch(bare):
                self._table.append(_cells(bare))
            return
        self._close_table()
        if not bare or bare == "---":
            self._close()
            return
        indented = line.startswith("  ")
        anchor, heading, picture, point = (pattern.fullmatch(bare) for pattern in (_ANCHOR, _HEADING, _PICTURE, _POINT))
        if (anchor or heading or point) and indented:
            raise NotOurs(number, line)
        if anchor:
            self._close()
            self._name = anchor[1]
        elif heading:
            self._close()
            self._inside = False
            self.blocks.append(Heading(len(heading[1]), words_of(heading[2]), self._name))
            self._name = ""
        elif picture:
            self._close()
            self.blocks.append(Picture(picture[2], picture[1], inside=indented and self._inside))
        elif point:
            self._close()
            self._point, self._open, self._inside = int(point[1] or 0), [point[2]], True
        elif _FOREIGN.match(bare):
            raise NotOurs(number, line)
        elif self._open:
            self._open.append(bare)
        else:
            self._inside = self._inside and indented
            self._open, self._indented = [bare], indented

    def end(self) -> None:
        """Close what is open."""
        self._close()
        self._close_table()

    def _close(self) -> None:
        """End the paragraph or point being read."""
        if not self._open:
            return
        words = words_of(_joined(self._open))
        if self._point is None:
            self.blocks.append(Paragraph(words, inside=self._indented and self._inside))
        else:
            self.blocks.append(Point(words, self._point))
        self._open, self._point = [], None

    def _close_table(self) -> None:
        if self._table:
            self.blocks.append(Table(self._table[0], tuple(self._table[1:])))
            self._table, self._inside = [], False


def words_of(text: str) -> Words:
    """Part a line into runs of one look."""
    runs, at = list[Run](), 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        if found["bold"] is not None:
            runs.append(Run(found["bold"], bold=True))
        else:
            runs.append(Run(found["text"], link=found["target"]))
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)


def _cells(line: str) -> tuple[Words, ...]:
    return tuple(words_of(cell.strip()) for cell in line.strip("|").split("|"))


def _joined(lines: list[str]) -> str:
    """Join lines of one paragraph; a blank only between two Latin words."""
    text = lines[0]
    for line in lines[1:]:
        text += (" " if text[-1].isascii() and line[0].isascii() else "") + line
    return text
