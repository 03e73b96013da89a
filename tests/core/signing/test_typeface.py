"""Subsets of our own font for the signature block."""

import io
import random

import pytest
from fontTools.ttLib import TTFont

from core.base.paths import resources
from core.signing.typeface import BadFont, Typeface


@pytest.mark.parametrize("file", ["TaizhangSong.ttf", "TaizhangRare.ttf", "TaizhangKai.ttf"])
def test_glyphs_and_widths_are_those_of_the_font(file):
    path = resources("fonts", file)
    face = Typeface(path)
    with TTFont(path, lazy=True) as font:
        cmap, order = font.getBestCmap(), font.getReverseGlyphMap()
        for code in random.sample(sorted(cmap), 400):
            glyph = face.glyph(chr(code))
            assert glyph == order[cmap[code]]
            advance, _ = font["hmtx"][cmap[code]]
            assert face.width(glyph) == round(advance * 1000 / font["head"].unitsPerEm)


def test_a_character_the_font_lacks_has_glyph_0():
    face = Typeface(resources("fonts", "TaizhangSong.ttf"))
    assert face.glyph("\U0010fffd") == 0
    assert face.glyph("\ue000") == 0


def test_a_subset_is_a_sound_font_with_the_same_outlines():
    path = resources("fonts", "TaizhangSong.ttf")
    face = Typeface(path)
    text = "林志远王䶮2008Ä"
    glyphs = [face.glyph(character) for character in text]
    program = face.subset(glyphs)
    assert len(program) < 12_000
    small = TTFont(io.BytesIO(program), checkChecksums=2)
    with TTFont(path, lazy=True) as whole:
        for number, glyph in enumerate(glyphs, start=1):
            mine = small["glyf"][small.getGlyphName(number)]
            theirs = whole["glyf"][whole.getGlyphName(glyph)]
            assert mine.getCoordinates(small["glyf"])[0] == theirs.getCoordinates(whole["glyf"])[0]


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(40), b"\0\1\0\0\0\1" + bytes(40), b"no font at all"])
def test_what_is_no_truetype_font_is_told(tmp_path, content):
    path = tmp_path / "font.ttf"
    path.write_bytes(content)
    with pytest.raises(BadFont):
        Typeface(path)


def small_font(tmp_path, *, long_map: bool, short_offsets: bool):
    """A font with a composite glyph, in the ways a font may write its maps and offsets."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def square(size: int):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        pen.lineTo((0, size))
        pen.lineTo((size, size))
        pen.lineTo((size, 0))
        pen.closePath()
        return pen.glyph()

    glyphs = {".notdef": square(100), "dots": square(10), "A": square(700)}
    pen = TTGlyphPen(dict.fromkeys(glyphs))
    pen.addComponent("A", (1, 0, 0, 1, 300, 0))
    pen.addComponent("dots", (0.5, 0, 0, 0.5, 5, 5))
    glyphs["Adieresis"] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    cmap = {0x41: "A", 0xC4: "Adieresis"}
    builder.setupCharacterMap({**cmap, 0x20041: "A"} if long_map else cmap)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    builder.font["head"].indexToLocFormat = 0 if short_offsets else 1
    path = tmp_path / "small.ttf"
    builder.save(path)
    return path


@pytest.mark.parametrize("long_map", [True, False])
@pytest.mark.parametrize("short_offsets", [True, False])
def test_a_glyph_made_of_others_brings_them_along(tmp_path, long_map, short_offsets):
    face = Typeface(small_font(tmp_path, long_map=long_map, short_offsets=short_offsets))
    assert face.glyph("A") == 2
    assert face.glyph("B") == 0
    assert face.glyph("\U00020041") == (2 if long_map else 0)
    small = TTFont(io.BytesIO(face.subset([face.glyph("Ä")])), checkChecksums=2)
    assert small["maxp"].numGlyphs == 4
    made = small["glyf"][small.getGlyphName(1)]
    assert [small.getGlyphID(part.glyphName) for part in made.components] == [2, 3]
    coordinates, *_ = made.getCoordinates(small["glyf"])
    assert (1000, 700) in list(coordinates)
