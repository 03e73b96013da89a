"""The recovery sheet (恢复单): a code in numbered groups with its QR code, to be locked away on paper."""

from datetime import date

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.preview import draw_all
from core.documents.qrcode import lay_qr
from core.documents.styles import LABEL, MM, NOTE, PAD_X, SHEET_TITLE, SMALL, TEXT, Align, Style
from core.documents.typefaces import page_faces
from core.records.display import write_day

TITLE = "台账恢复单"
LABEL_WIDTH = 30 * MM
QR = 40 * MM
ACROSS = 4
"""Groups in a line."""

_FIGURES = Style(TEXT.role, 17, 26, Align.CENTRE)
_WHAT_FOR = (
    "忘记口令时，用本单打开台账：在开锁窗口点“忘了口令”，把下面八组数字照着输入。输错一组，程序会指出是第几组。"
    "打开以后请马上设新口令。"
)
_CARE = (
    "谁拿到本单，谁就能打开台账。请装信封封好，锁进保险柜；不要拍照，不要和U盘放在一起。"
    "程序里没有留底，丢了找不回来，可以在“设置”里重印一张，旧的随即作废。上锁的材料另有口令，本单打不开。"
)


def recovery_pdf(code: str, *, school: str, principal: str, vault: str, day: date) -> bytes:
    """Return the sheet as PDF; `code` is in its groups, hyphens between them. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_recovery(setter, code, school=school, principal=principal, vault=vault, day=day))


def lay_recovery(setter: Typesetter, code: str, *, school: str, principal: str, vault: str, day: date) -> list[Leaf]:
    """Lay the sheet out. Raises MissingGlyph."""
    flow = Flow(setter, lambda number: Leaf(head=TITLE if number else "", foot=TITLE))
    flow.space(4 * MM)
    flow.text(TITLE, SHEET_TITLE)
    flow.space(3 * MM)
    lines = (("学校", school), ("校长", principal), ("台账", vault), ("印制日期", write_day(day)))
    flow.table([_labelled(flow, label, text) for label, text in lines if text])
    flow.space(4 * MM)
    flow.text(_WHAT_FOR, NOTE)
    flow.space(3 * MM)
    groups = code.split("-")
    flow.table([_figures(flow, groups[at : at + ACROSS], first=at + 1) for at in range(0, len(groups), ACROSS)])
    flow.space(4 * MM)
    flow.leaf.marks.extend(lay_qr(code, flow.leaf.left, flow.y, QR))
    flow.beside("二维码里是同样的数字，有扫码枪的可以扫入。", SMALL, left=QR + 6 * MM, down=QR / 2 - 7)
    flow.space(QR + 4 * MM)
    flow.text(_CARE, NOTE)
    flow.space(10 * MM)
    flow.beside("保管人签字：", TEXT, left=flow.width / 2)
    return count_own(flow.leaves)


def _labelled(flow: Flow, label: str, text: str) -> Row:
    beside = flow.width - LABEL_WIDTH
    return Row(
        [
            Cell(LABEL_WIDTH, flow.setter.lines(label, LABEL, LABEL_WIDTH - 2 * PAD_X), LABEL, middle=True),
            Cell(beside, flow.setter.lines(text, TEXT, beside - 2 * PAD_X, where=label), TEXT, middle=True),
        ]
    )


def _figures(flow: Flow, groups: list[str], *, first: int) -> Row:
    """Return a line of groups, each under its number."""
    width = flow.width / ACROSS
    cells = []
    for number, group in enumerate(groups, start=first):
        text = f"第{number}组\n{group}"
        lines = flow.setter.lines(text, _FIGURES, width - 2 * PAD_X)
        cells.append(Cell(width, lines, _FIGURES, middle=True))
    return Row(cells, least=20 * MM)
