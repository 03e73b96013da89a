"""Why a rule asks and how to mend what it found: a link at the end of a finding that unfolds both below it."""

from PySide6.QtWidgets import QWidget

from gui.messages import _, fill
from gui.widgets.buttons import Button
from gui.widgets.space import Column
from gui.widgets.text import Label


class WhyLink(Button):
    """为什么; its owner puts `words` below the row that is explained."""

    def __init__(self, why: str, how: str, *, about: str, indent: int = 0, parent: QWidget | None = None) -> None:
        super().__init__("", "link", parent=parent)
        self._about = about
        self.words = QWidget()
        column = Column(self.words, margins=(indent, 2, 8, 4), spacing=2)
        for text in (why, fill(_("What to do: {how}"), {"how": how}) if how else ""):
            if text:
                column.addWidget(Label(text, "small", wrap=True, selectable=True))
        self.words.hide()
        self.clicked.connect(lambda _checked=False: self.turn())
        self._say()

    def unfolded(self) -> bool:
        """Tell whether the words are shown."""
        return not self.words.isHidden()

    def turn(self) -> None:
        """Unfold the words, or fold them again."""
        self.words.setVisible(not self.unfolded())
        self._say()

    def _say(self) -> None:
        self.set_text(_("Fold") if self.unfolded() else _("Why"))
        self.setAccessibleName(f"{_('Fold') if self.unfolded() else _('Why')} {self._about}")
