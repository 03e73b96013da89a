"""The one banner of the intake: what is being written for another line than the one shown, else what is due."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.desk.handover import Handover
from gui.messages import _, fill
from gui.widgets.finding import Banner, FindingLine, Level
from gui.widgets.space import Column, clear


class UnderWay(QWidget):
    """Knows the handovers of a page; only one of them may be busy, and what the others said counts no more then."""

    opened = Signal(str)
    """The line with this key is wanted."""
    due_opened = Signal()
    """What is due is to be done now."""

    def __init__(self, *handovers: Handover, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handovers = handovers
        self._shown = ""
        self._due: FindingLine | None = None
        self.banner: Banner | None = None
        self._column = Column(self, spacing=0)
        for handover in handovers:
            handover.moved.connect(self._moved)

    def addressee(self) -> str:
        """Return for whom something is being written now; empty when nothing is."""
        return next((handover.addressee for handover in self._handovers if handover.busy()), "")

    def show_for(self, key: str) -> None:
        """Another line is shown; what the one before it was told was seen."""
        if key != self._shown:
            for handover in self._handovers:
                if handover.about == self._shown:
                    handover.forget()
            self._shown = key
        self._show()

    def say_due(self, line: FindingLine | None) -> None:
        """Say what is due for as long as nothing is being written; None when nothing is."""
        self._due = line
        self._show()

    def _moved(self) -> None:
        if self.addressee():
            for handover in self._handovers:
                handover.forget()
        self._show()

    def _show(self) -> None:
        clear(self._column)
        self.banner = None
        elsewhere = [one for one in self._handovers if one.about and one.about != self._shown]
        if elsewhere:
            self.banner = Banner(self._line(elsewhere[0]))
            self.banner.acted.connect(self.opened)
        elif self._due is not None:
            self.banner = Banner(self._due)
            self.banner.acted.connect(lambda _key: self.due_opened.emit())
        if self.banner is not None:
            self._column.addWidget(self.banner)

    @staticmethod
    def _line(handover: Handover) -> FindingLine:
        if handover.busy():
            level, said = Level.WARNING, _("The file for {school} is being written; please do not pull the stick out.")
        elif handover.safe:
            level, said = Level.HINT, _("The file for {school} is written, read back and checked.")
        else:
            level, said = Level.WARNING, _("The file for {school} is not on a stick yet.")
        return FindingLine(level, fill(said, {"school": handover.addressee}), action=_("Show"), key=handover.about)
