"""The job set by typst: a template that reads job.json, the fonts in the order of their fallback."""

import sys
from pathlib import Path

import typst

TEMPLATE = """
#let job = json("job.json")
#let p = job.page
#let of(part) = (job.fonts.at(part).family, job.fonts.song.family, job.fonts.rare.family)
#set page(paper: "a4", margin: (top: p.top * 1mm, right: p.right * 1mm, bottom: p.bottom * 1mm, left: p.left * 1mm))
#set text(font: of("text"), size: 12pt, lang: "zh", region: "cn", top-edge: "ascender", bottom-edge: "descender")
#set par(justify: true, leading: 4pt, spacing: 4pt)
#for record in job.records {
  align(center, text(font: of("title"), size: 18pt, record.title))
  align(right, record.number)
  table(
    columns: (p.label * 1mm, 1fr),
    stroke: 0.5pt,
    ..record.rows.map(row => (text(font: of("label"), row.at(0)), row.at(1).map(par).join())).flatten()
  )
  pagebreak()
}
#for (file, caption) in job.photos [
  #block(breakable: false)[
    #image("photos/" + file.split("/").last(), width: p.photo.at(0) * 1mm, height: p.photo.at(1) * 1mm, fit: "contain")
    #caption
  ]
]
"""


def main(folder: Path, out: Path) -> None:
    """Write the template beside the job and compile it."""
    (folder / "job.typ").write_text(TEMPLATE, "utf-8")
    typst.compile(
        str(folder / "job.typ"), output=str(out), root=str(folder), font_paths=[sys.argv[3]], ignore_system_fonts=True
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
