"""The lines of an official letter on its grid: what a line is, how pages fill, where a page's lines are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.documents.frames import Leaf, Text
from core.documents.letterstyles import BODY, EM, WITH_SEAL
from core.documents.paragraph import Line, Typesetter, clean
from core.documents.styles import Align, Style
from core.documents.title import balance


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the grid; None = an empty one."""

    line: Line | None = None
    style: Style = BODY
    left: float = 0.0
    """Distance of its column from the left edge of the type area, in points."""
    down: float = 0.0
    """How much lower it stands than its place in the grid, in lines."""
    bound: bool = False
    """Stays on one page with the line after it."""
    counts: bool = True
    """It is text of the body, under which a signature may stand."""


BLANK = Row(counts=False)


def centred(
    setter: Typesetter, text: str, style: Style, room: float, *, where: str, whole: Sequence[str] = ()
) -> list[Line]:
    """Set a title in balanced lines; names in `whole` stay in one piece. Raises MissingGlyph."""
    text = " ".join(clean(text).split("\n"))
    setter.natural(text, style, where=where)
    chain = setter.faces.chain(style.role)
    pieces = balance(text, [chain.widths[char] for char in text], room / style.size, whole=whole)
    return [setter.lines(piece, style.at(Align.CENTRE), room, where=where)[0] for piece in pieces]


def fill_pages(rows: Sequence[Row], lines: int) -> list[list[Row]]:
    """Fill pages with so many lines each; a heading goes over with its text, no page begins with an empty line."""
    pages: list[list[Row]] = []
    rest = list(rows)
    while len(rest) > lines:
        keep = next((count for count in range(lines, 0, -1) if not rest[count - 1].bound), lines)
        pages.append(rest[:keep])
        rest = rest[keep:]
        while rest and rest[0].line is None:
            rest = rest[1:]
    return [*pages, rest] if rest else pages


def part_for_seal(rows: list[Row], *, room: int) -> tuple[list[Row], list[Row]]:
    """Part a letter's lines so that enough text goes over with the signature, and no heading without its text.

    Not more than `room` lines go over: under a long attachments note its last lines have to do.
    """
    least = max(0, len(rows) - room)
    for start in range(len(rows) - 1, -1, -1):
        fits = rows[start].line is not None and not (start and rows[start - 1].bound)
        enough = sum(row.counts for row in rows[start:]) >= WITH_SEAL
        if fits and (enough or start <= least):
            return rows[:start], rows[start:]
    return [], rows


def draw_rows(leaf: Leaf, rows: Sequence[Row], leading: float) -> None:
    """Put the lines of one page where the grid has them, `leading` points from line to line."""
    top = leaf.top - (leading - EM) / 2  # the first line's characters touch the upper edge
    runs: list[tuple[int, list[Row]]] = []
    for number, row in enumerate(rows):
        if row.line is None:
            continue
        start, run = runs[-1] if runs else (0, [])
        if run and start + len(run) == number and _alike(run[-1], row):
            run.append(row)
        else:
            runs.append((number, [row]))
    for start, run in runs:
        first = run[0]
        lines = [row.line for row in run if row.line]
        y = top + (start + first.down) * leading
        leaf.marks.append(Text(lines, leaf.left + first.left, y, replace(first.style, leading=leading)))


def _alike(one: Row, other: Row) -> bool:
    """Tell whether two lines are drawn in one go."""
    return (one.style, one.left, one.down) == (other.style, other.left, other.down)
