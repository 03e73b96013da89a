"""The time line: bars in lanes, deadlines as flags that speak, today with its word, readable without colour."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.marks import Standing
from gui.widgets.milestones import Milestone
from gui.widgets.phases import Phase, PhaseLine
from gui.widgets.theme import dress, theme
from tests.support.sheet_views import END, START, TODAY, campaign
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
def line(qtbot: QtBot) -> PhaseLine:
    """Return an empty line of 1200 pixels."""
    made = PhaseLine()
    qtbot.addWidget(made)
    made.resize(1200, 120)
    made.show()
    return made


def fill(line: PhaseLine) -> None:
    """Show nested phases and deadlines."""
    steps, milestones = campaign()
    line.show_line(START, END, phases=steps, milestones=milestones, today=TODAY)


def test_the_height_grows_with_what_lies_under_each_other_only(line: PhaseLine) -> None:
    line.show_line(START, END, today=TODAY)
    none = line.height()
    line.show_line(START, END, phases=campaign()[0][:4], today=TODAY)
    one = line.height()
    fill(line)
    assert none < one < line.height()
    assert line.height() - one == 2 * (one - none), "one lane for the outer phases, two for the inner that overlap"
    assert line.height() < 180


def test_bars_of_one_lane_never_cover_each_other(line: PhaseLine) -> None:
    fill(line)
    bars = [line.bar(placed) for placed in line._phases]
    for at, bar in enumerate(bars):
        assert not any(bar.intersects(other) for other in bars[at + 1 :])
        assert line.rect().contains(bar)


def test_a_phase_beyond_the_campaign_stays_within_the_line(line: PhaseLine) -> None:
    line.show_line(START, END, phases=[Phase("很长", date(2000, 1, 1), date(2020, 1, 1))], today=TODAY)
    assert line.rect().contains(line.bar(line._phases[0]))


def test_every_flag_says_its_day_its_words_and_how_far_off_it_is(line: PhaseLine) -> None:
    fill(line)
    said = [flag.accessibleName() for flag in line.flags()]
    assert said[0] == "4月10日 · 学习计划 · 已办"
    assert "9月12日 · 应急疏散演练 · 逾期 7 天" in said
    assert said[-1] == "12月31日 · 总结报告 · 还有 103 天"
    assert all(flag.toolTip() for flag in line.flags())


def test_flags_too_near_together_share_one_that_counts_them(line: PhaseLine) -> None:
    fill(line)
    shared = next(flag for flag in line.flags() if len(flag.milestones) == 2)
    assert "九月份书面材料" in shared.accessibleName()
    assert "整改清单" in shared.accessibleName()
    line.resize(4000, line.height())
    QApplication.processEvents()
    assert all(len(flag.milestones) == 1 for flag in line.flags())


def test_a_shared_flag_shows_the_gravest(line: PhaseLine) -> None:
    both = [Milestone("一", TODAY, Standing.HAPPENED), Milestone("二", TODAY, Standing.OVERDUE)]
    line.show_line(START, END, milestones=both, today=TODAY)
    assert line.flags()[0].standing() is Standing.OVERDUE


def test_one_tab_stop_and_arrows_from_flag_to_flag(qtbot: QtBot, line: PhaseLine) -> None:
    fill(line)
    with qtbot.waitActive(line):
        line.activateWindow()
    stops = [flag for flag in line.flags() if flag.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == line.flags()[:1]
    line.flags()[0].setFocus()
    press(line.flags()[0], Qt.Key.Key_Right)
    assert line.flags()[1].hasFocus()
    assert line.flags()[1].focusPolicy() & Qt.FocusPolicy.TabFocus
    press(line.flags()[1], Qt.Key.Key_Left)
    press(line.flags()[0], Qt.Key.Key_Left)
    assert line.flags()[0].hasFocus()


def test_a_pressed_flag_tells_its_day(line: PhaseLine) -> None:
    fill(line)
    heard: list[date] = []
    line.day_chosen.connect(heard.append)
    press(line.flags()[0], Qt.Key.Key_Space)
    assert heard == [date(2008, 4, 10)]


def test_the_line_says_the_campaign_today_and_every_phase(line: PhaseLine) -> None:
    fill(line)
    assert line.accessibleName() == "活动时间 2008年3月20日—2009年1月10日"
    said = line.accessibleDescription()
    assert said.startswith("今天 2008年9月19日")
    assert "学习动员 2008年3月20日—2008年5月31日 已过" in said
    assert "整改落实 2008年8月21日—2008年12月20日 进行中" in said
    assert "群众测评 2008年11月20日—2008年12月12日 还没开始" in said


def test_the_tooltip_of_a_bar_tells_its_days(line: PhaseLine) -> None:
    fill(line)
    place = line.bar(line._phases[0]).center()
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, place, line.mapToGlobal(place)))
    assert QToolTip.text() == "学习动员 2008年3月20日—2008年5月31日 已过"
    corner = line.rect().topLeft()
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, corner, line.mapToGlobal(corner)))
    QToolTip.hideText()


def test_today_is_seen_without_colour(line: PhaseLine) -> None:
    fill(line)
    inside = line.grab().toImage()
    steps, milestones = campaign()
    line.show_line(START, END, phases=steps, milestones=milestones, today=date(2010, 1, 1))
    outside = line.grab().toImage()
    x = line.at(TODAY)
    dark = [inside.pixelColor(x, y).lightness() for y in range(26, line.height() - 30)]
    assert all(value < 140 for value in dark), "the line of today is dark from its word to the months"
    assert any(outside.pixelColor(x, y).lightness() > 200 for y in range(26, line.height() - 30))


@pytest.mark.parametrize("width", [240, 400, 700, 1200])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("end", [date(2008, 3, 20), date(2008, 4, 2), END, date(2015, 6, 1)])
def test_no_window_and_no_size_breaks_the_painting(line: PhaseLine, width: int, percent: int, end: date) -> None:
    theme().set_look(percent=percent)
    steps, milestones = campaign()
    line.show_line(START, end, phases=steps, milestones=milestones, today=TODAY)
    line.resize(width, line.height())
    assert not line.grab().isNull()
    assert all(line.rect().contains(flag.geometry()) for flag in line.flags())


def test_flags_keep_the_keyboard_when_they_are_set_anew(qtbot: QtBot, line: PhaseLine) -> None:
    fill(line)
    with qtbot.waitActive(line):
        line.activateWindow()
    line.flags()[0].setFocus()
    line.show_line(START, END, milestones=[Milestone("学习计划", date(2008, 5, 1))], today=TODAY)
    assert line.flags()[0].hasFocus()
