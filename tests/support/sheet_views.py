"""Sheets of the gallery: the calendar with its time line, an inspection's three columns, two texts compared."""

from datetime import date

from PySide6.QtWidgets import QWidget

from gui.messages import chinese
from gui.widgets.buttons import Button
from gui.widgets.calendar import MonthView
from gui.widgets.chip import ChipData, Tone
from gui.widgets.comparison import WIDTH, Comparison, Side, Stretch
from gui.widgets.daylist import DayList
from gui.widgets.facts import Fact, FactColumns
from gui.widgets.head import Head
from gui.widgets.marks import Mark, Standing
from gui.widgets.milestones import Milestone
from gui.widgets.phases import Phase, PhaseLine
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame
from gui.widgets.theme import Room
from tests.support.sheet_frame import window

TODAY = date(2008, 9, 19)
START, END = date(2008, 3, 20), date(2009, 1, 10)


def told(zh: str, en: str) -> str:
    """Return a school's words in the language of the windows, so that longer words are tried as well."""
    return zh if chinese() else en


def september() -> dict[date, list[Mark]]:
    """Return the marks of a month: one of each standing, a day that has too many, days off."""
    did, due, late, off = Standing.HAPPENED, Standing.DUE, Standing.OVERDUE, Standing.HOLIDAY
    study, meeting = told("夜学", "Night study"), told("中心组学习", "Study of the core group")
    return {
        date(2008, 9, 1): [Mark("a", told("开学安全检查", "Safety check before term"), did)],
        date(2008, 9, 4): [Mark("b", study, did), Mark("c", meeting, did)],
        date(2008, 9, 10): [Mark("d", told("教师节座谈会", "Teachers' Day talk"), did)],
        date(2008, 9, 11): [
            Mark("e", told("新学期看护轮值怎样排", "How to share the after-school duty"), did),
            Mark("f", told("听课：林志远", "Lesson heard: Lin Zhiyuan"), did),
            Mark("g", told("家访三户", "Three homes visited"), did),
            Mark("h", told("校舍检查", "Buildings checked"), did),
            Mark("i", told("食堂检查", "Canteen checked"), did),
        ],
        date(2008, 9, 14): [Mark("j", told("中秋节", "Mid-Autumn"), off)],
        date(2008, 9, 15): [Mark("k", told("补休", "Day in lieu"), off)],
        date(2008, 9, 16): [Mark("l", told("疏散演练没有用时记录", "Drill without its times"), late)],
        date(2008, 9, 18): [Mark("m", study, did)],
        date(2008, 9, 19): [
            Mark(
                "n",
                told("应急疏散演练", "Evacuation drill"),
                late,
                line=told("原时限 9月12日 · 吴立新", "First due 12 Sep · Wu Lixin"),
            ),
            Mark(
                "o",
                told("听课：王䶮", "Lesson heard: Wang Yan"),
                did,
                line=told("五年级语文 · 第 2 节", "Year 5 Chinese · 2nd lesson"),
            ),
            Mark(
                "p",
                told("全校教职工大会", "Meeting of all staff"),
                due,
                "clock",
                told("下午 4 点", "4 p.m."),
                told("计划", "Planned"),
            ),
        ],
        date(2008, 9, 20): [
            Mark("q", told("夜学记录偏简、缺席没有补学", "Records too short"), due),
            Mark("r", told("苏𬍛公开课", "Su Bi's open lesson"), due, "clock"),
        ],
        date(2008, 9, 25): [Mark("s", study, due, "clock")],
        date(2008, 9, 30): [
            Mark("t", told("九月份工作进展和困难问题书面材料", "September's progress in writing"), due),
            Mark("u", told("矛盾纠纷排查", "Disputes looked into"), due),
            Mark("v", told("放学后看护责任不清", "After-school duty unclear"), due),
            Mark("w", told("月考核", "Month's review"), due),
        ],
        date(2008, 10, 1): [Mark("x", told("国庆节", "National Day"), off)],
        date(2008, 10, 2): [Mark("y", study, due, "clock"), Mark("z", told("国庆节", "National Day"), off)],
    }


def campaign() -> tuple[list[Phase], list[Milestone]]:
    """Return nested and overlapping phases, and deadlines of which two stand close together."""
    steps = [
        Phase(told("学习动员", "Study and start"), date(2008, 3, 20), date(2008, 5, 31)),
        Phase(told("查摆问题、听取意见", "Finding problems, hearing views"), date(2008, 6, 1), date(2008, 8, 20)),
        Phase(told("整改落实", "Setting things right"), date(2008, 8, 21), date(2008, 12, 20)),
        Phase(told("总结", "Summing up"), date(2008, 12, 21), date(2009, 1, 10)),
        Phase(told("集中学习", "Study weeks"), date(2008, 4, 7), date(2008, 4, 27), 1),
        Phase(told("专题调研", "Looking on the spot"), date(2008, 5, 5), date(2008, 6, 20), 1),
        Phase(told("边查边改", "Mending at once"), date(2008, 6, 10), date(2008, 9, 30), 1),
        Phase(told("群众测评", "Asking everybody"), date(2008, 11, 20), date(2008, 12, 12), 1),
    ]
    milestones = [
        Milestone(told("学习计划", "Study plan"), date(2008, 4, 10), Standing.HAPPENED),
        Milestone(told("调研报告", "Report on the visit"), date(2008, 6, 20), Standing.HAPPENED),
        Milestone(told("应急疏散演练", "Evacuation drill"), date(2008, 9, 12), Standing.OVERDUE),
        Milestone(told("九月份书面材料", "September in writing"), date(2008, 9, 30)),
        Milestone(told("整改清单", "List of mending"), date(2008, 10, 4)),
        Milestone(told("总结报告", "Closing report"), date(2008, 12, 31)),
    ]
    return steps, milestones


def calendar(room: Room) -> QWidget:
    """Return the calendar with its day's list; the time line stands over it where there is room."""
    head = Head(told("日历", "Calendar"), told("“树新形象、创新业绩”主题实践活动", "A campaign of the county"))
    head.add_button(Button(told("新建", "New"), "primary", icon_name="add", opens=True))
    view, beside = MonthView(), DayList()
    view.show_month(2008, 9, september(), TODAY)
    view.set_room(room)
    view.day_picked.connect(lambda on: beside.show_day(on, view.marks(on), today=TODAY))
    view.grid.go(TODAY)
    beside.show_day(TODAY, view.marks(TODAY), today=TODAY)
    body = QWidget()
    column = Column(body, margins=(16, 14, 16, 14), spacing=12)
    line = Row(spacing=12)
    line.addWidget(view, 5)
    if room is not Room.NARROW:
        line.addWidget(beside, 2)
    column.addLayout(line, 1)
    return window("activities", head, body, room)


def phases(room: Room) -> QWidget:
    """Return time lines: nested phases, one phase, none, and a window of three years."""
    head = Head(told("活动", "Activities"), told("“树新形象、创新业绩”主题实践活动", "A campaign of the county"))
    nested, milestones = campaign()
    lines = [PhaseLine() for _each in range(4)]
    lines[0].show_line(START, END, phases=nested, milestones=milestones, today=TODAY)
    lines[1].show_line(
        date(2008, 9, 1),
        date(2008, 12, 31),
        phases=[Phase(told("整改落实", "Setting things right"), date(2008, 9, 1), date(2008, 12, 20))],
        milestones=milestones,
        today=date(2008, 9, 1),
    )
    lines[2].show_line(START, END, today=TODAY)
    lines[3].show_line(
        date(2007, 5, 15), date(2010, 5, 1), phases=nested[:4], milestones=milestones, today=date(2011, 1, 1)
    )
    body = QWidget()
    column = Column(body, margins=(16, 14, 16, 14), spacing=12)
    for line in lines[: {Room.WIDE: 4, Room.MIDDLE: 2, Room.NARROW: 1}[room]]:
        column.addWidget(line)
    column.addStretch(1)
    return window("activities", head, body, room)


def facts(room: Room) -> QWidget:
    """Return what an inspection found, in three columns."""
    head = Head(told("对照检查", "Held against the notice"), told("云岙小学 · 9月19日", "Yun'ao school · 19 Sep"))
    head.add_button(Button(told("打印", "Print"), icon_name="print", shortcut="Ctrl+P"))
    notice = told("通知：县教育局〔2008〕样例-12 第 3 条", "Notice: county office 2008-12, part 3")
    monthly = told(
        "各学校每月至少组织两次夜学，每次不少于 90 分钟，缺席人员要在两周内补学并有记录。",
        "Every school studies at least twice a month for 90 minutes; who was absent makes up for it in two weeks.",
    )
    done = ChipData(told("已定稿", "Finished"), "document_checkmark")
    late = ChipData(told("逾期 7 天", "7 days overdue"), "calendar_error", Tone.WARN)
    view = FactColumns()
    view.show_facts(
        agreeing=[
            Fact("1", told("九月夜学 2 次", "Night study, twice in September"), told("9月4日、9月18日", "4 and 18 Sep"), done, monthly, notice, "book_open"),  # noqa: E501
            Fact("2", told("学习计划已公布", "The study plan is published"), told("4月10日 · 校务公开栏", "10 Apr · notice board"), done, icon="book_open"),  # noqa: E501
            Fact("3", told("蹲点调研日记 12 篇", "Twelve diaries"), told("4月18日至9月11日", "18 Apr to 11 Sep"), icon="notebook"),  # noqa: E501
        ],
        differing=[
            Fact("4", told("签到 13 人，记录写实到 14 人", "13 signed in, 14 are written down"), told("夜学 9月18日 · 王䶮没有签到", "18 Sep · Wang Yan did not sign"), ChipData(told("人数", "People"), "person"), icon="book_open"),  # noqa: E501
            Fact("5", told("应急疏散演练的时间同整改清单上的不一样，清单写 9月12日，记录写 9月16日", "The drill's date differs: 12 Sep on the list, 16 Sep in the record"), told("整改 4 · 吴立新", "Item 4 · Wu Lixin"), late, monthly, notice, "clipboard_task"),  # noqa: E501
        ],
        missing=[
            Fact("6", told("苏𬍛 6月26日 缺席，没有补学记录", "Su Bi was absent on 26 Jun; nothing says she made up for it"), told("一人一课", "One lesson each"), None, monthly, notice, "book_open"),  # noqa: E501
        ],
    )  # fmt: skip
    view.differing.list.turn_quote(view.differing.list.model().index(1, 0))
    view.set_room(room)
    if room is Room.NARROW:
        view.columns.tabs.step(1)
    return window("rectification", head, view, room)


LEFT = (
    "一、为什么讲这个题目。这个学期我听了五十二节课，大半是在后排坐着听的。我们学校大多数年级只有一个班，教师少，"
    "一个人要教两三门课，课堂上的毛病别人看不见，自己也习惯了。\n"
    "二、看到的三件事。第一，提问集中在前三排，后排有十几个孩子一节课没有开过口。第二，实验课改成了看图讲，"
    "仪器柜的封条还是去年的。第三，当堂作业多在最后三分钟布置，来不及看就下课。\n"
    "三、想请大家一起做的三件事。一是每节课至少叫到四名后排学生，自己在座位表上画勾。苏𬍛老师已经这样做了一个月。\n"
    "四、现场交流。王䶮问体育课怎样画勾，答复是记分组名单。\n"
) * 2
RIGHT = (
    "这次学习的题目是怎样上好小学校的课。林志远先讲了自己的听课情况。\n"
    "第一，提问集中在前三排，后排有十几个孩子一节课没有开过口。这一点大家都有同感。"
    "第二，实验课改成了看图讲，仪器柜的封条还是去年的。\n"
    "讨论中，苏𬍛老师介绍了她的做法：每节课至少叫到四名后排学生，自己在座位表上画勾。\n"
    "会议议定：从下周起试行，月底看座位表。\n"
) * 2
SAME = (
    "提问集中在前三排，后排有十几个孩子一节课没有开过口。",
    "第二，实验课改成了看图讲，仪器柜的封条还是去年的。",
    "每节课至少叫到四名后排学生，自己在座位表上画勾。",
)


def stretches() -> list[Stretch]:
    """Return where the same sentences stand in both texts."""
    found = []
    for half in range(2):
        for text in SAME:
            left = LEFT.index(text, half * len(LEFT) // 2)
            right = RIGHT.index(text, half * len(RIGHT) // 2)
            found.append(Stretch((left, left + len(text)), (right, right + len(text))))
    return found


def comparison(step: int) -> Comparison:
    """Return two records that say the same in some places, `step` stretches on."""
    made = Comparison(
        Side(told("小学校也要有好课堂", "A small school needs good lessons"), told("6月26日 · 一人一课 · 林志远", "26 Jun · Lin Zhiyuan"), LEFT),  # noqa: E501
        Side(told("课堂提问集中在前排怎么办", "When only the front rows are asked"), told("9月11日 · 夜学 · 苏𬍛", "11 Sep · Su Bi"), RIGHT),  # noqa: E501
        stretches(),
    )  # fmt: skip
    for _each in range(step):
        made.step(1)
    return made


def compared(room: Room) -> QWidget:
    """Return a comparison on a page of its own."""
    head = Head(told("比一比", "Compare"), told("两份记录", "Two records"))
    head.set_back(told("返回", "Back"), told("返回", "Back"))
    body = Frame("surface")
    column = Column(body, margins=(16, 14, 16, 14))
    column.addWidget(comparison(0))
    return window("study", head, body, room)


def comparing(room: Room) -> QWidget:
    """Return a question with a comparison in it."""
    del room
    return Question(
        told("这两份记录很像，还要定稿吗？", "These two records are much alike. Finish it all the same?"),
        told("相同的地方用底色和下划线标出。", "What is the same has a ground and a line under it."),
        [Reply("finish", told("定稿", "Finish")), Reply("back", told("回去改", "Change it"), safe=True)],
        body=comparison(2),
        width=WIDTH,
    )
