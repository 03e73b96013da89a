"""A guide as printed pages: headings, points, pictures and tables of its Markdown, with contents and page numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.base.markdown import Block, Guide, Heading, Paragraph, Picture, Point, Section, Table, Words, plain
from core.documents.flow import Cell, Flow, Row
from core.documents.fonts import Role
from core.documents.frames import FOOT_LINE, HEIGHT, WIDTH, Area, Leaf, Rule, Shown, count_own
from core.documents.paragraph import Line, Typesetter
from core.documents.pictures import fit, measure
from core.documents.preview import draw_all
from core.documents.styles import MM, PAD_X, SHEET_TITLE, SMALL, SMALL_LABEL, TIGHT_ROW, Align, Style
from core.documents.typefaces import page_faces

PAGE = Area(25 * MM, 24 * MM, WIDTH - 25 * MM, HEIGHT - 22 * MM, number=FOOT_LINE - 2, parts=False)
BODY = Style(Role.FANG, 12, 18, Align.LEFT)
SECTION = Style(Role.HEI, 15, 24, Align.LEFT)
PART = Style(Role.HEI, 12, 20, Align.LEFT)
LISTED = Style(Role.FANG, 12, 17, Align.LEFT)
CELL = SMALL.at(Align.LEFT)
BOLD = Role.HEI
STEP_LEFT = 2 * BODY.size
"""Points hang by two characters."""
AFTER, AFTER_POINT, ABOVE_SECTION, ABOVE_PART = 5.0, 3.0, 16.0, 8.0
PIXEL = 0.108 * MM
"""A pixel of a window on paper: letters of 15 pixels are read without glasses."""
TALLEST = 66 * MM
"""Of a picture."""
EDGE = 0.65
"""Grey of the line round a picture."""
LEAST, MOST = 0.2, 0.6
"""Share of the width that a column of a table takes."""
CONTENTS = "目录"
GUTTER = 4 * MM
"""Half the room between the two columns of the contents."""
_PASSES = 3


def guide_pdf(guide: Guide, folder: Path) -> bytes:
    """Return a guide as PDF; its pictures lie in `folder`. Raises MissingGlyph, PictureUnreadable."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_guide(setter, guide, folder))


def lay_guide(setter: Typesetter, guide: Guide, folder: Path) -> list[Leaf]:
    """Lay a guide out; again until the page numbers in it are right. Raises MissingGlyph, PictureUnreadable."""
    laying = _Laying(setter, guide, folder, {})
    laying.lay()
    for _pass in range(_PASSES):
        pages = laying.found
        laying = _Laying(setter, guide, folder, pages)
        laying.lay()
        if laying.found == pages:
            break
    return count_own(laying.flow.leaves)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Something that stands on one page if it can."""

    height: float
    draw: Callable[[], None]
    keeps: bool = False
    """Stands on one page with what follows."""
    above: float = 0.0
    """Room above it, unless it begins a page."""


class _Laying:
    """One pass."""

    def __init__(self, setter: Typesetter, guide: Guide, folder: Path, pages: dict[str, int]) -> None:
        self._guide, self._folder, self._pages = guide, folder, pages
        self.found: dict[str, int] = {}
        """The page of each section by its name, or its heading where it has none."""
        self.flow = Flow(setter, lambda _number: Leaf(area=PAGE, foot=guide.title))

    def lay(self) -> None:
        """Lay everything out."""
        flow, guide = self.flow, self._guide
        flow.title(guide.title, SHEET_TITLE, where=guide.title)
        flow.space(AFTER)
        self._place(guide.opening)
        self._contents()
        for section in guide.sections:
            self._place((section.heading, *section.blocks), section)

    def _contents(self) -> None:
        """List the sections with their pages: in two columns where every title fits into one."""
        flow, sections = self.flow, self._guide.sections
        flow.space(ABOVE_PART)
        flow.text(CONTENTS, PART)
        column = (flow.width - 2 * GUTTER) / 2
        longest = max((flow.setter.natural(section.title, LISTED) for section in sections), default=0.0)
        lefts = (0.0, column + 2 * GUTTER) if longest + 3 * LISTED.size < column else (0.0,)
        width, lines = (column if len(lefts) == 2 else flow.width), -(-len(sections) // len(lefts))
        for at in range(lines):
            for section, left in zip(sections[at::lines], lefts, strict=False):
                self._entry(section, left, width)
            flow.space(LISTED.leading)
        flow.space(AFTER)

    def _entry(self, section: Section, left: float, width: float) -> None:
        """Set a line of the contents where the flow stands."""
        flow = self.flow
        page = str(self._pages.get(_key(section), 1))
        number = flow.setter.natural(page, LISTED)
        flow.beside(section.title, LISTED, left=left)
        flow.beside(page, LISTED, left=left + width - number)
        start, end = flow.setter.natural(section.title, LISTED) + LISTED.size, width - number - LISTED.size
        if start < end:
            flow.rule(left + start, LISTED.leading / 2, left + end, LISTED.leading / 2, grey=EDGE)

    def _place(self, blocks: Sequence[Block], section: Section | None = None) -> None:
        """Set blocks one after another, what belongs together on one page."""
        flow = self.flow
        units = [
            self._unit(block, blocks[at + 1 : at + 2], led=at > 0 and isinstance(blocks[at - 1], Heading))
            for at, block in enumerate(blocks)
        ]
        at = 0
        while at < len(units):
            end = at + 1
            while end < len(units) and units[end - 1].keeps:
                end += 1
            together = units[at:end]
            need = sum(unit.height for unit in together) + sum(unit.above for unit in together)
            fresh = flow.y <= flow.leaf.top + 0.01
            if not fresh and need > flow.room + 0.01:
                flow.turn()
                fresh = True
            if section is not None:
                self.found.setdefault(_key(section), len(flow.leaves))
            for unit in together:
                flow.space(0.0 if fresh else unit.above)
                fresh = False
                unit.draw()
            at = end

    # --- blocks ------------------------------------------------------------------------------------------

    def _unit(self, block: Block, following: Sequence[Block], *, led: bool) -> _Unit:
        """Measure a block; `led` by a heading, a paragraph stays with what it opens."""
        pictured = bool(following) and isinstance(following[0], Picture)
        match block:
            case Heading():
                style = SECTION if block.level == 2 else PART
                return self._text(
                    block.words, style, keeps=True, above=ABOVE_SECTION if block.level == 2 else ABOVE_PART
                )
            case Paragraph():
                leads = pictured or (led and bool(following) and isinstance(following[0], Point))
                return self._text(block.words, BODY, left=STEP_LEFT if block.inside else 0.0, keeps=leads)
            case Point():
                return self._point(block, keeps=pictured)
            case Picture():
                return self._picture(block)
            case Table():
                return self._table(block)

    def _text(
        self, words: Words, style: Style, *, left: float = 0.0, keeps: bool = False, above: float = 0.0, mark: str = ""
    ) -> _Unit:
        """Measure words, with a mark hanging at their left."""
        flow = self.flow
        lines = self._lines(words, style, flow.width - left)
        after = AFTER_POINT if mark else AFTER

        def draw() -> None:
            if flow.room < style.leading:
                flow.turn()
            if mark:
                flow.beside(mark, style, left=0.0)
            flow.lines(lines, style, left=left)
            flow.space(after)

        return _Unit(len(lines) * style.leading + after, draw, keeps, above)

    def _point(self, point: Point, *, keeps: bool) -> _Unit:
        return self._text(
            point.words, BODY, left=STEP_LEFT, keeps=keeps, mark=f"{point.number}." if point.number else "•"
        )

    def _picture(self, block: Picture) -> _Unit:
        """Measure a picture; never larger than life, and never wider than there is room."""
        flow, left = self.flow, STEP_LEFT if block.inside else 0.0
        path = self._folder / block.path
        picture = measure(path, name=block.path, record="")
        room = min(flow.width - left, picture.width * PIXEL)
        width, height = fit(picture, room, TALLEST)

        def draw() -> None:
            x, y = flow.leaf.left + left, flow.y
            flow.leaf.marks.append(Shown(picture, x, y, width, height, block.alt))
            for x1, y1, x2, y2 in (
                (x, y, x + width, y),
                (x, y + height, x + width, y + height),
                (x, y, x, y + height),
                (x + width, y, x + width, y + height),
            ):
                flow.leaf.marks.append(Rule(x1, y1, x2, y2, grey=EDGE))
            flow.space(height + 2 * AFTER)

        return _Unit(height + 2 * AFTER, draw)

    def _table(self, table: Table) -> _Unit:
        """Measure a table: its head and first row, for it goes on over pages by itself."""
        flow = self.flow
        widths = self._widths(table)
        head = Row(
            [self._cell(words, width, SMALL_LABEL) for words, width in zip(table.head, widths, strict=True)],
            least=TIGHT_ROW,
        )
        rows = [
            Row([self._cell(words, width, CELL) for words, width in zip(row, widths, strict=True)], least=TIGHT_ROW)
            for row in table.rows
        ]

        def draw() -> None:
            flow.table(rows, head=head)
            flow.space(2 * AFTER)

        return _Unit(head.height + (rows[0].height if rows else 0.0), draw)

    def _cell(self, words: Words, width: float, style: Style) -> Cell:
        return Cell(width, self._lines(words, style, width - 2 * PAD_X), style, middle=True)

    def _widths(self, table: Table) -> list[float]:
        """Part the width among the columns by the longest that stands in each."""
        setter, width = self.flow.setter, self.flow.width
        natural = [
            max(setter.natural(plain(cell) or " ", CELL) for cell in column)
            for column in zip(table.head, *table.rows, strict=True)
        ]
        if len(natural) == 1:
            return [width]
        shares = [min(MOST, max(LEAST, one / sum(natural))) for one in natural]
        return [width * share / sum(shares) for share in shares]

    def _lines(self, words: Words, style: Style, width: float) -> list[Line]:
        """Set words; where they lead to a section, its page stands behind them."""
        pieces = [(run.text + self._page_of(run.link), run.bold) for run in words]
        return self.flow.setter.marked(pieces, style, width, face=BOLD, where=plain(words)[:20])

    def _page_of(self, link: str) -> str:
        page = self._pages.get(link.removeprefix("#")) if link.startswith("#") else None
        return f"（第{page}页）" if page else ""


def _key(section: Section) -> str:
    return section.name or section.title
