"""Ours: the sheets and the photos as a packet draws them."""

import sys
from pathlib import Path

from core.documents.attachments import lay_attachments, number_attachments
from core.documents.fonts import own_faces
from core.documents.frames import draw_leaf
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.record import lay_record
from core.records.packet import read_document


def main(folder: Path, out: Path) -> None:
    """Read the data and write the pages."""
    document = read_document((folder / "data.json").read_bytes())
    setter = Typesetter(own_faces())
    painter = Painter(setter.faces)
    people, school = document.names, document.school
    leaves = [
        leaf
        for entry in document.entries
        for leaf in lay_record(setter, document.kind_of(entry.record), entry.record, people=people, school=school)
    ]
    leaves += lay_attachments(setter, number_attachments(document), blobs=lambda sha256: folder / sha256)
    code = document.code
    for number, leaf in enumerate(leaves, start=1):
        draw_leaf(painter, setter, leaf, page=number, code=code)
    out.write_bytes(painter.save())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
