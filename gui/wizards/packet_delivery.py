"""The way of a sealed packet onto a stick: begun, followed, stopped, done; one at a time."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.records.catalogue import kinds
from core.services import packets, submit
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.handover import Ahead, Handed
from core.views.packets import Carried, PacketLine
from core.views.verdicts import DriveView
from gui.tasks import Job, Tasks
from gui.widgets.paper import Printout
from gui.wizards.packet_ahead import LookingAhead
from gui.wizards.packet_carry import CarryStep, let_go, print_slip


class Delivery(QObject):
    """Carries one packet; the step in the wizard shows how it goes."""

    ready = Signal()
    """A sealed packet is at hand and may be carried."""
    arrived = Signal()
    """It was written, read back and judged."""
    changed = Signal(object)
    troubled = Signal(object)
    print_requested = Signal(object)
    """The packet as a `Printout`."""

    def __init__(self, vault: Vault, *, tasks: Tasks, step: CarryStep, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._step = vault, tasks, step
        self._job: Job | None = None
        self.packet: PacketLine | None = None
        self.carried: Carried | None = None
        step.cancelled.connect(self.stop)
        step.print_wanted.connect(self.print_out)
        step.slip_wanted.connect(self._print_slip)
        step.let_go_wanted.connect(partial(let_go, tasks))
        LookingAhead(
            step,
            tasks=tasks,
            wanted=lambda: self.packet is not None and not self.busy() and self.carried is None,
            look=self._look_ahead,
            failed=self.troubled.emit,
            parent=self,
        )

    def busy(self) -> bool:
        """Tell whether it is under way."""
        return self._job is not None and not self._job.finished

    def open(self, packet: str) -> None:
        """Take a packet that was sealed before."""

        def then(found: tuple[PacketLine, ...]) -> None:
            line = next((one for one in found if one.id == packet), None)
            if line is not None:
                self.take(line)

        self._tasks.in_vault(lambda: packets.listing(self._vault), then, failed=self.troubled.emit, owner=self)

    def take(self, packet: PacketLine) -> None:
        """Take a packet that was sealed just now."""
        self.packet, self.carried = packet, None
        self._step.show_packet(packet)
        self.ready.emit()

    def let_go(self) -> None:
        """Let the packet be: it waits in the list, and another one may be made."""
        self.packet, self.carried = None, None

    def again(self) -> None:
        """Another copy is wanted."""
        self.carried = None

    def begin(self) -> None:
        """Carry it where the step says; does nothing while it is under way."""
        packet, target = self.packet, self._step.target()
        if packet is None or self.busy() or self._step.complain() or target is None:
            return
        folder, drive = target
        self._step.begin()
        self._job = self._tasks.aside(
            lambda progress: submit.carry(self._vault, packet.id, folder, chosen=drive, progress=progress),
            self._arrived,
            failed=self._failed,
            watch=self._step.watch,
            owner=self,
        )

    def _look_ahead(self, folder: Path, drive: DriveView | None) -> Ahead:
        packet = self.packet
        return submit.look_ahead(self._vault, packet.id, folder, chosen=drive) if packet else Ahead(free=0)

    def stop(self) -> None:
        """Stop at the next step; nothing is left on the stick."""
        if self._job is not None:
            self._job.cancel()

    def print_out(self) -> None:
        """Print the sealed packet."""
        packet = self.packet
        if packet is None:
            return

        self._tasks.in_vault(
            lambda: packets.content(self._vault, packet.id),
            lambda pdf: self.print_requested.emit(Printout(pdf, packet.title)),
            failed=self.troubled.emit,
            owner=self,
        )

    def _print_slip(self, handed: Handed) -> None:
        """Print what goes along with the stick, to be signed by whoever takes it."""
        print_slip(self._vault, handed, tasks=self._tasks, then=self.print_requested.emit, failed=self.troubled.emit)

    def _arrived(self, found: Carried) -> None:
        self._job = None
        self.packet, self.carried = found.packet, found
        self._step.finish(found)
        self.arrived.emit()
        self.changed.emit(Changes(packets=True, kinds=frozenset(kinds())))

    def _failed(self, error: UserError) -> None:
        self._job = None
        self._step.fail(error)
