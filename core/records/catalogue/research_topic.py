"""Research topic 调研课题, settled before the research begins (D§2.3, S10)."""

from core.base.words import Words
from core.records.catalogue.research_diary import METHODS
from core.records.field import Choice, Date, Grid, LongText, Option, Person, Text
from core.records.growing import to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.link import Copy, Offshoot
from core.records.rule import EnteredSoon, NotBefore, NotFuture
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

WAYS = (*METHODS[:-1], Option("survey", Words("问卷", "Questionnaire")), METHODS[-1])

KIND = Kind(
    key="research_topic",
    version=1,
    prefix="RT",
    words=Words("调研课题", "Research topic"),
    place=Place.RESEARCH,
    group=Group.RESEARCH,
    line=("author", "method"),
    carried=("general", "author", "method", "publication_scope"),
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("课题", "Topic"),
            fields=(
                Text(key="title", words=Words("题目", "Title"), required=True, low=10, high=30, topics=True),
                Text(
                    key="general",
                    words=Words("总题", "General topic"),
                    low=4,
                    high=30,
                    recent=True,
                    note=Words("上级给的总题目，没有就空着", "The topic given from above, if there is one"),
                ),
                Person(key="author", words=Words("调研人", "Author"), required=True),
                Date(key="date", words=Words("确定日期", "Settled on"), required=True),
                LongText(key="subjects", words=Words("调研对象", "Whom to ask"), required=True, low=4, high=80),
                Date(key="since", words=Words("开始", "From"), required=True),
                Date(key="until", words=Words("结束", "To"), required=True),
                Choice(key="method", words=Words("方法", "Method"), required=True, options=WAYS, multiple=True),
            ),
            rows=(("title",), ("general",), ("author", "date", "since", "until"), ("subjects",), ("method",)),
        ),
        Section(
            key="questions",
            words=Words("拟解决问题", "Questions"),
            fields=(
                Grid(
                    key="questions",
                    words=Words("问题", "Question"),
                    required=True,
                    columns=(Text(key="text", words=Words("问题", "Question"), required=True, low=10, high=60),),
                ),
                Grid(
                    key="schedule",
                    words=Words("安排", "Schedule"),
                    columns=(
                        Date(key="on", words=Words("日期", "Date"), required=True),
                        Text(
                            key="text", words=Words("去哪里、做什么", "Where and what"), required=True, low=4, high=60
                        ),
                    ),
                ),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="until", earlier="since"),
    ),
    offshoots=(
        Offshoot(
            key="diary",
            words=Words("写日记", "Write a diary"),
            kind="research_diary",
            copies=(
                Copy(into="topic", field="title"),
                Copy(into="topic_ref", field="number"),
                Copy(into="author", field="author"),
            ),
        ),
        Offshoot(
            key="report",
            words=Words("写调研报告", "Write a report"),
            kind="research_report",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="topic_ref", field="number"),
                Copy(into="author", field="author"),
            ),
        ),
        to_task("schedule", "text", due="on"),
    ),
    sheet=Sheet(
        words=Words("调研课题表", "Research topic"),
        rows=(
            row(cell("title", "题目", "Title")),
            row(cell("general", "总题", "General topic")),
            row(cell("author", "调研人", "Author"), cell("date", "确定日期", "Settled on")),
            row(cell("since until", "时间安排", "Time")),
            row(cell("subjects", "调研对象", "Whom to ask"), height=14),
            row(cell("method", "方法", "Method")),
            row(cell("questions", "拟解决问题", "Questions"), height=50),
            row(cell("schedule", "日程", "Schedule"), height=30),
            *CLOSING_ROWS,
        ),
        signers=(Words("调研人签字", "Author"),),
    ),
)
