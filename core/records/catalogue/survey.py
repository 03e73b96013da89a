"""Satisfaction survey 满意度测评: tallies by group, no names, never of teachers (D§2.14, S40); see surveying.py."""

from core.base.words import Words
from core.records.asking import history, kept
from core.records.field import Choice, Date, Grid, Integer, Option, People, Person, Reference, Text
from core.records.growing import to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, LedgerList, Place, Section, Sheet
from core.records.link import Copy, Offshoot
from core.records.rule import EnteredSoon, NotFuture, Votes
from core.records.surveying import COUNTED_ON, ISSUED_ON, STATES, WORKFLOW
from core.records.usual import CLOSING, CLOSING_ROWS, cell, column, row

SUBJECTS = (
    Option("team", Words("学校班子", "Leadership team")),
    Option("principal", Words("校长", "Principal")),
    Option("item", Words("某项整改", "A rectification item")),
)

SCALES = (
    Option("content", Words("满意／基本满意／不满意／不了解", "Satisfied / Fairly / Not / Don’t know")),
    Option("able", Words("优秀／称职／基本称职／不称职", "Excellent / Able / Fairly able / Not able")),
    Option("four", Words("满意／比较满意／一般／不满意", "Satisfied / Rather / So so / Not")),
)

ALL = "all"
GROUPS = (
    Option("teacher", Words("教师", "Teachers")),
    Option("parent", Words("家长", "Parents")),
    Option("pupil", Words("学生代表", "Pupils’ representatives")),
    Option("village", Words("村干部", "Village officials")),
    Option("others", Words("其他合并", "Others together")),
    Option(ALL, Words("合计", "All together")),
)

COUNTS = ("first", "second", "third", "fourth")


def _number(key: str, zh: str, en: str, *, required: bool = False) -> Integer:
    """Return a number of forms or votes; all but how many might answer are known afterwards."""
    return Integer(key=key, words=Words(zh, en), required=required, later=not required, high=99_999)


KIND = Kind(
    key="survey",
    version=1,
    prefix="SV",
    words=Words("满意度测评", "Survey"),
    place=Place.ACTIVITIES,
    group=Group.CHECKS,
    subtype="subject",
    line=("subject", "scale"),
    carried=("subject", "scale", "organizer", "publication_scope"),
    retention="D10",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("测评", "Survey"),
            fields=(
                Text(key="title", words=Words("测评名称", "Survey"), required=True, low=6, high=30),
                Choice(key="subject", words=Words("对象", "Of whom"), required=True, options=SUBJECTS),
                Choice(key="scale", words=Words("等次", "Scale"), required=True, options=SCALES),
                Date(key="date", words=Words("测评日期", "Date"), required=True),
                Person(key="organizer", words=Words("组织者", "Organizer"), required=True),
                Reference(key="item", words=Words("整改编号", "Item"), kinds=("rectification",)),
                People(
                    key="judged",
                    words=Words("被测评人", "Who is judged"),
                    note=Words(
                        "监票人不能是被测评人；不测评普通教师", "None of them may watch; teachers aren’t judged"
                    ),
                ),
            ),
            rows=(("title",), ("subject", "date"), ("scale",), ("organizer", "item"), ("judged",)),
        ),
        Section(
            key="tally",
            words=Words("票数", "Tally"),
            fields=(
                Grid(
                    key="tally",
                    words=Words("票数", "Tally"),
                    required=True,
                    later=True,
                    note=Words(
                        "一组一行；一档到四档就是所选等次从左到右；有效不足五票的组并入其他合并",
                        "One group a row; first to fourth are the scale’s answers from left to right; a group with "
                        "fewer than five valid ballots goes into one row with others",
                    ),
                    columns=(
                        Choice(key="group", words=Words("人群", "Group"), required=True, options=GROUPS),
                        Text(key="item", words=Words("项目", "Of what"), low=2, high=20, recent=True),
                        _number("expected", "应参加", "Expected", required=True),
                        _number("issued", "发出", "Handed out"),
                        _number("returned", "收回", "Returned"),
                        _number("valid", "有效", "Valid"),
                        _number("invalid", "无效", "Invalid"),
                        _number("first", "一档", "First"),
                        _number("second", "二档", "Second"),
                        _number("third", "三档", "Third"),
                        _number("fourth", "四档", "Fourth"),
                    ),
                ),
                People(key="watchers", words=Words("监票人", "Watched by"), later=True),
                People(key="counters", words=Words("计票人", "Counted by"), later=True),
            ),
        ),
        Section(
            key="comments",
            words=Words("意见条", "Comments"),
            fields=(
                Grid(
                    key="comments",
                    words=Words("意见", "Comment"),
                    later=True,
                    note=Words("由工会汇总，不留笔迹、不记姓名", "Gathered by the union; no handwriting, no names"),
                    columns=(
                        Choice(key="group", words=Words("人群", "Group"), options=GROUPS),
                        Text(key="text", words=Words("意见", "Comment"), required=True, low=6, high=100),
                    ),
                ),
                kept(ISSUED_ON),
                kept(COUNTED_ON),
                history(WORKFLOW.moves, STATES),
            ),
            rows=(("comments",), ("issued_on", "counted_on")),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        Votes(
            grid="tally",
            group="group",
            expected="expected",
            issued="issued",
            returned="returned",
            valid="valid",
            invalid="invalid",
            counts=COUNTS,
            scale="scale",
            whole=ALL,
            item="item",
            watchers="watchers",
            judged="judged",
        ),
    ),
    offshoots=(
        to_item("comments", "text", source="survey"),
        to_task("comments", "text"),
        to_difficulty("comments", "text"),
        Offshoot(
            key="publication",
            words=Words("公示结果", "Publish it"),
            kind="publication",
            copies=(Copy(into="title", field="title"), Copy(into="basis.ref", field="number")),
        ),
    ),
    sheet=Sheet(
        words=Words("满意度测评汇总表", "Survey"),
        rows=(
            row(cell("title", "测评名称", "Survey", span=2), cell("date", "测评日期", "Date")),
            row(cell("subject item", "对象", "Of whom"), cell("scale", "等次", "Scale", span=2)),
            row(cell("judged", "被测评人", "Who is judged"), cell("organizer", "组织者", "Organizer")),
            row(cell("issued_on", "发放日期", "Handed out"), cell("counted_on", "计票日期", "Counted on")),
            row(cell("tally", "票数", "Tally"), height=60),
            row(cell("watchers", "监票人", "Watched by"), cell("counters", "计票人", "Counted by")),
            row(cell("comments", "意见条", "Comments"), height=40),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("监票人签字", "Watched by"), Words("计票人签字", "Counted by")),
        lists=(
            LedgerList(
                key="tallies",
                words=Words("测评汇总清单", "Tallies"),
                columns=(
                    column("number", "编号", "Number", 28),
                    column("title", "测评名称", "Survey", 50),
                    column("date", "日期", "Date", 26),
                    column("scale", "等次", "Scale", 44),
                    column("tally", "票数", "Tally", 100),
                ),
            ),
        ),
    ),
)
