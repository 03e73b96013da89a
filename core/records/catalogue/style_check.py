"""Check of working style 作风自查: a reminder inside the school, never a count of persons (D§2.13, S39)."""

from core.base.words import Words
from core.records.field import Choice, Date, Grid, Integer, LongText, Option, People, Person, Text, Time
from core.records.growing import to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.rule import EnteredSoon, NotFuture, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

VERIFIED = (
    Option("reason", Words("有正当理由", "For a good reason")),
    Option("late", Words("迟到早退", "Late or left early")),
    Option("away", Words("擅自离岗", "Away without leave")),
    Option("open", Words("待核实", "To be found out")),
)

KIND = Kind(
    key="style_check",
    version=1,
    prefix="SC",
    words=Words("作风自查", "Check of working style"),
    place=Place.ACTIVITIES,
    group=Group.CHECKS,
    line=("scope", "checkers"),
    carried=("title", "scope", "checkers", "publication_scope"),
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("检查", "Check"),
            fields=(
                Text(key="title", words=Words("检查内容", "What is checked"), required=True, low=4, high=30),
                Date(key="date", words=Words("日期", "Date"), required=True),
                Time(key="time", words=Words("时间", "At"), required=True),
                People(
                    key="checkers",
                    words=Words("检查人", "Checked by"),
                    required=True,
                    note=Words("两人以上", "Two or more"),
                ),
                Text(key="scope", words=Words("对象范围", "Who or what"), required=True, low=2, high=40, recent=True),
            ),
            rows=(("title",), ("date", "time"), ("checkers",), ("scope",)),
        ),
        Section(
            key="duty",
            words=Words("在岗情况", "On duty"),
            fields=(
                Integer(key="expected", words=Words("应在岗", "Expected"), required=True, high=999),
                Integer(key="present", words=Words("实在岗", "Present"), required=True, high=999),
                Integer(key="on_leave", words=Words("请假", "On leave"), high=999),
                Grid(
                    key="absent",
                    words=Words("未在岗", "Not on duty"),
                    columns=(
                        Person(key="person", words=Words("姓名", "Person"), required=True),
                        Choice(key="verified", words=Words("核实结果", "Found"), required=True, options=VERIFIED),
                        Text(key="text", words=Words("情况", "What"), low=2, high=60),
                    ),
                ),
            ),
            rows=(("expected", "present", "on_leave"), ("absent",)),
        ),
        Section(
            key="matters",
            words=Words("问题和处理", "Matters"),
            fields=(
                Grid(
                    key="matters",
                    words=Words("其他问题", "Other matters"),
                    columns=(Text(key="text", words=Words("问题", "Matter"), required=True, low=6, high=80),),
                ),
                LongText(key="handled", words=Words("处理", "What was done"), advised=True, low=6, high=150),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        WeekdayTold(fields=("handled",), date="date"),
    ),
    offshoots=(
        to_item("matters", "text", source="self_check"),
        to_task("matters", "text"),
        to_difficulty("matters", "text"),
    ),
    sheet=Sheet(
        words=Words("作风自查记录", "Check of working style"),
        rows=(
            row(cell("title", "检查内容", "What")),
            row(cell("date time", "检查时间", "When"), cell("checkers", "检查人", "Checked by")),
            row(cell("scope", "对象范围", "Who or what")),
            row(
                cell("expected", "应在岗", "Expected"),
                cell("present", "实在岗", "Present"),
                cell("on_leave", "请假", "On leave"),
            ),
            row(cell("absent", "未在岗", "Not on duty"), height=30),
            row(cell("matters", "其他问题", "Other matters"), height=40),
            row(cell("handled", "处理", "What was done"), height=30),
            *CLOSING_ROWS,
        ),
        signers=(Words("检查人签字", "Checked by"), Words("校长签字", "Principal")),
    ),
)
