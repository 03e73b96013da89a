"""The validity sheet (验证单): what the judge said of a file, on paper, in the manner of a signature tool's report.

The sentences are given: this side knows where they stand, not what they say.
"""

from core.documents.flow import Cell, Flow, Row
from core.documents.frames import Leaf, count_own
from core.documents.paragraph import Typesetter
from core.documents.preview import draw_all
from core.documents.styles import LABEL, MM, NOTE, PAD_X, SHEET_TITLE, SMALL, TEXT, Align
from core.documents.typefaces import page_faces
from core.views.papers import Validity

LABEL_WIDTH = 30 * MM
MARK_WIDTH = 14 * MM


def validity_pdf(sheet: Validity) -> bytes:
    """Return the sheet as PDF, ready to print. Raises MissingGlyph."""
    setter = Typesetter(page_faces())
    return draw_all(setter, lay_validity(setter, sheet))


def lay_validity(setter: Typesetter, sheet: Validity) -> list[Leaf]:
    """Lay out the sheet. Raises MissingGlyph."""
    foot = sheet.title
    flow = Flow(setter, lambda number: Leaf(head=foot if number else "", foot=foot))
    flow.text(sheet.title, SHEET_TITLE, where=foot)
    flow.space(3 * MM)
    beside = flow.width - LABEL_WIDTH
    flow.table(
        [
            Row(
                [
                    Cell(
                        LABEL_WIDTH,
                        setter.lines(label, LABEL, LABEL_WIDTH - 2 * PAD_X, where=foot),
                        LABEL,
                        middle=True,
                        repeated=True,
                    ),
                    Cell(beside, setter.lines(text, TEXT, beside - 2 * PAD_X, where=foot), TEXT, middle=True),
                ]
            )
            for label, text in sheet.lines
            if text
        ]
    )
    flow.space(4 * MM)
    flow.text(sheet.checks_title, NOTE, where=foot)
    flow.space(1 * MM)
    wide = (flow.width - MARK_WIDTH) * 0.55
    rest = flow.width - MARK_WIDTH - wide
    rows = []
    for mark, what, figures in sheet.checks:
        widths = ((mark, MARK_WIDTH, Align.CENTRE), (what, wide, Align.LEFT), (figures, rest, Align.LEFT))
        cells = [
            Cell(
                width, setter.lines(text, SMALL.at(align), width - 2 * PAD_X, where=foot), SMALL.at(align), middle=True
            )
            for text, width, align in widths
        ]
        rows.append(Row(cells, least=7 * MM))
    if rows:
        flow.table(rows)
    flow.space(4 * MM)
    for note in sheet.notes:
        flow.text(note, NOTE, where=foot)
        flow.space(1 * MM)
    return count_own(flow.leaves)
