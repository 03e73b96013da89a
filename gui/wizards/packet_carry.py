"""写入U盘: write, read back, check the signature there; only then 可以安全拔出 (e2 of the pictures)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.services import handover, sticking
from core.services.vaults import Vault
from core.views.county import FormCarried
from core.views.handover import Handed
from core.views.packets import Carried, PacketLine
from core.views.verdicts import DriveView
from gui.messages import _, about, clock, fill, join, size
from gui.tasks import Tasks
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.farewell import LettingGo
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.icons import IconLabel
from gui.widgets.paper import Printout
from gui.widgets.progress import ProgressRow, SafeCard, Stage, StageRows
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.whereto import WhereTo

_STAGES = {"write": "write", "read_back": "read", "judge": "judge"}


class CarryStep(QWidget):
    """Where to, the three rows, and what they came to."""

    wanted = Signal(object, str)
    """Carry into this folder (Path); the label of the stick, empty for a folder."""
    cancelled = Signal()
    look_wanted = Signal()
    """Look which sticks are plugged in."""
    print_wanted = Signal()
    place_changed = Signal()
    """Another place may be chosen now."""
    slip_wanted = Signal(object)
    """Print the hand-over slip of this line (`Handed`)."""
    let_go_wanted = Signal(object, object)
    """Let the stick go that holds this folder (Path), and tell whoever asked (`LettingGo`)."""

    def __init__(self, *, chooser: Chooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packet: PacketLine | None = None
        self._running = ""
        self.superior = ""
        """Whom the school hands in to, as its profile says."""
        self._top = Column(spacing=12)
        self.where = WhereTo(chooser=chooser, title=_("Where to"), folder_title=_("Folder for the packet"))
        self.where.look_wanted.connect(self.look_wanted)
        self.where.moved.connect(self.place_changed)
        self._ahead = Column(spacing=6)
        self.slip_button: Button | None = None
        self.letting_go: LettingGo | None = None
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self.cancelled)
        self._stages = StageRows(
            [
                Stage("write", "arrow_up", _("Write")),
                Stage("read", "arrow_sync", _("Read back"), _("Read again from the stick and compared byte by byte")),
                Stage("judge", "checkmark_circle", _("Check the signature"), _("Checked once more in this very copy")),
            ]
        )
        self._after = Column(spacing=12)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addLayout(self._top)
        body.addWidget(self.where)
        body.addLayout(self._ahead)
        body.addWidget(self.progress)
        body.addWidget(self._stages)
        body.addLayout(self._after)
        body.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(body))

    # --- where to --------------------------------------------------------------------------------------

    def show_packet(self, packet: PacketLine) -> None:
        """Say which packet is carried."""
        self._packet = packet
        name = Path(packet.name).with_suffix(".p7m").name if packet.confidential else packet.name
        self.show_file(name, packet.size)

    def show_file(self, name: str, length: int) -> None:
        """Say which file is carried."""
        self._stages.set_line("write", f"{name} · {size(length)}")

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the sticks; the first that takes files is chosen."""
        self.where.show_drives(drives)

    def show_ahead(self, lines: Sequence[FindingLine]) -> None:
        """Say what is to be known of the chosen place before anything is written there."""
        clear(self._ahead)
        for line in lines:
            self._ahead.addWidget(FindingRow(line))

    def complain(self) -> bool:
        """Say that there is nowhere to write to; False when there is."""
        if self.where.target() is not None:
            return False
        self._say(FindingLine(Level.WARNING, _("Choose a stick or a folder first.")))
        return True

    def target(self) -> tuple[Path, DriveView | None] | None:
        """Return where to write, and the stick there as it was chosen."""
        path = self.where.target()
        return (path, self.where.drive(path)) if path is not None else None

    # --- on the way --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show that it is under way."""
        clear(self._top)
        clear(self._after)
        clear(self._ahead)
        self.where.hide()
        stick = self.where.drive(self.where.target()) is not None
        said = _("Please do not pull the stick out") if stick else _("Writing the packet")
        self.progress.start(said, at_once=True)
        for key in ("write", "read", "judge"):
            self._stages.wait(key, "")
        self._running = "write"
        self._stages.wait("write", _("writing…"))

    def watch(self, done: int, total: int, what: str) -> None:
        """Follow the stages."""
        key = _STAGES.get(what, self._running)
        if key != self._running:
            self._stages.done(self._running, _("done"))
            self._running = key
        words = {"write": _("writing…"), "read": _("reading back…"), "judge": _("checking…")}
        self._stages.wait(key, words.get(key, ""))
        percent = f" {round(100 * done / total)} %" if total > 1 else ""
        self.progress.tell(done, total if total > 1 else 0, _("Please do not pull the stick out") + percent)

    def finish(self, carried: Carried | FormCarried) -> None:
        """All three are done: it may be pulled out."""
        self.progress.finish()
        for key, words, at in (
            ("write", _("Written"), carried.written_at),
            ("read", _("The same"), carried.read_back_at),
            ("judge", _("Valid"), carried.judged_at),
        ):
            self._stages.done(key, _at(words, at))
        drive = self.where.drive(carried.path)
        if drive is not None:
            label = drive.label or drive.path.name
            text = fill(_("Please pull out the stick “{label}” and hand it in."), {"label": label})
            if self.superior:
                said = _("Please pull out the stick “{label}” and hand it in to {superior}.")
                text = fill(said, {"label": label, "superior": self.superior})
            card = SafeCard(_("Safe to pull out"), text, _("Copy to another stick"))
        else:
            text = fill(_("It lies in {folder}."), {"folder": str(carried.path.parent)})
            card = SafeCard(_("Written and checked"), text, _("Copy to another place"))
        card.acted.connect(self.again)
        clear(self._top)
        self._top.addWidget(card)
        self.letting_go = None
        if drive is not None:
            self.letting_go = self._letting_go(carried.path.parent)
            card.put(self.letting_go)
        clear(self._after)
        if carried.strangers:
            said = _("On the stick there is {names}, most likely a virus. It was not touched; have the stick cleaned.")
            text = fill(said, {"names": join(carried.strangers)})
            row = FindingRow(FindingLine(Level.WARNING, text, rule="I08", action=_("Understood"), key="I08"))
            row.acted.connect(lambda _key: row.hide())
            self._after.addWidget(row)
        self._after.addWidget(self.reminder(carried))

    def _letting_go(self, folder: Path) -> LettingGo:
        """Offer to let the stick go."""
        found = LettingGo()
        found.wanted.connect(lambda: self.let_go_wanted.emit(folder, found))
        return found

    def fail(self, error: UserError) -> None:
        """Say why it did not arrive; nothing half stands there, and it may be tried again."""
        self.progress.finish()
        self.where.show()
        if error.code() == "cancelled":
            for key in ("write", "read", "judge"):
                self._stages.wait(key, "")
            self._say(FindingLine(Level.HINT, _("Cancelled; nothing was left on the stick.")))
            return
        self._stages.failed(self._running, _("failed"))
        self._say(FindingLine(Level.ERROR, about(error).text(), word=_("Not handed in")))

    def again(self) -> None:
        """Ask where the next copy goes."""
        clear(self._top)
        clear(self._after)
        self.where.show()
        self.look_wanted.emit()

    def _say(self, line: FindingLine) -> None:
        clear(self._top)
        self._top.addWidget(FindingRow(line))

    def reminder(self, carried: Carried | FormCarried) -> QWidget:
        """Say what goes along with the stick: the paper."""
        if isinstance(carried, FormCarried):
            said = _("Print it, sign and seal it, and hand in paper and stick together.")
        else:
            said = _(
                "Print {pages} pages, sign and seal them, and hand them in with it. The short code {code} is the same."
            )
            said = fill(said, {"pages": carried.packet.pages, "code": carried.packet.code})
        card = Frame("card")
        column = Column(card, margins=(18, 12, 16, 14), spacing=8)
        column.addWidget(Label(_("Do not forget the paper copy"), "section"))
        row = Row(spacing=10)
        row.addWidget(IconLabel("print", 20))
        ends = Flow(spacing=10, right=True)
        self.slip_button = None
        if carried.handed is not None:
            self.slip_button = Button(
                _("Print the hand-over slip"), icon_name="print", action=lambda: self.slip_wanted.emit(carried.handed)
            )
            ends.addWidget(self.slip_button)
        ends.addWidget(Button(_("Print"), icon_name="print", shortcut="Ctrl+P", action=self.print_wanted.emit))
        row.addLayout(Beside(Label(said, wrap=True), ends, spacing=10), 1)
        column.addLayout(row)
        return card


def _at(words: str, at: datetime) -> str:
    return f"{words} {clock(at)}"


def print_slip(
    vault: Vault, handed: Handed, *, tasks: Tasks, then: Callable[[Printout], None], failed: Callable[[UserError], None]
) -> None:
    """Draw what goes along with the stick, to be signed by whoever takes it, and hand it on for printing."""
    tasks.in_vault(
        lambda: handover.slip_pdf(vault, [handed]),
        lambda pdf: then(Printout(pdf, _("Hand-over slip"))),
        failed=failed,
    )


def let_go(tasks: Tasks, folder: Path, asked: LettingGo) -> None:
    """Let the stick go that holds a folder, off the window's thread, and say how far it came."""
    tasks.aside(
        lambda _progress: sticking.eject(folder),
        asked.tell,
        failed=lambda error: asked.refuse(about(error).text()),
        owner=asked,
    )
