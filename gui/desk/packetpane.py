"""A packet that was taken in: who signed what, its pages and records, and the two answers to it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.base.clock import today
from core.base.errors import UserError
from core.base.jobs import Progress
from core.services.desk import replies, reports, unsent
from core.services.desk.desks import Desk
from core.views.desk import Incoming, Origin, Outgoing, State, Unsent
from gui.desk.entries import packet_chips
from gui.desk.facts import add_facts
from gui.desk.handover import Handover, Make
from gui.desk.remarks import RemarksForm
from gui.messages import _, about, day, fill, moment, ngettext, size
from gui.pages.judge import Sticks
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.paper import Printout
from gui.widgets.preview import PagePreview
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.tabs import Tab, Tabs
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room

PAGES, RECORDS, ANSWER = "pages", "records", "answer"


class PacketPane(QWidget):
    """Facts on top, then pages, records or the answer."""

    answered = Signal(object)
    """The packet (`Incoming`) stands otherwise now."""
    print_requested = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, desk: Desk, *, tasks: Tasks, drives: Sticks, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._packet: Incoming | None = None
        self._origin: Origin | None = None
        self._fresh = True
        self._answers: tuple[Outgoing, ...] = ()
        self._room = Room.WIDE
        self.addressee: Callable[[], str] = lambda: ""
        """Tells for whom something is being written now, here or beside."""
        self._head = Column(margins=(20, 14, 20, 10), spacing=6)
        self._details = QWidget(self)
        self._details.hide()
        self.tabs = Tabs(
            [Tab(PAGES, _("Pages")), Tab(RECORDS, _("Records")), Tab(ANSWER, _("The answer"))],
            says=_("Parts of the packet"),
        )
        self.tabs.chosen.connect(self._turn_to)
        self.preview = PagePreview(tasks, title=_("As the school handed it in"))
        self._records = Column(margins=(20, 12, 20, 12), spacing=8)
        self.handover = Handover(desk, tasks=tasks, drives=drives, chooser=chooser)
        self.handover.print_requested.connect(self.print_requested)
        self.handover.troubled.connect(self.troubled)
        self.handover.made.connect(lambda _made: self._look_again(self.handover.about))
        self.handover.arrived.connect(lambda _made: self._look_again(self.handover.about))
        self.handover.moved.connect(self._show_answers)
        self.remarks = RemarksForm()
        self.remarks.sent.connect(self.send_back)
        self.remarks.cancelled.connect(self._leave_remarks)
        self.remarks.typed.connect(self._keep)
        self._answer_says = Column(spacing=8)
        answer = Column(margins=(20, 12, 20, 14), spacing=10)
        answer.addWidget(self.remarks)
        answer.addWidget(self.handover)
        answer.addLayout(self._answer_says)
        answer.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(Scroll(self._records))
        self._stack.addWidget(Scroll(answer))
        column = Column(self, spacing=0)
        column.addLayout(self._head)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.remarks.hide()

    def packet(self) -> Incoming | None:
        """Return the packet that is shown."""
        return self._packet

    def set_room(self, room: Room) -> None:
        """Labels left or above; the pane is narrower than the page."""
        self._room = room
        self.remarks.set_room(Room.WIDE if room is Room.WIDE else Room.NARROW)
        self._show_details()

    def show_packet(self, packet: Incoming, origin: Origin | None, *, fresh: bool = True) -> None:
        """Show a packet; `origin` is the file it came in, beside which its answer goes."""
        another = self._packet is None or self._packet.id != packet.id
        self._packet, self._origin, self._fresh = packet, origin, fresh
        self._show_head()
        self._show_records()
        if not another:
            return
        self._answers = ()
        self.remarks.hide()
        own = self.handover.about == packet.id
        self.handover.setVisible(own)
        self._open(ANSWER if own else PAGES)
        self._tasks.in_vault(
            lambda: replies.content(self._desk.register, packet.id),
            lambda pdf: self._show_pages(packet, pdf),
            failed=self.troubled.emit,
            owner=self,
        )
        self._look_again()

    # --- what is shown ---------------------------------------------------------------------------------

    def _show_pages(self, packet: Incoming, pdf: bytes) -> None:
        if self._packet is not None and self._packet.id == packet.id:
            self.preview.show_pdf(pdf)
            self.preview.go_to(0)

    def _show_head(self) -> None:
        packet = self._packet
        assert packet is not None
        clear(self._head)
        title = Row(spacing=10)
        title.addWidget(Label(packet.school_name, "section", wrap=True, selectable=True), 1)
        for chip in packet_chips(packet):
            title.addWidget(Chip(chip))
        self._head.addLayout(title)
        self._details = QWidget()
        details = Column(self._details, spacing=6)
        self._head.addWidget(self._details)
        pages = ngettext("{count} page", "{count} pages", packet.pages).format(count=packet.pages)
        signed = fill(_("{signer}, {at}"), {"signer": packet.signer, "at": moment(packet.signed_at)})
        add_facts(
            details,
            (
                (_("Packet"), f"{packet.title} · {pages} · {size(packet.size)}"),
                (_("Signature"), signed),
                (
                    _("Taken in on"),
                    fill(_("{at} · short code {code}"), {"at": moment(packet.taken_at), "code": packet.code}),
                ),
            ),
        )
        buttons = QWidget()
        flow = Flow(buttons, spacing=8)
        if packet.state is State.TAKEN:
            self.receipt_button = Button(
                _("Make the receipt"), "primary", icon_name="document_checkmark", action=self.receive
            )
            self.return_button = Button(_("Send back"), icon_name="arrow_undo", action=self.write_remarks)
            flow.addWidget(self.receipt_button)
            flow.addWidget(self.return_button)
        flow.addWidget(Button(_("Print"), icon_name="print", action=self._print))
        details.addWidget(buttons)
        if not self._fresh and packet.state is State.TAKEN:
            at = day(packet.taken_at.date(), today=today(self._desk.clock))
            said = fill(_("Taken in before, on {day}; it waits for its answer."), {"day": at})
            details.addWidget(NoteLine(said, "info"))
        self._show_details()

    def _show_records(self) -> None:
        packet = self._packet
        assert packet is not None
        clear(self._records)
        for item in packet.items:
            frame = Frame("card")
            inner = Column(frame, margins=(14, 8, 14, 8), spacing=2)
            inner.addWidget(Label(item.heading, "strong", wrap=True))
            inner.addWidget(Label(" · ".join(part for part in (item.number, item.kind) if part), "small"))
            self._records.addWidget(frame)
        self._records.addStretch(1)
        tabs = [
            Tab(PAGES, _("Pages"), count=packet.pages),
            Tab(RECORDS, _("Records"), count=len(packet.items)),
            Tab(ANSWER, _("The answer")),
        ]
        now = self.tabs.current() or PAGES
        self.tabs.show_tabs(tabs)
        self.tabs.choose(now)

    def _open(self, key: str) -> None:
        self.tabs.choose(key)
        self._turn_to(key)

    def _turn_to(self, key: str) -> None:
        self._stack.setCurrentIndex((PAGES, RECORDS, ANSWER).index(key))
        self._show_details()

    def _show_details(self) -> None:
        """Leave the height to the answer where there is little room."""
        if self._packet is not None:
            self._details.setVisible(self._room is Room.WIDE or self.tabs.current() != ANSWER)

    # --- the answers -----------------------------------------------------------------------------------

    def receive(self) -> None:
        """Make the receipt and write it onto the stick the packet came on."""
        packet = self._packet
        if packet is None or packet.state is not State.TAKEN or self._must_wait():
            return

        def make(progress: Progress) -> Outgoing:
            return replies.receive(self._desk, packet.id, folder=self._desk.folder, progress=progress)

        self._make(packet, make)

    def write_remarks(self) -> None:
        """Open the form for what is to be mended."""
        packet = self._packet
        if packet is None or packet.state is not State.TAKEN:
            return
        clear(self._answer_says)
        self.handover.setVisible(False)
        self.remarks.show()
        self._open(ANSWER)
        self.remarks.begin(packet)

    def send_back(self) -> None:
        """Sign the return with its remarks and write it onto the stick the packet came on."""
        packet = self._packet
        if packet is None or packet.state is not State.TAKEN or self._must_wait():
            return
        remarks, note = self.remarks.remarks(), self.remarks.note.text()

        def make(progress: Progress) -> Outgoing:
            return replies.send_back(
                self._desk, packet.id, remarks=remarks, note=note, folder=self._desk.folder, progress=progress
            )

        self._make(packet, make)

    def _make(self, packet: Incoming, work: Make) -> None:
        clear(self._answer_says)
        self.remarks.hide()
        self.handover.setVisible(True)
        self._open(ANSWER)
        self.handover.make(work, self._origin, about=packet.id, addressee=packet.school_name)

    def _must_wait(self) -> bool:
        """Say that something is being written for another school first; False when nothing is."""
        school = self.addressee()
        if not school:
            return False
        self._open(ANSWER)
        clear(self._answer_says)
        said = _("The file for {school} is being written first. Please try again in a moment.")
        self._answer_says.addWidget(FindingRow(FindingLine(Level.HINT, fill(said, {"school": school}))))
        return True

    def _leave_remarks(self) -> None:
        self.remarks.hide()
        self._open(PAGES)
        self._show_answers()

    def _keep(self, packet: str, typed: Unsent | None) -> None:
        """Keep remarks that are not signed yet."""
        self._tasks.in_vault(
            lambda: unsent.keep(self._desk, packet, typed), lambda _nothing: None, failed=self._trouble, owner=self
        )

    def _look_again(self, answered: str = "") -> None:
        """Read how the packet that is shown stands, or the one that was answered, and what was made for it."""
        asked = answered or (self._packet.id if self._packet else "")
        if not asked:
            return

        def read() -> tuple[Incoming, tuple[Outgoing, ...]]:
            register = self._desk.register
            return reports.packet(register, asked), replies.outgoing(register, about=asked)

        self._tasks.in_vault(
            read, lambda found: self._looked(*found, tell=bool(answered)), failed=self._trouble, owner=self
        )

    def _looked(self, packet: Incoming, answers: tuple[Outgoing, ...], *, tell: bool) -> None:
        if packet.state is not State.TAKEN:
            self.remarks.forget(packet.id)
        shown = self._packet
        if shown is not None and shown.id == packet.id:
            self._packet, self._answers = packet, answers
            if packet != shown:
                self._show_head()
                tell = True
            self._show_answers()
        if tell:
            self.answered.emit(packet)

    def _show_answers(self) -> None:
        """Say what was made for this packet, and offer to carry it (again)."""
        clear(self._answer_says)
        if not self.remarks.isHidden():
            return
        for answer in self._answers:
            self._answer_says.addWidget(self._answer_line(answer))
        own = self._packet is not None and self.handover.about == self._packet.id
        if not self._answers and not (own and self.handover.busy()):
            self._answer_says.addWidget(Label(_("Not answered yet."), "muted"))

    def _answer_line(self, answer: Outgoing) -> Frame:
        frame = Frame("card")
        row = Row(frame, margins=(14, 8, 10, 8), spacing=10)
        words = Column(spacing=2)
        words.addWidget(Label(_("Receipt") if answer.type == replies.RECEIPT else _("Return with remarks"), "strong"))
        if answer.carried_at is None:
            said = _("Signed and kept here; not on a stick yet.")
        else:
            said = fill(
                _("Carried {at} · {to}"), {"at": moment(answer.carried_at), "to": answer.carried_to or _("folder")}
            )
        words.addWidget(Label(said, "small", wrap=True))
        row.addLayout(words, 1)
        again = _("Write to stick") if answer.carried_at is None else _("Copy to another stick")
        row.addWidget(Button(again, icon_name="usb_stick", action=partial(self._carry_again, answer)))
        row.addWidget(Button(_("Print"), icon_name="print", action=partial(self._print_answer, answer)))
        return frame

    def _carry_again(self, answer: Outgoing) -> None:
        packet = self._packet
        if packet is None or self._must_wait():
            return
        self.handover.setVisible(True)
        self.handover.offer(answer, about=packet.id, addressee=packet.school_name)

    def _print(self) -> None:
        packet = self._packet
        if packet is not None:
            self._print_document(packet.id, packet.title)

    def _print_answer(self, answer: Outgoing) -> None:
        self._print_document(answer.id, answer.name)

    def _print_document(self, document: str, name: str) -> None:
        self._tasks.in_vault(
            lambda: replies.content(self._desk.register, document),
            lambda pdf: self.print_requested.emit(Printout(pdf, name)),
            failed=self.troubled.emit,
            owner=self,
        )

    def _trouble(self, error: UserError) -> None:
        clear(self._answer_says)
        self._answer_says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text())))
