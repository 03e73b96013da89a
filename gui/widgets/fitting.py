"""The body of a question that may be taller than the screen: it scrolls instead of pushing the buttons out."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.space import Column
from gui.widgets.text import Scroll
from gui.widgets.theme import theme

_BESIDE = 190
"""Height of title, text, buttons and margins of a question, in pixels at 100 %."""
_LEAST = 120


class Fitting(Scroll):
    """Shows a widget as high as it wants to be, but never higher than the window behind has room for."""

    def __init__(self, inner: QWidget, *, width: int, parent: QWidget | None = None) -> None:
        column = Column(spacing=0)
        column.addWidget(inner)
        column.addStretch(1)
        super().__init__(column, parent=parent)
        self._inner, self._width = inner, width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is said inside."""
        # The scroll area asks while it is being made, too.
        if watched is getattr(self, "_inner", None) and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the size of what stands inside, as far as there is room."""
        look = theme()
        wide = look.dp(self._width)
        tall = self._inner.heightForWidth(wide) if self._inner.hasHeightForWidth() else self._inner.sizeHint().height()
        return QSize(wide, max(look.dp(_LEAST), min(tall + look.dp(4), self._room())) if tall else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a question measures itself by it."""
        return QSize(theme().dp(_LEAST), self.sizeHint().height())

    def _room(self) -> int:
        """Return what the screen, and the window behind the question, leave for the body."""
        tall = self.screen().availableGeometry().height()
        behind = self.window().parentWidget()
        if behind is not None:
            tall = min(tall, behind.window().height())
        return tall - theme().dp(_BESIDE)
