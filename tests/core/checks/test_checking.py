"""A record under all its rules: order, switches, campaigns, half typed values."""

from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.template import FieldOverride
from core.checks.checking import check
from core.records.catalogue import find_kind
from core.records.field import ROW
from core.records.kind import Kind
from core.records.rule import SaysNone
from tests.core.checks.cases import (
    CLOSED,
    ITEM,
    LASTING,
    SESSION,
    campaign,
    context,
    declared,
    diary,
    elsewhere,
    item,
    look,
    names,
    study,
)


@pytest.mark.parametrize("record", [study(), diary(), item(), item("closed", CLOSED), item("lasting", LASTING)])
def test_a_right_record_is_left_in_peace(record: Any) -> None:
    assert names(look(record)) == []


def test_a_list_that_may_be_empty_must_say_so() -> None:
    kind = msgspec.structs.replace(find_kind("study_session"), rules=(SaysNone(field="summary"),))
    silent, said = study(), study(summary="无")

    assert [finding.name for finding in check(kind, silent, context())] == ["W12.none_unsaid"]
    assert check(kind, said, context()) == ()


def test_two_people_elsewhere_are_one_finding_with_both_names() -> None:
    spans = (*elsewhere(), *elsewhere(person="wang"), *elsewhere(person=""))
    (finding,) = look(study(), spans=spans)

    assert finding.particulars == {
        "people": "周海燕、王䶮",
        "count": 2,
        "number": "ST-2008-009",
        "heading": "局里的会",
        "start": "20:00",
        "end": "21:00",
        "place": "县教育局",
    }


def test_a_mark_names_rule_and_place_and_stays_the_same() -> None:
    record = study(materials=[SESSION["materials"][0], {"title": "方案", "issued": "2008-04-25", ROW: "5f3a0b11"}])
    (finding,) = look(record)

    assert (finding.mark_in(record.values), finding.name) == (
        "T09:materials.5f3a0b11.issued",
        "T09.material_after_session",
    )


def test_the_gravest_findings_come_first_and_then_the_order_of_the_form() -> None:
    record = study(attachments=[], discussion=[], title="", place="")

    assert names(look(record)) == ["W01.empty", "W01.empty", "W06.no_discussion", "W07.no_sign_in_sheet"]
    assert [finding.path for finding in look(record)][:2] == [("title",), ("place",)]


def test_a_void_record_is_asked_nothing() -> None:
    assert look(msgspec.structs.replace(study(title=""), state="void")) == ()


def test_the_school_may_mute_hints_but_nothing_graver() -> None:
    record = study(attachments=[], discussion=[], content="短。")

    assert names(look(record, muted=frozenset({"W05", "W06", "W07"}))) == ["W06.no_discussion"]


def test_a_campaign_may_leave_out_warnings_but_never_late_entry_or_errors() -> None:
    record = study(date="2008-04-10", host="su", discussion=[])
    off = msgspec.structs.replace(preset(), checks_off=("W06", "T05", "W04", "T09"))

    assert names(look(record, campaigns=(off,))) == [
        "W04.not_present",
        "T09.material_after_session",
        "T05.late",
        "T08.outside",
    ]


def test_what_only_the_county_asks_for_says_so() -> None:
    findings = look(study(), campaigns=(campaign(photo_required=True),))

    assert [(finding.name, finding.requested) for finding in findings] == [("W08.no_photo", True)]


def test_a_campaign_may_ask_less_but_not_drop_what_it_does_not_name() -> None:
    template = preset()
    relaxed = tuple(
        msgspec.structs.replace(activity, fields_override={"content": FieldOverride(required=False)})
        if activity.id == "A10"
        else activity
        for activity in template.activities
    )
    record = study(content="", materials=[])

    assert names(look(record, campaigns=(msgspec.structs.replace(template, activities=relaxed),))) == ["W01.no_rows"]
    assert names(look(record, campaigns=(template,))) == ["W01.no_rows", "W01.empty"]


def test_the_county_sets_when_a_text_is_short() -> None:
    record = diary(facts="字" * 120)

    assert names(look(record)) == []
    (finding,) = look(record, campaigns=(preset(),))
    assert finding.particulars == {"length": 120, "least": 150}


def test_half_typed_values_never_stop_a_check() -> None:
    broken: dict[str, Any] = {
        "date": "2008-04",
        "start_time": "7",
        "end_time": None,
        "attendance": {},
        "materials": None,
        "discussion": [{}],
    }
    for name in names(look(study(**broken))):
        assert name.startswith("W0")


@pytest.mark.parametrize("kind", ["study_session", "research_diary", "rectification"])
def test_an_empty_record_lacks_exactly_what_is_required(kind: str) -> None:
    told: Kind = find_kind(kind)
    maker = {"study_session": study, "research_diary": diary, "rectification": item}[kind]
    empty = msgspec.structs.replace(maker(), values={}, state="draft")
    missing = [finding.path[0] for finding in look(empty) if finding.rule == "W01"]

    assert missing == [field.key for field in told.fields() if field.required]


def test_an_item_that_came_back_keeps_its_first_acceptance() -> None:
    later = [*CLOSED["progress"], {"on": "2008-08-01", "by": "wang", "note": "又发现一处没有贴。"}]

    assert names(look(item("working", CLOSED, progress=later))) == []


def test_findings_name_people_and_write_days_as_iso_text() -> None:
    (finding,) = look(item("closed", {**CLOSED, "acceptor": "wang"}))
    assert finding.particulars == {"person": "王䶮"}
    (late,) = look(study(date="2008-04-17", materials=[{"title": "报告", "issued": "2007-10-15"}]))
    assert late.particulars == {"on": "2008-04-17", "entered_on": "2008-04-25", "days": 8}
    declared(late)


def test_a_draft_past_its_deadline_is_overdue_too() -> None:
    (finding,) = look(item("draft", ITEM, deadline="2008-09-18"))

    assert (finding.name, finding.particulars["days"]) == ("E02.overdue", 1)
