"""The calendar over a real vault: what stands on a day, how it is opened, what is begun on it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.campaign.reader import preset
from core.services import campaigns, drafts, records, seals
from core.views.changes import Changes
from gui.pages.calendar import CalendarPage
from gui.widgets.factlist import Fact
from gui.widgets.marks import Standing
from gui.widgets.theme import Room
from tests.gui.pages.opened import Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.typing import press
from tests.support.vaults import CHEAP, ITEM, NOON, SESSION

TODAY = NOON.date()


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def calendar(house: Opened, **how: Any) -> CalendarPage:
    """Show the calendar."""
    page = CalendarPage(house.vault, tasks=house.tasks, clock=house.clock)
    house.show(page, **how)
    house.settle()
    return page


def facts(page: CalendarPage) -> list[Fact]:
    """Return the rows of the chosen day."""
    rows = page.day_list().rows
    return [rows.fact(rows.model().index(at, 0)) for at in range(rows.model().rowCount())]


def go(page: CalendarPage, on: date) -> None:
    page.month().grid.go(on)


def test_today_is_the_day_one_begins_with(house: Opened) -> None:
    page = calendar(house)
    assert page.month().current() == TODAY
    assert page.month().grid.shown() == date(2008, 9, 1)


def test_a_record_stands_on_its_day_under_its_kind_and_in_the_list_under_its_heading(house: Opened) -> None:
    house.enter_record("study_session", SESSION, moves=("finish",))
    page = calendar(house)
    (mark,) = page.month().marks(date(2008, 9, 18))
    assert (mark.standing, mark.short) == (Standing.HAPPENED, "Evening study")
    go(page, date(2008, 9, 18))
    (fact,) = facts(page)
    assert fact.heading == SESSION["title"]
    assert fact.chip is not None
    assert fact.chip.text == "Finished"
    assert fact.icon == "book_open"


def test_a_draft_does_not_look_done(house: Opened) -> None:
    house.enter_record("study_session", SESSION)
    page = calendar(house)
    (mark,) = page.month().marks(date(2008, 9, 18))
    assert mark.look().icon == "edit"
    assert mark.stands() == "Draft"


def test_what_is_promised_is_due_and_then_overdue(house: Opened) -> None:
    house.enter_record("rectification", {**ITEM, "deadline": "2008-09-25"}, moves=("register",))
    house.enter_record(
        "rectification", {**ITEM, "title": "另一件早该办的事", "deadline": "2008-09-17"}, moves=("register",)
    )
    page = calendar(house)
    assert [mark.standing for mark in page.month().marks(date(2008, 9, 25))] == [Standing.DUE]
    assert [mark.standing for mark in page.month().marks(date(2008, 9, 17))] == [Standing.OVERDUE]


def test_enter_on_a_day_with_one_thing_opens_it(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = calendar(house)
    heard: list[tuple[str, object]] = []
    page.record_wanted.connect(lambda one, path: heard.append((one, path)))
    go(page, date(2008, 9, 18))
    press(page.month().grid, Qt.Key.Key_Return)
    assert heard == [(record.id, ())]


def test_enter_on_a_day_with_several_things_goes_to_its_list(house: Opened) -> None:
    house.enter_record("study_session", SESSION)
    second = house.enter_record("council_meeting", {**EXAMPLES["council_meeting"], "date": "2008-09-18"})
    page = calendar(house)
    heard: list[str] = []
    page.record_wanted.connect(lambda one, _path: heard.append(one))
    go(page, date(2008, 9, 18))
    press(page.month().grid, Qt.Key.Key_Return)
    rows = page.day_list().rows
    assert QApplication.focusWidget() is rows
    at = [fact.heading for fact in facts(page)].index(second.values["title"])
    rows.setCurrentIndex(rows.model().index(at, 0))
    press(rows, Qt.Key.Key_Return)
    assert heard == [second.id]
    press(rows, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.month().grid


def test_an_activity_that_is_due_begins_its_record(house: Opened) -> None:
    campaigns.take(house.vault, preset())
    page = calendar(house)
    heard: list[tuple[str, str, object]] = []
    page.new_wanted.connect(lambda kind, subtype, like: heard.append((kind, subtype, like)))
    go(page, date(2008, 9, 30))
    night = next(fact for fact in facts(page) if fact.heading == "夜学")
    assert night.line == "2 still missing"
    page.day_list().opened.emit(night.key)
    assert heard == [("study_session", "night_study", None)]


def test_an_empty_day_says_so_and_begins_a_record_of_that_day(house: Opened) -> None:
    page = calendar(house)
    heard: list[tuple[str, Any]] = []
    page.place_wanted.connect(lambda place, what: heard.append((place, what)))
    go(page, date(2008, 9, 10))
    press(page.month().grid, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.day_list().new
    press(page.day_list().new, Qt.Key.Key_Space)
    assert page.menu().isVisible()
    page.menu().chosen.emit("council_meeting")
    house.until(lambda: heard)
    page.menu().close_menu()
    ((place, what),) = heard
    assert (place, what["fresh"]) == ("editor", True)
    begun = records.read(house.vault, what["record"])
    assert (begun.kind, begun.values["date"]) == ("council_meeting", "2008-09-10")
    assert begun.entered_at == NOON, "the time of entry is never another"


@pytest.mark.parametrize(
    ("kind", "on", "said"),
    [
        ("dispute_month", date(2008, 8, 29), {"month": "2008-08", "date": "2008-08-29"}),
        ("task", date(2008, 9, 26), {"date": "2008-09-19", "due": "2008-09-26"}),
        ("council_meeting", date(2008, 9, 26), {"date": "2008-09-19"}),
    ],
)
def test_a_day_to_come_is_a_deadline_or_nothing(house: Opened, kind: str, on: date, said: dict[str, str]) -> None:
    page = calendar(house)
    heard: list[Any] = []
    page.place_wanted.connect(lambda _place, what: heard.append(what))
    go(page, on)
    house.settle()
    page.menu().chosen.emit(kind)
    house.until(lambda: heard)
    values = records.read(house.vault, heard[0]["record"]).values
    assert {key: values.get(key) for key in said} == said


def test_a_locked_kind_asks_for_its_password_first(house: Opened) -> None:
    page = calendar(house)
    asked: list[Any] = []
    heard: list[Any] = []
    page.seal_wanted.connect(lambda then, otherwise: asked.append(then))
    page.place_wanted.connect(lambda _place, what: heard.append(what))
    page.menu().chosen.emit("criticism_meeting")
    house.until(lambda: asked)
    seals.choose(house.vault, "另一个口令 2008", cost=CHEAP)
    asked[0]()
    house.until(lambda: heard)
    assert records.read(house.vault, heard[0]["record"]).kind == "criticism_meeting"


def test_another_month_is_shown_when_its_answer_came(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "date": "2008-08-21"})
    page = calendar(house)
    press(page.month().grid, Qt.Key.Key_PageUp)
    assert page.month().grid.shown() == date(2008, 9, 1), "not yet"
    house.settle()
    assert page.month().grid.shown() == date(2008, 8, 1)
    assert page.month().marks(date(2008, 8, 21))
    page.month().home.click()
    house.settle()
    assert page.month().current() == TODAY


def test_of_two_months_asked_for_at_once_only_the_last_is_shown(house: Opened) -> None:
    page = calendar(house)
    press(page.month().grid, Qt.Key.Key_PageUp)
    press(page.month().grid, Qt.Key.Key_PageDown)
    house.settle()
    assert page.month().grid.shown() == date(2008, 10, 1)


def test_what_is_entered_elsewhere_appears(house: Opened) -> None:
    page = calendar(house)
    record = drafts.begin(house.vault, "study_session", values={"title": "刚刚记下的一次"})
    page.refresh(Changes(records=frozenset({record.id}), kinds=frozenset({"study_session"})))
    house.settle()
    assert [fact.heading for fact in facts(page)] == ["刚刚记下的一次"]


def test_the_day_is_remembered(house: Opened) -> None:
    page = calendar(house)
    go(page, date(2008, 9, 10))
    memory = page.memory()
    again = CalendarPage(house.vault, tasks=house.tasks, clock=house.clock)
    again.recall(memory)
    house.show(again)
    house.settle()
    assert again.month().current() == date(2008, 9, 10)


def test_where_there_is_little_room_the_day_comes_to_the_front_and_esc_goes_back(house: Opened) -> None:
    house.enter_record("study_session", SESSION)
    house.enter_record("council_meeting", {**EXAMPLES["council_meeting"], "date": "2008-09-18"})
    page = calendar(house, size=(599, 668), room=Room.NARROW)
    went: list[int] = []
    page.went_back.connect(lambda: went.append(1))
    assert not page.day_list().isVisible()
    go(page, date(2008, 9, 18))
    press(page.month().grid, Qt.Key.Key_Return)
    assert page.day_list().isVisible()
    assert not page.month().isVisible()
    press(page.day_list().rows, Qt.Key.Key_Escape)
    assert page.month().isVisible()
    assert not went
    press(page.month().grid, Qt.Key.Key_Escape)
    assert went


def test_the_blue_button_opens_the_menu_of_every_kind(house: Opened) -> None:
    page = calendar(house)
    press(page.month().grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    house.until(lambda: page.menu().isVisible())
    offered = {entry.key for entry in page.menu().list.entries()}
    assert {"study_session", "research_diary", "rectification", "task"} <= offered
    page.menu().close_menu()
