"""选材料: which records go into the packet, and what it is called."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.words import N_
from core.records.catalogue import find_kind
from core.views.packets import Candidate, PacketOffer
from gui.messages import _, day, fill, ngettext, weekday, words
from gui.widgets.buttons import Button
from gui.widgets.checkrows import TickList, TickRow, TickRows
from gui.widgets.chip import ChipData, Tone
from gui.widgets.empty import EmptyState
from gui.widgets.fields import Answer, ChoiceField, TextField, ToggleField
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.formline import FormField, FormLine
from gui.widgets.rows import RowData
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room, theme

_REASONS = {
    "draft": N_("Not finished yet"),
    "returned": N_("Sent back; to be mended first"),
    "confidential": N_("Not public"),
    "void": N_("Void"),
}
LONGEST = 60
"""Characters of a title that fit into the file's name."""
_LEAST, _TITLE = 140, 200
"""Height of the list and width of the title at least, in pixels at 100 %."""


class ChooseStep(QWidget):
    """A title and a list to tick; what a notice wants handed in and was in no packet yet is ticked already."""

    moved = Signal()

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.title = TextField(_("{month} packet").format(month=month_name(today)), chars=40)
        self.title.setMaxLength(LONGEST)
        self.which = ChoiceField([], empty=_("Choose…"))
        self._offers: dict[str, PacketOffer] = {}
        self._closed = True
        """Nothing can be closed for the county yet."""
        self.which.edited.connect(self._take_offer)
        self._line = FormLine(
            [
                FormField("title", _("Title"), self.title, required=True, stretch=0),
                FormField("which", _("As the notice says"), self.which, stretch=0),
            ]
        )
        self.rows = TickRows(self)
        self.rows.ticked.connect(self._count)
        self.list = TickList(says=_("Records"))
        self.list.setModel(self.rows)
        self._counted = Label("", "strong")
        self._empty = EmptyState(_("No record is finished yet. Finish one, then come back."))
        self._empty.hide()
        self._found: tuple[Candidate, ...] = ()
        self.sealed = ToggleField(_("Confidential"))
        self.sealed.edited.connect(self._turn_sealed)
        self.sealed.hide()
        self._note = NoteLine("", "lock_closed")
        self._told = QWidget()
        Column(self._told, margins=(17, 0, 12, 8), spacing=0).addWidget(self._note)
        self._told.hide()
        card = Frame("card")
        inner = Column(card, margins=(1, 1, 1, 1), spacing=0)
        head = Row(margins=(17, 8, 12, 8), spacing=8)
        head.addWidget(self._counted)
        ways = Flow(spacing=8, right=True)
        ways.addWidget(self.sealed)
        ways.addWidget(Button(_("Tick all"), "link", action=lambda: self.rows.tick_all(on=True)))
        ways.addWidget(Button(_("Tick none"), "link", action=lambda: self.rows.tick_all(on=False)))
        head.addLayout(ways, 1)
        inner.addLayout(head)
        inner.addWidget(self._told)
        inner.addWidget(self.list, 1)
        inner.addWidget(self._empty, 1)
        column = Column(margins=(20, 14, 20, 14), spacing=12)
        column.addWidget(self._line)
        column.addWidget(card, 1)
        Column(self, spacing=0).addWidget(Scroll(column))  # large text leaves the list too little room
        theme().changed.connect(self.restyle)
        self.restyle()
        self._count()

    def restyle(self) -> None:
        """Let some rows be seen at any text size."""
        self.list.setMinimumHeight(theme().dp(_LEAST))
        self.title.setMinimumWidth(theme().dp(_TITLE))

    def show_candidates(self, found: tuple[Candidate, ...]) -> None:
        """Show what is to be handed in, then what may go along, then what can't be ticked; ticks that were set stay."""
        self._found = found
        self._say_sealing()
        wanted = [self._row(one) for one in found if one.chosen]
        rest = [self._row(one) for one in sorted(found, key=self._barred) if not one.chosen]
        caption = TickRow("", RowData(_("Kept for inspections; may go along")), caption=True)
        self.rows.show_rows([*wanted, *([caption, *rest] if rest else [])])
        self._empty.setVisible(not found)
        self.list.setVisible(bool(found))

    def offer_sealing(self, *, on: bool) -> None:
        """Offer to close the packet for the county, once its letter told for whom."""
        self._closed = not on
        self.sealed.setVisible(on)
        if not on:
            self.sealed.set_value(on=False)
        self._say_sealing()

    def confidential(self) -> bool:
        """Tell whether the packet is to be closed for the county."""
        return self.sealed.value()

    def _turn_sealed(self) -> None:
        """Let in, or leave out, what goes to the county alone."""
        self.show_candidates(self._found)

    def _say_sealing(self) -> None:
        """Say what confidential means, or why it can't be had yet."""
        text = ""
        if self.confidential():
            text = _(
                "Only the county can open what lies on the stick. Names are not hidden in it. Here it can still be "
                "read and printed."
            )
        elif self._closed and any(one.sealable and not one.reason for one in self._found):
            text = _("What is not public can be handed in once the county’s letter is taken in.")
        self._note.set_text(text)
        self._told.setVisible(bool(text))

    def _barred(self, candidate: Candidate) -> bool:
        """Tell whether a record can't go into this packet."""
        return bool(candidate.reason) or (candidate.sealable and not self.confidential())

    def show_offers(self, offers: tuple[PacketOffer, ...]) -> None:
        """Offer the packets that a campaign speaks of; one without a record is named and takes none."""
        self._offers = {offer.key: offer for offer in offers}
        answers = [
            Answer(offer.key, f"{offer.name} · {_records(len(offer.records))}") for offer in self._offers.values()
        ]
        self.which.set_answers(answers)
        self.which.setEnabled(bool(answers))

    def _take_offer(self) -> None:
        """Tick what belongs into the chosen packet, and call it by its name."""
        offer = self._offers.get(self.which.value())
        if offer is not None:
            self.rows.tick(offer.records)
            self.title.set_value(offer.name[:LONGEST])

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the ticked records."""
        return self.rows.keys()

    def packet_title(self) -> str:
        """Return the packet's title."""
        return self.title.text().strip()

    def reason(self) -> str:
        """Return what stands in the way; empty when nothing does."""
        if not self.packet_title():
            return _("A packet needs a title")
        return "" if self.chosen() else _("Nothing is ticked")

    def complain(self) -> bool:
        """Go to what stands in the way; False when nothing does."""
        titled = bool(self.packet_title())
        said = FindingLine(Level.ERROR, _("Please give the packet a title."))
        self._line.set_findings({} if titled else {"title": [said]})
        if not titled:
            self.title.setFocus()
        elif not self.chosen():
            self.list.setFocus()
        return bool(self.reason())

    def set_room(self, room: Room) -> None:
        """Label left or above."""
        self._line.set_room(room)

    def _row(self, candidate: Candidate) -> TickRow:
        line = candidate.line
        kind = find_kind(line.kind)
        state = kind.workflow.state(line.state)
        chips = [ChipData(words(state.words), state.icon, Tone.HINT)]
        reason = candidate.reason or ("confidential" if self._barred(candidate) else "")
        why = _(_REASONS.get(reason, reason)) if reason else ""
        if reason == "confidential" or candidate.sealable:
            chips.insert(0, ChipData(_("Not public"), "lock_closed", Tone.HINT))
        elif reason == "void":
            chips.insert(0, ChipData(why, "prohibited", Tone.HINT))
        parts = [words(kind.words), line.number]
        row = RowData(
            heading=line.heading or fill(_("{kind} without a heading"), {"kind": words(kind.words)}),
            line=" · ".join(filter(None, parts)),
            day=day(line.dated, today=self._today) if line.dated else "",
            weekday=weekday(line.dated) if line.dated else "",
            chips=tuple(chips),
        )
        return TickRow(line.id, row, ticked=candidate.chosen, why_not=why)

    def _count(self) -> None:
        count = len(self.rows.keys())
        self._counted.setText(ngettext("{count} record ticked", "{count} records ticked", count).format(count=count))
        self.moved.emit()


def _records(count: int) -> str:
    """Say how many records."""
    return ngettext("{count} record", "{count} records", count).format(count=count)


def month_name(on: date) -> str:
    """Return 九月份 / Sep 2008, as packets are named."""
    chinese = "一月份 二月份 三月份 四月份 五月份 六月份 七月份 八月份 九月份 十月份 十一月份 十二月份".split()
    if "月" in day(on):
        return chinese[on.month - 1]
    return f"{day(on).split(' ', 1)[-1]} {on.year}"
