"""Do the visible pages say what the data say: every printed text is looked for on its record's pages.

The text is taken from the pages by pdfium, blanks are ignored, and a text may be cut where a page ends. It is a check
against pages and data drifting apart, not a proof of how a page looks: pictures and overprinting are not read. Every
rule is a function `_refuse_…`; tests/faults proves each one needed.
"""

import re
from collections.abc import Sequence

import pypdfium2

from core.base.pdfium import ALONE
from core.records.content import Record
from core.records.display import Names, printed_texts
from core.records.packet import Document, Entry
from core.signing.verdict import Reason, Refused

_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""What pdfium puts for a hyphen at the end of a line."""

_INVISIBLE = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
"""Blanks of every width, controls, and signs that only steer others (soft hyphens, variation selectors)."""


def squeeze(text: str) -> str:
    """Return a text without blanks and control characters."""
    return _INVISIBLE.sub("", text.translate(_HYPHENS))


def read_pages(data: bytes, wanted: set[int], *, pages: int) -> dict[int, str]:
    """Return the squeezed text of the wanted pages, numbered from 1. Raises Refused when pdfium counts otherwise."""
    with ALONE:
        document = pypdfium2.PdfDocument(data)
        try:
            _refuse_other_count(len(document), pages)
            return {number: _text(document, number) for number in sorted(wanted)}
        finally:
            document.close()


def check_pages(document: Document, data: bytes, *, pages: int) -> int:
    """Compare every record with its pages; returns how many texts were found. Raises Refused."""
    for entry in document.entries:
        _refuse_other_range(entry, pages)
    wanted = {page for entry in document.entries for page in range(entry.pages.first, entry.pages.last + 1)}
    texts = read_pages(data, wanted, pages=pages)
    code, names = document.code, document.names
    return sum(_check_entry(document, entry, texts, code=code, names=names) for entry in document.entries)


def _check_entry(document: Document, entry: Entry, texts: dict[int, str], *, code: str, names: Names) -> int:
    """Find every text of one record; returns how many. Raises Refused with the first that is missing."""
    record = entry.record
    for page in range(entry.pages.first, entry.pages.last + 1):
        _refuse_without_code(code, texts[page], page=page, record=record)
    sheet = [texts[page] for page in range(entry.pages.first, entry.pages.last + 1)]
    printed = printed_texts(document.kind_of(record), record.values, names)
    if record.number:
        printed = (("number", record.number), *printed)
    for field, text in printed:
        _refuse_missing_text(entry, field, find_text(squeeze(text), sheet))
    return len(printed)


def _refuse_other_count(found: int, pages: int) -> None:
    """Refuse a file in which another reader finds another number of pages."""
    if found != pages:
        raise Refused(Reason.STRUCTURE, detail="pages")


def _refuse_other_range(entry: Entry, pages: int) -> None:
    """Refuse a record said to be on pages that are not there."""
    if not 1 <= entry.pages.first <= entry.pages.last <= pages:
        raise Refused(Reason.PAGES, page=entry.pages.first, record=entry.record.number, field="")


def _refuse_without_code(code: str, text: str, *, page: int, record: Record) -> None:
    """Refuse a page that does not carry the short code of the data."""
    if code not in text:
        raise Refused(Reason.PAGES, page=page, record=record.number, field="code")


def _refuse_missing_text(entry: Entry, field: str, broken: int | None) -> None:
    """Refuse a page that leaves out or changes what the data say; `broken` is where the text was lost."""
    if broken is not None:
        raise Refused(Reason.PAGES, page=entry.pages.first + broken, record=entry.record.number, field=field)


def find_text(text: str, sheet: Sequence[str]) -> int | None:
    """Return None when `text` stands on the sheet, cut only where pages end; else the page (from 0) where it breaks.

    The longest beginning found on a page is taken from it, the rest is looked for on later pages.
    """
    furthest = 0
    for start in range(len(sheet)):
        rest = text
        for page in range(start, len(sheet)):
            taken = _longest(rest, sheet[page])
            rest = rest[taken:]
            if not rest:
                return None
            if rest == text:
                break
            furthest = max(furthest, page if taken else 0)
    return furthest if text else None


def _longest(text: str, page: str) -> int:
    """Return the length of the longest beginning of `text` that stands on the page."""
    if text in page:
        return len(text)
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return one page's squeezed text."""
    page = document[number - 1]
    reader = page.get_textpage()
    try:
        # get_text_range loses characters above U+FFFF; this one does not, and leaves out text outside the page.
        return squeeze(reader.get_text_bounded())
    finally:
        reader.close()
        page.close()
