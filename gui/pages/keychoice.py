"""Where the key lies that signs: in the vault, or on a USB key; asked and changed from the card of the settings."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.services import identities
from core.services.vaults import Vault
from gui.messages import _
from gui.pages.countycard import CountyCard
from gui.pages.tokenquestion import USED, TokenQuestion
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.question import Question, Reply


class KeyChoice(QObject):
    """Asks for the USB key, or whether one signs without it again."""

    changed = Signal()
    """Another key signs from now on."""
    troubled = Signal(object)

    def __init__(self, vault: Vault, *, card: CountyCard, tasks: Tasks, chooser: Chooser, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._chooser, self._page = vault, tasks, chooser, parent
        self.question: Question | None = None
        card.token_wanted.connect(self._ask_token)
        card.own_wanted.connect(self._ask_own)

    def _ask_token(self) -> None:
        def use(module: Path, serial: str, pin: str) -> object:
            return identities.use_token(self._vault, module, serial, pin=pin)

        question = TokenQuestion(use=use, tasks=self._tasks, chooser=self._chooser, parent=self._page)
        self.question = question

        def answered(answer: str) -> None:
            self.question = None
            if answer == USED:
                self.changed.emit()

        question.ask(answered, stay=question.begin)

    def _ask_own(self) -> None:
        question = self.question = Question(
            _("Sign without the USB key from now on?"),
            _("A new key is made in this vault. The county has to certify it, so make the form anew then."),
            (Reply("no", _("Leave it as it is"), safe=True), Reply("own", _("Sign without it"))),
            parent=self._page,
        )

        def answered(answer: str) -> None:
            self.question = None
            if answer == "own":
                self._tasks.aside(
                    lambda _progress: identities.renew(self._vault),
                    lambda _identity: self.changed.emit(),
                    failed=self.troubled.emit,
                    owner=self,
                )

        question.ask(answered)
