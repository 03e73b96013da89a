"""PDF files opened by tests; the program may be in pdfium in another thread meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

from core.base.pdfium import ALONE


@contextmanager
def opened_pdf(pdf: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    """Yield the document; nobody else is in pdfium until it is closed."""
    with ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def text_of(pdf: bytes | Path) -> str:
    """Return the words of all pages, a line for each page's."""
    with opened_pdf(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
