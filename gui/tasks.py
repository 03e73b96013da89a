"""All work off the window's thread: one serial worker for the vault, a small pool for pages, signatures and sticks.

Answers come back to the window's thread as queued signals of `Tasks`, which outlives every page; a page that is gone
simply gets none. A UserError goes to `failed`, or to `unclaimed` when nobody is left to hear it; anything else is our
own mistake and goes to `crashed`.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.base.errors import Cancelled, UserError
from core.base.jobs import Cancellable, Progress

T = TypeVar("T")

POOL = 2
"""Workers for pages, signatures and sticks: the oldest computers have two cores."""


class Job(Cancellable):
    """One piece of work under way; handed back to whoever started it, so that it can be cancelled."""

    def __init__(self, tasks: "Tasks", owner: QObject | None) -> None:
        super().__init__()
        self.owner = owner
        self.owned = owner is not None
        self.finished = False
        self.then: Callable[[Any], None] | None = None
        self.failed: Callable[[UserError], None] | None = None
        self.watch: Callable[[int, int, str], None] | None = None
        self._tasks = tasks
        self._lock = threading.Lock()
        self._latest: tuple[int, int, str] | None = None

    def show(self, done: int, total: int, what: str) -> None:
        """Send progress to the window; only the newest is kept while one is on its way."""
        with self._lock:
            waiting = self._latest is not None
            self._latest = (done, total, what)
        if not waiting:
            self._tasks.moved.emit(self)

    def take(self) -> tuple[int, int, str] | None:
        """Return the newest progress once."""
        with self._lock:
            latest, self._latest = self._latest, None
        return latest

    def heard(self) -> bool:
        """Tell whether somebody still waits for the answer."""
        return not self.owned or (self.owner is not None and shiboken6.isValid(self.owner))


class Tasks(QObject):
    """The one door for work that may take longer than a blink; made once by the application."""

    crashed = Signal(object)
    """A BaseException that is not a UserError, with its traceback: show the crash notice."""
    unclaimed = Signal(object)
    """A UserError for which no page is left to show it."""
    busy = Signal(bool)
    """Whether anything is under way."""

    answered = Signal(object, object, object)
    """A job has ended; for this module."""
    moved = Signal(object)
    """A job has new progress; for this module."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._pool = ThreadPoolExecutor(max_workers=POOL, thread_name_prefix="pool")
        self._jobs: set[Job] = set()
        self._aside: set[Future[Any]] = set()
        self.answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.moved.connect(self._move, Qt.ConnectionType.QueuedConnection)

    def in_vault(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        *,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Do `work` on the vault's thread, after everything asked before; `then` gets its answer in the window's.

        `owner` is the page that waits: once it is deleted the answer is dropped and a UserError goes to `unclaimed`.
        """
        return self._start(self._vault, lambda _job: work(), then, failed, None, owner)

    def in_vault_watched(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None] | None = None,
        *,
        failed: Callable[[UserError], None] | None = None,
        watch: Callable[[int, int, str], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Do long `work` on the vault's thread; `watch(done, total, stage)` follows, `Job.cancel()` stops it."""
        return self._start(self._vault, work, then, failed, watch, owner)

    def aside(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None] | None = None,
        *,
        failed: Callable[[UserError], None] | None = None,
        watch: Callable[[int, int, str], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Do `work` in the pool (pages, signatures, sticks); `watch` follows, `Job.cancel()` stops it at its next step.

        A cancelled job ends in `failed(Cancelled)`.
        """
        return self._start(self._pool, work, then, failed, watch, owner)

    def under_way(self) -> int:
        """Return how many jobs have not been answered yet."""
        return len(self._jobs)

    def cancel_all(self) -> None:
        """Ask everything under way to stop at its next step."""
        for job in self._jobs:
            job.cancel()

    def quiet(self) -> None:
        """Stop what is under way, and let the vault's thread wait until the pool is still.

        What is asked of the vault next (to close it) has it to itself: nothing that began before touches it later.
        """
        self.cancel_all()
        begun = frozenset(self._aside)
        self.in_vault(lambda: wait(begun))

    def close(self) -> None:
        """Finish what the vault was asked to do, cancel the rest, and end the threads; no answer comes afterwards."""
        self.cancel_all()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._vault.shutdown(wait=True, cancel_futures=False)
        self._jobs.clear()

    def _start(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[Progress], T],
        then: Callable[[T], None] | None,
        failed: Callable[[UserError], None] | None,
        watch: Callable[[int, int, str], None] | None,
        owner: QObject | None,
    ) -> Job:
        job = Job(self, owner)
        job.then, job.failed, job.watch = then, failed, watch
        if not self._jobs:
            self.busy.emit(True)
        self._jobs.add(job)
        future = executor.submit(work, job)
        if executor is self._pool:
            self._aside.add(future)
        future.add_done_callback(partial(self._report, job))
        return job

    def _report(self, job: Job, future: "Future[Any]") -> None:
        """Send the answer to the window's thread; runs in the worker."""
        self._aside.discard(future)
        if future.cancelled():
            self.answered.emit(job, None, Cancelled())
            return
        error = future.exception()
        self.answered.emit(job, None if error else future.result(), error)

    @Slot(object)
    def _move(self, job: Job) -> None:
        latest = job.take()
        if latest is not None and not job.finished and job.watch is not None and job.heard():
            job.watch(*latest)

    @Slot(object, object, object)
    def _answer(self, job: Job, result: Any, error: BaseException | None) -> None:
        if job not in self._jobs:
            return  # closed meanwhile
        self._jobs.discard(job)
        job.finished = True
        try:
            if error is None:
                if job.then is not None and job.heard():
                    job.then(result)
            elif isinstance(error, UserError):
                if job.failed is not None and job.heard():
                    job.failed(error)
                elif not isinstance(error, Cancelled):
                    self.unclaimed.emit(error)
            else:
                self.crashed.emit(error)
        finally:
            if not self._jobs:
                self.busy.emit(False)
