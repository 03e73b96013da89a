"""生成报送文件: choose → check → look → sign → carry; each step keeps what was typed, pressing twice is harmless."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.records.catalogue import kinds
from core.services import choosing, county, identities, packets, people, records
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.packets import Checked, Drawn, PacketLine
from core.views.verdicts import DriveView
from gui.messages import _, fill, ngettext
from gui.tasks import Job, Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.head import Head
from gui.widgets.space import Column
from gui.widgets.steps import Step, Wizard
from gui.widgets.theme import Room
from gui.wizards.packet_carry import CarryStep
from gui.wizards.packet_check import CheckStep
from gui.wizards.packet_choose import ChooseStep
from gui.wizards.packet_delivery import Delivery
from gui.wizards.packet_look import LookStep, Wish
from gui.wizards.packet_sign import SignStep


class Sticks(Protocol):
    """Who knows the sticks that are plugged in."""

    drives: tuple[DriveView, ...]

    def look(self) -> None:
        """Look anew."""
        ...


class PacketWizard(QWidget):
    """Leads from finished records to a signed file on a stick."""

    record_wanted = Signal(str, object)
    """Open this record at this field; one comes back here afterwards."""
    ended = Signal()
    """Done, or thought better of: back to the packets."""
    changed = Signal(object)
    troubled = Signal(object)
    shown = Signal(str)
    """The step that is shown now, by its key."""

    def __init__(
        self,
        vault: Vault,
        *,
        tasks: Tasks,
        clock: Clock,
        chooser: Chooser,
        drives: Sticks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._drives = vault, tasks, clock, drives
        self._job: Job | None = None
        self._superior = ""
        self._asked = 0
        self._recalled: tuple[str, ...] = ()
        self.choose, self.check = ChooseStep(today(clock)), CheckStep(today(clock))
        self.look = LookStep(vault, tasks=tasks)
        self.stand_ins = self.look.stand_ins
        self.sign, self.carry = SignStep(), CarryStep(chooser=chooser)
        self.delivery = Delivery(vault, tasks=tasks, step=self.carry, parent=self)
        self._head = Head(_("Make a packet"))
        self.steps = Wizard(
            [
                Step("choose", _("Choose records"), self.choose),
                Step("check", _("Check"), self.check),
                Step("look", _("Look"), self.look),
                Step("sign", _("Sign"), self.sign),
                Step("carry", _("Write to stick"), self.carry),
            ],
            last=_("Done"),
        )
        whole = Column(self, spacing=0)
        whole.addWidget(self._head)
        whole.addWidget(self.steps, 1)
        self._connect()

    def _connect(self) -> None:
        self.steps.next_pressed.connect(self._onward)
        self.steps.back_pressed.connect(lambda _key: self._back())
        self.steps.cancelled.connect(self._cancel)
        self.steps.reason_pressed.connect(self._complain)
        self.choose.moved.connect(self._show_reason)
        self.choose.title.edited.connect(self._show_reason)
        self.check.moved.connect(self._show_reason)
        self.check.record_wanted.connect(self.record_wanted)
        self.check.explained.connect(self._explain)
        self.look.drawn.connect(self.sign.show_drawn)
        self.look.failed.connect(self._not_drawn)
        self.sign.entered.connect(lambda: self._onward("sign"))
        self.sign.cancelled.connect(self._stop)
        self.carry.look_wanted.connect(self._another_copy)
        self.delivery.ready.connect(self._ready_to_carry)
        self.delivery.arrived.connect(lambda: self._go("carry"))
        self.delivery.changed.connect(self.changed)
        self.delivery.troubled.connect(self.troubled)

    # --- for the page around it ------------------------------------------------------------------------

    def enter(self) -> None:
        """Read what there is to choose, and check anew what was chosen: a record may have been mended meanwhile."""
        self._tasks.in_vault(
            lambda: (
                choosing.candidates(self._vault),
                choosing.offers(self._vault),
                people.get_school(self._vault).superior,
                county.encryption(self._vault) != b"",
                identities.token_label(self._vault),
            ),
            self._show_candidates,
            failed=self.troubled.emit,
            owner=self,
        )
        if self.step() == "check":
            self._check(onward=False)

    def refresh(self, changes: Changes) -> None:
        """Forget drawn pages when a record in them has changed."""
        drawn = self._drawn
        if drawn is not None and self.delivery.packet is None and changes.records & set(drawn.revisions):
            self.look.forget()

    def step(self) -> str:
        """Return the key of the present step."""
        return self.steps.current()

    def memory(self) -> dict[str, Any]:
        """Return what brings one back to the same step; no password, no file."""
        step = self.step()
        kept = {"title": self.choose.packet_title(), "ids": list(self.choose.chosen()), "step": step}
        return {**kept, "carry": self.delivery.packet.id} if self.delivery.packet is not None else kept

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Come back to a step, or begin with carrying a packet that is sealed already ("carry"), or with "records".

        Those are ticked and no others, whatever was ticked before; a packet that is under way is not disturbed.
        """
        if memory.get("carry"):
            self.delivery.open(str(memory["carry"]))
            return
        if memory.get("records"):
            if not self.busy():
                self._recalled = tuple(memory["records"])
                self.delivery.let_go()
                self._go("choose")
            return
        if memory.get("title"):
            self.choose.title.set_value(str(memory["title"]))
        self._recalled = tuple(memory.get("ids", ()))
        if self._recalled and memory.get("step") in {"check", "look", "sign"}:
            self._go("check")

    def set_room(self, room: Room) -> None:
        """Arrange for the room there is."""
        self._head.set_room(room)
        self.steps.set_room(room)
        self.choose.set_room(room)

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the sticks that are plugged in now."""
        if not self.busy():
            self.carry.show_drives(drives)

    @property
    def _drawn(self) -> Drawn | None:
        """The pages that were drawn and not changed since."""
        return self.look.pages

    def busy(self) -> bool:
        """Tell whether a packet is being drawn, signed or written; work that ended in a mistake is over, too."""
        return self.delivery.busy() or self.look.busy() or (self._job is not None and not self._job.finished)

    # --- steps -----------------------------------------------------------------------------------------

    def _go(self, key: str) -> None:
        if key in {"choose", "check"}:
            self.look.ask_anew()
        self.steps.go(key)
        names = {"sign": _("Sign"), "carry": _("Done") if self.delivery.carried else _("Write")}
        if key in names:
            self.steps.set_next(names[key])
        sealed = self.delivery.packet is not None
        self.steps.back.setVisible(key not in {"choose", "carry"})
        self.steps.cancel.set_text(_("Later") if sealed and self.delivery.carried is None else _("Cancel"))
        self.steps.cancel.setVisible(self.delivery.carried is None)
        if key == "sign":
            self.sign.password.setFocus()
        if self.delivery.carried is not None:
            self.steps.keep_keyboard()
        self._show_head()
        self._show_reason()
        self.shown.emit(key)

    def _show_head(self) -> None:
        count = self.delivery.packet.records if self.delivery.packet else len(self.choose.chosen())
        title = self.delivery.packet.title if self.delivery.packet else self.choose.packet_title()
        parts = [title, ngettext("{count} record", "{count} records", count).format(count=count)]
        if self._superior:
            parts.append(fill(_("to {superior}"), {"superior": self._superior}))
        self._head.set_title(_("Make a packet"), " · ".join(filter(None, parts)))

    def _show_reason(self) -> None:
        reasons: dict[str, Callable[[], str]] = {"choose": self.choose.reason, "check": self.check.reason}
        said = reasons.get(self.step(), str)()
        self.steps.set_reason(fill(_("Still: {reason}"), {"reason": said}) if said else "")
        self._show_head()

    def _complain(self) -> bool:
        steps: dict[str, Callable[[], bool]] = {
            "choose": self.choose.complain,
            "check": self.check.complain,
            "sign": self.sign.complain,
        }
        return steps.get(self.step(), bool)()

    def _onward(self, key: str) -> None:
        if self.busy() or key != self.step():
            return
        if self._complain():
            return
        match key:
            case "choose":
                self._go("check")
                self._check(onward=False)
            case "check":
                self.check.keep_all()
                self._check(onward=True)
            case "look":
                if self._drawn is not None:
                    self._go("sign")
            case "sign":
                self._seal()
            case _ if self.delivery.carried is not None:
                self.ended.emit()
            case _:
                self.delivery.begin()

    def _back(self) -> None:
        if not self.busy():
            order = ("choose", "check", "look", "sign")
            self._go(order[max(0, order.index(self.step()) - 1)])

    def _cancel(self) -> None:
        if self.busy():
            self._stop()
        else:
            self.ended.emit()

    def _stop(self) -> None:
        self.delivery.stop()
        self.look.stop()
        if self._job is not None:
            self._job.cancel()

    # --- choose and check --------------------------------------------------------------------------------

    def _show_candidates(self, found: tuple[Any, ...]) -> None:
        candidates, offers, self._superior, sealing, token = found
        self.choose.show_offers(offers)
        self.choose.offer_sealing(on=sealing)
        self.sign.show_token(token)
        self.carry.superior = self._superior
        self.choose.show_candidates(candidates)
        if self._recalled:
            self.choose.rows.tick(self._recalled)
            self._recalled = ()
            if self.step() == "check":
                self._check(onward=False)
        self._show_head()

    def _check(self, *, onward: bool) -> None:
        ids, confidential = self.choose.chosen(), self.choose.confidential()
        if not ids:
            return
        self._asked += 1
        asked = self._asked

        def then(checked: Checked) -> None:
            if asked != self._asked:
                return
            self.check.show_checked(checked)
            if onward and not self._complain():
                self._draw()

        self._tasks.in_vault(
            lambda: choosing.check(self._vault, ids, confidential=confidential),
            then,
            failed=self.troubled.emit,
            owner=self,
        )

    def _explain(self, record: str, mark: str, sentence: str) -> None:
        def keep() -> None:
            revision = records.read(self._vault, record).revision
            records.explain(self._vault, record, mark, sentence, revision=revision)

        self._tasks.in_vault(
            keep,
            lambda _nothing: self.changed.emit(Changes(records=frozenset({record}))),
            failed=lambda error: self.check.refuse(record, mark, error),
            owner=self,
        )

    # --- look --------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        wish = Wish(
            ids=self.choose.chosen(),
            title=self.choose.packet_title(),
            confidential=self.choose.confidential(),
            replaces=self.check.replaces(),
        )
        self._go("look")
        self.look.draw(wish)

    def _not_drawn(self, error: UserError) -> None:
        self._go("check")
        self.troubled.emit(error)

    # --- sign --------------------------------------------------------------------------------------------

    def _seal(self) -> None:
        drawn = self._drawn
        if drawn is None:
            self._go("check")
            return
        password, pin = self.sign.secrets()
        self.sign.progress.start(_("Signing and checking"))
        self._job = self._tasks.aside(
            lambda progress: packets.seal(self._vault, drawn, password=password, pin=pin, progress=progress),
            self._sealed,
            failed=self._not_sealed,
            watch=lambda done, total, _what: self.sign.progress.tell(done, total, _("Signing and checking")),
            owner=self,
        )

    def _sealed(self, packet: PacketLine) -> None:
        self._job = None
        self.sign.done()
        ids = frozenset(self._drawn.revisions) if self._drawn else frozenset()
        self.delivery.take(packet)
        self.changed.emit(Changes(packets=True, records=ids, kinds=frozenset(kinds())))

    def _not_sealed(self, error: UserError) -> None:
        self._job = None
        self.sign.refuse(error)
        if error.code() == "record_moved":
            # A record was changed since the pages were drawn: they are drawn anew after the check.
            self.look.forget()
            self._go("check")
            self._check(onward=False)
            self.troubled.emit(error)

    # --- carry -------------------------------------------------------------------------------------------

    def _ready_to_carry(self) -> None:
        self.carry.show_drives(self._drives.drives)
        self._go("carry")
        self._drives.look()

    def _another_copy(self) -> None:
        self.delivery.again()
        self._ready_to_carry()
