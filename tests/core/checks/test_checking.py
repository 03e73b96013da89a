"""Every rule: one record that it finds fault with, and one that it lets pass."""

from copy import deepcopy
from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.template import FieldOverride, Repealed
from core.checks.checking import check
from core.checks.context import BlobState, LedgerCount, Span
from core.checks.declared import RULES
from core.checks.finding import Level
from core.records.catalogue import find_kind
from core.records.kind import Kind
from core.records.rule import SaysNone
from tests.core.checks.cases import (
    CLOSED,
    ITEM,
    LASTING,
    NOW,
    SESSION,
    ZONE,
    context,
    declared,
    diary,
    item,
    look,
    names,
    study,
)


def attendance(**changed: Any) -> dict[str, Any]:
    return {**deepcopy(SESSION["attendance"]), **changed}


def absent(**changed: Any) -> dict[str, Any]:
    return attendance(absent=[{**SESSION["attendance"]["absent"][0], **changed}])


def campaign(**thresholds: Any) -> Any:
    template = preset()
    return msgspec.structs.replace(template, thresholds=msgspec.structs.replace(template.thresholds, **thresholds))


ELSEWHERE = Span(
    person="zhou",
    day=date(2008, 4, 24),
    start=20 * 60,
    end=21 * 60,
    place="县教育局",
    record="other",
    number="ST-2008-009",
    heading="局里的会",
)


def elsewhere(**changed: Any) -> tuple[Span, ...]:
    parts = {name: getattr(ELSEWHERE, name) for name in Span.__slots__}
    return (Span(**{**parts, **changed}),)


FIRES: list[tuple[str, str, Any, dict[str, Any], tuple[Any, ...]]] = [
    ("W01.empty", "E", study(title=" "), {}, ("title",)),
    ("W01.empty", "E", study(attendance={"expected": [], "absent": []}), {}, ("attendance",)),
    ("W01.cell_empty", "E", study(materials=[{"title": "方案"}]), {}, ("materials", 0, "issued")),
    ("W01.no_rows", "E", study(materials=[{"title": "", "issued": None}]), {}, ("materials",)),
    ("W02.signed_differs", "E", study(attendance=attendance(signed=5)), {}, ("attendance",)),
    ("W02.absent_not_expected", "E", study(attendance=absent(person="gone")), {}, ("attendance", "absent", 0)),
    ("W02.absent_nobody", "E", study(attendance=absent(person=None)), {}, ("attendance", "absent", 0)),
    (
        "W02.expected_twice",
        "E",
        study(attendance=attendance(expected=["lin", "lin", "zhou", "zheng", "wang", "su"], signed=None)),
        {},
        ("attendance",),
    ),
    (
        "W02.absent_twice",
        "E",
        study(attendance=attendance(absent=SESSION["attendance"]["absent"] * 2)),
        {},
        ("attendance", "absent", 1),
    ),
    ("W03.no_reason", "W", study(attendance=absent(reason=None)), {}, ("attendance", "absent", 0)),
    (
        "W03.no_makeup",
        "I",
        study(attendance=absent(makeup_on=None, makeup_method="")),
        {},
        ("attendance", "absent", 0),
    ),
    (
        "W03.excuse_unsaid",
        "I",
        study(attendance=absent(reason="maternity", makeup_on=None, makeup_method=None)),
        {},
        ("attendance", "absent", 0),
    ),
    ("W04.not_present", "E", study(host="su"), {}, ("host",)),
    ("W05.short", "I", study(content="学了报告。"), {}, ("content",)),
    ("W06.no_discussion", "W", study(discussion=[]), {}, ("discussion",)),
    ("W06.few_speakers", "W", study(discussion=SESSION["discussion"][:1]), {}, ("discussion",)),
    (
        "W06.only_agreement",
        "W",
        study(discussion=[{"speaker": "lin", "text": "大家一致认为。"}, {"speaker": "wang", "text": "一致同意！"}]),
        {},
        ("discussion",),
    ),
    (
        "W06.speaker_not_present",
        "W",
        study(discussion=[*SESSION["discussion"], {"speaker": "su", "text": "路远的学生不适合留校。"}]),
        {},
        ("discussion", 2, "speaker"),
    ),
    ("W07.no_sign_in_sheet", "I", study(attachments=[]), {}, ("attachments",)),
    ("W08.no_photo", "W", study(), {"campaign": campaign(photo_required=True)}, ("attachments",)),
    *(
        (
            f"W09.file_{state}",
            "E",
            study(attachments=[{"blob": "ab" * 32, "title": "签到表", "type": "sign_in_sheet"}]),
            {"blobs": {"ab" * 32: state}},
            ("attachments", 0),
        )
        for state in (BlobState.MISSING, BlobState.CHANGED, BlobState.EMPTY, BlobState.UNREADABLE)
    ),
    ("W11.all_empty", "I", diary(problems=[]), {}, ("problems",)),
    ("T01.ends_before_start", "E", study(end_time="18:50"), {}, ("end_time",)),
    ("T01.ends_before_start", "E", study(end_time="19:00"), {}, ("end_time",)),
    ("T01.long", "I", study(end_time="23:01"), {}, ("end_time",)),
    ("T01.short", "I", study(end_time="19:19"), {}, ("end_time",)),
    ("T02.two_places", "E", study(), {"spans": elsewhere()}, ("attendance",)),
    ("T02.two_places", "E", study(), {"spans": elsewhere(place="学校会议室")}, ("attendance",)),
    ("T02.two_places", "E", diary(), {"spans": elsewhere(person="lin", day=date(2008, 4, 28), start=540)}, ("author",)),
    ("T03.place_taken", "I", study(), {"spans": elsewhere(person="", place="学校 会议室")}, ("place",)),
    ("T04.future", "E", study(date="2008-09-20"), {}, ("date",)),
    (
        "T05.late",
        "W",
        study(date="2008-04-17", materials=[{"title": "报告", "issued": "2007-10-15"}]),
        {},
        ("late_reason",),
    ),
    (
        "T09.material_after_session",
        "E",
        study(materials=[{"title": "方案", "issued": "2008-04-25"}]),
        {},
        ("materials", 0, "issued"),
    ),
    (
        "T11.repealed",
        "W",
        study(materials=[{"title": "《学习 制度》（试行）", "issued": "2006-01-01"}]),
        {
            "campaign": msgspec.structs.replace(
                preset(), repealed_documents=(Repealed(title="学习制度", repealed_on=date(2008, 1, 1)),)
            )
        },
        ("materials", 0, "title"),
    ),
    (
        "T12.told_later",
        "I",
        study(content=SESSION["content"] + "四月二十八日又补了一课。"),
        {},
        ("content",),
    ),
    ("T12.accepted_before_progress", "E", item("closed", CLOSED, accepted_on="2008-06-15"), {}, ("accepted_on",)),
    ("T12.closed_before_accepted", "E", item("closed", CLOSED, closed_on="2008-06-19"), {}, ("closed_on",)),
    ("T14.weekday_differs", "E", study(content=SESSION["content"] + "今天星期五，到会人多。"), {}, ("content",)),
    (
        "T14.weekday_differs",
        "E",
        study(content=SESSION["content"] + "4月20日（星期六）发文。"),
        {},
        ("content",),
    ),
    ("T16.clock_behind", "W", study(), {"last_entry": datetime(2008, 9, 19, 10, 1, tzinfo=ZONE)}, ()),
    ("C07.placeholder", "E", study(title="学习XX同志讲话"), {}, ("title",)),
    ("C07.placeholder", "E", study(place="××小学"), {}, ("place",)),
    ("C07.placeholder", "E", study(summary="主持人：____"), {}, ("summary",)),
    ("C07.placeholder", "E", study(summary="【】"), {}, ("summary",)),
    ("C07.placeholder", "E", study(summary="此处填写小结"), {}, ("summary",)),
    ("C07.placeholder", "E", study(summary="某某学校的做法"), {}, ("summary",)),
    ("C07.placeholder", "E", study(title="向某某同志学习的一次会"), {}, ("title",)),
    ("C07.placeholder", "E", study(attendance=absent(note="【请填写事由】")), {}, ("attendance", "absent", 0, "note")),
    ("E02.overdue", "W", item(deadline="2008-06-30"), {}, ("deadline",)),
    ("E02.overdue", "W", item("waiting", CLOSED, deadline="2008-06-30"), {}, ("deadline",)),
    ("E03.no_evidence", "E", item("closed", CLOSED, evidence=[]), {}, ("evidence",)),
    ("E04.own_acceptance", "E", item("closed", CLOSED, acceptor="wang"), {}, ("acceptor",)),
    ("E05.vague", "I", item(measures=[{"text": "进一步加强领导，提高认识"}]), {}, ("measures", 0, "text")),
    ("E06.few_milestones", "W", item("lasting", LASTING, milestones=LASTING["milestones"][:1]), {}, ("milestones",)),
    (
        "E06.too_many_lasting",
        "W",
        item("lasting", LASTING),
        {"ledger": LedgerCount(total=5, long_term=2)},
        ("milestones",),
    ),
    (
        "E07.deadline_moved",
        "E",
        item(history=[{"on": "2008-06-05", "move": "register", "deadline": "2008-06-30"}]),
        {},
        ("deadline",),
    ),
    (
        "E07.deadline_moved",
        "E",
        item(
            history=[
                {"on": "2008-06-05", "move": "register", "deadline": "2008-06-30"},
                {"on": "2008-07-05", "move": "revise", "deadline": "2008-12-31"},
            ]
        ),
        {},
        ("history", 1, "deadline"),
    ),
    (
        "E07.extension_unapproved",
        "E",
        item(
            history=[
                {"on": "2008-06-05", "move": "register", "deadline": "2008-06-30"},
                {"on": "2008-06-29", "move": "extend", "note": "楼梯封闭", "deadline": "2008-12-31"},
            ]
        ),
        {},
        ("history", 1, "deadline"),
    ),
    ("E09.before", "E", item(deadline="2008-06-04"), {"now": datetime(2008, 6, 4, 9, tzinfo=ZONE)}, ("deadline",)),
    ("E10.not_published", "I", item(publish=True), {}, ("publish_from",)),
    (
        "E10.published_briefly",
        "I",
        item(publish=True, publish_from="2008-06-10", publish_to="2008-06-15"),
        {},
        ("publish_to",),
    ),
]


@pytest.mark.parametrize(("name", "level", "record", "known", "path"), FIRES)
def test_a_spoilt_record_is_found_out(name: str, level: str, record: Any, known: Any, path: Any) -> None:
    found = [finding for finding in look(record, **known) if finding.name == name]

    assert [(finding.level, finding.path, finding.record) for finding in found] == [(Level(level), path, record.id)]


PASSES: list[tuple[str, Any, dict[str, Any]]] = [
    ("W01", study(materials=[*SESSION["materials"], {"title": "", "issued": None}]), {}),
    ("W02", study(attendance=attendance(signed=None)), {}),
    ("W03", study(attendance=absent(reason="maternity", makeup_on=None, makeup_method=None, note="产假，免补学")), {}),
    ("W05", study(content=""), {}),
    ("W06", study(subtype="night_study", discussion=[]), {}),
    (
        "W06",
        study(observers=["su"], discussion=[*SESSION["discussion"], {"speaker": "su", "text": "我也愿意轮值。"}]),
        {},
    ),
    (
        "W06",
        study(
            discussion=[{"speaker": "lin", "text": "一致认为应当先换五根坏灯管，再开教室。"}] * 2
            + SESSION["discussion"][1:]
        ),
        {},
    ),
    ("W07", study(), {}),
    ("W08", study(), {"campaign": preset()}),
    ("W09", study(attachments=[{"blob": "ab" * 32, "type": "sign_in_sheet"}]), {"blobs": {"ab" * 32: BlobState.OK}}),
    ("W11", diary(problems=[], expectations=[{"text": "希望取消家长签字"}]), {}),
    ("T01", diary(), {}),
    ("T02", study(), {"spans": elsewhere(start=20 * 60 + 40)}),
    ("T02", study(), {"spans": elsewhere(end=19 * 60, start=18 * 60)}),
    ("T02", study(), {"spans": elsewhere(person="su")}),
    ("T02", study(), {"spans": elsewhere(record="id-study_session")}),
    ("T02", study(), {"spans": elsewhere(day=date(2008, 4, 25))}),
    ("T03", study(), {"spans": elsewhere(place="学校会议室")}),
    ("T03", study(), {"spans": elsewhere(person="", place="多媒体教室")}),
    ("T04", study(date="2008-09-19"), {}),
    ("T05", study(date="2008-04-18", materials=[{"title": "报告", "issued": "2007-10-15"}]), {}),
    ("T05", study(date="2008-04-01", late_reason="停电，先手写后补录"), {}),
    ("T05", study(), {"campaign": campaign(late_entry_days=1)}),
    ("T09", study(materials=[{"title": "方案", "issued": "2008-04-24"}]), {}),
    (
        "T11",
        study(materials=[{"title": "学习制度", "issued": "2006-01-01"}]),
        {
            "campaign": msgspec.structs.replace(
                preset(), repealed_documents=(Repealed(title="学习制度", repealed_on=date(2008, 12, 1)),)
            )
        },
    ),
    ("T12", study(content=SESSION["content"] + "教导处在四月三十日以前发调查表。新的时间定在五月二十六日。"), {}),
    ("T12", study(content=SESSION["content"] + "教导处五月二十日前拿出办法。从5月9日起错时放学。"), {}),
    ("T12", study(content=SESSION["content"] + "去年十二月三十日也讲过。"), {}),
    ("T12", item("working", CLOSED, accepted_on="2008-06-15"), {}),
    ("T14", study(content=SESSION["content"] + "今天星期四。每星期三夜学，下周一再说。4月20日，星期日发文。"), {}),
    ("T14", study(content=SESSION["content"] + "今天周一鸣老师也来了。"), {}),
    ("T16", study(), {"last_entry": NOW}),
    ("C07", study(summary="蔡某某家的菜地，学习IXX版，3×5米，XXL号", title="村民蔡某某反映的一件事"), {}),
    ("E02", item(deadline="2008-09-19"), {}),
    ("E02", item("closed", CLOSED, deadline="2008-06-30"), {}),
    ("E03", item("closed", CLOSED), {}),
    ("E03", item(), {}),
    ("E04", item("closed", CLOSED), {}),
    ("E05", item(measures=[{"text": "加强巡查，每月一次"}, {"text": "加强值班"}, {"text": "绘制路线图"}]), {}),
    ("E06", item("lasting", LASTING), {"ledger": LedgerCount(total=10, long_term=3)}),
    ("E06", item(), {"ledger": LedgerCount(total=1, long_term=1)}),
    (
        "E07",
        item(
            history=[
                {"on": "2008-06-05", "move": "register", "deadline": "2008-06-30"},
                {"on": "2008-06-29", "move": "extend", "note": "楼梯封闭", "by": "lin", "deadline": "2008-12-31"},
                {"on": "2008-07-02", "move": "report"},
            ]
        ),
        {},
    ),
    ("E09", item(deadline="2008-06-05"), {}),
    ("E10", item(publish=True, publish_from="2008-06-10", publish_to="2008-06-16"), {}),
    ("E10", item(publish=False), {}),
]


@pytest.mark.parametrize(("rule", "record", "known"), PASSES)
def test_a_record_that_keeps_a_rule_passes_it(rule: str, record: Any, known: Any) -> None:
    assert [finding for finding in look(record, **known) if finding.rule == rule] == []


@pytest.mark.parametrize("record", [study(), diary(), item(), item("closed", CLOSED), item("lasting", LASTING)])
def test_a_right_record_is_left_in_peace(record: Any) -> None:
    assert names(look(record)) == []


def test_every_rule_of_a_record_has_a_case_that_fires() -> None:
    fired = {name for name, *_ in FIRES}
    elsewhere_tested = {"W10", "Q01", "E01", "W12"}
    declared_names = {
        f"{rule.number}.{code}" for rule in RULES.values() if rule.number not in elsewhere_tested for code in rule.codes
    }
    needs_only = {"E03.no_progress", "E06.milestones_open", "E07.deadline_not_later", "T12.before_last_step"}

    assert fired == declared_names - needs_only


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
    record = study(materials=[SESSION["materials"][0], {"title": "方案", "issued": "2008-04-25"}])
    (finding,) = look(record)

    assert (finding.mark, finding.name) == ("T09:materials.1.issued", "T09.material_after_session")


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

    assert names(look(record, campaign=off)) == ["W04.not_present", "T09.material_after_session", "T05.late"]


def test_what_only_the_county_asks_for_says_so() -> None:
    findings = look(study(), campaign=campaign(photo_required=True))

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

    assert names(look(record, campaign=msgspec.structs.replace(template, activities=relaxed))) == ["W01.no_rows"]
    assert names(look(record, campaign=template)) == ["W01.no_rows", "W01.empty"]


def test_the_county_sets_when_a_text_is_short() -> None:
    record = diary(facts="字" * 120)

    assert names(look(record)) == []
    (finding,) = look(record, campaign=preset())
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
