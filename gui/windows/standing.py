"""What stands in the window: one thing at a time, and above it what can't be said on it."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.base.errors import UserError
from gui.messages import _, about
from gui.widgets.finding import Banner, FindingLine, Level
from gui.widgets.space import Column, clear


class Standing(QWidget):
    """Shows one widget and throws the one before away; what was said above goes with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = Column(spacing=0)
        self.stack = QStackedWidget()
        column = Column(self, spacing=0)
        column.addLayout(self._says)
        column.addWidget(self.stack, 1)

    def put(self, widget: QWidget) -> None:
        """Show something else."""
        clear(self._says)
        while self.stack.count():
            old = self.stack.widget(0)
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def now(self) -> QWidget | None:
        """Return what is shown."""
        return self.stack.currentWidget()

    def say(self, error: UserError) -> None:
        """Say above everything what went wrong, until it is understood or something else is shown."""
        clear(self._says)
        if error.code() == "cancelled":
            return
        banner = Banner(FindingLine(Level.ERROR, about(error).text(), action=_("Understood"), key="close"))
        banner.acted.connect(lambda _key: clear(self._says))
        self._says.addWidget(banner)
        banner.show()  # at once, whatever comes next
