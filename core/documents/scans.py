"""Scanned PDFs as pictures: each page drawn by pdfium, so that nothing of a foreign file's own makes ours invalid."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from core.base.errors import ScanUnreadable
from core.base.pdfium import ALONE

DPI = 200
"""Dots an inch: small print and a seal's rim stay readable."""
MOST_PAGES = 200
LARGEST = 40.0
"""Inches of the longest side of a page; what claims to be larger is no scan of paper."""
QUALITY = 80
"""Of the JPEG; below it the rims of letters begin to blur."""
_COLOURED = 24
"""Difference between two channels (0–255) from which a page is coloured: a red seal is, yellowed paper is not."""


def sizes(source: Path | bytes, *, name: str) -> list[tuple[int, int]]:
    """Return the size in pixels of every page. Raises ScanUnreadable with a reason: locked, damaged, too_large."""
    with _opened(source, name=name) as document:
        if len(document) > MOST_PAGES:
            raise ScanUnreadable(name=name, reason="too_large")
        found = [_size(document, page, name=name) for page in range(len(document))]
    if not found:
        raise ScanUnreadable(name=name, reason="damaged")
    return found


def _size(document: pypdfium2.PdfDocument, number: int, *, name: str) -> tuple[int, int]:
    """Return the size in pixels of one page (from 0)."""
    page = document[number]
    wide, high = page.get_size()
    page.close()
    if not (0 < wide <= 72 * LARGEST and 0 < high <= 72 * LARGEST):
        raise ScanUnreadable(name=name, reason="too_large")
    return max(1, round(wide * DPI / 72)), max(1, round(high * DPI / 72))


def draw(path: Path, page: int, *, width: int, height: int) -> tuple[bytes, bool]:
    """Return one page (from 0) as JPEG of this size in pixels, and whether it is grey. Raises ScanUnreadable."""
    with _opened(path, name=path.name) as document:
        bitmap = document[page].render(scale=DPI / 72)
        image = bitmap.to_pil().convert("RGB")  # a copy
        bitmap.close()
    if image.size != (width, height):
        image = image.resize((width, height))
    grey = not _is_coloured(image)
    buffer = io.BytesIO()
    (image.convert("L") if grey else image).save(buffer, "JPEG", quality=QUALITY, dpi=(DPI, DPI))
    return buffer.getvalue(), grey


def _is_coloured(image: Image.Image) -> bool:
    """Tell whether some part of a page is clearly coloured; single noisy dots are averaged away."""
    small = image.reduce(8) if min(image.size) >= 16 else image
    red, green, blue = small.split()
    pairs = ((red, green), (green, blue), (red, blue))
    return any(
        ImageChops.difference(one, other).point(lambda level: level > _COLOURED).getbbox() for one, other in pairs
    )


@contextmanager
def _opened(source: Path | bytes, *, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for one errand; one with a password is told apart from one that is broken."""
    with ALONE:
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            reason = "locked" if "password" in str(error).lower() else "damaged"
            raise ScanUnreadable(name=name, reason=reason) from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise ScanUnreadable(name=name, reason="damaged") from error
        finally:
            document.close()
