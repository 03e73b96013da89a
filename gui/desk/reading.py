"""Reads sticks and folders for the intake: finds what can be judged, and judges one file after another."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.base.clock import Clock
from core.base.errors import UserError
from core.base.jobs import Progress
from core.services import sticking
from core.services.desk import authority, intake
from core.services.desk import trust as trusting
from core.services.desk.desks import Desk
from gui.desk.entries import Entry
from gui.messages import _, fill, join
from gui.pages.judge import Sticks
from gui.tasks import Job, Tasks
from gui.widgets.progress import ProgressRow


class Reader(QObject):
    """A queue of files; each is told of as soon as it is judged, and a bad one stops no other."""

    judged = Signal(object)
    """A file (`Entry`) with the stick or folder it was read from: where its answer goes."""
    found_nothing = Signal(object)
    """There is no PDF in this place."""
    troubled = Signal(object)
    """A file or place could not be read (`UserError`); the others go on."""
    warned = Signal(str)
    """What else a person should know of what was read."""
    begun = Signal()
    ended = Signal()

    def __init__(
        self, desk: Desk, *, tasks: Tasks, clock: Clock, drives: Sticks, by: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._clock, self._drives, self._by = desk, tasks, clock, drives, by
        self._queue: list[tuple[Path, Path]] = []
        """Files still to be judged, each with the stick or folder it lies in."""
        self._done = self._all = 0
        self._job: Job | None = None
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.stop)

    def read(self, places: Sequence[Path]) -> None:
        """Judge files, and what lies in folders and on sticks."""
        for place in places:
            self._tasks.aside(
                partial(self._find, place), partial(self._found, place), failed=self.troubled.emit, owner=self
            )
        if sticks := [drive.path for drive in self._drives.drives if drive.path in places]:
            self._tasks.aside(
                lambda _progress: sticking.strangers(sticks), self._warn, failed=self.troubled.emit, owner=self
            )

    def stop(self) -> None:
        """Stop after the file that is being judged."""
        del self._queue[1:]
        if self._job is not None:
            self._job.cancel()

    def _warn(self, names: tuple[str, ...]) -> None:
        if names:
            said = _("On the stick there is {names}, most likely a virus. It was not touched; have the stick cleaned.")
            self.warned.emit(fill(said, {"names": join(names)}))

    @staticmethod
    def _find(place: Path, progress: Progress) -> tuple[Path, ...]:
        found: list[Path] = []
        for path in intake.documents(place):
            progress.step(len(found), 0, "read")
            found.append(path)
        return tuple(found)

    def _found(self, place: Path, paths: tuple[Path, ...]) -> None:
        if not paths:
            self.found_nothing.emit(place)
            return
        known = {path for path, _folder in self._queue}
        folder = self._home_of(place)
        new = [(path, folder) for path in paths if path not in known]
        self._queue.extend(new)
        self._all += len(new)
        if self._job is None or self._job.finished:
            self.begun.emit()
            self._next()

    def _home_of(self, place: Path) -> Path:
        """Return where answers to what lies here go: onto the stick as a whole, else into the very folder."""
        stick = next((drive.path for drive in self._drives.drives if place.is_relative_to(drive.path)), None)
        return stick or (place if place.is_dir() else place.parent)

    def _next(self) -> None:
        if not self._queue:
            self._job = None
            self._done = self._all = 0
            self.progress.finish()
            self.ended.emit()
            return
        path, folder = self._queue[0]
        said = fill(_("Checking {file}"), {"file": path.name})
        if self._done == 0:
            self.progress.start(said)
        self.progress.tell(self._done + 1, self._all, said)
        by = self._by()
        self._job = self._tasks.in_vault_watched(
            lambda progress: self._look(path, folder, by, progress),
            self._judged,
            failed=self._stopped,
            owner=self,
        )

    def _look(self, path: Path, folder: Path, by: str, progress: Progress) -> Entry:
        """Judge a file; of a form also learn whether its letter was made already. In the vault's thread."""
        row = intake.look(
            self._desk.register,
            path,
            clock=self._clock,
            by=by,
            opener=trusting.opener(self._desk),
            progress=progress,
        )
        entry = Entry(row=row, incoming=row.incoming, folder=folder)
        if entry.form:
            try:
                entry = replace(entry, certified=authority.look_at_form(self._desk, path).again)
            except UserError:  # the pane says why when it is opened
                return entry
        return entry

    def _judged(self, entry: Entry) -> None:
        self.judged.emit(entry)
        self._go_on()

    def _stopped(self, error: UserError) -> None:
        if error.code() != "cancelled":
            self.troubled.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._queue:
            self._queue.pop(0)
        self._done += 1
        self._next()
