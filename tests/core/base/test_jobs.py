"""Progress is also the moment to cancel."""

import pytest

from core.base.errors import Cancelled
from core.base.jobs import Cancellable, Silent


def test_work_goes_on_until_somebody_cancels() -> None:
    seen: list[tuple[int, int, str]] = []

    class Shown(Cancellable):
        def show(self, done: int, total: int, what: str) -> None:
            seen.append((done, total, what))

    progress = Shown()
    progress.step(1, 2, "pages")
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 2, "pages")
    assert seen == [(1, 2, "pages")]


def test_silent_progress_never_stops_anything() -> None:
    Silent().step(1, 1, "x")
    Cancellable().step(1, 1, "x")
