"""The letter that leads a packet (报送函, D§4.3): what is handed in, to whom, how many pieces; made from its data."""

from collections import Counter

from msgspec import UNSET

from core.documents.closing import Signed
from core.documents.frames import Leaf, count_own
from core.documents.letter import Written, lay_written
from core.documents.letterbody import Paragraph
from core.documents.paragraph import Typesetter
from core.records.display import write_day
from core.records.letter import Form
from core.records.packet import Document


def lay_covering(setter: Typesetter, document: Document) -> list[Leaf]:
    """Lay out the letter before the contents. Raises MissingGlyph."""
    school, title = document.school, document.title.strip() or "材料"
    written = Written(
        title=f"关于报送{_quoted(title)}的报告",  # 学校报县局是上行文，文种用“报告” (D§4.1)
        to=school.superior,
        body=[Paragraph(text) for text in _body(document, title)],
        signed=Signed(form=Form.SEALED, signers=[school.name], day=write_day(document.made_at.date())),
        school=school.name,
    )
    return count_own(lay_written(setter, written, foot="报送函", where="报送函"))


def _quoted(title: str) -> str:
    """Return a title that begins with 关于 in its marks, so that 关于 does not follow 关于."""
    return f"《{title}》" if title.startswith("关于") else title


def _body(document: Document, title: str) -> list[str]:
    """Return the paragraphs, from numbers and names the packet holds and nothing else."""
    campaigns = "、".join(campaign.title for campaign in document.campaigns)
    of = f"{campaigns}的" if campaigns and campaigns not in title else ""
    attached = f"，附件{len(document.attached)}件" if document.attached else ""
    counted: Counter[str] = Counter()
    void: Counter[str] = Counter()
    for entry in document.entries:
        words = document.kind_of(entry.record).words.zh
        counted[words] += 1
        void[words] += entry.record.state == "void"
    told = "，".join(
        f"{words}{number}件" + (f"（其中作废{void[words]}件）" if void[words] else "")
        for words, number in counted.items()
    )
    return [
        f"现将{of}{_quoted(title)}报上，共{len(document.entries)}件{attached}。",
        f"其中：{told}。目录附后。",
        *([f"本次材料代替被退回的核验码为{document.replaces.code}的材料。"] if document.replaces is not UNSET else []),
        "特此报告。",
    ]
