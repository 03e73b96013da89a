"""Pages of a PDF as pictures and as text; loads pdfium, so import this module only when a page is to be seen."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw
from PySide6.QtGui import QImage

from core.base.errors import FileUnreadable
from core.base.pdfium import ALONE

_DEPTH = 4
"""Forms within forms in which pictures are looked for."""

Box = tuple[float, float, float, float]
"""Left, top, width and height as parts of the page, 0 to 1, from its upper left corner."""


def page_count(pdf: bytes | Path) -> int:
    """Return how many pages a PDF has. Raises FileUnreadable."""
    with _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes | Path, page: int, *, width: int, grey: bool = False) -> tuple[QImage, int]:
    """Draw a page (from 0) `width` pixels wide; return it and the number of pages. Raises FileUnreadable."""
    with _opened(pdf) as document:
        pages = len(document)
        sheet = document[min(page, pages - 1)]
        return _drawn(sheet, width / sheet.get_width(), grey=grey), pages


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page drawn for the printer."""

    image: QImage
    pictured: bool
    """Photos stand on it; else only words and lines, which want no colour and no loss."""


def page_for_print(pdf: bytes | Path, page: int, *, dpi: int, grey: bool) -> Drawn:
    """Draw a page (from 0) for paper, in colour only where there is any to see. Raises FileUnreadable."""
    with _opened(pdf) as document:
        sheet = document[page]
        pictured = _pictured(sheet)
        return Drawn(_drawn(sheet, dpi / 72, grey=grey or not pictured), pictured)


def any_pictures(pdf: bytes | Path) -> bool:
    """Tell whether photos stand anywhere in a PDF. Raises FileUnreadable."""
    with _opened(pdf) as document:
        return any(_pictured(document[page]) for page in range(len(document)))


def some_pages(pdf: bytes | Path, pages: Sequence[int]) -> bytes:
    """Return a PDF of these pages (from 0) in this order, letters as letters; nothing else goes with them.

    Raises FileUnreadable.
    """
    with _opened(pdf) as document:
        copy = pypdfium2.PdfDocument.new()
        try:
            copy.import_pages(document, list(pages))
            out = io.BytesIO()
            copy.save(out)
            return out.getvalue()
        finally:
            copy.close()


@dataclass(frozen=True, slots=True)
class Found:
    """One place where searched words stand."""

    page: int
    boxes: tuple[Box, ...]
    """One a line."""


def find_on_pages(pdf: bytes | Path, text: str, pages: Sequence[int]) -> tuple[Found, ...]:
    """Return where words stand on some pages (from 0), top down; blanks, line breaks and case don't matter.

    Raises FileUnreadable.
    """
    wanted = _folded(text)
    if not wanted:
        return ()
    with _opened(pdf) as document:
        return tuple(found for page in pages for found in _places(document[page], page, wanted))


# --- inside -------------------------------------------------------------------------------------------


def _drawn(sheet: pypdfium2.PdfPage, scale: float, *, grey: bool) -> QImage:
    bitmap = sheet.render(scale=scale, prefer_bgrx=True, grayscale=grey)
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()


def _pictured(sheet: pypdfium2.PdfPage) -> bool:
    return any(True for _found in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH))


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _places(sheet: pypdfium2.PdfPage, page: int, wanted: str) -> Iterator[Found]:
    """Yield where `wanted` stands; each character of the page is asked for, so that places can be told exactly."""
    words = sheet.get_textpage()
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for span, letter in _letters(words):
        for part in _folded(letter):
            letters.append(part)
            spans.append(span)
    told = "".join(letters)
    at = told.find(wanted)
    while at >= 0:
        first, last = spans[at][0], spans[at + len(wanted) - 1][1]
        yield Found(page, tuple(_boxes(sheet, words, first, last - first + 1)))
        at = told.find(wanted, at + len(wanted))


def _letters(words: pypdfium2.PdfTextPage) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield each character with its first and last number on the page; above U+FFFF there are two halves of one."""
    upper = 0
    for at in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(words, at)
        if 0xD800 <= code < 0xDC00:
            upper = code
            continue
        if 0xDC00 <= code < 0xE000 and upper:
            yield (at - 1, at), chr(0x10000 + ((upper - 0xD800) << 10) + (code - 0xDC00))
        elif 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            yield (at, at), chr(code)
        upper = 0


def _boxes(sheet: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, first: int, count: int) -> Iterator[Box]:
    wide, tall = sheet.get_size()
    for number in range(words.count_rects(first, count)):
        left, bottom, right, top = words.get_rect(number)
        yield left / wide, 1 - top / tall, (right - left) / wide, (top - bottom) / tall


@contextmanager
def _opened(pdf: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for one errand; nobody else is in pdfium meanwhile. Raises FileUnreadable.

    Opening costs a quarter of a millisecond for 300 pages, so nothing is kept open between errands.
    """
    with ALONE:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise FileUnreadable(path=_name(pdf), reason=str(error)) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise FileUnreadable(path=_name(pdf), reason=str(error)) from error
        finally:
            document.close()


def _name(pdf: bytes | Path) -> str:
    return str(pdf) if isinstance(pdf, Path) else "PDF"
