"""The watchers that fail a noisy test: each is shown a noise and must notice it, and silence and must not."""

import logging
import threading

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.conftest import TIMERS
from tests.support.noise import no_new_threads, quiet_log

LOGGER = logging.getLogger("taizhang.tests.noise")


@pytest.mark.noise("taizhang.tests.noise")
def test_a_warning_in_the_log_is_noticed() -> None:
    with pytest.raises(AssertionError, match="left in the log"), quiet_log(()):
        LOGGER.warning("something is odd")


@pytest.mark.noise("taizhang.tests.noise")
def test_a_warning_of_a_named_logger_or_a_note_below_warning_is_let_pass() -> None:
    with quiet_log(("taizhang.tests",)):
        LOGGER.warning("something is odd")
        logging.getLogger("taizhang.tests.other").info("all is well")


def test_a_thread_left_running_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.noise.PATIENCE", 0.05)
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="forgotten")
    with pytest.raises(AssertionError, match="forgotten"), no_new_threads():
        thread.start()
    end.set()
    thread.join()


def test_a_running_timer_is_noticed_and_a_stopped_one_is_not(qtbot: QtBot) -> None:
    timer, stopped = QTimer(), QTimer()
    timer.setInterval(60_000)
    timer.start()
    stopped.start(60_000)
    stopped.stop()
    left = TIMERS.running()
    timer.stop()
    assert len(left) == 1
    assert "60000 ms" in left[0]


def test_a_timer_that_died_with_its_parent_is_not_noise(qtbot: QtBot) -> None:
    parent = QTimer()
    child = QTimer(parent)
    child.start(60_000)
    del parent, child
    assert TIMERS.running() == []
