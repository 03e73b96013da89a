"""What stands in the window while the record book is put away: one sentence, and a way not to wait."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.icons import IconLabel
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import theme

WIDTH = 480
"""Width of the card at 100 %."""


class PartingCard(Frame):
    """Says what is being done; nothing else can be pressed meanwhile."""

    hurried = Signal()
    """Do not wait for it."""

    def __init__(self, text: str, note: str, *, hurry: str = "", parent: QWidget | None = None) -> None:
        super().__init__("desk", parent)
        outer = Column(self, margins=(12, 12, 12, 12))
        outer.addStretch(1)
        self._card = Frame("dialog")
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        column = Column(self._card, margins=(28, 24, 28, 22), spacing=12)
        line = Row(spacing=12)
        line.addWidget(IconLabel("shield_checkmark", 32, colour="accent", filled=True))
        line.addWidget(Label(text, "section", wrap=True), 1)
        column.addLayout(line)
        column.addWidget(Label(note, wrap=True))
        self.hurry = Button(hurry, action=self._hurry)
        row = Row()
        row.addStretch(1)
        row.addWidget(self.hurry)
        column.addLayout(row)
        self.hurry.setVisible(bool(hurry))
        theme().changed.connect(self.restyle)
        self.restyle()

    @classmethod
    def leaving(cls, hurry: Callable[[], object]) -> "PartingCard":
        """Return what is shown while the last backup is made; `hurry` does without it."""
        said = _("The program ends by itself as soon as the backup is made and checked.")
        card = cls(_("Backing up…"), said, hurry=_("Leave without it"))
        card.hurried.connect(hurry)
        return card

    @classmethod
    def restoring(cls) -> "PartingCard":
        """Return what is shown while a backup takes the place of the record book."""
        return cls(_("Restoring…"), _("What was there before is set aside whole. Please wait."))

    def restyle(self) -> None:
        """Take the width of the present text size, never more than the window has."""
        self._card.setFixedWidth(min(theme().dp(WIDTH), max(320, self.width() - theme().dp(24))))

    def resizeEvent(self, event: object) -> None:
        """Keep the card inside a narrow window."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.restyle()

    def _hurry(self) -> None:
        self.hurry.setEnabled(False)  # it has been asked for; it ends at the next step
        self.hurry.set_text(_("Stopping…"))
        self.hurried.emit()
