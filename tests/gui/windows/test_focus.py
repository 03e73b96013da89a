"""The keyboard alone: Tab comes round on every page as one reads, backwards too, and one always sees where one is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.rail import Rail
from gui.widgets.reading import stops
from tests.support import tour
from tests.support.focus import backwards, ring_contrast, round_trip
from tests.support.stage import Stage

LEAST = 3.0
"""Contrast of what shows the focus, as WCAG asks of it."""


def in_front(stage: Stage, steps: Iterator[tour.Stop]) -> Iterator[tuple[str, QWidget]]:
    """Yield the stops that are the window itself, once it has the keyboard."""
    for name, front in steps:
        assert front is stage.window
        front.activateWindow()
        stage.until(front.isActiveWindow)
        yield name, front


def from_the_rail(order: list[QWidget]) -> list[QWidget]:
    """Let a way that comes round begin at the rail."""
    at = next(at for at, widget in enumerate(order) if isinstance(widget.parentWidget(), Rail))
    return order[at:] + order[:at]


def hold(stage: Stage, steps: Iterator[tour.Stop]) -> None:
    """Hold each place to the rules of the way."""
    for name, front in in_front(stage, steps):
        assert QApplication.focusWidget() is not None, name
        order = round_trip(front)
        assert order, f"{name} holds the focus"
        back = round_trip(front, Qt.Key.Key_Backtab)
        assert set(back) == set(order), name
        shell = stage.window.shell()
        assert shell is not None
        assert set(order) == set(stops(shell)), name
        assert not backwards(from_the_rail(order), front), name


def test_tab_comes_round_on_every_page_of_a_school_in_the_order_of_reading(tmp_path: Path) -> None:
    stage = tour.open_school(tmp_path, language="zh_CN")
    hold(stage, tour.pages(stage, tour.SCHOOL_PAGES))
    stage.close()


def test_tab_comes_round_on_every_page_of_a_desk_in_the_order_of_reading(tmp_path: Path) -> None:
    desk = tour.open_desk(tmp_path, language="en")
    hold(desk.stage, tour.pages(desk.stage, tour.DESK_PAGES))
    desk.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_on_everything_that_takes_it(tmp_path: Path, theme: str) -> None:
    stage = tour.open_school(tmp_path, language="zh_CN", theme=theme)
    seen: dict[tuple[object, ...], float] = {}
    for _name, _front in in_front(stage, tour.pages(stage, ("study", "rectification", "packet", "settings", "people"))):
        shell = stage.window.shell()
        assert shell is not None
        for widget in stops(shell):
            kind = (type(widget).__name__, widget.property("kind"), widget.property("role"))
            if kind in seen or widget.visibleRegion().isEmpty():
                continue
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            seen[kind] = ring_contrast(widget)
    stage.close()
    assert len(seen) > 8
    assert not {kind: ratio for kind, ratio in seen.items() if ratio < LEAST}
