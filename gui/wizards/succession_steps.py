"""The steps of 换校长: who follows and since when, the list that both sign, and the passwords."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.records.content import Person, School
from core.views.succession import HandOver
from gui.messages import _, about, fill
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.formline import FormField, FormLine
from gui.widgets.moments import DateField
from gui.widgets.newpassword import PasswordPair
from gui.widgets.preview import PagePreview
from gui.widgets.progress import ProgressRow, SafeCard
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room, theme
from gui.wizards.secrets import Secrets

PAGE = 760
"""Pixels at 100 % that a page is wide at most."""


class WhoStep(QWidget):
    """Who follows, and the first day."""

    roster_wanted = Signal()

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leaving = Label("", "section", wrap=True)
        self.successor, self.since = ChoiceField(), DateField(near=today)
        self.since.set_value(today.isoformat())
        self._line = FormLine(
            [
                FormField("successor", _("Who follows"), self.successor, required=True, stretch=0),
                FormField("since", _("Principal since"), self.since, required=True, stretch=0),
            ]
        )
        self.says = Column(spacing=6)
        note = Row(spacing=8)
        note.addWidget(NoteLine(_("Whoever follows has to be on the roster.")), 1)
        note.addWidget(Button(_("Roster"), "link", action=self.roster_wanted.emit))
        _framed(self, self._leaving, self._line, note, self.says)
        self.setFocusProxy(self.successor)

    def show_people(self, school: School, roster: Sequence[Person], *, today: date) -> None:
        """Say who leaves, and offer everybody else who is here."""
        leaving = next((one for one in roster if one.id == school.principal), None)
        self._leaving.setText(fill(_("{name} hands over"), {"name": leaving.name if leaving else ""}))
        chosen = self.successor.value()
        others = [one for one in roster if one.id != school.principal and one.here_on(today)]
        self.successor.set_answers([Answer(one.id, f"{one.name} {one.post}".strip()) for one in others])
        offered = [one.id for one in others]
        self.successor.set_value(chosen if chosen in offered else next(iter(offered), ""))

    def complain(self) -> bool:
        """Show what is missing; False when nothing is."""
        clear(self.says)
        found = {}
        if not self.successor.value():
            found["successor"] = [FindingLine(Level.ERROR, _("Please choose who follows."))]
        if self.since.day() is None:
            found["since"] = [FindingLine(Level.ERROR, _("This is no date; write it like 2008-09-01."))]
        self._line.set_findings(found)
        if found:
            (self.successor if "successor" in found else self.since).setFocus()
        return bool(found)

    def refuse(self, error: UserError) -> None:
        """Say why it can't be so."""
        clear(self.says)
        self.says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text())))

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self._line.set_room(room)


class ListStep(QWidget):
    """The hand-over list as it will print."""

    print_wanted = Signal()

    def __init__(self, *, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted = Label("", "strong", wrap=True)
        self.print_button = Button(_("Print"), icon_name="print", shortcut="Ctrl+P", action=self.print_wanted.emit)
        head = Row(margins=(20, 10, 20, 8), spacing=10)
        head.addWidget(self._counted, 1)
        head.addWidget(self.print_button)
        self.preview = PagePreview(tasks, title=_("Hand-over list"))
        column = Column(self, spacing=0)
        column.addLayout(head)
        sheet = Row(spacing=0)
        sheet.addStretch(1)
        sheet.addWidget(self.preview, 100)
        sheet.addStretch(1)
        column.addLayout(sheet, 1)
        theme().changed.connect(self._size)
        self._size()

    def show_list(self, found: HandOver, pdf: bytes) -> None:
        """Show what goes over."""
        counts = {"records": found.records, "packets": found.packets, "receipts": found.receipts}
        said = _("{records} records, {packets} packets and {receipts} receipts go over. Both sign the list.")
        self._counted.setText(fill(said, counts))
        self.preview.show_pdf(pdf)

    def _size(self) -> None:
        self.preview.setMaximumWidth(theme().dp(PAGE))


class SecretStep(QWidget):
    """The leaving principal's password, and the new one, typed by whoever follows."""

    entered = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._secrets = Secrets(_("The leaving principal’s password"), word=_("Not done"))
        self._whose = Label("", "strong", wrap=True)
        self.password = self._secrets.password
        self.pair = PasswordPair()
        self.progress = ProgressRow()
        what = _("The leaving principal’s signature ends and is not handed on; what was signed stays valid.")
        ways = _("Recovery sheet and second password open nothing any more; make them anew afterwards.")
        _framed(
            self,
            self._secrets,
            self._whose,
            self.pair,
            NoteLine(what, "shield_checkmark"),
            NoteLine(ways, "key"),
            self.progress,
        )
        self.setFocusProxy(self._secrets)

    def show_coming(self, name: str) -> None:
        """Say whose new password is asked for."""
        self._whose.setText(fill(_("The new password, typed by {name}"), {"name": name}))

    def complain(self) -> bool:
        """Go to what is missing; False when nothing is."""
        if self._secrets.complain():
            self.password.set_findings((FindingLine(Level.ERROR, _("Please enter the password.")),))
            return True
        return self.pair.complain()

    def values(self) -> tuple[str, str]:
        """Return the leaving principal's password and the new one."""
        return self._secrets.values()[0], self.pair.password()

    def refuse(self, error: UserError) -> None:
        """Say why nothing was handed over; what was typed stays."""
        self.progress.finish()
        self._secrets.refuse(error)

    def done(self) -> None:
        """Forget what was typed."""
        self.progress.finish()
        self._secrets.forget()
        self.pair.empty()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self.pair.set_room(room)


class DoneStep(QWidget):
    """It is handed over: print the list, and have the new signature certified."""

    print_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Column(spacing=0)
        next_steps = Frame("card")
        inner = Column(next_steps, margins=(18, 14, 18, 16), spacing=10)
        inner.addWidget(Label(_("What comes next"), "section"))
        for number, said in enumerate(
            (
                _("Print the hand-over list, and both sign it."),
                _("Enrol with the county: it does not know the new signature yet."),
                _("Make a recovery sheet of your own in the settings."),
            ),
            start=1,
        ):
            inner.addWidget(Label(f"{number}. {said}", wrap=True))
        row = Row(spacing=8)
        row.addWidget(Button(_("Print the list"), icon_name="print", shortcut="Ctrl+P", action=self.print_wanted.emit))
        row.addStretch(1)
        inner.addLayout(row)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addLayout(self._card)
        body.addWidget(next_steps)
        body.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(body))

    def show_done(self, found: HandOver) -> None:
        """Say who is the principal now."""
        clear(self._card)
        text = fill(
            _("The record book opens with the new password from now on. {count} records went over."),
            {"count": found.records},
        )
        title = fill(_("{name} is the principal now"), {"name": found.coming})
        self._card.addWidget(SafeCard(title, text, icon_name="checkmark_circle"))


def _framed(step: QWidget, *parts: QWidget | Row | Column) -> None:
    """Put the parts of a step into a card that scrolls where there is little room."""
    card = Frame("card")
    inner = Column(card, margins=(18, 14, 18, 16), spacing=10)
    for part in parts:
        if isinstance(part, QWidget):
            inner.addWidget(part)
        else:
            inner.addLayout(part)
    body = Column(margins=(20, 14, 20, 14), spacing=12)
    body.addWidget(card)
    body.addStretch(1)
    Column(step, spacing=0).addWidget(Scroll(body))
