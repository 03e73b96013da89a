"""Names of files that every stick takes."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.container import NAME_BYTES, Travels, file_name, plain
from core.records.packet import Document
from tests.support.smallpacket import document

FORBIDDEN = set('<>:"/\\|?*\n\t')


def named(*, short: str = "云岙小学", name: str = "云川县云岙镇中心小学", title: str = "九月份报送包") -> Document:
    made = document([])
    return msgspec.structs.replace(
        made, title=title, school=msgspec.structs.replace(made.school, short=short, name=name)
    )


def test_a_file_is_named_after_school_packet_and_code():
    made = named()
    assert file_name(made) == f"云岙小学-九月份报送包-{made.code}.pdf"


def test_a_school_without_a_short_name_gives_its_full_one():
    assert file_name(named(short="")).startswith("云川县云岙镇中心小学-")


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("2008/9: 报送包?", "-20089报送包-"),
        ("CON", "-CON-"),
        ("  空 白　", "-空白-"),
        ("...", "云岙小学-"),
        ("\u202e包", "-包-"),
    ],
)
def test_signs_that_no_stick_takes_are_left_out(title, part):
    assert part in file_name(named(title=title))


@given(school=st.text(max_size=300), title=st.text(max_size=300))
def test_any_school_and_title_give_a_safe_name(school, title):
    name = file_name(named(short=school, name="", title=title))
    assert name.endswith(".pdf")
    assert not FORBIDDEN & set(name)
    assert name.isprintable()
    assert not name.startswith((".", "-", " "))
    assert len(name.encode()) <= NAME_BYTES
    assert unicodedata.is_normalized("NFC", name)


def test_different_content_never_has_the_same_name():
    assert file_name(named()) != file_name(named())


def test_a_packet_is_one_of_the_things_that_travel():
    assert Travels(document([]).type) is Travels.PACKET
    assert plain("", longest=5) == ""
