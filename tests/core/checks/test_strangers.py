"""What is left over from elsewhere, within a record: C04 other places and schools, C09 other years."""

from typing import Any

import pytest

from core.checks.finding import Level
from core.checks.places import vocabulary
from tests.core.checks.cases import SESSION, attendance, look, names, study

OURS = vocabulary(["云川县云岙镇中心小学", "云川县教育局", "上垟村、下垟村"])


def told(**values: Any) -> list[tuple[str, tuple[Any, ...]]]:
    return [(finding.name, finding.path) for finding in look(study(**values), words=OURS)]


def test_the_name_of_another_county_is_asked_about() -> None:
    (finding,) = look(study(summary="以上做法在苍南县教育系统推广。"), words=OURS)

    assert (finding.name, finding.level, finding.path) == ("C04.strange_place", Level.WARNING, ("summary",))
    assert finding.particulars == {"names": "苍南县", "count": 1}


def test_several_names_in_one_text_are_one_finding_and_each_text_is_named() -> None:
    twice = "苍南县和泰顺县的学校来听课，苍南县的老师先讲。"
    findings = look(study(summary=twice, title="向泰顺县学习"), words=OURS)

    assert [finding.path for finding in findings] == [("title",), ("summary",)]
    assert findings[1].particulars == {"names": "苍南县、泰顺县", "count": 2}


def test_every_text_of_a_record_is_looked_through() -> None:
    assert told(discussion=[SESSION["discussion"][0], {"speaker": "wang", "text": "苍南县的做法值得看。"}]) == [
        ("C04.strange_place", ("discussion", 1, "text"))
    ]
    absent = [{"person": "su", "reason": "sick", "note": "在苍南县住院", "makeup_on": "2008-04-28"}]
    assert told(attendance=attendance(absent=absent)) == [("C04.strange_place", ("attendance", "absent", 0, "note"))]


def test_our_own_places_are_no_strangers() -> None:
    assert told(summary="云川县云岙镇中心小学的老师走到上垟村，云岙中学也派了人。") == []


def test_as_long_as_nobody_said_what_is_ours_nothing_is_strange() -> None:
    assert names(look(study(summary="以上做法在苍南县教育系统推广。"))) == []


@pytest.mark.parametrize("text", ["2007年4月24日，全体教师集中学习。", "二〇〇七年四月二十四日，全体教师集中学习。"])
def test_a_year_left_over_is_asked_about(text: str) -> None:
    (finding,) = look(study(summary=text))

    assert (finding.name, finding.level, finding.path) == ("C09.other_year", Level.WARNING, ("summary",))
    assert finding.particulars["on"] == "2008-04-24"
    assert str(finding.particulars["words"]).startswith(text[:5])


@pytest.mark.parametrize(
    "text",
    ["2008年4月24日，全体教师集中学习。", "2007年以来，学校已经换过两次灯。", "《2007年工作要点》已经学完。", "第一届"],
)
def test_the_own_year_the_past_and_titles_are_left_in_peace(text: str) -> None:
    assert names(look(study(summary=text))) == []
