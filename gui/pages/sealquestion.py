"""The questions for the password of locked records: choosing it the first time, and giving it later (D§2.10)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.messages import _
from gui.widgets.finding import FindingLine, Level
from gui.widgets.newpassword import PasswordPair
from gui.widgets.password import PasswordField
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import Room

OPEN = "open"
"""The answer with which the records are open."""


class SealQuestion(Question):
    """Stays until the password was taken, or the person thinks better of it."""

    def __init__(self, title: str, text: str, verb: str, *, body: QWidget, parent: QWidget) -> None:
        replies = [Reply("no", _("Cancel"), safe=True), Reply(OPEN, verb)]
        super().__init__(title, text, replies, body=body, parent=parent)
        self._verb = verb
        self._busy = False

    def try_with(self, take: Callable[[], bool], then: Callable[[bool], None]) -> None:
        """Show it; `take` is called when the button is pressed and tells whether an answer will come.

        `then` gets whether the records are open in the end.
        """

        def stay(answer: str) -> bool:
            if answer == OPEN and not self._busy and take():
                self.set_busy(busy=True)
            return True

        self.ask(lambda answer: then(answer == OPEN), stay=stay)

    def set_busy(self, *, busy: bool) -> None:
        """Say that the password is being looked at; a second press does nothing meanwhile."""
        self._busy = busy
        self.buttons[OPEN].set_text(_("Opening…") if busy else self._verb)


class ChooseSeal(SealQuestion):
    """The first time: two fields, and the plain warning."""

    def __init__(self, *, parent: QWidget) -> None:
        self.pair = PasswordPair()
        self.pair.set_room(Room.NARROW)
        super().__init__(
            _("A password of its own"),
            _(
                "Criticism meetings are locked away inside the record book, under a password that is not the one you"
                " open it with. Lists and the calendar show their kind and day only; no search finds them, no packet"
                " takes them."
            ),
            _("Choose it and go on"),
            body=self.pair,
            parent=parent,
        )
        self.pair.first.setFocus()


class GiveSeal(SealQuestion):
    """Later: one field, and what was wrong under it."""

    def __init__(self, *, parent: QWidget) -> None:
        body = QWidget()
        self.field = PasswordField(says=_("Password of the locked records"))
        label = Label(_("Password of the locked records"), "strong")
        label.setBuddy(self.field)
        column = Column(body, spacing=8)
        column.addWidget(label)
        column.addWidget(self.field)
        super().__init__(
            _("This record is locked"),
            _("It opens with a password of its own, until you lock the records or the record book again."),
            _("Unlock"),
            body=body,
            parent=parent,
        )
        self.field.setFocus()

    def refuse(self) -> None:
        """Say under the field that it was not right; what was typed stays, all selected."""
        self.set_busy(busy=False)
        text = _("The password is not right. Please try again.")
        self.field.set_findings((FindingLine(Level.ERROR, text, word=_("Not opened")),))
