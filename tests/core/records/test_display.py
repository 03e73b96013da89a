"""The text of a value is the same on the page, in the list and for the judge."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records.catalogue import find_kind, kinds
from core.records.content import Person
from core.records.display import heading_of, printed_texts, read_out, show, table
from core.records.kind import Kind
from core.records.tally import as_read
from tests.support.values import values_of

NAMES = {
    "P01": Person(id="P01", name="林志远"),
    "P07": Person(id="P07", name="王䶮"),
    "P08": Person(id="P08", name="苏𬍛"),
}


def _shown(kind: str, key: str, value: Any) -> str:
    return show(find_kind(kind).field(key), value, NAMES)


@pytest.mark.parametrize(
    ("kind", "key", "value", "text"),
    [
        ("study_session", "date", "2008-04-04", "2008年4月4日"),
        ("study_session", "start_time", "19:00", "19:00"),
        ("study_session", "subtype", "night_study", "夜学"),
        ("study_session", "host", "P07", "王䶮"),
        ("study_session", "host", "P99", "P99"),
        ("study_session", "observers", ["P07", "P08"], "王䶮、苏𬍛"),
        ("study_session", "weekday", 3, "星期四"),
        ("study_session", "minutes", 100, "100分钟"),
        ("study_session", "nth", 1, "本月第1次"),
        ("research_diary", "day_no", 2, "第2天"),
        ("research_diary", "method", ["lesson", "talk"], "听课、个别谈话"),
        ("rectification", "no", 4, "4"),
        ("rectification", "publish", True, "是"),
        ("rectification", "publish", False, "否"),
        ("rectification", "source_ref", "ST-2008-005", "ST-2008-005"),
        ("research_diary", "on_spot", [{"text": "换灯", "result": "已换"}], "1. 换灯　已换"),
        ("forum", "participants", [{"category": "parent", "count": 12}], "1. 家长　人数12"),
        (
            "forum",
            "opinions",
            [{"content": "留到五点半", "due": "2008-10-10", "answered_on": "2008-10-08", "understood": True}],
            "1. 留到五点半　2008年10月10日　反馈日期2008年10月8日　表示理解",
        ),
        ("rectification", "milestones", [{"goal": "试画一周", "done": False}], "1. 试画一周　已完成：否"),
        ("criticism_meeting", "talks", [{"first": "P01", "second": "P07"}], "1. 林志远　谈话对象王䶮"),
        ("progress_report", "month", "2008-05", "2008年5月"),
    ],
)
def test_each_type_of_field_has_its_text(kind: str, key: str, value: Any, text: str) -> None:
    assert _shown(kind, key, value) == text


def test_attendance_tells_counts_those_present_and_each_absence() -> None:
    value = {
        "expected": ["P01", "P07", "P08"],
        "absent": [
            {"person": "P08", "reason": "sick", "note": "住院", "makeup_on": "2008-04-29", "makeup_method": "传达"},
        ],
    }
    assert _shown("study_session", "attendance", value) == (
        "应到3人　实到2人　缺席1人\n实到：林志远、王䶮\n缺席：苏𬍛　病假（住院）　补学：2008年4月29日，传达"
    )


def test_an_absence_without_reason_still_names_the_person() -> None:
    value = {"expected": ["P08"], "absent": [{"person": "P08", "note": "不详"}]}
    assert _shown("study_session", "attendance", value) == "应到1人　实到0人　缺席1人\n缺席：苏𬍛　不详"


def test_a_file_on_paper_says_so() -> None:
    value = [{"title": "签到表", "type": "sign_in_sheet"}, {"blob": "0" * 64, "name": "a.jpg"}]
    assert _shown("study_session", "attachments", value) == "1. 签到表（签到表，纸质留存）\n2. a.jpg"


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_nothing_shows_nothing(empty: Any) -> None:
    assert _shown("study_session", "title", empty) == ""


@settings(max_examples=20)
@given(st.data())
@pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())
def test_every_filled_field_has_a_text_for_the_page(kind: Kind, data: st.DataObject) -> None:
    values = data.draw(values_of(kind, list(NAMES), full=True))
    texts = dict(printed_texts(kind, values, NAMES))
    assert set(texts) == set(kind.printed())


def test_a_record_goes_by_its_heading_or_by_its_month() -> None:
    assert heading_of(find_kind("task"), {"title": " 换灯管 "}) == "换灯管"
    assert heading_of(find_kind("progress_report"), {"month": "2008-05"}) == "2008年5月"
    assert heading_of(find_kind("progress_report"), {"month": "2008-5"}) == ""
    assert heading_of(find_kind("task"), {}) == ""


SURVEY = find_kind("survey")
TALLY = {
    "scale": "able",
    "tally": [
        {"group": "teacher", "expected": 14, "valid": 12, "first": 8, "second": 3, "third": 1, "fourth": 0},
        {"group": "village", "expected": 4, "valid": 4, "first": 2, "second": 1, "third": 1},
    ],
}


def test_a_tally_is_a_table_under_the_words_of_its_scale() -> None:
    head, teachers, _village = table(SURVEY, "tally", TALLY, NAMES)
    assert head == ("人群", "应参加", "发出", "收回", "有效", "无效", "优秀", "称职", "基本称职", "不称职")
    assert teachers == ("教师", "14", "", "", "12", "", "8", "3", "1", "0")


def test_a_group_that_gives_people_away_is_read_without_its_votes() -> None:
    assert table(SURVEY, "tally", TALLY, NAMES)[2] == ("村干部", "4", "", "", "4", "", "—", "—", "—", "—")
    assert read_out(SURVEY, "tally", TALLY, NAMES).splitlines() == [
        "1. 教师　应参加14　有效12　优秀8　称职3　基本称职1　不称职0",
        "2. 村干部　应参加4　有效4",
    ]


def test_only_a_tally_with_rows_is_a_table() -> None:
    assert table(SURVEY, "comments", {"comments": [{"text": "放学后希望有人看到五点半。"}]}, NAMES) == ()
    assert table(SURVEY, "tally", {}, NAMES) == ()
    assert as_read(SURVEY, "tally", {}) == (SURVEY.field("tally"), [])


def test_a_number_with_a_unit_needs_no_heading() -> None:
    assert _shown("pledge", "progress", [{"note": "订了两块盖板", "percent": 60}]) == "1. 订了两块盖板　60%"
