"""Ours, and all that a packet has besides: cover, letter, contents, embedded files, verification page, PDF/A-3."""

import sys
from pathlib import Path

from core.base.jobs import Silent
from core.documents.packet import compose
from core.records.packet import read_document


def main(folder: Path, out: Path) -> None:
    """Read the data and write the packet."""
    document = read_document((folder / "data.json").read_bytes())
    compose(document, blobs=lambda sha256: folder / sha256, out=out, progress=Silent())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
