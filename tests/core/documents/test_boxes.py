"""Boxes for characters that no font has: what is drawn, what the file keeps, and what is asked before."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from core.base.clock import FixedClock
from core.base.errors import MissingGlyph
from core.documents.boxes import BoxFace
from core.documents.fonts import Role
from core.documents.preview import sheet_pdf
from core.documents.typefaces import page_faces, standing_in
from core.records.catalogue import find_kind
from core.services import drafts, packets, records, typefaces
from core.store.vault import Vault
from core.views.typefaces import MissingChar, StandIn
from tests.support.pages import BY_ID, SCHOOL, study
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

RARE, RARER = "\U00030ede", "\U0003134a"
"""𰻞 of Extension G and one of Extension H: no font here has them."""


def text_of(pdf: bytes | Path) -> str:
    """Return all text of a PDF without blanks and line ends."""
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def test_a_box_font_is_one_that_others_read() -> None:
    face = BoxFace({RARE: StandIn.HAND, RARER: StandIn.CODE})
    program, glyphs = face.subset([ord(RARE), ord(RARER)])
    font = TTFont(io.BytesIO(program), checkChecksums=2)
    assert glyphs == b"\0\1\0\2"
    empty, coded = (font["glyf"][font.getGlyphName(number)] for number in (1, 2))
    assert empty.numberOfContours == 2
    assert coded.numberOfContours > 40
    assert font["hmtx"][font.getGlyphName(1)] == (1000, 50)
    assert (coded.xMin, coded.yMin, coded.xMax, coded.yMax) == (50, -90, 950, 810)


@pytest.mark.parametrize("stand_in", list(StandIn))
def test_the_page_keeps_the_character_that_a_box_stands_for(stand_in: StandIn) -> None:
    one = study(7, summary=f"大家吃{RARE}{RARE}面")
    with standing_in({RARE: stand_in}):
        pdf = sheet_pdf(find_kind("study_session"), one, BY_ID, SCHOOL)
    assert f"大家吃{RARE}{RARE}面" in text_of(pdf)
    assert b"TaizhangBox" in pdf


def test_what_was_not_decided_on_stops_the_page_as_before() -> None:
    one = study(7, summary=f"大家吃{RARE}面{RARER}")
    with standing_in({RARE: StandIn.HAND}), pytest.raises(MissingGlyph) as caught:
        sheet_pdf(find_kind("study_session"), one, BY_ID, SCHOOL)
    assert caught.value.particulars == {"char": RARER, "codepoint": "U+3134A", "place": "ST-2008-007 小结"}
    with pytest.raises(MissingGlyph):
        sheet_pdf(find_kind("study_session"), one, BY_ID, SCHOOL)
    assert page_faces().last is None


def test_all_that_is_to_be_decided_is_told_at_once_with_its_place() -> None:
    one = study(7, place=f"{RARER}室", summary=f"大家{RARE}说\U0001f600")
    make = lambda: sheet_pdf(find_kind("study_session"), one, BY_ID, SCHOOL)  # noqa: E731
    found = typefaces.missing(make, {"\U0001f600": StandIn.CODE})
    assert set(found) == {MissingChar(RARE, "ST-2008-007 小结"), MissingChar(RARER, "ST-2008-007 地点")}


def test_a_character_that_a_font_has_is_never_boxed() -> None:
    with standing_in({"䶮": StandIn.HAND}):
        assert page_faces().chain(Role.FANG)["䶮"][0].role == "song"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path, clock=FixedClock(NOON))
    yield opened
    opened.close()


def test_a_packet_with_boxes_is_signed_judged_valid_and_says_so_on_its_last_page(vault: Vault, tmp_path: Path) -> None:
    begun = drafts.begin(vault, "study_session", values={**SESSION, "place": f"{RARE}面馆{RARER}"})
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    with typefaces.standing_in({RARE: StandIn.HAND, RARER: StandIn.CODE}):
        drawn = packets.draw(vault, [done.id], title="九月份报送包", folder=tmp_path)
    plain = text_of(drawn.path)
    assert f"{RARE}面馆{RARER}" in plain
    assert f"没有字体、用方框代替的字：{RARE}（U+30EDE，留空格，以手写补）、{RARER}（U+3134A，方框内印编码）" in plain
    packet = packets.seal(vault, drawn, password=PASSWORD)
    assert packet.code == drawn.code  # seal() judges what it signed, every field's text on its page included


def test_every_digit_has_a_figure_of_its_own() -> None:
    programs = {BoxFace({}, collects=True).subset([0x30000 + 0x111 * digit])[0] for digit in range(16)}
    assert len(programs) == 16
