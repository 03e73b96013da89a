"""换校长: who follows, the list that both sign, the passwords; then the county has to know the new signature."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.base.jobs import Progress
from core.records.content import Person, School
from core.services import people, succession
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.succession import HandOver
from gui.forms.standins import StandIns
from gui.messages import _
from gui.tasks import Job, Tasks
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from gui.widgets.space import Column
from gui.widgets.steps import Step, Wizard
from gui.widgets.theme import Room
from gui.wizards.succession_steps import DoneStep, ListStep, SecretStep, WhoStep

Made = tuple[HandOver, bytes]
"""The list, and its pages."""


class SuccessionWizard(QWidget):
    """Four steps; nothing is written before the last button of the third."""

    ended = Signal(str)
    """It is over; carries the place to go to: "enrol" or "settings"."""
    roster_wanted = Signal()
    changed = Signal(object)
    handed_over = Signal(str)
    """Who is the principal now, by name."""
    print_requested = Signal(object)
    """The list as a `Printout`."""

    def __init__(self, vault: Vault, *, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._job: Job | None = None
        self._pdf = b""
        self._found: HandOver | None = None
        self.done = False
        """The school has another principal."""
        self.who, self.list = WhoStep(today(clock)), ListStep(tasks=tasks)
        self.secret, self.last = SecretStep(), DoneStep()
        self.stand_ins = StandIns(tasks=tasks, parent=self)
        self._head = Head(_("Another principal"), _("Records, packets and receipts go over; the signature does not"))
        self.steps = Wizard(
            [
                Step("who", _("Who follows"), self.who),
                Step("list", _("Hand-over list"), self.list),
                Step("secret", _("Passwords"), self.secret),
                Step("done", _("Done"), self.last),
            ],
            last=_("Enrol with the county"),
        )
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self.steps, 1)
        self.steps.next_pressed.connect(self._onward)
        self.steps.back_pressed.connect(lambda _key: self._back())
        self.steps.cancelled.connect(self._cancel)
        self.who.roster_wanted.connect(self.roster_wanted)
        self.secret.entered.connect(lambda: self._onward("secret"))
        self.list.print_wanted.connect(self.print_out)
        self.last.print_wanted.connect(self.print_out)
        self.secret.progress.cancelled.connect(self._cancel)
        self.setFocusProxy(self.who)

    # --- for the place around it -------------------------------------------------------------------------

    def enter(self) -> None:
        """Read who is here."""
        if self.done:
            return
        self._tasks.in_vault(
            lambda: (people.get_school(self._vault), people.listing(self._vault)), self._show_people, owner=self
        )

    def memory(self) -> dict[str, Any]:
        """Return nothing: after a lock one begins anew, with the passwords at the end."""
        return {}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """There is nothing to come back to."""

    def set_room(self, room: Room) -> None:
        """Arrange for the room there is."""
        self._head.set_room(room)
        self.steps.set_room(room)
        self.who.set_room(room)
        self.secret.set_room(room)

    def step(self) -> str:
        """Return the key of the present step."""
        return self.steps.current()

    def busy(self) -> bool:
        """Tell whether the list is being drawn or the school handed over."""
        return self._job is not None and not self._job.finished

    def print_out(self) -> None:
        """Show the list in the print window."""
        if self._pdf:
            self.print_requested.emit(Printout(self._pdf, _("Hand-over list")))

    # --- steps -------------------------------------------------------------------------------------------

    def _show_people(self, found: tuple[School, tuple[Person, ...]]) -> None:
        self.who.show_people(*found, today=today(self._clock))

    def _go(self, key: str) -> None:
        self.steps.go(key)
        if key == "secret":
            self.steps.set_next(_("Hand over"))
        self.steps.back.setVisible(key in {"list", "secret"})
        self.steps.cancel.set_text(_("Later") if key == "done" else _("Cancel"))

    def _onward(self, key: str) -> None:
        if self.busy() or key != self.step():
            return
        if key == "who":
            self._look()
        elif key == "list":
            self._go("secret")
            self.secret.password.setFocus()
        elif key == "secret":
            self._hand_over()
        else:
            self.ended.emit("enrol")

    def _back(self) -> None:
        if not self.busy():
            self._go({"list": "who", "secret": "list"}[self.step()])

    def _cancel(self) -> None:
        if not self.busy():
            self.ended.emit("settings")

    # --- the list ----------------------------------------------------------------------------------------

    def _look(self) -> None:
        since = self.who.since.day()
        if self.who.complain() or since is None:
            return
        vault, successor = self._vault, self.who.successor.value()

        def draw(_progress: Progress) -> Made:
            found = succession.look(vault, successor, since=since)
            return found, succession.list_pdf(found)

        def drawn(made: Made) -> None:
            self._show_list(*made)
            self._go("list")
            self.list.print_button.setFocus()

        self._draw(draw, drawn, self.who.refuse)

    def _draw(
        self,
        draw: Callable[[Progress], Made],
        drawn: Callable[[Made], object],
        failed: Callable[[UserError], object],
    ) -> None:
        def ended(made: Made) -> None:
            self._job = None
            drawn(made)

        def refused(error: UserError) -> None:
            self._job = None
            failed(error)

        self.stand_ins.make(draw, ended, failed=refused, began=self._began)

    def _began(self, job: Job) -> None:
        self._job = job

    def _show_list(self, found: HandOver, pdf: bytes) -> None:
        self._found, self._pdf = found, pdf
        self.list.show_list(found, pdf)
        self.secret.show_coming(found.coming)

    # --- handing over ------------------------------------------------------------------------------------

    def _hand_over(self) -> None:
        since = self.who.since.day()
        if self.secret.complain() or since is None:
            return
        password, new = self.secret.values()
        successor = self.who.successor.value()
        self.secret.progress.start(_("Making the new key…"))

        def failed(error: UserError) -> None:
            self._job = None
            self.secret.refuse(error)

        self._job = self._tasks.in_vault(
            lambda: succession.hand_over(self._vault, successor, since=since, password=password, new_password=new),
            self._handed_over,
            failed=failed,
            owner=self,
        )

    def _handed_over(self, found: HandOver) -> None:
        self._job = None
        self.done, self._found = True, found
        self.secret.done()
        self.last.show_done(found)
        self._go("done")
        self.handed_over.emit(found.coming)
        self.changed.emit(Changes(people=True, school=True))
        # As it went over: the list that was shown before tells of the journal as it stood then.
        self._draw(lambda _progress: (found, succession.list_pdf(found)), lambda made: self._show_list(*made), bool)
