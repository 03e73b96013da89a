"""Cycles that hold widgets go between two events, in the window's thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.base import cycles
from gui.windows.collecting import Collector


class Panel(QWidget):
    """A widget in a cycle, which makes many small things in the middle of an event."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.itself = self
        self.said = 0

    def event(self, event: QEvent) -> bool:
        """Make enough to set off a collection, then go on using the widget, as ours do."""
        if event.type() is QEvent.Type.User:
            many()
            self.said += self.width()
        return super().event(event)


def many() -> list[list[int]]:
    """Make more things than Python lets pass without a look for cycles."""
    return [[at] for at in range(60_000)]


@pytest.fixture
def as_in_the_program() -> Iterator[Collector]:
    """The collector of the program, over a Python that collects by itself."""
    gc.enable()
    collector = Collector()
    collector.start()
    yield collector
    collector.stop()
    assert gc.isenabled()
    gc.disable()


def test_no_other_thread_throws_a_widget_away(qtbot: QtBot, as_in_the_program: Collector) -> None:
    gone = weakref.ref(Panel())
    thread = threading.Thread(target=many)
    thread.start()
    thread.join()
    assert gone() is not None
    kept = many()
    cycles.throw_away()
    assert gone() is None
    assert kept


def test_no_event_throws_away_the_window_it_came_to(qtbot: QtBot, as_in_the_program: Collector) -> None:
    window = Panel()
    inner = Panel(window)
    seen: QObject = inner
    del window
    QApplication.sendEvent(seen, QEvent(QEvent.Type.User))
    assert inner.said > 0


def test_the_timer_looks_by_itself(qtbot: QtBot, as_in_the_program: Collector) -> None:
    as_in_the_program.stop()
    often = Collector(every=10)
    often.start()
    gone = weakref.ref(Panel())
    kept = many()
    qtbot.waitUntil(lambda: gone() is None)
    often.stop()
    as_in_the_program.start()
    assert kept
