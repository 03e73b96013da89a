"""What a signature is made with: the password, and the PIN where the key lies on a USB key; neither is ever kept."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from core.base.errors import PinLocked, PinWrong, UserError, WrongPassword
from gui.messages import _, about, fill
from gui.messages.pins import OF_THE_TOKEN, pin_refused
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.password import PasswordField
from gui.widgets.space import Column, clear
from gui.widgets.text import Label


class Secrets(QWidget):
    """One or two fields, and what there is to say under each."""

    entered = Signal()
    """Enter was pressed in the last of them."""

    def __init__(self, ask: str, *, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self.password = PasswordField(says=_("Password"))
        self.pin = PasswordField(says=_("PIN of the USB key"))
        self._pin_words = Label("", "strong", wrap=True)
        self._token = ""
        self._says = Column(spacing=6)
        column = Column(self, margins=(0, 0, 0, 0), spacing=10)
        column.addWidget(Label(ask, "strong"))
        column.addWidget(self.password)
        column.addWidget(self._pin_words)
        column.addWidget(self.pin)
        column.addLayout(self._says)
        self.password.entered.connect(self._password_entered)
        self.pin.entered.connect(self.entered)
        self.show_token("")
        self.setFocusProxy(self.password)

    def show_token(self, label: str) -> None:
        """Ask for the PIN of this USB key, too; for none when the key lies in the vault."""
        self._token = label
        self._pin_words.setText(fill(_("Plug in the USB key “{label}” and type its PIN"), {"label": label}))
        self._pin_words.setVisible(bool(label))
        self.pin.setVisible(bool(label))

    def values(self) -> tuple[str, str]:
        """Return password and PIN as typed; what was wrong before is not said any longer."""
        self._quiet()
        return self.password.value(), self.pin.value() if self._token else ""

    def complain(self) -> bool:
        """Go to the first that is missing; False when none is."""
        for field, wanted in ((self.password, True), (self.pin, bool(self._token))):
            if wanted and not field.value():
                self._go_to(field)
                return True
        return False

    def refuse(self, error: UserError) -> None:
        """Say why nothing was signed: under the field it is about. A wrong PIN is typed anew, the rest stays."""
        self._quiet()
        if isinstance(error, WrongPassword):
            second = error.code() == "second_password"
            said = about(error).text() if second else _("The password is not right. Please try again.")
            self.password.set_findings((FindingLine(Level.ERROR, said, word=self._word),))
        elif error.code() in OF_THE_TOKEN:
            if isinstance(error, PinWrong | PinLocked):
                self.pin.forget()
            self.pin.set_findings((FindingLine(Level.ERROR, pin_refused(error), word=self._word),))
            self._go_to(self.pin)
        elif error.code() != "cancelled":
            self._says.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text(), word=self._word)))

    def forget(self) -> None:
        """Empty both: it is signed."""
        self._quiet()
        self.password.forget()
        self.pin.forget()

    def _quiet(self) -> None:
        clear(self._says)
        self.password.set_findings(())
        self.pin.set_findings(())

    def _password_entered(self) -> None:
        if self._token and not self.pin.value():
            self._go_to(self.pin)
        else:
            self.entered.emit()

    def _go_to(self, field: PasswordField) -> None:
        """Put the cursor into a field and bring it into sight, with what is said under it."""
        field.setFocus()
        pane: QWidget | None = self
        while pane is not None and not isinstance(pane, QScrollArea):
            pane = pane.parentWidget()
        if pane is not None:
            QTimer.singleShot(0, self, partial(pane.ensureWidgetVisible, field))
