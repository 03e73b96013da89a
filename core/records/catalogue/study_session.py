"""Study session 学习记录: evening study, centre group, one leader one lesson, mobilisation, relay … (D§2.1, S31)."""

from core.base.words import Words
from core.records.field import Automatic, Choice, Date, Formula, Grid, LongText, Option, People, Person, Text
from core.records.growing import to_item, to_task
from core.records.kind import Cell, Group, Kind, Place, Section, Sheet, SheetRow, SignIn
from core.records.link import Copy
from core.records.meeting import ATTENDANCE, DATE, END, HOST, PLACE, RECORDER, START, WEEKDAY, span
from core.records.rule import (
    Attends,
    Discussed,
    EnteredSoon,
    IssuedBefore,
    LongEnough,
    Names,
    NotFuture,
    Original,
    OwnWords,
    Relayed,
    WeekdayTold,
)
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY

SUBTYPES = (
    Option("night_study", Words("夜学", "Evening study")),
    Option("center_group", Words("中心组学习", "Centre group")),
    Option("one_lesson", Words("一人一课", "One leader, one lesson")),
    Option("mobilization", Words("动员会", "Kick-off meeting")),
    Option("relay", Words("传达学习", "Relay of a notice")),
    Option("seminar", Words("专题研讨", "Seminar")),
    Option("self_study", Words("个人自学", "Self-study")),
)

KIND = Kind(
    key="study_session",
    version=1,
    prefix="ST",
    words=Words("学习记录", "Study session"),
    place=Place.STUDY,
    group=Group.STUDY,
    subtype="subtype",
    line=("subtype", "speaker", "attendance"),
    carried=(
        "subtype",
        "place",
        "host",
        "speaker",
        "recorder",
        "start_time",
        "end_time",
        "attendance",
        "materials",
        "publication_scope",
    ),
    retention="D10",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("主题", "Topic"), required=True, low=6, high=30),
                Choice(key="subtype", words=Words("类别", "Type"), required=True, options=SUBTYPES),
                DATE,
                START,
                END,
                WEEKDAY,
                Automatic(key="nth", words=Words("第几次", "Number"), formula=Formula.NTH_IN_MONTH),
                Automatic(key="minutes", words=Words("学时", "Duration"), formula=Formula.MINUTES),
                PLACE,
                HOST,
                Person(key="speaker", words=Words("主讲", "Speaker"), required=True),
                RECORDER,
            ),
            rows=(
                ("title",),
                ("subtype", "date", "start_time", "end_time", "weekday", "nth", "minutes"),
                ("place", "host", "speaker", "recorder"),
            ),
        ),
        Section(
            key="attendance",
            words=Words("到会", "Attendance"),
            fields=(
                ATTENDANCE,
                People(key="observers", words=Words("列席", "Observers"), later=True),
            ),
        ),
        Section(
            key="materials",
            words=Words("学习材料", "Materials"),
            fields=(
                Grid(
                    key="materials",
                    words=Words("材料", "Material"),
                    required=True,
                    note=Words("题名从往次和附件里选，发布日期用来核对", "The date of issue is checked"),
                    columns=(
                        Text(key="title", words=Words("题名", "Title"), required=True, low=4, high=60, recent=True),
                        Text(key="number", words=Words("文号", "Number"), low=4, high=30),
                        Date(key="issued", words=Words("发布", "Issued"), required=True),
                        Date(
                            key="received",
                            words=Words("收文", "Received"),
                            note=Words("上级来文收到的日期", "When it reached us"),
                        ),
                        Text(key="pages", words=Words("页码", "Pages"), low=1, high=12),
                        Text(
                            key="excerpt",
                            words=Words("摘录", "Excerpt"),
                            high=300,
                            note=Words(
                                "要领学的原文，核对有没有照抄", "The passage read out; copying is measured against it"
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            key="content",
            words=Words("内容和讨论", "Content and discussion"),
            fields=(
                LongText(
                    key="content",
                    words=Words("学习内容", "Content"),
                    required=True,
                    low=150,
                    high=400,
                    note=Words("写学了哪几段，不抄全文", "Say which parts were studied; don't copy them"),
                ),
                Grid(
                    key="discussion",
                    words=Words("讨论发言", "Discussion"),
                    columns=(
                        Person(key="speaker", words=Words("发言人", "Speaker"), required=True),
                        Text(key="text", words=Words("要点", "Point"), required=True, low=20, high=80),
                    ),
                ),
                LongText(key="summary", words=Words("小结", "Summary"), low=50, high=150, later=True),
            ),
        ),
        Section(
            key="resolutions",
            words=Words("议定事项", "Resolutions"),
            fields=(
                Grid(
                    key="resolutions",
                    words=Words("议定事项", "Resolutions"),
                    columns=(
                        Text(key="text", words=Words("事项", "Matter"), required=True, low=6, high=40),
                        Person(key="owner", words=Words("责任人", "Owner"), required=True),
                        Date(key="due", words=Words("期限", "Due")),
                    ),
                ),
            ),
        ),
        CLOSING,
    ),
    rules=(
        span("attendance", "host", "recorder", "speaker", "observers"),
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        Attends(person="host", attendance="attendance"),
        Attends(person="recorder", attendance="attendance"),
        Attends(person="discussion.speaker", attendance="attendance"),
        IssuedBefore(grid="materials", column="issued", title="title", date="date"),
        Relayed(grid="materials", received="received", title="title", date="date"),
        Names(grid="materials", column="title"),
        Discussed(
            grid="discussion",
            column="text",
            when="subtype",
            values=("center_group", "seminar"),
            least={"center_group": 2, "seminar": 1},
        ),
        LongEnough(field="content", least=150),
        Original(fields=("content", "summary"), excerpts="materials.excerpt"),
        OwnWords(grid="discussion", column="text", person="speaker"),
        WeekdayTold(fields=("title", "content", "summary"), date="date"),
    ),
    leads="speaker",
    sign_in=SignIn(attendance="attendance"),
    offshoots=(
        to_task("resolutions", "text", owner="owner", due="due"),
        to_item(
            "resolutions",
            source="study",
            copies=(
                Copy(into="title", column="text"),
                Copy(into="measures.text", column="text"),
                Copy(into="responsible", column="owner"),
                Copy(into="deadline", column="due"),
            ),
        ),
    ),
    sheet=Sheet(
        words=Words("学习记录", "Study record"),
        rows=(
            SheetRow(
                cells=(
                    Cell(keys=("subtype", "nth"), words=Words("学习类别", "Type")),
                    Cell(
                        keys=("date", "weekday", "start_time", "end_time", "minutes"),
                        words=Words("学习时间", "Time"),
                        span=2,
                    ),
                )
            ),
            SheetRow(
                cells=(
                    Cell(keys=("place",), words=Words("地点", "Place")),
                    Cell(keys=("host",), words=Words("主持人", "Host")),
                    Cell(keys=("speaker",), words=Words("主讲人", "Speaker")),
                    Cell(keys=("recorder",), words=Words("记录人", "Recorder")),
                )
            ),
            SheetRow(cells=(Cell(keys=("attendance",), words=Words("到会情况", "Attendance")),)),
            SheetRow(cells=(Cell(keys=("observers",), words=Words("列席", "Observers")),)),
            SheetRow(cells=(Cell(keys=("title",), words=Words("学习主题", "Topic")),)),
            SheetRow(cells=(Cell(keys=("materials",), words=Words("学习材料", "Materials")),)),
            SheetRow(cells=(Cell(keys=("content",), words=Words("学习内容", "Content")),), height=90),
            SheetRow(cells=(Cell(keys=("discussion",), words=Words("讨论发言", "Discussion")),)),
            SheetRow(cells=(Cell(keys=("resolutions",), words=Words("议定事项", "Resolutions")),)),
            SheetRow(cells=(Cell(keys=("summary",), words=Words("小结", "Summary")),)),
            *CLOSING_ROWS,
        ),
        signers=(Words("主持人签字", "Host"), Words("记录人签字", "Recorder")),
    ),
)
