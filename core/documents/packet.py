"""A packet as pages: cover, letter, contents, records, ledger, attachments, verification page, in one PDF/A-3 file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.base.canonical import digest
from core.base.files import write_safely
from core.base.jobs import Progress
from core.documents.attachments import Numbered, lay_attachments, number_attachments
from core.documents.boxes import ROLE as BOX
from core.documents.contents import ContentsLine, lay_contents, line_of
from core.documents.cover import lay_cover
from core.documents.covering import lay_covering
from core.documents.frames import Leaf, draw_leaf
from core.documents.ledger import lay_ledger
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.pdfa import finish
from core.documents.record import lay_record
from core.documents.typefaces import page_faces
from core.documents.verification import DataFile, Place, lay_verification
from core.records.packet import Document, Entry, PageRange, write_document

_UNKNOWN = DataFile(sha256="0" * 64, size=0)


@dataclass(frozen=True, slots=True)
class Composed:
    """A packet that was laid out and written, unsigned."""

    path: Path
    data: Document
    """The data as they were embedded, with the pages of every record."""
    pages: int
    signature: Place
    """Where the visible block of the signature belongs."""
    substituted: tuple[str, ...]
    """Characters that the style's own font did not have and another has, in order of their code points."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Pages that are listed in the contents as one line, besides the records."""

    title: str
    leaves: list[Leaf]


def compose(document: Document, *, blobs: Callable[[str], Path], out: Path, progress: Progress) -> Composed:
    """Write the packet of `document` as PDF/A-3 to `out`, whole or not at all; the same data give the same bytes.

    `blobs` gives the file that holds the content of a digest. Raises MissingGlyph, PictureUnreadable, ScanUnreadable,
    Cancelled, FileMissing, DiskFull, FolderNotWritable, ReadBackDiffers.
    """
    setter = Typesetter(page_faces())
    numbered = number_attachments(document)
    sheets = list(_sheets(setter, document, progress))
    parts = [*_ledgers(setter, document), *_pictures(setter, numbered, blobs)]

    # Nothing so far depends on page numbers, and the contents take the same room whatever numbers stand in them.
    covering = lay_covering(setter, document)
    front = len(lay_cover(setter, document, pages=0)) + len(covering)
    front += len(lay_contents(setter, _lines(document, numbered, sheets, parts, front=0, closing=1)))
    document = _with_pages(document, sheets, first=front + 1)
    written = write_document(document)
    closing = _settle(setter, document, numbered)
    contents = lay_contents(setter, _lines(document, numbered, sheets, parts, front=front, closing=len(closing)))
    body = [leaf for leaves in (*sheets, *(part.leaves for part in parts)) for leaf in leaves]
    pages = front + len(body) + len(closing)
    cover = lay_cover(setter, document, pages=pages)
    closing, place = lay_verification(
        setter, document, numbered, data=DataFile(sha256=digest(written), size=len(written))
    )
    leaves = [*cover, *covering, *contents, *body, *closing]
    if len(leaves) != pages or len(cover) + len(covering) + len(contents) != front:
        raise AssertionError("pages moved while they were numbered")

    painter = Painter(setter.faces)
    code = document.code
    for number, leaf in enumerate(leaves, start=1):
        progress.step(number, pages, "pages")
        draw_leaf(painter, setter, leaf, page=number, code=code)
    progress.step(0, 0, "finish")
    drawn = painter.save()
    marks = [("封面", 0), ("报送函", len(cover)), ("目录", len(cover) + len(covering))]
    marks += [(_called(entry), entry.pages.first - 1) for entry in document.entries]
    at = front + sum(map(len, sheets))
    for part in (*parts, _Part("验证页", closing)):
        marks.append((part.title, at))
        at += len(part.leaves)
    write_safely(
        out,
        lambda stream: finish(
            drawn, stream, document=document, data=written, bookmarks=marks, tags=painter.tags, blobs=blobs
        ),
    )
    return Composed(
        path=out,
        data=document,
        pages=pages,
        signature=Place(pages - len(closing) + place.page, place.rect),
        substituted=tuple(sorted({char for char, role in setter.substituted if role != BOX})),
    )


def _called(entry: Entry) -> str:
    """Return what a record's bookmark says."""
    return f"{entry.record.number}　{entry.record.heading}".strip("　") or entry.record.kind


def _sheets(setter: Typesetter, document: Document, progress: Progress) -> Iterator[list[Leaf]]:
    """Lay out every record."""
    names = document.names
    for number, entry in enumerate(document.entries, start=1):
        progress.step(number, len(document.entries), "sheets")
        kind = document.kind_of(entry.record)
        yield lay_record(setter, kind, entry.record, people=names, school=document.school)


def _ledgers(setter: Typesetter, document: Document) -> Iterator[_Part]:
    """Lay out the lists of every kind that has some and of which there are records."""
    for kind in document.kinds:
        records = [
            entry.record
            for entry in document.entries
            if entry.record.kind == kind.key and entry.record.state != "void"  # that one is told by the contents
        ]
        if not records or not kind.sheet.lists:
            continue
        on = document.made_at.date()
        for listed in kind.sheet.lists:
            leaves = lay_ledger(
                setter, kind, records, people=document.names, school=document.school, on=on, lists=(listed.key,)
            )
            yield _Part(listed.words.zh, leaves)


def _pictures(setter: Typesetter, numbered: list[Numbered], blobs: Callable[[str], Path]) -> Iterator[_Part]:
    """Lay out the attachments that are printed."""
    leaves = lay_attachments(setter, numbered, blobs=blobs)
    if leaves:
        yield _Part("附件", leaves)


def _settle(setter: Typesetter, document: Document, numbered: list[Numbered]) -> list[Leaf]:
    """Lay out the verification page until it lists every substituted character, those it adds itself included."""
    while True:
        known = len(setter.substituted)
        closing, _ = lay_verification(setter, document, numbered, data=_UNKNOWN)
        if len(setter.substituted) == known:
            return closing


def _with_pages(document: Document, sheets: list[list[Leaf]], *, first: int) -> Document:
    """Fill in the pages of every record; `first` = page of the first record."""
    entries = []
    for entry, leaves in zip(document.entries, sheets, strict=True):
        entries.append(msgspec.structs.replace(entry, pages=PageRange(first=first, last=first + len(leaves) - 1)))
        first += len(leaves)
    return msgspec.structs.replace(document, entries=tuple(entries))


def _lines(
    document: Document,
    numbered: list[Numbered],
    sheets: list[list[Leaf]],
    parts: list[_Part],
    *,
    front: int,
    closing: int,
) -> list[ContentsLine]:
    """Return the lines of the contents: the records, then the other parts."""
    lines = []
    for number, entry in enumerate(document.entries, start=1):
        attached = sum(one.attached.record == entry.record.id for one in numbered)
        lines.append(line_of(document, entry, number=number, attached=attached))
    page = front + sum(map(len, sheets))
    for number, part in enumerate((*parts, _Part("验证页", [Leaf()] * closing)), start=len(lines) + 1):
        pages = PageRange(first=page + 1, last=page + len(part.leaves))
        lines.append(ContentsLine(number=str(number), title=part.title, pages=pages))
        page = pages.last
    return lines
