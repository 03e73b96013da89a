"""Every rule lets pass what only looks like its fault."""

from datetime import date
from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.template import Repealed
from core.checks.context import BlobState, LedgerCount
from tests.core.checks.cases import (
    CLOSED,
    LASTING,
    NOW,
    SESSION,
    absent,
    attendance,
    campaign,
    diary,
    elsewhere,
    item,
    look,
    study,
)

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
    ("W08", study(), {"campaigns": (preset(),)}),
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
    ("T05", study(), {"campaigns": (campaign(late_entry_days=1),)}),
    ("T09", study(materials=[{"title": "方案", "issued": "2008-04-24"}]), {}),
    (
        "T11",
        study(materials=[{"title": "学习制度", "issued": "2006-01-01"}]),
        {
            "campaigns": (
                msgspec.structs.replace(
                    preset(), repealed_documents=(Repealed(title="学习制度", repealed_on=date(2008, 12, 1)),)
                ),
            )
        },
    ),
    ("T12", study(content=SESSION["content"] + "教导处在四月三十日以前发调查表。新的时间定在五月二十六日。"), {}),
    ("T12", study(content=SESSION["content"] + "教导处五月二十日前拿出办法。从5月9日起错时放学。"), {}),
    ("T12", study(content=SESSION["content"] + "去年十二月三十日也讲过。"), {}),
    ("T12", item("working", CLOSED, accepted_on="2008-06-15"), {}),
    ("T14", study(content=SESSION["content"] + "今天星期四。每星期三夜学，下周一再说。4月20日，星期日发文。"), {}),
    ("T14", study(content=SESSION["content"] + "今天周一鸣老师也来了。"), {}),
    (
        "T15",
        study(attachments=[*SESSION["attachments"], {"title": "会场", "type": "photo", "taken": "2008-04-25"}]),
        {},
    ),
    ("T15", study(attachments=[*SESSION["attachments"], {"title": "会场", "type": "photo"}]), {}),
    ("T15", item(evidence=[{"title": "路线图", "type": "photo", "taken": "2008-07-26"}]), {}),
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
    ("E08", item(), {"closed_alike": ()}),
    ("E12", item(), {}),
    ("E09", item(deadline="2008-06-05"), {}),
    ("E10", item(publish=True, publish_from="2008-06-10", publish_to="2008-06-16"), {}),
    ("E10", item(publish=False), {}),
]


@pytest.mark.parametrize(("rule", "record", "known"), PASSES)
def test_a_record_that_keeps_a_rule_passes_it(rule: str, record: Any, known: Any) -> None:
    assert [finding for finding in look(record, **known) if finding.rule == rule] == []
