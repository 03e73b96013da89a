"""Research diary 蹲点日记, with its topic and the three questions of S09 (D§2.3, S11)."""

from core.base.words import Words
from core.records.field import (
    Automatic,
    Choice,
    Date,
    Formula,
    Grid,
    Integer,
    LongText,
    Option,
    People,
    Person,
    Reference,
    Text,
    Time,
)
from core.records.growing import to_ask, to_difficulty, to_item, to_task
from core.records.kind import Cell, Group, Kind, Place, Section, Sheet, SheetRow
from core.records.link import Copy, Offshoot
from core.records.rule import AnyOf, EnteredSoon, LongEnough, NotFuture, Original, Span, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

METHODS = (
    Option("lesson", Words("听课", "Sitting in on lessons")),
    Option("talk", Words("个别谈话", "Talks")),
    Option("meeting", Words("座谈", "Round table")),
    Option("visit", Words("走访", "Home visits")),
    Option("papers", Words("查资料", "Reading files")),
    Option("labour", Words("劳动", "Working along")),
    Option("other", Words("其他", "Other")),
)

VISITED = (
    Option("teacher", Words("教师", "Teachers")),
    Option("pupil", Words("学生", "Pupils")),
    Option("parent", Words("家长", "Parents")),
    Option("village", Words("村干部", "Village officials")),
    Option("other", Words("其他", "Others")),
)


def _points(key: str, zh: str, en: str, note: Words | None = None) -> Grid:
    """Return a list of points: a grid of one text."""
    return Grid(
        key=key,
        words=Words(zh, en),
        note=note,
        columns=(Text(key="text", words=Words("要点", "Point"), required=True, low=20, high=100),),
    )


def _figure(key: str, zh: str, en: str) -> Integer:
    """Return a number that proposals and reports add up, so that nobody counts twice."""
    return Integer(key=key, words=Words(zh, en), high=9999)


def _grown(grid: str) -> tuple[Offshoot, ...]:
    """Return what a point of the three questions may become."""
    return (to_item(grid, "text", source="research"), to_task(grid, "text"), to_difficulty(grid, "text"))


KIND = Kind(
    key="research_diary",
    version=1,
    prefix="DY",
    words=Words("蹲点日记", "Research diary"),
    place=Place.RESEARCH,
    group=Group.RESEARCH,
    heading="topic",
    line=("place", "method"),
    carried=("topic", "topic_ref", "author", "publication_scope"),
    retention="D10",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(
                    key="topic", words=Words("课题", "Topic"), required=True, low=10, high=30, recent=True, topics=True
                ),
                Reference(key="topic_ref", words=Words("课题编号", "Topic no."), kinds=("research_topic",)),
                Person(key="author", words=Words("调研人", "Author"), required=True),
                Date(key="date", words=Words("日期", "Date"), required=True),
                Automatic(key="weekday", words=Words("星期", "Weekday"), formula=Formula.WEEKDAY),
                Automatic(key="day_no", words=Words("第几天", "Day"), formula=Formula.DAY_OF_TOPIC),
                Text(key="weather", words=Words("天气", "Weather"), low=1, high=6, recent=True),
                Time(key="start_time", words=Words("开始", "From")),
                Time(key="end_time", words=Words("结束", "To")),
                Text(key="place", words=Words("蹲点地点", "Place"), required=True, low=2, high=20, recent=True),
                Choice(key="method", words=Words("方式", "Method"), required=True, options=METHODS, multiple=True),
            ),
            rows=(
                ("topic", "topic_ref"),
                ("author", "date", "weekday", "day_no", "weather"),
                ("start_time", "end_time", "place"),
                ("method",),
            ),
        ),
        Section(
            key="visited",
            words=Words("走访对象", "Visited"),
            fields=(
                Grid(
                    key="visited",
                    words=Words("走访对象", "Visited"),
                    required=True,
                    note=Words("学生、家长只记人数，不记姓名", "Pupils and parents are counted, not named"),
                    columns=(
                        Choice(key="category", words=Words("类别", "Group"), required=True, options=VISITED),
                        Integer(key="count", words=Words("人数", "Number"), low=1, high=999),
                        People(key="people", words=Words("教职工", "Staff")),
                    ),
                ),
                _figure("lessons", "听课节数", "Lessons heard"),
                _figure("households", "走访户数", "Households"),
                _figure("answers", "收回问卷", "Questionnaires"),
            ),
            rows=(("visited",), ("lessons", "households", "answers")),
        ),
        Section(
            key="facts",
            words=Words("见闻", "Facts"),
            fields=(
                LongText(
                    key="facts",
                    words=Words("见闻事实", "What was seen and heard"),
                    required=True,
                    low=100,
                    high=300,
                    note=Words("要有数字或具体人事", "With figures or particular events"),
                ),
            ),
        ),
        Section(
            key="findings",
            words=Words("三摸清", "Three questions"),
            fields=(
                _points("problems", "制约问题", "Problems that hold us back"),
                _points("expectations", "意见期盼", "Opinions and hopes"),
                _points("policy_needs", "政策要求", "Policy needed"),
                _points("improvements", "改进办法", "Ways to improve"),
            ),
        ),
        Section(
            key="outcome",
            words=Words("处理和打算", "Outcome and plans"),
            fields=(
                Grid(
                    key="on_spot",
                    words=Words("当场解决", "Solved on the spot"),
                    columns=(
                        Text(key="text", words=Words("事项", "Matter"), required=True, low=4, high=60),
                        Text(key="result", words=Words("结果", "Result"), low=2, high=60),
                    ),
                ),
                Grid(
                    key="next_steps",
                    words=Words("下一步", "Next steps"),
                    advised=True,
                    columns=(
                        Text(key="text", words=Words("事项", "Matter"), required=True, low=4, high=60),
                        Date(key="due", words=Words("期限", "Due")),
                    ),
                ),
            ),
        ),
        CLOSING,
    ),
    rules=(
        Span(date="date", start="start_time", end="end_time", people=("author",)),
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        LongEnough(field="facts", least=100),
        AnyOf(fields=("problems", "expectations", "policy_needs")),
        Original(fields=("facts",)),
        WeekdayTold(fields=("facts",), date="date"),
    ),
    offshoots=(
        *_grown("problems"),
        *_grown("expectations"),
        *_grown("policy_needs"),
        to_ask("policy_needs", "text"),
        to_task("improvements", "text"),
        to_task("next_steps", "text", due="due"),
        Offshoot(
            key="proposal",
            words=Words("写建议书", "Write a proposal"),
            kind="proposal",
            copies=(Copy(into="author", field="author"), Copy(into="based_on.ref", field="number")),
        ),
        Offshoot(
            key="report",
            words=Words("写调研报告", "Write a report"),
            kind="research_report",
            copies=(
                Copy(into="author", field="author"),
                Copy(into="topic_ref", field="topic_ref"),
                Copy(into="based_on.ref", field="number"),
            ),
        ),
    ),
    sheet=Sheet(
        words=Words("蹲点日记", "Research diary"),
        rows=(
            SheetRow(cells=(Cell(keys=("topic", "topic_ref", "day_no"), words=Words("课题", "Topic")),)),
            SheetRow(
                cells=(
                    Cell(keys=("date", "weekday", "weather"), words=Words("日期", "Date"), span=2),
                    Cell(keys=("start_time", "end_time"), words=Words("时间", "Time")),
                )
            ),
            SheetRow(
                cells=(
                    Cell(keys=("place",), words=Words("蹲点地点", "Place")),
                    Cell(keys=("method",), words=Words("方式", "Method")),
                    Cell(keys=("author",), words=Words("调研人", "Author")),
                )
            ),
            SheetRow(cells=(Cell(keys=("visited",), words=Words("走访对象", "Visited")),)),
            row(
                cell("lessons", "听课节数", "Lessons"),
                cell("households", "走访户数", "Households"),
                cell("answers", "收回问卷", "Answers"),
            ),
            SheetRow(cells=(Cell(keys=("facts",), words=Words("见闻事实", "Facts")),), height=80),
            SheetRow(cells=(Cell(keys=("problems",), words=Words("制约问题", "Problems")),)),
            SheetRow(cells=(Cell(keys=("expectations",), words=Words("意见期盼", "Hopes")),)),
            SheetRow(cells=(Cell(keys=("policy_needs",), words=Words("政策要求", "Policy")),)),
            SheetRow(cells=(Cell(keys=("improvements",), words=Words("改进办法", "Improvement")),)),
            SheetRow(cells=(Cell(keys=("on_spot",), words=Words("当场解决", "Solved")),)),
            SheetRow(cells=(Cell(keys=("next_steps",), words=Words("下一步", "Next")),)),
            *CLOSING_ROWS,
        ),
        signers=(Words("调研人签字", "Author"),),
    ),
)
