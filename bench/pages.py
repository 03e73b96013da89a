"""100 register pages with photos against the same text set by stock ReportLab paragraphs; prints the ratio of one run.

`python -m bench.pages`. Both sides set the same words into a table of labels and values in the same fonts, each
record with the same photo; fonts are loaded before the clock starts. Rounds alternate and the fastest of each counts.
"""

import argparse
import io
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Table

from bench.row import Row, tell
from core.base.paths import resources
from core.documents.attachments import lay_attachments, number_attachments
from core.documents.fonts import own_faces
from core.documents.frames import BOTTOM, LEFT, RIGHT, TOP, draw_leaf
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.sheet import lay_sheet
from core.documents.styles import MM
from core.records import display
from core.records.packet import Document
from tests.support.pages import BY_ID, SCHOOL, packet, study, with_photos

FACE = "BenchSong"
LABEL = "BenchHei"
WIDE, NARROW = 137 * MM, 25 * MM


def ours(document: Document, folder: Path) -> tuple[bytes, int]:
    """Set the packet's records and photos our way; returns the PDF and its number of pages."""
    setter = Typesetter(own_faces())
    painter = Painter(setter.faces)
    leaves = [
        leaf
        for entry in document.entries
        for leaf in lay_sheet(setter, document.kind(entry.record.kind), entry.record, people=BY_ID, school=SCHOOL)
    ]
    numbered = number_attachments(document)
    leaves += lay_attachments(setter, numbered, blobs=lambda sha256: folder / sha256)
    for number, leaf in enumerate(leaves, start=1):
        draw_leaf(painter, setter, leaf, page=number, code="0123ABCD")
    return painter.save(), len(leaves)


def stock(document: Document, folder: Path) -> tuple[bytes, int]:
    """Set the same words and photos with ReportLab's own paragraphs and tables."""
    value = ParagraphStyle("value", fontName=FACE, fontSize=12, leading=18, wordWrap="CJK")
    label = ParagraphStyle("label", parent=value, fontName=LABEL)
    title = ParagraphStyle("title", parent=value, fontName=LABEL, fontSize=18, leading=26)
    story: list[Any] = []
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONTNAME", (0, 0), (-1, -1), FACE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for entry in document.entries:
        kind, record = document.kind(entry.record.kind), entry.record
        rows = []
        for row in kind.sheet.rows:
            for cell in row.cells:
                words = cell.words or kind.field(cell.keys[0]).words
                texts = [display.show(kind.field(key), record.values.get(key), BY_ID) for key in cell.keys]
                lines = [Paragraph(line, value) for text in texts for line in text.split("\n") if line]
                rows.append([Paragraph(words.zh, label), lines or ""])
        story += [Paragraph(f"{SCHOOL.name}{kind.sheet.words.zh}", title), Paragraph(record.number, value)]
        table = Table(rows, colWidths=[NARROW, WIDE], style=grid, splitByRow=1, splitInRow=1)
        story += [table, PageBreak()]
    for attached in document.attached:
        story += [Image(str(folder / attached.sha256), 100 * MM, 75 * MM), Paragraph(attached.title, value)]
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM, initialFontName=FACE
    )
    template.build(story)
    return out.getvalue(), template.page


def measure(records: int, rounds: int) -> dict[str, float | int]:
    """Time both sides by turns; seconds are the fastest of `rounds`."""
    for name, file in ((FACE, "TaizhangSong.ttf"), (LABEL, "TaizhangHei.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(resources("fonts", file)), asciiReadable=0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, attached = with_photos(folder, [study(number, length=260) for number in range(1, records + 1)])
        document = packet(many, attached=attached)
        ours(document, folder)
        stock(document, folder)
        best = {"ours": float("inf"), "stock": float("inf")}
        pages = {"ours": 0, "stock": 0}
        for _ in range(rounds):
            for side, make in (("ours", ours), ("stock", stock)):
                start = time.perf_counter()
                _, pages[side] = make(document, folder)
                best[side] = min(best[side], time.perf_counter() - start)
    return {
        "records": records,
        "pages_ours": pages["ours"],
        "pages_stock": pages["stock"],
        "seconds_ours": round(best["ours"], 3),
        "seconds_stock": round(best["stock"], 3),
        "ratio": round(best["ours"] / best["stock"], 3),
        "ratio_a_page": round(best["ours"] / pages["ours"] / (best["stock"] / pages["stock"]), 3),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=70, help="each makes one page and a photo, two to a page")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="small: to see that it works")
    chosen = parser.parse_args()
    found = measure(*((10, 1) if chosen.quick else (chosen.records, chosen.rounds)))
    print(json.dumps(found), flush=True)
    tell(
        Row(
            name="pages.stock",
            what=f"{found['pages_ours']} pages with photos, fonts loaded, in one process",
            ours=found["seconds_ours"],
            other="stock ReportLab",
            theirs=found["seconds_stock"],
            times_at_most=1.0,
        )
    )


if __name__ == "__main__":
    main()
