"""The hand-over list (交接清单) of a change of principal: what there is, what is unsettled, three signatures."""

from datetime import date

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.preview import draw_all
from core.documents.styles import LABEL, MM, NOTE, PAD_X, SHEET_TITLE, SMALL, TEXT, Align, Style
from core.documents.typefaces import page_faces
from core.records.display import write_day
from core.views.succession import HandOver

TITLE = "台账交接清单"
COLUMNS = (("材料", 0), ("件数", 22), ("其中未定稿", 28), ("起止日期", 62))
"""Heads and widths in mm; the first takes what is left."""
LABEL_WIDTH = 36 * MM
SIGNERS = ("移交人", "接交人", "监交人")
SIGN_HEIGHT = 14 * MM
_NOTE = (
    "移交人的签名密钥已从程序里取出，不随台账移交；以前签过的文件仍可核对。台账的口令已由接交人另设，"
    "原来的恢复单和第二口令同时作废。接交人的签名证书请按“签名与县里”重新登记。"
)


def hand_over_pdf(found: HandOver) -> bytes:
    """Return the list as PDF. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_hand_over(setter, found))


def lay_hand_over(setter: Typesetter, found: HandOver) -> list[Leaf]:
    """Lay the list out. Raises MissingGlyph."""
    flow = Flow(setter, lambda number: Leaf(head=TITLE if number else "", foot=found.school))
    flow.text(TITLE, SHEET_TITLE)
    flow.space(3 * MM)
    facts = (
        ("学校", found.school),
        ("移交人", f"{found.leaving}{_term(found.leaving_since)}"),
        ("接交人", f"{found.coming}（自{write_day(found.since)}起）"),
        ("交接时间", f"{write_day(found.at.date())} {found.at:%H:%M}"),
        ("报送包", f"{found.packets}个，其中未收到回执{found.waiting}个；回执和退回意见{found.receipts}份"),
        ("流水账", f"{found.journal_entries}条，校验码{_spaced(found.journal_digest[:32])}"),
    )
    flow.table([_fact(flow, label, text) for label, text in facts])
    flow.space(4 * MM)
    _counts(flow, found)
    if found.unsettled or found.hidden:
        flow.space(4 * MM)
        flow.text("未了事项", LABEL)
        flow.space(1 * MM)
        for number, line in enumerate(found.unsettled, start=1):
            flow.text(f"{number}．{line}", SMALL, where="未了事项")
        if found.hidden:
            flow.text(f"另有内部事项{found.hidden}件，当面交接。", SMALL)
    flow.space(4 * MM)
    flow.table([_signing(flow, who) for who in SIGNERS], bound=len(SIGNERS))
    flow.space(3 * MM)
    flow.text(_NOTE, NOTE)
    return count_own(flow.leaves)


def _term(since: date | None) -> str:
    return f"（自{write_day(since)}任职）" if since else ""


def _spaced(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _fact(flow: Flow, label: str, text: str) -> Row:
    beside = flow.width - LABEL_WIDTH
    return Row(
        [
            Cell(LABEL_WIDTH, flow.setter.lines(label, LABEL, LABEL_WIDTH - 2 * PAD_X), LABEL, middle=True),
            Cell(beside, flow.setter.lines(text, TEXT, beside - 2 * PAD_X, where=label), TEXT, middle=True),
        ]
    )


def _counts(flow: Flow, found: HandOver) -> None:
    """Draw the table of what there is, with its sum."""
    fixed = sum(width for _head, width in COLUMNS) * MM
    widths = [width * MM or flow.width - fixed for _head, width in COLUMNS]
    rows = []
    for one in found.goes:
        span = "—".join(dict.fromkeys(write_day(day) for day in (one.first, one.last) if day))
        rows.append(_row(flow, widths, [one.kind, str(one.count), str(one.drafts or ""), span], SMALL))
    drafts = sum(one.drafts for one in found.goes)
    rows.append(_row(flow, widths, ["合计", str(found.records), str(drafts or ""), ""], SMALL))
    flow.table(rows, head=_row(flow, widths, [head for head, _width in COLUMNS], LABEL))


def _row(flow: Flow, widths: list[float], texts: list[str], style: Style) -> Row:
    cells = []
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        shown = style.at(Align.LEFT if place == 0 and style is not LABEL else Align.CENTRE)
        cells.append(Cell(width, flow.setter.lines(text, shown, width - 2 * PAD_X), shown, middle=True))
    return Row(cells, least=7 * MM, whole=True)


def _signing(flow: Flow, who: str) -> Row:
    half = flow.width / 2 - LABEL_WIDTH
    cells = []
    for label in (who, "日　期"):
        cells.append(Cell(LABEL_WIDTH, flow.setter.lines(label, LABEL, LABEL_WIDTH - 2 * PAD_X), LABEL, middle=True))
        cells.append(Cell(half, [], TEXT))
    return Row(cells, least=SIGN_HEIGHT)
