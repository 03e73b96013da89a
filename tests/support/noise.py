"""What a test must not leave behind: warnings in the log, running threads, running Qt timers."""

import logging
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 2.0  # seconds a thread may take to end after its test


class Listener(logging.Handler):
    """Keeps every record of level WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)


@contextmanager
def quiet_log(allowed: tuple[str, ...]) -> Iterator[None]:
    """Fail when a logger outside the allowed names, or below them, says a warning."""
    listener, root = Listener(), logging.getLogger()
    root.addHandler(listener)
    try:
        yield
    finally:
        root.removeHandler(listener)
    stray = [
        f"{record.name}: {record.getMessage()}"
        for record in listener.records
        if not any(record.name == name or record.name.startswith(f"{name}.") for name in allowed)
    ]
    assert not stray, f"left in the log: {stray}"


@contextmanager
def no_new_threads() -> Iterator[None]:
    """Fail when a thread that began inside is still running a little after."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + PATIENCE
    while left := [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]:
        if time.monotonic() > until:
            break
        time.sleep(0.01)
    assert not left, f"threads left running: {[thread.name for thread in left]}"


class TimerWatch:
    """Remembers every QTimer that was started, without keeping it alive."""

    def __init__(self) -> None:
        self.started: list[weakref.ref[Any]] = []
        self.watching = False

    def attach(self) -> None:
        """Begin to watch, once Qt is loaded; tests that load no Qt pay nothing."""
        core = sys.modules.get("PySide6.QtCore")
        if core is None or self.watching:
            return
        start, started = core.QTimer.start, self.started

        def watched(timer: Any, *arguments: Any) -> None:
            # A connection to the unpatched method would have gone with its timer; this function stays behind.
            if not sys.modules["shiboken6"].isValid(timer):
                return
            started.append(weakref.ref(timer))
            start(timer, *arguments)

        core.QTimer.start = watched
        self.watching = True

    def running(self) -> list[str]:
        """Give the timers that are still active, after Qt has deleted what was to be deleted later."""
        if not self.watching:
            return []
        core, shiboken = sys.modules["PySide6.QtCore"], sys.modules["shiboken6"]
        if core.QCoreApplication.instance() is not None:
            core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        alive = [timer for reference in self.started if (timer := reference()) is not None and shiboken.isValid(timer)]
        left = [f"{timer!r} every {timer.interval()} ms" for timer in alive if timer.isActive()]
        self.started.clear()
        return left
