"""更换经办人 and 换发签发证书: the two cards of the settings with which the county's keys are made anew."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.services.desk import trust as trusting
from core.services.desk.desks import ROOT_NAME, Desk
from core.views.desk import AuthorityView
from gui.messages import _, about, fill, full_day
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.fields import TextField, ToggleField
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField
from gui.widgets.password import PasswordField
from gui.widgets.progress import ProgressRow
from gui.widgets.question import Question, Reply

SOON = 365
"""Days before the end of the issuing authority from which its renewal is recommended."""


def issuing_due(found: AuthorityView, day: date) -> str:
    """Return that the issuing certificate is to be made anew; empty while there is time."""
    if (found.issuing_until - day).days >= SOON:
        return ""
    said = _("The issuing certificate runs out on {day}. Please make a new one with the root key from the safe.")
    return fill(said, {"day": full_day(found.issuing_until)})


class ClerkCard(Card):
    """Another person signs from now on, with a key of their own."""

    renewed = Signal(str)
    """This person signs now."""

    def __init__(self, desk: Desk, *, tasks: Tasks) -> None:
        super().__init__(_("Clerk"), _("Who signs receipts, returns, letters and notices"))
        self._desk, self._tasks = desk, tasks
        self._now = ""
        self.question: Question | None = None
        self.name = TextField(chars=14)
        self.add(FormField("name", _("New clerk"), self.name, required=True, stretch=0))
        self._progress = ProgressRow()
        self.column.addWidget(self._progress)
        self.button = Button(_("Change the clerk"), icon_name="signature", action=self.ask)
        self.foot(self.button)

    def show_view(self, found: AuthorityView) -> None:
        """Know who signs now."""
        self._now = found.clerk

    def ask(self) -> None:
        """Ask whether it is meant."""
        name = self.name.text().strip()
        wrong = _("Please fill in the new clerk’s name.") if not name else ""
        if name and name == self._now:
            wrong = fill(_("{name} is the clerk already."), {"name": name})
        self.lines[0].set_findings({"name": [FindingLine(Level.ERROR, wrong)]} if wrong else {})
        if wrong:
            self.name.setFocus()
            return
        told = {"new": name, "old": self._now}
        self.question = Question(
            fill(_("Let {new} sign from now on?"), told),
            fill(_("A new key is made for {new}. What {old} signed stays valid; schools need do nothing."), told),
            (Reply("no", _("Do not change"), safe=True), Reply("yes", _("Change the clerk"))),
            parent=self,
        )
        self.question.ask(lambda answer: self._renew(name) if answer == "yes" else None)

    def _renew(self, name: str) -> None:
        self._progress.start(_("Making the keys…"))

        def done(_nothing: object) -> None:
            self._progress.finish()
            self.name.set_value("")
            self.say(Level.HINT, fill(_("From now on {name} signs."), {"name": name}))
            self.renewed.emit(name)

        def failed(error: UserError) -> None:
            self._progress.finish()
            self.say(Level.ERROR, about(error).text())

        self._tasks.in_vault(lambda: trusting.renew_signer(self._desk, name), done, failed=failed, owner=self)


class IssuingCard(Card):
    """The root key comes out of the safe once more: after ten years, or when the issuing key was lost."""

    renewed = Signal()

    def __init__(self, desk: Desk, *, tasks: Tasks, clock: Clock, chooser: Chooser) -> None:
        super().__init__(_("Issuing certificate"), _("Needs the stick with the root key from the safe"))
        self._desk, self._tasks, self._clock, self._chooser = desk, tasks, clock, chooser
        self.question: Question | None = None
        self.box = TextField(hint=_("The file on the stick from the safe"))
        browse = Button(_("Choose"), action=self._browse)
        self.add(FormField("box", _("Root key"), self.box, required=True, note=browse))
        self.password = PasswordField(says=_("Password of the root key"))
        self.add(FormField("password", _("Its password"), self.password, required=True))
        self.lost = ToggleField(_("The issuing key was lost, or others may have it"))
        self.column.addWidget(self.lost)
        self._progress = ProgressRow()
        self.column.addWidget(self._progress)
        self.button = Button(_("Make a new issuing certificate"), icon_name="certificate", action=self.ask)
        self.foot(self.button)

    def show_view(self, found: AuthorityView) -> None:
        """Say when it is time."""
        due = issuing_due(found, today(self._clock))
        if due:
            self.say(Level.WARNING, due)

    def _browse(self) -> None:
        kinds = fill(_("Root key ({pattern})"), {"pattern": f"*{Path(ROOT_NAME).suffix}"})
        found = self._chooser.file(self, title=_("Root key"), start=Path.home(), kinds=kinds)
        if found is not None:
            self.box.set_value(str(found))

    def _complain(self) -> bool:
        found = {}
        if not self.box.text().strip():
            found["box"] = [FindingLine(Level.ERROR, _("Please choose the file with the root key."))]
        self.lines[0].set_findings(found)
        missing = not self.password.value()
        line = FindingLine(Level.ERROR, _("Please enter the password of the root key."))
        self.password.set_findings((line,) if missing else ())
        return bool(found) or missing

    def ask(self) -> None:
        """Ask whether it is meant, most of all when every school has to be certified anew."""
        if self._complain():
            return
        lost = self.lost.isChecked()
        if lost:
            title = _("Withdraw all certificates and begin anew?")
            text = _(
                "Every certificate of this county is withdrawn, and nothing signed with them counts any more. Each "
                "school needs a new enrolment form. This cannot be taken back."
            )
        else:
            title = _("Make a new issuing certificate?")
            text = _("The schools’ certificates stay valid; new ones come from the new issuing certificate.")
        go = _("Withdraw all") if lost else _("Make it")
        self.question = Question(
            title, text, (Reply("no", _("Do not change"), safe=True), Reply("yes", go, grave=lost)), parent=self
        )
        self.question.ask(lambda answer: self._renew(lost=lost) if answer == "yes" else None)

    def _renew(self, *, lost: bool) -> None:
        box, password = Path(self.box.text().strip()).expanduser(), self.password.value()
        self._progress.start(_("Making the keys…"))
        self._tasks.in_vault(
            lambda: trusting.renew_issuing(self._desk, box, password, lost=lost),
            lambda _nothing: self._renewed(lost=lost),
            failed=self._refused,
            owner=self,
        )

    def _renewed(self, *, lost: bool) -> None:
        self._progress.finish()
        self.password.forget()
        self.lost.set_value(False)
        said = _("The new issuing certificate is in use. Put the root key back into the safe.")
        if lost:
            said = _("All certificates are withdrawn. Ask every school for a new form; put the root key into the safe.")
        self.say(Level.HINT, said)
        self.renewed.emit()

    def _refused(self, error: UserError) -> None:
        self._progress.finish()
        if error.code() == "wrong_password":
            self.password.set_findings((FindingLine(Level.ERROR, _("This is not the password of the root key.")),))
        elif error.code() == "root_differs":
            self.say(Level.ERROR, _("This is the root key of another county. Please take the right stick."))
        else:
            self.say(Level.ERROR, about(error).text())
