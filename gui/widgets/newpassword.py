"""A new password, typed twice, with words for its strength and the plain warning that nobody can bring it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.base.words import N_
from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.formline import FormField, FormLine
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row
from gui.widgets.text import Label
from gui.widgets.theme import Room

SHORTEST = 8
"""Characters a password needs at least; a stolen vault can be tried as often as somebody likes."""

_WORDS = {
    "short": (N_("Too short: at least 8 characters"), "err", "dismiss_circle"),
    "weak": (N_("Easily guessed: mix words, digits and signs"), "warn", "warning"),
    "fair": (N_("Good enough"), "ok", "checkmark_circle"),
    "strong": (N_("Strong"), "ok", "checkmark_circle"),
}


def strength(password: str) -> str:
    """Return short, weak, fair or strong: by length, by how many different characters, by how many sorts of them."""
    if len(password) < SHORTEST:
        return "short"
    sorts = sum(
        any(test(sign) for sign in password)
        for test in (str.isdigit, lambda s: s.isascii() and s.islower(), lambda s: s.isascii() and s.isupper())
    )
    sorts += any(not sign.isascii() for sign in password)
    sorts += any(sign.isascii() and not sign.isalnum() for sign in password)
    variety = len(set(password))
    if variety < 5 or (sorts < 2 and len(password) < 12):
        return "weak"
    return "strong" if len(password) >= 12 and sorts >= 2 and variety >= 8 else "fair"


class PasswordPair(QWidget):
    """Two fields, shown or hidden together."""

    edited = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = TextField(chars=28), TextField(chars=28)
        self._eye = Button(_("Show"), "small", icon_name="eye", action=self._turn_eye)
        self._icon = IconLabel("info", 16, colour="hint", filled=True)
        self._says = Label("", "small")
        words = QWidget()
        row = Row(words, spacing=6)
        row.addWidget(self._icon)
        row.addWidget(self._says)
        row.addWidget(self._eye)
        row.addStretch(1)
        self._lines = [
            FormLine([FormField("password", _("Password"), self.first, required=True, stretch=0, note=words)]),
            FormLine([FormField("again", _("Once more"), self.second, required=True, stretch=0)]),
        ]
        column = Column(self, spacing=8)
        for line in self._lines:
            column.addWidget(line)
        warning = _("Nobody can bring a lost password back: not the county, not the developers of this program. ")
        keep = _("Write it down and lock the paper away.")
        column.addWidget(NoteLine(warning + keep, "warning", colour="warn"))
        # From the first field Tab leads to the second, as everywhere; "Show" comes after both.
        QWidget.setTabOrder(self.first, self.second)
        QWidget.setTabOrder(self.second, self._eye)
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.edited.connect(self._look)
        self._look()

    def tab_stops(self) -> list[QWidget]:
        """From the first field Tab leads to the second, as everywhere; "Show" comes after both."""
        return [self.first, self.second, self._eye]

    def password(self) -> str:
        """Return the password when it is long enough and both are equal, else an empty string."""
        return self.first.text() if not self._findings() else ""

    def complain(self) -> bool:
        """Show what is wrong and go there; False when nothing is."""
        found = self._findings()
        for line in self._lines:
            line.set_findings({key: [said] for key, said in found.items()})
        if found:
            (self.first if "password" in found else self.second).setFocus()
        return bool(found)

    def empty(self) -> None:
        """Forget both; Ctrl+Z brings nothing back."""
        self.first.setText("")
        self.second.setText("")
        self._look()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        for line in self._lines:
            line.set_room(room)

    def _findings(self) -> dict[str, FindingLine]:
        if len(self.first.text()) < SHORTEST:
            said = _("At least 8 characters; a sentence you remember is best.")
            return {"password": FindingLine(Level.ERROR, said)}
        if self.first.text() != self.second.text():
            return {"again": FindingLine(Level.ERROR, _("The two are not the same."))}
        return {}

    def _look(self) -> None:
        text = self.first.text()
        self._icon.setVisible(bool(text))
        self._says.setVisible(bool(text))
        if text:
            said, tone, icon = _WORDS[strength(text)]
            self._says.setText(_(said))
            self._says.set_tone(tone)
            self._icon.show_icon(icon, colour=tone, filled=True)
        for line in self._lines:
            line.set_findings({})
        self.edited.emit()

    def _turn_eye(self) -> None:
        hidden = self.first.echoMode() is QLineEdit.EchoMode.Password
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_text(_("Hide") if hidden else _("Show"))
        self._eye.set_icon("eye_off" if hidden else "eye")
