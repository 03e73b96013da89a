"""The last page of a packet: what is in the file, how paper and file are compared, and room to sign and seal.

No seal and no signature is drawn (D§4.4): the digital signature's block is put into its box by whoever signs, and
ink and seal stay the authority on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.documents import boxes
from core.documents.attachments import Numbered
from core.documents.flow import Cell, Flow, Row
from core.documents.fonts import OFTEN_NARROW, ROLE_NAMES, Role
from core.documents.frames import HEIGHT, Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.pictures import is_drawn
from core.documents.qrcode import lay_qr
from core.documents.sheet import BLANK
from core.documents.styles import (
    BLANK_BELOW,
    CODE,
    DIGEST,
    HAIR,
    MM,
    PAD_X,
    POINT,
    SHEET_TITLE,
    SMALL,
    SMALL_LABEL,
    TEXT,
    Align,
)
from core.records.display import write_day
from core.records.packet import Document
from core.views.typefaces import StandIn

DATA_NAME = "data.json"
BLOCK_WIDTH = 84 * MM
BLOCK_HEIGHT = 30 * MM
"""Box of the digital signature's visible block."""
QR = 30 * MM
"""Side of the QR code, its light edge included."""
CLOSING = 72 * MM
"""Height of the part with the signatures; it stays in one piece."""

_COLUMNS = (("文件", 45), ("大小", 25), ("SHA-256 摘要", 92))
_IN_PLACE = {StandIn.HAND: "留空格，以手写补", StandIn.CODE: "方框内印编码"}
_ORDER = (Role.FANG, Role.TITLE, Role.HEI, Role.KAI, Role.SONG)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    page: int
    """Page index from 0."""
    rect: tuple[float, float, float, float]
    """Left, bottom, right, top in points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The embedded data.json: its digest and size in bytes."""

    sha256: str
    size: int


def lay_verification(
    setter: Typesetter, document: Document, attachments: Sequence[Numbered], *, data: DataFile
) -> tuple[list[Leaf], Place]:
    """Lay out the verification pages; the place of the signature counts pages from the first of these."""
    flow = Flow(setter, lambda number: Leaf(head="验证页（续）" if number else "", foot="验证页"))
    flow.text("验　证　页", SHEET_TITLE)
    flow.space(2 * MM)
    beside = flow.width - QR - 4 * MM
    flow.leaf.marks.extend(lay_qr(document.mark, flow.leaf.right - QR, flow.y, QR))
    flow.text(
        f"一、核验码 {document.code} 印在每页页脚，由本文件所含数据的SHA-256摘要的前8位得出。"
        "签过名的文件印不下它自己的摘要，所以取签名以前的数据来算，也不算页码。二维码里是核验码和整个摘要。在本程序“核对文件”里输入核验码或扫二维码，"
        "就知道这一页是不是这个文件的；内容是否被改动，以电子签名的验证为准。",
        POINT,
        width=beside,
    )
    flow.y = max(flow.y, flow.leaf.top + SHEET_TITLE.leading + 2 * MM + QR)
    made = f"{write_day(document.made_at.date())} {document.made_at:%H:%M}"
    flow.text(
        f"二、本文件由{document.program}制作于{made}（本机时间，未经可信时间戳）。"
        "电子签名覆盖整个文件，打印后不能再验证；纸件以手写签字和单位印章为准。",
        POINT,
        where="验证页",
    )
    flow.text(f"三、{_fonts(setter)}。", POINT)
    flow.text(f"四、不在正文字体中、用后备字体印出的字：{_rare(setter)}。{_boxed(setter)}", POINT)
    flow.text(f"五、随本文件嵌入的文件共{len(attachments) + 1}个：", POINT)
    flow.space(1.5 * MM)
    _list_files(flow, attachments, data)
    place = _close(flow, document)
    return count_own(flow.leaves), place


def _fonts(setter: Typesetter) -> str:
    """Say which of this computer's typefaces are used, and which of ours stand in for those that offices name."""
    # 宋体 sets the page numbers, which are put on when everything else is laid out.
    faces, roles = setter.faces, [role for role in _ORDER if role in {*setter.roles, Role.SONG}]
    own = [f"{ROLE_NAMES[role]}→{faces.origin(role)}" for role in roles if role not in faces.before]
    machine = [f"{ROLE_NAMES[role]}用{faces.before[role].family}" for role in roles if role in faces.before]
    used = [f"本机字体：{'；'.join(machine)}"] if machine else []
    return "。".join([*used, f"字体替代：{'；'.join(own)}"] if own else used)


def _rare(setter: Typesetter) -> str:
    """List the characters that the style's own font did not have."""
    found = sorted({char for char, role in setter.substituted if role != boxes.ROLE and char not in OFTEN_NARROW})
    return "、".join(f"{char}（U+{ord(char):04X}）" for char in found) if found else "无"


def _boxed(setter: Typesetter) -> str:
    """List the characters that no font has, with what stands in their place; nothing when there are none."""
    last = setter.faces.last
    if not isinstance(last, boxes.BoxFace):
        return ""
    found = sorted({char for char, role in setter.substituted if role == boxes.ROLE})
    told = "、".join(
        f"{char}（U+{ord(char):04X}，{_IN_PLACE[last.choices.get(char, StandIn.CODE)]}）" for char in found
    )
    return f"没有字体、用方框代替的字：{told}；文件里仍是原字，可以复制和查找。" if told else ""


def _list_files(flow: Flow, attachments: Sequence[Numbered], data: DataFile) -> None:
    """List the embedded files with their digests."""
    setter = flow.setter
    told = sum(width for _, width in _COLUMNS)
    widths = [flow.width * width / told for _, width in _COLUMNS]
    head = Row(
        [
            Cell(width, setter.lines(words, SMALL_LABEL, width - 2 * PAD_X), SMALL_LABEL, middle=True)
            for (words, _), width in zip(_COLUMNS, widths, strict=True)
        ]
    )
    files = [(DATA_NAME, data.size, data.sha256)]
    for one in attachments:
        kept = "" if is_drawn(one.attached.mime) else "（只嵌入，不打印）"
        belongs = f"\n{one.record}　附件{one.number}{kept}" if one.record else f"\n附件{one.number}{kept}"
        files.append((one.attached.name + belongs, one.attached.size, one.attached.sha256))
    rows = []
    for name, size, sha256 in files:
        where = f"验证页 {name}"
        rows.append(
            Row(
                [
                    Cell(widths[0], setter.lines(name, CODE, widths[0] - 2 * PAD_X, where=where), CODE, middle=True),
                    Cell(
                        widths[1],
                        setter.lines(_size(size), CODE.at(Align.RIGHT), widths[1] - 2 * PAD_X),
                        CODE.at(Align.RIGHT),
                        middle=True,
                    ),
                    Cell(widths[2], setter.lines(sha256, DIGEST, widths[2] - 2 * PAD_X), DIGEST, middle=True),
                ],
                least=6.5 * MM,
            )
        )
    closing = setter.lines(BLANK, BLANK_BELOW, flow.width - 2 * PAD_X)
    rows.append(Row([Cell(flow.width, closing, BLANK_BELOW)], least=6.5 * MM))
    flow.table(rows, head=head)


def _size(size: int) -> str:
    """Write a size exactly, in bytes with thousands parted."""
    return f"{size:,} 字节"


def _close(flow: Flow, document: Document) -> Place:
    """Leave room for the digital signature's block, for signing by hand and for the seal."""
    if flow.room < CLOSING:
        flow.turn()
    flow.space(6 * MM)
    top, left = flow.y, flow.leaf.left
    caption = "电子签名（由程序写入，打印后不能验证）"
    flow.text(caption, SMALL, width=BLOCK_WIDTH)
    flow.space(1 * MM)
    box = (left, HEIGHT - flow.y - BLOCK_HEIGHT, left + BLOCK_WIDTH, HEIGHT - flow.y)
    place = Place(len(flow.leaves) - 1, box)
    flow.rule(0, 0, BLOCK_WIDTH, 0, grey=0.6)
    flow.rule(0, BLOCK_HEIGHT, BLOCK_WIDTH, BLOCK_HEIGHT, grey=0.6)
    flow.rule(0, 0, 0, BLOCK_HEIGHT, grey=0.6)
    flow.rule(BLOCK_WIDTH, 0, BLOCK_WIDTH, BLOCK_HEIGHT, grey=0.6)
    right = BLOCK_WIDTH + 14 * MM
    _seam_drawing(flow, x=left + right)
    flow.y = top + 40 * MM
    middle = (flow.width - right) / 2 + right
    for words, down in ((document.school.name, 2 * MM), ("（单位盖章）", 12 * MM)):
        half = flow.setter.natural(words, SMALL, where="验证页") / 2
        flow.beside(words, SMALL, left=max(right, middle - half), down=down)
    for words in ("校长签字：", "经办人签字："):
        flow.beside(words, TEXT, left=0)
        begin = flow.setter.natural("经办人签字：", TEXT)
        flow.rule(begin, TEXT.leading - 2, begin + 30 * MM, TEXT.leading - 2, width=HAIR)
        flow.beside("年　　月　　日", TEXT, left=begin + 33 * MM)
        flow.space(13 * MM)
    return place


def _seam_drawing(flow: Flow, *, x: float) -> None:
    """Draw how to seal across the edges: sheets fanned out so that each shows a strip. The seal itself is not drawn."""
    left = flow.leaf.left
    for sheet in range(4):
        step = sheet * 5 * MM
        low, high = 2 * MM, 24 * MM
        flow.rule(x - left + step, low, x - left + step + 14 * MM, low, grey=0.4)
        flow.rule(x - left + step, high, x - left + step + 14 * MM, high, grey=0.4)
        flow.rule(x - left + step + 14 * MM, low, x - left + step + 14 * MM, high, grey=0.4)
        if sheet == 0:
            flow.rule(x - left, low, x - left, high, grey=0.4)
    flow.beside("骑缝章：各页错开，盖在各页的窄条上", CODE, left=x - left, down=25 * MM)
