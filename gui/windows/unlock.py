"""The closed cover: the same window in the same place, with nothing on it but the way in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.messages import _, fill
from gui.messages.errors import Explained
from gui.widgets.buttons import Button
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.icons import IconLabel
from gui.widgets.password import PasswordField
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label, Separator
from gui.widgets.theme import theme

WIDTH = 480
"""Width of the card at 100 %."""


class UnlockCard(Frame):
    """Asks for the password; wrong ones stay to be mended, all selected."""

    entered = Signal(str)
    """The person wants in with this password."""
    left = Signal()
    """Leave the program."""
    other_wanted = Signal()
    """Open another vault than this one."""
    new_wanted = Signal()
    """Set up a new vault."""

    def __init__(self, *, school: str, principal: str, parent: QWidget | None = None) -> None:
        super().__init__("desk", parent)
        self._busy = False
        outer = Column(self, margins=(12, 12, 12, 12))
        outer.addStretch(1)
        self._card = Frame("dialog")
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        column = Column(self._card, margins=(28, 28, 28, 22), spacing=12)
        column.addLayout(self._title(school))
        greeting = _("{name}, please enter the password") if principal else _("Please enter the password")
        ask = Label(fill(greeting, {"name": principal}), "strong", wrap=True)
        column.addWidget(ask)
        self.field = PasswordField(says=_("Password"))
        self.field.entered.connect(self._enter)
        ask.setBuddy(self.field)
        column.addWidget(self.field)
        column.addLayout(self._button_line())
        column.addWidget(self._forgot)
        column.addWidget(Separator())
        self._safe = NoteLine("", "save", colour="ok", filled=False)
        self._safe.hide()
        column.addWidget(self._safe)
        row = Row(spacing=12)
        row.addWidget(Button(_("Open another record book"), "link", action=self.other_wanted.emit))
        row.addWidget(Button(_("Set up a new one"), "link", action=self.new_wanted.emit))
        row.addStretch(1)
        column.addLayout(row)
        theme().changed.connect(self.restyle)
        self.restyle()

    def _title(self, school: str) -> Row:
        words = Column(spacing=0)
        words.addWidget(Label(_("Taizhang"), "title"))
        if school:
            words.addWidget(Label(school, "sub", wrap=True))
        row = Row(spacing=12)
        row.addWidget(IconLabel("notebook", 32, colour="accent", filled=True))
        row.addLayout(words, 1)
        return row

    def _button_line(self) -> Row:
        self._forgot = NoteLine(
            _("Nobody can bring a password back, and nobody else has it. A restored backup needs the same one."),
            "key",
        )
        self._forgot.hide()
        row = Row(spacing=8)
        row.addWidget(Button(_("Forgot the password"), "link", action=self._forgot.show))
        row.addStretch(1)
        row.addWidget(Button(_("Leave"), "plain", action=self.left.emit))
        self.open_button = Button(_("Open  Enter"), "primary", icon_name="lock_open", action=self._enter)
        row.addWidget(self.open_button)
        return row

    def say_safe(self, text: str) -> None:
        """Say that the half-written record is kept, and where one comes back to."""
        self._safe.set_text(text)
        self._safe.setVisible(bool(text))

    def refuse(self, why: Explained) -> None:
        """Say under the field why the vault did not open; what was typed stays, all selected."""
        self.set_busy(False)
        text = why.text() if why.code != "wrong_password" else _("The password is not right. Please try again.")
        self.field.set_findings((FindingLine(Level.ERROR, text, word=_("Not opened")),))

    def set_busy(self, busy: bool) -> None:
        """Say that opening is under way; a second press does nothing meanwhile."""
        self._busy = busy
        self.open_button.set_text(_("Opening…") if busy else _("Open  Enter"))

    def ready(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()

    def restyle(self) -> None:
        """Take the width of the present text size, never more than the window has."""
        self._card.setFixedWidth(min(theme().dp(WIDTH), max(320, self.width() - theme().dp(24))))

    def resizeEvent(self, event: object) -> None:
        """Keep the card inside a narrow window."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties nothing and leaves nothing: it goes back to the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.field.setFocus()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._busy:
            return
        if not self.field.value():
            self.field.setFocus()
            return
        self.set_busy(True)
        self.entered.emit(self.field.value())
