"""The card that changes a password: the old one, the new one twice; the same for a school and for a county's desk."""

from collections.abc import Callable

from core.base.errors import UserError
from gui.messages import _, about
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.formline import FormField
from gui.widgets.newpassword import PasswordPair
from gui.widgets.password import PasswordField
from gui.widgets.theme import Room


class PasswordCard(Card):
    """Asks for both and has them exchanged by `change` (old, new), in the vault's thread."""

    def __init__(self, says: str, *, tasks: Tasks, change: Callable[[str, str], None], note: str = "") -> None:
        super().__init__(_("Password"), says)
        self._tasks, self._change = tasks, change
        self.old = PasswordField(says=_("Present password"))
        self.new = PasswordPair()
        self.add(FormField("old", _("Old password"), self.old, required=True))
        self.column.addWidget(self.new)
        if note:
            self.column.addWidget(NoteLine(note, "key"))
        self.foot(Button(_("Change the password"), icon_name="key", action=self.change))

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        super().set_room(room)
        self.new.set_room(room)

    def change(self) -> None:
        """Change the password, or say what is missing."""
        if not self.old.value():
            self.old.set_findings((FindingLine(Level.ERROR, _("Please enter the present password.")),))
            return
        self.old.set_findings(())
        if self.new.complain():
            return
        old, new = self.old.value(), self.new.password()
        self._tasks.in_vault(
            lambda: self._change(old, new), lambda _nothing: self._changed(), failed=self._refused, owner=self
        )

    def _changed(self) -> None:
        self.old.forget()
        self.new.empty()
        self.say(Level.HINT, _("The new password counts from now on. Older copies need the old one."))

    def _refused(self, error: UserError) -> None:
        if error.code() == "wrong_password":
            self.old.set_findings((FindingLine(Level.ERROR, _("The present password is not right.")),))
        else:
            self.say(Level.ERROR, about(error).text())
