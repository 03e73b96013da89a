"""The job as a web page, printed by WeasyPrint."""

import json
import sys
from html import escape
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration


def main(folder: Path, out: Path) -> None:
    """Write the page and print it."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    HTML(string=page_of(job)).write_pdf(str(out), font_config=FontConfiguration())


def page_of(job: dict) -> str:
    """Return the job as HTML."""
    page = job["page"]
    faces = "".join(
        f"@font-face {{font-family: '{name}'; src: url('file://{font['file']}')}}\n"
        for name, font in job["fonts"].items()
    )
    style = f"""{faces}
    @page {{size: A4; margin: {page["top"]}mm {page["right"]}mm {page["bottom"]}mm {page["left"]}mm}}
    body {{font: 12pt/18pt text, song, rare; text-align: justify}}
    h1 {{font: 18pt/26pt title, song, rare; text-align: center; margin: 0; break-before: page}}
    table {{width: 100%; border-collapse: collapse; table-layout: fixed}}
    td, th {{border: 0.5pt solid; padding: 3pt 5pt; vertical-align: top; overflow-wrap: anywhere}}
    th {{font: 12pt/16pt label, song, rare; width: {page["label"]}mm}}
    p {{margin: 0}}
    figure {{margin: 0; break-inside: avoid}}
    img {{width: {page["photo"][0]}mm; height: {page["photo"][1]}mm; object-fit: contain; display: block}}"""
    records = "".join(
        f"<h1>{escape(record['title'])}</h1><p>{escape(record['number'])}</p><table>"
        + "".join(
            f"<tr><th>{escape(words)}</th><td>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</td></tr>"
            for words, lines in record["rows"]
        )
        + "</table>"
        for record in job["records"]
    )
    photos = "".join(
        f"<figure><img src='file://{file}'><figcaption>{escape(caption)}</figcaption></figure>"
        for file, caption in job["photos"]
    )
    return f"<html lang='zh-CN'><head><style>{style}</style></head><body>{records}{photos}</body></html>"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
