"""The quick reader of fonts finds what ReportLab's own finds."""

import io
import struct
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from core.base.paths import resources
from core.documents.fontfile import FontFile
from tests.support.pages import compose_in, diary, packet
from tests.support.pdfa import broken_rules, why_not

FONTS = sorted(resources("fonts").glob("*.ttf"))


def assert_alike(path: Path) -> None:
    """Compare all that is read of a font, and what is made of it."""
    ours, theirs = FontFile(str(path)), TTFontFace(str(path))
    for name in ("name", "charToGlyph", "charWidths", "defaultWidth", "bbox", "ascent", "stemV", "numGlyphs"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert list(ours.glyphPos) == theirs.glyphPos
    if ours.unitsPerEm == 1000:  # of others ReportLab scales the widths of the last glyphs in the font itself
        codes = sorted(theirs.charToGlyph)[::97]
        assert ours.hmetrics == theirs.hmetrics
        assert ours.makeSubset(codes) == theirs.makeSubset(codes)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_our_fonts_read_the_same(path: Path) -> None:
    assert_alike(path)


def small(path: Path, characters: dict[int, str], *, units: int = 1000) -> Path:
    """Write a font with these characters whose last glyphs share a width."""
    names = [".notdef", "space", "a", "b", "c", "d"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((400, 0))
    pen.lineTo((200, 700))
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(characters)
    builder.setupGlyf({name: TTGlyphPen(None).glyph() if name == "space" else box for name in names})
    builder.setupHorizontalMetrics({name: (500 if number < 3 else 900, number) for number, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.mark.parametrize(
    "characters",
    [
        {0x20: "space", 0x61: "a", 0x62: "b", 0x63: "c"},
        {0xA0: "space", 0x61: "d", 0x62: "a", 0x63: "c", 0x64: "b"},  # glyphs of a segment in any order
        {0x20: "space", 0x61: "a", 0x2A700: "c", 0x2A701: "d"},  # beyond the Basic Multilingual Plane
    ],
    ids=["in order", "out of order", "beyond"],
)
def test_every_way_to_list_characters_reads_the_same(tmp_path: Path, characters: dict[int, str]) -> None:
    assert_alike(small(tmp_path / "small.ttf", characters))


def test_glyphs_that_share_the_last_width_have_it_in_the_units_of_the_font(tmp_path: Path) -> None:
    font = FontFile(str(small(tmp_path / "small.ttf", {0x20: "space", 0x61: "a", 0x64: "d"}, units=1024)))
    assert font.hmetrics[-1] == (900, 5)
    assert font.charWidths[0x64] == pytest.approx(900 / 1.024)


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_packet_with_a_hanzi_of_extension_b_is_pdf_a(tmp_path: Path) -> None:
    made = compose_in(tmp_path, packet([diary(topic="地名用字𠀀")]))
    assert broken_rules([made.path]) == [""]


def test_a_torn_font_is_refused(tmp_path: Path) -> None:
    whole = small(tmp_path / "small.ttf", {0x20: "space", 0x61: "a"}).read_bytes()
    for cut in (10, len(whole) // 2):
        with pytest.raises((TTFError, struct.error, ValueError, IndexError, KeyError)):
            FontFile(io.BytesIO(whole[:cut]))
