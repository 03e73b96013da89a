"""The job set by fpdf2, with its own tables and its own fallback fonts."""

import json
import sys
from pathlib import Path

from fpdf import FPDF


def main(folder: Path, out: Path) -> None:
    """Set the job."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    page, fonts = job["page"], job["fonts"]
    pdf = FPDF(format="A4")
    pdf.set_margins(page["left"], page["top"], page["right"])
    pdf.set_auto_page_break(True, margin=page["bottom"])
    for name, font in fonts.items():
        pdf.add_font(name, fname=font["file"])
    pdf.set_fallback_fonts(["song", "rare"])
    wide = 210 - page["left"] - page["right"]
    for record in job["records"]:
        pdf.add_page()
        pdf.set_font("title", size=18)
        pdf.multi_cell(wide, 9, record["title"], align="C", wrapmode="CHAR", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("text", size=12)
        pdf.multi_cell(wide, 6.35, record["number"], align="R", new_x="LMARGIN", new_y="NEXT")
        with pdf.table(
            col_widths=(page["label"], wide - page["label"]),
            first_row_as_headings=False,
            line_height=6.35,
            wrapmode="CHAR",
        ) as table:
            for words, lines in record["rows"]:
                row = table.row()
                pdf.set_font("label", size=12)
                row.cell(words)
                pdf.set_font("text", size=12)
                row.cell("\n".join(lines))
    pdf.add_page()
    for file, caption in job["photos"]:
        width, height = page["photo"]
        if pdf.y + height + 8 > 297 - page["bottom"]:
            pdf.add_page()
        pdf.image(file, w=width, h=height, keep_aspect_ratio=True)
        pdf.multi_cell(wide, 6.35, caption, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
