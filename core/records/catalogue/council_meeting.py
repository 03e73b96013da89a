"""Deliberation 民主议事: council, party meeting, staff congress, teachers' assembly, with the vote (D§2.12, S36)."""

from core.base.words import Words
from core.records.field import Choice, Date, Grid, Integer, LongText, Option, People, Person, Text, Toggle
from core.records.growing import to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet, SignIn
from core.records.link import Copy, Offshoot
from core.records.meeting import (
    ATTENDANCE,
    ATTENDANCE_ROW,
    HOST,
    LED_ROW,
    MOMENT,
    MOMENT_KEYS,
    PLACE,
    RECORDER,
    WHEN,
    span,
)
from core.records.rule import (
    Attends,
    Concludes,
    Discussed,
    EnteredSoon,
    NotFuture,
    Original,
    OwnWords,
    Quorum,
    Recused,
    WeekdayTold,
)
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

SUBTYPES = (
    Option("council", Words("校务会", "School council")),
    Option("party", Words("党组织会", "Party meeting")),
    Option("congress", Words("教代会", "Staff congress")),
    Option("assembly", Words("教师大会", "Teachers’ assembly")),
)

MATTERS = (
    Option("usual", Words("一般事项", "Usual matter")),
    Option("weighty", Words("重要事项", "Weighty matter")),
    Option("personnel", Words("干部任免", "Appointments")),
    Option("funds", Words("大额资金", "Large sums")),
    Option("project", Words("项目安排", "Projects")),
)

STANCES = (
    Option("agree", Words("同意", "Agrees")),
    Option("differ", Words("不同意见", "Differs")),
    Option("advise", Words("建议", "Advises")),
)

BALLOTS = (
    Option("hands", Words("举手", "Show of hands")),
    Option("ballot", Words("无记名投票", "Ballot")),
    Option("voice", Words("口头", "By voice")),
    Option("none", Words("未表决", "No vote")),
)


def _votes(key: str, zh: str, en: str) -> Integer:
    """Return a number of votes."""
    return Integer(key=key, words=Words(zh, en), high=999)


KIND = Kind(
    key="council_meeting",
    version=1,
    prefix="CM",
    words=Words("民主议事", "Deliberation"),
    place=Place.ACTIVITIES,
    group=Group.MEETINGS,
    subtype="subtype",
    line=("subtype", "host", "attendance"),
    carried=(
        "subtype",
        "place",
        "host",
        "recorder",
        "start_time",
        "end_time",
        "attendance",
        "publication_scope",
    ),
    retention="Y",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("议题", "Matter"), required=True, low=6, high=30),
                Choice(key="subtype", words=Words("会议类型", "Meeting"), required=True, options=SUBTYPES),
                *MOMENT,
                PLACE,
                HOST,
                RECORDER,
            ),
            rows=(("title",), ("subtype",), MOMENT_KEYS, ("place", "host", "recorder")),
        ),
        Section(
            key="matter",
            words=Words("议题", "Matter"),
            fields=(
                Choice(key="matter", words=Words("议题类别", "Kind of matter"), required=True, options=MATTERS),
                Person(key="proposer", words=Words("提出人", "Raised by"), required=True),
                LongText(
                    key="consulted",
                    words=Words("事前征求意见", "Asked beforehand"),
                    advised=True,
                    low=10,
                    high=150,
                    note=Words("问了哪些人、多少人、主要意见", "Who and how many were asked, what they said"),
                ),
                People(
                    key="parties",
                    words=Words("涉及人员", "Whom it concerns"),
                    note=Words("议题关系到谁，谁就回避", "Whom it concerns doesn’t vote"),
                ),
            ),
            rows=(("matter", "proposer"), ("consulted",), ("parties",)),
        ),
        Section(
            key="attendance",
            words=Words("到会", "Attendance"),
            fields=(ATTENDANCE, People(key="observers", words=Words("列席", "Observers"), later=True)),
        ),
        Section(
            key="discussion",
            words=Words("讨论", "Discussion"),
            fields=(
                Grid(
                    key="discussion",
                    words=Words("讨论发言", "Discussion"),
                    required=True,
                    note=Words("不同意见必须记", "Who differs must be written down"),
                    columns=(
                        Person(key="speaker", words=Words("发言人", "Speaker"), required=True),
                        Choice(key="stance", words=Words("态度", "Stance"), required=True, options=STANCES),
                        Text(key="text", words=Words("要点", "Point"), required=True, low=10, high=80),
                    ),
                ),
            ),
        ),
        Section(
            key="resolutions",
            words=Words("表决和决议", "Vote and resolutions"),
            fields=(
                Choice(key="ballot", words=Words("表决方式", "Vote by"), required=True, options=BALLOTS),
                People(key="voters", words=Words("参加表决", "Who voted"), advised=True),
                _votes("votes_for", "赞成", "For"),
                _votes("votes_against", "反对", "Against"),
                _votes("votes_abstained", "弃权", "Abstained"),
                Grid(
                    key="resolutions",
                    words=Words("决议", "Resolutions"),
                    columns=(
                        Text(key="text", words=Words("决议", "Resolution"), required=True, low=6, high=60),
                        Person(key="owner", words=Words("责任人", "Owner"), required=True),
                        Date(key="due", words=Words("期限", "Due")),
                    ),
                ),
                Toggle(key="undecided", words=Words("本次不作决定", "Nothing decided this time")),
            ),
            rows=(
                ("ballot", "votes_for", "votes_against", "votes_abstained"),
                ("voters",),
                ("resolutions",),
                ("undecided",),
            ),
        ),
        CLOSING,
    ),
    rules=(
        span("attendance", "host", "recorder", "observers"),
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        Attends(person="host", attendance="attendance"),
        Attends(person="recorder", attendance="attendance"),
        Attends(person="discussion.speaker", attendance="attendance"),
        Quorum(attendance="attendance", least=(1, 2), when="matter", values=("personnel", "weighty"), then=(2, 3)),
        Concludes(topic="title", resolutions="resolutions", none="undecided"),
        Recused(parties="parties", voters="voters"),
        Discussed(
            grid="discussion",
            column="text",
            when="subtype",
            values=("council", "party", "congress"),
            least={"council": 2, "party": 2, "congress": 2},
        ),
        OwnWords(grid="discussion", column="text", person="speaker"),
        Original(fields=("consulted",)),
        WeekdayTold(fields=("consulted",), date="date"),
    ),
    sign_in=SignIn(attendance="attendance"),
    offshoots=(
        to_task("resolutions", "text", owner="owner", due="due"),
        to_item(
            "resolutions",
            source="self_check",
            copies=(
                Copy(into="title", column="text"),
                Copy(into="measures.text", column="text"),
                Copy(into="responsible", column="owner"),
                Copy(into="deadline", column="due"),
            ),
        ),
        Offshoot(
            key="resolutions_publication",
            words=Words("公示", "Publish it"),
            grid="resolutions",
            kind="publication",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="basis.ref", field="number"),
                Copy(into="items.matter", column="text"),
            ),
        ),
    ),
    sheet=Sheet(
        words=Words("议事会议记录", "Deliberation"),
        rows=(
            row(cell("title", "议题", "Matter"), cell("subtype", "会议类型", "Meeting")),
            row(cell(WHEN, "时间", "Time")),
            LED_ROW,
            row(cell("matter", "议题类别", "Kind of matter"), cell("proposer", "提出人", "Raised by")),
            row(cell("consulted", "征求意见", "Asked beforehand")),
            ATTENDANCE_ROW,
            row(cell("observers", "列席", "Observers"), cell("parties", "涉及人员", "Whom it concerns")),
            row(cell("discussion", "讨论发言", "Discussion"), height=60),
            row(
                cell("ballot", "表决方式", "Vote by"),
                cell("votes_for", "赞成", "For"),
                cell("votes_against", "反对", "Against"),
                cell("votes_abstained", "弃权", "Abstained"),
            ),
            row(cell("voters", "参加表决", "Who voted")),
            row(cell("resolutions", "决议", "Resolutions"), height=30),
            row(cell("undecided", "不作决定", "Undecided")),
            *CLOSING_ROWS,
        ),
        signers=(Words("主持人签字", "Host"), Words("记录人签字", "Recorder")),
    ),
)
