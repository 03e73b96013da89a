"""Which font draws a character, and what happens when none does."""

import json
import shutil
from pathlib import Path

import pytest

from core.base.errors import FileMissing, FileUnreadable, MissingGlyph
from core.base.paths import resources
from core.documents.fonts import Faces, Role, gb2312, own_faces, to_unicode
from core.documents.paragraph import Typesetter, clean
from core.documents.preview import sheet_pdf
from core.documents.styles import SHEET_TITLE, TEXT
from core.records.catalogue import find_kind
from tests.support.pages import BY_ID, NAMES, SCHOOL, study


@pytest.mark.parametrize("role", [Role.FANG, Role.SONG, Role.TITLE, Role.HEI, Role.KAI])
def test_every_name_is_drawn_by_some_font_in_every_role(role: Role) -> None:
    chain = own_faces().chain(role)
    assert all(chain[char][1] > 0 for char in f"{NAMES}王䶮苏𬍛镕㛃𬭎𬀩𣲗")


def test_the_body_font_is_trusted_within_gb2312_only() -> None:
    fang = own_faces().face(Role.FANG)
    assert fang.draws("余")
    assert not fang.draws("餘")  # FandolFang shows 余 here
    chain = own_faces().chain(Role.FANG)
    assert chain["餘"][0].role != Role.FANG
    assert {0x4E00, ord("—"), ord("·"), ord("A")} <= gb2312()


def test_narrow_quotes_of_the_kai_font_come_from_another() -> None:
    chain = own_faces().chain(Role.KAI)
    assert all(chain[mark][0].role != Role.KAI for mark in "“”‘’·")
    assert chain["校"][0].role == Role.KAI


@pytest.mark.parametrize(("char", "name"), [("\ue000", "U+E000"), ("😀", "U+1F600"), ("\U0003134a", "U+3134A")])
def test_a_character_no_font_has_is_named_with_its_place(char: str, name: str) -> None:
    with pytest.raises(MissingGlyph) as caught:
        sheet_pdf(find_kind("study_session"), study(7, summary=f"大家{char}说"), BY_ID, SCHOOL)
    assert caught.value.particulars == {"char": char, "codepoint": name, "place": "ST-2008-007 小结"}


def test_a_blank_glyph_is_no_glyph() -> None:
    face = own_faces().face(Role.SONG)
    assert face.draws(" ")
    assert not face.draws("\u200b")


def test_substituted_characters_are_remembered() -> None:
    setter = Typesetter(own_faces())
    setter.lines("王䶮和苏𬍛", TEXT, 400)
    setter.lines("王䶮", SHEET_TITLE, 400)
    assert {char for char, _ in setter.substituted} == {"䶮", "𬍛"}


def test_unseen_characters_are_left_out_and_odd_blanks_become_spaces() -> None:
    assert clean("\ufeff校\u200b长\u00a0林\t志\u00ad远\ufe00\r\n完\u2028") == "校长 林 志远\n完\n"


def test_characters_beyond_the_first_plane_are_mapped_as_surrogate_pairs() -> None:
    written = to_unicode(["A", "𬭎"]).decode("ascii")
    assert "<0001> <0041>" in written
    assert "<0002> <D872DF4E>" in written


def test_a_long_map_is_written_in_blocks_of_a_hundred() -> None:
    written = to_unicode([chr(0x4E00 + place) for place in range(250)]).decode("ascii")
    assert written.count("100 beginbfchar") == 2
    assert "50 beginbfchar" in written


def test_a_missing_table_of_fonts_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        Faces(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"roles": 3}', "\x00"])
def test_a_damaged_table_of_fonts_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "fonts.json").write_text(content, "utf-8")
    with pytest.raises(FileUnreadable):
        Faces(tmp_path)


def test_a_missing_or_damaged_font_file_is_told(tmp_path: Path) -> None:
    table = json.loads(resources("fonts", "fonts.json").read_text("utf-8"))
    shutil.copy(resources("fonts", "fonts.json"), tmp_path)
    faces = Faces(tmp_path)
    with pytest.raises(FileMissing):
        faces.chain(Role.FANG)["一"]
    (tmp_path / table["roles"]["hei"]["file"]).write_bytes(b"not a font")
    with pytest.raises(FileUnreadable):
        faces.chain(Role.HEI)["一"]
    with pytest.raises(FileMissing):
        faces.face("no such role")
