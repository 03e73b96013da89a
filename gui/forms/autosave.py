"""Saves by itself: a moment after the last key, and never later than three seconds after the first unsaved one."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.base.errors import UserError
from core.views.records import Saved
from gui.tasks import Tasks

PAUSE = 400
"""Milliseconds without a key before the draft is saved."""
MOST = 3000
"""Milliseconds after the first unsaved key at which it is saved in any case."""
SLOW = 1000
"""Milliseconds a save must take before anybody is told that it is under way."""
AGAIN = 10_000
"""Milliseconds until a failed save is tried again by itself."""


class Saving(StrEnum):
    """How things stand."""

    CLEAN = "clean"
    """Everything is on the disk."""
    WAITING = "waiting"
    """Something is not, and will be in a moment."""
    SLOW = "slow"
    """A save has been under way for a second."""
    FAILED = "failed"
    """It could not be saved; what was typed is still in the form."""


class Autosave(QObject):
    """Watches over one draft; what is typed is read at the moment of saving, in the window's thread."""

    moved = Signal()
    """The state has changed."""
    answered = Signal(object)
    """`Saved`: the answer to a save, with findings."""

    def __init__(
        self,
        tasks: Tasks,
        *,
        typed: Callable[[], tuple[dict[str, Any], dict[str, str]]],
        save: Callable[[dict[str, Any], dict[str, str]], Saved],
        pause: int = PAUSE,
        most: int = MOST,
        slow: int = SLOW,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._typed, self._save = tasks, typed, save
        self._pause = self._timer(pause, self.save_now)
        self._most = self._timer(most, self.save_now)
        self._slow = self._timer(slow, self._told_slow)
        self._again = self._timer(AGAIN, self.save_now)
        self._dirty = False
        self._under_way = False
        self._held = False
        self._waiting: list[Callable[[], None]] = []
        self.state = Saving.CLEAN
        self.error: UserError | None = None
        self.saved_at: datetime | None = None
        self.written = False
        """Whether anything was saved since the record was opened."""

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        if self._held:
            return
        self._pause.start()
        if not self._most.isActive():
            self._most.start()
        if self.state is Saving.CLEAN:
            self._become(Saving.WAITING)

    def save_now(self) -> None:
        """Save without waiting for a pause; nothing happens when everything is saved."""
        self._stop()
        if self._under_way or not self._dirty:
            return
        self._dirty = False
        self._under_way = True
        self._slow.start()
        values, unread = self._typed()
        self._tasks.in_vault(lambda: self._save(values, unread), self._saved, failed=self._failed, owner=self)

    def flush(self, then: Callable[[], None]) -> None:
        """Save what is unsaved, then call `then`; when it can't be saved, `moved` tells and `then` is not called."""
        if not self._dirty and not self._under_way:
            then()
            return
        self._waiting.append(then)
        self._held = False
        self.save_now()

    def hold(self) -> None:
        """Stop saving by itself until `resume` or `flush`: somebody else changed the record meanwhile."""
        self._held = True
        self._stop()

    def resume(self) -> None:
        """Save again."""
        self._held = False
        if self._dirty:
            self.save_now()

    def forget(self) -> None:
        """Take what stands in the form for saved: it was just read."""
        self._stop()
        self._dirty = self._held = False
        self.error = None
        self._become(Saving.CLEAN)

    def show_saved_at(self, at: datetime) -> None:
        """Tell when what stands in the form was last written."""
        self.saved_at = at
        self.moved.emit()

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is not on the disk yet."""
        return self._dirty or self._under_way

    def _saved(self, answer: Saved) -> None:
        self._under_way = False
        self._slow.stop()
        self.error = None
        self.saved_at = answer.at
        self.written = True
        waiting, self._waiting = self._waiting, []
        self._become(Saving.WAITING if self._dirty else Saving.CLEAN)
        self.answered.emit(answer)
        if self._dirty and waiting:
            self._waiting = waiting
            self.save_now()
        else:
            if self._dirty:
                self.touch()
            for then in waiting:
                then()

    def _failed(self, error: UserError) -> None:
        self._under_way = False
        self._dirty = True
        self._slow.stop()
        self._waiting.clear()
        self.error = error
        self._become(Saving.FAILED)
        if not self._held:
            self._again.start()

    def _told_slow(self) -> None:
        if self._under_way:
            self._become(Saving.SLOW)

    def _become(self, state: Saving) -> None:
        self.state = state
        self.moved.emit()

    def _stop(self) -> None:
        for timer in (self._pause, self._most, self._again):
            timer.stop()

    def _timer(self, interval: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(action)
        return timer
