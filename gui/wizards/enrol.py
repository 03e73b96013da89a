"""登记: why and whom to ring, the password; then the form is printed, carried, and both are handed in together."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.records.errand import Why
from core.services import county, submit, vaults
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.county import CountyView, FormCarried, IssuedView
from core.views.handover import Handed
from core.views.verdicts import DriveView
from gui.messages import _
from gui.tasks import Job, Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from gui.widgets.space import Column
from gui.widgets.steps import Step, Wizard
from gui.widgets.theme import Room
from gui.wizards.enrol_steps import AskStep, FormStep
from gui.wizards.packet import Sticks
from gui.wizards.packet_ahead import LookingAhead
from gui.wizards.packet_carry import CarryStep, let_go, print_slip


class EnrolWizard(QWidget):
    """Three steps: fill in, print, carry. The form may be made again as often as one likes."""

    ended = Signal()
    changed = Signal(object)
    print_requested = Signal(object)
    """The form as a `Printout`."""
    troubled = Signal(object)
    shown = Signal(str)
    """The step that is shown now, by its key."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, chooser: Chooser, drives: Sticks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._drives = vault, tasks, drives
        self._job: Job | None = None
        self._made: IssuedView | None = None
        self._pdf = b""
        self._wanted = Why.FIRST
        self.carried: FormCarried | None = None
        self._bench = vaults.OpenPlace(vault)
        self.destroyed.connect(self._bench.clean)
        self.ask, self.form, self.carry = AskStep(), FormStep(), CarryStep(chooser=chooser)
        self._head = Head(_("Enrol with the county"), _("The county learns whose signature this is"))
        self.steps = Wizard(
            [
                Step("ask", _("Fill in"), self.ask),
                Step("form", _("Print"), self.form),
                Step("carry", _("Write to stick"), self.carry),
            ],
            last=_("Done"),
        )
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self.steps, 1)
        self.steps.next_pressed.connect(self._onward)
        self.steps.back_pressed.connect(lambda _key: self._back())
        self.steps.cancelled.connect(self._cancel)
        self.ask.entered.connect(lambda: self._onward("ask"))
        self.ask.progress.cancelled.connect(self._stop)
        self.form.print_wanted.connect(self.print_out)
        self.carry.print_wanted.connect(self.print_out)
        self.carry.cancelled.connect(self._stop)
        self.carry.look_wanted.connect(self._look_again)
        self.carry.let_go_wanted.connect(partial(let_go, tasks))
        self.carry.slip_wanted.connect(self._print_slip)
        LookingAhead(
            self.carry,
            tasks=tasks,
            wanted=lambda: self._made is not None and not self.busy() and self.carried is None,
            look=lambda folder, drive: submit.look_ahead_form(vault, folder, chosen=drive),
            failed=self.troubled.emit,
            parent=self,
        )
        self._show_buttons()
        self.setFocusProxy(self.ask)

    # --- for the place around it -------------------------------------------------------------------------

    def enter(self) -> None:
        """Ask how the signature stands: a first form needs no reason."""
        self._tasks.in_vault(lambda: county.state(self._vault), self._show_state, owner=self)

    def memory(self) -> dict[str, Any]:
        """Return the reason; nothing typed, nothing secret."""
        return {"why": self._wanted.value}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Begin with a reason."""
        self._wanted = Why(str(memory.get("why") or Why.FIRST))
        self.ask.show_why(self._wanted)

    def set_room(self, room: Room) -> None:
        """Arrange for the room there is."""
        self._head.set_room(room)
        self.steps.set_room(room)
        self.ask.set_room(room)

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the sticks that are plugged in now."""
        if not self.busy():
            self.carry.show_drives(drives)

    def step(self) -> str:
        """Return the key of the present step."""
        return self.steps.current()

    def busy(self) -> bool:
        """Tell whether the form is being made or written."""
        return self._job is not None and not self._job.finished

    def print_out(self) -> None:
        """Show the form in the print window."""
        if self._pdf:
            self.print_requested.emit(Printout(self._pdf, _("Enrolment form")))

    # --- steps -----------------------------------------------------------------------------------------------

    def _show_state(self, view: CountyView) -> None:
        self.ask.show_signer(view)
        self.form.show_key(view.key)

    def _go(self, key: str) -> None:
        self.steps.go(key)
        self._show_buttons()
        if key == "carry":
            self.carry.show_drives(self._drives.drives)
            self._drives.look()
        self.shown.emit(key)

    def _show_buttons(self) -> None:
        key = self.step()
        if key == "ask":
            self.steps.set_next(_("Make the form"))
        elif key == "carry":
            self.steps.set_next(_("Done") if self.carried else _("Write"))
        self.steps.back.setVisible(key == "carry" and self.carried is None)
        self.steps.cancel.set_text(_("Cancel") if key == "ask" else _("Later"))
        self.steps.cancel.setVisible(self.carried is None)
        if self.carried is not None:
            self.steps.keep_keyboard()

    def _onward(self, key: str) -> None:
        if self.busy() or key != self.step():
            return
        if key == "ask":
            self._make()
        elif key == "form":
            self._go("carry")
        elif self.carried is not None:
            self.ended.emit()
        else:
            self._carry()

    def _back(self) -> None:
        if not self.busy():
            self._go("form")

    def _cancel(self) -> None:
        if self.busy():
            self._stop()
        else:
            self.ended.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # --- the form ----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        if self.ask.complain():
            return
        (password, pin), why, contact = self.ask.secrets(), self.ask.why(), self.ask.contact.text()
        bench = self._bench
        self.ask.progress.start(_("Making the form"))

        def failed(error: UserError) -> None:
            self._job = None
            self.ask.refuse(error)

        def make(progress: Any) -> tuple[IssuedView, bytes, CountyView]:
            made = county.enrol(
                self._vault,
                password=password,
                why=why,
                contact=contact,
                pin=pin,
                folder=bench.path(),
                progress=progress,
            )
            kept = county.form(self._vault)
            return made, kept[1] if kept else b"", county.state(self._vault)

        self._job = self._tasks.aside(
            make,
            self._form_made,
            failed=failed,
            watch=lambda done, total, _what: self.ask.progress.tell(done, total, _("Making the form")),
            owner=self,
        )

    def _form_made(self, found: tuple[IssuedView, bytes, CountyView]) -> None:
        self._job = None
        self._made, self._pdf, view = found
        self.ask.done()
        self.form.show_key(view.key)
        self.carry.show_file(self._made.name, self._made.size)
        self.changed.emit(Changes(school=True))
        self._go("form")
        self.form.print_button.setFocus()

    # --- the stick ---------------------------------------------------------------------------------------------

    def _carry(self) -> None:
        target = self.carry.target()
        if self.carry.complain() or target is None:
            return
        folder, drive = target
        self.carry.begin()
        self._job = self._tasks.aside(
            lambda progress: submit.carry_form(self._vault, folder, chosen=drive, progress=progress),
            self._arrived,
            failed=self._not_arrived,
            watch=self.carry.watch,
            owner=self,
        )

    def _print_slip(self, handed: Handed) -> None:
        print_slip(self._vault, handed, tasks=self._tasks, then=self.print_requested.emit, failed=self.troubled.emit)

    def _arrived(self, found: FormCarried) -> None:
        self._job = None
        self.carried = found
        self.carry.finish(found)
        self._show_buttons()

    def _not_arrived(self, error: UserError) -> None:
        self._job = None
        self.carry.fail(error)

    def _look_again(self) -> None:
        self.carried = None
        self._go("carry")
