"""退回意见: which record, which of its fields if any, and what is to be mended; as many as needed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.records.catalogue import kinds
from core.records.errand import Remark
from core.views.desk import Incoming, Item, Unsent
from gui.messages import _, words
from gui.widgets.buttons import Button
from gui.widgets.fields import Answer, ChoiceField, State, TextField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.formline import FormField, FormLine
from gui.widgets.rarefield import offer_hanzi
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room, theme


def fields_of(item: Item) -> list[Answer]:
    """Return the fields of a record as the school's form names them; nothing for a kind this program does not know."""
    kind = next((kind for kind in kinds().values() if kind.words.zh == item.kind), None)
    if kind is None:
        return []
    return [Answer(field.key, words(field.words)) for section in kind.sections for field in section.fields]


PAUSE = 600
"""Milliseconds of rest after which what was typed is kept."""


class RemarksForm(QWidget):
    """Gathers the remarks of a return; what was typed for a packet stays until that one is sent."""

    sent = Signal()
    """Send it back now."""
    cancelled = Signal()
    typed = Signal(str, object)
    """What was written about a packet (its id), to be kept (`Unsent`); None when it has its answer."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packet: Incoming | None = None
        self._remarks: list[Remark] = []
        self._kept: dict[str, Unsent] = {}
        """What was typed for other packets, by their ids."""
        self.record = ChoiceField()
        self.field = ChoiceField(empty=_("The record as a whole"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("What is to be mended, and how"))
        offer_hanzi(self.text)
        self.note = TextField(hint=_("For the packet as a whole, if need be"))
        self._lines = (
            FormLine(
                [
                    FormField("record", _("Record"), self.record, required=True),
                    FormField("field", _("Field"), self.field),
                ]
            ),
            FormLine([FormField("text", _("Remark"), self.text, required=True)]),
            FormLine([FormField("note", _("On the whole"), self.note)]),
        )
        self._list = Column(spacing=6)
        self._says = Column(spacing=6)
        self.add_button = Button(_("Add another remark"), icon_name="add", action=self.add)
        self.send_button = Button(_("Sign and send back"), "primary", icon_name="arrow_undo", action=self._send)
        column = Column(self, margins=(0, 4, 0, 0), spacing=8)
        column.addLayout(self._list)
        column.addWidget(self._lines[0])
        column.addWidget(self._lines[1])
        more = Row(spacing=8)
        more.addWidget(self.add_button)
        more.addStretch(1)
        column.addLayout(more)
        column.addWidget(self._lines[2])
        column.addLayout(self._says)
        foot = Row(spacing=8)
        foot.addWidget(Button(_("Do not send back"), "quiet", action=self.cancelled.emit))
        foot.addStretch(1)
        foot.addWidget(self.send_button)
        column.addLayout(foot)
        self.record.edited.connect(self._offer_fields)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.text.textChanged.connect(self._pause.start)
        self.note.textChanged.connect(lambda _text: self._pause.start())
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Give the remark four lines."""
        self.text.setFixedHeight(theme().dp(104))

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        for line in self._lines:
            line.set_room(room)

    def recall(self, kept: Mapping[str, Unsent]) -> None:
        """Take up what was written before, where nothing newer is."""
        self._kept = {**kept, **self._kept}

    def flush(self) -> None:
        """Have what was written so far kept."""
        self._pause.stop()
        if self._packet is not None:
            self.typed.emit(self._packet.id, self._now())

    def begin(self, packet: Incoming) -> None:
        """Begin the remarks of a packet, or go on with them; those of every other packet are kept."""
        if self._packet is not None and self._packet.id == packet.id:
            self.text.setFocus()
            return
        if self._packet is not None:
            self.flush()
            self._kept[self._packet.id] = self._now()
        self._packet = packet
        whole = [Answer("", _("The packet as a whole"))] if len(packet.items) != 1 else []
        self.record.set_answers([Answer(item.record, f"{item.number} {item.heading}") for item in packet.items] + whole)
        self.record.setCurrentIndex(0)
        typed = self._kept.pop(packet.id, None) or Unsent(record=self.record.value())
        self._remarks = list(typed.remarks)
        self.record.set_value(typed.record)
        self._offer_fields()
        self.field.set_value(typed.field)
        self.text.setPlainText(typed.text)
        self.note.set_value(typed.note)
        self._show()
        self.text.setFocus()

    def forget(self, packet: str) -> None:
        """Keep no longer what was typed for a packet: it has its answer."""
        self._kept.pop(packet, None)
        if self._packet is not None and self._packet.id == packet:
            self._packet = None
        self._pause.stop()
        self.typed.emit(packet, None)

    def _now(self) -> Unsent:
        return Unsent(
            remarks=tuple(self._remarks),
            record=self.record.value(),
            field=self.field.value(),
            text=self.text.toPlainText(),
            note=self.note.text(),
        )

    def remarks(self) -> tuple[Remark, ...]:
        """Return all remarks, that under way included."""
        now = self._typed()
        return (*self._remarks, *([now] if now else []))

    def add(self) -> None:
        """Keep the remark that was typed and begin the next."""
        now = self._typed()
        if now is None:
            self._complain()
            return
        self._remarks.append(now)
        self.text.clear()
        self.field.set_value("")
        self._show()
        self.flush()
        self.text.setFocus()

    def _typed(self) -> Remark | None:
        text = self.text.toPlainText().strip()
        if not text or self._packet is None:
            return None
        item = next((item for item in self._packet.items if item.record == self.record.value()), None)
        if item is None:
            return Remark(record="", text=text)
        key = self.field.value()
        return Remark(
            record=item.record,
            number=item.number,
            heading=item.heading,
            field=key,
            label=_chinese_label(item, key),
            text=text,
        )

    def _offer_fields(self) -> None:
        packet = self._packet
        item = next((one for one in packet.items if one.record == self.record.value()), None) if packet else None
        self.field.set_answers(fields_of(item) if item else [])
        self.field.set_value("")

    def _show(self) -> None:
        clear(self._says)
        set_state(self.text, State.NORMAL)
        clear(self._list)
        for at, remark in enumerate(self._remarks):
            self._list.addWidget(self._shown(at, remark))

    def _shown(self, at: int, remark: Remark) -> Frame:
        frame = Frame("sunken")
        row = Row(frame, margins=(12, 6, 8, 6), spacing=8)
        where = " · ".join(part for part in (remark.number, remark.label) if part) or _("The packet as a whole")
        row.addWidget(Label(where, "strong"))
        row.addWidget(Label(remark.text, wrap=True), 1)
        away = _("Take away")
        button = Button(away, "link", says=f"{away} {remark.text}")
        button.clicked.connect(lambda _checked=False: self._drop(at))
        row.addWidget(button)
        return frame

    def _drop(self, at: int) -> None:
        del self._remarks[at]
        self._show()
        self.flush()

    def _complain(self) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(Level.ERROR, _("Please write what is to be mended."))))
        set_state(self.text, State.ERROR)
        self.text.setFocus()

    def _send(self) -> None:
        if not self.remarks():
            self._complain()
            return
        clear(self._says)
        set_state(self.text, State.NORMAL)
        self.sent.emit()


def _chinese_label(item: Item, key: str) -> str:
    """Return the field's name as the school's form has it: the letter is in Chinese whatever the desk speaks."""
    if not key:
        return ""
    kind = next((kind for kind in kinds().values() if kind.words.zh == item.kind), None)
    fields: Sequence[tuple[str, str]] = (
        [(field.key, field.words.zh) for section in kind.sections for field in section.fields] if kind else []
    )
    return dict(fields).get(key, key)
