"""Fills pages from top to bottom: titles, notes, and tables whose rows may run on to the next page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.documents.frames import Leaf, Rule, Text
from core.documents.grid import centred
from core.documents.paragraph import Line, Typesetter, part
from core.documents.styles import FRAME, HAIR, PAD_X, PAD_Y, ROW, Align, Style


@dataclass(slots=True)
class Cell:
    """A cell of a table, set to its width."""

    width: float
    lines: list[Line]
    style: Style
    middle: bool = False
    """Centre it between the lines above and below."""
    repeated: bool = False
    """A label: drawn again where its row goes on."""
    pad: float = PAD_X
    """Space left and right of the text, in points."""
    below: list[Line] = field(default_factory=list)
    """What closes the empty room under the text (以下空白), drawn where there is room for it."""

    @property
    def height(self) -> float:
        """Height in points that the text needs, with the space around it."""
        return len(self.lines) * self.style.leading + 2 * PAD_Y


@dataclass(slots=True)
class Row:
    """A row of a table; it grows with its text and never gets lower than `least`."""

    cells: list[Cell]
    least: float = ROW
    elastic: float = 0.0
    """Share of the room left on the page that it takes."""
    whole: bool = False
    """Goes on to the next page rather than being parted, so that what stands in it is read across."""

    @property
    def height(self) -> float:
        """Height in points when it stands on one page."""
        return max(self.least, *(cell.height for cell in self.cells))

    @property
    def divisible(self) -> bool:
        """Whether it is worth parting: some cell has four lines or more."""
        return any(len(cell.lines) >= 4 and not cell.repeated for cell in self.cells)


class Flow:
    """The pages of one item while they fill up."""

    def __init__(self, setter: Typesetter, fresh: Callable[[int], Leaf]) -> None:
        """Take `fresh`, which makes the item's next page, given how many there are."""
        self.setter = setter
        self._fresh = fresh
        self.leaves: list[Leaf] = []
        self.y = 0.0
        self.turn()

    @property
    def leaf(self) -> Leaf:
        """The page being filled."""
        return self.leaves[-1]

    @property
    def width(self) -> float:
        """Width of the type area."""
        return self.leaf.right - self.leaf.left

    @property
    def room(self) -> float:
        """Height left on the page."""
        return self.leaf.bottom - self.y

    def turn(self) -> None:
        """Begin the next page."""
        self.leaves.append(self._fresh(len(self.leaves)))
        self.y = self.leaf.top

    def space(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def text(self, text: str, style: Style, *, where: str = "", left: float = 0.0, width: float | None = None) -> None:
        """Set paragraphs across the type area, over as many pages as they need."""
        self.lines(
            self.setter.lines(text, style, self.width - left if width is None else width, where=where), style, left=left
        )

    def lines(self, lines: list[Line], style: Style, *, left: float = 0.0) -> None:
        """Set lines below one another, over as many pages as they need."""
        while lines:
            keep = part(lines, int((self.room + 0.01) // style.leading))
            if keep <= 0:
                self.turn()
                continue
            self.leaf.marks.append(Text(lines[:keep], self.leaf.left + left, self.y, style))
            self.y += keep * style.leading
            lines = lines[keep:]

    def title(self, text: str, style: Style, *, where: str = "") -> None:
        """Set a title in balanced lines that tear no word."""
        for line in centred(self.setter, text, style, self.width, where=where):
            self.leaf.marks.append(Text([line], self.leaf.left, self.y, style))
            self.y += style.leading

    def beside(self, text: str, style: Style, *, left: float, down: float = 0.0) -> None:
        """Set one line at a place of the current line without moving on."""
        lines = self.setter.lines(text, style.at(Align.LEFT), self.width)
        self.leaf.marks.append(Text(lines[:1], self.leaf.left + left, self.y + down, style))

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, width: float = HAIR, grey: float = 0.0) -> None:
        """Draw a line; x from the left edge of the type area, y from where the flow stands."""
        left, y = self.leaf.left, self.y
        self.leaf.marks.append(Rule(left + x1, y + y1, left + x2, y + y2, width, grey))

    def table(self, rows: list[Row], *, head: Row | None = None, tail: float = 0.0, bound: int = 1) -> None:
        """Set a table; `head` is repeated on every page.

        `tail` points are kept free below the last row; it and the rows before it, `bound` in all, stay on one page with
        that room, or at least the end of the first of them.
        """
        table = _Table(self, head)
        for number, row in enumerate(rows):
            last = number >= len(rows) - bound
            table.add(row, reserve=tail + sum(after.height for after in rows[number + 1 :]) if last else 0.0)
        table.close()


class _Table:
    """A table while it is being set."""

    def __init__(self, flow: Flow, head: Row | None) -> None:
        self._flow = flow
        self._head = head
        self._top = flow.y
        self._open = False

    def add(self, row: Row, *, reserve: float) -> None:
        """Set a row, over several pages if need be, so that `reserve` points stay free below it."""
        flow = self._flow
        self._begin(row)
        rest = row
        while rest.height + reserve > flow.room + 0.01:
            limit = flow.room if rest.height > flow.room else flow.room - reserve
            stays = rest.whole and not self._fresh_page()
            parted = self._part(rest, limit) if rest.divisible and not stays else None
            if parted:
                now, rest = parted
                self._draw(now, height=now.height)
            elif self._fresh_page():
                break  # an empty page can't hold more than this one: better crowded than turning for ever
            self._turn()
        self._draw(rest, height=rest.height)

    def close(self) -> None:
        """End the table on the present page with its frame."""
        if not self._open:
            return
        flow = self._flow
        left, right = flow.leaf.left, flow.leaf.right
        for x1, y1, x2, y2 in (
            (left, self._top, right, self._top),
            (left, flow.y, right, flow.y),
            (left, self._top, left, flow.y),
            (right, self._top, right, flow.y),
        ):
            flow.leaf.marks.append(Rule(x1, y1, x2, y2, FRAME))
        self._open = False

    def _begin(self, row: Row) -> None:
        """Open the table on the present page, unless neither head nor the row's first lines fit there."""
        if self._open:
            return
        head = self._head.height if self._head else 0.0
        first = min(row.height, ROW)
        if head + first > self._flow.room:
            self._flow.turn()
        self._open_here()

    def _open_here(self) -> None:
        """Open the table where the flow stands."""
        self._top = self._flow.y
        self._open = True
        if self._head:
            self._draw(self._head, height=self._head.height)

    def _turn(self) -> None:
        """Close the table on this page and open it on the next."""
        self.close()
        self._flow.turn()
        self._open_here()

    def _fresh_page(self) -> bool:
        """Tell whether nothing but the head stands on this page yet."""
        head = self._head.height if self._head else 0.0
        return self._flow.y <= self._flow.leaf.top + head + 0.01

    def _part(self, row: Row, room: float) -> tuple[Row, Row] | None:
        """Part a row so that its first piece fits into `room` points; None when too little would stand here."""
        kept: list[Cell] = []
        left: list[Cell] = []
        some = False
        for cell in row.cells:
            if cell.repeated:
                kept.append(cell)
                left.append(cell)
                continue
            fits = part(cell.lines, int((room - 2 * PAD_Y + 0.01) // cell.style.leading))
            if fits < min(2, len(cell.lines)):
                return None
            some = some or fits < len(cell.lines)
            kept.append(replace(cell, lines=cell.lines[:fits], below=[]))
            left.append(replace(cell, lines=cell.lines[fits:]))
        if not some:
            return None
        now = Row(kept, least=room)
        return now, Row(left, least=max(ROW, row.least - room))

    def _draw(self, row: Row, *, height: float) -> None:
        """Draw one row, cell after cell, and the lines to its right and below."""
        flow, leaf = self._flow, self._flow.leaf
        x = leaf.left
        for number, cell in enumerate(row.cells):
            down = PAD_Y
            if cell.middle or (len(cell.lines) == 1 and height <= 1.6 * ROW):
                down = (height - len(cell.lines) * cell.style.leading) / 2
            if cell.lines:
                leaf.marks.append(Text(cell.lines, x + cell.pad, flow.y + down, cell.style))
            spare = height - cell.height
            if cell.below and spare >= cell.style.leading:
                under = flow.y + down + len(cell.lines) * cell.style.leading
                leaf.marks.append(Text(cell.below, x + cell.pad, under, cell.style))
            x += cell.width
            if number + 1 < len(row.cells):
                leaf.marks.append(Rule(x, flow.y, x, flow.y + height, HAIR))
        flow.y += height
        leaf.marks.append(Rule(leaf.left, flow.y, leaf.right, flow.y, HAIR))
