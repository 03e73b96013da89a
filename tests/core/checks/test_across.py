"""C06: texts of different schools, compared at the county's desk."""

from core.checks.copied import Received, check_across
from core.checks.finding import Level
from tests.core.checks.cases import declared

TEXT = "教导处发出调查表二百三十六份，收回二百零九份，要求留校的九十八份，其中能在五点半来接的八十一份，要开两间教室。"
OWN = "全校三个年级只有一名英语教师，每周要跑两个教学点，路上来回一小时，缺课时由音乐老师代看自习，家长很有意见。"


def received(school: str, record: str, text: str, group: str = "") -> Received:
    heading = f"{school}的夜学"
    return Received(school=school, record=record, path=("content",), heading=heading, text=text, group=group)


def look(*texts: Received, least: float = 0.45) -> list[tuple[str, str]]:
    findings = check_across(texts, least=least)
    for finding in findings:
        declared(finding)
    return [(finding.record, finding.other) for finding in findings]


def test_two_schools_in_the_same_words_are_found_on_both_sides() -> None:
    texts = (received("甲校", "a", TEXT), received("乙校", "b", OWN), received("丙校", "c", TEXT))
    findings = check_across(texts, least=0.45)

    assert [(finding.record, finding.other) for finding in findings] == [("a", "c"), ("c", "a")]
    assert findings[0].level is Level.WARNING
    assert findings[0].particulars == {
        "school": "甲校",
        "heading": "甲校的夜学",
        "other_school": "丙校",
        "other_heading": "丙校的夜学",
        "percent": 100,
    }
    assert findings[0].other_path == ("content",)


def test_one_school_may_repeat_itself() -> None:
    assert look(received("甲校", "a", TEXT), received("甲校", "b", TEXT)) == []


def test_the_nearest_text_of_another_school_is_told_though_the_own_is_nearer() -> None:
    nearly = TEXT.replace("二百三十六", "一百一十二")

    assert look(received("甲校", "a", TEXT), received("甲校", "b", TEXT), received("乙校", "c", nearly)) == [
        ("a", "c"),
        ("b", "c"),
        ("c", "a"),
    ]


def test_different_kinds_are_not_compared() -> None:
    assert look(received("甲校", "a", TEXT, group="forum"), received("乙校", "b", TEXT, group="study_session")) == []


def test_what_all_have_in_common_may_be_left_out() -> None:
    head = "根据县教育局主题实践活动实施方案和领导小组办公室的通知要求，现将我校四月份的工作进展情况和困难问题报告如下"
    one, other = head + "教室日光灯坏了五根", head + "操场的水沟要清一次"

    assert look(received("甲校", "a", one), received("乙校", "b", other)) == [("a", "b"), ("b", "a")]
    without = (
        Received(school=s, record=s, path=(), heading="", text=t, without=(head,))
        for s, t in (("a", one), ("b", other))
    )
    assert look(*without) == []
