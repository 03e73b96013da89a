"""PDFs to be printed, whose pages tell which they are, and what came out of a printer, page by page."""

from functools import cache
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from tests.support.pdfs import opened_pdf

_CELL, _BITS = 20.0, 5
"""Side of a square of the mark in points, and how many there are."""


@cache
def marked_pdf(pages: int, *, broad: tuple[int, ...] = (), photo: int = -1) -> bytes:
    """Return a PDF whose page n has n (from 1) as words and as squares; `broad` pages lie, `photo` has a picture."""
    keep = QByteArray()
    buffer = QBuffer(keep)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    for page in range(pages):
        shape = QPageLayout.Orientation.Landscape if page in broad else QPageLayout.Orientation.Portrait
        writer.setPageOrientation(shape)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if page:
            writer.newPage()
        else:
            painter.begin(writer)
        painter.drawText(200, 100, f"page {page + 1} of {pages}")
        for bit in range(_BITS):
            if (page + 1) >> bit & 1:
                painter.fillRect(QRectF(100 + 2 * _CELL * bit, 200, _CELL, _CELL), QColor("black"))
        if page == photo:
            image = QImage(60, 40, QImage.Format.Format_RGB32)
            image.fill(QColor(200, 40, 40))
            painter.drawImage(QRectF(100, 300, 60, 40), image)
    painter.end()
    buffer.close()
    return bytes(keep.data())


def told_pages(path: Path) -> list[int]:
    """Return what the pages of a printed file say they are, from 1; 0 for an empty one."""
    with opened_pdf(path) as document:
        return [_told(page) for page in document]


def _told(page: pypdfium2.PdfPage) -> int:
    bitmap = page.render(scale=1, grayscale=True)
    rows, wide = bytes(bitmap.buffer), bitmap.stride

    def dark(bit: int) -> bool:
        return rows[int(200 + _CELL / 2) * wide + int(100 + 2 * _CELL * bit + _CELL / 2)] < 128

    return sum(1 << bit for bit in range(_BITS) if dark(bit))


def sizes(path: Path) -> list[QSizeF]:
    """Return the size of each page in points."""
    with opened_pdf(path) as document:
        return [QSizeF(*page.get_size()) for page in document]
