"""Every page for a keyboard and a screen reader: each thing that takes the focus says what it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from gui.widgets.theme import theme
from tests.support.screens import LOOKS, draw
from tests.support.stage import staged

PLACES = (
    "home",
    "calendar",
    "inspection",
    "study",
    "research",
    "rectification",
    "activities",
    "submit",
    "files",
    "people",
    "campaigns",
    "judge",
    "packet",
    "settings",
    "help",
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    found = staged(tmp_path_factory.mktemp("access"))
    found.app.preferences.change(idle_minutes=0)  # one stage for many tests: no timer may outlive one of them
    yield found
    found.close()


def stops(page: QWidget) -> list[QWidget]:
    """Return what Tab stops at."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.isEnabled()
        and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]


def says(widget: QWidget) -> str:
    """Return what a screen reader would say of a widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    buddies = [label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return " ".join(buddies)


@pytest.mark.parametrize("place", PLACES)
def test_everything_that_takes_the_focus_says_what_it_is(stage, place):
    stage.window.shell().go(place)
    stage.settle()
    page = stage.window.shell().page()
    silent = [repr(widget) for widget in stops(page) if not says(widget).strip()]
    assert stops(page)
    assert not silent


@pytest.mark.parametrize("place", PLACES)
def test_buttons_are_no_lower_than_the_floor(stage, place):
    stage.window.shell().go(place)
    stage.settle()
    page = stage.window.shell().page()
    low = [
        (button.text(), button.height())
        for button in page.findChildren(QAbstractButton)
        if button.isVisibleTo(page)
        and button.property("kind") in {"primary", "plain", "small"}
        and button.height() < theme().dp(30) + 2
    ]
    assert not low


def test_the_screens_can_be_drawn(tmp_path):
    look = LOOKS[-1][0]
    assert draw(tmp_path, [f"packet-6-carried-{look}"]) == 1
    assert next(tmp_path.iterdir()).stat().st_size > 10_000
