"""Meeting elsewhere 外出参会: who of ours was where and when, and what came of it (S05; feeds T02)."""

from core.base.words import Words
from core.records.field import Date, Grid, LongText, People, Person, Text
from core.records.growing import to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.link import Copy, Offshoot
from core.records.meeting import END, MINUTES, PLACE, START, WEEKDAY, WHEN, span
from core.records.rule import EnteredSoon, NotFuture, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

KIND = Kind(
    key="external_meeting",
    version=1,
    prefix="EM",
    words=Words("外出参会", "Meeting elsewhere"),
    place=Place.ACTIVITIES,
    group=Group.DAILY,
    line=("organizer", "people"),
    carried=("organizer", "place", "publication_scope"),
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("会议名称", "Meeting"), required=True, low=6, high=40),
                Text(key="organizer", words=Words("主办单位", "Organizer"), required=True, low=2, high=30, recent=True),
                Text(key="notice_no", words=Words("通知文号", "Notice no."), low=4, high=30),
                Date(key="date", words=Words("日期", "Date"), required=True),
                START,
                END,
                WEEKDAY,
                MINUTES,
                PLACE,
                People(key="people", words=Words("参会人", "Who went"), required=True),
            ),
            rows=(
                ("title",),
                ("organizer", "notice_no"),
                ("date", "start_time", "end_time", "weekday", "minutes"),
                ("place", "people"),
            ),
        ),
        Section(
            key="content",
            words=Words("会议精神", "What was said"),
            fields=(
                LongText(key="content", words=Words("主要内容", "Content"), advised=True, low=50, high=300),
                Grid(
                    key="tasks",
                    words=Words("落实事项", "To be done"),
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
        span("people"),
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        WeekdayTold(fields=("content",), date="date"),
    ),
    offshoots=(
        to_task("tasks", "text", owner="owner", due="due"),
        Offshoot(
            key="relay",
            words=Words("传达学习", "Pass it on"),
            kind="study_session",
            subtype="relay",
            copies=(Copy(into="title", field="title"), Copy(into="materials.number", field="notice_no")),
        ),
    ),
    sheet=Sheet(
        words=Words("外出参会登记表", "Meeting elsewhere"),
        rows=(
            row(cell("title", "会议名称", "Meeting")),
            row(cell("organizer", "主办单位", "Organizer"), cell("notice_no", "通知文号", "Notice no.")),
            row(cell(WHEN, "参会时间", "Time", span=2), cell("place", "地点", "Place")),
            row(cell("people", "参会人", "Who went"), height=14),
            row(cell("content", "主要内容", "Content"), height=70),
            row(cell("tasks", "落实事项", "To be done"), height=20),
            *CLOSING_ROWS,
        ),
        signers=(Words("参会人签字", "Who went"),),
    ),
)
