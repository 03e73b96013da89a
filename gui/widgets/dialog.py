"""What every dialog does: it fits the screen, its answers stay in sight, F1 helps, and the keyboard goes back."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QPushButton, QWidget
from shiboken6 import isValid

from gui.messages import _
from gui.widgets.keys import bind
from gui.widgets.space import Column
from gui.widgets.text import Frame, Scroll
from gui.widgets.theme import theme

_TITLE = 30
"""Pixels of the title bar that the system puts above, as long as it has not told."""
_BELOW = 64
"""What is shown below the field that has the keyboard, in pixels at 100 %: its finding stands there."""
_TURNS = {Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_PageDown: 1.0, Qt.Key.Key_Up: -0.1, Qt.Key.Key_Down: 0.1}
"""Keys that scroll, and by how much of what is seen."""


class Helper(QObject):
    """Shows help on what is in front; a direct child of the window that it helps with."""

    def open(self) -> None:
        """Show it."""
        raise NotImplementedError


def helper_of(widget: QWidget) -> Helper | None:
    """Return who helps in the window, or the window below the dialog, that a widget stands in."""
    at: QWidget | None = widget.window()
    while at is not None:
        found = at.findChild(Helper, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(found, Helper):
            return found
        above = at.parentWidget()
        at = above.window() if above is not None else None
    return None


class Dialog(QDialog):
    """Stands over a window until it is answered; Esc, the cross and the lock all close it by `reject`.

    `size` and `width` are in pixels at 100 %, and never more than the screen has. One of a `width` takes its height
    from what stands in it, which is put there by `lay`.
    """

    def __init__(
        self,
        title: str,
        *,
        size: tuple[int, int] | None = None,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._size, self._width = size, width
        self._before: QWidget | None = None
        self._content: QLayout | None = None
        self._scroll: Scroll | None = None
        self._answers: QLayout | None = None
        self._foot = Frame("plain", self)
        helper = helper_of(parent) if parent is not None else None
        if helper is not None:
            bind(self, "F1", helper.open, _("Help"))
        theme().changed.connect(self.restyle)
        Dialog.restyle(self)

    def room(self) -> QSize:
        """Return the largest size a dialog may have: the screen without bars and without the dialog's own frame."""
        screen, frame = self.screen().availableGeometry().size(), self.frameGeometry().size() - self.size()
        return screen - QSize(frame.width(), max(frame.height(), _TITLE))

    def restyle(self) -> None:
        """Take the size for the present text size."""
        look = theme()
        if self._width:
            self.setFixedWidth(min(look.dp(self._width), self.room().width()))
        if self._size is not None:
            self.resize(QSize(*(look.dp(side) for side in self._size)).boundedTo(self.room()))

    # --- as high as what stands in it ----------------------------------------------------------------

    def lay(self, content: QLayout, answers: QLayout) -> None:
        """Put the content above the answers; where the screen is too low for both the content scrolls."""
        self._content = content
        self._scroll = Scroll(content)
        self._answers = answers
        self._foot.setLayout(answers)
        whole = Column(self, spacing=0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def fit(self) -> None:
        """Take the height that what stands inside needs now, as far as the screen has it."""
        if self._content is None or self._answers is None:
            return
        wide = self.width()
        for part in (self._content, self._answers):
            part.activate()
        wanted = _height(self._content, wide) + _height(self._answers, wide)
        room = self.room().height()
        self._foot.set_role("footer" if wanted > room else "plain")
        self.resize(wide, min(wanted, room))
        self._show_focused()

    def scrolls(self) -> bool:
        """Tell whether the content is higher than there is room for."""
        return self._scroll is not None and self._scroll.verticalScrollBar().maximum() > 0

    def _stay_on_screen(self) -> None:
        """Move up or left when the growth went over an edge."""
        screen, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = max(screen.left(), min(frame.left(), screen.right() + 1 - frame.width()))
        top = max(screen.top(), min(frame.top(), screen.bottom() + 1 - frame.height()))
        if self.isVisible() and (left, top) != (frame.left(), frame.top()):
            self.move(left, top)

    def _show_focused(self) -> None:
        self._follow_focus(None, QApplication.focusWidget())

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the field that has the keyboard, and to what is said under it."""
        if self._scroll is None or now is None or not self._scroll.isAncestorOf(now):
            return
        place = QRect(now.mapTo(self._scroll.widget(), now.rect().topLeft()), now.size())
        self._scroll.ensureVisible(place.center().x(), place.bottom(), 0, theme().dp(_BELOW))
        self._scroll.ensureVisible(place.center().x(), place.top(), 0, theme().dp(8))

    # --- events --------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Fit again whenever something inside asks for another height, e.g. a refusal under a field."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        """Remember who had the keyboard; fit once the style and the frame are known."""
        if not event.spontaneous():
            self._before = QApplication.focusWidget()
            self.restyle()
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the screen."""
        super().resizeEvent(event)
        self._stay_on_screen()

    def setVisible(self, visible: bool) -> None:
        """Give the keyboard back to whoever had it when the dialog goes, before anybody hears of the answer."""
        goes, active = self.isVisible() and not visible, self.isActiveWindow()
        super().setVisible(visible)
        before = self._before
        if not goes or before is None or not isValid(before) or not before.isVisible():
            return
        if active:
            before.activateWindow()
        before.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; keys that nothing else wants scroll."""
        key, focused = Qt.Key(event.key()), self.focusWidget()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()
        elif key in _TURNS and self._scroll is not None and self.scrolls():
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + round(bar.pageStep() * _TURNS[key]))
        else:
            super().keyPressEvent(event)


def _height(layout: QLayout, wide: int) -> int:
    return layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
