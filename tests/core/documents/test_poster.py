"""What hangs on the wall: says what it must, names nobody who complains, and is a draft until it is finished."""

from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.documents.fonts import own_faces
from core.documents.frames import Leaf, Text
from core.documents.paragraph import Typesetter
from core.documents.poster import lay_poster
from core.documents.preview import poster_pdf
from core.records.catalogue import find_kind, kinds
from core.records.content import Record
from core.records.letter import Part
from core.records.soundness import faults
from tests.core.documents.test_pages import texts_of
from tests.support.examples import EXAMPLES
from tests.support.pages import BY_ID, MADE, SCHOOL, prose, record

NOTICE = EXAMPLES["publication"]


def notice(**values: Any) -> Record:
    one = record("publication", {**NOTICE, **values}, number="GS-2008-001")
    return msgspec.structs.replace(one, finished_at=MADE)


def laid(one: Record) -> list[Leaf]:
    return lay_poster(Typesetter(own_faces()), find_kind(one.kind), one, people=BY_ID, school=SCHOOL)


def words(leaf: Leaf) -> list[str]:
    return [line.text for mark in leaf.marks if isinstance(mark, Text) for line in mark.lines]


def test_a_notice_says_what_until_when_and_whom_to_tell() -> None:
    (leaf,) = laid(notice())
    said = "".join(words(leaf))
    assert words(leaf)[0] == NOTICE["title"]
    assert NOTICE["items"][0]["matter"] in said
    assert "公示时间：2008年9月19日至2008年9月26日。" in said
    assert "。。" not in said
    assert SCHOOL.name in said
    assert leaf.bare, "one page on a wall has no number"


def test_what_stays_inside_is_not_on_it() -> None:
    said = "".join(words(laid(notice(handling="已经当面答复，家长没有意见。"))[0]))
    assert "当面答复" not in said
    assert "RC-2008-001" not in said


def test_a_line_with_an_empty_field_is_left_out() -> None:
    said = "".join(words(laid(notice(contact=None))[0]))
    assert "联系方式" not in said
    assert "公示时间" in said


def test_a_draft_and_a_void_one_say_so() -> None:
    assert laid(msgspec.structs.replace(notice(), finished_at=None, state="draft"))[0].stamp == "草稿　未定稿"
    assert laid(msgspec.structs.replace(notice(), state="void"))[0].stamp == "作废"


def test_a_long_one_goes_on_and_its_pages_are_numbered() -> None:
    leaves = laid(notice(content=prose(3000)))
    assert len(leaves) > 2
    assert not any(leaf.bare for leaf in leaves)
    assert [leaf.own for leaf in leaves] == list(range(1, len(leaves) + 1))


@pytest.mark.parametrize(
    "title", ["上学路", "关于上学路上水沟盖板整改和村小放学后看护安排以及教学楼外墙脱落处理情况的公示", "王䶮苏𬍛"]
)
def test_any_title_stands_whole(title: str) -> None:
    one = notice(title=title)
    pdf, starts = poster_pdf(find_kind(one.kind), one, BY_ID, SCHOOL)
    assert title in texts_of(pdf)[0]
    assert starts == (0,)


def test_a_pledge_names_its_goal_its_deadline_and_who_answers_for_it() -> None:
    pledge = EXAMPLES["pledge"]
    one = msgspec.structs.replace(record("pledge", pledge, number="PL-2008-001"), finished_at=MADE)
    said = "".join(words(laid(one)[0]))
    assert f"{pledge['title']}公开承诺书" in said
    assert pledge["target"] in said
    assert "2008年10月31日" in said
    assert "周海燕" in said


@pytest.mark.parametrize(
    ("poster", "path", "reason"),
    [
        ({"title": " "}, "poster.title", "empty"),
        ({"title": "{nothing}"}, "poster.title", "no_such_field"),
        ({"parts": ()}, "poster.parts", "empty"),
        ({"parts": (Part(key="start"),)}, "poster.parts[0].key", "wrong_type"),
        ({"lines": ("见{nobody}",)}, "poster.lines[0]", "no_such_field"),
        ({"date": "title"}, "poster.date", "wrong_type"),
        ({"signers": ("title",)}, "poster.signers[0]", "wrong_type"),
        ({"parts": (Part(key="handling", words=Words("处理", "Done")),)}, "poster", "stays_inside"),
    ],
)
def test_a_poster_that_contradicts_its_kind_is_found(poster: dict[str, Any], path: str, reason: str) -> None:
    kind = find_kind("publication")
    assert kind.poster is not None
    wrong = msgspec.structs.replace(kind, poster=msgspec.structs.replace(kind.poster, **poster))
    assert (path, reason) in list(faults(wrong))


def test_only_what_is_made_for_others_has_a_poster() -> None:
    assert [key for key, kind in kinds().items() if kind.poster is not None] == ["pledge", "publication"]
