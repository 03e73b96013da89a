"""Democratic forum 民主恳谈会 and what became of every opinion (D§2.5, S13, S15); see core/records/answering.py."""

from core.base.words import Words
from core.records.answering import ANSWER_WAY, ANSWERED_ON, CLOSED_ON, STATES, UNDERSTOOD, WORKFLOW
from core.records.asking import history, kept
from core.records.field import Choice, Date, Grid, Integer, LongText, Option, People, Reference, Roster, Text
from core.records.growing import to_ask, to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet, SignIn
from core.records.link import Copy, Offshoot
from core.records.meeting import HOST, LED_ROW, MOMENT, MOMENT_KEYS, PLACE, RECORDER, WHEN, span
from core.records.posting import POSTING, POSTING_LINES, POSTING_ROW
from core.records.rule import (
    EnteredSoon,
    LongEnough,
    NotBefore,
    NotFuture,
    Opinions,
    Original,
    Published,
    WeekdayTold,
)
from core.records.usual import CLOSING, CLOSING_ROWS, cell, row

GROUPS = (
    Option("parent", Words("家长", "Parents")),
    Option("teacher", Words("教师", "Teachers")),
    Option("pupil", Words("学生", "Pupils")),
    Option("village", Words("村干部", "Village officials")),
    Option("other", Words("其他", "Others")),
)

HANDLING = (
    Option("spot", Words("当场解决", "Solved on the spot")),
    Option("by_date", Words("限期办理", "To be done by a date")),
    Option("explained", Words("解释说明", "Explained")),
    Option("elsewhere", Words("另案协调", "Taken up elsewhere")),
    Option("upward", Words("上报", "Passed upward")),
)

KIND = Kind(
    key="forum",
    version=1,
    prefix="FM",
    words=Words("民主恳谈会", "Forum"),
    place=Place.RESEARCH,
    group=Group.RESEARCH,
    line=("place", "host"),
    carried=("place", "host", "recorder", "leaders", "publication_scope"),
    retention="D10",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("主题", "Topic"), required=True, low=6, high=30),
                *MOMENT,
                PLACE,
                HOST,
                RECORDER,
                Date(
                    key="notice_on",
                    words=Words("通知日期", "Notice given"),
                    advised=True,
                    note=Words("会前三天以上为宜", "Three days before, or more"),
                ),
            ),
            rows=(("title",), MOMENT_KEYS, ("place", "host", "recorder", "notice_on")),
        ),
        Section(
            key="people",
            words=Words("到会", "Who came"),
            fields=(
                People(key="leaders", words=Words("到会领导", "Leaders"), required=True, roster=Roster.TEAM),
                Grid(
                    key="participants",
                    words=Words("参加人", "Participants"),
                    required=True,
                    note=Words("按类别计数，不必记姓名", "Counted by group; names are not needed"),
                    columns=(
                        Choice(key="category", words=Words("类别", "Group"), required=True, options=GROUPS),
                        Integer(key="count", words=Words("人数", "Number"), required=True, low=1, high=999),
                    ),
                ),
            ),
        ),
        Section(
            key="content",
            words=Words("通报和发言", "What was said"),
            fields=(
                LongText(key="briefing", words=Words("情况通报", "Briefing"), required=True, low=100, high=300),
                LongText(key="speeches", words=Words("发言要点", "Main points"), advised=True, low=100, high=400),
            ),
        ),
        Section(
            key="opinions",
            words=Words("意见清单", "Opinions"),
            fields=(
                Grid(
                    key="opinions",
                    words=Words("意见", "Opinion"),
                    note=Words("一条一行，原话优先；会后逐条反馈", "One a row, in their own words; each is answered"),
                    columns=(
                        Choice(key="raised_by", words=Words("提出人", "Raised by"), required=True, options=GROUPS),
                        Text(key="content", words=Words("意见内容", "Opinion"), required=True, low=20, high=100),
                        Choice(key="handling", words=Words("处理去向", "Handling"), required=True, options=HANDLING),
                        Text(key="reply", words=Words("答复内容", "Reply"), required=True, low=10, high=100),
                        Date(key="due", words=Words("期限", "Due"), later=True),
                        Reference(
                            key="link",
                            words=Words("关联", "Link"),
                            later=True,
                            kinds=("rectification", "dispute", "progress_report", "petition", "info_report"),
                        ),
                        Text(
                            key="contact",
                            words=Words("联系方式", "Contact"),
                            high=30,
                            private=True,
                            names=True,
                            note=Words("本人愿意留才记", "Only if they wish"),
                        ),
                        kept(ANSWERED_ON),
                        kept(ANSWER_WAY),
                        kept(UNDERSTOOD),
                    ),
                ),
            ),
        ),
        Section(
            key="publication",
            words=Words("公布和完结", "Publication"),
            fields=(*POSTING, kept(CLOSED_ON), history(WORKFLOW.moves, STATES)),
            rows=POSTING_LINES,
        ),
        CLOSING,
    ),
    rules=(
        span("host", "recorder", "leaders"),
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="date", earlier="notice_on"),
        Opinions(
            grid="opinions",
            text="content",
            handling="handling",
            answered="answered_on",
            followed=("by_date", "elsewhere", "upward"),
            due="due",
        ),
        Published(wanted="publish", start="publish_from", end="publish_to"),
        LongEnough(field="briefing", least=100),
        Original(fields=("briefing", "speeches")),
        WeekdayTold(fields=("briefing", "speeches"), date="date"),
    ),
    sign_in=SignIn(outsiders="participants", people=("host", "recorder", "leaders")),
    offshoots=(
        to_item(
            "opinions",
            "content",
            source="forum",
            copies=(Copy(into="deadline", column="due"),),
            where=("handling", ("by_date", "elsewhere")),
        ),
        Offshoot(
            key="opinions_dispute",
            words=Words("转纠纷调处", "Mediate as a dispute"),
            grid="opinions",
            kind="dispute",
            where=("handling", ("elsewhere",)),
            copies=(
                Copy(into="body", column="content"),
                Copy(into="source_ref", field="number"),
                Copy(into="date", field="date"),
            ),
        ),
        to_task("opinions", "content", due="due"),
        to_difficulty("opinions", "content", where=("handling", ("upward", "explained", "elsewhere"))),
        to_ask("opinions", "content", where=("handling", ("upward",))),
        Offshoot(
            key="publication",
            words=Words("公布处理结果", "Publish the outcome"),
            kind="publication",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="basis.ref", field="number"),
                Copy(into="scope", field="publish_scope"),
            ),
        ),
        Offshoot(
            key="summary",
            words=Words("写经验小结", "Write what was learnt"),
            kind="summary",
            subtype="forum",
            copies=(Copy(into="since", field="date"), Copy(into="until", field="date")),
        ),
    ),
    sheet=Sheet(
        words=Words("民主恳谈会记录", "Forum"),
        rows=(
            row(cell("title", "主题", "Topic")),
            row(cell(WHEN, "时间", "Time", span=2), cell("notice_on", "通知日期", "Notice given")),
            LED_ROW,
            row(cell("leaders", "到会领导", "Leaders"), cell("participants", "参加人", "Participants")),
            row(cell("briefing", "情况通报", "Briefing"), height=22),
            row(cell("speeches", "发言要点", "Main points"), height=22),
            row(cell("opinions", "意见清单", "Opinions"), height=30),
            POSTING_ROW,
            row(cell("closed_on", "完结日期", "Closed on")),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("主持人签字", "Host"), Words("记录人签字", "Recorder")),
    ),
)
