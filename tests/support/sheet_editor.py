"""Sheets of the gallery: the editor, the list, a question with password and empty list."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.attendance import AttendanceField, AttendanceLook
from gui.widgets.buttons import Button
from gui.widgets.chip import ChipData, Tone
from gui.widgets.empty import EmptyState
from gui.widgets.fields import Answer, ChoiceField, ChoiceLine, TextField, ToggleField
from gui.widgets.finding import Banner, FindingLine, Level
from gui.widgets.formline import FormField, FormLine
from gui.widgets.head import Head
from gui.widgets.moments import DateField, TimeField
from gui.widgets.password import PasswordField
from gui.widgets.question import Question, Reply
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Row
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label, Scroll, Separator
from gui.widgets.theme import Room
from gui.widgets.tiles import Attendee
from tests.support.sheet_frame import Rows, window

DAY = date(2008, 4, 24)
PEOPLE = tuple(
    Attendee(f"p{at}", name, initials)
    for at, (name, initials) in enumerate(
        (
            ("林志远", "lzy"),
            ("周海燕", "zhy"),
            ("郑国平", "zgp"),
            ("黄秀珍", "hxz"),
            ("吴立新", "wlx"),
            ("徐长青", "xcq"),
            ("王䶮", "wy"),
            ("苏𬍛", "sb"),
            ("陈晓敏", "cxm"),
            ("李文斌", "lwb"),
            ("张敏", "zm"),
            ("何建华", "hjh"),
            ("叶春兰", "ycl"),
            ("蔡明", "cm"),
        )
    )
)
REASONS = (Answer("sick", "病假"), Answer("duty", "公出"), Answer("leave", "事假"))


def editor(room: Room) -> QWidget:
    """Return the editor of a night study, as in c-editor.png."""
    head = Head("夜学记录")
    head.set_back("返回学习", "返回")
    head.set_chips([ChipData("草稿", "edit", filled=False)])
    head.set_saved("已自动保存 14:03")
    head.set_blocking("还有 1 处必须改")
    if room is not Room.WIDE:
        head.add_button(Button("看页面", icon_name="document_search"))
    head.add_button(Button("定稿", "primary", icon_name="document_checkmark"))
    tabs = Tabs(
        [
            Tab("base", "基本情况"),
            Tab("people", "到会", warnings=2),
            Tab("materials", "学习材料", errors=1),
            Tab("text", "内容和讨论"),
            Tab("decisions", "议定事项"),
            Tab("files", "附件"),
        ]
    )
    form = Column(margins=(18, 10, 18, 10), spacing=8)
    title = TextField("优先发展教育与办好村小")
    kind = ChoiceField([Answer("night", "夜学"), Answer("team", "中心组学习")])
    kind.set_value("night")
    day, start, end = DateField(near=DAY), TimeField(), TimeField()
    day.set_value("2008-04-24")
    start.set_value("19:00")
    end.set_value("20:40")
    place = ChoiceLine(["学校会议室", "多媒体教室"])
    place.set_value("学校会议室")
    lines = [
        FormLine([FormField("title", "主题", title, required=True)]),
        FormLine(
            [
                FormField("kind", "类别", kind, required=True, stretch=0),
                FormField("date", "日期", day, required=True, stretch=0),
                FormField("start", "时间", start, required=True, stretch=0),
                FormField(
                    "end", "至", end, stretch=0, joined=True, note=Label("周四 · 本月第 1 次 · 100 分钟", "muted")
                ),
            ]
        ),
        FormLine(
            [
                FormField("place", "地点", place, required=True),
                FormField("host", "主持", TextField("周海燕"), required=True),
                FormField("speaker", "主讲", TextField("林志远"), required=True),
                FormField("recorder", "记录", TextField("陈晓敏"), required=True),
            ]
        ),
    ]
    attendance = AttendanceField(AttendanceLook(PEOPLE, REASONS, DAY, "到会"))
    attendance.set_value(
        {
            "expected": [person.id for person in PEOPLE],
            "absent": [
                {
                    "person": "p11",
                    "note": "带队参加县小学生运动会",
                    "makeup_on": "2008-04-28",
                    "makeup_method": "自学材料并交半页笔记",
                },
                {"person": "p12", "reason": "sick"},
            ],
        }
    )
    attendance.set_findings(
        [
            (
                ("absent", 0, "reason"),
                FindingLine(Level.WARNING, "何建华缺席没有选原因。可以补选，也可以写一句说明再定稿。", "写说明", "W03"),
            ),
            (
                ("absent", 1),
                FindingLine(Level.HINT, "叶春兰还没有填补学，可以以后再填。", "本校不再提示", "W03"),
            ),
        ]
    )
    issued = DateField(near=DAY)
    issued.set_value("2008-05-20")
    material = FormLine(
        [
            FormField("name", "材料 2", TextField("县教育局主题实践活动实施方案"), required=True),
            FormField("issued", "发布", issued, stretch=0),
        ]
    )
    material.set_findings(
        {"issued": [FindingLine(Level.ERROR, "材料发布日 5月20日 晚于学习日 4月24日，请核对日期。", "看原件", "T09")]}
    )
    attendance.set_room(room)
    for line in (*lines, material):
        line.set_room(room)
    for line in lines:
        form.addWidget(line)
    form.addWidget(Separator())
    form.addWidget(attendance)
    form.addWidget(Separator())
    form.addWidget(material)
    form.addStretch(1)
    body = Frame("surface")
    column = Column(body, spacing=0)
    column.addWidget(tabs)
    column.addWidget(Scroll(form), 1)
    return window("study", head, body, room)


def study(room: Room) -> QWidget:
    """Return a list of sessions, as in b-study-list.png."""
    head = Head("学习", "夜学、中心组、一人一课、动员会、传达学习")
    head.add_button(Button("照上次新建", icon_name="copy"))
    head.add_button(Button("新建学习记录", "primary", icon_name="add", shortcut="Ctrl+N"))
    done, sent = ChipData("已定稿", "document_checkmark"), ChipData("已报送", "send", filled=False)
    late = ChipData("补记", "clock", Tone.WARN, filled=False)
    model = Rows(
        [
            RowData(
                "新学期看护轮值怎样排",
                "夜学 · 学校会议室 · 应到 14",
                "9月11日",
                "周四",
                (ChipData("草稿", "edit", filled=False),),
            ),
            RowData("小学校也要有好课堂", "一人一课 · 林志远 · 到 13/14", "6月26日", "周四", (done,)),
            RowData("看护办法征求意见稿逐条讨论", "夜学 · 郑国平 · 到 13/14", "6月12日", "周四", (late, done)),
            RowData("《义务教育法》与本校均衡编班", "中心组学习 · 郑国平 · 到 6/6", "6月5日", "周四", (done,)),
            RowData("村小作业批改互查", "夜学 · 黄秀珍 · 到 12/14", "5月22日", "周四", (sent,)),
            RowData("学校动员会", "动员会 · 林志远 · 到 14/14", "4月18日", "周五", (sent,)),
        ]
    )
    rows = RowList(says="学习记录")
    model.setParent(rows)
    rows.setModel(model)
    rows.setCurrentIndex(model.index(1))
    body = QWidget()
    line = Row(body, spacing=0)
    pane = Frame("pane")
    column = Column(pane, spacing=0)
    column.addWidget(rows)
    line.addWidget(pane, 2)
    line.addWidget(Frame("surface"), 3)
    return window("study", head, body, room)


def asking(room: Room) -> QWidget:
    """Return a question, a password and an empty list on one sheet."""
    head = Head("学习")
    ask = Question(
        "作废这条记录？",
        "作废以后还能看到，不能再改。编号 ST-2008-007 不再给别的记录。",
        [Reply("void", "作废这条记录", grave=True), Reply("keep", "不作废", safe=True)],
        body=TextField(hint="写一句原因"),
    )
    ask.setWindowFlags(Qt.WindowType.Widget)
    password = PasswordField(says="口令")
    password.line.setText("secret")
    password.set_findings((FindingLine(Level.ERROR, "口令不对，请再试一次。", word="没有打开"),))
    body = Frame("surface")
    column = Column(body, margins=(0, 0, 0, 0), spacing=12)
    column.addWidget(Banner(FindingLine(Level.WARNING, "这台电脑的时间比上一条记录还早，请先对时。", "看时间", "T16")))
    line = Row(margins=(20, 0, 20, 0), spacing=24)
    line.addWidget(ask)
    right = Column(spacing=12)
    right.addWidget(password)
    right.addWidget(ToggleField("只看补记"))
    right.addStretch(1)
    line.addLayout(right)
    column.addLayout(line)
    column.addWidget(EmptyState("还没有学习记录。", "新建学习记录"))
    return window("study", head, body, room)
