"""An inspection's columns: rows that open, sentences that unfold, one column at a time in little room, no scores."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.chip import ChipData
from gui.widgets.facts import Fact, FactColumns
from gui.widgets.lettering import Wrapped
from gui.widgets.rows import ROW_ROLE, RowData, Rows
from gui.widgets.theme import Room, dress, theme
from tests.support.typing import press

QUOTE = "各学校每月至少组织两次夜学，每次不少于 90 分钟，缺席人员要在两周内补学并有记录。"
AGREEING = [
    Fact("study", "九月夜学 2 次", "9月4日、9月18日", ChipData("已定稿", "document_checkmark"), QUOTE, "通知第 3 条"),
    Fact("plan", "学习计划已公布"),
]


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> Iterator[None]:
    """Speak Chinese, in the usual look."""
    dress(qapp, mode="light")
    use("zh_CN")
    yield
    use("en")
    theme().set_look(mode="light", percent=100)


@pytest.fixture
def view(qtbot: QtBot) -> FactColumns:
    """Return three columns with rows in two of them."""
    made = FactColumns()
    qtbot.addWidget(made)
    made.resize(1242, 560)
    made.show_facts(agreeing=AGREEING, differing=[Fact("people", "签到 13 人，记录写实到 14 人", "王䶮没有签到")])
    made.show()
    QApplication.processEvents()
    return made


def height(view: FactColumns, row: int = 0) -> int:
    """Return the height of a row that agrees."""
    rows = view.agreeing.list
    return rows.visualRect(rows.model().index(row, 0)).height()


def test_every_column_has_its_words_and_number_and_nothing_is_scored(view: FactColumns) -> None:
    words = [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]
    assert [word for word in words if word in ("能对上的", "对不上的", "没有的")] == ["能对上的", "对不上的", "没有的"]
    assert [view.agreeing.count, view.differing.count, view.missing.count] == [2, 1, 0]
    assert "没有缺的。" in words
    assert not any(sign in word for word in words for sign in "%％分")


def test_enter_and_a_double_click_open_a_row(view: FactColumns) -> None:
    heard: list[str] = []
    view.opened.connect(heard.append)
    rows = view.agreeing.list
    rows.setCurrentIndex(rows.model().index(1, 0))
    press(rows, Qt.Key.Key_Return)
    place = rows.visualRect(rows.model().index(0, 0)).topLeft() * 1
    place.setX(place.x() + 60)
    place.setY(place.y() + 15)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == ["plan", "study"]


def test_space_unfolds_the_notices_sentence_and_folds_it_again(view: FactColumns) -> None:
    rows = view.agreeing.list
    rows.setCurrentIndex(rows.model().index(0, 0))
    before = height(view)
    press(rows, Qt.Key.Key_Space)
    assert rows.unfolded() == ["study"]
    assert height(view) > before + 40
    assert QUOTE in rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    press(rows, Qt.Key.Key_Space)
    assert rows.unfolded() == []
    assert height(view) == before


def test_the_link_unfolds_by_a_click_and_other_places_do_not(view: FactColumns) -> None:
    rows = view.agreeing.list
    rect = rows.visualRect(rows.model().index(0, 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert rows.unfolded() == []
    link = rect.bottomLeft()
    link.setX(link.x() + theme().dp(24))
    link.setY(link.y() - theme().dp(18))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=link)
    assert rows.unfolded() == ["study"]


def test_a_row_without_a_sentence_has_nothing_to_unfold(view: FactColumns) -> None:
    rows = view.agreeing.list
    rows.setCurrentIndex(rows.model().index(1, 0))
    press(rows, Qt.Key.Key_Space)
    assert rows.unfolded() == []


def test_a_new_reading_keeps_the_row_and_what_was_unfolded(view: FactColumns) -> None:
    rows = view.agreeing.list
    rows.setCurrentIndex(rows.model().index(0, 0))
    press(rows, Qt.Key.Key_Space)
    view.show_facts(agreeing=[Fact("new", "新的一条"), *AGREEING])
    assert rows.unfolded() == ["study"]
    assert rows.fact(rows.currentIndex()).key == "study"


def test_a_row_is_copied_with_its_sentence(view: FactColumns) -> None:
    rows = view.agreeing.list
    rows.setCurrentIndex(rows.model().index(0, 0))
    press(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines() == ["九月夜学 2 次", "已定稿", "9月4日、9月18日", QUOTE, "通知第 3 条"]


def test_only_the_column_with_the_keyboard_shows_its_chosen_row(qtbot: QtBot, view: FactColumns) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    view.agreeing.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.agreeing.list.currentIndex().row() == 0
    chosen = view.agreeing.list.viewport().grab().toImage()
    view.differing.list.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    left = view.agreeing.list.viewport().grab().toImage()
    select = theme().colour("select")
    assert chosen.pixelColor(20, 4) == select
    assert left.pixelColor(20, 4) != select


def test_rows_grow_when_the_column_narrows(view: FactColumns) -> None:
    view.differing.show_facts([Fact("long", "应急疏散演练的时间同整改清单上的不一样，清单写 9月12日，记录写 9月16日")])
    rows = view.differing.list
    view.resize(1242, 560)
    QApplication.processEvents()
    wide = rows.visualRect(rows.model().index(0, 0)).height()
    view.resize(700, 560)
    QApplication.processEvents()
    assert rows.visualRect(rows.model().index(0, 0)).height() > wide
    assert not rows.horizontalScrollBar().maximum()


def test_less_room_shows_one_column_behind_tabs(view: FactColumns) -> None:
    assert view.columns.tabs.isHidden()
    view.set_room(Room.NARROW)
    columns = [view.agreeing, view.differing, view.missing]
    assert [part.isVisible() for part in columns] == [True, False, False]
    view.columns.tabs.step(1)
    assert [part.isVisible() for part in columns] == [False, True, False]
    view.set_room(Room.WIDE)
    assert all(part.isVisible() for part in columns)


def test_words_wrap_and_a_word_longer_than_a_line_is_broken(qtbot: QtBot) -> None:
    del qtbot
    one = Wrapped("九月", 15, 200)
    assert Wrapped("九月" * 40, 15, 200).height > 3 * one.height
    assert Wrapped("a" * 200, 15, 200).width <= 201
    assert Wrapped("", 15, 200).height == 0


def test_rows_reset_only_when_they_differ(qtbot: QtBot) -> None:
    del qtbot
    rows: Rows[RowData] = Rows()
    heard: list[int] = []
    rows.modelReset.connect(lambda: heard.append(1))
    rows.show_rows([RowData("一"), RowData("二")])
    rows.show_rows([RowData("一"), RowData("二")])
    assert heard == [1]
    rows.change(1, RowData("三"))
    assert rows.index(1).data(ROW_ROLE) == RowData("三")
    assert rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "三"
    assert rows.rowCount(rows.index(0)) == 0
    assert rows.data(rows.index(7)) is None
