"""推出U盘: the link below 可以安全拔出, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.words import N_
from core.views.handover import Farewell
from gui.messages import _
from gui.widgets.buttons import Button
from gui.widgets.finding import NoteLine
from gui.widgets.space import Row

_WORDS = {
    Farewell.POWERED_OFF: N_("The stick is switched off; pull it out."),
    Farewell.UNMOUNTED: N_("The stick is let go; pull it out."),
    Farewell.FLUSHED: N_("Everything is written. Let the stick go with the system’s own button, then pull it out."),
}


class LettingGo(QWidget):
    """Asks for the stick to be let go; whoever owns it does so and tells how far it came."""

    wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(_("Let the stick go"), "link", action=self._ask)
        self._line = NoteLine("", "info")
        self._line.hide()
        row = Row(self, spacing=8)
        row.addWidget(self.button)
        row.addWidget(self._line, 1)
        row.addStretch(0)

    def said(self) -> str:
        """Return what was said last."""
        return self._line.text() if not self._line.isHidden() else ""

    def tell(self, how: Farewell) -> None:
        """Say how far it came."""
        self.button.setVisible(how is Farewell.FLUSHED)
        self._say(_(_WORDS[how]))

    def refuse(self, why: str) -> None:
        """Say why it did not work."""
        self._say(why)

    def _ask(self) -> None:
        self._line.hide()
        self.wanted.emit()

    def _say(self, text: str) -> None:
        self._line.set_text(text)
        self._line.show()
