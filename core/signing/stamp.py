"""The visible signature block: name, school, time and fingerprint, set in a subset of our own font.

pyHanko's own stamp uses Courier, which is not embedded and breaks PDF/A. No seal is drawn (domain.md §4.4, point 3).
Imported late, with pyHanko.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfResources
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from core.base.paths import resources
from core.signing.identity import Identity, grouped
from core.signing.typeface import Typeface

ROLES = ("song", "rare", "far")
"""Parts of resources/fonts/fonts.json that set the block, the second for what the first has not."""

LARGEST, SMALLEST = 10.0, 4.0
"""Type sizes in points between which a line is fitted into the block."""

MARGIN = 4.0
LEADING = 1.45

_BOX = "□"
_INK = 0.13
_EDGE = 0.45


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where the visible block goes."""

    page: int
    """Page index from 0."""
    rect: tuple[float, float, float, float]
    """Left, bottom, right, top in points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text in one typeface."""

    face: int
    glyphs: tuple[int, ...]


def lines_of(identity: Identity, when: datetime) -> tuple[str, ...]:
    """Return the printed lines of the block; the time is said to be the school computer's own (domain.md §4.4)."""
    return (
        f"电子签名　{identity.name}",
        identity.school,
        f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}　本机时间，未经可信时间戳",
        f"证书指纹 {grouped(identity.fingerprint, groups=4)}",
    )


class BlockStyle(BaseStampStyle):
    """Tells pyHanko how to make the block."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__(border_width=0)
        object.__setattr__(self, "lines", lines)

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, object]) -> BaseStamp:  # noqa: ARG002 - pyHanko's signature
        """Return the block for a rectangle."""
        return _Block(writer, style=self, box=box)


class _Block(BaseStamp):
    """Draws the block's lines inside a thin frame."""

    def render(self) -> bytes:
        """Return the content stream and make its fonts known."""
        lines: tuple[str, ...] = self.style.lines
        faces = _typefaces(lines)
        runs = [_runs(line, faces) for line in lines]
        used: list[dict[int, str]] = [{} for _ in faces]
        for line, parts in zip(lines, runs, strict=True):
            characters = iter(line)
            for part in parts:
                for glyph in part.glyphs:
                    used[part.face].setdefault(glyph, next(characters))
        numbers = [{glyph: number for number, glyph in enumerate(found, start=1)} for found in used]
        for index, (face, found) in enumerate(zip(faces, used, strict=True)):
            if found:
                self._embed(index, face, found)
        return self._draw(runs, faces, numbers)

    def _draw(self, runs: list[list[_Run]], faces: list[Typeface], numbers: list[dict[int, int]]) -> bytes:
        """Set every line as large as the rectangle allows, from the top."""
        width, height = float(self.box.width), float(self.box.height)
        room = max(1.0, width - 2 * MARGIN)
        tall = max(SMALLEST, min(LARGEST, (height - 2 * MARGIN) / (LEADING * len(runs))))
        out = [b"q %g G 0.5 w 0.25 0.25 %g %g re S %g g" % (_EDGE, width - 0.5, height - 0.5, _INK)]
        baseline = height - MARGIN - tall
        for parts in runs:
            length = sum(faces[part.face].width(glyph) for part in parts for glyph in part.glyphs) / 1000
            size = max(SMALLEST, min(tall, room / length)) if length else tall
            out.append(b"BT %g %g Td" % (MARGIN, round(baseline, 2)))
            for part in parts:
                codes = b"".join(b"%04X" % numbers[part.face][glyph] for glyph in part.glyphs)
                out.append(b"/F%d %g Tf <%s> Tj" % (part.face, round(size, 2), codes))
            out.append(b"ET")
            baseline -= tall * LEADING
        out.append(b"Q")
        return b"\n".join(out)

    def _embed(self, index: int, face: Typeface, found: dict[int, str]) -> None:
        """Write one subset font into the file."""
        program = face.subset(list(found))
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        name = pdf_name(f"/{tag}+Taizhang{index}")
        writer = self.writer
        assert writer is not None
        low, bottom, high, top = (face.scaled(edge) for edge in face.box)
        descriptor = _dictionary(
            Type=pdf_name("/FontDescriptor"),
            FontName=name,
            Flags=generic.NumberObject(4),
            FontBBox=generic.ArrayObject(generic.NumberObject(edge) for edge in (low, bottom, high, top)),
            ItalicAngle=generic.NumberObject(0),
            Ascent=generic.NumberObject(face.scaled(face.ascent)),
            Descent=generic.NumberObject(face.scaled(face.descent)),
            CapHeight=generic.NumberObject(face.scaled(face.ascent)),
            StemV=generic.NumberObject(60),
            FontFile2=writer.add_object(_stream(program, Length1=generic.NumberObject(len(program)))),
        )
        widths = generic.ArrayObject(generic.NumberObject(face.width(glyph)) for glyph in found)
        descendant = _dictionary(
            Type=pdf_name("/Font"),
            Subtype=pdf_name("/CIDFontType2"),
            BaseFont=name,
            CIDSystemInfo=_dictionary(
                Registry=generic.TextStringObject("Adobe"),
                Ordering=generic.TextStringObject("Identity"),
                Supplement=generic.NumberObject(0),
            ),
            FontDescriptor=writer.add_object(descriptor),
            DW=generic.NumberObject(1000),
            W=generic.ArrayObject([generic.NumberObject(1), widths]),
            CIDToGIDMap=pdf_name("/Identity"),
        )
        font = _dictionary(
            Type=pdf_name("/Font"),
            Subtype=pdf_name("/Type0"),
            BaseFont=name,
            Encoding=pdf_name("/Identity-H"),
            DescendantFonts=generic.ArrayObject([writer.add_object(descendant)]),
            ToUnicode=writer.add_object(_stream(_to_unicode(found.values()))),
        )
        wanted = PdfResources()
        wanted.font[pdf_name(f"/F{index}")] = writer.add_object(font)
        self.import_resources(wanted)


def _typefaces(lines: Iterable[str]) -> list[Typeface]:
    """Open the fonts that set the block; those for rarer characters only when the ones before them lack some."""
    roles = msgspec.json.decode(resources("fonts", "fonts.json").read_bytes())["roles"]
    wanted, faces = set("".join(lines)), []
    for role in ROLES:
        faces.append(Typeface(Path(resources("fonts", roles[role]["file"]))))
        wanted = {character for character in wanted if not faces[-1].glyph(character)}
        if not wanted:
            break
    return faces


def _runs(line: str, faces: list[Typeface]) -> list[_Run]:
    """Split a line where the typeface has to change; an empty box stands for what no font has, as on the pages."""
    placed: list[tuple[int, int]] = []
    for character in line:
        for index, face in enumerate(faces):
            glyph = face.glyph(character)
            if glyph:
                placed.append((index, glyph))
                break
        else:
            placed.append((0, faces[0].glyph(_BOX)))
    runs: list[_Run] = []
    for index, glyph in placed:
        if runs and runs[-1].face == index:
            runs[-1] = _Run(index, (*runs[-1].glyphs, glyph))
        else:
            runs.append(_Run(index, (glyph,)))
    return runs


def _to_unicode(characters: Iterable[str]) -> bytes:
    """Return the map from our glyph numbers to text, with surrogate pairs above U+FFFF (ISO 32000-1, 9.10.3)."""
    entries = [b"<%04X> <%s>" % (n, c.encode("utf-16-be").hex().upper().encode()) for n, c in enumerate(characters, 1)]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    body = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + body + b"\nendcmap\n"
        b"CMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _dictionary(**entries: generic.PdfObject) -> generic.DictionaryObject:
    """Return a PDF dictionary."""
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def _stream(data: bytes, **entries: generic.PdfObject) -> generic.StreamObject:
    """Return a compressed PDF stream."""
    entries["Filter"] = pdf_name("/FlateDecode")
    return generic.StreamObject(_dictionary(**entries), encoded_data=zlib.compress(data, 9))
