"""The job as a flat OpenDocument text, which LibreOffice turns into a PDF; writing it takes a few milliseconds."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from html import escape
from pathlib import Path

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def main(folder: Path, out: Path) -> None:
    """Write the text and have it converted, with no fonts but ours and a profile of its own."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    text = out.with_suffix(".fodt")
    text.write_text(text_of(job), "utf-8")
    own = Path(job["fonts"]["text"]["file"]).parent
    (folder / "fonts.conf").write_text(FONTS.format(folder=own, cache=folder / "fontcache"), "utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out.parent),
            str(text),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "SAL_USE_VCLPLUGIN": "svp"},
    )


def text_of(job: dict) -> str:
    """Return the job as a flat OpenDocument text (OASIS ODF 1.2)."""
    page, wide = job["page"], 210 - job["page"]["left"] - job["page"]["right"]
    parts = []
    for number, record in enumerate(job["records"]):
        rows = "".join(
            f"<table:table-row><table:table-cell table:style-name='cell'>{paragraph('label', words)}</table:table-cell>"
            f"<table:table-cell table:style-name='cell'>{''.join(paragraph('text', line) for line in lines)}"
            "</table:table-cell></table:table-row>"
            for words, lines in record["rows"]
        )
        parts.append(
            paragraph("title", record["title"])
            + paragraph("text", record["number"])
            + f"<table:table table:name='t{number}' table:style-name='table'><table:table-column"
            f" table:style-name='narrow'/><table:table-column table:style-name='wide'/>{rows}</table:table>"
        )
    width, height = page["photo"]
    for file, caption in job["photos"]:
        content = b64encode(Path(file).read_bytes()).decode()
        parts.append(
            f"<text:p text:style-name='photo'><draw:frame text:anchor-type='as-char' svg:width='{width}mm'"
            f" svg:height='{height}mm'><draw:image><office:binary-data>{content}</office:binary-data></draw:image>"
            "</draw:frame></text:p>" + paragraph("text", caption)
        )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMES} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls>{"".join(face(font) for font in job["fonts"].values())}</office:font-face-decls>
<office:automatic-styles>
<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="{page["top"]}mm" fo:margin-right="{page["right"]}mm" fo:margin-bottom="{page["bottom"]}mm"
 fo:margin-left="{page["left"]}mm"/></style:page-layout>
{style("title", job["fonts"]["title"], 18, "fo:break-before='page' fo:text-align='center'")}
{style("label", job["fonts"]["label"], 12, "fo:text-align='center'")}
{style("text", job["fonts"]["text"], 12, "fo:line-height='18pt' fo:text-align='justify'")}
{style("photo", job["fonts"]["text"], 12, "")}
<style:style style:name="table" style:family="table"><style:table-properties style:width="{wide}mm"/></style:style>
<style:style style:name="narrow" style:family="table-column"><style:table-column-properties
 style:column-width="{page["label"]}mm"/></style:style>
<style:style style:name="wide" style:family="table-column"><style:table-column-properties
 style:column-width="{wide - page["label"]}mm"/></style:style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:padding="1mm"
 fo:border="0.5pt solid #000000"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="a4"/></office:master-styles>
<office:body><office:text>{"".join(parts)}</office:text></office:body></office:document>"""


def face(font: dict) -> str:
    """Return the declaration of a font."""
    return f'<style:font-face style:name="{font["family"]}" svg:font-family="\'{font["family"]}\'"/>'


def style(name: str, font: dict, size: int, more: str) -> str:
    """Return a paragraph's style."""
    family = font["family"]
    return (
        f"<style:style style:name='{name}' style:family='paragraph'><style:paragraph-properties {more}/>"
        f"<style:text-properties style:font-name='{family}' style:font-name-asian='{family}' fo:font-size='{size}pt'"
        f" style:font-size-asian='{size}pt' fo:language-asian='zh' fo:country-asian='CN'/></style:style>"
    )


def paragraph(name: str, words: str) -> str:
    """Return a paragraph."""
    return f"<text:p text:style-name='{name}'>{escape(words)}</text:p>"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
