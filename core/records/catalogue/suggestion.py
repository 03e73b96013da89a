"""Suggestion 建议提案 of deputies or of the staff congress, handled by the school (D§2.11, S27); see replying.py."""

from core.base.words import Words
from core.records.asking import happened, history, kept, written
from core.records.field import Choice, Date, LongText, Option, Person, Text
from core.records.growing import to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.link import Copy
from core.records.replying import (
    ASKED_ON,
    CLOSED_ON,
    EXTENDED_ON,
    OPINION,
    REPLIED_ON,
    REPLY,
    REPLY_NO,
    RESULT,
    STATES,
    TOLD_ON,
    WORKFLOW,
)
from core.records.rule import EnteredSoon, NotBefore, NotFuture
from core.records.usual import CLOSING, CLOSING_ROWS, cell, row

SOURCES = (
    Option("congress", Words("人大建议", "People’s congress")),
    Option("consultative", Words("政协提案", "Consultative conference")),
    Option("staff", Words("教代会提案", "Staff congress")),
)

PARTS = (
    Option("lead", Words("主办", "In the lead")),
    Option("assist", Words("协办", "Assisting")),
)

KIND = Kind(
    key="suggestion",
    version=1,
    prefix="SG",
    words=Words("建议提案", "Suggestion"),
    place=Place.ACTIVITIES,
    group=Group.PEOPLE,
    subtype="source",
    line=("source", "leader"),
    carried=("source", "part", "department"),
    retention="D30",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("来件", "Suggestion"),
            fields=(
                Text(key="title", words=Words("案由", "Matter"), required=True, low=6, high=36),
                Choice(key="source", words=Words("来源", "Source"), required=True, options=SOURCES),
                Text(key="doc_no", words=Words("编号", "Its number"), low=2, high=30),
                Date(key="date", words=Words("交办日期", "Handed over on"), required=True),
                Text(key="leader", words=Words("领衔人", "First name on it"), required=True, low=2, high=20),
                Text(key="seconders", words=Words("附议人", "Seconded by"), low=2, high=60),
                LongText(key="grounds", words=Words("理由", "Grounds"), required=True, low=20, high=300),
                LongText(key="proposed", words=Words("建议办法", "What is proposed"), required=True, low=20, high=300),
            ),
            rows=(("title",), ("source", "date"), ("doc_no",), ("leader", "seconders"), ("grounds",), ("proposed",)),
        ),
        Section(
            key="handling",
            words=Words("办理", "Handling"),
            fields=(
                Choice(key="part", words=Words("主办协办", "Our part"), required=True, options=PARTS),
                Text(key="department", words=Words("承办部门", "Department"), low=2, high=20, recent=True, later=True),
                Person(key="handler", words=Words("承办人", "Handled by"), later=True),
                kept(TOLD_ON),
                written("talks", Words("面商记录", "Talks"), happened("面商情况", "What was said", low=10)),
                kept(EXTENDED_ON),
            ),
            rows=(("part", "department", "handler"), ("told_on", "extended_on"), ("talks",)),
        ),
        Section(
            key="reply",
            words=Words("答复和反馈", "Answer and feedback"),
            fields=(
                kept(REPLIED_ON),
                kept(REPLY_NO),
                kept(RESULT),
                kept(REPLY),
                kept(ASKED_ON),
                kept(OPINION),
                kept(CLOSED_ON),
                history(WORKFLOW.moves, STATES),
            ),
            rows=(
                ("replied_on", "reply_no", "result"),
                ("reply",),
                ("asked_on", "opinion", "closed_on"),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="replied_on", earlier="date"),
    ),
    offshoots=(
        to_item(
            source="self_check",
            copies=(Copy(into="title", field="title"), Copy(into="problem", field="grounds")),
        ),
        to_task(title="title"),
        to_difficulty(field="grounds"),
    ),
    sheet=Sheet(
        words=Words("建议提案办理单", "Suggestion"),
        rows=(
            row(cell("title", "案由", "Matter")),
            row(cell("source", "来源", "Source"), cell("doc_no", "编号", "Number")),
            row(cell("leader", "领衔人", "First name"), cell("seconders", "附议人", "Seconded by")),
            row(cell("date", "交办日期", "Handed over"), cell("told_on", "告知日期", "Told on")),
            row(cell("grounds", "理由", "Grounds"), height=30),
            row(cell("proposed", "建议办法", "What is proposed"), height=30),
            row(
                cell("part", "主办协办", "Our part"),
                cell("department", "承办部门", "Department"),
                cell("handler", "承办人", "Handled by"),
            ),
            row(cell("talks", "面商记录", "Talks"), height=30),
            row(cell("extended_on", "批准延期日", "More time")),
            row(
                cell("replied_on", "答复日期", "Answered on"),
                cell("reply_no", "答复文号", "Number"),
                cell("result", "办理结果", "Result"),
            ),
            row(cell("reply", "答复内容", "Answer"), height=30),
            row(
                cell("asked_on", "征询日期", "Asked back"),
                cell("opinion", "反馈意见", "Opinion"),
                cell("closed_on", "办结日期", "Closed"),
            ),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("承办人签字", "Handled by"), Words("校长签字", "Principal")),
    ),
)
