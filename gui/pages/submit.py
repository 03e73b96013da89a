"""The packets: which were made, which still lie here, which are handed in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.services import packets, receipts, vaults
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.county import MendView
from core.views.packets import PacketLine
from gui.messages import _, day, fill, moment, pgettext, size, weekday
from gui.models.plainrows import KeyedRow, PlainRows
from gui.pages.mending import mending_words
from gui.pages.page import Page
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.choosing import Chooser
from gui.widgets.empty import EmptyState
from gui.widgets.finding import NoteLine
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from gui.widgets.rows import RowData, RowList
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import ElidedLabel, Frame, Label, NameLabel, Scroll
from gui.widgets.theme import Room, theme

_ANY = 16_777_215
"""Qt's word for "as wide as you like"."""


def packet_chip(packet: PacketLine) -> ChipData:
    """Return how far a packet has come."""
    if packet.received_on is not None:
        return ChipData(_("Received"), "checkmark_circle", Tone.OK)
    if packet.replaced_by:
        return ChipData(_("Replaced"), "history", Tone.HINT)
    if packet.returned_on is not None:
        return ChipData(_("Sent back"), "arrow_undo", Tone.WARN)
    if packet.carried_at is not None:
        return ChipData(pgettext("packet", "Handed in"), "send", Tone.HINT)
    return ChipData(_("Not carried yet"), "usb_stick", Tone.WARN)


def show_file(path: Path) -> None:
    """Open a file in the system's own program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class SubmitPage(Page):
    """A list of packets and what can be done with the chosen one."""

    def __init__(
        self, vault: Vault, *, tasks: Tasks, clock: Clock, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock, self._chooser = vault, tasks, clock, chooser
        self._packets: dict[str, PacketLine] = {}
        self._wanted = ""
        self.mend: Button | None = None
        self.answer: Button | None = None
        """Buttons of the chosen packet that not every one has."""
        self._viewing = vaults.OpenPlace(vault)
        self.destroyed.connect(self._viewing.clean)
        self._room = Room.WIDE
        self._head = Head(_("Hand in"), _("Packets are made, signed, and carried on a stick"))
        self._head.add_button(
            Button(
                _("Read the county’s answers"),
                icon_name="usb_stick",
                action=lambda: self.place_wanted.emit("answers", {}),
            )
        )
        self._head.add_button(
            Button(
                _("Make a packet"),
                "primary",
                icon_name="add",
                shortcut="Ctrl+N",
                action=lambda: self.place_wanted.emit("packet", {}),
            )
        )
        self._rows = PlainRows(self)
        self._list = RowList(says=_("Packets"))
        self._list.setModel(self._rows)
        self._list.picked.connect(self._picked)
        self._list.opened.connect(lambda _index: self._open())
        self._empty = EmptyState(_("No packet was made yet."), _("Make a packet"))
        self._empty.acted.connect(lambda: self.place_wanted.emit("packet", {}))
        self._facts = Column(margins=(20, 16, 20, 16), spacing=10)
        self._pane = Frame("plain")
        inner = Column(self._pane, spacing=0)
        inner.addWidget(Scroll(self._facts), 1)
        self._left = Frame("pane")
        left = Column(self._left, spacing=0)
        left.addWidget(self._list, 1)
        left.addWidget(self._empty, 1)
        self.check = Button(
            _("Check any file"),
            "link",
            icon_name="shield_checkmark",
            action=lambda: self.place_wanted.emit("judge", {}),
        )
        foot = Row(margins=(16, 6, 12, 8))
        foot.addWidget(self.check)
        foot.addStretch(1)
        left.addLayout(foot)
        body = Row(spacing=0)
        body.addWidget(self._left, 5)
        body.addWidget(self._pane, 7)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addLayout(body, 1)
        self._show(())

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read the list anew."""
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Read the list anew when packets changed."""
        if changes.packets:
            self._read()

    def set_room(self, room: Room) -> None:
        """Two panes, or one under the other where there is little room."""
        self._room = room
        self._head.set_room(room)
        self._show_panes()

    def memory(self) -> dict[str, Any]:
        """Return the chosen packet."""
        return {"packet": self._chosen_id()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Choose a packet."""
        self._wanted = str(memory.get("packet") or "")
        self._choose_wanted()

    # --- list ----------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._tasks.in_vault(lambda: packets.listing(self._vault), self._show, failed=self.troubled.emit, owner=self)

    def _show(self, found: tuple[PacketLine, ...]) -> None:
        self._packets = {packet.id: packet for packet in found}
        self._rows.show_rows([KeyedRow(packet.id, self._row(packet)) for packet in found])
        self._empty.setVisible(not found)
        self._list.setVisible(bool(found))
        if self._wanted:
            self._choose_wanted()
        elif found and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._rows.index(0))
        self._show_facts()

    def _row(self, packet: PacketLine) -> RowData:
        on = packet.signed_at.date()
        counts = fill(
            _("{records} records, {pages} pages · {size:size} · {code}"),
            {"records": packet.records, "pages": packet.pages, "size": packet.size, "code": packet.code},
        )
        return RowData(
            heading=packet.title,
            line=counts,
            day=day(on, today=today(self._clock)),
            weekday=weekday(on),
            chips=(packet_chip(packet),),
        )

    def _choose_wanted(self) -> None:
        index = self._rows.at(self._wanted)
        if index.isValid():
            self._wanted = ""
            self._list.setCurrentIndex(index)

    def _chosen_id(self) -> str:
        return self._rows.key(self._list.currentIndex())

    def _picked(self, _index: QModelIndex) -> None:
        self._show_facts()

    # --- the chosen one --------------------------------------------------------------------------------

    def _show_facts(self) -> None:
        clear(self._facts)
        self.mend = self.answer = None
        packet = self._packets.get(self._chosen_id())
        self._show_panes()
        if packet is None:
            return
        title = Row(spacing=10)
        title.addWidget(Label(packet.title, "section", wrap=True), 1)
        title.addWidget(Chip(packet_chip(packet)))
        self._facts.addLayout(title)
        for name, value in (
            (_("File"), packet.name),
            (_("Size"), f"{size(packet.size)} · {fill(_('{pages} pages'), {'pages': packet.pages})}"),
            (_("Records"), str(packet.records)),
            (_("Signed"), moment(packet.signed_at, today=None)),
            (_("Short code"), packet.code),
            (_("Carried"), self._carried(packet)),
            (_("County"), self._answered(packet)),
            (_("Replaces"), fill(_("“{title}”"), {"title": packet.replaces}) if packet.replaces else ""),
            (_("Open to"), _("Only the county, which it is closed for") if packet.confidential else ""),
        ):
            if not value:
                continue
            line = Row(spacing=10)
            line.addWidget(NameLabel(name))
            told = ElidedLabel(value) if value == packet.name else Label(value, wrap=True, selectable=True)
            line.addWidget(told, 1)
            self._facts.addLayout(line)
        buttons = QWidget()
        flow = Flow(buttons, spacing=8)
        if packet.returned_on is not None and not packet.replaced_by:
            self.mend = Button(mending_words(), "primary", icon_name="edit", action=lambda: self._mend(packet))
            flow.addWidget(self.mend)
        carry = _("Write to stick") if packet.carried_at is None else _("Copy to another stick")
        flow.addWidget(
            Button(
                carry,
                "primary" if packet.carried_at is None else "plain",
                icon_name="usb_stick",
                action=lambda: self.place_wanted.emit("packet", {"carry": packet.id}),
            )
        )
        flow.addWidget(Button(_("See the pages"), icon_name="document_pdf", action=self._open))
        flow.addWidget(Button(_("Print"), icon_name="print", shortcut="Ctrl+P", action=self._print))
        if packet.answer:
            self.answer = Button(
                _("Print the county’s answer"), icon_name="print", action=lambda: self._print_answer(packet)
            )
            flow.addWidget(self.answer)
        self._facts.addWidget(buttons)
        if packet.carried_at is None:
            self._facts.addWidget(NoteLine(_("Signed and kept here; it counts as handed in once a stick holds it.")))
        self._facts.addStretch(1)

    def _carried(self, packet: PacketLine) -> str:
        if packet.carried_at is None:
            return _("Not yet")
        at = moment(packet.carried_at, today=None)
        return f"{at} · {packet.carried_to}" if packet.carried_to else at

    def _answered(self, packet: PacketLine) -> str:
        """Say what the county did with it, and what came after."""
        now = today(self._clock)
        if packet.received_on is not None:
            return fill(_("Received on {on:day}"), {"on": packet.received_on}, today=now)
        if packet.returned_on is None:
            return ""
        said = fill(_("Sent back on {on:day}"), {"on": packet.returned_on}, today=now)
        if not packet.replaced_by:
            return said
        return fill(_("{said}; “{title}” took its place"), {"said": said, "title": packet.replaced_by})

    def _mend(self, packet: PacketLine) -> None:
        """Open the first record that is to be mended; with all mended, make the packet that takes its place."""

        def then(found: MendView) -> None:
            if found.waiting:
                self.record_wanted.emit(found.waiting[0], ())
            else:
                self.place_wanted.emit("packet", {"records": list(found.records)})

        self._tasks.in_vault(
            lambda: receipts.to_mend(self._vault, packet.id), then, failed=self.troubled.emit, owner=self
        )

    def _print_answer(self, packet: PacketLine) -> None:
        self._tasks.in_vault(
            lambda: receipts.content(self._vault, packet.answer),
            lambda pdf: self.print_requested.emit(Printout(pdf, packet.title)),
            failed=self.troubled.emit,
            owner=self,
        )

    def _show_panes(self) -> None:
        self._pane.setVisible(bool(self._packets))
        two = self._room is Room.WIDE and bool(self._packets)
        self._left.setMaximumWidth(theme().dp(500) if two else _ANY)

    def _open(self) -> None:
        """Show the pages in the system's viewer, from a copy that goes when the vault is closed."""
        packet = self._packets.get(self._chosen_id())
        if packet is None:
            return
        viewing = self._viewing
        self._tasks.in_vault(
            lambda: packets.lay_open(self._vault, packet.id, viewing.path()),
            show_file,
            failed=self.troubled.emit,
            owner=self,
        )

    def _print(self) -> None:
        packet = self._packets.get(self._chosen_id())
        if packet is None:
            return

        self._tasks.in_vault(
            lambda: packets.content(self._vault, packet.id),
            lambda pdf: self.print_requested.emit(Printout(pdf, packet.title)),
            failed=self.troubled.emit,
            owner=self,
        )
