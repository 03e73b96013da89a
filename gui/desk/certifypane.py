"""发证: the form's fingerprint beside its paper, the names as the county writes them, one tick, one letter."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from core.base.words import N_
from core.services.desk import authority
from core.services.desk.desks import Desk
from core.views.desk import FormView, Origin, Outgoing, School
from gui.desk.facts import add_facts
from gui.desk.handover import Handover
from gui.messages import _, about, fill, moment
from gui.pages.judge import Sticks
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.fields import ChoiceLine, TextField, ToggleField
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.formline import FormField, FormLine
from gui.widgets.mosaic import FingerprintView
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room

WHY = {
    "first": N_("First certificate"),
    "renewal": N_("The certificate runs out, or a name changed"),
    "succession": N_("Another principal took over"),
    "lost": N_("The key was lost, or others may have it: withdraw the old one"),
}


class CertifyPane(QWidget):
    """One enrolment form; a letter that is under way belongs to its own form, whichever is shown."""

    certified = Signal(object)
    """The certificate letter of this form (`Origin`) was made: schools have changed."""
    print_requested = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, desk: Desk, *, tasks: Tasks, drives: Sticks, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._origin: Origin | None = None
        self._form: FormView | None = None
        self._certifying: Origin | None = None
        """The form of which the letter is being made or was made last."""
        self._letter = False
        """Its letter is made."""
        self.addressee: Callable[[], str] = lambda: ""
        """Tells for whom something is being written now, here or beside."""
        self._schools: tuple[School, ...] = ()
        self._title = Label("", "section", wrap=True, selectable=True)
        self._facts = Column(spacing=6)
        self.fingerprint = FingerprintView(large=True)
        self.same = ToggleField(_("Every group is the same as on the paper"))
        self.name, self.principal, self.contact = ChoiceLine(), TextField(chars=14), TextField(chars=20)
        self._lines = (
            FormLine([FormField("name", _("School name"), self.name, required=True)]),
            FormLine(
                [
                    FormField("principal", _("Principal"), self.principal, required=True, stretch=0),
                    FormField("contact", _("Telephone"), self.contact, stretch=0),
                ]
            ),
        )
        self.certify_button = Button(_("Certify"), "primary", icon_name="certificate", action=self.certify)
        self._says = Column(spacing=6)
        self._known = NoteLine("", "info")
        self.handover = Handover(desk, tasks=tasks, drives=drives, chooser=chooser)
        self.handover.print_requested.connect(self.print_requested)
        self.handover.troubled.connect(self.troubled)
        self.handover.made.connect(lambda _made: self._made())
        self._card = self._make_card()
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(self._title)
        body.addLayout(self._facts)
        body.addWidget(self._card)
        body.addLayout(self._says)
        body.addWidget(self.handover)
        body.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(body))
        self.name.edited.connect(self._say_known)
        self._card.hide()

    def _make_card(self) -> Frame:
        card = Frame("card")
        column = Column(card, margins=(18, 14, 18, 16), spacing=10)
        column.addWidget(Label(_("1  Compare with the paper, group by group"), "strong"))
        column.addWidget(self.fingerprint)
        column.addWidget(self.same)
        column.addWidget(Label(_("2  Names as the county writes them"), "strong"))
        for line in self._lines:
            column.addWidget(line)
        column.addWidget(self._known)
        foot = Row(spacing=8)
        foot.addStretch(1)
        foot.addWidget(self.certify_button)
        column.addLayout(foot)
        return card

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        for line in self._lines:
            line.set_room(Room.WIDE if room is Room.WIDE else Room.NARROW)

    def show_form(self, origin: Origin) -> None:
        """Read a form and show what is to be compared."""
        if self._origin == origin and self._form is not None:
            return
        path = origin.path
        self._origin, self._form = origin, None
        clear(self._says)
        clear(self._facts)
        self._title.setText(path.name)
        self._card.hide()
        self.handover.setVisible(self._own())

        def read() -> tuple[FormView, tuple[School, ...]]:
            return authority.look_at_form(self._desk, path), authority.schools(self._desk.register)

        self._tasks.in_vault(read, lambda found: self._show(origin, *found), failed=self._refuse, owner=self)

    def _show(self, origin: Origin, form: FormView, schools: tuple[School, ...]) -> None:
        if origin != self._origin:
            return
        self._schools = schools
        self._form = form
        self._title.setText(form.school)
        add_facts(
            self._facts,
            (
                (_("Principal"), form.principal),
                (_("Telephone"), form.contact),
                (_("What for"), _(WHY.get(form.why, form.why))),
                (_("Made on"), moment(form.made_at)),
            ),
        )
        known = form.known
        self.fingerprint.show_fingerprint(form.key)
        self.same.set_value(False)
        self.name.offer([school.name for school in self._schools])
        self.name.set_value(known.name if known else form.school)
        self.principal.set_value(form.principal)
        self.contact.set_value(form.contact or (known.contact if known else ""))
        self.certify_button.set_text(_("Make the letter again") if form.again else _("Certify"))
        self._say_known()
        for line in self._lines:
            line.set_findings({})
        self._card.setVisible(not (self._own() and self._letter))

    def _own(self) -> bool:
        """Tell whether the handover is busy with this form, or was and says what came of it."""
        return bool(self.handover.about) and self._certifying == self._origin

    def _say_known(self) -> None:
        """Say what becomes of the school's present certificate."""
        form, known = self._form, self._chosen()
        if form is None:
            return
        if form.again:
            said = _("This very key was certified before; the same certificate goes out once more.")
        elif known is None:
            said = _("A new school of the register.")
        elif known.fingerprint:
            said = fill(_("{school} has a certificate; it is withdrawn with this one."), {"school": known.name})
        else:
            said = fill(_("{school} is in the register, without a certificate."), {"school": known.name})
        self._known.set_text(said)

    def _chosen(self) -> School | None:
        """Return the school of the register whose certificate this becomes; None for a new one."""
        name, form = self.name.value().strip(), self._form
        named = next((school for school in self._schools if school.name == name), None)
        return named or (form.known if form is not None else None)

    def complain(self) -> bool:
        """Say what is still missing; False when nothing is."""
        clear(self._says)
        found = {
            "name": "" if self.name.value().strip() else _("Please fill in the school’s name."),
            "principal": "" if self.principal.text().strip() else _("Please fill in the principal’s name."),
        }
        for line in self._lines:
            keys = [key for key in line.keys() if found.get(key)]  # noqa: SIM118 - a form line is no mapping
            line.set_findings({key: [FindingLine(Level.ERROR, found[key])] for key in keys})
        if not self.same.isChecked():
            said = _("Compare the fingerprint with the paper first, and tick that it is the same.")
            self._says.addWidget(FindingRow(FindingLine(Level.ERROR, said)))
            self.same.setFocus()
            return True
        return any(found.values())

    def certify(self) -> None:
        """Certify, and write the letter onto the stick the form came on."""
        form, origin = self._form, self._origin
        if form is None or origin is None or self._must_wait() or self.complain():
            return
        chosen = self._chosen()
        told: dict[str, Any] = {
            "confirmed": form.key,
            "name": self.name.value().strip(),
            "principal": self.principal.text().strip(),
            "school": chosen.id if chosen else "",
            "contact": self.contact.text().strip(),
        }

        def make(progress: Progress) -> Outgoing:
            return authority.certify(self._desk, origin.path, **told, folder=self._desk.folder, progress=progress)

        self.handover.show()
        self._certifying, self._letter = origin, False
        self.handover.make(make, origin, about=str(origin.path), addressee=told["name"])

    def _must_wait(self) -> bool:
        """Say that something is being written for another school first; False when nothing is."""
        school = self.addressee()
        if not school:
            return False
        clear(self._says)
        said = _("The file for {school} is being written first. Please try again in a moment.")
        self._says.addWidget(FindingRow(FindingLine(Level.HINT, fill(said, {"school": school}))))
        return True

    def _made(self) -> None:
        """Leave the names to what became of the letter."""
        assert self._certifying is not None
        self._letter = True
        if self._own():
            self._card.hide()
        self.certified.emit(self._certifying)

    def _refuse(self, error: UserError) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text())))
