"""ReportLab's own paragraphs and tables. They know one font at a time: Song here, and 𬍛 is a blank."""

import json
import sys
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Table


def main(folder: Path, out: Path) -> None:
    """Set the job."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    page, fonts = job["page"], job["fonts"]
    rl_config.useA85 = 0
    for name in ("title", "label", "song"):
        pdfmetrics.registerFont(TTFont(name, fonts[name]["file"], asciiReadable=0))
    value = ParagraphStyle("value", fontName="song", fontSize=12, leading=18, wordWrap="CJK")
    label = ParagraphStyle("label", parent=value, fontName="label")
    title = ParagraphStyle("title", parent=value, fontName="title", fontSize=18, leading=26)
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONTNAME", (0, 0), (-1, -1), "song"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    story: list[Any] = []
    widths = [page["label"] * mm, (210 - page["left"] - page["right"] - page["label"]) * mm]
    for record in job["records"]:
        rows = [
            [Paragraph(words, label), [Paragraph(line, value) for line in lines] or ""]
            for words, lines in record["rows"]
        ]
        story += [Paragraph(record["title"], title), Paragraph(record["number"], value)]
        story += [Table(rows, colWidths=widths, style=grid, splitByRow=1, splitInRow=1), PageBreak()]
    for file, caption in job["photos"]:
        story += [Image(file, *(side * mm for side in page["photo"])), Paragraph(caption, value)]
    SimpleDocTemplate(
        str(out),
        pagesize=A4,
        leftMargin=page["left"] * mm,
        rightMargin=page["right"] * mm,
        topMargin=page["top"] * mm,
        bottomMargin=page["bottom"] * mm,
        initialFontName="song",
    ).build(story)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
