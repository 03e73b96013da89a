"""The steps of the enrolment: what is asked, and the form with its fingerprint."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.words import N_
from core.records.errand import Why
from core.views.county import CountyView
from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.fields import Answer, ChoiceField, TextField
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.formline import FormField, FormLine
from gui.widgets.mosaic import FingerprintView
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label, Scroll
from gui.widgets.theme import Room
from gui.wizards.secrets import Secrets

REASONS = {
    Why.FIRST: N_("For the first time"),
    Why.RENEWAL: N_("It runs out, or a name changed"),
    Why.SUCCESSION: N_("Another principal took over"),
    Why.LOST: N_("The key was lost"),
}


class AskStep(QWidget):
    """Whose signature it is, why, whom to ring, and the password that makes the form."""

    entered = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixed = Why.FIRST
        self._token = ""
        card = Frame("card")
        inner = Column(card, margins=(18, 14, 18, 16), spacing=10)
        self._signer = Label("", "section", wrap=True)
        self._old = Label("", "small", wrap=True)
        self._old.hide()
        self._why = ChoiceField([])
        self.contact = TextField(chars=30)
        self.contact.setMaxLength(60)
        self._why_line = FormLine([FormField("why", _("Why"), self._why, stretch=0)])
        self._why_line.hide()
        self._line = FormLine([FormField("contact", _("Contact"), self.contact, stretch=0)])
        self._secrets = Secrets(_("Your password signs the form"))
        self.password, self.pin = self._secrets.password, self._secrets.pin
        self._secrets.entered.connect(self.entered)
        self.progress = ProgressRow()
        inner.addWidget(self._signer)
        inner.addWidget(self._old)
        inner.addWidget(self._why_line)
        inner.addWidget(self._line)
        inner.addWidget(NoteLine(_("A telephone number or a name the county can ask for; it may stay empty.")))
        inner.addWidget(self._secrets)
        inner.addWidget(self.progress)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(card)
        body.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(body))
        self.setFocusProxy(self.contact)

    def show_signer(self, view: CountyView) -> None:
        """Say whose signature is to be certified."""
        self._signer.setText(f"{view.school} · {view.name}")
        self._token = view.token
        self._ask_pin()

    def show_why(self, why: Why) -> None:
        """Ask why, unless there is only one answer."""
        self._fixed = why
        asked = why in {Why.RENEWAL, Why.SUCCESSION}
        self._why.set_answers([Answer(one.value, _(REASONS[one])) for one in (Why.RENEWAL, Why.SUCCESSION)])
        self._why.set_value(why.value if asked else Why.RENEWAL.value)
        self._why_line.setVisible(asked)
        self._old.setText(_("A new key is made; the form asks the county to withdraw the old one."))
        self._old.setVisible(why is Why.LOST)
        self._ask_pin()

    def _ask_pin(self) -> None:
        """Ask for the PIN of the USB key that holds the key; one that was lost is replaced by a key in the vault."""
        self._secrets.show_token("" if self._fixed is Why.LOST else self._token)

    def secrets(self) -> tuple[str, str]:
        """Return password and PIN as typed."""
        return self._secrets.values()

    def why(self) -> Why:
        """Return the reason."""
        return Why(self._why.value()) if self._fixed in {Why.RENEWAL, Why.SUCCESSION} else self._fixed

    def complain(self) -> bool:
        """Ask for the password when there is none; False when there is."""
        if not self._secrets.complain():
            return False
        if not self.password.value():
            self.password.set_findings((FindingLine(Level.ERROR, _("Please enter the password.")),))
        return True

    def refuse(self, error: UserError) -> None:
        """Say why no form was made; what was typed stays."""
        self.progress.finish()
        self._secrets.refuse(error)

    def done(self) -> None:
        """Forget the password: the form is made."""
        self.progress.finish()
        self._secrets.forget()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self._why_line.set_room(room)
        self._line.set_room(room)


class FormStep(QWidget):
    """The form is made: print it, and see that its fingerprint is the one on the screen."""

    print_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Frame("card")
        inner = Column(card, margins=(18, 14, 18, 16), spacing=12)
        head = Row(spacing=10)
        head.addWidget(Label(_("Print the form, sign it, and put the school’s seal on it"), "section", wrap=True), 1)
        self.print_button = Button(_("Print"), icon_name="print", shortcut="Ctrl+P", action=self.print_wanted.emit)
        head.addWidget(self.print_button)
        inner.addLayout(head)
        inner.addWidget(Label(_("The county compares this fingerprint with the paper:"), wrap=True))
        self.fingerprint = FingerprintView(large=True)
        inner.addWidget(self.fingerprint)
        inner.addWidget(NoteLine(_("Hand in paper and stick together. The form can be printed again in the settings.")))
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        body.addWidget(card)
        body.addStretch(1)
        Column(self, spacing=0).addWidget(Scroll(body))

    def show_key(self, key: str) -> None:
        """Show the fingerprint that stands on the form."""
        self.fingerprint.show_fingerprint(key)
