"""The register sheet of one record, laid out from its kind (D§4.1 表册件, D§4.2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.styles import (
    BLANK_BELOW,
    LABEL,
    MM,
    NOTE,
    PAD_X,
    PROSE,
    ROW,
    SHEET_TITLE,
    SMALL_LABEL,
    TEXT,
    TIGHT,
    TIGHT_LEADING,
    TIGHT_ROW,
    Align,
)
from core.records import display
from core.records.content import LATE_AFTER, Person, Record, School
from core.records.field import Attendance, Field, Files, Grid, LongText
from core.records.kind import Cell as CellOf
from core.records.kind import Kind, SheetRow
from core.records.rule import EnteredSoon

BLANK = "（以下空白）"
"""Printed under the last line, so that nothing can be added unseen (D§4.1)."""
DRAFT = "草稿　未定稿"
VOID = "作废"

Part = tuple[Field, str]
"""A field with its display text."""

WIDE_LABEL = 25 * MM
"""Width of the label of a row with one or two cells: four characters of 小四 and a little air."""
NARROW_LABEL = 21 * MM
"""Width of a label where three or four cells share a row."""
NEXT_TO_NOTHING = 75 * MM
"""A last page with less on it than this is worth closer lines."""
FIGURE = 22 * MM
"""Widest column of a table that is never squeezed: four characters of 小四, or a figure."""
NUMBER = 42 * MM
"""Line for the number of a sheet that is filled in by hand."""
TIGHT_BOX = 0.7
"""Share of its height that a big box keeps where lines stand closer."""
SAYING = 10
"""Characters from which a row says something of its record; less may stand in any."""
MOST_BOUND = 120 * MM
"""Height up to which rows are kept together with the signatures."""
SIGNATURES = 16 * MM
"""Room for a line of signatures."""


def lay_sheet(
    setter: Typesetter,
    kind: Kind,
    record: Record,
    *,
    people: Mapping[str, Person],
    school: School,
    blank: bool = False,
) -> list[Leaf]:
    """Lay out one record on its pages; a `blank` one is to be written by hand. Raises MissingGlyph, saying where."""
    sheet = _Sheet(setter, kind, record, people=people, school=school, blank=blank)
    leaves = sheet.lay()
    if len(leaves) > 1 and sheet.last_page < NEXT_TO_NOTHING:
        closer = sheet.lay(tight=True)
        if len(closer) < len(leaves):
            return closer
    return leaves


class _Sheet:
    """One record's sheet while it is laid out."""

    def __init__(
        self,
        setter: Typesetter,
        kind: Kind,
        record: Record,
        *,
        people: Mapping[str, Person],
        school: School,
        blank: bool,
    ) -> None:
        self.last_page = 0.0
        """Height in points that is used of the last page."""
        self._rows: list[tuple[Row, float]] = []
        """The rows with the least height of each, in lines to write on; set once, however close they are to stand."""
        self._setter = setter
        self._kind = kind
        self._record = record
        self._people = people
        self._school = school
        self._blank = blank
        self._draft = record.state == kind.workflow.first and not record.number
        self._title = f"{school.name}{kind.sheet.words.zh}"
        self._name = record.number or kind.words.zh

    def lay(self, *, tight: bool = False) -> list[Leaf]:
        """Return the laid out pages; on `tight` ones lines stand closer."""
        flow = Flow(self._setter, self._fresh)
        flow.title(self._title, SHEET_TITLE, where=f"{self._name} {self._kind.sheet.words.zh}")
        flow.space(1 * MM)
        # A draft has no number yet: a blank line keeps the table in its place.
        if self._blank:
            begin = flow.width - NUMBER
            flow.beside("编号：", NOTE, left=begin - self._setter.natural("编号：", NOTE))
            flow.rule(begin, NOTE.leading - 2, flow.width, NOTE.leading - 2)
        flow.text(f"编号：{self._record.number}" if self._record.number else " ", NOTE.at(Align.RIGHT))
        flow.space(1.5 * MM)
        self._rows = self._rows or list(self._set_rows(flow.width))
        rows = [_sized(row, lines, tight=tight) for row, lines in self._rows]
        closed = bool(rows) and any(cell.below for cell in rows[-1].cells)
        tail = self._tail(closed=closed)
        self._stretch(rows, room=flow.room - tail)
        flow.table(rows, tail=tail, bound=_bound(rows))
        if not closed and not self._draft:
            flow.text(BLANK, BLANK_BELOW)
        self._sign(flow)
        self.last_page = flow.y - flow.leaf.top
        return count_own(flow.leaves)

    def _fresh(self, number: int) -> Leaf:
        """Make the next page."""
        stamp = VOID if self._record.state == "void" else DRAFT if self._unfinished else ""
        foot = f"{self._kind.words.zh}（空白表）" if self._blank else self._record.number
        return Leaf(head=f"{self._title}（续）" if number else "", foot=foot, stamp=stamp)

    @property
    def _unfinished(self) -> bool:
        """Whether the sheet must say that it is a draft: not finished, or open again for a new version."""
        return not self._blank and (self._record.finished_at is None or self._record.state == "draft")

    # --- rows ------------------------------------------------------------------------------------

    def _set_rows(self, width: float) -> Iterator[tuple[Row, float]]:
        """Yield the rows of the sheet with their least heights, then the note of a late entry."""
        late = self._late_reason()
        for row in self._kind.sheet.rows:
            if late is not None and all(key == late for cell in row.cells for key in cell.keys):
                continue  # printed as the note below instead of an empty row
            only = row.cells[0].keys[0]
            table = display.table(self._kind, only, self._record.values, self._people) if len(row.cells) == 1 else ()
            if table:
                yield from ((set_row, 1) for set_row in self._table(only, table, width))
            else:
                blocks = (_is_block(self._kind.field(key)) for cell in row.cells for key in cell.keys)
                yield self._row(row, width), 2 if self._blank and any(blocks) else 1  # two lines to write on
        note = self._late_note(late)
        if note:
            style = NOTE.at(Align.JUSTIFY)
            lines = self._setter.lines(note, style, width - 2 * PAD_X, where=self._where("补记"))
            yield Row([Cell(width, lines, style)]), 0.8

    def _row(self, row: SheetRow, width: float) -> Row:
        """Set one row: label and value, label and value."""
        label = WIDE_LABEL if len(row.cells) <= 2 else min(NARROW_LABEL, 0.52 * width / len(row.cells))
        room = width - label * len(row.cells)
        parts = [self._parts(cell) for cell in row.cells]
        widths = self._widths(row, parts, room=room) if len(parts) > 1 else [room]
        texts = [self._text(cell, *of, width=wide) for cell, of, wide in zip(row.cells, parts, widths, strict=True)]
        tall = row.height >= 40
        cells: list[Cell] = []
        for cell, text, wide in zip(row.cells, texts, widths, strict=True):
            words = cell.words or self._kind.field(cell.keys[0]).words
            cells.append(self._label(words.zh, label))
            prose = any(isinstance(self._kind.field(key), LongText) for key in cell.keys)
            style = PROSE if prose and len(text) * TEXT.size > wide else TEXT
            where = self._where(words.zh)
            lines = self._setter.lines(text, style, wide - 2 * PAD_X, where=where) if text else []
            below = []
            if tall and lines and not self._draft:
                below = self._setter.lines(BLANK, BLANK_BELOW, wide - 2 * PAD_X)
            cells.append(Cell(wide, lines, style, middle=not row.height, below=below))
        return Row(cells, elastic=row.height)

    def _table(self, key: str, table: Sequence[Sequence[str]], width: float) -> Iterator[Row]:
        """Set a table over the whole width under its name; each column gets what its longest text needs."""
        words = self._kind.field(key).words.zh
        where = self._where(words)
        styles = [SMALL_LABEL, *(len(table) - 1) * [TEXT.at(Align.CENTRE)]]
        needs = [
            max(self._setter.natural(text, style, where=where) for text, style in zip(texts, styles, strict=True))
            + 2 * TIGHT
            for texts in zip(*table, strict=True)
        ]
        widths = _share(needs, width)
        yield Row([self._label(words, width)])
        for texts, style in zip(table, styles, strict=True):
            cells = [
                Cell(
                    wide,
                    self._setter.lines(text, style, wide - TIGHT, where=where) if text else [],
                    style,
                    middle=True,
                    pad=TIGHT / 2,
                )
                for text, wide in zip(texts, widths, strict=True)
            ]
            yield Row(cells, whole=True)

    def _label(self, words: str, width: float) -> Cell:
        """Set a label; two characters are spread to the width of three, a long label is set smaller."""
        text = f"{words[0]}　{words[1]}" if len(words) == 2 else words
        style, pad = LABEL, PAD_X
        if self._setter.natural(text, style, where=words) > width - 2 * pad:
            style, pad = SMALL_LABEL, TIGHT
        lines = self._setter.lines(text, style, width - 2 * pad, where=words)
        return Cell(width, lines, style, middle=True, repeated=True, pad=pad)

    def _widths(self, row: SheetRow, parts: Sequence[Sequence[Part]], *, room: float) -> list[float]:
        """Share the width of a row among its values: as the kind says, unless another share spares a line."""
        spans = sum(cell.span for cell in row.cells)
        shares = [room * cell.span / spans for cell in row.cells]
        texts = [self._text(cell, *of) for cell, of in zip(row.cells, parts, strict=True)]
        # Two points of air: a line that fits exactly by one sum must not break by another.
        needs = [
            max(self._natural(line, cell) for line in text.split("\n")) + 2 * PAD_X + 2
            for cell, text in zip(row.cells, texts, strict=True)
        ]
        least = 14 * MM
        if all(need <= share for need, share in zip(needs, shares, strict=True)) or sum(needs) > room:
            return shares
        needs = [max(need, least) for need in needs]
        if sum(needs) > room:
            return shares
        spare = (room - sum(needs)) / len(needs)
        return [need + spare for need in needs]

    def _parts(self, cell: CellOf) -> list[Part]:
        """Return the fields of a cell that say something, each with its display text."""
        fields = (self._kind.field(key) for key in cell.keys)
        return display.together(
            (field, display.show(field, self._record.values.get(field.key), self._people)) for field in fields
        )

    def _text(self, cell: CellOf, *parts: Part, width: float = inf) -> str:
        """Return the text of a cell; each field's display text stands in it in one piece.

        Short fields follow each other, from the next line where one would be broken at `width`.
        """
        if not parts:
            return ""
        joined = parts[0][1]
        for (before, _), (after, text) in pairwise(parts):
            beside = f"{joined}　{text}"
            line = beside.rpartition("\n")[2]
            narrow = width < inf and self._natural(line, cell) > width - 2 * PAD_X
            joined = f"{joined}\n{text}" if narrow or _is_block(before) or _is_block(after) else beside
        return joined

    def _natural(self, line: str, cell: CellOf) -> float:
        """Return the width of a line of text in a cell."""
        words = cell.words or self._kind.field(cell.keys[0]).words
        return self._setter.natural(line, TEXT, where=self._where(words.zh))

    def _stretch(self, rows: list[Row], *, room: float) -> None:
        """Let the big boxes take what is left of the page when the record fits on one."""
        spare = room - sum(row.height for row in rows)
        total = sum(row.elastic for row in rows)
        if spare <= 0 or not total:
            return
        for row in rows:
            if row.elastic:
                row.least = row.height + spare * row.elastic / total

    # --- below the table -------------------------------------------------------------------------

    def _late_reason(self) -> str | None:
        """Return the field that holds the reason of a late entry."""
        return next((rule.reason for rule in self._kind.rules if isinstance(rule, EnteredSoon)), None)

    @property
    def _outward(self) -> bool:
        """Whether this is the sheet as others see it, on which a late entry is not told."""
        return (late := self._late_reason()) is not None and late not in self._kind.printed()

    def _late_note(self, key: str | None) -> str:
        """Write the note of a late entry (D§2.0): who reads the sheet must see that it was entered afterwards."""
        reason = display.show(self._kind.field(key), self._record.values.get(key), self._people) if key else ""
        if self._outward or (self._record.days_late <= LATE_AFTER and not reason):
            return ""
        day = self._record.entered_at.date()
        told = f"{day.month}月{day.day}日" if self._same_year() else display.write_day(day)
        return f"补记，{told}录入" + (f"，原因：{reason}" if reason else "")

    def _same_year(self) -> bool:
        """Whether the entry was made in the year of the activity."""
        return self._record.dated is not None and self._record.dated.year == self._record.entered_at.year

    def _tail(self, *, closed: bool) -> float:
        """Return the height in points of what stands below the table."""
        lines = -(-len(self._kind.sheet.signers) // 2)
        return lines * SIGNATURES + (0 if closed or self._draft else BLANK_BELOW.leading)

    def _sign(self, flow: Flow) -> None:
        """Leave room to sign by hand: two to a line, the date behind the last."""
        signers = [words.zh for words in self._kind.sheet.signers]
        for start in range(0, len(signers), 2):
            if flow.room < SIGNATURES - 6 * MM:
                flow.turn()
            flow.space(7 * MM)
            left = 0.0
            for signer in signers[start : start + 2]:
                words = f"{signer}："
                flow.beside(words, TEXT, left=left)
                begin = left + self._setter.natural(words, TEXT)
                flow.rule(begin, TEXT.leading - 2, begin + 28 * MM, TEXT.leading - 2)
                left = begin + 34 * MM
            if start + 2 >= len(signers):
                date = "年　　月　　日"
                flow.beside(date, TEXT, left=flow.width - self._setter.natural(date, TEXT))
            flow.space(SIGNATURES - 7 * MM)

    def _where(self, words: str) -> str:
        """Name a place for the error about a character no font has."""
        return f"{self._name} {words}"


def _sized(row: Row, lines: float, *, tight: bool) -> Row:
    """Return a row that is at least so many lines high, and as high as the kind says; a `tight` one stands closer."""
    if not tight:
        return replace(row, least=max(lines * ROW, row.elastic * MM))
    cells = [
        replace(cell, style=replace(cell.style, leading=TIGHT_LEADING)) if cell.style.leading == TEXT.leading else cell
        for cell in row.cells
    ]
    return replace(row, cells=cells, least=max(lines * TIGHT_ROW, row.elastic * MM * TIGHT_BOX))


def _bound(rows: Sequence[Row]) -> int:
    """Return how many rows stay with the signatures: from the last one that says something (D§3.3 I04)."""
    below = 0.0
    for count, row in enumerate(reversed(rows), start=1):
        values = [cell for cell in row.cells if not cell.repeated]
        if len(row.cells) > 1 and any(sum(len(line.text) for line in cell.lines) >= SAYING for cell in values):
            return count
        below += row.height
        if below > MOST_BOUND:
            break
    return 1


def _share(needs: Sequence[float], width: float) -> list[float]:
    """Share the width of a table among its columns: figures keep what they need, where long texts want too much."""
    spare = width - sum(needs)
    if spare >= 0:
        return [need + spare / len(needs) for need in needs]
    long = sum(need for need in needs if need > FIGURE)
    room = width - (sum(needs) - long)
    if room < FIGURE:
        return [need * width / sum(needs) for need in needs]
    return [need * room / long if need > FIGURE else need for need in needs]


def _is_block(field: Field) -> bool:
    """Tell whether a field's text stands on lines of its own."""
    return isinstance(field, LongText | Grid | Files | Attendance)
