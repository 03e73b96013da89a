"""Sheets of the gallery: ledger with timeline, packet wizard, judge."""

from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.drop import DropArea
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.formline import SectionHead
from gui.widgets.head import Head
from gui.widgets.ledger import CellData, Ledger
from gui.widgets.progress import ProgressRow, SafeCard, Stage, StageRows
from gui.widgets.space import Column, Flow, Row
from gui.widgets.steps import Step, Wizard
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room
from gui.widgets.timeline import Happening, Node, Timeline
from gui.widgets.verdict import CheckedLine, VerdictCard, VerdictData
from tests.support.sheet_frame import Cells, window


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
