"""Research report 调研报告, or field notes 蹲点手记 in its place (D§2.3, S07)."""

from core.base.words import Words
from core.records.field import Choice, Date, Grid, LongText, Option, Person, Reference, Text
from core.records.growing import to_ask, to_difficulty, to_item
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.link import Copy, Gather, Offshoot, Source
from core.records.resting import FIGURES, FIGURES_ROWS, OVERVIEW_PHRASES, basis
from core.records.rule import EnteredSoon, LongEnough, NotFuture, Original, RestsOn, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

FORMS = (
    Option("report", Words("调研报告", "Research report")),
    Option("notes", Words("蹲点手记", "Field notes")),
)

KIND = Kind(
    key="research_report",
    version=1,
    prefix="RR",
    words=Words("调研报告", "Research report"),
    place=Place.RESEARCH,
    group=Group.RESEARCH,
    subtype="form",
    line=("form", "author"),
    carried=("form", "author", "publication_scope"),
    retention="Y",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("题目", "Title"), required=True, low=6, high=36),
                Choice(key="form", words=Words("体裁", "Form"), required=True, options=FORMS),
                Person(key="author", words=Words("调研人", "Author"), required=True),
                Date(key="date", words=Words("完成日期", "Finished on"), required=True),
                Reference(key="topic_ref", words=Words("课题编号", "Topic no."), kinds=("research_topic",)),
                basis(required=False),
            ),
            rows=(("title",), ("form", "author", "date"), ("topic_ref",), ("based_on",)),
        ),
        Section(
            key="overview",
            words=Words("调研概况", "Overview"),
            fields=(
                *FIGURES,
                LongText(
                    key="overview",
                    words=Words("调研概况", "Overview"),
                    required=True,
                    low=60,
                    high=200,
                    note=Words("时间、方法、样本数", "When, how, how many were asked"),
                ),
                LongText(key="situation", words=Words("基本情况", "Situation"), required=True, low=200, high=600),
            ),
            rows=(tuple(field.key for field in FIGURES), ("overview",), ("situation",)),
        ),
        Section(
            key="problems",
            words=Words("问题和对策", "Problems and advice"),
            fields=(
                Grid(
                    key="problems",
                    words=Words("主要问题", "Problems"),
                    required=True,
                    columns=(
                        Text(key="text", words=Words("问题", "Problem"), required=True, low=30, high=100),
                        Reference(key="source", words=Words("来源", "Source")),
                    ),
                ),
                LongText(key="causes", words=Words("原因分析", "Causes"), required=True, low=200, high=600),
                LongText(key="advice", words=Words("对策建议", "Advice"), required=True, low=200, high=900),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        RestsOn(date="date", refs="based_on.ref"),
        LongEnough(field="advice", least=200),
        Original(fields=("overview", "situation", "causes", "advice")),
        WeekdayTold(fields=("overview", "situation"), date="date"),
    ),
    offshoots=(
        to_item("problems", "text", source="research"),
        to_difficulty("problems", "text"),
        to_ask("problems", "text"),
        Offshoot(
            key="proposal",
            words=Words("写建议书", "Write a proposal"),
            kind="proposal",
            copies=(Copy(into="author", field="author"), Copy(into="based_on.ref", field="number")),
        ),
    ),
    gathers=(
        Gather(
            key="overview",
            words=Words("带入概况数字", "Draft from the figures"),
            into="overview",
            phrases=OVERVIEW_PHRASES,
        ),
        Gather(
            key="problems",
            words=Words("带入日记中的问题", "Problems of the diaries"),
            into="problems",
            sources=(Source(kind="research_diary", refs="based_on.ref"),),
            rows="problems",
            copies=(Copy(into="text", column="text"), Copy(into="source", field="number")),
        ),
    ),
    sheet=Sheet(
        words=Words("调研报告", "Research report"),
        rows=(
            row(cell("title", "题目", "Title")),
            row(cell("form", "体裁", "Form"), cell("author", "调研人", "Author"), cell("date", "完成日期", "Finished")),
            row(cell("topic_ref", "课题编号", "Topic no."), cell("based_on", "依据", "Based on", span=2)),
            *FIGURES_ROWS,
            row(cell("overview", "调研概况", "Overview"), height=20),
            row(cell("situation", "基本情况", "Situation"), height=40),
            row(cell("problems", "主要问题", "Problems"), height=20),
            row(cell("causes", "原因分析", "Causes"), height=40),
            row(cell("advice", "对策建议", "Advice"), height=40),
            *CLOSING_ROWS,
        ),
        signers=(Words("调研人签字", "Author"),),
    ),
)
