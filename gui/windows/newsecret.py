"""The page after the recovery sheet has opened a book: a new password is chosen before anything else is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.messages import _, about
from gui.messages.errors import Explained
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.newpassword import PasswordPair
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Label
from gui.widgets.theme import Room
from gui.windows.cover import Cover

if TYPE_CHECKING:
    from core.services.vaults import Vault


class NewSecretCard(Cover):
    """Asks for a new password; whoever wants it later is asked again when the sheet opens the book once more."""

    done = Signal()
    """It was taken, or is left for later: go on."""

    def __init__(self, vault: "Vault", code: str, *, school: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        """`code` is what opened the vault."""
        super().__init__(parent=parent)
        self._vault, self._code, self._tasks = vault, code, tasks
        self._busy = False
        self.put_title(school)
        self.column.addWidget(Label(_("The recovery sheet fits. Please choose a new password."), "strong", wrap=True))
        self.pair = PasswordPair()
        self.pair.set_room(Room.NARROW)
        self.column.addWidget(self.pair)
        self.column.addWidget(
            NoteLine(_("What is written stays as it is, and the sheet keeps opening this record book."), "key")
        )
        self._said = Column(spacing=0)
        self.column.addLayout(self._said)
        row = Row(spacing=8)
        row.addStretch(1)
        self.later_button = Button(_("Not now"), "plain", action=self._later)
        self.take = Button(_("Take it  Enter"), "primary", icon_name="checkmark", action=self._take)
        row.addWidget(self.later_button)
        row.addWidget(self.take)
        self.column.addLayout(row)
        for field in (self.pair.first, self.pair.second):
            field.returnPressed.connect(self._take)
        self.pair.edited.connect(lambda: clear(self._said))

    def ready(self) -> None:
        """Put the cursor into the first field."""
        self.pair.first.setFocus()

    def refuse(self, why: Explained) -> None:
        """Say why the new password was not taken; what was typed stays."""
        self.set_busy(busy=False)
        clear(self._said)
        self._said.addWidget(FindingRow(FindingLine(Level.ERROR, why.text())))

    def set_busy(self, *, busy: bool) -> None:
        """Say that it is being taken."""
        self._busy = busy
        self.take.set_text(_("One moment…") if busy else _("Take it  Enter"))

    def _take(self) -> None:
        first, second = self.pair.first, self.pair.second
        if self._busy:
            return
        if first.hasFocus() and first.text() and not second.text():
            second.setFocus()
            return
        if self.pair.complain():
            return
        self.set_busy(busy=True)
        vault, code, password = self._vault, self._code, self.pair.password()

        def change() -> None:
            from core.services import vaults

            vaults.change_password(vault, old=code, new=password)

        self._tasks.in_vault(
            change, lambda _none: self._end(), failed=lambda error: self.refuse(about(error)), owner=self
        )

    def _later(self) -> None:
        if not self._busy:
            self._end()

    def _end(self) -> None:
        self._code = ""
        self.pair.empty()
        self.done.emit()
