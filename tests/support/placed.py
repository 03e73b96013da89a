"""Pages read back character by character: what stands where, in millimetres from the upper left corner."""

import ctypes
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from core.documents.styles import MM


@dataclass(frozen=True, slots=True)
class Placed:
    """A character on its page."""

    char: str
    left: float
    """Of its em square, in mm."""
    baseline: float
    """In mm from the top of the page."""
    size: float
    """In points."""
    face: str
    """Name of the font without its subset tag, e.g. TaizhangHei."""
    red: bool


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """The characters on one baseline."""

    chars: tuple[Placed, ...]

    @property
    def text(self) -> str:
        """What it says, without blanks."""
        return "".join(one.char for one in self.chars if not one.char.isspace())

    @property
    def left(self) -> float:
        """Left edge of its first character."""
        return min(one.left for one in self.chars if not one.char.isspace())

    @property
    def right(self) -> float:
        """Right edge of its last character, taken for a hanzi."""
        last = max((one for one in self.chars if not one.char.isspace()), key=lambda one: one.left)
        return last.left + last.size / MM

    @property
    def top(self) -> float:
        """Upper edge of its em squares."""
        return self.baseline - 0.86 * self.chars[0].size / MM

    @property
    def baseline(self) -> float:
        """Its baseline."""
        return self.chars[0].baseline

    @property
    def faces(self) -> str:
        """The faces in their order, e.g. "TaizhangKai TaizhangFang"."""
        return " ".join(face for face, _ in groupby(one.face for one in self.chars if not one.char.isspace()))


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A straight line on its page, in mm."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    """In points."""
    black: bool

    @property
    def flat(self) -> bool:
        """Whether it lies."""
        return self.x2 - self.x1 > self.y2 - self.y1


def lines_of(pdf: bytes, *, turned: bool = False) -> list[list[PlacedLine]]:
    """Return the lines of every page from top to bottom; what a page has turned on its side is left out.

    `turned` returns just that, from left to right: "left" is then its distance from the upper edge of the page, and
    "baseline" the one from the left edge, as if one tilted one's head.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_lines(document, number, turned=turned) for number in range(len(document))]
    finally:
        document.close()


def rules_of(pdf: bytes) -> list[list[PlacedRule]]:
    """Return the straight lines of every page in the order they were drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_rules(page) for page in document]
    finally:
        document.close()


def _rules(page: pypdfium2.PdfPage) -> list[PlacedRule]:
    """Return the straight lines of one page."""
    height, found = page.get_height(), []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(thing.raw, width)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetStrokeColor(thing.raw, red, green, blue, alpha)
        ends = []
        for place in range(pdfium.FPDFPath_CountSegments(thing.raw)):
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(thing.raw, place), x, y)
            ends.append((x.value / MM, (height - y.value) / MM))
        (x1, y1), (x2, y2) = sorted(ends)
        black = red.value == green.value == blue.value == 0
        found.append(PlacedRule(x1, min(y1, y2), x2, max(y1, y2), width.value, black))
    page.close()
    return found


def _lines(document: pypdfium2.PdfDocument, number: int, *, turned: bool) -> list[PlacedLine]:
    """Return the lines of one page."""
    page = document[number]
    reader = page.get_textpage()
    try:
        height = page.get_height()
        found = [_char(reader, place, height, turned=turned) for place in range(reader.count_chars())]
    finally:
        reader.close()
        page.close()
    wanted = [one for one in found if one]
    rows = groupby(
        sorted(wanted, key=lambda one: (round(one.baseline, 1), one.left)), key=lambda one: round(one.baseline, 1)
    )
    return [PlacedLine(tuple(row)) for _, row in rows]


def _char(reader: pypdfium2.PdfTextPage, place: int, height: float, *, turned: bool) -> Placed | None:
    """Return one character; None for what pdfium adds by itself and for what stands the other way."""
    if pdfium.FPDFText_IsGenerated(reader.raw, place) == 1:
        return None
    if (pdfium.FPDFText_GetCharAngle(reader.raw, place) > 0.1) is not turned:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(reader.raw, place, x, y)
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(80)
    pdfium.FPDFText_GetFontInfo(reader.raw, place, name, 80, flags)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(reader.raw, place, red, green, blue, alpha)
    code = pdfium.FPDFText_GetUnicode(reader.raw, place)
    return Placed(
        char="" if 0xD800 <= code < 0xE000 else chr(code),
        left=((height - y.value) if turned else x.value) / MM,
        baseline=(x.value if turned else (height - y.value)) / MM,
        size=pdfium.FPDFText_GetFontSize(reader.raw, place),
        face=name.value.decode().rpartition("+")[2],
        red=red.value > 200 and green.value < 50,
    )
