"""Every rule finds its fault in a record that was spoilt for it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.template import Repealed
from core.checks.context import BlobState, Follower, LedgerCount, Referred
from core.checks.declared import RULES
from core.checks.finding import Level
from tests.core.checks.cases import (
    CLOSED,
    LASTING,
    SESSION,
    ZONE,
    absent,
    attendance,
    campaign,
    diary,
    elsewhere,
    item,
    look,
    study,
)

CLOSED_BEFORE = Referred(
    record="before",
    number="RC-2008-001",
    kind="rectification",
    state="closed",
    heading="演练没有路线图",
    dated=date(2008, 3, 1),
    ended=True,
)
PAPER = Referred(record="paper", number="PR-2008-05", kind="progress_report", state="submitted")
PASSED_ON = [{"on": "2008-06-10", "move": "escalate", "state": "escalated", "note": "见PR-2008-05第二项"}]

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
    ("W08.no_photo", "W", study(), {"campaigns": (campaign(photo_required=True),)}, ("attachments",)),
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
            "campaigns": (
                msgspec.structs.replace(
                    preset(), repealed_documents=(Repealed(title="学习制度", repealed_on=date(2008, 1, 1)),)
                ),
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
    (
        "T15.taken_another_day",
        "I",
        study(attachments=[*SESSION["attachments"], {"title": "会场", "type": "photo", "taken": "2008-04-26"}]),
        {},
        ("attachments", 1),
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
    ("E08.again", "I", item(), {"closed_alike": (CLOSED_BEFORE,)}, ("category",)),
    ("E09.before", "E", item(deadline="2008-06-04"), {"now": datetime(2008, 6, 4, 9, tzinfo=ZONE)}, ("deadline",)),
    ("E10.not_published", "I", item(publish=True), {}, ("publish_from",)),
    ("E12.not_passed_on", "W", item("escalated"), {}, ("history",)),
    ("E12.not_passed_on", "W", item("escalated", history=PASSED_ON), {}, ("history",)),
    (
        "E12.not_passed_on",
        "W",
        item("escalated", history=PASSED_ON),
        {"referred": {"PR-2008-05": replace(PAPER, void=True)}},
        ("history",),
    ),
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


def test_every_rule_said_to_be_tested_here_has_a_case_for_each_of_its_codes() -> None:
    fired = {name for name, *_ in FIRES}
    here = {number for number, rule in RULES.items() if "tests/core/checks/test_faults.py" in rule.tested}
    needs_only = {"E03.no_progress", "E06.milestones_open", "E07.deadline_not_later", "T12.before_last_step"}
    tested_elsewhere = {
        "T02.away",
        "T12.before_referred",
        "T12.before_month_last",
        "T12.none_said",
        "E12.opinion_not_passed_on",
    }
    declared_names = {f"{number}.{code}" for number in here for code in RULES[number].codes}

    assert fired == declared_names - needs_only - tested_elsewhere


def test_what_came_again_leads_to_what_was_closed() -> None:
    longer_ago = replace(CLOSED_BEFORE, record="longer ago", dated=date(2007, 9, 1))
    (finding,) = look(item(), closed_alike=(longer_ago, CLOSED_BEFORE))

    assert finding.other == "before"
    assert finding.particulars == {
        "category": "安全制度",
        "number": "RC-2008-001",
        "heading": "演练没有路线图",
        "closed_on": "2008-03-01",
    }


def test_an_overlap_leads_to_the_other_record() -> None:
    (two_places,) = look(study(), spans=elsewhere())
    (place_taken,) = look(study(), spans=elsewhere(person="", place="学校会议室"))

    assert (two_places.other, place_taken.other) == ("other", "other")


def test_a_paper_that_grew_out_of_an_item_passes_it_on() -> None:
    grown = Follower(offshoot="report", row="", by=PAPER)

    assert look(item("escalated"), followers=(grown,)) == ()
    assert look(item("escalated", history=PASSED_ON), referred={"PR-2008-05": PAPER}) == ()
