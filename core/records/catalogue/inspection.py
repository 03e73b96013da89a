"""Inspection by the office 迎检登记: what was looked at, and what it found (D§2.13, S32)."""

from core.base.words import Words
from core.records.field import Choice, Date, Grid, LongText, Option, Person, Reference, Text, Time, Toggle
from core.records.growing import to_ask, to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.rule import EnteredSoon, NotBefore, NotFuture, Remarks, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

TOLD = (
    Option("spoken", Words("口头", "By word of mouth")),
    Option("written", Words("书面", "In writing")),
)

KIND = Kind(
    key="inspection",
    version=1,
    prefix="IV",
    words=Words("迎检登记", "Inspection"),
    place=Place.ACTIVITIES,
    group=Group.CHECKS,
    line=("team", "receiver"),
    carried=("receiver", "publication_scope"),
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("检查", "Inspection"),
            fields=(
                Text(key="title", words=Words("检查名称", "Inspection"), required=True, low=6, high=30),
                Text(key="team", words=Words("检查组", "Team"), required=True, low=2, high=40, recent=True),
                Text(key="members", words=Words("检查人员", "Members"), low=2, high=60),
                Date(key="date", words=Words("日期", "Date"), required=True),
                Time(key="arrived", words=Words("到校时间", "Arrived"), required=True),
                Time(key="left", words=Words("离校时间", "Left")),
                Toggle(key="announced", words=Words("事先通知", "Announced")),
                Person(key="receiver", words=Words("接待人", "Received by"), required=True),
                LongText(key="topics", words=Words("检查内容", "Looked at"), required=True, low=6, high=100),
            ),
            rows=(
                ("title",),
                ("team", "members"),
                ("date", "arrived", "left", "announced"),
                ("receiver",),
                ("topics",),
            ),
        ),
        Section(
            key="papers",
            words=Words("查阅材料", "Papers read"),
            fields=(
                Grid(
                    key="papers",
                    words=Words("查阅材料", "Papers read"),
                    columns=(
                        Text(key="text", words=Words("材料", "Paper"), required=True, low=2, high=40),
                        Reference(key="ref", words=Words("编号", "Number")),
                    ),
                ),
            ),
        ),
        Section(
            key="feedback",
            words=Words("反馈", "Feedback"),
            fields=(
                LongText(key="spoken", words=Words("口头反馈", "Said"), advised=True, low=10, high=300),
                Date(key="written_on", words=Words("书面反馈日", "Written on")),
                LongText(key="written", words=Words("书面反馈", "Written"), low=10, high=300),
                Grid(
                    key="remarks",
                    words=Words("问题清单", "Remarks"),
                    note=Words("一条一行，逐条转整改", "One a row; each becomes an item"),
                    columns=(
                        Text(key="text", words=Words("问题", "Remark"), required=True, low=10, high=80),
                        Choice(key="told", words=Words("反馈方式", "Told"), options=TOLD),
                    ),
                ),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="written_on", earlier="date"),
        Remarks(grid="remarks", text="text"),
        WeekdayTold(fields=("topics", "spoken"), date="date"),
    ),
    offshoots=(
        to_item("remarks", "text", source="inspection"),
        to_task("remarks", "text"),
        to_difficulty("remarks", "text"),
        to_ask("remarks", "text"),
    ),
    sheet=Sheet(
        words=Words("迎检登记表", "Inspection"),
        rows=(
            row(cell("title", "检查名称", "Inspection")),
            row(cell("team", "检查组", "Team"), cell("members", "检查人员", "Members")),
            row(cell("date arrived left", "检查时间", "When", span=2), cell("announced", "事先通知", "Announced")),
            row(cell("receiver", "接待人", "Received by")),
            row(cell("topics", "检查内容", "Looked at"), height=14),
            row(cell("papers", "查阅材料", "Papers read"), height=30),
            row(cell("spoken", "口头反馈", "Said"), height=30),
            row(cell("written_on", "书面反馈日", "Written on")),
            row(cell("written", "书面反馈", "Written"), height=14),
            row(cell("remarks", "问题清单", "Remarks"), height=40),
            *CLOSING_ROWS,
        ),
        signers=(Words("接待人签字", "Received by"), Words("检查人签字", "Inspector")),
    ),
)
