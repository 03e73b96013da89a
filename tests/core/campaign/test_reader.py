"""A template is read whole, or refused with the place and the reason."""

import codecs
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.errors import CampaignRefused, FileMissing
from core.campaign.reader import LIMIT, load_campaign, preset, read_campaign
from core.campaign.template import Binding, Per
from core.records.catalogue import kinds
from tests.support.owncampaign import READING

TINY: dict[str, Any] = {
    "template_format": "campaign-template",
    "format_version": "0.1",
    "id": "x",
    "title": "一个活动",
    "issuer": {"level": "county"},
    "window": {"start": "2025-03-01", "end": "2025-07-31"},
}
PHASE = {"id": "P1", "name": "学习", "start": "2025-03-01", "end": "2025-04-30"}
NIGHT = {"id": "A1", "name": "夜学", "record_kind": "study_session:night_study"}


def read(**parts: Any) -> Any:
    return read_campaign(json.dumps({**TINY, **parts}).encode())


def test_the_preset_is_read_with_the_notices_own_sentences() -> None:
    template = preset()

    assert (template.id, len(template.activities), len(template.phases)) == ("cn-2008-xinxingxiang", 24, 4)
    assert "每次学习情况必须有专门记录" in template.activity("A11").source_quote
    assert all(activity.source_quote for activity in template.activities)


def test_a_campaign_without_phases_is_whole() -> None:
    template = read(activities=[NIGHT])

    assert template.phases == ()
    assert template.window_of(template.activities[0]) == template.window


def test_what_is_not_said_has_its_default() -> None:
    template = read(activities=[NIGHT])

    assert (template.thresholds.late_entry_days, template.thresholds.photo_required) == (7, False)
    assert (template.activities[0].binding, template.activities[0].enabled) == (Binding.FOLLOW, True)


def test_the_program_has_every_kind_the_preset_asks_for() -> None:
    assert {activity.kind for activity in preset().activities} <= set(kinds())


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"template_format": "other"}, "template_format", "bad_value"),
    ({"format_version": "new"}, "format_version", "bad_value"),
    ({"title": None}, "title", "bad_value"),
    ({"window": {"start": "2025-03-01"}}, "window.end", "missing"),
    ({"window": {"start": "2025-03-01", "end": "2025-02-30"}}, "window.end", "bad_value"),
    ({"window": {"start": "2025-07-31", "end": "2025-03-01"}}, "window", "ends_before_start"),
    ({"windows": {}}, "windows", "unknown"),
    ({"phases": [PHASE, PHASE]}, "phases[1].id", "twice"),
    ({"phases": [{**PHASE, "id": "month"}]}, "phases[0].id", "bad_value"),
    ({"phases": [{**PHASE, "end": "2025-02-01"}]}, "phases[0]", "ends_before_start"),
    ({"phases": [{**PHASE, "end": "2025-08-01"}]}, "phases[0]", "outside"),
    ({"phases": [{**PHASE, "parent": "P9"}]}, "phases[0].parent", "unknown_phase"),
    ({"phases": [{**PHASE, "parent": "P1"}]}, "phases[0]", "circle"),
    (
        {"phases": [PHASE, {**PHASE, "id": "P1a", "end": "2025-05-01", "parent": "P1"}]},
        "phases[1]",
        "outside",
    ),
    ({"activities": [NIGHT, NIGHT]}, "activities[1].id", "twice"),
    ({"activities": [{**NIGHT, "id": "*"}]}, "activities[0].id", "bad_value"),
    ({"activities": [{**NIGHT, "phase": "P1"}]}, "activities[0].phase", "unknown_phase"),
    ({"activities": [{**NIGHT, "depends_on": ["A2"]}]}, "activities[0].depends_on", "unknown_activity"),
    ({"activities": [{**NIGHT, "depends_on": ["A1"]}]}, "activities[0]", "circle"),
    ({"activities": [{**NIGHT, "binding": "should"}]}, "activities[0].binding", "unknown"),
    ({"activities": [{**NIGHT, "checks": ["w1"]}]}, "activities[0].checks", "bad_rule"),
    ({"activities": [{**NIGHT, "deadline": "soon"}]}, "activities[0].deadline", "bad_deadline"),
    ({"activities": [{**NIGHT, "deadline": "9999-12-31+9d"}]}, "activities[0].deadline", "far_day"),
    ({"activities": [{**NIGHT, "id": "A/1"}]}, "activities[0].id", "bad_value"),
    ({"window": {"start": "2008-04-11", "end": "9999-12-31"}}, "window.end", "far_day"),
    ({"id": "cn@2008"}, "id", "bad_value"),
    ({"id": ""}, "id", "bad_value"),
    ({"title": "  "}, "title", "empty"),
    ({"activities": [{**NIGHT, "deadline": "P9.end"}]}, "activities[0].deadline", "unknown_phase"),
    ({"activities": [{**NIGHT, "quota": {"min": -1, "per": "month"}}]}, "activities[0].quota.min", "out_of_range"),
    ({"activities": [{**NIGHT, "quota": {"min": 1, "per": "week"}}]}, "activities[0].quota.per", "unknown"),
    (
        {"activities": [{**NIGHT, "quota": {"min": 1, "per": "month", "skip_months": [13]}}]},
        "activities[0].quota.skip_months",
        "out_of_range",
    ),
    ({"activities": [{**NIGHT, "record_kind": "study_session:x"}]}, "activities[0].record_kind", "unknown_subtype"),
    (
        {"activities": [{**NIGHT, "fields_override": {"host": {"required": False}}}]},
        "activities[0].fields_override.host",
        "common_field",
    ),
    (
        {"activities": [{**NIGHT, "fields_override": {"summary": {"required": True}}}]},
        "activities[0].fields_override.summary",
        "asks_more",
    ),
    (
        {"activities": [{**NIGHT, "fields_override": {"mood": {"required": False}}}]},
        "activities[0].fields_override",
        "unknown_field",
    ),
    (
        {"submission": {"packets": [{"id": "P", "name": "包", "activities": ["A7"]}]}},
        "submission.packets[0].activities",
        "unknown_activity",
    ),
    (
        {"submission": {"packets": [{"id": "P", "name": "包", "activities": ["*"], "when": "P9.end"}]}},
        "submission.packets[0].when",
        "unknown_phase",
    ),
    ({"thresholds": {"late_entry_days": 3650}}, "thresholds.late_entry_days", "out_of_range"),
    ({"thresholds": {"similarity_warn": 0.1}}, "thresholds.similarity_warn", "out_of_range"),
    ({"thresholds": {"publication_min_days": -1}}, "thresholds.publication_min_days", "out_of_range"),
    ({"thresholds": {"body_min_chars": {"x": -5}}}, "thresholds.body_min_chars.x", "out_of_range"),
    ({"checks_off": ["T05"]}, "checks_off[0]", "unswitchable"),
    ({"checks_off": ["W05", "H03"]}, "checks_off[1]", "unswitchable"),
    ({"checks_off": ["all"]}, "checks_off[0]", "bad_rule"),
]


@pytest.mark.parametrize(("parts", "path", "reason"), REFUSED)
def test_a_template_that_contradicts_itself_is_refused(parts: dict[str, Any], path: str, reason: str) -> None:
    with pytest.raises(CampaignRefused) as refused:
        read(**parts)

    assert refused.value.particulars == {"path": path, "reason": reason}


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"{", b"[]", b'"x"', b"null", b'{"template_format": "campaign-temp']
)
def test_what_is_no_template_is_refused_and_never_breaks_the_reader(data: bytes) -> None:
    with pytest.raises(CampaignRefused):
        read_campaign(data)


def test_a_mark_at_the_beginning_as_notepad_writes_it_changes_nothing() -> None:
    assert read_campaign(codecs.BOM_UTF8 + msgspec.json.encode(preset())) == preset()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
@pytest.mark.parametrize("kinds", [False, True], ids=["plain", "with kinds of its own"])
def test_a_file_in_another_encoding_is_refused_as_a_whole_for_that(encoding: str, kinds: bool) -> None:
    text = READING.read_text(encoding="utf-8") if kinds else json.dumps(TINY, ensure_ascii=False)

    with pytest.raises(CampaignRefused) as refused:
        read_campaign(text.encode(encoding))

    assert refused.value.particulars == {"path": "", "reason": "not_utf8"}


def test_a_file_too_large_is_refused_unread() -> None:
    with pytest.raises(CampaignRefused, match="too_large"):
        read_campaign(b" " * (LIMIT + 1))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        load_campaign(tmp_path / "none.json")


@pytest.mark.parametrize("name", ["none", "../campaigns/cn-2008", "CN"])
def test_a_preset_that_is_not_there_is_missing(name: str) -> None:
    with pytest.raises(FileMissing):
        preset(name)


def test_a_template_written_out_is_read_back_the_same() -> None:
    assert read_campaign(msgspec.json.encode(preset())) == preset()


def test_the_quota_of_evening_study_leaves_out_the_holidays() -> None:
    quota = preset().activity("A11").quota

    assert quota is not None
    assert (quota.min, quota.per, quota.skip_months) == (2, Per.MONTH, (7, 8))


def test_activities_of_a_kind_are_those_enabled_for_its_subtype() -> None:
    found = preset().activities_of("study_session", "mobilization")

    assert [activity.id for activity in found] == ["A04"]
