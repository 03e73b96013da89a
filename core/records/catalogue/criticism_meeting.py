"""Criticism meeting 民主生活会、组织生活会: locked away, papers on paper only (D§2.10, S37); see criticising.py."""

from core.base.words import Words
from core.records.asking import history, kept
from core.records.criticising import BRIEFED_ON, BRIEFED_SCOPE, REPORTED_ON, REPORTED_TO, STATES, WORKFLOW
from core.records.field import Choice, Date, Grid, Integer, LongText, Option, People, Person, Text
from core.records.growing import to_item
from core.records.kind import Group, Kind, Place, Privacy, Section, Sheet, SignIn
from core.records.link import Copy
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
    Chain,
    Criticism,
    EnteredSoon,
    NotFuture,
    OwnWords,
    Quorum,
    ReportedSoon,
)
from core.records.usual import LATE_REASON, cell, row

SUBTYPES = (
    Option("democratic", Words("民主生活会", "Democratic life meeting")),
    Option("branch", Words("组织生活会", "Branch life meeting")),
)

ASKING = (
    Option("talk", Words("个别访谈", "Talks")),
    Option("round", Words("座谈会", "Round table")),
    Option("form", Words("发放表格", "Forms")),
    Option("box", Words("意见箱", "Box")),
)

KIND = Kind(
    key="criticism_meeting",
    version=1,
    prefix="CR",
    words=Words("民主生活会", "Criticism meeting"),
    place=Place.ACTIVITIES,
    group=Group.MEETINGS,
    subtype="subtype",
    line=("subtype", "host"),
    carried=("subtype", "place", "host", "recorder", "attendance"),
    retention="Y",
    privacy=Privacy.SEALED,
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("会议", "Meeting"),
            fields=(
                Text(key="title", words=Words("主题", "Theme"), required=True, low=6, high=30),
                Choice(key="subtype", words=Words("类别", "Type"), required=True, options=SUBTYPES),
                *MOMENT,
                PLACE,
                HOST,
                RECORDER,
            ),
            rows=(("title",), ("subtype",), MOMENT_KEYS, ("place", "host", "recorder")),
        ),
        Section(
            key="before",
            words=Words("会前", "Before"),
            fields=(
                Date(key="requested_on", words=Words("请示日期", "Asked on"), advised=True),
                Date(key="approved_on", words=Words("批复日期", "Granted on")),
                Text(key="approved_by", words=Words("批复单位", "Granted by"), low=4, high=40, recent=True),
                Grid(
                    key="consultation",
                    words=Words("征求意见", "Opinions asked"),
                    columns=(
                        Date(key="on", words=Words("日期", "Date"), required=True),
                        Choice(key="way", words=Words("方式", "How"), required=True, options=ASKING),
                        Integer(key="people", words=Words("人数", "People"), required=True, high=9999),
                        Integer(key="count", words=Words("条数", "Opinions"), required=True, high=9999),
                    ),
                ),
                LongText(key="gathered", words=Words("意见汇总", "In short"), low=50, high=300),
                Grid(
                    key="talks",
                    words=Words("谈心谈话", "Talks"),
                    note=Words("只记谈过，不记内容", "That they talked, not what was said"),
                    columns=(
                        Date(key="on", words=Words("日期", "Date"), required=True),
                        Person(key="first", words=Words("谈话人", "Who"), required=True),
                        Person(key="second", words=Words("谈话对象", "With whom"), required=True),
                    ),
                ),
                Grid(
                    key="papers",
                    words=Words("对照检查材料", "Self-examinations"),
                    note=Words("材料只存纸质，这里登记放在哪里", "Kept on paper only; say here where they lie"),
                    columns=(
                        Text(key="title", words=Words("题名", "Title"), required=True, low=4, high=40),
                        Person(key="author", words=Words("撰写人", "By")),
                        Date(key="on", words=Words("日期", "Date")),
                        Text(key="kept", words=Words("存放处", "Kept where"), required=True, low=2, high=30),
                    ),
                ),
                LongText(key="past", words=Words("上次整改通报", "What became of the last"), low=20, high=200),
            ),
            rows=(("requested_on", "approved_on", "approved_by"),),
        ),
        Section(
            key="attendance",
            words=Words("到会", "Attendance"),
            fields=(ATTENDANCE, People(key="observers", words=Words("列席", "Observers"))),
        ),
        Section(
            key="meeting",
            words=Words("发言和批评", "Speeches and criticism"),
            fields=(
                Grid(
                    key="speeches",
                    words=Words("发言", "Speeches"),
                    columns=(
                        Person(key="speaker", words=Words("发言人", "Speaker"), required=True),
                        Text(key="text", words=Words("要点", "Point"), required=True, low=20, high=100),
                    ),
                ),
                Grid(
                    key="criticism",
                    words=Words("相互批评", "Criticism"),
                    columns=(
                        Person(key="by", words=Words("批评人", "By"), required=True),
                        Person(key="about", words=Words("被批评人", "Of whom"), required=True),
                        Text(key="text", words=Words("要点", "Point"), required=True, low=10, high=80),
                    ),
                ),
            ),
        ),
        Section(
            key="after",
            words=Words("整改和报送", "Measures and report"),
            fields=(
                Grid(
                    key="measures",
                    words=Words("整改事项", "To be rectified"),
                    columns=(
                        Text(key="problem", words=Words("问题", "Problem"), required=True, low=10, high=80),
                        Text(key="measure", words=Words("措施", "Measure"), required=True, low=10, high=40),
                        Person(key="owner", words=Words("责任人", "Responsible"), required=True),
                        Date(key="deadline", words=Words("时限", "Deadline"), required=True),
                    ),
                ),
                kept(REPORTED_ON),
                kept(REPORTED_TO),
                kept(BRIEFED_ON),
                kept(BRIEFED_SCOPE),
                history(WORKFLOW.moves, STATES),
                LATE_REASON,
            ),
            rows=(("measures",), ("reported_on", "reported_to"), ("briefed_on", "briefed_scope")),
        ),
    ),
    rules=(
        span("attendance", "host", "recorder", "observers"),
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        Attends(person="host", attendance="attendance"),
        Attends(person="recorder", attendance="attendance"),
        Attends(person="speeches.speaker", attendance="attendance"),
        Attends(person="criticism.by", attendance="attendance"),
        Quorum(attendance="attendance", least=(2, 3)),
        Chain(steps=("title", "consultation", "talks", "papers", "attendance", "measures")),
        ReportedSoon(date="date", reported="reported_on"),
        OwnWords(grid="speeches", column="text", person="speaker"),
        Criticism(grid="criticism", column="text", about="about"),
    ),
    sign_in=SignIn(attendance="attendance"),
    offshoots=(
        to_item(
            "measures",
            "problem",
            source="criticism_meeting",
            copies=(
                Copy(into="measures.text", column="measure"),
                Copy(into="responsible", column="owner"),
                Copy(into="deadline", column="deadline"),
            ),
        ),
    ),
    sheet=Sheet(
        words=Words("会议记录", "Meeting"),
        rows=(
            row(cell("title", "主题", "Theme"), cell("subtype", "类别", "Type")),
            row(cell(WHEN, "时间", "Time")),
            LED_ROW,
            row(
                cell("requested_on", "请示日期", "Asked on"),
                cell("approved_on", "批复日期", "Granted on"),
                cell("approved_by", "批复单位", "Granted by"),
            ),
            row(cell("consultation", "征求意见", "Opinions asked")),
            row(cell("gathered", "意见汇总", "In short"), height=14),
            row(cell("talks", "谈心谈话", "Talks")),
            row(cell("papers", "对照检查", "Self-examinations")),
            row(cell("past", "上次整改", "The last")),
            ATTENDANCE_ROW,
            row(cell("observers", "列席", "Observers")),
            row(cell("speeches", "发言", "Speeches"), height=40),
            row(cell("criticism", "相互批评", "Criticism"), height=40),
            row(cell("measures", "整改事项", "To be rectified"), height=20),
            row(cell("reported_on", "报送日期", "Reported on"), cell("reported_to", "报送单位", "To")),
            row(cell("briefed_on", "通报日期", "Told on"), cell("briefed_scope", "通报范围", "To")),
            row(cell("history", "经过", "History")),
            row(cell("late_reason", "补记原因", "Late entry")),
        ),
        signers=(Words("主持人签字", "Host"), Words("记录人签字", "Recorder")),
    ),
)
