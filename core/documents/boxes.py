"""Boxes for characters that no font has: an empty one to be filled by hand, or one with the code point in it.

They are glyphs of a font of their own, made here from rectangles, so that the page keeps the character: whoever copies,
searches or reads the page back finds what was typed (ISO 32000-1, 9.10.3).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.documents.fonts import Face
from core.views.typefaces import StandIn

ROLE = "box"

Rect = tuple[int, int, int, int]
"""Left, bottom, right, top in 1/1000 em from the baseline."""

_FRAME: Rect = (50, -90, 950, 810)
_THIN, _THICK = 22, 44
_DOT, _GAP, _BETWEEN = 62, 48, 60
"""Side of a digit's dots, gap between digits, gap between the two lines of digits."""
_MADE = 3_850_070_400
"""1 January 2026 in seconds since 1904: the same bytes every time."""
_DIGITS = {
    "0": "755557", "1": "262227", "2": "717447", "3": "717117", "4": "557111", "5": "747117", "6": "747557",
    "7": "711222", "8": "757557", "9": "757117", "A": "257555", "B": "656556", "C": "344443", "D": "655556",
    "E": "747447", "F": "747444",
}  # fmt: skip
"""Digits as dots, three across and six down: each figure is a line of three bits from the top."""


class BoxFace(Face):
    """Draws boxes for the characters that were decided on.

    With `collects` it draws every other character, too, and `missing` says which those were and where: for pages that
    are made only to learn what is to be decided.
    """

    def __init__(self, choices: Mapping[str, StandIn], *, collects: bool = False) -> None:
        super().__init__(ROLE, Path(), family="")
        self.choices = dict(choices)
        self.collects = collects
        self.missing: dict[str, str] = {}
        """Character not decided on → where it stands first."""

    def draws(self, char: str) -> bool:
        """Tell whether there is a box for a character."""
        return self.collects or char in self.choices

    def advance(self, char: str) -> float:  # noqa: ARG002 - all are as wide as a hanzi
        """Return a box's width in em."""
        return 1.0

    def subset(self, codes: list[int]) -> tuple[bytes, bytes]:
        """Return a font program with the boxes of these characters, and its map."""
        boxes = [_box(chr(code), self.choices.get(chr(code), StandIn.CODE)) for code in codes]
        return make_font([[], *boxes]), b"".join(number.to_bytes(2, "big") for number in range(1, len(boxes) + 1))

    @property
    def measures(self) -> Any:
        """Ascent, descent, box and the like, in 1/1000 em."""
        return _Measures()


@dataclass(frozen=True, slots=True)
class _Measures:
    """What a font descriptor says of the boxes, as ReportLab names it."""

    name: bytes = b"TaizhangBox"
    bbox: tuple[int, int, int, int] = (0, -140, 1000, 860)
    ascent: int = 860
    descent: int = -140
    capHeight: int = 810  # noqa: N815 - ReportLab's name
    stemV: int = 80  # noqa: N815


def _box(char: str, stand_in: StandIn) -> list[list[Rect]]:
    """Return a box as shapes: rectangles to be filled, each with those to be left out of it."""
    coded = stand_in is StandIn.CODE
    left, bottom, right, top = _FRAME
    edge = _THICK if coded else _THIN
    shapes = [[_FRAME, (left + edge, bottom + edge, right - edge, top - edge)]]
    if coded:
        code = f"{ord(char):04X}"
        half = (len(code) + 1) // 2
        high = 6 * _DOT
        middle = (top + bottom) // 2
        shapes += _line(code[:half], middle + _BETWEEN // 2)
        shapes += _line(code[half:], middle - _BETWEEN // 2 - high)
    return shapes


def _line(digits: str, bottom: int) -> list[list[Rect]]:
    """Return digits side by side, in the middle of the box."""
    wide = len(digits) * 3 * _DOT + (len(digits) - 1) * _GAP
    start = (_FRAME[0] + _FRAME[2] - wide) // 2
    shapes = []
    for place, digit in enumerate(digits):
        left = start + place * (3 * _DOT + _GAP)
        for row, bits in enumerate(_DIGITS[digit]):
            y = bottom + (5 - row) * _DOT
            shapes += [
                [(left + column * _DOT, y, left + (column + 1) * _DOT, y + _DOT)]
                for column in range(3)
                if int(bits) & 4 >> column
            ]
    return shapes


# --- a font program -------------------------------------------------------------------------------------------------


def make_font(glyphs: list[list[list[Rect]]]) -> bytes:
    """Return a TrueType font of these glyphs, each one em wide; the first stands for what is not there."""
    outlines = [_outline(shapes) for shapes in glyphs]
    count = len(outlines)
    places, at = [], 0
    for outline in outlines:
        places.append(at)
        at += len(outline)
    points = max(sum(4 * len(shape) for shape in shapes) for shapes in glyphs)
    contours = max(sum(map(len, shapes)) for shapes in glyphs)
    head = struct.pack(
        ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, _MADE, _MADE, 0, -140, 1000, 860, 0, 8, 2, 1, 0
    )
    return _joined(
        {
            b"cmap": struct.pack(">HHHHIHHHHH", 0, 1, 1, 0, 12, 6, 10, 0, 0, 0),
            b"glyf": b"".join(outlines),
            b"head": head,
            b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 860, -140, 0, 1000, 0, 0, 1000, 1, *[0] * 7, count),
            b"hmtx": b"".join(struct.pack(">Hh", 1000, _FRAME[0] if shapes else 0) for shapes in glyphs),
            b"loca": struct.pack(f">{count + 1}I", *places, at),
            b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, count, points, contours, 0, 0, 2, *[0] * 8),
            b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 1, 0, 0, 0, 0),
        }
    )


def _outline(shapes: list[list[Rect]]) -> bytes:
    """Return a glyph: the first rectangle of each shape clockwise, those left out of it the other way round."""
    if not shapes:
        return b""
    corners: list[tuple[int, int]] = []
    for shape in shapes:
        for number, (left, bottom, right, top) in enumerate(shape):
            round_way = [(left, bottom), (left, top), (right, top), (right, bottom)]
            corners += round_way if number == 0 else round_way[::-1]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    ends = range(3, len(corners), 4)
    return _padded(
        b"".join(
            (
                struct.pack(">hhhhh", len(ends), min(xs), min(ys), max(xs), max(ys)),
                struct.pack(f">{len(ends)}HH", *ends, 0),
                b"\x01" * len(corners),  # every point is on the curve, and told by two bytes
                struct.pack(f">{len(xs)}h", *(x - before for before, x in zip([0, *xs], xs, strict=False))),
                struct.pack(f">{len(ys)}h", *(y - before for before, y in zip([0, *ys], ys, strict=False))),
            )
        )
    )


def _padded(table: bytes) -> bytes:
    return table + b"\0" * (-len(table) % 4)


def _joined(tables: Mapping[bytes, bytes]) -> bytes:
    """Return a font file of these tables (OpenType 1.9, table directory)."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    at = 12 + 16 * count
    directory, body = (
        [struct.pack(">IHHHH", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16)],
        [],
    )
    for tag in sorted(tables):
        table = tables[tag]
        padded = _padded(table)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory.append(struct.pack(">4sIII", tag, total, at, len(table)))
        body.append(padded)
        at += len(padded)
    return b"".join((*directory, *body))
