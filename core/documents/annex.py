"""The annexes of a letter: a table each, on pages of their own behind it (GB/T 9704-2012 7.3.7, 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.documents import letterstyles as look
from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, Text
from core.documents.grid import centred
from core.documents.paragraph import Typesetter
from core.documents.styles import PAD_X, Align, Style
from core.records import display
from core.records.content import Person, Record
from core.records.field import Automatic, Grid, Integer
from core.records.kind import Kind
from core.records.letter import Annex


def lay_annex(
    setter: Typesetter, kind: Kind, annex: Annex, record: Record, *, people: Mapping[str, Person], mark: str, leaf: Leaf
) -> list[Leaf]:
    """Lay out one annex; `mark` = 附件1, `leaf` = a page like those it is to have. Raises MissingGlyph."""
    head, body, centred_columns = _table(kind, annex, record, people)
    where = f"{record.number or kind.words.zh} {annex.words.zh}"
    across = len(head) > look.ANNEX_ACROSS

    def fresh(_: int) -> Leaf:
        return replace(leaf, landscape=across, marks=[])

    flow = Flow(setter, fresh)
    width = flow.width
    top = flow.leaf.top - (look.BODY.leading - look.EM) / 2
    flow.leaf.marks.append(Text(setter.lines(mark, look.ANNEX_MARK, width), flow.leaf.left, top, look.ANNEX_MARK))
    title = centred(setter, annex.words.zh, look.TITLE, width, where=where)
    y = top + look.ANNEX_TITLE_LINE * look.TITLE.leading
    flow.leaf.marks.append(Text(title, flow.leaf.left, y, look.TITLE))
    flow.y = y + (len(title) + 0.5) * look.TITLE.leading
    widths = _widths(setter, (head, *body), width, where=where)

    def row(texts: Sequence[str], style: Style) -> Row:
        cells = []
        for text, wide, middle in zip(texts, widths, centred_columns, strict=True):
            aligned = style.at(Align.CENTRE) if middle else style
            lines = setter.lines(text, aligned, wide - 2 * PAD_X, where=where) if text else []
            cells.append(Cell(wide, lines, aligned, middle=True))
        return Row(cells)

    flow.table([row(texts, look.CELL) for texts in body], head=row(head, look.CELL_HEAD))
    return flow.leaves


def _table(
    kind: Kind, annex: Annex, record: Record, people: Mapping[str, Person]
) -> tuple[list[str], list[list[str]], list[bool]]:
    """Return head, rows and which columns are centred: a grid's own, or 序号、项目、内容 over plain fields."""
    first = kind.field(annex.keys[0])
    if isinstance(first, Grid):
        rows = display.grid_rows(kind, first.key, record.values, people)
        columns = [column.words.zh for column in first.columns]
        short = [all(len(row[place]) <= _SHORT for row in rows) for place in range(len(columns))]
        body = [[str(number), *row] for number, row in enumerate(rows, start=1)]
        return ["序号", *columns], body, [True, *short]
    told = [[kind.field(key).words.zh, display.read_out(kind, key, record.values, people)] for key in annex.keys]
    body = [[str(number), *row] for number, row in enumerate((row for row in told if row[1]), start=1)]
    counted = all(isinstance(kind.field(key), Automatic | Integer) for key in annex.keys)
    return (
        ["序号", "项目", "数量" if counted else "内容"],
        body,
        [True, False, all(len(row[2]) <= _SHORT for row in body)],
    )


_SHORT = 12
"""Characters up to which a column's texts stand in the middle."""


def _widths(setter: Typesetter, rows: Sequence[Sequence[str]], width: float, *, where: str) -> list[float]:
    """Share the width among the columns: a narrow one gets what its texts need, the wide ones share what is left."""

    def natural(row: Sequence[str], place: int) -> float:
        return setter.natural(row[place], look.CELL_HEAD if row is rows[0] else look.CELL, where=where)

    needs = [max(natural(row, place) for row in rows) + 2 * PAD_X + 2 for place in range(len(rows[0]))]
    given, room = list(needs), width
    wide = set(range(len(needs)))
    while wide and (narrow := {place for place in wide if needs[place] <= room / len(wide)}):
        room -= sum(needs[place] for place in narrow)
        wide -= narrow
    for place in wide:
        given[place] = room / len(wide)
    more = (width - sum(given)) / (len(given) - 1)  # the column of numbers stays narrow
    return [given[0], *(one + more for one in given[1:])]
