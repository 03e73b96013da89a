"""What stands round a page: rail, head, tabs, chips, status bar; painted rows and ledgers."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.head import Head
from gui.widgets.ledger import CELL_ROLE, TONE_ROLE, CellData, Ledger
from gui.widgets.rail import Rail, RailItem
from gui.widgets.rows import ROW_ROLE, RowData, RowList
from gui.widgets.status import StatusBar, StatusItem
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.theme import Room, theme
from tests.support.sheet_frame import Rows
from tests.support.typing import press

PLACES = (RailItem("home", "今日", "home"), RailItem("study", "学习", "book_open"))
FOOT = (RailItem("settings", "设置", "settings"),)


def colours(widget: QWidget) -> set[str]:
    """Return the colours a widget is painted with."""
    image: QImage = widget.grab().toImage()
    return {QColor(image.pixel(x, y)).name().upper() for x in range(image.width()) for y in range(image.height())}


def places(rail: Rail) -> list[QAbstractButton]:
    """Return the buttons of a rail in order."""
    return rail.findChildren(QAbstractButton)


def test_the_rail_tells_which_place_was_pressed(qtbot: QtBot) -> None:
    rail = Rail(PLACES, foot=FOOT)
    qtbot.addWidget(rail)
    heard: list[str] = []
    rail.chosen.connect(heard.append)
    places(rail)[1].click()
    assert heard == ["study"]
    assert rail.current() == "study"
    rail.choose("home")
    assert heard == ["study"]
    rail.choose("nowhere")
    assert rail.current() == ""


def test_the_chosen_place_is_carried_by_more_than_colour(qtbot: QtBot) -> None:
    rail = Rail(PLACES, foot=FOOT)
    qtbot.addWidget(rail)
    rail.choose("home")
    home = places(rail)[0]
    home.resize(109, 42)
    image = home.grab().toImage()
    assert QColor(image.pixel(1, 21)).name().upper() == theme().hex("accent")  # the bar
    assert theme().hex("surface") in colours(home)  # the ground


def test_a_badge_is_said_in_words(qtbot: QtBot) -> None:
    rail = Rail(PLACES, foot=FOOT)
    qtbot.addWidget(rail)
    rail.set_badge("study", 1, "1 项逾期")
    assert places(rail)[1].accessibleName() == "学习 1 项逾期"
    rail.set_badge("study", 0)
    assert places(rail)[1].accessibleName() == "学习"


def test_the_rail_keeps_words_only_when_narrow_and_never_cuts_them(qtbot: QtBot) -> None:
    rail = Rail((*PLACES, RailItem("long", "Rectification and more", "flag")), foot=FOOT)
    qtbot.addWidget(rail)
    wide = rail.width()
    rail.set_room(Room.NARROW)
    assert rail.width() < wide
    place = places(rail)[2]
    assert place.minimumSizeHint().width() <= rail.width()


def test_arrows_move_along_the_rail_and_alt_numbers_choose(qtbot: QtBot) -> None:
    rail = Rail(PLACES, foot=FOOT)
    qtbot.addWidget(rail)
    with qtbot.waitActive(rail):
        rail.show()
        rail.activateWindow()
    places(rail)[0].setFocus()
    QTest.keyClick(places(rail)[0], Qt.Key.Key_Up)
    assert places(rail)[2].hasFocus()
    heard: list[str] = []
    rail.chosen.connect(heard.append)
    QTest.keyClick(rail, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert heard == ["study"]


def test_the_head_shows_what_there_is_room_for(qtbot: QtBot) -> None:
    head = Head("夜学记录", "一行说明")
    qtbot.addWidget(head)
    head.set_back("返回学习", "返回")
    head.set_chips([ChipData("草稿", "edit")])
    head.set_chips([ChipData("已定稿", "document_checkmark")])
    head.set_saved("已自动保存 14:03")
    head.set_blocking("还有 1 处必须改")
    head.add_button(Button("定稿", "primary"))
    head.resize(1200, 60)
    head.show()
    texts = {button.text() for button in head.findChildren(Button) if button.isVisible()}
    assert {"返回学习", "还有 1 处必须改", "定稿"} <= texts
    head.set_room(Room.NARROW)
    texts = {button.text() for button in head.findChildren(Button) if button.isVisible()}
    assert {"返回", "1", "定稿"} <= texts
    heard: list[str] = []
    head.went_back.connect(lambda: heard.append("back"))
    head.blocking_pressed.connect(lambda: heard.append("blocking"))
    for button in head.findChildren(Button):
        if button.text() in ("返回", "1"):
            button.click()
    assert sorted(heard) == ["back", "blocking"]
    head.set_blocking("")
    head.set_saved("没存上", problem=True)
    head.set_title("中心组学习", "说明")


def test_new_chips_of_a_head_that_is_shown_are_measured_at_once(qtbot: QtBot) -> None:
    head = Head("蹲点日记", "")
    qtbot.addWidget(head)
    head.resize(1200, 60)
    head.show()
    without = head.layout().minimumSize().width()
    head.set_chips([ChipData("草稿", "edit")])
    head.layout().invalidate()
    assert head.layout().minimumSize().width() > without + 40


def test_a_link_takes_the_place_of_the_line_of_context(qtbot: QtBot) -> None:
    head = Head("今日", "2008年9月19日")
    qtbot.addWidget(head)
    head.resize(1200, 60)
    head.show()
    heard: list[str] = []
    head.link_pressed.connect(lambda: heard.append("link"))
    assert not head.link().isVisible()
    head.set_link("2008主题实践活动", lead="2008年9月19日")
    assert head.link().isVisible()
    head.link().click()
    assert heard == ["link"]
    head.set_room(Room.NARROW)
    assert not head.link().isVisible()
    head.set_room(Room.WIDE)
    head.set_link("")
    assert not head.link().isVisible()


def test_tabs_carry_their_counts_and_keep_the_chosen_one(qtbot: QtBot) -> None:
    tabs = Tabs([Tab("a", "基本情况"), Tab("b", "到会", warnings=2), Tab("c", "材料", errors=1)])
    qtbot.addWidget(tabs)
    tabs.show()
    heard: list[str] = []
    tabs.chosen.connect(heard.append)
    tabs.step(1)
    assert tabs.current() == "b"
    assert heard == ["b"]
    button = tabs.findChildren(QAbstractButton)[1]
    assert "2" in button.accessibleName()
    width = button.sizeHint().width()
    tabs.show_tabs([Tab("a", "基本情况"), Tab("b", "到会"), Tab("c", "材料", errors=3)])
    assert tabs.current() == "b"
    assert button.sizeHint().width() < width
    tabs.step(-1)
    tabs.step(-1)
    assert tabs.current() == "c"
    press(tabs, Qt.Key.Key_Right)
    assert tabs.current() == "a"
    tabs.show_tabs([Tab("x", "无效", count=1)])
    assert tabs.current() == "x"
    tabs.add_widget(QWidget())


@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_has_word_edge_and_ground(qtbot: QtBot, tone: Tone) -> None:
    chip = Chip(ChipData("逾期", "calendar_error", tone))
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "逾期"
    chip.resize(chip.sizeHint())
    painted = colours(chip)
    assert theme().hex(f"{tone}soft") in painted
    before = chip.sizeHint()
    chip.show_chip(ChipData("逾期 81 天", "calendar_error", tone))
    assert chip.sizeHint().width() > before.width()
    assert chip.chip().text == "逾期 81 天"


def test_the_status_bar_says_and_tells(qtbot: QtBot) -> None:
    bar = StatusBar([StatusItem("backup", "history", "3 天未备份", "去备份")])
    qtbot.addWidget(bar)
    bar.show()
    heard: list[str] = []
    bar.pressed.connect(heard.append)
    for button in bar.findChildren(Button):
        button.click()
    assert heard == ["backup", "backup.action"]
    bar.show_item(StatusItem("backup", "history", ""))
    assert not any(button.isVisible() for button in bar.findChildren(Button))


def test_rows_open_with_enter_and_tell_what_is_chosen(qtbot: QtBot) -> None:
    model = Rows([RowData("一", "行", "9月11日", "周四", (ChipData("草稿", "edit"),)), RowData("二" * 200, "行" * 200)])
    rows = RowList(says="学习记录")
    qtbot.addWidget(rows)
    rows.setModel(model)
    rows.resize(400, 200)
    rows.show()
    heard: list[int] = []
    rows.opened.connect(lambda index: heard.append(index.row()))
    rows.setCurrentIndex(model.index(0))
    with qtbot.waitSignal(rows.picked):
        press(rows, Qt.Key.Key_Down)
    press(rows, Qt.Key.Key_Return)
    assert heard == [1]
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert heard[-1] == 0
    assert rows.visualRect(model.index(0)).height() == 62
    assert theme().hex("select") in colours(rows)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "9月11日 · 周四 · 一 · 行 · 草稿"
    assert isinstance(model.index(0).data(ROW_ROLE), RowData)
    rows.restyle()


class Table(QAbstractTableModel):
    """Two rows, the second with a problem."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return 2."""
        return 2

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return 3."""
        return 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        if role == TONE_ROLE:
            return "err" if index.row() == 1 else ""
        if role != CELL_ROLE:
            return None
        cells = (
            CellData("上垟小学", "没有入库", bold=True),
            CellData(chips=(ChipData("被改动", "shield_dismiss", Tone.ERR), ChipData("逾期", tone=Tone.WARN))),
            CellData(button="写退回意见"),
        )
        return cells[index.column()]


def test_a_ledger_opens_acts_and_never_scrolls_sideways(qtbot: QtBot) -> None:
    ledger = Ledger(says="收件")
    qtbot.addWidget(ledger)
    model = Table(ledger)
    ledger.setModel(model)
    ledger.set_columns((0, 120, 140))
    ledger.resize(500, 260)
    ledger.show()
    QApplication.processEvents()
    opened: list[int] = []
    acted: list[int] = []
    ledger.opened.connect(opened.append)
    ledger.acted.connect(acted.append)
    ledger.selectRow(0)
    press(ledger, Qt.Key.Key_Down)
    press(ledger, Qt.Key.Key_Return)
    press(ledger, Qt.Key.Key_Space)
    assert opened == [1]
    assert acted == [1]
    place = ledger.visualRect(model.index(0, 2))
    QTest.mouseClick(ledger.viewport(), Qt.MouseButton.LeftButton, pos=place.center() - QPoint(30, 0))
    assert acted == [1, 0]
    assert sum(ledger.columnWidth(at) for at in range(3)) <= ledger.viewport().width()
    ledger.resize(220, 260)
    QApplication.processEvents()
    assert not ledger.horizontalScrollBar().isVisible()
    painted = colours(ledger)
    assert theme().hex("errsoft") in painted
    assert theme().hex("erredge") in painted
    assert CellData("一", "二", button="三").says() == "一 · 二 · 三"
