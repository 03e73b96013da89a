"""An answer on its way back: made, written, read back, judged where it lies; then the stick may be pulled out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from core.services import sticking
from core.services.desk import handover as handing
from core.services.desk.desks import Desk
from core.views.desk import Delivered, Origin, Outgoing
from core.views.handover import Handed
from core.views.verdicts import DriveView
from gui.desk.delivered import DeliveredRows
from gui.messages import _, about, clock, fill, join, ngettext
from gui.pages.judge import Sticks
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.farewell import LettingGo
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.paper import Printout
from gui.widgets.progress import ProgressRow, SafeCard, Stage, StageRows
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Label

_STAGES = {"write": "write", "read_back": "read", "judge": "judge"}
Make = Callable[[Progress], Outgoing]


class Handover(QWidget):
    """Makes one document and carries it, or carries several; one errand at a time, off the window's thread."""

    made = Signal(object)
    """The document (`Outgoing`) is made and kept; it may still have to be carried."""
    arrived = Signal(object)
    """What became of the documents (tuple of `Delivered`), at least one of which lies on the stick."""
    moved = Signal()
    """It has begun, has ended, or asks where to."""
    print_requested = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, desk: Desk, *, tasks: Tasks, drives: Sticks, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._drives, self._chooser = desk, tasks, drives, chooser
        self._job: Job | None = None
        self._documents: tuple[Outgoing, ...] = ()
        self._running = ""
        self._nth = 0
        self.about = self.addressee = ""
        """What it is for, as its owner tells lines apart, and who gets it; both empty when nothing is."""
        self.safe = False
        """Everything lies where it was to go, read back and judged."""
        self.letting_go: LettingGo | None = None
        self._top = Column(spacing=8)
        self._below = Column(spacing=8)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.stop)
        self.stages = self._make_stages()
        self._places = QWidget()
        self._flow = Flow(self._places, spacing=8)
        column = Column(self, spacing=10)
        column.addLayout(self._top)
        column.addWidget(self.progress)
        column.addWidget(self.stages)
        column.addLayout(self._below)
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

    def forget(self) -> None:
        """Say no more of what was carried; what is under way goes on."""
        if not self.busy():
            self._reset()

    def make(self, work: Make, origin: Origin | None, *, about: str = "", addressee: str = "") -> None:
        """Make a document, then carry it beside the file it answers; ask where to when that does not lie there now."""
        if self.busy():
            return
        self._reset()
        self.about, self.addressee = about, addressee

        def both(progress: Progress) -> tuple[Outgoing, bool]:
            document = work(progress)
            return document, origin is not None and handing.still_there(origin)

        self.progress.start(_("Signing…"))
        self._job = self._tasks.in_vault_watched(
            both,
            lambda found: self._made(*found, origin),
            failed=self._not_made,
            owner=self,
        )
        self.moved.emit()

    def offer(self, *documents: Outgoing, about: str = "", addressee: str = "") -> None:
        """Ask where documents that are made already are to be carried."""
        if self.busy() or not documents:
            return
        self._reset()
        self.about, self.addressee = about, addressee
        self._documents = documents
        self._ask_where()

    def carry(self, folder: Path) -> None:
        """Carry the documents into a folder."""
        documents = self._documents
        if not documents or self.busy():
            return
        clear(self._top)
        clear(self._below)
        self._places.hide()
        self._nth = 0
        self._await_stages(documents[0].name)
        drive = self._drive(folder)
        self.progress.start(_("Please do not pull the stick out") if drive else _("Writing…"), at_once=True)
        names = [document.id for document in documents]
        self._job = self._tasks.in_vault_watched(
            lambda progress: handing.carry_several(self._desk, names, folder, chosen=drive, progress=progress),
            lambda done: self._carried(folder, done),
            failed=self._failed,
            watch=self._watch,
            owner=self,
        )
        self.moved.emit()

    def _reset(self) -> None:
        clear(self._top)
        clear(self._below)
        self.stages.hide()
        self._places.hide()
        self._documents = ()
        self.about = self.addressee = ""
        self.safe = False

    def _made(self, document: Outgoing, there: bool, origin: Origin | None) -> None:
        self._job = None
        self.progress.finish()
        self._documents = (document,)
        self.made.emit(document)
        if origin is not None and there:
            self.carry(origin.folder)
            return
        if origin is not None:
            self._drives.look()
            said = _("“{file}” does not lie there any more; perhaps this is another stick. Choose where to write.")
            self._say(FindingLine(Level.WARNING, fill(said, {"file": origin.path.name})))
        self._ask_where(sure=origin is None)

    def _not_made(self, error: UserError) -> None:
        self._job = None
        self.progress.finish()
        if error.code() != "cancelled":
            self._say(FindingLine(Level.ERROR, about(error).text(), word=_("Not made")))
        self.moved.emit()

    # --- where to --------------------------------------------------------------------------------------

    def _ask_where(self, *, sure: bool = True) -> None:
        """Offer the sticks and a folder; no stick comes first where the wrong one may be plugged in."""
        clear(self._flow)
        self._flow.addWidget(Label(_("Where to?"), "strong"))
        for number, drive in enumerate(self._drives.drives):
            label = fill(_("Write to stick {label}"), {"label": drive.label or drive.path.name})
            button = Button(label, "primary" if sure and number == 0 else "plain", icon_name="usb_stick")
            button.clicked.connect(lambda _checked=False, path=drive.path: self.carry(path))
            self._flow.addWidget(button)
        if not self._drives.drives:
            if sure:
                self._say(FindingLine(Level.HINT, _("No stick was found. Plug one in, or choose a folder.")))
            self._flow.addWidget(Button(_("Look again"), icon_name="usb_stick", action=self._look_again))
        self._flow.addWidget(Button(_("Choose a folder"), icon_name="folder_open", action=self._choose))
        self._places.show()
        self.moved.emit()

    def _look_again(self) -> None:
        self._drives.look()
        clear(self._top)
        self._ask_where()

    def _choose(self) -> None:
        folder = self._chooser.folder(self, title=_("Folder for the file"), start=Path.home())
        if folder is not None:
            self.carry(folder)

    # --- on the way ------------------------------------------------------------------------------------

    def _await_stages(self, name: str) -> None:
        self.stages.show()
        self.stages.set_line("write", name)
        for key in ("write", "read", "judge"):
            self.stages.wait(key, "")
        self._running = "write"

    def _watch(self, done: int, total: int, what: str) -> None:
        key = _STAGES.get(what, self._running)
        if key == "write" and self._running == "judge" and self._nth + 1 < len(self._documents):
            self._nth += 1
            self._await_stages(self._documents[self._nth].name)
        if key != self._running:
            self.stages.done(self._running, _("done"))
            self._running = key
        words = {"write": _("writing…"), "read": _("reading back…"), "judge": _("checking…")}
        self.stages.wait(key, words.get(key, ""))
        self.progress.tell(done, total if total > 1 else 0, _("Please do not pull the stick out"))

    # --- arrived, or not -------------------------------------------------------------------------------

    def _carried(self, folder: Path, done: tuple[Delivered, ...]) -> None:
        """Say what became of each; what did not arrive may be tried again."""
        self._job = None
        there = tuple(one for one in done if one.handed is not None)
        missing = [one for one in done if one.error is not None]
        if not there and len(done) == 1:
            assert missing[0].error is not None
            self._failed(missing[0].error)
            return
        self.progress.finish()
        clear(self._top)
        if not missing:
            self._top.addWidget(self._safe_card(folder, there))
        else:
            said = ngettext("{count} file was not written", "{count} files were not written", len(missing))
            line = FindingLine(Level.ERROR, said.format(count=len(missing)), word=_("Not written"))
            self._top.addWidget(FindingRow(line))
        if there:
            self._top.addWidget(self._afterwards(folder, there, all_there=not missing))
        if len(done) == 1:
            self._show_stages(there[0])
        else:
            self.stages.hide()
            self._below.addWidget(DeliveredRows(done))
        strangers = tuple(dict.fromkeys(name for one in done for name in one.strangers))
        if strangers:
            said = _("On the stick there is {names}, most likely a virus. It was not touched; have the stick cleaned.")
            line = FindingLine(Level.WARNING, fill(said, {"names": join(strangers)}), rule="I08")
            self._below.addWidget(FindingRow(line))
        lost = {one.document for one in missing}
        self._documents = tuple(document for document in self._documents if document.id in lost)
        self.safe = not missing
        if missing:
            self._ask_where()
        if there:
            self.arrived.emit(done)
        self.moved.emit()

    def _show_stages(self, one: Delivered) -> None:
        assert one.handed is not None
        at = clock(one.handed.at)
        for key, words in (("write", _("Written")), ("read", _("The same")), ("judge", _("Valid"))):
            self.stages.done(key, f"{words} {at}")

    def _safe_card(self, folder: Path, there: Sequence[Delivered]) -> SafeCard:
        drive = self._drive(folder)
        if drive is not None:
            said = _("Written to the stick “{label}”, read back and checked; it can go to the school.")
            return SafeCard(_("Safe to pull out"), fill(said, {"label": drive.label or drive.path.name}))
        place = there[0].path.parent if there[0].path is not None else folder
        return SafeCard(_("Written and checked"), fill(_("It lies in {folder}."), {"folder": str(place)}))

    def _afterwards(self, folder: Path, there: Sequence[Delivered], *, all_there: bool) -> QWidget:
        """Offer the slip, and to let the stick go."""
        box = QWidget()
        row = Row(box, spacing=12)
        handed = [one.handed for one in there if one.handed is not None]
        self.slip_button = Button(_("Print the hand-over slip"), icon_name="print", action=lambda: self._print(handed))
        row.addWidget(self.slip_button)
        self.letting_go = None
        if self._drive(folder) is not None and all_there:
            self.letting_go = letting_go = LettingGo()
            letting_go.wanted.connect(lambda: self._let_go(folder, letting_go))
            row.addWidget(letting_go, 1)
        else:
            row.addStretch(1)
        return box

    def _let_go(self, folder: Path, asked: LettingGo) -> None:
        self._tasks.aside(
            lambda _progress: sticking.eject(folder),
            asked.tell,
            failed=lambda error: asked.refuse(about(error).text()),
            owner=asked,
        )

    def _print(self, lines: list[Handed]) -> None:
        self._tasks.in_vault(
            lambda: handing.slip_pdf(self._desk, lines),
            lambda pdf: self.print_requested.emit(Printout(pdf, _("Hand-over slip"))),
            failed=self.troubled.emit,
            owner=self,
        )

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
        return next((drive for drive in self._drives.drives if folder.is_relative_to(drive.path)), None)

    def _say(self, line: FindingLine) -> None:
        clear(self._top)
        self._top.addWidget(FindingRow(line))
