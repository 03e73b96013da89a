"""The hand-over slip (交接单): which files lie on the stick, to be signed by whoever gives it and whoever takes it."""

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.preview import draw_all
from core.documents.styles import LABEL, MM, NOTE, PAD_X, SHEET_TITLE, SMALL, TEXT, Align, Style
from core.documents.typefaces import page_faces
from core.records.display import write_day, write_size
from core.views.handover import Handed, Slip

TITLE = "文件交接单"
COLUMNS = (("序号", 14), ("文件", 0), ("大小", 17), ("校验码（前16位）", 41), ("写入并核对", 32))
"""Heads and widths in mm; the file's name takes what is left."""
SIGNED = (("送交人", "接收人"), ("日　期", "日　期"))
SIGN_LABEL, SIGN_HEIGHT = 22 * MM, 13 * MM
DIGITS = 16
"""Digits of the digest on the slip: enough to tell two files apart by eye."""


def slip_pdf(slip: Slip) -> bytes:
    """Return the slip as PDF, ready to print. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_slip(setter, slip))


def lay_slip(setter: Typesetter, slip: Slip) -> list[Leaf]:
    """Lay out the slip. Raises MissingGlyph."""
    flow = Flow(setter, lambda number: Leaf(head=TITLE if number else "", foot=slip.giver))
    flow.text(TITLE, SHEET_TITLE)
    flow.space(3 * MM)
    flow.text(f"送交单位：{slip.giver}", TEXT, where="送交单位")
    flow.text(f"制单日期：{write_day(slip.made_at.date())}　　文件：{len(slip.lines)}个", TEXT)
    for medium in dict.fromkeys(_medium(line) for line in slip.lines):
        flow.text(f"存放位置：{medium}", TEXT, where="存放位置")
    flow.space(3 * MM)
    fixed = sum(width for _head, width in COLUMNS) * MM
    widths = [width * MM or flow.width - fixed for _head, width in COLUMNS]
    head = _row(setter, widths, [head for head, _width in COLUMNS], LABEL, centred=True)
    rows = [
        _row(setter, widths, _cells(number, line), SMALL, centred=False)
        for number, line in enumerate(slip.lines, start=1)
    ]
    signing = _signing(setter, flow.width)
    room = sum(row.height for row in signing) + 4 * MM
    flow.table(rows, head=head, tail=room)
    flow.space(4 * MM)
    flow.table(signing, bound=len(signing))
    flow.space(3 * MM)
    flow.text("每个文件写入后都已读回核对。收到后请当面用程序读一遍；回执以县里签发的为准，本单不代替回执。", NOTE)
    return count_own(flow.leaves)


def _medium(line: Handed) -> str:
    """Return stick and folder in one line."""
    volume = f"（卷号{line.volume}）" if line.volume else ""
    return "　".join(part for part in (f"{line.label}{volume}", line.into) if part)


def _cells(number: int, line: Handed) -> list[str]:
    digits = line.sha256[:DIGITS]
    spaced = " ".join(digits[at : at + 4] for at in range(0, DIGITS, 4))
    return [str(number), line.name, write_size(line.size), spaced, f"{line.at:%Y-%m-%d %H:%M}"]


def _row(setter: Typesetter, widths: list[float], texts: list[str], style: Style, *, centred: bool) -> Row:
    cells = []
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        shown = style.at(Align.CENTRE if centred or place != 1 else Align.LEFT)
        lines = setter.lines(text, shown, width - 2 * PAD_X, where=COLUMNS[place][0])
        cells.append(Cell(width, lines, shown, middle=True))
    return Row(cells, least=8 * MM, whole=True)


def _signing(setter: Typesetter, width: float) -> list[Row]:
    """Return the boxes for two signatures and two dates."""
    beside = width / 2 - SIGN_LABEL
    rows = []
    for pair in SIGNED:
        cells = []
        for label in pair:
            cells.append(Cell(SIGN_LABEL, setter.lines(label, LABEL, SIGN_LABEL - 2 * PAD_X), LABEL, middle=True))
            cells.append(Cell(beside, [], TEXT))
        rows.append(Row(cells, least=SIGN_HEIGHT))
    return rows
