"""The fonts that travel with the program: complete, readable by the page maker, and licensed."""

import json
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as PageFont

from resources.fonts import build

FONTS = Path(build.__file__).parent
ROLES = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))["roles"]
WIDE = ["song", "title", "hei", "ui", "ui-bold"]
SAMPLE_NAMES = "王䶮苏𬍛"
NAME_HANZI = "㛃䶮𬭎𬀩𣲗镕喆堃犇昇𬍛"


@cache
def characters(role: str) -> frozenset[int]:
    """Give the code points a font maps to a glyph that draws something (or to a blank that is one)."""
    font = TTFont(FONTS / ROLES[role]["file"])
    return frozenset(font["cmap"].getBestCmap())


def lacking(role: str, wanted: set[int]) -> str:
    """Give the wanted characters a font does not have."""
    return "".join(map(chr, sorted(wanted - characters(role))))


def hanzi(codes: set[int]) -> set[int]:
    """Keep the Chinese characters of a set."""
    return set(filter(build.is_hanzi, codes))


def test_every_role_of_the_pages_and_windows_has_a_font() -> None:
    assert set(ROLES) == {"fang", "song", "rare", "far", "title", "hei", "kai", "ui", "ui-bold"}


@pytest.mark.parametrize("role", ROLES)
def test_a_font_is_read_by_the_page_maker_and_may_be_subset(role: str) -> None:
    entry = ROLES[role]
    font = PageFont(f"Try {role}", str(FONTS / entry["file"]))
    assert ord("中") in font.face.charToGlyph or role in {"rare", "far"}
    assert len(font.face.charToGlyph) >= entry["characters"]


@pytest.mark.parametrize("role", ROLES)
def test_a_font_has_truetype_outlines_and_none_is_empty(role: str) -> None:
    font = TTFont(FONTS / ROLES[role]["file"])
    assert "glyf" in font
    assert "CFF " not in font
    places, number = font["loca"], font.getReverseGlyphMap()
    drawn = {code: number[glyph] for code, glyph in font.getBestCmap().items() if build.is_hanzi(code)}
    empty = [chr(code) for code, glyph in drawn.items() if places[glyph] == places[glyph + 1]]
    assert empty == []


@pytest.mark.parametrize("role", ROLES)
def test_a_font_lies_beside_its_licence(role: str) -> None:
    text = (FONTS / ROLES[role]["licence"]).read_text(encoding="utf-8")
    assert "Copyright" in text
    assert ("SIL OPEN FONT LICENSE" in text) == (ROLES[role]["spdx"] == "OFL-1.1")
    assert ("Font exception" in text) == ("Font-exception" in ROLES[role]["spdx"])


@pytest.mark.parametrize("role", [*WIDE, "kai", "fang"])
def test_a_font_has_all_hanzi_of_gb2312(role: str) -> None:
    wanted = hanzi(build.gb2312())
    assert len(wanted) == 6763
    assert lacking(role, wanted) == ""


@pytest.mark.parametrize("role", WIDE)
def test_a_wide_font_has_the_signs_office_papers_use(role: str) -> None:
    assert lacking(role, build.gb2312()) == ""
    assert lacking(role, set(map(ord, "①⑩⑳㈠㈩Ⅰ〇℃㎡№※□■√×±≤≥→—…·“”‘’《》〔〕【】、。āǎǜńé\u3000\u00a0"))) == ""


@pytest.mark.parametrize("role", [*WIDE, "kai"])
def test_a_wide_font_has_the_rare_hanzi_of_peoples_names(role: str) -> None:
    assert lacking(role, set(map(ord, SAMPLE_NAMES + NAME_HANZI))) == ""


@pytest.mark.parametrize("role", [*WIDE, "kai"])
def test_a_wide_font_has_the_standard_hanzi_of_2013(role: str) -> None:
    assert ROLES[role]["ranges"] == ["gb2312", "tgh8105", "symbols"]
    assert ROLES[role]["hanzi"] == len(hanzi(set(characters(role))))
    assert len(hanzi(set(characters(role)))) >= 8105


def test_fang_offers_nothing_beyond_gb2312_for_there_it_shows_other_characters() -> None:
    assert characters("fang") <= build.gb2312()
    assert not characters("fang") & set(map(ord, "餘鬱準䶮"))


def test_kai_leaves_its_narrow_quotes_to_another_font() -> None:
    assert not characters("kai") & set(map(ord, "“”‘’·"))


def test_rare_goes_on_where_song_ends() -> None:
    assert not characters("rare") & characters("song")
    both = characters("rare") | characters("song")
    assert set(range(0x4E00, 0x9FA6)) <= both
    assert set(range(0x3400, 0x4DB6)) - both == set()
    assert set(map(ord, "餘鬱準")) <= characters("rare")


def test_far_goes_on_where_rare_ends_and_reaches_extension_f() -> None:
    far = characters("far")
    assert not far & (characters("rare") | characters("song"))
    assert set(map(ord, "𠀀𡿨𤣥𪜁𫝈𫠡𬺜")) <= far
    assert len(hanzi(set(far))) == len(far) > 35_000


def test_every_fallback_names_a_font_and_ends() -> None:
    for role, entry in ROLES.items():
        assert set(entry["fallback"]) <= set(ROLES) - {role}
        assert entry["fallback"] == [] or entry["fallback"][-1] == "far"


def test_no_font_bears_a_reserved_name() -> None:
    for entry in ROLES.values():
        names = TTFont(FONTS / entry["file"])["name"]
        shown = " ".join(names.getDebugName(number) or "" for number in (1, 3, 4, 6))
        assert names.getDebugName(1) == entry["family"]
        assert not any(word in shown for word in ("LXGW", "霞鹜", "Source", "Fandol", "HanaMin", "Hanazono", "花園"))


def test_the_two_window_fonts_are_one_family_in_two_weights() -> None:
    assert ROLES["ui"]["family"] == ROLES["ui-bold"]["family"]
    assert (ROLES["ui"]["weight"], ROLES["ui-bold"]["weight"]) == (400, 700)


def test_the_fonts_with_their_licences_stay_below_sixty_megabytes() -> None:
    assert sum(file.stat().st_size for file in FONTS.rglob("*") if file.is_file()) < 60_000_000
