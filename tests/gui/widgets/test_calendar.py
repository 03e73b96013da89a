"""The month: days move by keys, months are asked for, every mark is said, and nothing hangs on colour alone."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.calendar import MonthView
from gui.widgets.daylist import DayList, distance
from gui.widgets.marks import Mark, Standing, day_off, standing_word
from gui.widgets.text import Label
from gui.widgets.theme import Room, dress, theme
from tests.support.sheet_views import TODAY, september
from tests.support.typing import press


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> Iterator[None]:
    """Speak Chinese, in the usual look."""
    dress(qapp, mode="light")
    use("zh_CN")
    yield
    use("en")
    theme().set_look(mode="light", percent=100)


@pytest.fixture
def view(qtbot: QtBot) -> MonthView:
    """Return September 2008, shown."""
    made = MonthView()
    qtbot.addWidget(made)
    made.resize(860, 560)
    made.show_month(2008, 9, september(), TODAY)
    made.show()
    QApplication.processEvents()
    return made


def described(view: MonthView) -> str:
    """Return what a screen reader says about the current day."""
    seen = QAccessible.queryAccessibleInterface(view.grid)
    assert seen is not None
    return seen.text(QAccessible.Text.Description)


def has_colour(image: QImage, token: str) -> bool:
    """Tell whether a colour of the theme is somewhere in a picture."""
    wanted = theme().colour(token).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_today_is_the_current_day_when_its_month_is_first_shown(view: MonthView) -> None:
    assert view.current() == TODAY


def test_a_day_is_said_with_its_marks_and_how_they_stand(view: MonthView) -> None:
    said = described(view)
    assert said.startswith("2008年9月19日 星期五 · 今天")
    assert "应急疏散演练 逾期" in said
    assert "听课：王䶮 已办" in said
    assert "全校教职工大会 计划" in said
    view.grid.go(date(2008, 9, 14))
    assert "中秋节" in described(view)
    view.grid.go(date(2008, 9, 2))
    assert described(view).endswith("没有事")
    assert view.grid.accessibleName() == "2008年9月"


def test_the_arrows_move_the_day_and_tell_it(view: MonthView) -> None:
    heard: list[date] = []
    view.day_picked.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        press(view.grid, key)
    assert heard == [date(2008, 9, 20), date(2008, 9, 27), date(2008, 9, 26), date(2008, 9, 19)]


def test_enter_chooses_the_day(view: MonthView) -> None:
    heard: list[date] = []
    view.day_chosen.connect(heard.append)
    press(view.grid, Qt.Key.Key_Return)
    press(view.grid, Qt.Key.Key_Enter)
    assert heard == [TODAY, TODAY]


def test_a_month_is_asked_for_and_only_shown_when_told(view: MonthView) -> None:
    heard: list[tuple[int, int]] = []
    view.month_wanted.connect(lambda year, month: heard.append((year, month)))
    press(view.grid, Qt.Key.Key_PageDown)
    view.before.click()
    assert heard == [(2008, 10), (2008, 8)]
    assert view.current() == TODAY, "nothing moves before the marks are there"
    view.show_month(2008, 8, {}, TODAY)
    assert view.current() == date(2008, 8, 19)


def test_keys_pressed_before_the_month_came_add_up(view: MonthView) -> None:
    view.grid.go(date(2008, 9, 30))
    press(view.grid, Qt.Key.Key_Right)
    press(view.grid, Qt.Key.Key_Right)
    view.show_month(2008, 10, september(), TODAY)
    assert view.current() == date(2008, 10, 2)


def test_a_month_that_is_shorter_takes_its_last_day(view: MonthView) -> None:
    view.show_month(2008, 10, {}, TODAY)
    view.grid.go(date(2008, 10, 31))
    view.month_wanted.connect(lambda year, month: view.show_month(year, month, {}, TODAY))
    view.turn(1)
    assert view.current() == date(2008, 11, 30)
    view.after.click()
    assert view.current() == date(2008, 12, 30)
    view.after.click()
    assert view.current() == date(2009, 1, 30)


def test_home_goes_to_today_from_the_buttons_too(view: MonthView) -> None:
    view.month_wanted.connect(lambda year, month: view.show_month(year, month, {}, TODAY))
    view.turn(-4)
    assert view.current() == date(2008, 5, 19)
    press(view.before, Qt.Key.Key_Home)
    assert view.current() == TODAY
    press(view.before, Qt.Key.Key_PageUp)
    view.home.click()
    assert view.current() == TODAY


def test_keys_of_the_window_are_left_to_it(view: MonthView) -> None:
    press(view.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(view.grid, Qt.Key.Key_A)
    assert view.current() == TODAY


def test_a_click_picks_a_day_and_a_double_click_chooses_it(view: MonthView) -> None:
    heard: list[date] = []
    view.day_chosen.connect(heard.append)
    place = view.grid.day_rect(date(2008, 9, 11)).center()
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=place)
    assert view.current() == date(2008, 9, 11)
    QTest.mouseDClick(view.grid, Qt.MouseButton.LeftButton, pos=place)
    assert heard == [date(2008, 9, 11)]


def test_a_click_on_a_day_of_the_next_month_asks_for_it(view: MonthView) -> None:
    heard: list[tuple[int, int]] = []
    view.month_wanted.connect(lambda year, month: heard.append((year, month)))
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=view.grid.day_rect(date(2008, 10, 2)).center())
    assert heard == [(2008, 10)]
    view.show_month(2008, 10, september(), TODAY)
    assert view.current() == date(2008, 10, 2)


def test_weeks_begin_on_monday_and_days_fill_the_grid_without_gaps(view: MonthView) -> None:
    grid = view.grid
    assert grid.monday() == date(2008, 9, 1)
    assert grid.day_rect(date(2008, 9, 1)).x() == 0
    assert grid.day_rect(date(2008, 9, 7)).right() == grid.width() - 1
    assert grid.day_rect(date(2008, 10, 5)).bottom() == grid.height() - 1
    assert grid.day_rect(date(2008, 12, 24)).isEmpty()
    assert grid.day_at(QPoint(5, 5)) is None, "the weekdays are no day"
    assert grid.day_at(grid.day_rect(date(2008, 9, 20)).center()) == date(2008, 9, 20)


def test_the_tooltip_tells_every_mark_in_full_and_reads_no_html(view: MonthView) -> None:
    view.show_month(2008, 9, {TODAY: [Mark("a", "<b>九月份</b>工作进展", Standing.DUE)]}, TODAY)
    place = view.grid.day_rect(TODAY).center()
    QApplication.sendEvent(view.grid, QHelpEvent(QEvent.Type.ToolTip, place, view.grid.mapToGlobal(place)))
    assert "&lt;b&gt;九月份" in QToolTip.text()
    assert "到期" in QToolTip.text()
    empty = view.grid.day_rect(date(2008, 9, 2)).center()
    QApplication.sendEvent(view.grid, QHelpEvent(QEvent.Type.ToolTip, empty, view.grid.mapToGlobal(empty)))
    QToolTip.hideText()


@pytest.mark.parametrize("room", list(Room))
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_what_is_overdue_is_seen_in_every_room(view: MonthView, room: Room, percent: int) -> None:
    theme().set_look(percent=percent)
    view.set_room(room)
    view.resize(1100, 560)
    QApplication.processEvents()
    rect = view.grid.day_rect(date(2008, 9, 16))
    assert has_colour(view.grid.grab(rect).toImage(), "warn")
    assert has_colour(view.grid.grab(view.grid.day_rect(TODAY)).toImage(), "warn")


@pytest.mark.parametrize("high", [200, 260, 330, 480, 700])
@pytest.mark.parametrize("wide", [320, 480, 700, 1100])
def test_no_size_breaks_the_painting(view: MonthView, high: int, wide: int) -> None:
    view.resize(wide, high)
    for room in (Room.WIDE, Room.NARROW):
        view.set_room(room)
        assert not view.grid.grab().isNull()


def test_a_day_off_is_shaded_and_has_its_word(view: MonthView) -> None:
    assert day_off(view.marks(date(2008, 9, 14))) == "中秋节"
    assert has_colour(view.grid.grab(view.grid.day_rect(date(2008, 9, 14))).toImage(), "hintsoft")
    assert not has_colour(view.grid.grab(view.grid.day_rect(date(2008, 9, 12))).toImage(), "hintsoft")


def test_the_signs_are_explained_in_words(view: MonthView) -> None:
    words = {label.text() for label in view.findChildren(Label)}
    assert {"已办", "到期", "逾期"} <= words
    assert standing_word(Standing.HOLIDAY) == ""


def test_the_list_of_a_day_shows_every_mark_and_opens_it(qtbot: QtBot, view: MonthView) -> None:
    beside = DayList()
    qtbot.addWidget(beside)
    beside.resize(340, 500)
    beside.show()
    beside.show_day(TODAY, view.marks(TODAY), today=TODAY)
    heard: list[str] = []
    beside.opened.connect(heard.append)
    assert beside.rows.model().rowCount() == 3
    beside.rows.setFocus()
    beside.rows.setCurrentIndex(beside.rows.model().index(1, 0))
    press(beside.rows, Qt.Key.Key_Return)
    assert heard == ["o"]
    said = beside.rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "应急疏散演练 · 逾期 · 原时限 9月12日 · 吴立新"
    beside.show_day(date(2008, 9, 14), view.marks(date(2008, 9, 14)), today=TODAY)
    assert beside.rows.isHidden()
    assert {"5 天前 · 中秋节", "这一天没有事。"} <= {label.text() for label in beside.findChildren(Label)}


def test_an_empty_day_offers_to_begin_something(qtbot: QtBot) -> None:
    beside = DayList()
    qtbot.addWidget(beside)
    beside.show_day(date(2008, 9, 10), (), today=TODAY)
    beside.show()
    assert beside.new.isVisible()
    with qtbot.waitSignal(beside.new_wanted):
        beside.new.click()
    beside.show_day(TODAY, (Mark("a", "家访三户", Standing.HAPPENED),), today=TODAY)
    assert not beside.new.isVisible()


def test_the_list_tells_what_kind_of_thing_it_is_and_the_month_is_brief(qtbot: QtBot) -> None:
    beside = DayList()
    qtbot.addWidget(beside)
    mark = Mark("a", "新学期看护轮值怎样排", Standing.HAPPENED, sign="book_open", short="夜学")
    beside.show_day(TODAY, (mark,), today=TODAY)
    fact = beside.rows.fact(beside.rows.model().index(0, 0))
    assert (fact.icon, fact.heading) == ("book_open", "新学期看护轮值怎样排")
    assert "新学期" in mark.says(), "nothing is cut for a screen reader"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2008, 9, 16), "3 天前"),
        (date(2008, 9, 18), "昨天"),
        (TODAY, "今天"),
        (date(2008, 9, 20), "明天"),
        (date(2008, 9, 30), "11 天后"),
    ],
)
def test_how_far_off_a_day_is(on: date, words: str) -> None:
    assert distance(on, today=TODAY) == words


def test_nothing_is_seen_or_told_before_a_month_is_shown(qtbot: QtBot) -> None:
    made = MonthView()
    qtbot.addWidget(made)
    made.show()
    heard: list[object] = []
    for signal in (made.day_picked, made.day_chosen):
        signal.connect(heard.append)
    press(made.grid, Qt.Key.Key_Right)
    press(made.grid, Qt.Key.Key_Return)
    press(made.grid, Qt.Key.Key_PageDown)
    assert heard == []
    assert not has_colour(made.grid.grab().toImage(), "accent")


def test_a_screen_reader_hears_the_day_that_was_gone_to(qtbot: QtBot, view: MonthView) -> None:
    """The announcement needs a running bridge, which no test machine has; it must at least not fail."""
    with qtbot.waitActive(view):
        view.activateWindow()
    view.grid.setFocus()
    QAccessible.setActive(True)
    press(view.grid, Qt.Key.Key_Right)
    QAccessible.setActive(False)
    assert view.current() == date(2008, 9, 20)


def test_english_has_its_weekdays_and_months(view: MonthView) -> None:
    use("en")
    view.show_month(2008, 9, september(), TODAY)
    assert view.grid.accessibleName() == "Sep 2008"
    assert described(view).startswith("Friday 19 Sep 2008 · today")
