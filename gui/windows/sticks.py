"""Which sticks are plugged in; looked at when the system says a medium came or went, and when somebody asks."""

import getpass
import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from core.views.verdicts import DriveView
from gui.tasks import Tasks

_SETTLE = 700
"""Milliseconds from the folder's appearing until the stick in it can be read."""


def media_folders() -> list[str]:
    """Return the folders in which desktops mount sticks, as far as they exist here."""
    if os.name == "nt":
        return []
    user = getpass.getuser()
    found = [Path("/media"), Path("/media", user), Path("/run/media"), Path("/run/media", user), Path("/mnt")]
    return [str(folder) for folder in found if folder.is_dir()]


class DriveWatch(QObject):
    """Knows the sticks that are plugged in; one for the application."""

    changed = Signal(object)
    """The sticks (tuple of DriveView), whenever others are there than before."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._looking = False
        self.drives: tuple[DriveView, ...] = ()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(media_folders(), self)
        self._watcher.directoryChanged.connect(lambda _path: self._settle.start())

    def look(self) -> None:
        """Look what is plugged in; the answer comes by `changed`."""
        if self._looking:
            return
        self._looking = True
        self._tasks.aside(lambda _progress: _sticks(), self._seen, failed=lambda _error: self._seen(()), owner=self)

    def _seen(self, drives: tuple[DriveView, ...]) -> None:
        self._looking = False
        if drives != self.drives:
            self.drives = drives
            self.changed.emit(drives)


def _sticks() -> tuple[DriveView, ...]:
    """Ask the service; it is loaded only when the first window stands."""
    from core.services import submit

    return submit.sticks()
