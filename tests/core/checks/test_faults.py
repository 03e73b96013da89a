"""Every rule finds its fault in a record that was spoilt for it."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.template import Repealed
from core.checks.context import BlobState, LedgerCount
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


def test_every_rule_of_a_record_has_a_case_that_fires() -> None:
    fired = {name for name, *_ in FIRES}
    elsewhere_tested = {"W10", "Q01", "E01", "W12"}
    declared_names = {
        f"{rule.number}.{code}" for rule in RULES.values() if rule.number not in elsewhere_tested for code in rule.codes
    }
    needs_only = {"E03.no_progress", "E06.milestones_open", "E07.deadline_not_later", "T12.before_last_step"}

    assert fired == declared_names - needs_only
