"""Meetings: F01 people enough, F02 a conclusion, F03 nobody votes in an own case, F04 all steps, F05 the report."""

from datetime import datetime
from typing import Any

import pytest

from core.base.words import Words
from core.checks.finding import Level
from core.records.field import Attendance, Grid
from core.records.rule import Chain, Concludes, Quorum, Recused, ReportedSoon
from tests.core.checks.cases import ZONE, campaign, names
from tests.core.checks.small import choice, day, judge, people, small_kind, small_record, text, toggle

_WORDS = Words("栏", "Field")
ATTENDANCE = Attendance(key="attendance", words=_WORDS, reasons=())
COUNCIL = small_kind(
    choice("matter", "ordinary", "appointment"),
    ATTENDANCE,
    text("topic"),
    Grid(key="resolutions", words=_WORDS, columns=(text("text"),)),
    toggle("undecided"),
    people("parties"),
    people("voters"),
    rules=(
        Quorum(attendance="attendance", least=(1, 2), when="matter", values=("appointment",)),
        Concludes(topic="topic", resolutions="resolutions", none="undecided"),
        Recused(parties="parties", voters="voters"),
    ),
)
CRITICISM = small_kind(
    day("reported_on"),
    toggle("talked"),
    text("outline"),
    Grid(key="opinions", words=_WORDS, columns=(text("text"),)),
    ATTENDANCE,
    rules=(
        Chain(steps=("talked", "outline", "opinions", "attendance")),
        ReportedSoon(date="date", reported="reported_on"),
    ),
)
ALL_STEPS: dict[str, Any] = {
    "talked": True,
    "outline": "对照检查材料",
    "opinions": [{"text": "听课少"}],
    "attendance": {"expected": ["lin"], "absent": []},
}


def came(present: int, expected: int) -> dict[str, Any]:
    everybody = [f"p{place}" for place in range(expected)]
    return {"expected": everybody, "absent": [{"person": one, "reason": "sick"} for one in everybody[present:]]}


def council(**values: Any) -> list[tuple[str, str, tuple[Any, ...]]]:
    found = judge(COUNCIL, small_record(COUNCIL, **values))
    return [(finding.name, str(finding.level), finding.path) for finding in found if finding.rule.startswith("F")]


def test_fewer_than_half_are_too_few_and_half_is_enough() -> None:
    assert council(attendance=came(4, 9)) == [("F01.few_present", "E", ("attendance",))]
    assert council(attendance=came(4, 8)) == []
    assert council(attendance={"expected": []}) == []


def test_an_appointment_needs_two_thirds() -> None:
    assert council(attendance=came(5, 9), matter="appointment") == [("F01.few_present", "E", ("attendance",))]
    assert council(attendance=came(6, 9), matter="appointment") == []
    assert council(attendance=came(5, 9), matter="ordinary") == []


def test_too_few_says_how_many_were_needed() -> None:
    record = small_record(COUNCIL, attendance=came(5, 10), matter="appointment")
    (finding,) = (one for one in judge(COUNCIL, record) if one.rule == "F01")

    assert finding.particulars == {"present": 5, "expected": 10, "needed": 7}


def test_a_topic_needs_a_conclusion_or_the_word_that_there_is_none() -> None:
    assert council(topic="编班办法") == [("F02.no_conclusion", "W", ("resolutions",))]
    assert council(topic="编班办法", resolutions=[{"text": " "}]) == [("F02.no_conclusion", "W", ("resolutions",))]
    assert council(topic="编班办法", resolutions=[{"text": "贴到公开栏"}]) == []
    assert council(topic="编班办法", undecided=True) == []
    assert council(topic="") == []


def test_whom_it_concerns_does_not_vote() -> None:
    assert council(parties=["su", "wang"], voters=["lin", "wang"]) == [("F03.party_votes", "W", ("voters",))]
    assert council(parties=["su"], voters=["lin", "wang"]) == []


def test_those_who_voted_in_their_own_case_are_named() -> None:
    record = small_record(COUNCIL, parties=["su", "wang"], voters=["su", "wang", "lin"])
    (finding,) = (one for one in judge(COUNCIL, record) if one.rule == "F03")

    assert finding.particulars == {"people": "苏𬍛、王䶮", "count": 2}


@pytest.mark.parametrize(
    ("step", "nothing"),
    [("talked", False), ("outline", " "), ("opinions", [{"text": ""}]), ("attendance", {"expected": []})],
)
def test_a_step_left_out_of_the_procedure_is_asked_about(step: str, nothing: Any) -> None:
    record = small_record(CRITICISM, **{**ALL_STEPS, step: nothing})
    findings = judge(CRITICISM, record)

    assert [(one.name, one.level, one.path) for one in findings] == [("F04.step_missing", Level.WARNING, (step,))]


def test_a_procedure_with_all_its_steps_is_left_in_peace() -> None:
    assert judge(CRITICISM, small_record(CRITICISM, **ALL_STEPS)) == ()


def test_a_meeting_is_reported_within_the_days_the_campaign_gives() -> None:
    record = small_record(CRITICISM, **ALL_STEPS)
    on_the_last_day, a_day_later = (datetime(2008, 9, on, 9, tzinfo=ZONE) for on in (25, 26))

    assert judge(CRITICISM, record, now=on_the_last_day) == ()
    (finding,) = judge(CRITICISM, record, now=a_day_later)
    assert (finding.name, finding.level, finding.path) == ("F05.not_reported", Level.WARNING, ("reported_on",))
    assert finding.particulars == {"days": 16, "least": 15}


def test_a_late_report_is_asked_about_too_and_a_county_may_give_less_time() -> None:
    late = small_record(CRITICISM, reported_on="2008-09-27", **ALL_STEPS)
    soon = small_record(CRITICISM, reported_on="2008-09-20", **ALL_STEPS)

    assert names(judge(CRITICISM, late)) == ["F05.reported_late"]
    assert judge(CRITICISM, soon) == ()
    stricter = judge(CRITICISM, soon, campaigns=(campaign(criticism_report_days=5),))
    assert names(stricter) == ["F05.reported_late"]
