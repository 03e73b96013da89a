"""A draft is saved a moment after the last key, never later than the limit, and nothing typed is lost."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.base.errors import DiskFull, RecordMoved, UserError
from core.views.records import Saved
from gui.forms.autosave import MOST, PAUSE, SLOW, Autosave, Saving
from gui.tasks import Tasks

AT = datetime(2008, 9, 19, 14, 3, tzinfo=UTC)


class Shelf:
    """Takes what is saved; can be slow, and can fail."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.failing: UserError | None = None
        self.gate = threading.Event()
        self.gate.set()

    def save(self, values: dict[str, Any], _unread: dict[str, str]) -> Saved:
        """Keep values."""
        self.gate.wait(5)
        if self.failing is not None:
            raise self.failing
        self.kept.append(values)
        return Saved(id="r", revision=len(self.kept), at=AT, automatic={})


class Typed:
    """What stands in the form."""

    def __init__(self) -> None:
        self.text = ""

    def values(self) -> dict[str, Any]:
        """Return it as the form does."""
        return {"text": self.text}


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def typed() -> Typed:
    return Typed()


Make = Callable[..., Autosave]


@pytest.fixture
def make(tasks: Tasks, shelf: Shelf, typed: Typed) -> Iterator[Make]:
    made: list[Autosave] = []

    def build(*, pause: int = 40, most: int = 150, slow: int = 60) -> Autosave:
        made.append(
            Autosave(tasks, typed=lambda: (typed.values(), {}), save=shelf.save, pause=pause, most=most, slow=slow)
        )
        return made[-1]

    yield build
    shelf.gate.set()
    for autosave in made:
        autosave.hold()
        autosave.deleteLater()


def test_the_promised_times_are_those_of_the_plan() -> None:
    assert (PAUSE, MOST, SLOW) == (400, 3000, 1000)


def test_it_saves_after_a_pause_and_once(qtbot: QtBot, make: Make, shelf: Shelf, typed: Typed) -> None:
    autosave = make(pause=500, most=5000)  # longer than four letters take on a busy machine
    for letter in "夜学记录":
        typed.text += letter
        autosave.touch()
        qtbot.wait(5)
    assert shelf.kept == []
    with qtbot.waitSignal(autosave.answered, timeout=2000):
        pass
    assert shelf.kept == [{"text": "夜学记录"}]
    assert autosave.state is Saving.CLEAN
    assert autosave.saved_at == AT


def test_it_does_not_wait_for_a_pause_that_never_comes(qtbot: QtBot, make: Make, shelf: Shelf, typed: Typed) -> None:
    autosave = make(pause=60, most=150)
    began = time.monotonic()
    while not shelf.kept and time.monotonic() - began < 3:
        typed.text += "字"
        autosave.touch()
        qtbot.wait(10)
    assert shelf.kept, "somebody who never stops typing is saved all the same"
    qtbot.waitUntil(lambda: not autosave.unsaved, timeout=3000)
    assert shelf.kept[-1] == {"text": typed.text}


def test_what_is_typed_during_a_save_is_saved_next(qtbot: QtBot, make: Make, shelf: Shelf, typed: Typed) -> None:
    autosave = make()
    shelf.gate.clear()
    typed.text = "一"
    autosave.touch()
    autosave.save_now()
    typed.text = "一二"
    autosave.touch()
    shelf.gate.set()
    qtbot.waitUntil(lambda: not autosave.unsaved, timeout=3000)
    assert shelf.kept == [{"text": "一"}, {"text": "一二"}]


def test_slowness_is_told_after_a_while_only(qtbot: QtBot, make: Make, shelf: Shelf) -> None:
    autosave = make(slow=60)
    states: list[Saving] = []
    autosave.moved.connect(lambda: states.append(autosave.state))
    autosave.touch()
    autosave.save_now()
    qtbot.waitUntil(lambda: not autosave.unsaved, timeout=2000)
    assert Saving.SLOW not in states
    shelf.gate.clear()
    autosave.touch()
    autosave.save_now()
    qtbot.waitUntil(lambda: autosave.state is Saving.SLOW, timeout=2000)
    shelf.gate.set()
    qtbot.waitUntil(lambda: autosave.state is Saving.CLEAN, timeout=2000)


def test_flush_calls_back_when_all_is_on_the_disk(qtbot: QtBot, make: Make, shelf: Shelf, typed: Typed) -> None:
    autosave = make(pause=60_000, most=60_000)
    done: list[int] = []
    autosave.flush(lambda: done.append(0))
    assert done == [0], "nothing to save: at once"
    typed.text = "半句"
    autosave.touch()
    autosave.flush(lambda: done.append(len(shelf.kept)))
    qtbot.waitUntil(lambda: len(done) == 2, timeout=2000)
    assert done[1] == 1
    assert shelf.kept == [{"text": "半句"}]


def test_a_full_disk_keeps_the_text_and_lets_nobody_leave(qtbot: QtBot, make: Make, shelf: Shelf, typed: Typed) -> None:
    autosave = make(pause=60_000, most=60_000)
    shelf.failing = DiskFull(path="D:", needed=4096, free=0)
    typed.text = "半句"
    autosave.touch()
    left: list[int] = []
    autosave.flush(lambda: left.append(1))
    qtbot.waitUntil(lambda: autosave.state is Saving.FAILED, timeout=2000)
    assert isinstance(autosave.error, DiskFull)
    assert left == []
    assert autosave.unsaved
    shelf.failing = None
    autosave.save_now()
    qtbot.waitUntil(lambda: autosave.state is Saving.CLEAN, timeout=2000)
    assert shelf.kept == [{"text": "半句"}]
    assert autosave.error is None


def test_a_held_autosave_waits_to_be_told(qtbot: QtBot, make: Make, shelf: Shelf, typed: Typed) -> None:
    autosave = make()
    shelf.failing = RecordMoved(record="r", expected=1, found=2)
    typed.text = "我的"
    autosave.touch()
    qtbot.waitUntil(lambda: autosave.state is Saving.FAILED, timeout=2000)
    autosave.hold()
    shelf.failing = None
    typed.text = "我的，又写了"
    autosave.touch()
    qtbot.wait(120)
    assert shelf.kept == []
    autosave.resume()
    qtbot.waitUntil(lambda: not autosave.unsaved, timeout=2000)
    assert shelf.kept == [{"text": "我的，又写了"}]
