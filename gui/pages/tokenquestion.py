"""U盾签名: which USB key, and its PIN; the key is made on it. The question stays until that is done."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from core.base.errors import PinLocked, PinWrong, UserError
from core.services import identities
from core.views.county import TokenLine
from gui.messages import _, about, fill
from gui.messages.pins import OF_THE_TOKEN, pin_refused
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.password import PasswordField
from gui.widgets.progress import ProgressRow
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import ElidedLabel, Label

WIDTH = 600
USED = "used"
"""The answer once the key is made."""


def usual_place() -> Path:
    """Return where the makers of USB keys put their modules."""
    return Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32") if os.name == "nt" else Path("/usr/lib")


class TokenQuestion(Question):
    """The maker's module is chosen once; then the USB keys that are plugged in are offered."""

    def __init__(
        self,
        *,
        use: Callable[[Path, str, str], object],
        tasks: Tasks,
        chooser: Chooser,
        parent: QWidget,
    ) -> None:
        self._use, self._tasks, self._chooser = use, tasks, chooser
        self._job: Job | None = None
        self._module: Path | None = None
        self._lines: tuple[TokenLine, ...] = ()
        body = QWidget()
        column = Column(body, margins=(0, 0, 0, 0), spacing=10)
        row = Row(spacing=8)
        self.choose = Button(_("Choose its program"), icon_name="folder_open", action=self._choose)
        self.again = Button(_("Look again"), "link", action=self.look)
        self.again.hide()
        self._where = ElidedLabel("", "small")
        row.addWidget(self.choose)
        row.addWidget(self._where, 1)
        row.addWidget(self.again)
        column.addLayout(row)
        self._choices = Column(spacing=6)
        self.group = QButtonGroup(body)
        column.addLayout(self._choices)
        self._pin_words = Label(_("PIN of the USB key"), "strong")
        self.pin = PasswordField(says=_("PIN of the USB key"))
        for widget in (self._pin_words, self.pin):
            widget.hide()
            column.addWidget(widget)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        column.addWidget(self.progress)
        self._says = Column(spacing=6)
        column.addLayout(self._says)
        column.addWidget(NoteLine(_("The PIN is asked for with every signature and never kept.")))
        super().__init__(
            _("Sign with a USB key?"),
            _("A new key is made on it and never leaves it. The county has to certify it, so make the form anew then."),
            (Reply("no", _("Not now"), safe=True), Reply("use", _("Make the key"))),
            body=body,
            width=WIDTH,
            parent=parent,
        )
        self.pin.entered.connect(lambda: self.begin("use"))
        self.choose.setFocus()

    def begin(self, answer: str) -> bool:
        """Make the key when everything is there, else say what is missing; the question stays."""
        if answer != "use":
            return False
        if self._job is not None and not self._job.finished:
            return True
        serial = self.serial()
        if self._module is None:
            self._say(_("First choose the file that came with the USB key."), Level.HINT)
            self.choose.setFocus()
        elif not serial:
            self.look()
        elif not self.pin.value():
            self.pin.setFocus()
        else:
            self._make(self._module, serial)
        return True

    def serial(self) -> str:
        """Return the serial number of the chosen USB key; empty while none is."""
        button = self.group.checkedButton()
        # None while nothing is chosen, which the stubs do not say.
        return str(button.property("serial")) if button is not None else ""  # type: ignore[redundant-expr]

    def look(self) -> None:
        """Look which USB keys are plugged in."""
        module = self._module
        if module is not None:
            clear(self._says)
            self._tasks.aside(lambda _progress: identities.tokens(module), self._show, failed=self._lost, owner=self)

    def _choose(self) -> None:
        start = self._module or usual_place()
        kinds = fill(_("Programs of USB keys ({endings})"), {"endings": "*.so *.so.* *.dll *.dylib"})
        found = self._chooser.file(self, title=_("The file that came with the USB key"), start=start, kinds=kinds)
        if found is not None:
            self._module = found
            self._where.setText(str(found))
            self.look()

    def _show(self, lines: tuple[TokenLine, ...]) -> None:
        self._lines = lines
        clear(self._choices)
        for button in self.group.buttons():
            self.group.removeButton(button)
        for line in lines:
            note = _("locked") if line.locked else _("a wrong PIN was typed") if line.few_tries else line.maker
            button = QRadioButton(fill(_("{label} · {note}"), {"label": line.label, "note": note}))
            button.setProperty("serial", line.serial)
            button.setEnabled(not line.locked)
            self.group.addButton(button)
            self._choices.addWidget(button)
        usable = [button for button in self.group.buttons() if button.isEnabled()]
        if usable:
            usable[0].setChecked(True)
            self.pin.setFocus()
        else:
            self._say(_("No USB key is plugged in, or it is locked."), Level.WARNING)
        self.again.show()
        for widget in (self._pin_words, self.pin):
            widget.setVisible(bool(usable))

    def _lost(self, error: UserError) -> None:
        self._show(())
        self._say(about(error).text(), Level.ERROR)

    def _make(self, module: Path, serial: str) -> None:
        pin = self.pin.value()
        self._quiet()
        self.progress.start(_("Making the key on the USB key; this can take a minute"), at_once=True)
        self._job = self._tasks.aside(
            lambda _progress: self._use(module, serial, pin), self._made, failed=self._refused, owner=self
        )

    def _made(self, _identity: object) -> None:
        self.progress.finish()
        self.pin.forget()
        self.give(USED)

    def _refused(self, error: UserError) -> None:
        self.progress.finish()
        if isinstance(error, PinWrong | PinLocked):
            self.pin.forget()
        if error.code() in OF_THE_TOKEN:
            self.pin.set_findings((FindingLine(Level.ERROR, pin_refused(error)),))
        else:
            self._say(about(error).text(), Level.ERROR)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _quiet(self) -> None:
        clear(self._says)
        self.pin.set_findings(())

    def _say(self, text: str, level: Level) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(level, text)))
