"""One test walks every kind the program brings."""

import msgspec
import pytest

from core.base.canonical import encode
from core.base.errors import UnknownKind
from core.records.catalogue import find_kind, kinds
from core.records.kind import Group, Kind, Place, Privacy
from core.records.soundness import faults, faults_between

EVERY = pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())

PREFIXES = {
    "LG": "leading_group", "WM": "work_measures", "EM": "external_meeting", "ST": "study_session",
    "RT": "research_topic", "DY": "research_diary", "RR": "research_report", "PP": "proposal", "FM": "forum",
    "DS": "dispute", "DM": "dispute_month", "PT": "petition", "IR": "info_report", "PR": "progress_report",
    "RC": "rectification", "CM": "council_meeting", "CR": "criticism_meeting", "SC": "style_check",
    "IV": "inspection", "SV": "survey", "GS": "publication", "PL": "pledge", "BT": "breakthrough",
    "SG": "suggestion", "SU": "summary", "TK": "task", "LV": "leave",
}  # fmt: skip
"""Numbers are given for ever, so no kind ever gets other letters."""


def test_every_kind_of_the_domain_is_there_under_its_letters() -> None:
    assert {kind.prefix: key for key, kind in kinds().items()} == PREFIXES


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(UnknownKind) as caught:
        find_kind("dream")
    assert caught.value.particulars == {"kind": "dream"}


def test_no_two_kinds_stand_in_each_others_way() -> None:
    assert list(faults_between(kinds())) == []


@EVERY
def test_a_kind_contradicts_itself_nowhere(kind: Kind) -> None:
    assert list(faults(kind, kinds())) == []


@EVERY
def test_a_definition_comes_back_whole_from_its_bytes(kind: Kind) -> None:
    assert msgspec.json.decode(encode(kind), type=Kind) == kind


@EVERY
def test_the_first_screen_asks_for_seven_things_at_most(kind: Kind) -> None:
    asked = {
        field.key.removeprefix("start_").removeprefix("end_") for field in kind.sections[0].fields if field.required
    }
    most = 8 if kind.key == "study_session" else 7
    assert len(asked) <= most, "D§7.2 rule 6 and the editor's picture; a start and an end are one question"


@EVERY
def test_labels_of_the_sheet_stand_in_five_characters(kind: Kind) -> None:
    labels = [(cell.words or kind.field(cell.keys[0]).words).zh for row in kind.sheet.rows for cell in row.cells]
    assert [label for label in labels if len(label) > 5] == []


@EVERY
def test_a_late_entry_is_the_last_thing_the_sheet_says(kind: Kind) -> None:
    keys = [key for row in kind.sheet.rows for cell in row.cells for key in cell.keys]
    if "late_reason" in keys:
        assert keys[-1] == "late_reason"


def test_each_place_has_its_kinds() -> None:
    by_place = {place: {kind.key for kind in kinds().values() if kind.place is place} for place in Place}
    assert by_place[Place.STUDY] == {"study_session"}
    assert by_place[Place.RECTIFICATION] == {"rectification"}
    assert by_place[Place.RESEARCH] == {
        "research_topic", "research_diary", "research_report", "proposal", "forum",
    }  # fmt: skip
    assert Group.OWN not in {kind.group for kind in kinds().values()}, "a heading for what campaigns bring"


def test_what_is_sensitive_stays_inside() -> None:
    assert {kind.key: kind.privacy for kind in kinds().values() if kind.privacy is not Privacy.ORDINARY} == {
        "petition": Privacy.CONFIDENTIAL,
        "dispute": Privacy.CONFIDENTIAL,
        "info_report": Privacy.CONFIDENTIAL,
        "criticism_meeting": Privacy.SEALED,
    }
    assert {kind.key for kind in kinds().values() if kind.internal} == {"task", "leave"}
    assert not any(kind.open_to_all for kind in kinds().values() if kind.internal or kind.privacy != "ordinary")


def test_meetings_have_a_sign_in_sheet_and_one_says_there_was_none() -> None:
    assert {kind.key for kind in kinds().values() if kind.sign_in} == {
        "study_session", "forum", "council_meeting", "criticism_meeting",
    }  # fmt: skip
    assert {kind.key: kind.nil_of for kind in kinds().values() if kind.nil_of} == {"dispute_month": "dispute"}


def test_what_is_found_anywhere_becomes_an_item_a_task_or_a_line_of_the_report_in_one_step() -> None:
    for key, grid in (
        ("research_diary", "problems"),
        ("research_diary", "expectations"),
        ("research_diary", "policy_needs"),
        ("forum", "opinions"),
        ("inspection", "remarks"),
        ("style_check", "matters"),
        ("survey", "comments"),
    ):
        grown = {shoot.kind for shoot in find_kind(key).offshoots if shoot.grid == grid}
        assert grown >= {"rectification", "task", "progress_report"}, (key, grid)
    for key, grid in (("study_session", "resolutions"), ("council_meeting", "resolutions")):
        grown = {shoot.kind for shoot in find_kind(key).offshoots if shoot.grid == grid}
        assert grown >= {"rectification", "task"}, (key, grid)
    assert [shoot.kind for shoot in find_kind("criticism_meeting").offshoots] == ["rectification"]


def test_a_path_leads_to_a_column() -> None:
    kind = find_kind("study_session")
    assert kind.at(("materials", 1, "issued")).words.zh == "发布"
    assert kind.at(("title",)).key == "title"
    with pytest.raises(KeyError):
        kind.at(("nowhere",))
