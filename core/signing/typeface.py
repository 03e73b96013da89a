"""A TrueType font read just far enough to set a name with it and to embed the few glyphs used (ISO/IEC 14496-22).

The signature block is the only thing this package draws. A subsetting library would cost half a second of imports
and fifteen megabytes of parsed tables for some forty glyphs.
"""

import struct
from pathlib import Path

_KEPT = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
"""Tables a PDF's CIDFontType2 font program needs (ISO 32000-1, 9.9)."""

_MORE_COMPONENTS = 0x0020
_ARGS_ARE_WORDS = 0x0001
_HAS_SCALE = 0x0008
_HAS_TWO_SCALES = 0x0040
_HAS_MATRIX = 0x0080


class BadFont(Exception):
    """The file is not a TrueType font with quadratic outlines."""


class Typeface:
    """One font file."""

    def __init__(self, path: Path) -> None:
        """Read the tables' places. Raises BadFont, and OSError when the file can't be read."""
        self._data = path.read_bytes()
        try:
            self._tables = self._directory()
            head = self._table("head")
            self.units: int = struct.unpack_from(">H", head, 18)[0]
            self.box: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
            self._long_loca = struct.unpack_from(">h", head, 50)[0] == 1
            hhea = self._table("hhea")
            self.ascent, self.descent = struct.unpack_from(">2h", hhea, 4)
            self._metrics: int = struct.unpack_from(">H", hhea, 34)[0]
            self._cmap = self._find_cmap()
            self._need("glyf", "loca", "hmtx", "maxp")
        except (struct.error, IndexError) as error:
            raise BadFont(path.name) from error

    def glyph(self, character: str) -> int:
        """Return the glyph number of a character, 0 when the font has none."""
        code, data = ord(character), self._data
        table = self._cmap
        if struct.unpack_from(">H", data, table)[0] == 12:
            return self._glyph_in_groups(table, code)
        return self._glyph_in_segments(table, code) if code <= 0xFFFF else 0

    def width(self, glyph: int) -> int:
        """Return a glyph's advance in 1/1000 em."""
        hmtx = self._table("hmtx")
        advance: int = struct.unpack_from(">H", hmtx, 4 * min(glyph, self._metrics - 1))[0]
        return round(advance * 1000 / self.units)

    def scaled(self, value: int) -> int:
        """Turn font units into 1/1000 em."""
        return round(value * 1000 / self.units)

    def subset(self, glyphs: list[int]) -> bytes:
        """Return a font program that holds glyph 0 and `glyphs`, numbered 1, 2, 3 … in the order given."""
        order = [0, *glyphs]
        numbers = {glyph: number for number, glyph in enumerate(order)}
        outlines: list[bytes] = []
        place = 0
        while place < len(order):
            outlines.append(self._outline(order[place], order, numbers))
            place += 1
        offsets, body = [0], bytearray()
        for outline in outlines:
            body += outline + bytes(-len(outline) % 4)
            offsets.append(len(body))
        hmtx, metrics = self._table("hmtx"), bytearray()
        for glyph in order:
            advance = 4 * min(glyph, self._metrics - 1)
            metrics += bytes(hmtx[advance : advance + 2]) + self._bearing(glyph)
        tables = {name: bytes(self._table(name)) for name in _KEPT if name in self._tables}
        tables["glyf"] = bytes(body)
        tables["loca"] = struct.pack(f">{len(offsets)}I", *offsets)
        tables["hmtx"] = bytes(metrics)
        tables["head"] = self._patched(tables["head"], {8: struct.pack(">I", 0), 50: struct.pack(">h", 1)})
        tables["hhea"] = self._patched(tables["hhea"], {34: struct.pack(">H", len(order))})
        tables["maxp"] = self._patched(tables["maxp"], {4: struct.pack(">H", len(order))})
        return _written(tables)

    def _directory(self) -> dict[str, tuple[int, int]]:
        """Read the table directory: name → offset and length."""
        if self._data[:4] not in (b"\0\1\0\0", b"true"):
            raise BadFont("no quadratic outlines")
        count = struct.unpack_from(">H", self._data, 4)[0]
        found = {}
        for entry in range(count):
            tag, _, offset, length = struct.unpack_from(">4s3I", self._data, 12 + 16 * entry)
            found[tag.decode("latin-1")] = (offset, length)
        return found

    def _need(self, *names: str) -> None:
        """Make sure that tables exist."""
        for name in names:
            self._table(name)

    def _table(self, name: str) -> memoryview:
        """Return the bytes of a table."""
        if name not in self._tables:
            raise BadFont(name)
        offset, length = self._tables[name]
        return memoryview(self._data)[offset : offset + length]

    def _find_cmap(self) -> int:
        """Return the offset of the best Unicode character map: the full one before the one of 16 bits."""
        start, _ = self._tables.get("cmap", (0, 0))
        count = struct.unpack_from(">H", self._data, start + 2)[0]
        best: dict[int, int] = {}
        for entry in range(count):
            platform, _, offset = struct.unpack_from(">2HI", self._data, start + 4 + 8 * entry)
            if platform in (0, 3):
                best[struct.unpack_from(">H", self._data, start + offset)[0]] = start + offset
        if 12 in best:
            return best[12]
        if 4 in best:
            return best[4]
        raise BadFont("cmap")

    def _glyph_in_groups(self, table: int, code: int) -> int:
        """Look a character up in a format 12 map."""
        low, high = 0, struct.unpack_from(">I", self._data, table + 12)[0]
        while low < high:
            middle = (low + high) // 2
            first, last, glyph = struct.unpack_from(">3I", self._data, table + 16 + 12 * middle)
            if code < first:
                high = middle
            elif code > last:
                low = middle + 1
            else:
                return int(glyph + code - first)
        return 0

    def _glyph_in_segments(self, table: int, code: int) -> int:
        """Look a character up in a format 4 map."""
        double = struct.unpack_from(">H", self._data, table + 6)[0]
        ends, starts = table + 14, table + 16 + double
        for place in range(0, double, 2):
            if code > struct.unpack_from(">H", self._data, ends + place)[0]:
                continue
            start = struct.unpack_from(">H", self._data, starts + place)[0]
            if code < start:
                return 0
            delta = struct.unpack_from(">H", self._data, starts + double + place)[0]
            where = starts + 2 * double + place
            shift = struct.unpack_from(">H", self._data, where)[0]
            if shift == 0:
                return int((code + delta) & 0xFFFF)
            glyph = struct.unpack_from(">H", self._data, where + shift + 2 * (code - start))[0]
            return int((glyph + delta) & 0xFFFF) if glyph else 0
        return 0

    def _raw_outline(self, glyph: int) -> bytes:
        """Return a glyph's outline as it stands in the font."""
        loca, glyf = self._table("loca"), self._table("glyf")
        if self._long_loca:
            start, end = struct.unpack_from(">2I", loca, 4 * glyph)
        else:
            start, end = (2 * half for half in struct.unpack_from(">2H", loca, 2 * glyph))
        return bytes(glyf[start:end])

    def _outline(self, glyph: int, order: list[int], numbers: dict[int, int]) -> bytes:
        """Return an outline whose parts, if it is made of other glyphs, are renumbered; new parts join the order."""
        outline = bytearray(self._raw_outline(glyph))
        if len(outline) < 10 or struct.unpack_from(">h", outline, 0)[0] >= 0:
            return bytes(outline)
        place, flags = 10, _MORE_COMPONENTS
        while flags & _MORE_COMPONENTS:
            flags, part = struct.unpack_from(">2H", outline, place)
            if part not in numbers:
                numbers[part] = len(order)
                order.append(part)
            struct.pack_into(">H", outline, place + 2, numbers[part])
            place += 8 if flags & _ARGS_ARE_WORDS else 6
            place += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_TWO_SCALES else 8 if flags & _HAS_MATRIX else 0
        return bytes(outline)

    def _bearing(self, glyph: int) -> bytes:
        """Return a glyph's left side bearing, two bytes."""
        hmtx = self._table("hmtx")
        if glyph < self._metrics:
            return bytes(hmtx[4 * glyph + 2 : 4 * glyph + 4])
        place = 4 * self._metrics + 2 * (glyph - self._metrics)
        return bytes(hmtx[place : place + 2]) or b"\0\0"

    @staticmethod
    def _patched(table: bytes, changes: dict[int, bytes]) -> bytes:
        """Return a table with some bytes replaced."""
        changed = bytearray(table)
        for place, value in changes.items():
            changed[place : place + len(value)] = value
        return bytes(changed)


def _written(tables: dict[str, bytes]) -> bytes:
    """Put tables together as a font file with right checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">4s4H", b"\0\1\0\0", count, 16 << power, power, 16 * count - (16 << power))
    place = len(header) + 16 * count
    directory, body = b"", b""
    for name in sorted(tables):
        table = tables[name]
        directory += struct.pack(">4s3I", name.encode(), _checksum(table), place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    font = header + directory + body
    adjust = (0xB1B0AFBA - _checksum(font)) & 0xFFFFFFFF
    start = place + sum(len(tables[n]) + -len(tables[n]) % 4 for n in sorted(tables) if n < "head")
    return font[: start + 8] + struct.pack(">I", adjust) + font[start + 12 :]


def _checksum(data: bytes) -> int:
    """Return the TrueType checksum of a table."""
    padded = data + bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF)
