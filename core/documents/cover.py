"""The cover of a packet (D§4.3): who hands in what, for which time, and room for what is written by hand."""

from core.documents.flow import Flow
from core.documents.frames import Leaf
from core.documents.paragraph import Typesetter
from core.documents.qrcode import lay_qr
from core.documents.styles import CODE, COVER_LABEL, COVER_LINE, COVER_TITLE, MM, SHEET_TITLE, Align
from core.records.display import write_day
from core.records.packet import Document
from core.records.usual import SCOPE, SCOPES

_LABEL = 40 * MM
QR = 26 * MM
"""Side of the QR code, its light edge included."""


def lay_cover(setter: Typesetter, document: Document, *, pages: int) -> list[Leaf]:
    """Lay out the cover; `pages` = pages of the whole document."""
    flow = Flow(setter, lambda _: Leaf(bare=True))
    flow.space(38 * MM)
    for campaign in document.campaigns:
        flow.text(campaign.title, SHEET_TITLE, where="活动名称")
    if document.campaigns:
        flow.space(6 * MM)
    flow.text(document.title, COVER_TITLE, where="材料名称")
    flow.space(24 * MM)
    lines = (
        ("报送单位", document.school.name),
        ("期　　间", _period(document)),
        ("件数页数", f"{len(document.entries)}件　{pages}页"),
        ("报送日期", write_day(document.made_at.date())),
        ("签 名 人", document.signer),
        ("联 系 人", ""),
        ("公开范围", _scope(document)),
        ("本　　别", "□ 正本　　□ 副本"),
    )
    inset = 14 * MM
    room = flow.width - _LABEL - 2 * inset
    for label, value in lines:
        flow.beside(label, COVER_LABEL, left=inset)
        rows = setter.lines(value, COVER_LINE, room, where=label) if value else []
        height = max(1, len(rows)) * COVER_LINE.leading
        flow.rule(inset + _LABEL, height - 3, flow.width - inset, height - 3)
        if rows:
            flow.text(value, COVER_LINE, left=inset + _LABEL, width=room, where=label)
        else:
            flow.space(height)
        flow.space(1.5 * MM)
    flow.space(14 * MM)
    flow.text("（单位盖章）", COVER_LINE.at(Align.RIGHT), width=flow.width - 2 * inset)
    leaf = flow.leaves[-1]
    top = leaf.bottom - QR - CODE.leading
    leaf.marks.extend(lay_qr(document.mark, leaf.left + inset, top, QR))
    flow.y = leaf.bottom - CODE.leading
    flow.beside(f"核验码 {document.code}", CODE, left=inset)
    return flow.leaves


def _period(document: Document) -> str:
    """Return the days from the first record to the last."""
    days = sorted(entry.record.dated for entry in document.entries if entry.record.dated)
    if not days:
        return ""
    first, last = days[0], days[-1]
    return write_day(first) if first == last else f"{write_day(first)}至{write_day(last)}"


def _scope(document: Document) -> str:
    """Return the narrowest scope of all records: who may see the packet as a whole."""
    order = [scope.value for scope in SCOPES]
    told = {entry.record.values.get(SCOPE.key) for entry in document.entries}
    return next((scope.words.zh for scope in SCOPES if scope.value in told & set(order)), "")
