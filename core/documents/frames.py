"""The sheet of paper: margins, and what stands in them on every page.

Everything inside the margins belongs to the record; everything in the margins (running head, page numbers, short
code, marks for the seal across the edges) is added here, so that a reader can tell the two apart by place.
"""

from dataclasses import dataclass, field

from core.documents.painter import Painter
from core.documents.paragraph import Line, Typesetter
from core.documents.pictures import Picture
from core.documents.styles import DRAFT_MARK, FOOT, MM, PAGE_NUMBER, SEAM, Align, Style

WIDTH = 210 * MM
HEIGHT = 297 * MM
TOP = 25 * MM
BOTTOM = 20 * MM
LEFT = 28 * MM  # the binding edge (订口)
RIGHT = 20 * MM
"""A4 and the margins of register sheets (D§4.1 表册件: 上25 下20 左28 右20)."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the type area lies on upright paper: in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    number: float
    """Upper edge of the page number's box."""
    parts: bool = True
    """Every page says by itself which part of its item it is; a letter does so only where a packet counts through."""


FOOT_LINE = HEIGHT - BOTTOM + 6 * MM
"""Upper edge of the small print below every page."""

SHEET = Area(LEFT, TOP, WIDTH - RIGHT, HEIGHT - BOTTOM, number=FOOT_LINE - 2)

SEAM_STRIP = 5 * MM
"""Strip along the right edge that stays free for a seal across the pages (D§4.3 骑缝章)."""


@dataclass(frozen=True, slots=True)
class Text:
    """Set lines with the upper left corner of their box."""

    lines: list[Line]
    x: float
    y: float
    style: Style


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    grey: float = 0.0
    red: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with its upper left corner and its size."""

    picture: Picture
    x: float
    y: float
    width: float
    height: float
    alt: str
    """What it shows, for those who have it read aloud."""


Mark = Text | Rule | Shown


@dataclass(slots=True)
class Leaf:
    """One page laid out: what stands between its margins, in points from the upper left corner."""

    landscape: bool = False
    area: Area = SHEET
    marks: list[Mark] = field(default_factory=list)
    head: str = ""
    """Running head of pages that continue an item."""
    foot: str = ""
    """Number of the record, or name of the part."""
    stamp: str = ""
    """草稿 未定稿, 作废."""
    own: int = 1
    """Page of its item."""
    of: int = 1
    """Pages of its item."""
    bare: bool = False
    """A cover: no page number, no head."""

    @property
    def left(self) -> float:
        """Left edge of the type area."""
        return HEIGHT - self.area.bottom if self.landscape else self.area.left

    @property
    def top(self) -> float:
        """Upper edge of the type area; a landscape page has its head at the binding edge (GB/T 9704-2012 8)."""
        return self.area.left if self.landscape else self.area.top

    @property
    def right(self) -> float:
        """Right edge of the type area."""
        return HEIGHT - self.area.top if self.landscape else self.area.right

    @property
    def bottom(self) -> float:
        """Lower edge of the type area."""
        return self.area.right if self.landscape else self.area.bottom

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper."""
        return (HEIGHT, WIDTH) if self.landscape else (WIDTH, HEIGHT)


def count_own(leaves: list[Leaf]) -> list[Leaf]:
    """Number the pages of one item: 第1页共2页."""
    for number, leaf in enumerate(leaves, start=1):
        leaf.own, leaf.of = number, len(leaves)
    return leaves


def draw_leaf(painter: Painter, setter: Typesetter, leaf: Leaf, *, page: int, code: str, numbered: bool = True) -> None:
    """Draw a page: what stands on it, then its margins. `page` counts in the whole document, from 1."""
    painter.begin(*leaf.size)
    for mark in leaf.marks:
        match mark:
            case Text():
                painter.text(mark.lines, mark.x, mark.y, mark.style)
            case Rule():
                painter.rule(mark.x1, mark.y1, mark.x2, mark.y2, width=mark.width, grey=mark.grey, red=mark.red)
            case Shown():
                painter.picture(mark.picture, mark.x, mark.y, width=mark.width, height=mark.height, alt=mark.alt)
    if not leaf.bare:
        painter.margin()
        _Margin(painter, setter, leaf).draw(page=page, code=code, numbered=numbered)
    painter.end()


@dataclass(frozen=True, slots=True)
class _Margin:
    """Draws in the margins of a page as if it stood upright: a landscape page has its number where others have it."""

    painter: Painter
    setter: Typesetter
    leaf: Leaf

    def draw(self, *, page: int, code: str, numbered: bool) -> None:
        """Draw running head, foot, page number and the marks at the outer edge."""
        leaf, outer_right = self.leaf, page % 2 == 1
        if leaf.head:
            self._put(leaf.head, FOOT, TOP - 7 * MM, Align.LEFT)
        if leaf.stamp:
            self._put(leaf.stamp, DRAFT_MARK, TOP - 8 * MM, Align.RIGHT)
        inner, outer = (Align.LEFT, Align.RIGHT) if outer_right else (Align.RIGHT, Align.LEFT)
        width, count = leaf.area.right - leaf.area.left, ""
        if (leaf.of > 1 or leaf.foot) and (code or leaf.area.parts):
            count = f"第{leaf.own}页共{leaf.of}页"
            self._put(count, FOOT, FOOT_LINE, Align.CENTRE)
        told = f"　核验码 {code}" if code else ""
        room = (width - self.setter.natural(count, FOOT)) / 2 - FOOT.size if count else width
        self._put(self._shortened(leaf.foot, room - self.setter.natural(told, FOOT)) + told, FOOT, FOOT_LINE, inner)
        if numbered:
            # 一字线 on both sides, one character in from the outer edge (GB/T 9704-2012 7.5).
            self._put(f"— {page} —", PAGE_NUMBER, leaf.area.number, outer, inset=PAGE_NUMBER.size)
        if numbered and (code or leaf.area.parts):
            self._seam()

    def _seam(self) -> None:
        """Mark the strip for the seal across the edges, in light grey; the seal itself is never drawn (D§4.3).

        It lies opposite the binding edge on every page: sheets are fanned out and sealed on their fronts.
        """
        edge = WIDTH - SEAM_STRIP
        for y in (HEIGHT / 2 - 30 * MM, HEIGHT / 2 + 30 * MM):
            self._line(edge, y - 2 * MM, edge, y + 2 * MM)
        lines = self.setter.lines("骑缝章处", SEAM.at(Align.LEFT), 60 * MM)
        half = self.setter.natural("骑缝章处", SEAM) / 2
        if self.leaf.landscape:
            self.painter.text(lines, HEIGHT / 2 - half, edge + 1, SEAM)
        else:
            self.painter.text(lines, edge + SEAM_STRIP - 4, HEIGHT / 2 - half, SEAM, turned=True)

    def _put(self, text: str, style: Style, y: float, align: Align, *, inset: float = 0.0) -> None:
        """Set one line across the type area of an upright page."""
        x = self.leaf.area.left
        width = self.leaf.area.right - x
        natural = self.setter.natural(text, style)
        left = {
            Align.RIGHT: width - natural - inset,
            Align.CENTRE: (width - natural) / 2,
            Align.LEFT: inset,
            Align.JUSTIFY: inset,
        }[align]
        lines = [Line(self.setter.lines(text, style.at(Align.LEFT), width)[0].text, left)]
        if self.leaf.landscape:
            # An upright page turned a quarter clockwise to be read: its foot is at the left, its left edge on top.
            self.painter.text(lines, HEIGHT - y, x, style, turned=True)
        else:
            self.painter.text(lines, x, y, style)

    def _shortened(self, text: str, room: float) -> str:
        """Return as much of a note as there is room for beside the count of pages; a name may be very long."""
        if self.setter.natural(text, FOOT) <= room:
            return text
        while text and self.setter.natural(f"{text}…", FOOT) > room:
            text = text[:-1]
        return f"{text}…"

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a light grey line of an upright page."""
        if self.leaf.landscape:
            x1, y1, x2, y2 = HEIGHT - y1, x1, HEIGHT - y2, x2
        self.painter.rule(x1, y1, x2, y2, width=0.4, grey=0.6)
