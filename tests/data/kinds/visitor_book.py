"""Visitor book: a fourth kind for the test that takes every kind through the whole house; this file is all of it."""

from core.base.words import Words
from core.records.field import (
    Automatic,
    Choice,
    Date,
    Formula,
    Grid,
    Integer,
    LongText,
    Option,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
from core.records.kind import Cell, Kind, Place, Section, Sheet, SheetRow
from core.records.rule import EnteredSoon, LongEnough, NotFuture, WeekdayTold
from core.records.usual import ATTACHMENTS, LATE_REASON, ORDINARY, SCOPE

PURPOSES = (
    Option("inspection", Words("检查", "Inspection")),
    Option("lesson", Words("听课", "Lesson visit")),
    Option("other", Words("其他", "Other")),
)

KIND = Kind(
    key="visitor_book",
    version=3,
    prefix="VB",
    words=Words("来访登记", "Visitor book"),
    place=Place.ACTIVITIES,
    line=("purpose",),
    carried=("purpose", "publication_scope"),
    workflow=ORDINARY,
    sections=(
        Section(
            key="visit",
            words=Words("来访", "Visit"),
            fields=(
                Text(key="title", words=Words("来访单位", "Visitor"), required=True, low=4, high=30),
                Choice(key="purpose", words=Words("事由", "Purpose"), required=True, options=PURPOSES),
                Date(key="date", words=Words("日期", "Date"), required=True),
                Automatic(key="weekday", words=Words("星期", "Weekday"), formula=Formula.WEEKDAY),
                Time(key="came_at", words=Words("到达", "Arrived")),
                Integer(key="number", words=Words("人数", "Number"), low=1, high=99),
                Person(key="host", words=Words("接待人", "Received by"), required=True),
                People(key="with_them", words=Words("陪同", "Accompanied by")),
                Toggle(key="announced", words=Words("事先通知", "Announced")),
                Reference(key="about", words=Words("所查记录", "About"), kinds=("study_session",)),
            ),
            rows=(("title",), ("purpose", "date", "weekday"), ("came_at", "number", "announced")),
        ),
        Section(
            key="said",
            words=Words("意见", "Remarks"),
            fields=(
                LongText(key="remarks", words=Words("口头意见", "Remarks"), required=True, low=20, high=300),
                Grid(
                    key="asked",
                    words=Words("要求", "Requests"),
                    columns=(
                        Text(key="text", words=Words("事项", "Matter"), required=True),
                        Date(key="due", words=Words("期限", "Due")),
                    ),
                ),
            ),
        ),
        Section(key="attachments", words=Words("附件", "Attachments"), fields=(SCOPE, ATTACHMENTS, LATE_REASON)),
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        LongEnough(field="remarks", least=20),
        WeekdayTold(fields=("remarks",), date="date"),
    ),
    sheet=Sheet(
        words=Words("来访登记表", "Visitor sheet"),
        rows=(
            SheetRow(cells=(Cell(keys=("title",), span=2), Cell(keys=("purpose",)))),
            SheetRow(cells=(Cell(keys=("date", "weekday", "came_at"), span=2), Cell(keys=("number",)))),
            SheetRow(cells=(Cell(keys=("host",)), Cell(keys=("with_them",)), Cell(keys=("announced",)))),
            SheetRow(cells=(Cell(keys=("about",)),)),
            SheetRow(cells=(Cell(keys=("remarks",)),), height=40),
            SheetRow(cells=(Cell(keys=("asked",)),)),
            SheetRow(cells=(Cell(keys=("publication_scope",)), Cell(keys=("attachments",)))),
            SheetRow(cells=(Cell(keys=("late_reason",)),)),
        ),
        signers=(Words("接待人签字", "Received by"),),
    ),
)
