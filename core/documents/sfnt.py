"""What a font file says of itself (OpenType 1.9: table directory, name, OS/2, head), read without loading the font."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.views.typefaces import Refusal

_NAMES = frozenset({1, 4, 6, 16})
"""Family, full name, PostScript name, typographic family."""
_MOST = 1 << 20
"""Bytes of a table that are read at most."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font in a file."""

    path: Path
    index: int
    """Its place in a collection, else 0."""
    names: tuple[str, ...]
    refusal: Refusal | None
    """Why it can't be embedded, None when it can."""
    time: int = 0
    """When the file was changed last, in nanoseconds; 0 where nobody asked."""


def read_fonts(path: Path) -> tuple[FontFile, ...]:
    """Return the upright regular fonts of a file. Raises OSError and ValueError (not a font, or a broken one)."""
    try:
        with path.open("rb") as file:
            found = (_read(file, path, index, at) for index, at in enumerate(_starts(file)))
            return tuple(font for font in found if font is not None)
    except (struct.error, IndexError, OverflowError) as error:
        raise ValueError(f"a broken font: {path.name}") from error


def _starts(file: BinaryIO) -> list[int]:
    """Return where the fonts of a file begin."""
    if file.read(4) != b"ttcf":
        return [0]
    _version, count = struct.unpack(">II", file.read(8))
    return list(struct.unpack(f">{min(count, 64)}I", file.read(4 * min(count, 64))))


def _read(file: BinaryIO, path: Path, index: int, start: int) -> FontFile | None:
    """Read one font; None for bold and slanted ones."""
    file.seek(start)
    kind, count = struct.unpack(">4sH6x", file.read(12))
    if kind not in {b"\0\1\0\0", b"OTTO", b"true"}:
        raise ValueError(f"not a font: {path.name}")
    places = {}
    for _number in range(count):
        tag, _sum, at, length = struct.unpack(">4sIII", file.read(16))
        places[tag] = (at, min(length, _MOST))

    def table(tag: bytes) -> bytes:
        at, length = places.get(tag, (0, 0))
        file.seek(at)
        return file.read(length)

    if struct.unpack(">H", table(b"head")[44:46])[0] & 0b11:
        return None
    rights = struct.unpack(">H", table(b"OS/2")[8:10])[0] if b"OS/2" in places else 0
    return FontFile(path, index, _names(table(b"name")), _refusal(rights, outlined=b"glyf" in places))


def _refusal(rights: int, *, outlined: bool) -> Refusal | None:
    """Judge the embedding rights (OS/2 fsType); of several levels of use the freest counts, as the standard says."""
    if rights & 0x0002 and not rights & 0x000C:
        return Refusal.NO_EMBEDDING
    if rights & 0x0100:
        return Refusal.NO_SUBSETTING
    if rights & 0x0200:
        return Refusal.BITMAPS_ONLY
    return None if outlined else Refusal.OUTLINES


def _names(table: bytes) -> tuple[str, ...]:
    """Return the names of a font in every language, each once."""
    _version, count, texts = struct.unpack(">HHH", table[:6])
    found: dict[str, None] = {}
    for number in range(count):
        place = 6 + 12 * number
        platform, encoding, _language, name, length, at = struct.unpack(">6H", table[place : place + 12])
        if name in _NAMES:
            code = {(1, 0): "mac_roman", (1, 25): "gb2312", (3, 3): "gb18030"}.get((platform, encoding), "utf-16-be")
            text = table[texts + at : texts + at + length].decode(code, errors="ignore")
            if text:
                found.setdefault(text)
    return tuple(found)
