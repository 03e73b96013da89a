"""The way to records that are locked away: asks for their password wherever they are wanted, and goes on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError, WrongPassword
from core.services import seals
from core.services.seals import SealState
from core.services.vaults import Vault
from gui.pages.sealquestion import ChooseSeal, GiveSeal, SealQuestion
from gui.tasks import Tasks

Then = Callable[[], object]


class SealDoor(QObject):
    """One for each open vault; asks once at a time."""

    troubled = Signal(object)
    """A `UserError` that has nothing to do with the password."""

    def __init__(self, vault: Vault, *, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._vault, self._tasks, self._window = vault, tasks, window
        self.question: ChooseSeal | GiveSeal | None = None

    def ask(self, then: Then, otherwise: Then | None = None) -> None:
        """See to it that locked records can be read, then call `then`; `otherwise` when the person does not want to.

        Nothing is asked while they are open already, or while it is being asked.
        """
        if self.question is not None:
            return

        def told(state: SealState) -> None:
            match state:
                case SealState.OPEN:
                    then()
                case SealState.NONE:
                    self._choose(then, otherwise)
                case SealState.CLOSED:
                    self._give(then, otherwise)

        self._tasks.in_vault(lambda: seals.state(self._vault), told, failed=self.troubled.emit, owner=self)

    def _choose(self, then: Then, otherwise: Then | None) -> None:
        if self.question is not None:
            return
        question = self.question = ChooseSeal(parent=self._window)

        def take() -> bool:
            if question.pair.complain():
                return False
            password = question.pair.password()
            self._try(question, lambda: seals.choose(self._vault, password))
            return True

        question.try_with(take, lambda opened: self._end(opened, then, otherwise))

    def _give(self, then: Then, otherwise: Then | None) -> None:
        if self.question is not None:
            return
        question = self.question = GiveSeal(parent=self._window)

        def take() -> bool:
            password = question.field.value()
            if password:
                self._try(question, lambda: seals.unlock(self._vault, password))
            else:
                question.field.setFocus()
            return bool(password)

        question.try_with(take, lambda opened: self._end(opened, then, otherwise))

    def _try(self, question: SealQuestion, work: Callable[[], None]) -> None:
        def failed(error: UserError) -> None:
            question.set_busy(busy=False)
            if isinstance(question, GiveSeal) and isinstance(error, WrongPassword):
                question.refuse()
            else:
                question.give("no")
                self.troubled.emit(error)

        self._tasks.in_vault(work, lambda _none: question.give("open"), failed=failed, owner=question)

    def _end(self, opened: bool, then: Then, otherwise: Then | None) -> None:
        self.question = None
        if opened:
            then()
        elif otherwise is not None:
            otherwise()
