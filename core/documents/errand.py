"""Pages of the documents that are no packets: receipt, return, notice, enrolment form, certificate letter (D§4.4).

One form for all: title, a table of labels and texts, room for the digital signature, for ink and for the seal. What
stands in the table comes from `core.records.errandwords`, so that the judge finds on the page what the data say.
"""

from pathlib import Path

import msgspec

from core.base.files import write_safely
from core.base.jobs import Progress
from core.base.mosaic import mosaic
from core.documents.flow import Cell, Flow, Row
from core.documents.frames import HEIGHT, Leaf, Rule, count_own, draw_leaf
from core.documents.packet import Composed
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.pdfa import finish
from core.documents.qrcode import lay_qr
from core.documents.styles import HAIR, LABEL, MM, NOTE, PAD_X, SHEET_TITLE, SMALL, TEXT, Align, Style
from core.documents.typefaces import page_faces
from core.documents.verification import BLOCK_HEIGHT, BLOCK_WIDTH, Place
from core.records.display import write_day
from core.records.errand import Enrolment
from core.records.errandwords import TITLES, Told, told
from core.records.packet import Document, write_document

LABEL_WIDTH = 30 * MM
QR = 26 * MM
PICTURE = 27 * MM
"""Side of the picture of a fingerprint."""
CLOSING = 66 * MM
"""Height of the part with signature and seal; it stays in one piece."""

_FIGURES = Style(TEXT.role, 15, 24, Align.LEFT)

_EXPLAINED = {
    "enrolment": "请打印本表，校长签字、学校盖章后，连同U盘交县里。"
    "县里把纸上的密钥指纹与文件里的逐组核对，一致才发证书。密钥本身从不离开学校的电脑。",
    "certificate": "请把上面的县根证书指纹与县里印发的通知逐组核对，一致才在程序里确认。证书只写县里登记的校名和姓名。",
    "receipt": "请把本回执导入程序，对应的记录即标为“已收”。回执证明上述文件不晚于收件时间已经签名，请长期保存。",
    "return": "请把本件导入程序，意见会出现在各记录的栏目旁；改好后重新生成报送包，程序会注明代替哪一个。",
    "notice": "请把本通知导入程序：先看会变什么，再决定采用。已定稿的记录不受影响。",
}
"""What to do with it, in one or two sentences."""


def compose_errand(document: Document, *, out: Path, progress: Progress) -> Composed:
    """Write a document that is no packet as PDF/A-3 to `out`, whole or not at all; the same data give the same bytes.

    Raises MissingGlyph, Cancelled, DiskFull, FolderNotWritable, ReadBackDiffers; ValueError for a packet.
    """
    setter = Typesetter(page_faces())
    leaves, place = lay_errand(setter, document)
    painter = Painter(setter.faces)
    for number, leaf in enumerate(leaves, start=1):
        progress.step(number, len(leaves), "pages")
        draw_leaf(painter, setter, leaf, page=number, code=document.code)
    drawn, data = painter.save(), write_document(document)
    title = TITLES[document.type].replace("　", "")
    write_safely(
        out,
        lambda stream: finish(
            drawn, stream, document=document, data=data, bookmarks=[(title, 0)], tags=painter.tags, blobs=_nothing
        ),
    )
    return Composed(
        path=out,
        data=document,
        pages=len(leaves),
        signature=place,
        substituted=tuple(sorted({char for char, _role in setter.substituted})),
    )


def lay_errand(setter: Typesetter, document: Document) -> tuple[list[Leaf], Place]:
    """Lay out the pages; returns them and the place of the signature, its page counted from 0. Raises MissingGlyph."""
    body = document.body
    if body is msgspec.UNSET or document.type not in TITLES:
        raise ValueError("a packet has pages of its own")
    title = TITLES[document.type]
    foot = title.replace("　", "")
    flow = Flow(setter, lambda number: Leaf(head=f"{foot}（续）" if number else "", foot=foot))
    flow.leaf.marks.extend(lay_qr(document.mark, flow.leaf.right - QR, flow.y, QR))
    flow.space(5 * MM)
    flow.text(title, SHEET_TITLE, where=foot)
    flow.y = max(flow.y, flow.leaf.top + QR)
    flow.space(2 * MM)
    lines = [Told("made_by", "单位", document.school.name), Told("signer", "经办人", document.signer)]
    if isinstance(body, Enrolment):
        lines = [
            Told("school", "学校", document.school.name),
            Told("district", "学区", document.school.district),
            Told("principal", "校长", document.signer),
        ]
    flow.table([_row(flow, line, where=foot) for line in (*lines, *told(document.type, body)) if line.text])
    flow.space(2 * MM)
    flow.text(_EXPLAINED[document.type], NOTE, where=foot)
    picture = body.key if isinstance(body, Enrolment) else getattr(body, "root_fingerprint", "")
    if flow.room < CLOSING + (PICTURE if picture else 0):
        flow.turn()
    if picture:
        _picture(flow, picture)
    place = _close(flow, document)
    return count_own(flow.leaves), place


def _row(flow: Flow, line: Told, *, where: str) -> Row:
    """Return a row of the table."""
    beside = flow.width - LABEL_WIDTH
    style = _FIGURES if line.large else TEXT
    return Row(
        [
            Cell(
                LABEL_WIDTH,
                flow.setter.lines(line.label, LABEL, LABEL_WIDTH - 2 * PAD_X),
                LABEL,
                middle=True,
                repeated=True,
            ),
            Cell(beside, flow.setter.lines(line.text, style, beside - 2 * PAD_X, where=where), style, middle=True),
        ]
    )


def _picture(flow: Flow, fingerprint: str) -> None:
    """Draw the picture of a fingerprint with a sentence beside it."""
    flow.space(3 * MM)
    rows = mosaic(fingerprint)
    side = PICTURE / len(rows)
    left, top = flow.leaf.left, flow.y
    for number, row in enumerate(rows):
        middle = top + (number + 0.5) * side
        for place, dark in enumerate(row):
            if dark:
                flow.leaf.marks.append(Rule(left + place * side, middle, left + (place + 1) * side, middle, width=side))
    flow.beside("指纹图：电脑上显示的应与左图一模一样。", SMALL, left=PICTURE + 6 * MM, down=PICTURE / 2 - 7)
    flow.space(PICTURE)


def _close(flow: Flow, document: Document) -> Place:
    """Leave room for the digital signature's block, for signing by hand and for the seal; no seal is drawn."""
    flow.space(5 * MM)
    flow.text("电子签名（由程序写入，打印后不能验证）", SMALL, width=BLOCK_WIDTH)
    flow.space(1 * MM)
    left, top = flow.leaf.left, flow.y
    box = (left, HEIGHT - top - BLOCK_HEIGHT, left + BLOCK_WIDTH, HEIGHT - top)
    for x1, y1, x2, y2 in (
        (0.0, 0.0, BLOCK_WIDTH, 0.0),
        (0.0, BLOCK_HEIGHT, BLOCK_WIDTH, BLOCK_HEIGHT),
        (0.0, 0.0, 0.0, BLOCK_HEIGHT),
        (BLOCK_WIDTH, 0.0, BLOCK_WIDTH, BLOCK_HEIGHT),
    ):
        flow.rule(x1, y1, x2, y2, grey=0.6)
    middle = (flow.width + BLOCK_WIDTH) / 2
    for words, down in ((document.school.name, 4 * MM), ("（单位盖章）", 14 * MM), (_day(document), 24 * MM)):
        half = flow.setter.natural(words, SMALL, where="盖章") / 2
        flow.beside(words, SMALL, left=max(BLOCK_WIDTH + 4 * MM, middle - half), down=down)
    place = Place(len(flow.leaves) - 1, box)
    flow.space(BLOCK_HEIGHT + 6 * MM)
    words = "校长签字：" if isinstance(document.body, Enrolment) else "经办人签字："
    flow.beside(words, TEXT, left=0)
    begin = flow.setter.natural(words, TEXT)
    flow.rule(begin, TEXT.leading - 2, begin + 34 * MM, TEXT.leading - 2, width=HAIR)
    flow.beside("年　　月　　日", TEXT, left=begin + 38 * MM)
    return place


def _day(document: Document) -> str:
    """Return the day on which the document was made."""
    return write_day(document.made_at.date())


def _nothing(sha256: str) -> Path:
    """Give no file: these documents have no attachments."""
    raise KeyError(sha256)
