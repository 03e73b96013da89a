"""The body of a letter: headings of fields and typed ones, never twice."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.words import Words
from core.documents.letterbody import LONGEST_HEADING, Paragraph, body_of, read_paragraph
from core.records.catalogue import find_kind
from core.records.display import numeral
from core.records.letter import Part
from tests.support.pages import BY_ID

KIND = find_kind("summary")
HEADINGS = ["基本情况", "主要做法", "取得的成效", "存在的不足", "下一步打算"]
NUMBERED_HEADINGS = [f"{numeral(number)}、{words}" for number, words in enumerate(HEADINGS, start=1)]


def body(values: dict[str, Any], *, kind: str = "summary", blank: bool = False) -> list[str]:
    """Return the paragraphs of a letter with these values."""
    found = find_kind(kind)
    assert found.letter
    return [one.text for one in body_of(found, found.letter, values, BY_ID, blank=blank)]


def typed(**more: str) -> dict[str, str]:
    """Return a summary's texts."""
    return {"overview": "概。", "practice": "做。", "results": "成。", "shortcomings": "缺。", "plans": "打。", **more}


def headings(paragraphs: list[str]) -> list[str]:
    return [text for text in paragraphs if re.match(r"[一二三四五六七八九十]+、", text)]


def test_fields_get_their_headings_in_order() -> None:
    assert headings(body(typed())) == NUMBERED_HEADINGS
    assert body(typed())[-1] == "特此报告。"


def test_an_empty_field_has_no_heading_and_leaves_no_gap_in_the_numbers() -> None:
    assert headings(body(typed(practice="", results=" \n "))) == ["一、基本情况", "二、存在的不足", "三、下一步打算"]
    assert headings(body({}, blank=True)) == NUMBERED_HEADINGS


def test_a_heading_that_was_typed_is_not_set_again() -> None:
    own = typed(overview="一、总的情况\n概。", practice="二、我们的做法\n做。")
    assert headings(body(own)) == ["一、总的情况", "二、我们的做法", *NUMBERED_HEADINGS[2:]]
    assert headings(body(typed(practice="二、怎么做\n做。")))[:3] == ["一、基本情况", "二、怎么做", "三、取得的成效"]


@pytest.mark.parametrize("words", ["主要做法", "主要做法：", " 主要做法 "])
def test_a_heading_typed_without_its_number_gets_it(words: str) -> None:
    found = body(typed(practice=f"{words}\n做。"))
    assert sum("主要做法" in text for text in found) == 1
    assert next(text for text in found if "主要做法" in text).startswith("二、主要做法")


def test_a_division_of_ones_own_stands_and_the_fields_headings_fall_away() -> None:
    found = body(typed(practice="一、先问再做\n问。\n二、当场能办的当场办\n办。"))
    assert headings(found) == ["一、先问再做", "二、当场能办的当场办"]
    assert not any(words in text for words in HEADINGS for text in found)


def test_lower_levels_typed_in_a_field_leave_its_heading() -> None:
    found = body(typed(practice="（一）先问再做。问。\n（二）当场办。办。\n1.第一件\n（1）小事"))
    assert headings(found) == NUMBERED_HEADINGS


def test_the_closing_words_are_not_said_twice() -> None:
    assert body(typed(plans="打算如此。\n特此报告。")).count("特此报告。") == 1
    assert body(typed(plans="打算如此。特此报告"))[-1] == "打算如此。特此报告"


def test_rows_are_numbered_unless_there_is_one_or_they_bring_a_number() -> None:
    def asks(*texts: str) -> list[str]:
        rows = [{"text": text, "office": "计财科"} for text in texts]
        found = body({"done": "做。", "asks": rows}, kind="progress_report")
        return found[found.index("二、请求解决的事项") + 1 : -1]

    assert asks("明确误餐能否列支。") == ["明确误餐能否列支（请计财科解决）。"]
    assert asks("甲", "乙；") == ["1.甲（请计财科解决）。", "2.乙（请计财科解决）。"]
    assert asks("1.甲", "(2)乙") == ["1.甲（请计财科解决）。", "(2)乙（请计财科解决）。"]


def test_the_level_and_the_heading_of_a_paragraph_are_read_from_its_number() -> None:
    assert read_paragraph("一、统一思想") == Paragraph("一、统一思想", 1, 6)
    assert read_paragraph("十二、统一思想。然后") == Paragraph("十二、统一思想。然后", 1, 8)
    assert read_paragraph("（三）谁来管？家长。") == Paragraph("（三）谁来管？家长。", 2, 7)
    assert read_paragraph("3．发表") == Paragraph("3．发表", 3, 4)
    assert read_paragraph("（4）发表") == Paragraph("（4）发表", 4, 5)
    for plain in ("一是先问再做。", "2008年9月", "3.5公里山路", "第一、二组", "一百、二百", ""):
        assert read_paragraph(plain) == Paragraph(plain)
    long = "一、" + "长" * LONGEST_HEADING
    assert read_paragraph(long).lead == 0, "a long numbered sentence is no heading"


@pytest.mark.parametrize(
    "text",
    ["一、二年级学生下午三点半放学。", "三、四年级家长反映作业没人看。", "（一）班学生二十六人。", "（二）年级组"],
)
def test_a_class_of_a_school_is_no_heading(text: str) -> None:
    assert read_paragraph(text).level == 0


def test_a_grid_without_words_of_its_own_says_its_columns_in_brackets() -> None:
    kind = find_kind("summary")
    assert kind.letter
    letter = msgspec.structs.replace(kind.letter, parts=(Part(key="institutions", words=Words("制度", "Rules")),))
    rows = [{"act": "new", "title": "看护办法", "doc_no": "云岙小〔2008〕8号"}, {"act": "changed", "title": "考勤办法"}]
    found = [one.text for one in body_of(kind, letter, {"institutions": rows}, BY_ID, blank=False)]
    assert found[1:3] == ["1.新建（制度名称：看护办法）（文号：云岙小〔2008〕8号）。", "2.修订（制度名称：考勤办法）。"]


NUMBERED = st.text(alphabet="一二三、（）12.。\n学习教育 主要做法", max_size=60)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries(dict.fromkeys(("overview", "practice", "results", "shortcomings", "plans"), NUMBERED)))
def test_whatever_is_typed_keeps_its_words_and_no_heading_comes_twice(values: dict[str, str]) -> None:
    found = body(values)
    whole = "".join("".join(text.split()) for text in found)
    for text in values.values():
        assert "".join(text.split()) in whole
    numbers = [text.partition("、")[0] for text in headings(found)]
    ours = [text for text in headings(found) if text.partition("、")[2] in HEADINGS]
    if ours:
        assert numbers == [numeral(n) for n in range(1, len(numbers) + 1)]
