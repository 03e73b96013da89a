"""Kinds of record that a campaign's file brings: read whole, or refused with the place and the reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import CampaignRefused
from core.campaign.own_kinds import WORKFLOWS, read_kinds
from core.campaign.reader import read_campaign
from core.records.usual import ORDINARY

READING = Path(__file__).parents[2] / "data" / "campaigns" / "reading-year.json"


def raw() -> Any:
    return json.loads(READING.read_bytes())


def refusal(raw: Any) -> dict[str, Any]:
    with pytest.raises(CampaignRefused) as refused:
        read_campaign(json.dumps(raw).encode())
    return refused.value.particulars


def test_a_workflow_may_be_named_and_is_then_the_programs_own() -> None:
    file = raw()
    assert file["kinds"][0]["workflow"] == "ordinary"
    assert read_campaign(READING.read_bytes()).kinds[0].workflow == ORDINARY == WORKFLOWS["ordinary"]


def test_a_workflow_nobody_knows_is_refused() -> None:
    file = raw()
    file["kinds"][0]["workflow"] = "dancing"
    assert refusal(file) == {"path": "kinds[0].workflow", "reason": "unknown"}


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        ((), "kinds[0].colour"),
        (("sections", 0), "kinds[0].sections[0].colour"),
        (("sections", 0, "fields", 1), "kinds[0].sections[0].fields[1].colour"),
        (("rules", 0), "kinds[0].rules[0].colour"),
        (("words",), "kinds[0].words.colour"),
    ],
)
def test_a_name_that_would_be_passed_over_is_refused_with_its_place(steps: tuple[Any, ...], where: str) -> None:
    file = raw()
    target = file["kinds"][0]
    for step in steps:
        target = target[step]
    target["colour"] = "red"
    assert refusal(file) == {"path": where, "reason": "unknown"}


def test_a_kind_may_not_take_the_name_or_the_letters_of_another() -> None:
    file = raw()
    for part, value, reason in (("key", "forum", "kind_taken"), ("prefix", "FM", "prefix_taken")):
        changed = json.loads(json.dumps(file))
        changed["kinds"][0][part] = value
        for activity in changed["activities"]:
            activity["record_kind"] = activity["record_kind"].replace("reading_log", changed["kinds"][0]["key"])
        assert refusal(changed) == {"path": f"kinds[0].{part}", "reason": reason}
    twice = json.loads(json.dumps(file))
    twice["kinds"].append({**twice["kinds"][0], "prefix": "ZZ"})
    assert refusal(twice) == {"path": "kinds[1].key", "reason": "twice"}
    letters = json.loads(json.dumps(file))
    letters["kinds"].append({**letters["kinds"][0], "key": "another_log"})
    assert refusal(letters) == {"path": "kinds[1].prefix", "reason": "prefix_taken"}


@pytest.mark.parametrize("kinds", [None, "forum", 7, {}, {"key": "x"}])
def test_what_is_no_list_of_kinds_is_left_to_the_reader(kinds: Any) -> None:
    file = {**raw(), "kinds": kinds}
    data = json.dumps(file).encode()
    assert read_kinds(data) == data
    assert refusal(file)["path"].startswith("kinds")


@pytest.mark.parametrize("one", [None, "forum", 7, [], {}])
def test_what_is_no_kind_is_refused_by_its_place(one: Any) -> None:
    file = raw()
    file["kinds"] = [*file["kinds"], one]
    assert refusal(file)["path"].startswith("kinds[1]")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"7"])
def test_what_is_no_json_goes_through_as_it_came(data: bytes) -> None:
    assert read_kinds(data) == data


def test_a_name_that_says_nothing_is_read_and_changes_nothing() -> None:
    file = raw()
    file["kinds"][0]["carried"] = []
    assert read_campaign(json.dumps(file).encode()).kinds[0].carried == ()
