"""What each move of the workflow asks for."""

from typing import Any

import msgspec
import pytest

from core.checks.needs import lacking, unmet
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.workflow import Need
from tests.core.checks.cases import CLOSED, ITEM, LASTING, context, declared, item, study
from tests.support.examples import EXAMPLES
from tests.support.pages import record

DONE = [{**goal, "done": True} for goal in LASTING["milestones"]]
ANSWERED = [{**opinion, "answered_on": "2008-09-19"} for opinion in EXAMPLES["forum"]["opinions"]]


def of(kind: str, state: str = "draft", **changes: Any) -> Record:
    """Return a record with the example of a kind."""
    return record(kind, {**EXAMPLES[kind], **changes}, number="", state=state)


LATE_SESSION = {"date": "2008-04-17", "materials": [{"title": "报告", "issued": "2007-10-15"}]}

CASES: list[tuple[Need, Record, dict[str, Any], list[str]]] = [
    (Need.NO_ERRORS, study(title=""), {}, ["W01.empty"]),
    (Need.NO_ERRORS, study(discussion=[]), {}, []),
    (Need.WARNINGS_EXPLAINED, study(discussion=[]), {}, ["W06.no_discussion"]),
    (Need.WARNINGS_EXPLAINED, study(title="", attachments=[]), {}, []),
    (Need.WARNINGS_EXPLAINED, study(**LATE_SESSION), {}, ["T05.late"]),
    (Need.WARNINGS_EXPLAINED, study(**LATE_SESSION, late_reason="停电，先手写后补录"), {}, []),
    (Need.FOUR_ELEMENTS, item(), {}, []),
    (Need.FOUR_ELEMENTS, item(problem=""), {}, ["E01.element_missing"]),
    (Need.FOUR_ELEMENTS, item(measures=[]), {}, ["E01.element_missing"]),
    (Need.FOUR_ELEMENTS, item(responsible=None, deadline=""), {}, ["E01.element_missing"] * 2),
    (Need.FOUR_ELEMENTS, item(lead_leader=None), {}, ["E01.element_missing"]),
    (Need.PROGRESS, item(), {}, ["E03.no_progress"]),
    (Need.PROGRESS, item(progress=[{"on": "2008-06-16", "note": " "}]), {}, ["E03.no_progress"]),
    (Need.PROGRESS, item(progress=CLOSED["progress"]), {}, []),
    (Need.EVIDENCE, item(), {}, ["E03.no_evidence"]),
    (Need.EVIDENCE, item(evidence=CLOSED["evidence"]), {}, []),
    (Need.OTHER_ACCEPTOR, item("waiting"), {"by": "wang"}, ["E04.own_acceptance"]),
    (Need.OTHER_ACCEPTOR, item("waiting"), {"by": "zheng"}, []),
    (Need.PUBLISHED, item(publish=True), {}, ["E10.not_published"]),
    (Need.PUBLISHED, item(publish=True, publish_from="2008-06-10"), {}, []),
    (Need.PUBLISHED, item(publish=False), {}, []),
    (Need.MILESTONES, item(), {}, ["E06.few_milestones"]),
    (Need.MILESTONES, item(milestones=[{"goal": "没有日期的目标"}, *DONE[:1]]), {}, ["E06.few_milestones"]),
    (Need.MILESTONES, item(milestones=DONE), {}, []),
    (Need.MILESTONES_DONE, item("lasting", LASTING), {}, ["E06.milestones_open"]),
    (Need.MILESTONES_DONE, item("lasting", LASTING, milestones=[]), {}, ["E06.milestones_open"]),
    (Need.MILESTONES_DONE, item("lasting", LASTING, milestones=DONE), {}, []),
    (Need.MILESTONES_DONE, item("lasting", LASTING, standing=True), {}, []),
    (Need.LATER_DEADLINE, item(), {"deadline": "2008-12-31"}, ["E07.deadline_not_later"]),
    (Need.LATER_DEADLINE, item(), {"deadline": "2009-01-01"}, []),
    (Need.LATER_DEADLINE, of("task"), {"due": EXAMPLES["task"]["due"]}, ["E07.deadline_not_later"]),
    (Need.LATER_DEADLINE, of("task"), {"due": "2009-01-01"}, []),
    (Need.MILESTONES, of("breakthrough", milestones=[]), {}, ["E06.few_milestones"]),
    (Need.MILESTONES, of("breakthrough"), {}, []),
    (Need.ALL_ANSWERED, of("forum"), {}, ["E11.unanswered"]),
    (Need.ALL_ANSWERED, of("forum", opinions=ANSWERED), {}, []),
    (Need.ALL_ANSWERED, of("forum", opinions=[{"row": "blank"}, *ANSWERED]), {}, []),
    (Need.ALL_ANSWERED, of("forum", opinions=[]), {}, []),
]


@pytest.mark.parametrize(("need", "record", "answers", "expected"), CASES)
def test_a_need_names_what_is_lacking(need: Need, record: Record, answers: dict[str, Any], expected: list[str]) -> None:
    found = unmet(need, find_kind(record.kind), record, context(), answers)

    for finding in found:
        declared(finding)
    assert [finding.name for finding in found] == expected


def test_every_need_has_a_case_that_is_met_and_one_that_is_not() -> None:
    of_a_forum = {Need.ALL_ANSWERED}  # no kind at hand has opinions
    for met in (True, False):
        assert {need for need, _, _, expected in CASES if met is not bool(expected)} >= set(Need) - of_a_forum


def test_an_explained_warning_no_longer_keeps_a_record_open() -> None:
    explained = msgspec.structs.replace(study(discussion=[]), explanations={"W06:discussion": "这次只传达，没有讨论。"})
    blank = msgspec.structs.replace(explained, explanations={"W06:discussion": "  "})
    kind = find_kind("study_session")

    assert unmet(Need.WARNINGS_EXPLAINED, kind, explained, context(), {}) == ()
    assert len(unmet(Need.WARNINGS_EXPLAINED, kind, blank, context(), {})) == 1


def test_a_late_entry_is_explained_only_where_it_is_printed() -> None:
    record = msgspec.structs.replace(study(**LATE_SESSION), explanations={"T05:late_reason": "停电。"})

    assert len(unmet(Need.WARNINGS_EXPLAINED, find_kind("study_session"), record, context(), {})) == 1


def test_a_step_is_dated_neither_ahead_nor_before_the_last_one() -> None:
    kind = find_kind("rectification")
    start = kind.workflow.move("start")
    record = item("open", history=[{"on": "2008-06-10", "move": "register"}])
    found = {
        day: lacking(start, kind, record, context(), {"on": day}) for day in ("2008-06-09", "2008-06-10", "2008-09-20")
    }

    assert [finding.name for finding in found["2008-06-09"]] == ["T12.before_last_step"]
    assert found["2008-06-10"] == ()
    assert [finding.name for finding in found["2008-09-20"]] == ["T04.future"]
    for finding in (*found["2008-06-09"], *found["2008-09-20"]):
        declared(finding)


def test_all_that_a_move_lacks_is_told_at_once() -> None:
    kind = find_kind("rectification")
    record = item("waiting", ITEM, publish=True)
    found = lacking(kind.workflow.move("accept"), kind, record, context(), {"on": "2008-09-19", "by": "wang"})

    assert [finding.name for finding in found] == ["E03.no_evidence", "E04.own_acceptance", "E10.not_published"]


def test_needs_of_a_ledger_are_no_matter_for_other_kinds() -> None:
    kind, record = find_kind("study_session"), study()
    for need in (
        Need.FOUR_ELEMENTS,
        Need.EVIDENCE,
        Need.OTHER_ACCEPTOR,
        Need.MILESTONES,
        Need.MILESTONES_DONE,
        Need.LATER_DEADLINE,
    ):
        assert unmet(need, kind, record, context(), {"by": "wang"}) == ()


def test_a_move_requires_fields_that_say_something() -> None:
    kind = find_kind("dispute")
    mediate = kind.workflow.move("mediate")
    whole, bare = of("dispute", "registered"), of("dispute", "registered", department=" ", investigators=[])

    assert lacking(mediate, kind, whole, context(), {}) == ()
    found = lacking(mediate, kind, bare, context(), {})
    assert [(finding.name, finding.path) for finding in found] == [
        ("W01.empty", ("department",)),
        ("W01.empty", ("investigators",)),
    ]
    for finding in found:
        declared(finding)


def test_a_grid_that_is_required_needs_a_row_in_which_something_stands() -> None:
    kind = find_kind("petition")
    answer = kind.workflow.move("answer")
    for steps, expected in (([], ["W01.no_rows"]), ([{"row": "a"}], ["W01.no_rows"]), ([{"note": "办了"}], [])):
        found = lacking(answer, kind, of("petition", "handling", steps=steps), context(), {})
        assert [finding.name for finding in found] == expected


def test_an_opinion_without_an_answer_is_named_by_its_row() -> None:
    kind = find_kind("forum")
    (finding,) = unmet(Need.ALL_ANSWERED, kind, of("forum"), context(), {})

    assert finding.path == ("opinions", 0, "answered_on")
    declared(finding)


def test_the_day_of_a_step_stands_under_the_name_the_move_gives_it() -> None:
    kind = find_kind("petition")
    accept = kind.workflow.move("accept")
    told = of("petition", "registered", history=[{"on": "2008-06-10", "move": "register"}])

    for day, expected in (("2008-06-09", ["T12.before_last_step"]), ("2008-06-10", []), ("2030-01-01", ["T04.future"])):
        found = lacking(accept, kind, told, context(), {"told_on": day})
        assert [finding.name for finding in found] == expected
        assert all(finding.path == ("told_on",) for finding in found)
