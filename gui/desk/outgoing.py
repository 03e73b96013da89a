"""回执: what was made and waits for a stick, school by school; and the log of what was handed over, with its slips."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.words import N_
from core.services.desk import authority, replies
from core.services.desk import handover as handing
from core.services.desk.desks import Desk
from core.views.changes import Changes
from core.views.desk import Outgoing
from core.views.handover import Handed
from gui.desk.handover import Handover
from gui.messages import _, fill, moment, ngettext
from gui.pages.judge import Sticks
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room

NAMES = {
    "receipt": N_("Receipt"),
    "return": N_("Return with remarks"),
    "certificate": N_("Certificate letter"),
    "notice": N_("Campaign notice"),
}
SHOWN = 40
"""Hand-overs of the log that are shown."""

Found = tuple[tuple[Outgoing, ...], dict[str, str], tuple[Handed, ...]]


class OutgoingPage(Page):
    """One card for each school, one button for all."""

    def __init__(
        self,
        desk: Desk,
        *,
        tasks: Tasks,
        clock: Clock,
        drives: Sticks,
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._clock = desk, tasks, clock
        self._waiting: tuple[Outgoing, ...] = ()
        self._head = Head(_("Receipts"))
        self.all_button = Button(
            _("Write all to the stick"), "primary", icon_name="usb_stick", shortcut="Ctrl+Enter", action=self.write_all
        )
        self._head.add_button(self.all_button)
        self.handover = Handover(desk, tasks=tasks, drives=drives, chooser=chooser)
        self.handover.print_requested.connect(self.print_requested)
        self.handover.troubled.connect(self.troubled)
        self.handover.arrived.connect(lambda _done: self._arrived())
        self.handover.hide()
        self._schools = Column(spacing=10)
        self._log = Column(spacing=8)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(self.handover)
        body.addLayout(self._schools)
        body.addWidget(Label(_("Handed over"), "section"))
        body.addLayout(self._log)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(Scroll(body), 1)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read what waits and what was handed over."""

        def read() -> Found:
            register = self._desk.register
            names = {school.id: school.name for school in authority.schools(register)}
            return replies.waiting(register), names, handing.listing(register)

        self._tasks.in_vault(read, self._show, failed=self.troubled.emit, owner=self)

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Offer the answer to a packet once more, as another place asked."""
        about = str(memory.get("about", ""))
        if about:
            self._tasks.in_vault(
                lambda: replies.outgoing(self._desk.register, about=about),
                self._offer,
                failed=self.troubled.emit,
                owner=self,
            )

    def set_room(self, room: Room) -> None:
        """Only the head has to know."""
        self._head.set_room(room)

    def refresh(self, changes: Changes) -> None:
        """Read anew when something was answered or certified."""
        if changes.packets or changes.school:
            self.enter()

    def waiting(self) -> tuple[Outgoing, ...]:
        """Return what waits for a stick."""
        return self._waiting

    def write_all(self) -> None:
        """Carry everything that waits."""
        self._offer(self._waiting)

    def _offer(self, documents: Sequence[Outgoing]) -> None:
        if documents and not self.handover.busy():
            self.handover.show()
            self.handover.offer(*documents)

    def _arrived(self) -> None:
        self.enter()
        self.changed.emit(Changes(packets=True))

    # --- what waits --------------------------------------------------------------------------------------

    def _show(self, found: Found) -> None:
        self._waiting, names, handed = found
        count = len(self._waiting)
        words = ngettext("{count} file waits for a stick", "{count} files wait for a stick", count).format(count=count)
        self._head.set_title(_("Receipts"), words if count else "")
        self.all_button.setVisible(count > 0)
        clear(self._schools)
        by_school: dict[str, list[Outgoing]] = {}
        for one in self._waiting:
            by_school.setdefault(one.school, []).append(one)
        for school, documents in by_school.items():
            self._schools.addWidget(self._card(names.get(school, _("For all schools")), documents))
        if not count:
            self._schools.addWidget(Label(_("Nothing waits: everything that was made lies on a stick."), "muted"))
        self._show_log(handed)

    def _card(self, name: str, documents: Sequence[Outgoing]) -> Frame:
        frame = Frame("card")
        column = Column(frame, margins=(14, 8, 10, 10), spacing=4)
        row = Row(spacing=10)
        row.addWidget(Label(name, "strong", wrap=True), 1)
        write = _("Write to stick")
        row.addWidget(
            Button(write, icon_name="usb_stick", says=f"{write} {name}", action=partial(self._offer, tuple(documents)))
        )
        column.addLayout(row)
        for one in documents:
            on = fill(_("made {at}"), {"at": moment(one.made_at, today=today(self._clock))})
            line = Row(spacing=10)
            line.addWidget(Label(f"{_(NAMES.get(one.type, one.type))} · {on}", "small"))
            line.addWidget(Label(one.name, "muted", wrap=True), 1)
            column.addLayout(line)
        return frame

    # --- the log -----------------------------------------------------------------------------------------

    def _show_log(self, handed: Sequence[Handed]) -> None:
        clear(self._log)
        rounds = [tuple(lines) for _key, lines in groupby(handed, key=_round)]
        for lines in rounds[:SHOWN]:
            self._log.addWidget(self._round_line(lines))
        if not rounds:
            self._log.addWidget(Label(_("Nothing was handed over yet."), "muted"))

    def _round_line(self, lines: tuple[Handed, ...]) -> Frame:
        frame = Frame("card")
        row = Row(frame, margins=(14, 8, 10, 8), spacing=10)
        words = Column(spacing=2)
        count = ngettext("{count} file", "{count} files", len(lines)).format(count=len(lines))
        on = moment(lines[0].at, today=today(self._clock))
        words.addWidget(Label(f"{on} · {lines[0].label} · {count}", "strong", wrap=True))
        words.addWidget(Label("\n".join(line.name for line in lines), "small", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Button(_("Print the hand-over slip"), icon_name="print", action=partial(self._print, lines)))
        return frame

    def _print(self, lines: tuple[Handed, ...]) -> None:
        self._tasks.in_vault(
            lambda: handing.slip_pdf(self._desk, lines),
            lambda pdf: self.print_requested.emit(Printout(pdf, _("Hand-over slip"))),
            failed=self.troubled.emit,
            owner=self,
        )


def _round(handed: Handed) -> tuple[str, str]:
    """Tell hand-overs apart: by the stick and the day."""
    return handed.label, handed.at.date().isoformat()
