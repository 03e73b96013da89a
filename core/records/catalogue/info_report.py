"""Information report 信息报送单: by telephone first, then in writing, within a day (D§2.7, S19)."""

from core.base.words import Words
from core.records.asking import note, on
from core.records.field import Choice, Date, Integer, LongText, Option, Person, Reference, Text, Time
from core.records.growing import to_task
from core.records.kind import Group, Kind, Place, Privacy, Section, Sheet
from core.records.rule import EnteredSoon, NotBefore, NotFuture, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, cell, ordinary, row
from core.records.workflow import Due, Move

WAYS = (
    Option("phone", Words("电话", "By telephone")),
    Option("paper", Words("纸质", "On paper")),
    Option("stick", Words("U盘", "On a stick")),
    Option("person", Words("当面", "In person")),
)

WORKFLOW = ordinary(
    awaited=("done", "signed"),
    moves=(
        Move(
            key="hand_over",
            words=Words("已另行报送", "Handed over another way"),
            sources=("done", "signed"),
            target="submitted",
            asks=(on("报送日期", "Handed over on"), note("交给谁、怎样交的", "To whom and how", required=True, low=4)),
        ),
    ),
    dues=(Due(states=("draft", "done", "signed"), field="date", days=1),),
)
"""As usual, but awaited until it has left the school: a day after it happened (S19: 及时、准确)."""

KIND = Kind(
    key="info_report",
    version=1,
    prefix="IR",
    words=Words("信息报送单", "Information report"),
    place=Place.ACTIVITIES,
    group=Group.PEOPLE,
    line=("place", "reporter"),
    carried=("to", "reporter", "way"),
    retention="D10",
    privacy=Privacy.CONFIDENTIAL,
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("事项", "What happened"),
            fields=(
                Text(key="title", words=Words("事项", "Matter"), required=True, low=6, high=30),
                Date(key="date", words=Words("发生日期", "Happened on"), required=True),
                Time(key="time", words=Words("时间", "At")),
                Text(key="place", words=Words("发生地点", "Where"), required=True, low=2, high=30, recent=True),
                Integer(key="count", words=Words("涉及人数", "People"), required=True, high=99_999),
                Reference(key="source_ref", words=Words("原记录", "Source record"), kinds=("dispute", "petition")),
                LongText(key="cause", words=Words("起因", "Cause"), required=True, low=20, high=100),
                LongText(key="situation", words=Words("现状", "How it stands"), required=True, low=20, high=150),
            ),
            rows=(("title",), ("date", "time", "place"), ("count", "source_ref"), ("cause",), ("situation",)),
        ),
        Section(
            key="measures",
            words=Words("措施和报送", "Measures and report"),
            fields=(
                LongText(key="taken", words=Words("已采取措施", "Measures taken"), required=True, low=20, high=150),
                LongText(
                    key="support",
                    words=Words("需要支持", "Help needed"),
                    advised=True,
                    high=100,
                    note=Words("不需要就写“无”", "If none is needed, say so"),
                ),
                Text(key="to", words=Words("报送单位", "To"), required=True, low=3, high=40, recent=True),
                Person(key="reporter", words=Words("报送人", "Reported by"), required=True),
                Date(key="reported_on", words=Words("报送日期", "Reported on"), required=True),
                Time(key="reported_at", words=Words("时间", "At"), required=True),
                Choice(
                    key="way",
                    words=Words("方式", "How"),
                    required=True,
                    options=WAYS,
                    multiple=True,
                    note=Words("先电话后书面", "By telephone first, then in writing"),
                ),
            ),
            rows=(("taken",), ("support",), ("to", "reporter"), ("reported_on", "reported_at"), ("way",)),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        NotFuture(date="reported_on"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="reported_on", earlier="date"),
        WeekdayTold(fields=("cause", "situation", "taken"), date="date"),
    ),
    offshoots=(to_task(title="title"),),
    sheet=Sheet(
        words=Words("信息报送单", "Information report"),
        rows=(
            row(cell("title", "事项", "Matter"), cell("source_ref", "原记录", "Source")),
            row(cell("date time", "发生时间", "When", span=2), cell("count", "涉及人数", "People")),
            row(cell("place", "发生地点", "Where")),
            row(cell("cause", "起因", "Cause"), height=30),
            row(cell("situation", "现状", "How it stands"), height=40),
            row(cell("taken", "已采取措施", "Measures taken"), height=40),
            row(cell("support", "需要支持", "Help needed"), height=20),
            row(cell("to", "报送单位", "To"), cell("reporter", "报送人", "Reported by")),
            row(cell("reported_on reported_at", "报送时间", "Reported"), cell("way", "方式", "How")),
            *CLOSING_ROWS,
        ),
        signers=(Words("报送人签字", "Reported by"), Words("校长签字", "Principal")),
    ),
)
