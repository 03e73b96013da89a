"""The table of docs/campaigns.md is what the program declares, and no demand on a school is without its place in it."""

import pytest
from msgspec.structs import replace

from core.campaign.reader import preset
from core.checks.declared import RULES
from core.records.catalogue import built_in
from tests.support.coverage import BESIDES, DOCUMENT, SYSTEMS, falls_on_school, rows, table


def test_the_table_is_the_one_the_program_makes() -> None:
    assert table() in DOCUMENT.read_text(encoding="utf-8"), "run `python -m tests.support.coverage`"


def test_every_demand_of_the_notice_stands_in_it_once() -> None:
    assert [row[0] for row in rows()] == [f"S{number:02d}" for number in range(43)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_nothing_that_falls_on_a_school_is_empty(row: tuple[str, ...]) -> None:
    if falls_on_school(row[0]):
        assert all(row)
    else:
        assert row[3], "what the office does is an activity one may follow, or kept as reference"


def test_every_activity_comes_from_a_demand_and_every_demand_it_names_is_one() -> None:
    for activity in preset().activities:
        assert activity.source
        assert set(activity.source) <= set(SYSTEMS)
    assert {key for keys in BESIDES.values() for key in keys} <= set(built_in())


def test_every_kind_stands_in_it_but_those_the_school_keeps_for_itself() -> None:
    told = {key.strip("`").partition(":")[0] for row in rows() for key in row[4].split("、")}

    assert {key for key, kind in built_in().items() if not kind.internal} <= told


def test_every_check_in_it_is_declared() -> None:
    assert {number for row in rows() for number in row[7].split()} <= set(RULES)


def test_a_demand_nobody_records_would_be_seen() -> None:
    campaign = preset()
    without = tuple(activity for activity in campaign.activities if "S31" not in activity.source)

    found = {row[0]: row for row in rows(replace(campaign, activities=without))}
    assert not all(found["S31"])
