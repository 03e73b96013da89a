"""Every page, wizard and dialog for a screen reader: each thing says what it is, its name and its state."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from core.base.errors import StickGone, WrongPassword
from gui.messages import about
from gui.widgets.theme import theme
from tests.support import tour
from tests.support.desks import StagedDesk
from tests.support.extents import lay_out, misfits
from tests.support.heard import heard, mistold, silent, unnamed_rows
from tests.support.screens import LOOKS, draw
from tests.support.stage import Stage, staged


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    found = tour.open_school(tmp_path, language="zh_CN")
    yield found
    found.close()


@pytest.fixture
def desk(tmp_path) -> Iterator[StagedDesk]:
    found = tour.open_desk(tmp_path, language="en")
    yield found
    found.close()


def complaints(front: QWidget) -> Iterator[str]:
    """Yield what a screen reader would be left in the dark about."""
    for thing in heard(front):
        yield silent(thing)
        yield mistold(thing)
        if isinstance(thing.widget, QAbstractItemView):
            yield from unnamed_rows(thing.widget)


def wrong(stops: Iterator[tour.Stop]) -> list[str]:
    """Go the way of these stops and return everything that is wrong on it; there must be something to be heard."""
    found, count = [], 0
    for name, front in stops:
        count += sum(thing.focusable for thing in heard(front))
        found += [f"{name}: {said}" for said in complaints(front) if said]
    assert count > 20
    return sorted(set(found))


@pytest.mark.noise("taizhang.gui.crash")
def test_everything_on_pages_in_editors_and_dialogs_says_what_it_is(stage):
    shell: Any = stage.window.shell()
    assert {*tour.SCHOOL_PAGES, "editor"} == set(shell._places.makers())
    assert not wrong(tour.pages(stage, tour.SCHOOL_PAGES))
    assert not wrong(tour.editors(stage))
    assert not wrong(tour.dialogs(stage))


def test_everything_in_wizards_questions_and_verdicts_says_what_it_is_and_is_whole_at_the_largest_text(tmp_path):
    stage = tour.open_school(tmp_path, language="en", percent=200)
    cut: list[str] = []

    def looked_at() -> Iterator[tour.Stop]:
        for name, front in tour.pictured(stage):
            stage.window.resize(1366, 698)
            lay_out(front)
            cut.extend(f"{name}: {said}" for said in misfits(front))
            yield name, front

    assert not wrong(looked_at())
    assert not sorted(set(cut))
    stage.close()
    theme().set_look(percent=100)


def test_everything_that_stands_there_before_a_book_is_open_says_what_it_is(stage):
    assert not wrong(tour.ways_in(stage))


def test_everything_on_a_desk_says_what_it_is(desk):
    county: Any = desk.stage.window.shell()
    assert set(tour.DESK_PAGES) == set(county._places.makers())
    assert not wrong(tour.pages(desk.stage, tour.DESK_PAGES))
    assert not wrong(tour.desk_work(desk))


def test_buttons_are_no_lower_than_the_floor(stage):
    for name, front in tour.pages(stage, tour.SCHOOL_PAGES):
        low = [
            (button.text(), button.height())
            for button in front.findChildren(QAbstractButton)
            if button.isVisibleTo(front)
            and button.property("kind") in {"primary", "plain", "small"}
            and button.height() < theme().dp(30) + 2
        ]
        assert not low, name


# --- what is said although nobody asked ----------------------------------------------------------------


@pytest.fixture
def spoken(monkeypatch) -> list[str]:
    """A screen reader is there: what it is told to say."""
    said: list[str] = []
    tell = QAccessible.updateAccessibility

    def listen(event: Any) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    return said


def test_an_error_of_the_whole_page_is_said_once(tmp_path, spoken):
    opened = staged(tmp_path, language="zh_CN")
    shell: Any = opened.window.shell()
    error = StickGone(path="D:\\")
    shell.trouble(error)
    opened.settle()
    assert [about(error).text() in said for said in spoken] == [True]
    opened.close()


def test_a_refused_password_is_said_and_stands_as_the_description_of_its_field(tmp_path, spoken):
    opened = staged(tmp_path, language="zh_CN")
    opened.window.lock()
    opened.until(lambda: opened.window.cover() is not None)
    card: Any = opened.window.cover()
    card.refuse(about(WrongPassword()))
    assert spoken
    assert spoken[-1] == card.field.line.accessibleDescription()
    assert "口令" in spoken[-1]
    opened.close()


def test_the_screens_can_be_drawn(tmp_path):
    look = LOOKS[-1][0]
    assert draw(tmp_path, [f"calendar-{look}"]) == 1
    assert next(tmp_path.iterdir()).stat().st_size > 10_000
