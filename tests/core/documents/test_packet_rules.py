"""Rules I01–I05 of D§3.3 held by the pages themselves: a composed packet is read back and compared with its data."""

import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from core.base.errors import MissingGlyph
from core.documents.packet import Composed
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.display import printed_texts, write_day
from core.signing.pages import squeeze
from tests.core.documents.test_pages import drawn, texts_of
from tests.support.pages import BY_ID, compose_in, diary, item, packet, study, with_photos


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """A packet of a long record, short ones and photos."""
    folder = tmp_path_factory.mktemp("rules")
    records, attached = with_photos(folder, [study(), study(16, length=3000), diary(), item(1)], each=2)
    return compose_in(folder, packet(records, attached=attached))


@pytest.fixture(scope="module")
def pages(made: Composed) -> list[str]:
    """What stands on its pages."""
    return texts_of(made.path)


# --- I01: a character no font has ------------------------------------------------------------------


def test_a_character_no_font_has_stops_the_packet_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(MissingGlyph) as told:
        compose_in(tmp_path, packet([study(title="学习\U0001f600一次")]))

    assert told.value.particulars["codepoint"] == "U+1F600"
    assert list(tmp_path.glob("*.pdf")) == []


def test_every_rare_name_is_read_back_as_itself(pages: list[str]) -> None:
    whole = "".join(pages)

    assert all(name in whole for name in ("王䶮", "苏𬍛"))


# --- I02: the contents -----------------------------------------------------------------------------


def test_the_contents_tell_the_page_on_which_a_record_begins(made: Composed, pages: list[str]) -> None:
    for entry in made.data.entries:
        number = entry.record.number
        begins = next(place for place, page in enumerate(pages, start=1) if f"编号：{number}" in page)
        told = re.search(rf"（{number}）\d+年\d+月\d+日\D+?(\d+)", pages[2])
        assert told, number
        assert told[1].startswith(str(begins)), number
        assert begins == entry.pages.first


# --- I03: how a day is written ---------------------------------------------------------------------


def test_days_are_written_in_arabic_digits_without_noughts_before_them(pages: list[str]) -> None:
    whole = "".join(pages)

    assert write_day(date(2008, 5, 9)) == "2008年5月9日"
    assert "2008年5月9日" in whole
    assert not re.search(r"年0\d月|月0\d日|二○○八年|二〇〇八年", whole)


# --- I04: text and signature -----------------------------------------------------------------------


@pytest.mark.parametrize("length", [300, 420, 500, 560, 620, 680, 740, 800, 900, 1000, 1500, 2200, 3000])
def test_signature_lines_never_stand_on_a_page_of_their_own(length: int) -> None:
    one = study(2, length=length)
    last = next(page for page in reversed(drawn(one)) if "主持人签字" in page)

    assert says_something_of(one, last.partition("主持人签字")[0]), length


def says_something_of(one: Record, page: str) -> bool:
    """Tell whether a page holds at least a line of what the record says."""
    texts = (squeeze(text) for _key, text in printed_texts(find_kind(one.kind), one.values, BY_ID))
    return any(text[-10:] in page for text in texts if len(text) >= 10)


# --- I05: attachments ------------------------------------------------------------------------------


def test_what_the_contents_say_is_attached_is_attached(made: Composed, pages: list[str]) -> None:
    for entry in made.data.entries:
        own = [one for one in made.data.attached if one.record == entry.record.id]
        line = re.search(rf"（{entry.record.number}）.*?附件(\d+)件", pages[2])
        assert line, entry.record.number
        assert int(line[1]) == len(own) == 2


def test_attachments_stand_in_the_order_of_the_data_with_their_titles(made: Composed, pages: list[str]) -> None:
    whole = "".join(pages)
    places = [whole.find(f"附件{number}{squeeze(one.title)}") for number, one in enumerate(made.data.attached, start=1)]

    assert -1 not in places
    assert places == sorted(places)
    with pikepdf.open(made.path) as pdf:
        assert set(pdf.attachments) == {"data.json", *(one.name for one in made.data.attached)}
