"""Draw every widget of the house on sheets, to be looked at beside the pictures of the plan.

`python -m tests.support.gallery FOLDER` writes PNGs in both languages, light and dark, at 100, 150 and 200 per cent.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.messages import use
from gui.widgets.attendance import AttendanceField, AttendanceLook
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.drop import DropArea
from gui.widgets.empty import EmptyState
from gui.widgets.fields import Answer, ChoiceField, ChoiceLine, TextField, ToggleField
from gui.widgets.finding import Banner, FindingLine, FindingRow, Level, NoteLine
from gui.widgets.formline import FormField, FormLine, SectionHead
from gui.widgets.head import Head
from gui.widgets.ledger import CELL_ROLE, TONE_ROLE, CellData, Ledger
from gui.widgets.moments import DateField, TimeField
from gui.widgets.password import PasswordField
from gui.widgets.progress import ProgressRow, SafeCard, Stage, StageRows
from gui.widgets.question import Question, Reply
from gui.widgets.rail import Rail, RailItem
from gui.widgets.rows import ROW_ROLE, RowData, RowList
from gui.widgets.space import Column, Flow, Row
from gui.widgets.status import StatusBar, StatusItem
from gui.widgets.steps import Step, Wizard
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label, Scroll, Separator
from gui.widgets.theme import Room, dress, theme
from gui.widgets.tiles import Attendee
from gui.widgets.timeline import Happening, Node, Timeline
from gui.widgets.verdict import CheckedLine, VerdictCard, VerdictData

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
RAIL = (
    RailItem("home", "今日", "home"),
    RailItem("study", "学习", "book_open"),
    RailItem("research", "调研", "notebook"),
    RailItem("rectification", "整改", "clipboard_task"),
    RailItem("activities", "活动", "flag"),
    RailItem("submit", "报送", "send"),
    RailItem("files", "资料", "folder"),
)


class Rows(QAbstractListModel):
    """A few rows."""

    def __init__(self, rows: list[RowData]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, and its words for a screen reader."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        return row.says() if role == Qt.ItemDataRole.AccessibleTextRole else None


def window(chosen: str, head: Head, body: QWidget, room: Room) -> QWidget:
    """Put head and body into a window with rail and status bar."""
    rail = Rail(RAIL, foot=(RailItem("settings", "设置", "settings"),))
    rail.choose(chosen)
    rail.set_badge("rectification", 1, "1 项逾期")
    rail.set_room(room)
    head.set_room(room)
    page = Frame("page")
    column = Column(page, spacing=0)
    column.addWidget(head)
    column.addWidget(body, 1)
    top = Row(spacing=0)
    top.addWidget(rail)
    top.addWidget(page, 1)
    whole = Frame("page")
    outer = Column(whole, spacing=0)
    outer.addLayout(top, 1)
    outer.addWidget(
        StatusBar(
            [
                StatusItem("lock", "lock_open", "已解锁 · 锁定 Ctrl+L"),
                StatusItem("backup", "history", "3 天未备份", "去备份"),
                StatusItem("stick", "usb_stick", "未插U盘"),
            ]
        )
    )
    return whole


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


class Cells(QAbstractTableModel):
    """A few rows of a ledger."""

    HEADS = ("序号", "问题", "责任人", "时限", "状态", "")

    def __init__(self, rows: list[tuple[CellData, ...]], tones: dict[int, str]) -> None:
        super().__init__()
        self._rows, self._tones = rows, tones

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: ARG002
        """Return how many columns there are."""
        return len(self.HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.HEADS[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == TONE_ROLE:
            return self._tones.get(index.row(), "")
        return cell.says() if role == Qt.ItemDataRole.AccessibleTextRole else None


def ledger(room: Room) -> QWidget:
    """Return the ledger of rectification, as in d-rectification.png."""
    head = Head("整改台账", "问题清单、责任清单、整改清单是同一张表")
    head.add_button(Button("打印三张清单", icon_name="print"))
    head.add_button(Button("新增一项", "primary", icon_name="add", shortcut="Ctrl+N"))
    half = ChipData("整改中", "circle_half_fill")
    overdue = ChipData("逾期", "calendar_error", Tone.WARN)
    model = Cells(
        [
            (
                CellData("1"),
                CellData("上学路上水沟盖板缺失", "蹲点调研 · 校园周边安全", bold=True),
                CellData("吴立新"),
                CellData("5月10日"),
                CellData(chips=(ChipData("已销号", "checkmark_circle", Tone.OK),)),
                CellData(),
            ),
            (
                CellData("4"),
                CellData("应急疏散演练没有路线图和用时记录", "中心组学习对照检查 · 安全制度", bold=True),
                CellData("吴立新"),
                CellData("6月30日", "已逾期 81 天", tone="warn"),
                CellData(chips=(half, overdue)),
                CellData(button="申请延期"),
            ),
            (
                CellData("5"),
                CellData("上垟小学", "没有入库，不影响其他文件", bold=True),
                CellData("建议书"),
                CellData("9月17日"),
                CellData(chips=(ChipData("被改动", "shield_dismiss", Tone.ERR),)),
                CellData(button="写退回意见"),
            ),
        ],
        {2: "err"},
    )
    table = Ledger(says="整改台账")
    model.setParent(table)
    table.setModel(model)
    table.set_columns((52, 0, 76, 104, 116, 120))
    table.selectRow(1)
    body = QWidget()
    line = Row(body, spacing=0)
    left = Frame("pane")
    column = Column(left, spacing=0)
    column.addWidget(
        Tabs([Tab("all", "全部", count=5), Tab("open", "整改中", count=2), Tab("overdue", "逾期", count=1)])
    )
    column.addWidget(table)
    line.addWidget(left, 690)
    right = Frame("surface")
    item = Column(right, margins=(18, 14, 16, 0), spacing=8)
    item.addWidget(Label("4　应急疏散演练没有路线图和用时记录", "section", wrap=True))
    chips = Flow()
    for chip in (half, ChipData("逾期 81 天", "calendar_error", Tone.WARN)):
        chips.addWidget(Chip(chip))
    chips.addWidget(Label("责任领导 周海燕 · 责任人 吴立新", "small"))
    item.addLayout(chips)
    next_step = Frame("sunken")
    inner = Column(next_step, margins=(12, 10, 12, 10), spacing=8)
    inner.addWidget(Label("下一步", "strong"))
    inner.addWidget(
        FindingRow(FindingLine(Level.WARNING, "时限 6月30日 已过。请申请延期，或写说明。", "写说明", "E02"))
    )
    inner.addWidget(FindingRow(FindingLine(Level.HINT, "需要公布，还没有填公布日期。", "去填", "E10")))
    item.addWidget(next_step)
    item.addWidget(SectionHead("经过", "只追加，不覆盖", separated=False))
    item.addWidget(
        Timeline(
            [
                Happening("6月5日", Node.HAPPENED, "待整改", "周海燕提出 · 来源：中心组学习 ST-2008-005"),
                Happening("6月16日", Node.EVIDENCE, "佐证 1 件", "教学楼疏散路线图"),
                Happening("6月30日", Node.DEADLINE, "原定时限", "保留显示，不能改"),
                Happening("7月1日", Node.OVERDUE, "逾期", "北侧楼梯封闭维修，演练推迟。"),
                Happening("9月19日", Node.TODAY, "今天", chip=ChipData("逾期 81 天", "calendar_error", Tone.WARN)),
                Happening("9月26日", Node.PLANNED, "新的演练时间（打算）"),
            ]
        ),
        1,
    )
    if room is Room.WIDE:
        line.addWidget(right, 552)
    return window("rectification", head, body, room)


def wizard(room: Room) -> QWidget:
    """Return the packet wizard at its last step, as in e2-packet-carry.png."""
    head = Head("生成报送文件", "九月份报送包 · 4 件材料 · 交云川县教育局")
    done = Column(margins=(20, 16, 20, 16), spacing=12)
    done.addWidget(SafeCard("可以安全拔出", "请拔下U盘“云岙小学 8GB”，交到县教育局。", "再拷一份到别的U盘"))
    stages = StageRows(
        [
            Stage("write", "arrow_up", "写入", "云岙小学-九月份报送包-7F3A91C2.pdf，3.2 MB"),
            Stage("read", "arrow_sync", "回读", "从U盘重新读出，逐字节比对"),
            Stage("judge", "checkmark_circle", "核对签名", "用U盘上的这份再验一次"),
        ]
    )
    stages.done("write", "写完 14:26")
    stages.done("read", "一致 14:26")
    stages.wait("judge", "正在核对")
    done.addWidget(stages)
    progress = ProgressRow()
    progress.start("请不要拔U盘", at_once=True)
    progress.tell(3, 12, "请不要拔U盘")
    done.addWidget(progress)
    done.addWidget(
        FindingRow(FindingLine(Level.WARNING, "U盘上有“新建文件夹.exe”，多半是病毒。本程序没有碰它。", "知道了", "I08"))
    )
    done.addStretch(1)
    names = ("选材料", "校验", "看版面", "签名", "写入U盘")
    pages = [QWidget(), QWidget(), QWidget(), Scroll(done), QWidget()]
    frame = Wizard([Step(name, name, page) for name, page in zip(names, pages, strict=True)], last="完成")
    frame.go("签名")
    frame.set_reason("还有 2 处必须改，1 处要写说明")
    frame.set_room(room)
    return window("submit", head, frame, room)


def judge(room: Room) -> QWidget:
    """Return the judge window, as in f-judge.png, with a question and an empty list under it."""
    head = Head("核对文件", "看是谁签的、有没有被改过；不改动文件")
    head.add_button(Button("全部导出核对单", icon_name="print"))
    column = Column(margins=(20, 14, 20, 14), spacing=12)
    column.addWidget(
        DropArea(
            "把文件拖到这里，或读U盘",
            "报送包、回执、退回、活动通知、登记表都可以",
            buttons=(Button("读U盘", icon_name="usb_stick"), Button("打开文件", icon_name="open", shortcut="Ctrl+O")),
        )
    )
    checked = (
        CheckedLine("签名完整", True),
        CheckedLine("签名人", None, "没有登记"),
        CheckedLine("内容", False, "第 3 页"),
    )
    cards = [
        VerdictData(
            "valid",
            "云岙小学-九月份报送包-7F3A91C2.pdf",
            "云岙镇中心小学签的，签名以后没有改动。",
            "签名人 林志远 · 县局已登记 · 学校电脑时间 9月19日 14:25",
            "看内容",
            primary=True,
            checked=checked,
        ),
        VerdictData(
            "undecided",
            "登记表-下垟小学.pdf",
            "签名人还没有在县局登记，不知道是谁签的。内容没有改动。",
            "指纹 5C21 90AE 77D4 · 请打电话同学校核对指纹后再登记",
            "去登记",
            checked=checked,
        ),
        VerdictData(
            "invalid",
            "上垟小学-建议书.pdf",
            "签名以后文件被改过：第 3 页同原来的不一样。",
            "不会入库 · 原文件没有动",
            "退回重交",
            checked=checked,
        ),
    ]
    shown = [VerdictCard(card) for card in cards]
    for card in shown:
        column.addWidget(card)
    if shown[1].what is not None:
        shown[1].what.click()
    column.addWidget(NoteLine("没有核对的：时间是学校电脑的时间，不是可信时间戳；纸上的签字和公章请看原件。"))
    column.addStretch(1)
    return window("submit", head, Scroll(column), room)


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


SHEETS: dict[str, Callable[[Room], QWidget]] = {
    "editor": editor,
    "study": study,
    "ledger": ledger,
    "wizard": wizard,
    "judge": judge,
    "asking": asking,
}


def draw(name: str, path: Path, *, mode: str, percent: int, language: str, size: tuple[int, int] = (1366, 698)) -> None:
    """Draw one sheet into a PNG."""
    use(language)
    theme().set_look(mode=mode, percent=percent)
    sheet = SHEETS[name](theme().room(size[0]))
    sheet.resize(*size)
    sheet.show()
    sheet.setFocus()
    QApplication.processEvents()
    sheet.grab().save(str(path))
    sheet.close()
    sheet.deleteLater()
    QApplication.processEvents()


def main(folder: Path, names: list[str]) -> None:
    """Draw all sheets, or those named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or list(SHEETS):
        for mode, percent, language in (
            ("light", 100, "zh_CN"),
            ("dark", 100, "zh_CN"),
            ("light", 150, "zh_CN"),
            ("light", 200, "zh_CN"),
            ("light", 100, "en"),
        ):
            path = folder / f"{name}-{language}-{mode}-{percent}.png"
            draw(name, path, mode=mode, percent=percent, language=language)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
