"""A password to type: shown on request, Caps Lock said at once, never kept longer than it stands in the field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.messages import _
from gui.widgets import aloud
from gui.widgets.buttons import Button
from gui.widgets.capslock import caps_lock, letter_says
from gui.widgets.fields import State, TextField, set_state
from gui.widgets.finding import FindingLine, FindingRow, Level, said_of
from gui.widgets.space import Column, Row, clear


class _Hidden(TextField):
    """The line that hides what is typed; tells what each key says about Caps Lock."""

    rare = False
    caps = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at Caps Lock with every key."""
        super().keyPressEvent(event)
        asked = caps_lock()
        said = asked if asked is not None else letter_says(event)
        if said is not None:
            self.caps.emit(said)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Look once more when Caps Lock itself is let go: only then is it off."""
        super().keyReleaseEvent(event)
        asked = caps_lock() if event.key() == Qt.Key.Key_CapsLock else None
        if asked is not None:
            self.caps.emit(asked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Look at Caps Lock before the first key."""
        super().focusInEvent(event)
        asked = caps_lock()
        if asked is not None:
            self.caps.emit(asked)


class PasswordField(QWidget):
    """The field, 显示, and what there is to say below."""

    edited = Signal()
    entered = Signal()
    """Enter was pressed in the field."""

    def __init__(self, *, says: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Hidden(hint=hint)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(says)
        self.line.edited.connect(self.edited.emit)
        self.line.returnPressed.connect(self.entered.emit)
        self.line.caps.connect(self._caps)
        self._show = Button(_("Show"), icon_name="eye", action=self._toggle)
        self._found: tuple[FindingLine, ...] = ()
        self._caps_on = False
        self._below = Column(spacing=6)
        column = Column(self, spacing=8)
        row = Row(spacing=8)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        column.addLayout(row)
        column.addLayout(self._below)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the field; Ctrl+Z brings nothing back."""
        self.line.setText("")

    def set_findings(self, found: tuple[FindingLine, ...]) -> None:
        """Show what is wrong under the field; the text stays and is selected."""
        self._found = found
        self._show_below()
        if found:
            self.line.setFocus()
            self.line.selectAll()

    def _toggle(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show.set_text(_("Hide") if hidden else _("Show"))
        self._show.set_icon("eye_off" if hidden else "eye")
        self.line.setFocus()

    def _caps(self, on: bool) -> None:
        if on != self._caps_on:
            self._caps_on = on
            self._show_below()

    def _show_below(self) -> None:
        clear(self._below)
        lines = list(self._found)
        if self._caps_on:
            lines.append(FindingLine(Level.WARNING, _("Caps Lock is on."), word=_("Note")))
        for line in lines:
            self._below.addWidget(FindingRow(line))
        error = any(line.level is Level.ERROR for line in self._found)
        set_state(self.line, State.ERROR if error else State.NORMAL)
        self.line.setAccessibleDescription(said_of(lines))
        aloud.say(self.line, said_of(lines))
