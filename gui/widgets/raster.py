"""Pages of a PDF as pictures; loads pdfium, so import this module only when a page is to be seen."""

import threading
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage

from core.base.errors import FileUnreadable

_ONE_AT_A_TIME = threading.Lock()
"""pdfium must not be entered by two threads."""


def page_count(pdf: bytes | Path) -> int:
    """Return how many pages a PDF has. Raises FileUnreadable."""
    with _ONE_AT_A_TIME:
        document = _open(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_size(pdf: bytes | Path, page: int) -> tuple[float, float]:
    """Return width and height of a page in points. Raises FileUnreadable."""
    with _ONE_AT_A_TIME:
        document = _open(pdf)
        try:
            width, height = document[page].get_size()
            return float(width), float(height)
        finally:
            document.close()


def page_image(pdf: bytes | Path, page: int, *, width: int) -> tuple[QImage, int]:
    """Draw a page (from 0) `width` pixels wide; return it and the number of pages. Raises FileUnreadable."""
    with _ONE_AT_A_TIME:
        document = _open(pdf)
        try:
            pages = len(document)
            sheet = document[min(page, pages - 1)]
            bitmap = sheet.render(scale=width / sheet.get_width(), prefer_bgrx=True)
            shown = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            return shown.copy(), pages
        except pypdfium2.PdfiumError as error:
            raise FileUnreadable(path=_name(pdf), reason=str(error)) from error
        finally:
            document.close()


def _open(pdf: bytes | Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise FileUnreadable(path=_name(pdf), reason=str(error)) from error


def _name(pdf: bytes | Path) -> str:
    return str(pdf) if isinstance(pdf, Path) else "PDF"
