"""Surveys: G01 the ballots add up, G02 enough came back, G03 nobody is given away."""

from typing import Any

import pytest

from core.base.words import Words
from core.records.field import Grid
from core.records.rule import Votes
from tests.core.checks.small import choice, judge, number, people, small_kind, small_record, text

COLUMNS = ("expected", "issued", "returned", "valid", "invalid", "satisfied", "fairly", "unhappy")
SURVEY = small_kind(
    Grid(
        key="groups",
        words=Words("人群", "Groups"),
        columns=(choice("group", "teachers", "parents", "all"), text("of"), *map(number, COLUMNS)),
    ),
    people("watchers"),
    people("judged"),
    rules=(
        Votes(
            grid="groups",
            group="group",
            expected="expected",
            issued="issued",
            returned="returned",
            valid="valid",
            invalid="invalid",
            counts=("satisfied", "fairly", "unhappy"),
            whole="all",
            item="of",
            watchers="watchers",
            judged="judged",
        ),
    ),
)
RIGHT = {
    "group": "teachers",
    "expected": 14,
    "issued": 14,
    "returned": 13,
    "valid": 12,
    "invalid": 1,
    "satisfied": 9,
    "fairly": 2,
    "unhappy": 1,
}


def look(row: dict[str, Any] | None = None, **values: Any) -> list[tuple[str, str, tuple[Any, ...]]]:
    rows = [RIGHT, {**RIGHT, **(row or {})}]
    found = judge(SURVEY, small_record(SURVEY, groups=rows, **values))
    return [(finding.name, str(finding.level), finding.path) for finding in found]


def test_ballots_that_add_up_are_left_in_peace() -> None:
    assert look() == []
    assert look(watchers=["wang"], judged=["lin"]) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"issued": 12}, ("G01.returned_over_issued", "E", ("groups", 1, "returned"))),
        ({"invalid": 2}, ("G01.valid_invalid_differ", "E", ("groups", 1, "valid"))),
        ({"invalid": None}, ("G01.valid_invalid_differ", "E", ("groups", 1, "valid"))),
        ({"satisfied": 10}, ("G01.counts_differ", "E", ("groups", 1, "satisfied"))),
        ({"expected": 20}, ("G02.few_returned", "I", ("groups", 1, "returned"))),
    ],
)
def test_what_does_not_add_up_is_named_with_its_row(row: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert look(row) == [expected]


def test_exactly_two_thirds_are_enough() -> None:
    assert look({"expected": 19}) == []
    assert look({"returned": 12, "invalid": 0, "expected": 18}) == []


def test_a_group_of_four_is_not_shown_by_itself() -> None:
    four = {"expected": 4, "issued": 4, "returned": 4, "valid": 4, "invalid": 0}
    votes = {"satisfied": 2, "fairly": 1, "unhappy": 1}

    assert look({**four, **votes}) == [("G03.small_group", "E", ("groups", 1, "valid"))]
    assert look({**four, **votes, "group": "all"}) == []
    assert look({**dict.fromkeys(COLUMNS, 0), "expected": 3}) == [("G02.few_returned", "I", ("groups", 1, "returned"))]
    assert look({**four, **votes, "expected": 5, "issued": 5, "returned": 5, "valid": 5, "satisfied": 3}) == []


def test_nobody_who_is_judged_watches_the_count() -> None:
    assert look(watchers=["wang", "lin"], judged=["lin"]) == [("G01.watcher_judged", "E", ("watchers",))]


def test_numbers_nobody_typed_yet_are_not_asked() -> None:
    half = dict.fromkeys(COLUMNS)

    assert look(half) == []
    assert look({**half, "returned": 13}) == []
    assert look({**half, "group": None}) == []


def test_votes_of_which_nobody_typed_the_sum_are_added_up() -> None:
    assert look({"valid": None, "invalid": None, "satisfied": 2, "fairly": 1}) == [
        ("G03.small_group", "E", ("groups", 1, "valid"))
    ]


def test_a_small_group_does_not_come_out_by_subtraction_either() -> None:
    together = {**RIGHT, "group": "all", "expected": 18, "issued": 18, "returned": 17, "valid": 16, "satisfied": 13}

    assert look(together) == [("G03.small_rest", "E", ("groups", 1, "valid"))]
    assert look({**together, "returned": 18, "valid": 17, "satisfied": 14}) == []
    assert look({**together, "of": "食堂"}) == []
