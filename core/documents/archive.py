"""What a year's archive needs besides the pieces: contents, box note, spine labels, and the filing stamp's frame."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import HEIGHT, WIDTH, Leaf, Rule, Text, count_own
from core.documents.paragraph import Typesetter
from core.documents.sheet import BLANK
from core.documents.styles import (
    BLANK_BELOW,
    COVER_LABEL,
    COVER_LINE,
    COVER_TITLE,
    FRAME,
    HAIR,
    LABEL,
    MM,
    NOTE,
    PAD_X,
    ROW,
    SEAM,
    SHEET_TITLE,
    SMALL,
    SMALL_LABEL,
    TEXT,
    TINY,
    Align,
)
from core.records.filing import Filed, Place, Retention

SPINES = (20, 30, 40, 50)
"""Widths of a box's spine in millimetres (DA/T 22-2015)."""
RETENTION_WORDS = {Retention.FOREVER: "永久", Retention.YEARS_30: "30年", Retention.YEARS_10: "10年"}

_COLUMNS = (
    ("序号", 11),
    ("档号", 52),
    ("文号", 26),
    ("责任者", 19),
    ("题名", 84),
    ("日期", 20),
    ("密级", 11),
    ("页数", 11),
    ("备注", 15),
)
_SPINE_HEIGHT = 240 * MM
"""A label on A4; the spine itself is 310 mm high."""
_STAMP_ROW = 8 * MM
_STAMP_CELL = 15 * MM
_STAMP_TOP = 6 * MM


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the contents."""

    filed: Filed
    title: str
    responsible: str
    pages: int
    secrecy: str = ""
    """密级, or 内部 for what is not public."""
    note: str = ""


def lay_file_contents(
    setter: Typesetter, pieces: Sequence[Piece], *, school: str, year: int, retention: Retention, place: Place
) -> list[Leaf]:
    """Lay out the contents of one retention: its cover, then 归档文件目录 with the columns of DA/T 22 (landscape)."""
    cover = Flow(setter, lambda _: Leaf(bare=True))
    cover.space(60 * MM)
    cover.text("归档文件目录", COVER_TITLE)
    cover.space(30 * MM)
    for label, value in (
        ("全宗名称", school),
        ("全 宗 号", place.fonds),
        ("年　　度", str(year)),
        ("保管期限", RETENTION_WORDS[retention]),
        ("机构（问题）", place.department),
    ):
        cover.beside(label, COVER_LABEL, left=14 * MM)
        room = cover.width - 68 * MM
        deep = max(1, len(setter.lines(value, COVER_LINE, room, where=label)) if value else 1) * COVER_LINE.leading
        cover.rule(54 * MM, deep - 3, cover.width - 14 * MM, deep - 3)
        if value:
            cover.text(value, COVER_LINE, left=54 * MM, width=room, where=label)
        else:
            cover.space(deep)
        cover.space(4 * MM)
    title = f"{year}年归档文件目录（{RETENTION_WORDS[retention]}）"
    flow = Flow(
        setter, lambda number: Leaf(landscape=True, head=f"{title}（续）" if number else "", foot="归档文件目录")
    )
    flow.text(title, SHEET_TITLE)
    flow.text(f"{school}　共{len(pieces)}件", NOTE.at(Align.RIGHT), where="归档文件目录")
    flow.space(1.5 * MM)
    told = sum(width for _, width in _COLUMNS)
    widths = [flow.width * width / told for _, width in _COLUMNS]
    head = Row(
        [
            Cell(width, setter.lines(words, SMALL_LABEL, width - PAD_X), SMALL_LABEL, middle=True, pad=PAD_X / 2)
            for (words, _), width in zip(_COLUMNS, widths, strict=True)
        ]
    )
    rows = [_row(setter, piece, widths) for piece in pieces]
    closing = setter.lines(BLANK, BLANK_BELOW, flow.width - 2 * PAD_X)
    rows.append(Row([Cell(flow.width, closing, BLANK_BELOW)], least=0.8 * ROW))
    flow.table(rows, head=head)
    return [*cover.leaves, *count_own(flow.leaves)]


def _row(setter: Typesetter, piece: Piece, widths: Sequence[float]) -> Row:
    """Set one line of the contents."""
    record = piece.filed.record
    day = f"{record.dated:%Y%m%d}" if record.dated else ""
    texts = (
        str(piece.filed.number),
        piece.filed.code,
        record.number,
        piece.responsible,
        piece.title,
        day,
        piece.secrecy,
        str(piece.pages),
        piece.note,
    )
    cells = []
    for (name, _), text, width in zip(_COLUMNS, texts, widths, strict=True):
        style = SMALL.at(Align.LEFT if name in {"题名", "档号"} else Align.CENTRE)
        if name == "档号" and setter.natural(text, style) > width - PAD_X:
            style = TINY
        lines = setter.lines(text, style, width - PAD_X, where=f"归档文件目录 {record.number}") if text else []
        cells.append(Cell(width, lines, style, middle=True, pad=PAD_X / 2))
    return Row(cells, least=ROW)


def lay_box_note(setter: Typesetter, *, count: int, retention: Retention, year: int) -> list[Leaf]:
    """Lay out the 备考表 that lies in a box: what it holds, and who put it in order and looked it over, by hand."""
    flow = Flow(setter, lambda _: Leaf(foot="备考表"))
    flow.text("备　考　表", SHEET_TITLE)
    flow.space(4 * MM)
    told = f"本盒为{year}年归档文件（保管期限：{RETENTION_WORDS[retention]}），本年此期限共{count}件。本盒起止件号："
    label, room = 28 * MM, flow.width - 28 * MM
    said = setter.lines(told, TEXT, room - 2 * PAD_X)

    def named(words: str) -> Cell:
        return Cell(label, setter.lines(words, LABEL, label - 2 * PAD_X), LABEL, middle=True)

    flow.table(
        [
            Row([named("盒内文件情况说明"), Cell(room, said, TEXT)], least=150 * MM),
            *(Row([named(words), Cell(room, [], TEXT)], least=12 * MM) for words in ("整理人", "检查人", "日　期")),
        ]
    )
    return count_own(flow.leaves)


def lay_spines(
    setter: Typesetter, kept: Sequence[tuple[Retention, int]], *, width: int, year: int, place: Place, school: str
) -> list[Leaf]:
    """Lay out spine labels of boxes so many millimetres thick, side by side to be cut out, one for each retention.

    Box number and first and last piece are written by hand, for nobody knows how full a box gets.
    """
    if width not in SPINES:
        raise ValueError(f"no box has a spine of {width} mm")
    wide = width * MM
    leaves = [Leaf(bare=True)]
    x = leaves[-1].left
    for retention, count in kept:
        if x + wide > leaves[-1].right + 0.01:
            leaves.append(Leaf(bare=True))
            x = leaves[-1].left
        said = (
            ("全宗号", place.fonds),
            ("年度", str(year)),
            ("保管期限", RETENTION_WORDS[retention]),
            ("机构（问题）", place.department),
            ("起止件号", ""),
            ("盒号", ""),
        )
        _spine(setter, leaves[-1], said, x=x, width=wide, school=school, note=f"本年{count}件")
        x += wide + 6 * MM
    return leaves


def _spine(
    setter: Typesetter,
    leaf: Leaf,
    said: Sequence[tuple[str, str]],
    *,
    x: float,
    width: float,
    school: str,
    note: str,
) -> None:
    """Draw one label: a cell for each word and its value, the school at the foot, a grey note below it."""
    top, high = leaf.top, _SPINE_HEIGHT / (len(said) + 2)
    bottom = top + _SPINE_HEIGHT
    for side in (x, x + width):
        leaf.marks.append(Rule(side, top, side, bottom, FRAME))
    for edge in (top, bottom):
        leaf.marks.append(Rule(x, edge, x + width, edge, FRAME))
    y = top
    for label, value in said:
        _centred(setter, leaf, label, x, y + 2 * MM, width, small=True)
        if value:
            _centred(setter, leaf, value, x, y + high / 2, width, small=False)
        y += high
        leaf.marks.append(Rule(x, y, x + width, y, HAIR))
    _centred(setter, leaf, school, x, y + 3 * MM, width, small=False)
    leaf.marks.append(Text(setter.lines(note, SEAM, width), x + 1 * MM, bottom + 1 * MM, SEAM))


def _centred(setter: Typesetter, leaf: Leaf, text: str, x: float, y: float, width: float, *, small: bool) -> None:
    """Set a few words in the middle of a spine, in a size with which they fit."""
    styles = (SMALL_LABEL,) if small else (replace(LABEL, size=14, leading=18), SMALL_LABEL)
    style = next((one for one in styles if setter.natural(text, one) <= width - 2 * MM), styles[-1])
    lines = setter.lines(text, style, width - 2 * MM, where="盒脊")
    leaf.marks.append(Text(lines, x + 1 * MM, y, style))


def put_stamp(setter: Typesetter, leaf: Leaf, filed: Filed, *, year: int, place: Place, pages: int) -> None:
    """Print the 归档章 in the free room above a piece's first page: six cells, 45 by 16 mm, in black.

    It is the frame that archives stamp, with what it says filled in; no seal.
    """
    wide = HEIGHT if leaf.landscape else WIDTH
    left, top = (wide - 3 * _STAMP_CELL) / 2, _STAMP_TOP
    rows = (
        (place.fonds, str(year), f"{filed.number}"),
        (place.department, RETENTION_WORDS[filed.retention], f"{pages}"),
    )
    for row, texts in enumerate(rows):
        y = top + row * _STAMP_ROW
        for column, text in enumerate(texts):
            if text:
                lines = setter.lines(text, SMALL_LABEL, _STAMP_CELL - 2, where="归档章")
                leaf.marks.append(Text(lines, left + column * _STAMP_CELL + 1, y + 4, SMALL_LABEL))
    for row in range(3):
        y = top + row * _STAMP_ROW
        leaf.marks.append(Rule(left, y, left + 3 * _STAMP_CELL, y, FRAME))
    for column in range(4):
        x = left + column * _STAMP_CELL
        leaf.marks.append(Rule(x, top, x, top + 2 * _STAMP_ROW, FRAME))
