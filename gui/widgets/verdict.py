"""Verdict cards: bar, shield, word, one reason, one action, and what was checked on request."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.messages import _, verdict_word
from gui.widgets import aloud
from gui.widgets.beside import Beside
from gui.widgets.buttons import Button
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row
from gui.widgets.text import ElidedLabel, Frame, Label, Separator
from gui.widgets.theme import Room

_LOOK = {
    "valid": ("shield_checkmark", "ok"),
    "undecided": ("shield_question", "warn"),
    "invalid": ("shield_dismiss", "err"),
}


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One thing the judge looked at: what, how it came out (True, False, None = not looked at), particulars."""

    text: str
    good: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerdictData:
    """A judgement in words: `value` is valid, undecided or invalid."""

    value: str
    file: str
    reason: str
    line: str = ""
    """Grey line: signer, registration, the school's clock; or the fingerprint to compare."""
    action: str = ""
    primary: bool = False
    checked: Sequence[CheckedLine] = field(default=())


class VerdictCard(Frame):
    """One judged file."""

    acted = Signal()
    print_wanted = Signal()
    """Print what was found as a sheet of its own."""

    def __init__(self, data: VerdictData, *, parent: QWidget | None = None) -> None:
        super().__init__(data.value, parent)
        self.data = data
        name, tone = _LOOK[data.value]
        column = Column(self, margins=(24, 14, 16, 14), spacing=8)
        line = Row(spacing=20)
        line.addWidget(IconLabel(name, 40, colour=tone, filled=True))
        words = Column(spacing=3)
        first = Row(spacing=14)
        first.addWidget(Label(verdict_word(data.value), "verdict", tone=tone))
        first.addWidget(ElidedLabel(data.file, "small"), 1)
        words.addLayout(first)
        words.addWidget(Label(data.reason, "strong", wrap=True))
        if data.line:
            words.addWidget(Label(data.line, "small", wrap=True, selectable=True))
        actions = Column(spacing=6)
        self.action: Button | None = None
        if data.action:
            self.action = Button(data.action, "primary" if data.primary else "plain", action=self.acted.emit)
            actions.addWidget(self.action)
        self._details = QWidget()
        self.what: Button | None = None
        if data.checked:
            self.what = Button(_("What was checked"), "link", action=self._toggle)
            actions.addWidget(self.what)
        self.sheet = Button(_("Print the validity sheet"), "link", action=self.print_wanted.emit)
        self.sheet.setAccessibleName(f"{_('Print the validity sheet')} {data.file}")
        actions.addWidget(self.sheet)
        actions.addStretch(1)
        line.addLayout(Beside(words, actions, spacing=20), 1)
        column.addLayout(line)
        column.addWidget(self._details)
        self._details.hide()
        self._fill()
        self.setAccessibleName(f"{verdict_word(data.value)} {data.file} {data.reason}")
        # Not Minimum: that would take the height of the unwrapped words for the least one.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def showEvent(self, event: QShowEvent) -> None:
        """Say the verdict when it comes."""
        super().showEvent(event)
        aloud.say_once(self, self.accessibleName())

    def set_room(self, room: Room) -> None:
        """Nothing depends on the room: words wrap by themselves."""

    def _fill(self) -> None:
        column = Column(self._details, margins=(60, 4, 0, 0), spacing=6)
        column.addWidget(Separator())
        looks = {
            True: ("checkmark_circle", "ok", _("good")),
            False: ("dismiss_circle", "err", _("bad")),
            None: ("question_circle", "warn", _("not checked")),
        }
        for checked in self.data.checked:
            name, tone, said = looks[checked.good]
            line = Row(spacing=8)
            line.addWidget(IconLabel(name, 16, colour=tone, filled=True, says=said))
            line.addWidget(Label(checked.text, "finding"))
            if checked.note:
                line.addWidget(Label(checked.note, "small", wrap=True, selectable=True), 1)
            else:
                line.addStretch(1)
            column.addLayout(line)

    def _toggle(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        if self.what is not None:
            self.what.set_text(_("Fold away") if shown else _("What was checked"))
