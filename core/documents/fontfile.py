"""A TrueType file read quickly and right: ReportLab reads tables with a value for every glyph one number at a time.

The same attributes as ReportLab's own reader gives (`charToGlyph`, `charWidths`, `hmetrics`, `glyphPos`), from the same
tables (ISO/IEC 14496-22: cmap, hmtx, loca), a table at a time: five fonts of ours take half as long. And all of it in
units of the font: ReportLab 5.1 keeps the width that the last glyphs share in thousandths of an em, so that a subset of
a font with 1024 or 256 units contradicts the page (ISO 19005-3, 6.2.11.5).
"""

import struct
import sys
from array import array
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

_ENCODING, _RANGES = 4, 12
"""Formats of cmap that are read here: the Basic Multilingual Plane in segments, all of Unicode in ranges."""


class FontFile(TTFontFace):
    """A parsed font. Raises whatever ReportLab's reader stumbles over, and struct.error where a table ends too soon."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - ReportLab's names
        """Read the font's measures and, where `charInfo` asks for it, its characters."""
        super().extractInfo(0)
        if not charInfo:
            return
        glyphs = self._characters()
        if glyphs is None:
            super().extractInfo(charInfo)  # an old encoding
            return
        self.charToGlyph = glyphs
        self.hmetrics = self._metrics()
        widths = [self._pdfScale(advance) for advance, _ in self.hmetrics]
        self.defaultWidth = widths[0]
        self.charWidths = {code: widths[glyph] for code, glyph in glyphs.items() if glyph < len(widths)}
        self.glyphPos = self._places()
        for one, other in ((0x20, 0xA0), (0xA0, 0x20)):  # a blank and one that holds together
            if one in glyphs:
                glyphs[other], self.charWidths[other] = glyphs[one], self.charWidths[one]
                break

    def _characters(self) -> dict[int, int] | None:
        """Return code point → glyph; None where the font has no table of a format known here."""
        cmap = self.get_table("cmap")
        (count,) = struct.unpack_from(">H", cmap, 2)
        start = None
        for platform, encoding, offset in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count]):
            if platform == 3 or (platform == 0 and encoding != 5):  # the last one wins, as with ReportLab
                start = offset
        if start is None:
            return None
        (found,) = struct.unpack_from(">H", cmap, start)
        if found == _RANGES:
            return _ranges(cmap, start)
        return _segments(cmap, start) if found == _ENCODING else None

    def _metrics(self) -> list[tuple[int, int]]:
        """Return advance width and left side bearing of every glyph, in units of the font."""
        (told,) = struct.unpack_from(">H", self.get_table("hhea"), 34)
        table = self.get_table("hmtx")
        found = list(struct.iter_unpack(">HH", table[: 4 * told]))
        advance = found[-1][0]  # the rest are as wide as the last
        bearings = _numbers("H", table[4 * told : 4 * told + 2 * (self.numGlyphs - told)])
        return [*found, *((advance, bearing) for bearing in bearings)]

    def _places(self) -> Any:
        """Return where every glyph's outline begins, and one place more, in bytes."""
        (long,) = struct.unpack_from(">h", self.get_table("head"), 50)
        table, count = self.get_table("loca"), self.numGlyphs + 1
        return _numbers("I", table[: 4 * count]) if long else [2 * half for half in _numbers("H", table[: 2 * count])]


def _numbers(code: str, content: bytes) -> "array[int]":
    """Return the big-endian numbers of a table."""
    found: array[int] = array(code, content)
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _ranges(cmap: bytes, start: int) -> dict[int, int]:
    """Read format 12: ranges of characters with a run of glyphs each."""
    (count,) = struct.unpack_from(">L", cmap, start + 12)
    found: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", cmap[start + 16 : start + 16 + 12 * count]):
        found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _segments(cmap: bytes, start: int) -> dict[int, int]:
    """Read format 4: segments of characters whose glyphs follow each other, or stand in a list behind."""
    length, _, doubled = struct.unpack_from(">HHH", cmap, start + 2)
    count = doubled // 2
    words = _numbers("H", cmap[start + 14 : start + (length & ~1)])
    lasts, firsts = words[:count], words[count + 1 : 2 * count + 1]
    deltas, offsets = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 : 4 * count + 1]
    found: dict[int, int] = {}
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        if not offset:
            found.update((code, (code + delta) & 0xFFFF) for code in range(first, last + 1))
            continue
        place = 3 * count + 1 + number + offset // 2
        listed = list(words[place : place + last - first + 1])
        found.update(
            zip(range(first, last + 1), ((glyph + delta) & 0xFFFF if glyph else 0 for glyph in listed), strict=False)
        )
        found.update((code, 0) for code in range(first + len(listed), last + 1))  # broken fonts point beyond the end
    return found
