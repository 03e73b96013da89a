"""What became of it: opinions of a forum (E11, E12), remarks of an inspection (E13), what is to be published (E10)."""

from collections.abc import Mapping
from typing import Any

import pytest

from core.base.words import Words
from core.checks.context import Follower, Referred
from core.checks.opinions import OpinionState, opinion_state, opinion_states
from core.records.field import ROW, Grid
from core.records.rule import Opinions, Published, Remarks
from tests.core.checks.cases import names
from tests.core.checks.small import choice, day, judge, small_kind, small_record, text, toggle

_WORDS = Words("栏", "Field")
RULE = Opinions(
    grid="issues",
    text="content",
    handling="handling",
    answered="answered_on",
    followed=("by_date", "elsewhere", "upward"),
    due="due",
)
FORUM = small_kind(
    Grid(
        key="issues",
        words=_WORDS,
        columns=(
            text("content"),
            choice("handling", "on_spot", "explained", "by_date", "elsewhere", "upward"),
            day("answered_on"),
            day("due"),
        ),
    ),
    rules=(RULE,),
)
VISIT = small_kind(
    Grid(key="remarks", words=_WORDS, columns=(text("text"),)), rules=(Remarks(grid="remarks", text="text"),)
)


def opinion(handling: str | None, **more: Any) -> dict[str, Any]:
    return {ROW: "a1", "content": "希望学校放学后能留到五点半。", "handling": handling, **more}


def follower(row: str = "a1", **more: Any) -> Follower:
    by = {"record": "other", "number": "RC-2008-002", "kind": "rectification", "state": "working", **more}
    return Follower(offshoot="rectify", row=row, by=Referred(**by))


@pytest.mark.parametrize(
    ("row", "followers", "state"),
    [
        (opinion(None), (), OpinionState.REGISTERED),
        (opinion(""), (follower(),), OpinionState.REGISTERED),
        (opinion("on_spot"), (), OpinionState.SOLVED),
        (opinion("explained"), (), OpinionState.EXPLAINED),
        (opinion("by_date"), (), OpinionState.BY_DATE),
        (opinion("by_date"), (follower(row="b2"),), OpinionState.BY_DATE),
        (opinion("by_date"), (follower(void=True),), OpinionState.BY_DATE),
        (opinion("by_date"), (follower(),), OpinionState.FOLLOWED),
        (opinion("elsewhere"), (follower(), follower(ended=True)), OpinionState.FOLLOWED),
        (opinion("by_date"), (follower(ended=True),), OpinionState.FOLLOWER_CLOSED),
        (opinion("upward"), (), OpinionState.BY_DATE),
        (opinion("upward"), (follower(kind="progress_report", ended=True),), OpinionState.WAITING),
        (opinion("by_date", answered_on="2008-09-20"), (), OpinionState.ANSWERED),
        (opinion("on_spot", answered_on="2008-09-10"), (), OpinionState.ANSWERED),
    ],
)
def test_an_opinion_stands_where_its_course_has_led_it(
    row: Mapping[str, Any], followers: tuple[Follower, ...], state: OpinionState
) -> None:
    assert opinion_state(RULE, row, followers) is state


def test_every_state_can_be_reached() -> None:
    reached = {case[2] for case in test_an_opinion_stands_where_its_course_has_led_it.pytestmark[0].args[1]}

    assert reached == set(OpinionState)


def test_rows_in_which_nothing_was_typed_are_no_opinions() -> None:
    record = small_record(FORUM, issues=[{ROW: "a0"}, opinion("on_spot")])

    assert [(number, state) for number, _row, state in opinion_states(RULE, record, ())] == [(1, OpinionState.SOLVED)]


def look(row: dict[str, Any], *followers: Follower, state: str = "done") -> list[tuple[str, str, tuple[Any, ...]]]:
    found = judge(FORUM, small_record(FORUM, state=state, issues=[row]), followers=followers)
    return [(finding.name, str(finding.level), finding.path) for finding in found]


def test_an_opinion_without_an_answer_is_asked_about_once_the_forum_is_finished() -> None:
    assert look(opinion("on_spot")) == [("E11.unanswered", "W", ("issues", 0, "answered_on"))]
    assert look(opinion("on_spot"), state="draft") == []
    assert look(opinion("on_spot"), state="void") == []
    assert look(opinion("on_spot", answered_on="2008-09-12")) == []


def test_an_opinion_to_be_settled_by_a_date_needs_what_settles_it() -> None:
    assert look(opinion("by_date")) == [("E11.not_followed", "W", ("issues", 0, "handling"))]
    missed = [("E11.unanswered", "W", ("issues", 0, "answered_on"))]
    assert look(opinion("by_date"), follower()) == []
    assert look(opinion("by_date", due="2008-09-19"), follower()) == []
    assert look(opinion("by_date", due="2008-09-18"), follower()) == missed
    assert look(opinion("by_date"), follower(ended=True)) == missed


def test_an_opinion_handed_on_to_a_void_record_has_no_course_any_more_whatever_was_answered() -> None:
    void = follower(void=True, record="gone", number="RC-2008-003")
    lost = [("E11.follower_void", "W", ("issues", 0, "handling"))]
    for row in (opinion("by_date"), opinion("upward"), opinion("by_date", answered_on="2008-09-18")):
        assert look(row, void) == lost
    assert look(opinion("by_date"), void, state="draft") == []
    assert look(opinion("by_date"), void, follower()) == [], "another one has taken its place"
    (finding,) = judge(FORUM, small_record(FORUM, state="done", issues=[opinion("by_date")]), followers=(void,))
    assert (finding.other, finding.particulars["number"]) == ("gone", "RC-2008-003")


def test_an_opinion_for_the_office_must_have_been_passed_on() -> None:
    assert look(opinion("upward")) == [("E12.opinion_not_passed_on", "W", ("issues", 0, "handling"))]
    assert look(opinion("upward"), follower()) == [("E11.unanswered", "W", ("issues", 0, "answered_on"))]


def test_a_remark_of_an_inspection_becomes_an_item() -> None:
    remarks = [{ROW: "r1", "text": "疏散图没有贴"}, {ROW: "r2", "text": " "}]
    finished, draft = (small_record(VISIT, state=state, remarks=remarks) for state in ("done", "draft"))

    assert names(judge(VISIT, finished)) == ["E13.no_item"]
    assert judge(VISIT, finished, followers=(follower(row="r1"),)) == ()
    assert names(judge(VISIT, finished, followers=(follower(row="r1", void=True),))) == ["E13.no_item"]
    assert judge(VISIT, draft) == ()


@pytest.mark.parametrize(
    ("wanted", "values", "expected"),
    [
        ("wanted", {"wanted": True}, [("E10.not_published", ("start",))]),
        ("wanted", {"wanted": True, "start": "2008-09-11"}, [("E10.not_published", ("end",))]),
        (
            "wanted",
            {"wanted": True, "start": "2008-09-11", "end": "2008-09-16"},
            [("E10.published_briefly", ("end",))],
        ),
        ("wanted", {"wanted": True, "start": "2008-09-11", "end": "2008-09-17"}, []),
        ("wanted", {}, []),
        ("", {}, [("E10.not_published", ("start",))]),
    ],
)
def test_what_is_to_be_published_says_from_when_to_when(wanted: str, values: Any, expected: list[Any]) -> None:
    kind = small_kind(
        toggle("wanted"), day("start"), day("end"), rules=(Published(wanted=wanted, start="start", end="end"),)
    )
    found = judge(kind, small_record(kind, state="done", **values))

    assert [(finding.name, finding.path) for finding in found] == expected
    assert judge(kind, small_record(kind, **values)) == ()
