"""Work measures 工作措施: what the school itself plans, broken down to people, times and outputs (D§2.12, S04)."""

from core.base.words import Words
from core.records.field import Date, Grid, LongText, Person, Text
from core.records.growing import to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.rule import EnteredSoon, LongEnough, NotFuture, Original, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

KIND = Kind(
    key="work_measures",
    version=1,
    prefix="WM",
    words=Words("工作措施", "Work measures"),
    place=Place.ACTIVITIES,
    group=Group.ORGANISATION,
    line=("author", "doc_no"),
    carried=("author", "publication_scope"),
    retention="Y",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("标题", "Title"), required=True, low=6, high=30),
                Date(key="date", words=Words("制定日期", "Date"), required=True),
                Text(key="doc_no", words=Words("文号", "Document no."), low=4, high=30),
                Person(key="author", words=Words("起草人", "Drafted by"), required=True),
                LongText(
                    key="guiding",
                    words=Words("指导思想", "Guiding idea"),
                    low=50,
                    high=200,
                    note=Words(
                        "选填；用自己的话写本校为什么做", "If you like; in your own words, why the school does it"
                    ),
                ),
            ),
            rows=(("title",), ("date", "doc_no", "author"), ("guiding",)),
        ),
        Section(
            key="breakdown",
            words=Words("任务分解", "Breakdown"),
            fields=(
                Grid(
                    key="breakdown",
                    words=Words("分解表", "Breakdown"),
                    required=True,
                    note=Words("活动、责任人、时间、产出，一项一行", "Activity, person, time, output; one a row"),
                    columns=(
                        Text(key="activity", words=Words("活动", "Activity"), required=True, low=2, high=30),
                        Person(key="owner", words=Words("责任人", "Responsible"), required=True),
                        Text(key="period", words=Words("时间", "Time"), required=True, low=2, high=20),
                        Text(key="output", words=Words("产出", "Output"), required=True, low=2, high=30),
                    ),
                ),
            ),
        ),
        Section(
            key="demands",
            words=Words("工作要求", "Demands"),
            fields=(LongText(key="demands", words=Words("工作要求", "Demands"), required=True, low=100, high=600),),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        LongEnough(field="demands", least=100),
        Original(fields=("guiding", "demands")),
        WeekdayTold(fields=("demands",), date="date"),
    ),
    offshoots=(to_task("breakdown", "activity", owner="owner"),),
    sheet=Sheet(
        words=Words("工作措施", "Work measures"),
        rows=(
            row(cell("title", "标题", "Title")),
            row(
                cell("date", "制定日期", "Date"),
                cell("doc_no", "文号", "Document no."),
                cell("author", "起草人", "Drafted by"),
            ),
            row(cell("guiding", "指导思想", "Guiding idea"), height=20),
            row(cell("breakdown", "任务分解", "Breakdown"), height=50),
            row(cell("demands", "工作要求", "Demands"), height=60),
            *CLOSING_ROWS,
        ),
        signers=(Words("起草人签字", "Drafted by"), Words("校长签字", "Principal")),
    ),
)
