"""The fictional school: every record fits its kind, and the checks find in it what they must and nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.base.paths import resources
from core.campaign.reader import preset
from core.checks.finding import Finding
from core.checks.privacy import check_public
from core.records.catalogue import find_kind, kind_of
from core.records.codec import check
from core.records.content import Record, named_people
from core.records.field import Automatic
from core.records.workflow import Effect
from core.services import checking, demonstration, people, vaults
from core.services.checklist import home
from core.store.vault import Vault
from core.views.checklist import Checklist, Chip
from tests.support.vaults import CHEAP, PASSWORD

DATA: dict[str, Any] = json.loads(resources("demo", "school.json").read_bytes())
RECORDS: list[dict[str, Any]] = DATA["records"]


class Told(msgspec.Struct):
    """The school as it stands at the end."""

    records: dict[str, Record]
    findings: dict[str, tuple[Finding, ...]]
    public: dict[str, tuple[Finding, ...]]
    """What keeps its public version in the house."""
    page: Checklist


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("demo")
    tale = demonstration.read_tale()
    clock = FixedClock(tale.records[0].entered_at)
    principal = next(person for person in tale.people if person.id == tale.school.principal)
    vault: Vault = vaults.create(
        folder / "school",
        password=PASSWORD,
        school=tale.school,
        principal=principal,
        clock=clock,
        cost=CHEAP,
        campaign_id=tale.campaign,
        quick_key=True,
    )
    for person in tale.people:
        people.save(vault, person)
    made = demonstration.record_all(vault, tale, clock, desk=folder)
    keys = [story.key for story in tale.records]
    with vault.look() as session:
        findings = {key: checking.findings(vault, session, record) for key, record in zip(keys, made, strict=True)}
        names = vault.names(session)
    public = {key: check_public(kind_of(one), one, names) for key, one in zip(keys, made, strict=True)}
    yield Told(records=dict(zip(keys, made, strict=True)), findings=findings, public=public, page=home(vault))
    vaults.close(vault)


@pytest.mark.parametrize("story", RECORDS, ids=lambda story: story["key"])
def test_every_value_fits_its_kind_and_names_people_of_the_roster(story: dict[str, Any]) -> None:
    kind = find_kind(story["kind"])
    known = {person["id"] for person in DATA["people"]}
    for values in (story["values"], *(edit["values"] for edit in story.get("edits", ()))):
        check(kind, values)
        assert not any(isinstance(kind.field(key), Automatic) for key in values)
        assert named_people(kind, values) <= known
        assert set(values) <= {field.key for field in kind.fields()}
    campaign = preset(DATA["campaign"])
    activities = {f"{campaign.id}/{activity.id}": activity for activity in campaign.activities}
    assert all(activities[key].kind == story["kind"] for key in story.get("activities", ()))


@pytest.mark.parametrize("story", RECORDS, ids=lambda story: story["key"])
def test_every_move_is_one_of_its_kind_and_answers_what_it_asks(story: dict[str, Any]) -> None:
    workflow = find_kind(story["kind"]).workflow
    state = workflow.first
    for step in story["moves"]:
        move = workflow.move(step["move"])
        assert state in move.sources
        assert {field.key for field in move.asks if field.required} <= set(step["answers"])
        assert bool(step.get("row")) == (move.effect is Effect.ROW)
        state = move.target or state
    moments = [story["entered_at"], *(step["at"] for step in story["moves"])]
    assert moments == sorted(moments)


def test_entries_stand_in_the_order_of_time() -> None:
    moments = [story["entered_at"] for story in RECORDS]

    assert moments == sorted(moments)


def test_photos_stand_for_an_attachment_kept_on_paper() -> None:
    stories = {story["key"]: story for story in RECORDS}
    for photo in DATA["photos"]:
        story = stories[photo["record"]]
        states = (story["values"], *(edit["values"] for edit in story.get("edits", ())))
        titles = {row["title"] for values in states for row in values.get(photo["field"], ())}
        assert photo["title"] in titles


def test_two_names_hold_characters_outside_the_usual_fonts() -> None:
    names = {person["name"] for person in DATA["people"]}

    assert {"王䶮", "苏\U0002c35b"} <= names


def test_numbers_come_out_as_written(told: Told) -> None:
    assert {key: record.number for key, record in told.records.items()} == {
        story["key"]: story["number"] for story in RECORDS
    }


def test_entry_times_are_those_of_the_tale(told: Told) -> None:
    for story in RECORDS:
        assert told.records[story["key"]].entered_at.isoformat() == story["entered_at"]


def test_the_five_items_stand_in_five_states(told: Told) -> None:
    states = {key: record.state for key, record in told.records.items() if record.kind == "rectification"}

    assert states == {
        "RC-2008-001": "closed",
        "RC-2008-002": "working",
        "RC-2008-003": "lasting",
        "RC-2008-004": "working",
        "RC-2008-005": "waiting",
    }


@pytest.mark.parametrize("expected", DATA["expected"], ids=lambda one: f"{one['record']} {one['rule']} {one['expect']}")
def test_what_the_checks_must_find_they_find_and_what_they_must_pass_they_pass(
    told: Told, expected: dict[str, str]
) -> None:
    findings = told.findings if expected["expect"] != "fire_if_public_export" else told.public
    levels = [str(one.level) for one in findings[expected["record"]] if one.rule == expected["rule"]]

    assert set(levels) == ({expected["level"]} if expected["expect"] != "pass" else set())
    assert expected["rule"] not in {one.rule for one in told.findings["DS-2008-001"]}


def test_every_record_comes_from_where_the_tale_says(told: Told) -> None:
    for story in RECORDS:
        origins = told.records[story["key"]].origins
        grown = story.get("grown")
        assert [origin.offshoot for origin in origins] == [
            *([grown["offshoot"]] if grown else []),
            *("link" for _ in story.get("ties", ())),
        ]
        if grown and grown.get("grid"):
            parent = told.records[grown["record"]]
            assert origins[0].row == parent.values[grown["grid"]][grown["row"] - 1]["row"]


def test_the_opinions_of_the_forum_went_four_ways_and_three_are_answered(told: Told) -> None:
    forum = told.records["FM-2008-001"]
    grown = {
        origin.row: record.number
        for record in told.records.values()
        for origin in record.origins
        if origin.number == forum.number
    }

    assert [grown.get(row["row"]) for row in forum.values["opinions"]] == [
        "RC-2008-002",
        None,
        "DS-2008-001",
        "PR-2008-001",
    ]
    assert [row.get("answered_on") for row in forum.values["opinions"]] == [
        None,
        "2008-05-09",
        "2008-07-24",
        "2008-05-08",
    ]


def test_the_month_and_the_proposal_count_what_the_records_say(told: Told) -> None:
    counts = {"sessions": 2, "present": 25, "absent": 3, "diaries": 1, "forums": 1, "opinions": 4}
    counts |= {"items_new": 1, "items_closed": 1, "disputes": 0, "petitions": 0}

    assert counts.items() <= told.records["PR-2008-05"].values.items()
    days = {"days": 3, "lessons": 2, "households": 5, "answers": 209, "forums": 1}
    assert days.items() <= told.records["PP-2008-001"].values.items()


def test_nothing_else_is_found(told: Told) -> None:
    wanted = {(one["record"], one["rule"]) for one in DATA["expected"] if one["expect"] == "fire"}
    found = {(key, finding.rule) for key, findings in told.findings.items() for finding in findings}

    assert found == wanted


def test_the_overdue_item_has_its_reason(told: Told) -> None:
    (overdue,) = (one for one in told.findings["RC-2008-004"] if one.rule == "E02")

    assert overdue.particulars == {"deadline": "2008-06-30", "days": 81}
    record = told.records["RC-2008-004"]
    assert "外墙维修" in record.explanations[overdue.mark_in(record.values)]


def test_the_home_page_is_the_one_of_the_picture(told: Told) -> None:
    items = {row.heading: (row.chip, row.chip_particulars, row.action.move) for row in told.page.due_soon if row.no}

    assert items == {
        "应急疏散演练没有路线图和用时记录": (Chip.OVERDUE, {"days": 81}, "extend"),
        "夜学记录偏简、缺席没有补学": (Chip.DUE_IN, {"days": 1}, "accept"),
        "放学后看护责任不清、无人牵头": (Chip.DUE_IN, {"days": 11}, "report"),
    }
    assert [row.no for row in told.page.due_soon if row.no] == [4, 5, 2]
    assert told.page.overdue == 1


def test_all_words_of_the_tale_are_kept(told: Told) -> None:
    for story in RECORDS:
        record = told.records[story["key"]]
        for key, value in story["values"].items():
            if isinstance(value, str):
                assert record.values[key] == value
