"""Work off the window's thread: order, answers, owners, cancelling, errors."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from core.base.errors import Cancelled, FileMissing, UserError
from core.base.jobs import Progress
from gui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Open the door for work and close it again."""
    door = Tasks()
    yield door
    door.close()
    del qtbot


def test_an_answer_comes_back_in_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[int, QThread]] = []
    window = QThread.currentThread()
    tasks.in_vault(lambda: 7, lambda answer: seen.append((answer, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] == 7
    assert seen[0][1] is window or seen[0][1] == window


def test_the_vault_works_in_the_order_it_was_asked(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    threads: set[str] = set()

    def work(number: int) -> int:
        threads.add(threading.current_thread().name)
        time.sleep(0.002 * (5 - number))
        return number

    for number in range(5):
        tasks.in_vault(partial(work, number), order.append)
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order == [0, 1, 2, 3, 4]
    assert len(threads) == 1


def test_a_page_that_is_gone_gets_no_answer_and_breaks_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    page = QObject()
    heard: list[int] = []
    gate = threading.Event()

    def work() -> int:
        gate.wait(5)
        return 1

    tasks.in_vault(work, heard.append, owner=page)
    shiboken6.delete(page)
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way() == 0)
    assert heard == []


def test_a_failure_nobody_waits_for_is_still_told(tasks: Tasks, qtbot: QtBot) -> None:
    page = QObject()

    def work() -> None:
        raise FileMissing(path="x.pdf")

    with qtbot.waitSignal(tasks.unclaimed) as told:
        tasks.in_vault(work, failed=lambda _error: None, owner=page)
        shiboken6.delete(page)
    assert isinstance(told.args[0], FileMissing)


def test_a_users_error_goes_to_the_page(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[UserError] = []

    def work(_progress: Progress) -> None:
        raise FileMissing(path="x.pdf")

    tasks.aside(work, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].code() == "file_missing"


def test_our_own_mistake_goes_to_the_crash_notice(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[UserError] = []
    with qtbot.waitSignal(tasks.crashed) as told:
        tasks.in_vault(lambda: 1 // 0, failed=heard.append)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert told.args[0].__traceback__ is not None
    assert heard == []


def test_long_work_tells_its_progress_and_can_be_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[int, int, str]] = []
    failed: list[UserError] = []

    def work(progress: Progress) -> None:
        for number in range(10_000):
            progress.step(number, 10_000, "pages")
            time.sleep(0.001)

    job = tasks.aside(work, failed=failed.append, watch=lambda *step: seen.append(step))
    qtbot.waitUntil(lambda: bool(seen))
    job.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)
    assert seen[-1][1:] == (10_000, "pages")


def test_fast_progress_does_not_flood_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []

    def work(progress: Progress) -> int:
        for number in range(50_000):
            progress.step(number, 50_000, "copy")
        return 1

    with qtbot.waitSignal(tasks.busy, check_params_cb=lambda on: not on, timeout=20_000):
        tasks.aside(work, watch=lambda done, _total, _what: seen.append(done))
    assert len(seen) < 50_000
    assert seen == sorted(seen)


def test_closing_finishes_the_vault_and_lets_nothing_come_back(qtbot: QtBot) -> None:
    door = Tasks()
    written: list[int] = []
    heard: list[int] = []

    def write() -> int:
        time.sleep(0.02)
        written.append(1)
        return 1

    for _number in range(3):
        door.in_vault(write, heard.append)
    door.close()
    qtbot.wait(20)
    assert written == [1, 1, 1]
    assert heard == []


def test_a_signal_of_a_deleted_source_is_the_trap_this_door_avoids(qtbot: QtBot) -> None:
    """A worker that emits a page's own signal after the page is deleted raises; the door's signals outlive pages."""
    from PySide6.QtCore import Signal

    class Page(QObject):
        told = Signal(int)

    page = Page()
    told = page.told
    shiboken6.delete(page)
    with pytest.raises(RuntimeError, match="deleted"):
        told.emit(1)
    del qtbot
