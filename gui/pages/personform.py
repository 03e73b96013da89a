"""The form for one person of the roster."""

from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.records.content import Person
from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField, ToggleField
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField, FormLine, SectionHead
from gui.widgets.moments import DateField
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room


class PersonForm(Frame):
    """Name, post, flags and term; saved by its button, by Ctrl+S, and whenever one goes elsewhere."""

    saved = Signal()
    left = Signal()
    """The person is to leave the roster."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._person: Person | None = None
        self._principal = False
        column = Column(self, margins=(18, 14, 18, 16), spacing=10)
        self._head = SectionHead(_("Person"), separated=False)
        column.addWidget(self._head)
        self._name, self._post = TextField(chars=16), TextField(chars=24)
        self._party, self._team = ToggleField(_("Party member")), ToggleField(_("Leadership team"))
        self._since, self._until = DateField(near=today), DateField(near=today)
        self._initials = Label("", "small", selectable=True)
        self._lines = [
            FormLine([FormField("name", _("Name"), self._name, required=True, stretch=0, note=self._initials)]),
            FormLine([FormField("post", _("Post"), self._post, stretch=0)]),
            FormLine([FormField("party", "", self._party, stretch=0), FormField("team", "", self._team, stretch=0)]),
            FormLine(
                [
                    FormField("since", _("Here since"), self._since, stretch=0),
                    FormField("until", _("until"), self._until, stretch=0, joined=True),
                ]
            ),
        ]
        for line in self._lines:
            column.addWidget(line)
        buttons = Row(spacing=8)
        buttons.addWidget(Button(_("Save"), "primary", icon_name="save", shortcut="Ctrl+S", action=self.saved.emit))
        self._leave = Button(_("Leaves the roster"), "quiet", action=self.left.emit)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def show_person(self, person: Person, *, principal: bool) -> None:
        """Show somebody; the principal can't leave before another one is named in the settings."""
        self._person, self._principal = person, principal
        self._name.set_value(person.name)
        self._post.set_value(person.post)
        self._party.set_value(person.party)
        self._team.set_value(person.team)
        self._since.set_value(person.since.isoformat() if person.since else "")
        self._until.set_value(person.until.isoformat() if person.until else "")
        self._initials.setText(person.initials.upper())
        self._leave.setVisible(bool(person.name) and not principal and person.until is None)
        for line in self._lines:
            line.set_findings({})

    def person_id(self) -> str:
        """Return whose form this is; empty when nobody is shown."""
        return self._person.id if self._person else ""

    def person(self) -> Person:
        """Return the person as typed."""
        assert self._person is not None
        return msgspec.structs.replace(
            self._person,
            name=self._name.text().strip(),
            post=self._post.text().strip(),
            party=self._party.isChecked(),
            team=self._team.isChecked(),
            since=self._since.day(),
            until=self._until.day(),
        )

    def give_up(self) -> None:
        """Show the person as kept; one who was never kept is nobody."""
        kept, self._person = self._person, None
        if kept is not None and kept.name:
            self.show_person(kept, principal=self._principal)

    def give_up_wrong(self) -> None:
        """Take back only what can't be kept: the name when it is gone, dates that are none."""
        if self._person is None or not self.complain():
            return
        if not self._name.text().strip():
            self.give_up()
            return
        self._since.set_value(self._person.since.isoformat() if self._person.since else "")
        self._until.set_value(self._person.until.isoformat() if self._person.until else "")

    def changed(self) -> bool:
        """Tell whether anything was typed that is not kept; an untouched empty form is not."""
        return self._person is not None and self.person() != self._person

    def complain(self) -> bool:
        """Show what is wrong and go there; False when nothing is."""
        found: dict[str, FindingLine] = {}
        if not self._name.text().strip():
            found["name"] = FindingLine(Level.ERROR, _("Please fill in the name."))
        for key, field in (("since", self._since), ("until", self._until)):
            if field.text().strip() and field.day() is None:
                found[key] = FindingLine(Level.ERROR, _("This is no date; write it like 2008-09-01."))
        since, until = self._since.day(), self._until.day()
        if since and until and until < since:
            found["until"] = FindingLine(Level.ERROR, _("The last day lies before the first."))
        for line in self._lines:
            line.set_findings({key: [said] for key, said in found.items()})
        for line in self._lines:
            for key in line.keys():  # noqa: SIM118 - a form line is no mapping
                if key in found:
                    line.field(key).setFocus()
                    return True
        return False

    def take_focus(self) -> None:
        """Put the cursor into the name."""
        self._name.setFocus()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        for line in self._lines:
            line.set_room(room)
