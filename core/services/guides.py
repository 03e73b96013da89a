"""The guides that are shipped with the program: read for the help window, laid out for the printer."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from core.base.errors import FileMissing
from core.base.markdown import Guide, read_guide
from core.base.paths import guides


class Reader(StrEnum):
    """Whom a guide is for; the value is the name of its file."""

    SCHOOL = "校长"
    DESK = "收件台"


def path_of(reader: Reader) -> Path:
    """Return the file of a guide; its pictures lie beside it."""
    return guides(f"{reader.value}.md")


@cache
def read(reader: Reader) -> Guide:
    """Read a guide. Raises FileMissing."""
    path = path_of(reader)
    try:
        return read_guide(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileMissing(path=str(path)) from error


def printed(reader: Reader) -> bytes:
    """Return a guide as PDF. Raises FileMissing, MissingGlyph, PictureUnreadable."""
    from core.documents.guide import guide_pdf  # ReportLab loads when the first page is made

    return guide_pdf(read(reader), path_of(reader).parent)
