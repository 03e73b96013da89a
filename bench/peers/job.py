"""Writes the job that all programs print: `python -m bench.peers.job FOLDER RECORDS`.

`data.json` is the packet's data, which ours reads; `job.json` the same records as plain labels and lines, for the
others. The photos lie beside them, under their digests for ours and in `photos` for the others. `job.json`:
{"page": {…} in millimetres, "fonts": {part: {"file", "family"} …}, "photos": [[file, caption] …],
"records": [{"title", "number", "rows": [[label, [line …]] …]} …]}.
"""

import json
import sys
from pathlib import Path

from core.base.paths import resources
from core.documents.fonts import own_faces
from core.documents.paragraph import clean
from core.records import display
from core.records.packet import Entry, write_document
from tests.support.pages import BY_ID, SCHOOL, packet, study, with_photos

PAGE = {"top": 25, "right": 20, "bottom": 20, "left": 28, "label": 25, "photo": [70, 52]}
"""Margins, width of the labels, box of a photo (D§4.1 表册件)."""


def write_job(folder: Path, records: int) -> None:
    """Write data, photos and job into the folder."""
    many, attached = with_photos(folder, [study(number, length=260) for number in range(1, records + 1)])
    document = packet(many, attached=attached)
    (folder / "photos").mkdir()
    for one in attached:
        (folder / "photos" / one.name).hardlink_to(folder / one.sha256)
    (folder / "data.json").write_bytes(write_document(document))

    def rows(entry: Entry) -> list[tuple[str, list[str]]]:
        kind, values = document.kind_of(entry.record), entry.record.values
        told = []
        for row in kind.sheet.rows:
            texts = {
                (cell.words or kind.field(cell.keys[0]).words).zh: [
                    display.show(kind.field(key), values.get(key), BY_ID) for key in cell.keys
                ]
                for cell in row.cells
            }
            first, *others = texts
            if others:  # short texts of one row share a line, so that a record takes the page that it takes with us
                beside = "　".join([*texts[first], *("　".join((words, *texts[words])) for words in others)])
                told.append((first, [clean(beside)]))
            else:
                told.append((first, [line for text in texts[first] for line in clean(text).split("\n") if line]))
        return told

    faces = own_faces()
    job = {
        "page": PAGE,
        "fonts": {
            part: {"file": str(faces.face(role).path), "family": family(role)}
            for part, role in (
                ("title", "title"),
                ("label", "hei"),
                ("text", "fang"),
                ("song", "song"),
                ("rare", "rare"),
            )
        },
        "records": [
            {
                "title": f"{SCHOOL.name}{document.kind_of(entry.record).sheet.words.zh}",
                "number": f"编号：{entry.record.number}",
                "rows": rows(entry),
            }
            for entry in document.entries
        ],
        "photos": [[str(folder / "photos" / one.name), one.title] for one in attached],
    }
    (folder / "job.json").write_text(json.dumps(job, ensure_ascii=False), "utf-8")


def family(role: str) -> str:
    """Return the name by which programs find the font of a role."""
    listed = json.loads(resources("fonts", "fonts.json").read_text("utf-8"))
    return str(listed["roles"][role]["family"])


if __name__ == "__main__":
    write_job(Path(sys.argv[1]), int(sys.argv[2]))
