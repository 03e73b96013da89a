"""Proposal 创业创新建议书, handed in to the office (D§2.4, S12); its state machine: core/records/proposing.py."""

import msgspec

from core.base.words import Words
from core.records.asking import kept
from core.records.field import Choice, Date, Grid, LongText, Option, Person, Reference, Text
from core.records.growing import to_ask, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.letter import SCHOOL, Annex, Letter, Part
from core.records.link import Copy, Gather, Source
from core.records.proposing import RECEIPT_NO, REPLIED_ON, REPLY, REPLY_TEXT, WORKFLOW
from core.records.resting import FIGURES, FIGURES_ROWS, OVERVIEW_PHRASES, basis
from core.records.rule import EnteredSoon, LongEnough, NotBefore, NotFuture, Original, RestsOn, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, cell, row

WHO = (
    Option("office", Words("请局里做", "Asked of the office")),
    Option("school", Words("本校做", "Done by the school")),
)

KIND = Kind(
    key="proposal",
    version=1,
    prefix="PP",
    words=Words("建议书", "Proposal"),
    place=Place.RESEARCH,
    group=Group.RESEARCH,
    line=("author", "to"),
    carried=("to", "author", "publication_scope"),
    retention="D30",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(
                    key="title",
                    words=Words("标题", "Title"),
                    required=True,
                    low=12,
                    high=36,
                    note=Words("关于……的建议书", "On …: a proposal"),
                ),
                Text(key="to", words=Words("主送", "To"), required=True, low=3, high=40, recent=True),
                Person(key="author", words=Words("署名", "Signed by"), required=True),
                Date(key="date", words=Words("落款日期", "Dated"), required=True),
                basis(required=True),
            ),
            rows=(("title",), ("to", "author", "date"), ("based_on",)),
        ),
        Section(
            key="background",
            words=Words("调研概况", "Background"),
            fields=(
                *FIGURES,
                LongText(key="background", words=Words("调研概况", "Background"), required=True, low=60, high=150),
            ),
            rows=(tuple(field.key for field in FIGURES), ("background",)),
        ),
        Section(
            key="problems",
            words=Words("问题和建议", "Problems and suggestions"),
            fields=(
                Grid(
                    key="problems",
                    words=Words("主要问题", "Problems"),
                    required=True,
                    columns=(
                        Text(key="text", words=Words("问题", "Problem"), required=True, low=30, high=100),
                        Reference(
                            key="source",
                            words=Words("来源", "Source"),
                            kinds=("research_diary", "forum", "research_report"),
                        ),
                    ),
                ),
                Grid(
                    key="suggestions",
                    words=Words("建议", "Suggestions"),
                    required=True,
                    columns=(
                        Choice(key="who", words=Words("谁来做", "Who"), required=True, options=WHO),
                        Text(key="text", words=Words("建议", "Suggestion"), required=True, low=30, high=120),
                    ),
                ),
            ),
        ),
        msgspec.structs.replace(
            CLOSING,
            words=Words("附件和答复", "Attachments and answer"),
            fields=(
                *CLOSING.fields,
                kept(REPLIED_ON),
                kept(REPLY),
                kept(RECEIPT_NO),
                kept(REPLY_TEXT),
            ),
            rows=(("publication_scope",), ("attachments",), ("late_reason",), ("replied_on", "reply", "receipt_no")),
        ),
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        RestsOn(date="date", refs="based_on.ref"),
        NotBefore(later="replied_on", earlier="date"),
        LongEnough(field="background", also=("problems", "suggestions"), least=200),
        Original(fields=("background",)),
        WeekdayTold(fields=("background",), date="date"),
    ),
    offshoots=(
        to_task("suggestions", "text", where=("who", ("school",))),
        to_ask("suggestions", "text", where=("who", ("office",))),
    ),
    gathers=(
        Gather(
            key="background",
            words=Words("带入概况数字", "Draft from the figures"),
            into="background",
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
        words=Words("创业创新建议书", "Proposal"),
        rows=(
            row(cell("title", "标题", "Title")),
            row(cell("to", "主送", "To"), cell("author", "署名", "Signed by"), cell("date", "落款日期", "Dated")),
            row(cell("based_on", "依据", "Based on")),
            *FIGURES_ROWS,
            row(cell("background", "调研概况", "Background"), height=24),
            row(cell("problems", "主要问题", "Problems"), height=40),
            row(cell("suggestions", "建议", "Suggestions"), height=50),
            row(
                cell("replied_on", "答复日期", "Answered on"),
                cell("reply", "答复结果", "Answer"),
                cell("receipt_no", "回执号", "Receipt no."),
            ),
            row(cell("reply_text", "答复内容", "What it says")),
            *CLOSING_ROWS,
        ),
        signers=(Words("署名人签字", "Author"),),
    ),
    letter=Letter(
        title="{title}",
        to="to",
        date="date",
        parts=(
            Part(key="background", words=Words("调研概况", "Background")),
            Part(
                key="problems",
                words=Words("主要问题", "Problems"),
                pieces=("{text}", "（来源：{source}）"),
            ),
            Part(key="suggestions", words=Words("建议", "Suggestions"), pieces=("{text}",), by="who"),
        ),
        annexes=(Annex(words=Words("调研情况统计表", "Figures"), keys=tuple(field.key for field in FIGURES)),),
        files="attachments",
        closing="以上建议，请予研究。",
        signers=(SCHOOL, "author"),
    ),
)
