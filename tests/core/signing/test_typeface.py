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
