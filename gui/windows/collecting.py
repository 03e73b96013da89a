"""Unused objects are looked for between two events of the window's thread, and at no other moment.

Python looks for cycles wherever the next small thing happens to be made: in a worker, or in the middle of an event
that Qt is bringing to a widget whose window is among what is thrown away. The first destroys widgets in a foreign
thread, the second under Qt's feet; both end the program without a word. A timer's own event has no widget beneath it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from core.base import cycles

EVERY = 3_000
"""Milliseconds between two looks."""


class Collector(QObject):
    """Takes the looking for cycles away from Python while it is started, and does it by a timer."""

    def __init__(self, parent: QObject | None = None, *, every: int = EVERY) -> None:
        super().__init__(parent)
        self._was_on = False
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(cycles.throw_away)

    def start(self) -> None:
        """Begin; what stands already (modules, the window) is never gone through again."""
        self._was_on = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
