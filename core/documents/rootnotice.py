"""The page that tells a county's schools the fingerprint of its root: digits in groups of four and a picture."""

from datetime import date

from core.base.mosaic import mosaic
from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, Rule, count_own
from core.documents.paragraph import Typesetter
from core.documents.preview import draw_all
from core.documents.styles import LABEL, MM, NOTE, PAD_X, SHEET_TITLE, SMALL, TEXT, Align, Style
from core.documents.typefaces import page_faces
from core.records.display import write_day

TITLE = "县根证书公告"
PICTURE = 36 * MM
"""Side of the picture."""
LABEL_WIDTH = 30 * MM

_FIGURES = Style(TEXT.role, 16, 27, Align.LEFT)
_WHAT_FOR = (
    "各校第一次导入证书函时，程序会显示一个县根证书指纹。"
    "请把它与本页逐组核对，再看图形是否一样；完全一致才确认，有一组不同就不要确认，并打电话问县里。"
)
_NEVER = "本页由县里印发并盖章。不要用手机拍照转发的图片代替本页。"


def lay_root_notice(setter: Typesetter, county: str, root: str, *, until: date, day: date) -> list[Leaf]:
    """Lay the page out; `root` is the fingerprint in groups of four. Raises MissingGlyph."""
    flow = Flow(setter, lambda number: Leaf(head=f"{TITLE}（续）" if number else "", foot=TITLE))
    flow.space(5 * MM)
    flow.text(TITLE, SHEET_TITLE, where=TITLE)
    flow.space(3 * MM)
    flow.table(
        [
            _row(flow, "单位", county, TEXT),
            _row(flow, "指纹", _grouped(root), _FIGURES),
            _row(flow, "有效期至", write_day(until), TEXT),
            _row(flow, "印发日期", write_day(day), TEXT),
        ]
    )
    flow.space(4 * MM)
    _picture(flow, root)
    flow.space(4 * MM)
    flow.text(_WHAT_FOR, NOTE, where=TITLE)
    flow.text(_NEVER, NOTE, where=TITLE)
    flow.space(12 * MM)
    flow.beside("（单位盖章）", TEXT, left=flow.width * 2 / 3)
    return count_own(flow.leaves)


def root_notice_pdf(county: str, root: str, *, until: date, day: date) -> bytes:
    """Return the page as PDF. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_root_notice(setter, county, root, until=until, day=day))


def _grouped(root: str) -> str:
    """Return the groups, four a line, so that an eye keeps its place."""
    groups = root.split()
    return "\n".join("　".join(groups[at : at + 4]) for at in range(0, len(groups), 4))


def _row(flow: Flow, label: str, text: str, style: Style) -> Row:
    """Return a row of the table."""
    beside = flow.width - LABEL_WIDTH
    return Row(
        [
            Cell(
                LABEL_WIDTH,
                flow.setter.lines(label, LABEL, LABEL_WIDTH - 2 * PAD_X),
                LABEL,
                middle=True,
                repeated=True,
            ),
            Cell(beside, flow.setter.lines(text, style, beside - 2 * PAD_X, where=TITLE), style, middle=True),
        ]
    )


def _picture(flow: Flow, fingerprint: str) -> None:
    """Draw the picture with a sentence beside it."""
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
