"""Petition 信访: who came with what, and how it was answered in time (D§2.7, S18); see core/records/receiving.py."""

from core.base.words import Words
from core.records.asking import happened, history, kept, written
from core.records.field import Choice, Date, Integer, LongText, Option, Person, Reference, Text
from core.records.growing import to_item, to_task
from core.records.kind import Group, Kind, Place, Privacy, Section, Sheet
from core.records.link import Copy, Offshoot
from core.records.receiving import (
    ANSWER,
    ANSWER_WAY,
    ANSWERED_ON,
    EXTENDED_BY,
    EXTENDED_ON,
    REVIEW_BODY,
    REVIEW_ON,
    REVIEW_RESULT,
    SATISFIED,
    STATES,
    TOLD_ON,
    TOLD_WAY,
    WORKFLOW,
)
from core.records.rule import EnteredSoon, Informed, NotBefore, NotFuture, Settled, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, cell, row

WAYS = (
    Option("visit", Words("走访", "Came in person")),
    Option("letter", Words("来信", "Letter")),
    Option("phone", Words("来电", "Telephone")),
    Option("net", Words("网络", "Internet")),
    Option("passed", Words("上级转办", "Passed on from above")),
)

TYPES = (
    Option("claim", Words("申诉求决", "Appeal")),
    Option("opinion", Words("意见建议", "Opinion")),
    Option("charge", Words("检举控告", "Charge")),
    Option("question", Words("咨询", "Question")),
)

TIMES = (
    Option("first", Words("初次", "First time")),
    Option("again", Words("重复", "Again")),
    Option("skipping", Words("越级", "Past the level in charge")),
)

NAMING = (
    Option("named", Words("署名", "With name")),
    Option("anonymous", Words("匿名", "Without name")),
)

KIND = Kind(
    key="petition",
    version=1,
    prefix="PT",
    words=Words("信访登记", "Petition"),
    place=Place.ACTIVITIES,
    group=Group.PEOPLE,
    subtype="type",
    line=("type", "way", "times"),
    carried=("place", "receiver", "department"),
    retention="D30",
    privacy=Privacy.CONFIDENTIAL,
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("登记", "Entry"),
            fields=(
                Text(
                    key="title",
                    words=Words("事由", "Matter"),
                    required=True,
                    low=6,
                    high=30,
                    note=Words("写事，不写姓名", "The matter, no names"),
                ),
                Date(key="date", words=Words("来访日期", "Received on"), required=True),
                Choice(key="way", words=Words("方式", "How"), required=True, options=WAYS),
                Choice(key="type", words=Words("类型", "Type"), required=True, options=TYPES),
                Choice(key="times", words=Words("次数", "Which time"), required=True, options=TIMES),
                Person(key="receiver", words=Words("接待人", "Received by"), required=True),
                Text(key="place", words=Words("接待地点", "Place"), low=2, high=20, recent=True),
                LongText(key="body", words=Words("反映情况", "What they say"), required=True, low=100, high=300),
            ),
            rows=(("title",), ("date", "way"), ("type", "times"), ("receiver", "place"), ("body",)),
        ),
        Section(
            key="petitioner",
            words=Words("信访人", "Who it is"),
            fields=(
                Choice(key="naming", words=Words("署名", "Named"), options=NAMING),
                Text(key="petitioner", words=Words("姓名", "Name"), high=20, private=True, names=True),
                Integer(key="people", words=Words("人数", "How many"), low=1, high=9999),
                Integer(
                    key="representatives",
                    words=Words("代表人数", "Representatives"),
                    low=1,
                    high=5,
                    note=Words("多人走访推代表，不超过五人", "Several send five at most"),
                ),
                Text(key="address", words=Words("单位或地址", "Unit or address"), high=40, private=True),
                Text(key="occupation", words=Words("职业", "Occupation"), high=20, private=True),
                Text(key="phone", words=Words("电话", "Telephone"), high=20, private=True),
            ),
            rows=(
                ("naming", "petitioner"),
                ("people", "representatives"),
                ("address",),
                ("occupation", "phone"),
            ),
        ),
        Section(
            key="handling",
            words=Words("批示和承办", "Handling"),
            fields=(
                LongText(key="instruction", words=Words("领导批示", "Instruction"), high=100, later=True),
                Text(key="department", words=Words("承办部门", "Department"), low=2, high=20, recent=True, later=True),
                Person(key="handler", words=Words("承办人", "Handled by"), later=True),
                kept(TOLD_ON),
                kept(TOLD_WAY),
                written("steps", Words("办理情况", "Steps"), happened("情况", "Step", low=10)),
                kept(EXTENDED_ON),
                kept(EXTENDED_BY),
            ),
            rows=(
                ("instruction",),
                ("department", "handler"),
                ("told_on", "told_way"),
                ("steps",),
                ("extended_on", "extended_by"),
            ),
        ),
        Section(
            key="answer",
            words=Words("答复和复查", "Answer and review"),
            fields=(
                kept(ANSWERED_ON),
                kept(ANSWER_WAY),
                kept(ANSWER),
                kept(SATISFIED),
                kept(REVIEW_ON),
                kept(REVIEW_BODY),
                kept(REVIEW_RESULT),
                Reference(key="link", words=Words("关联记录", "Linked record"), later=True),
                history(WORKFLOW.moves, STATES),
            ),
            rows=(
                ("answered_on", "answer_way", "satisfied"),
                ("answer",),
                ("review_on", "review_body"),
                ("review_result",),
                ("link",),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        Informed(received="date", told="told_on", days=15),
        Settled(accepted="told_on", answered="answered_on", extended="extended_on", days=60, more=30),
        NotBefore(later="told_on", earlier="date"),
        NotBefore(later="answered_on", earlier="told_on"),
        WeekdayTold(fields=("body",), date="date"),
    ),
    offshoots=(
        to_item(source="petition", copies=(Copy(into="title", field="title"),)),
        to_task(title="title"),
        Offshoot(
            key="info",
            words=Words("报信息", "Report it upward"),
            kind="info_report",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="situation", field="body"),
                Copy(into="count", field="people"),
                Copy(into="source_ref", field="number"),
            ),
        ),
        Offshoot(
            key="dispute",
            words=Words("转纠纷调处", "Mediate as a dispute"),
            kind="dispute",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="body", field="body"),
                Copy(into="date", field="date"),
                Copy(into="source_ref", field="number"),
            ),
        ),
    ),
    sheet=Sheet(
        words=Words("信访登记表", "Petition"),
        rows=(
            row(cell("title", "事由", "Matter", span=2), cell("date", "来访日期", "Received on")),
            row(cell("way", "方式", "How"), cell("type", "类型", "Type"), cell("times", "次数", "Which time")),
            row(
                cell("naming petitioner", "信访人", "Who"),
                cell("people", "人数", "How many"),
                cell("representatives", "代表人数", "Representatives"),
            ),
            row(cell("address", "单位地址", "Unit or address")),
            row(cell("occupation", "职业", "Occupation"), cell("phone", "电话", "Telephone")),
            row(cell("receiver", "接待人", "Received by"), cell("place", "接待地点", "Place")),
            row(cell("body", "反映情况", "What they say"), height=40),
            row(cell("instruction", "领导批示", "Instruction"), height=14),
            row(cell("department", "承办部门", "Department"), cell("handler", "承办人", "Handled by")),
            row(cell("told_on", "受理告知日", "Told on"), cell("told_way", "告知方式", "How")),
            row(cell("steps", "办理情况", "Steps"), height=20),
            row(cell("extended_on", "批准延期日", "More time"), cell("extended_by", "批准人", "Granted by")),
            row(
                cell("answered_on", "答复日期", "Answered on"),
                cell("answer_way", "答复方式", "How"),
                cell("satisfied", "是否满意", "Content"),
            ),
            row(cell("answer", "答复意见", "Answer"), height=14),
            row(cell("review_on", "申请复查日", "Review asked"), cell("review_body", "复查单位", "By")),
            row(cell("review_result", "复查结果", "Outcome"), cell("link", "关联记录", "Link")),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("接待人签字", "Received by"), Words("承办人签字", "Handled by")),
    ),
)
