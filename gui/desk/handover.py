"""An answer on its way back: made, written, read back, judged where it lies; then the stick may be pulled out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from core.services.desk import handover as handing
from core.services.desk.desks import Desk
from core.views.desk import Outgoing
from core.views.verdicts import DriveView
from gui.messages import _, about, clock, fill, join
from gui.pages.judge import Sticks
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.progress import ProgressRow, SafeCard, Stage, StageRows
from gui.widgets.space import Column, Flow, clear

_STAGES = {"write": "write", "read_back": "read", "judge": "judge"}
Make = Callable[[Progress], Outgoing]


class Handover(QWidget):
    """Makes one document of the desk's and carries it, one at a time, off the window's thread."""

    made = Signal(object)
    """The document (`Outgoing`) is made and kept; it may still have to be carried."""
    arrived = Signal(object)
    """It lies on the stick, read back and judged (`Outgoing`)."""

    def __init__(
        self, desk: Desk, *, tasks: Tasks, drives: Sticks, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._drives, self._chooser = desk, tasks, drives, chooser
        self._job: Job | None = None
        self._document: Outgoing | None = None
        self._running = ""
        self._top = Column(spacing=8)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.stop)
        self.stages = self._make_stages()
        self._places = QWidget()
        self._flow = Flow(self._places, spacing=8)
        column = Column(self, spacing=10)
        column.addLayout(self._top)
        column.addWidget(self.progress)
        column.addWidget(self.stages)
        column.addWidget(self._places)
        self.stages.hide()
        self._places.hide()

    @staticmethod
    def _make_stages() -> StageRows:
        return StageRows(
            [
                Stage("write", "arrow_up", _("Write")),
                Stage("read", "arrow_sync", _("Read back"), _("Read again from the stick and compared byte by byte")),
                Stage("judge", "checkmark_circle", _("Check the signature"), _("Checked once more in this very copy")),
            ]
        )

    def busy(self) -> bool:
        """Tell whether something is under way."""
        return self._job is not None and not self._job.finished

    def stop(self) -> None:
        """Stop at the next step."""
        if self._job is not None:
            self._job.cancel()

    def make(self, work: Make, folder: Path | None) -> None:
        """Make a document, then carry it into `folder`, or ask where to when there is none."""
        if self.busy():
            return
        self._reset()
        self.progress.start(_("Signing…"))
        self._job = self._tasks.in_vault_watched(
            work,
            lambda found: self._made(found, folder),
            failed=self._not_made,
            owner=self,
        )

    def offer(self, document: Outgoing) -> None:
        """Ask where a document that is made already is to be carried."""
        if self.busy():
            return
        self._reset()
        self._document = document
        self._ask_where()

    def carry(self, folder: Path) -> None:
        """Carry the document into a folder."""
        document = self._document
        if document is None or self.busy():
            return
        clear(self._top)
        self._places.hide()
        self.stages.show()
        self.stages.set_line("write", document.name)
        for key in ("write", "read", "judge"):
            self.stages.wait(key, "")
        self._running = "write"
        drive = self._drive(folder)
        self.progress.start(_("Please do not pull the stick out") if drive else _("Writing…"), at_once=True)
        self._job = self._tasks.in_vault_watched(
            lambda progress: handing.carry(self._desk, document.id, folder, progress=progress),
            lambda done: self._arrived(document, folder, done),
            failed=self._failed,
            watch=self._watch,
            owner=self,
        )

    def _reset(self) -> None:
        clear(self._top)
        self.stages.hide()
        self._places.hide()
        self._document = None

    def _made(self, document: Outgoing, folder: Path | None) -> None:
        self._job = None
        self.progress.finish()
        self._document = document
        self.made.emit(document)
        if folder is not None and folder.exists():
            self.carry(folder)
        else:
            self._ask_where()

    def _not_made(self, error: UserError) -> None:
        self._job = None
        self.progress.finish()
        if error.code() != "cancelled":
            self._say(FindingLine(Level.ERROR, about(error).text(), word=_("Not made")))

    def _ask_where(self) -> None:
        """Offer the sticks and a folder."""
        clear(self._flow)
        for number, drive in enumerate(self._drives.drives):
            label = fill(_("Write to stick {label}"), {"label": drive.label or drive.path.name})
            button = Button(label, "primary" if number == 0 else "plain", icon_name="usb_stick")
            button.clicked.connect(lambda _checked=False, path=drive.path: self.carry(path))
            self._flow.addWidget(button)
        if not self._drives.drives:
            self._say(FindingLine(Level.HINT, _("No stick was found. Plug one in, or choose a folder.")))
            self._flow.addWidget(Button(_("Look again"), icon_name="usb_stick", action=self._look_again))
        self._flow.addWidget(Button(_("Choose a folder"), icon_name="folder_open", action=self._choose))
        self._places.show()

    def _look_again(self) -> None:
        self._drives.look()
        clear(self._top)
        self._ask_where()

    def _choose(self) -> None:
        folder = self._chooser.folder(self, title=_("Folder for the file"), start=Path.home())
        if folder is not None:
            self.carry(folder)

    def _watch(self, done: int, total: int, what: str) -> None:
        key = _STAGES.get(what, self._running)
        if key != self._running:
            self.stages.done(self._running, _("done"))
            self._running = key
        words = {"write": _("writing…"), "read": _("reading back…"), "judge": _("checking…")}
        self.stages.wait(key, words.get(key, ""))
        self.progress.tell(done, total if total > 1 else 0, _("Please do not pull the stick out"))

    def _arrived(self, document: Outgoing, folder: Path, done: Any) -> None:
        self._job = None
        self.progress.finish()
        for key, words, stage in zip(
            ("write", "read", "judge"), (_("Written"), _("The same"), _("Valid")), done.stages, strict=True
        ):
            self.stages.done(key, f"{words} {clock(stage.at)}")
        drive = self._drive(folder)
        if drive is not None:
            said = fill(_("Give the stick “{label}” back to the school."), {"label": drive.label or drive.path.name})
            card = SafeCard(_("Safe to pull out"), said)
        else:
            card = SafeCard(
                _("Written and checked"), fill(_("It lies in {folder}."), {"folder": str(done.path.parent)})
            )
        clear(self._top)
        self._top.addWidget(card)
        if done.suspicious:
            said = _("On the stick there is {names}, most likely a virus. It was not touched; have the stick cleaned.")
            line = FindingLine(Level.WARNING, fill(said, {"names": join(done.suspicious)}), rule="I08")
            self._top.addWidget(FindingRow(line))
        self.arrived.emit(document)

    def _failed(self, error: UserError) -> None:
        self._job = None
        self.progress.finish()
        if error.code() == "cancelled":
            self.stages.hide()
            self._say(FindingLine(Level.HINT, _("Cancelled; nothing was left on the stick.")))
        else:
            self.stages.failed(self._running, _("failed"))
            self._say(FindingLine(Level.ERROR, about(error).text(), word=_("Not written")))
        self._ask_where()

    def _drive(self, folder: Path) -> DriveView | None:
        return next((drive for drive in self._drives.drives if drive.path == folder), None)

    def _say(self, line: FindingLine) -> None:
        clear(self._top)
        self._top.addWidget(FindingRow(line))
