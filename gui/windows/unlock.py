"""The closed cover: the same window in the same place, with nothing on it but the way in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.base.words import N_
from gui.messages import _, fill
from gui.messages.errors import Explained
from gui.widgets.buttons import Button
from gui.widgets.codefield import CodeField
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.password import PasswordField
from gui.widgets.space import Column, Flow
from gui.widgets.text import Label, Separator
from gui.windows.cover import Cover
from gui.windows.helping import ask_for_help

_WORD = {
    "vault_damaged": N_("Damaged"),
    "vault_in_use": N_("In use"),
    "vault_in_use_here": N_("In use"),
    "vault_in_use_elsewhere": N_("In use"),
    "newer_vault": N_("Newer"),
}
"""What the finding is called where it is not the password's fault."""


class UnlockCard(Cover):
    """Asks for the password, or for the recovery sheet's code; wrong ones stay to be mended."""

    entered = Signal(str)
    """The person wants in with this password or code."""
    left = Signal()
    """Leave the program."""
    other_wanted = Signal()
    """Open another vault than this one."""
    new_wanted = Signal()
    """Set up a new vault."""
    update_wanted = Signal()
    """Update the program, which is older than the vault."""

    def __init__(
        self,
        *,
        school: str,
        principal: str,
        sound: Callable[[str], bool],
        left: Callable[[], int] = int,
        parent: QWidget | None = None,
    ) -> None:
        """`sound` judges a group of a code, `left` tells how many seconds the next try has to wait."""
        super().__init__(parent=parent)
        self._busy = self._by_code = self._wanted = False
        self._left_to_wait = left
        self._tick = QTimer(self)
        self._tick.setInterval(200)
        self._tick.timeout.connect(self._show_wait)
        self.put_title(school)
        greeting = _("{name}, please enter the password") if principal else _("Please enter the password")
        self.field = PasswordField(says=_("Password"))
        self.field.entered.connect(self._enter)
        ask = Label(fill(greeting, {"name": principal}), "strong", wrap=True)
        ask.setBuddy(self.field)
        self._with_password = _block(ask, self.field)
        self.column.addWidget(self._with_password)
        self.code = CodeField(sound=sound)
        self.code.entered.connect(self._enter)
        self._with_code = _block(
            Label(_("Type the code on the recovery sheet"), "strong", wrap=True),
            self.code,
            NoteLine(_("Without the sheet and the password nobody can open it."), "key"),
        )
        self._with_code.hide()
        self.column.addWidget(self._with_code)
        self._wait = NoteLine(_("After several wrong tries one waits a little. Nothing was changed."), "clock")
        self._wait.hide()
        self.column.addWidget(self._wait)
        self.column.addLayout(self._button_line())
        self.column.addWidget(Separator())
        self._safe = NoteLine("", "save", colour="ok", filled=False)
        self._safe.hide()
        self.column.addWidget(self._safe)
        row = Flow(spacing=12)
        row.addWidget(Button(_("Open another record book"), "link", action=self.other_wanted.emit))
        row.addWidget(Button(_("Set up a new one"), "link", action=self.new_wanted.emit))
        self.update_button = Button(_("Update the program"), "link", action=self.update_wanted.emit)
        self.update_button.hide()
        row.addWidget(self.update_button)
        row.addWidget(Button(_("Help F1"), "link", action=lambda: ask_for_help(self)))
        self.column.addLayout(row)
        self._show_wait()

    def _button_line(self) -> Flow:
        row = Flow(spacing=8, right=True)
        self.forgot = Button(_("Forgot the password"), "link", action=self.turn)
        row.addWidget(self.forgot)
        row.addWidget(Button(_("Leave"), "plain", action=self.left.emit))
        self.open_button = Button(_("Open  Enter"), "primary", icon_name="lock_open", action=self._enter)
        row.addWidget(self.open_button)
        return row

    def turn(self) -> None:
        """Ask for the recovery sheet's code instead of the password, or the other way round; what was typed goes."""
        self._by_code = not self._by_code
        self.field.forget()
        self.field.set_findings(())
        self.code.forget()
        self._with_password.setVisible(not self._by_code)
        self._with_code.setVisible(self._by_code)
        self.forgot.set_text(_("Back to the password") if self._by_code else _("Forgot the password"))
        self.ready()

    def say_safe(self, text: str) -> None:
        """Say that the half-written record is kept, and where one comes back to."""
        self._safe.set_text(text)
        self._safe.setVisible(bool(text))

    def refuse(self, why: Explained) -> None:
        """Say why the vault did not open, a wrong password apart from all else; what was typed stays, all selected."""
        self.set_busy(False)
        self.update_button.setVisible(why.code == "newer_vault")
        text = why.text()
        if why.code == "wrong_password":
            text = _("The password is not right. Please try again.")
            if self._by_code:
                text = _("This sheet does not open this record book. A newer sheet may have been made since.")
        line = FindingLine(Level.ERROR, text, word=_(_WORD.get(why.code, N_("Not opened"))))
        if self._by_code:
            self.code.set_findings((line,))
            self.code.seek()
        else:
            self.field.set_findings((line,))
        self._show_wait()

    def set_busy(self, busy: bool) -> None:
        """Say that opening is under way; a second press does nothing meanwhile."""
        self._busy = busy
        self._show_button()

    def ready(self) -> None:
        """Put the cursor into the field."""
        (self.code if self._by_code else self.field).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties nothing and leaves nothing: it goes back to the field, or from the code to the password."""
        if event.key() == Qt.Key.Key_Escape:
            if self._by_code and not self._busy:
                self.turn()
            else:
                self.ready()
            return
        super().keyPressEvent(event)

    def _show_wait(self) -> None:
        """Count down; what was pressed meanwhile is tried when the time has come."""
        left = self._left_to_wait()
        self._wait.setVisible(left > 0)
        if left and not self._tick.isActive():
            self._tick.start()
        elif not left:
            self._tick.stop()
        self._show_button()
        if self._wanted and not left:
            self._wanted = False
            self._enter()

    def _show_button(self) -> None:
        text, left = _("Open  Enter"), self._left_to_wait()
        if self._busy:
            text = _("Opening…")
        elif left:
            text = fill(_("Opens in {count} s") if self._wanted else _("Wait {count} s"), {"count": left})
        if text != self.open_button.accessibleName():
            self.open_button.set_text(text)

    def _enter(self) -> None:
        if self._busy:
            return
        typed = self.code.value() if self._by_code else self.field.value()
        if not typed:
            if self._by_code:
                self.code.seek()
            else:
                self.field.setFocus()
            return
        if self._left_to_wait():
            self._wanted = True
            self._show_wait()
            return
        self.set_busy(True)
        self.entered.emit(typed)


def sound_group(digits: str) -> bool:
    """Tell whether six digits can be a group of a recovery sheet's code."""
    from core.services import waysin  # loads the database, which the cover does not need

    return not waysin.wrong_groups(digits)


def _block(*parts: QWidget) -> QWidget:
    """Put widgets under each other, to be shown and hidden together."""
    made = QWidget()
    column = Column(made, spacing=12)
    for part in parts:
        column.addWidget(part)
    return made
