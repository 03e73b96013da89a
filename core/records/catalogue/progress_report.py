"""Monthly report of progress and difficulties 进展及困难问题书面材料, handed in to the office (D§2.8, S20, S21)."""

from core.base.words import Words
from core.records.counting import PHRASES, figure_rows, figures
from core.records.field import Date, Grid, LongText, Month, Person, Reference, Roster, Text
from core.records.growing import to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.letter import Annex, Letter, Part
from core.records.link import Copy, Gather, Source
from core.records.rule import (
    EnteredSoon,
    Hidden,
    LongEnough,
    NotFuture,
    Original,
    RestsOn,
    SaysNone,
    WeekdayTold,
)
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

FIGURES = figures(month="month")

KIND = Kind(
    key="progress_report",
    version=1,
    prefix="PR",
    words=Words("进展及困难材料", "Progress report"),
    place=Place.ACTIVITIES,
    group=Group.REPORTS,
    heading="month",
    line=("to", "author"),
    carried=("to", "author", "approver", "publication_scope"),
    retention="D10",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Month(key="month", words=Words("月份", "Month"), required=True),
                Date(key="date", words=Words("落款日期", "Dated"), required=True),
                Text(key="to", words=Words("主送", "To"), required=True, low=3, high=40, recent=True),
                Person(key="author", words=Words("起草人", "Drafted by"), required=True),
                Person(key="approver", words=Words("审核人", "Approved by"), required=True, roster=Roster.TEAM),
            ),
            rows=(("month", "date"), ("to",), ("author", "approver")),
        ),
        Section(
            key="done",
            words=Words("统计和进展", "Figures and progress"),
            fields=(
                *FIGURES,
                LongText(
                    key="done",
                    words=Words("工作进展", "Progress"),
                    required=True,
                    low=100,
                    high=250,
                    note=Words("可以由统计生成初稿，再改", "A draft can be made from the figures"),
                ),
            ),
            rows=(
                tuple(field.key for field in FIGURES[:6]),
                tuple(field.key for field in FIGURES[6:]),
                ("done",),
            ),
        ),
        Section(
            key="difficulties",
            words=Words("困难和请求", "Difficulties and requests"),
            fields=(
                Grid(
                    key="difficulties",
                    words=Words("困难和问题", "Difficulties"),
                    advised=True,
                    note=Words("这是重点；真没有就写“无”", "What matters most; if there are none, say “none”"),
                    columns=(
                        Text(key="text", words=Words("困难和问题", "Difficulty"), required=True, low=30, high=100),
                        Reference(key="source", words=Words("来源", "Source")),
                    ),
                ),
                Grid(
                    key="asks",
                    words=Words("请求解决", "Requests"),
                    columns=(
                        Text(key="text", words=Words("请求", "Request"), required=True, low=10, high=80),
                        Text(
                            key="office",
                            words=Words("请哪个科室", "Of which office"),
                            required=True,
                            low=2,
                            high=20,
                            recent=True,
                        ),
                        Reference(key="source", words=Words("来源", "Source")),
                    ),
                ),
                Grid(
                    key="next",
                    words=Words("下月打算", "Next month"),
                    required=True,
                    columns=(
                        Text(key="text", words=Words("打算", "Plan"), required=True, low=6, high=60),
                        Reference(key="source", words=Words("来源", "Source")),
                    ),
                ),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        RestsOn(date="date", month="month"),
        SaysNone(field="difficulties"),
        LongEnough(field="done", least=100),
        Original(fields=("done",)),
        Hidden(fields=("done", "difficulties", "asks", "next")),
        WeekdayTold(fields=("done",), date="date"),
    ),
    offshoots=(
        to_task("next", "text"),
        to_task("difficulties", "text"),
        to_item("difficulties", "text", source="self_check"),
    ),
    gathers=(
        Gather(key="done", words=Words("由统计生成初稿", "Draft from the figures"), into="done", phrases=PHRASES),
        Gather(
            key="difficulties",
            words=Words("带入上报的整改事项", "Items passed upward"),
            into="difficulties",
            sources=(Source(kind="rectification", states=("escalated",)),),
            copies=(Copy(into="text", field="problem"), Copy(into="source", field="number")),
        ),
        Gather(
            key="next",
            words=Words("带入待办", "Open tasks"),
            into="next",
            sources=(Source(kind="task", states=("open",)),),
            copies=(Copy(into="text", field="title"), Copy(into="source", field="number")),
        ),
    ),
    sheet=Sheet(
        words=Words("工作进展及困难问题书面材料", "Progress and difficulties"),
        rows=(
            row(cell("month", "月份", "Month"), cell("date", "落款日期", "Dated")),
            row(cell("to", "主送", "To")),
            row(cell("author", "起草人", "Drafted by"), cell("approver", "审核人", "Approved by")),
            *figure_rows(FIGURES),
            row(cell("done", "工作进展", "Progress"), height=40),
            row(cell("difficulties", "困难和问题", "Difficulties"), height=30),
            row(cell("asks", "请求解决", "Requests"), height=20),
            row(cell("next", "下月打算", "Next month"), height=20),
            *CLOSING_ROWS,
        ),
        signers=(Words("起草人签字", "Drafted by"), Words("审核人签字", "Approved by")),
    ),
    letter=Letter(
        title="{school}关于{month}工作进展及困难问题的报告",
        to="to",
        date="date",
        parts=(
            Part(key="done", words=Words("工作进展", "Progress")),
            Part(
                key="difficulties", words=Words("困难和问题", "Difficulties"), pieces=("{text}", "（来源：{source}）")
            ),
            Part(
                key="asks",
                words=Words("请求解决的事项", "Requests"),
                pieces=("{text}", "（请{office}解决）", "（来源：{source}）"),
            ),
            # The numbers of tasks say nothing to an office: they never leave the school.
            Part(key="next", words=Words("下月打算", "Next month"), pieces=("{text}",)),
        ),
        annexes=(Annex(words=Words("本月工作统计表", "Figures"), keys=tuple(field.key for field in FIGURES)),),
        files="attachments",
        closing="特此报告。",
    ),
)
