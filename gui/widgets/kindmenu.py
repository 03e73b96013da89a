"""What opens under 新建 where a page holds many kinds of record: a line to narrow them, groups, one line each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.messages import _, brief, fill
from gui.widgets import aloud
from gui.widgets.buttons import Button
from gui.widgets.fields import TextField
from gui.widgets.kindlist import KindEntry, KindGroup, KindList
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label, Separator
from gui.widgets.theme import theme

__all__ = ["KindEntry", "KindGroup", "KindMenu"]

_WIDTH, _MARGIN, _ENOUGH = 420, 8, 300


class KindMenu(QWidget):
    """Lies over its window while it is open and closes when the keyboard or a click goes elsewhere.

    It is no Qt.Popup window: people report that input methods cannot write Chinese into those on Windows.
    """

    chosen = Signal(str)
    """The key of an entry."""
    closed = Signal()

    def __init__(self, groups: Sequence[KindGroup] = (), *, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button: QWidget | None = None
        self._back: QWidget | None = None
        self.setAccessibleName(says)
        self.card = Frame("menu", self)
        self.line = TextField(hint=_("Words, pinyin initials or English"))
        self.line.setAccessibleName(_("Narrow the list"))
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = KindList(says=says)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._open)
        self.list.installEventFilter(self)
        self._none = Frame("plain")
        none = Column(self._none, margins=(14, 10, 14, 10), spacing=4)
        self._said = Label("", "small", wrap=True)
        none.addWidget(self._said)
        none.addWidget(Button(_("Clear"), "link", action=self._clear), 0, Qt.AlignmentFlag.AlignLeft)
        none.addStretch(1)
        foot = Row(margins=(14, 5, 14, 6), spacing=12)
        foot.addWidget(Label(_("↑ ↓ choose"), "muted"))
        foot.addWidget(Label(_("Enter new"), "muted"))
        foot.addStretch(1)
        foot.addWidget(Label(_("Esc close"), "muted"))
        column = Column(self.card, margins=(1, 1, 1, 1), spacing=0)
        top = Column(margins=(10, 10, 10, 8), spacing=0)
        top.addWidget(self.line)
        self._others = (top, foot)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)
        column.addWidget(Separator())
        column.addLayout(foot)
        self._none.hide()
        self.hide()
        self.show_groups(groups)
        theme().changed.connect(self._place)

    def show_groups(self, groups: Sequence[KindGroup]) -> None:
        """Offer other kinds; what was typed still narrows them."""
        self.list.show_groups(groups)
        self._narrow(self.line.text())

    # --- open and close -------------------------------------------------------------------------------

    def open_under(self, button: QWidget) -> None:
        """Open under a button, within its window; the keyboard goes to the line and later back to where it was."""
        window = button.window()
        if not self.isHidden():
            self.line.setFocus()
            return
        self._button, self._back = button, QApplication.focusWidget() or button
        self.setParent(window)
        window.installEventFilter(self)
        button.installEventFilter(self)
        self.line.clear()
        self._narrow("")
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._place()  # the style is known only now, and with it the heights
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def close_menu(self, *, give_back: bool = True) -> None:
        """Close; `give_back` returns the keyboard to where it was."""
        if self.isHidden():
            return
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._focus_moved)
        self.window().removeEventFilter(self)
        if self._button is not None:
            self._button.removeEventFilter(self)
        back, self._back, self._button = self._back, None, None
        if give_back and back is not None:
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close when the keyboard went to something else in the window; not when the whole window lost it."""
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.close_menu(give_back=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, close with the button, and let the line's keys move the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(watched, event):
            return True
        if watched is self._button and event.type() == QEvent.Type.Hide:
            self.close_menu(give_back=False)
        elif watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when something beside the menu is clicked."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_menu()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Keep the Tab key within the menu."""
        stops = [self.line, *([self.list] if not self.list.isHidden() else self._none.findChildren(Button))]
        at = next((number for number, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(at + (1 if following else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Act on a key in the line or in the list; tell whether it was ours."""
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        step = steps.get(Qt.Key(key))
        if watched not in (self.line, self.list):
            return False
        if key == Qt.Key.Key_Escape:
            self.close_menu()
        elif step is not None:
            self.list.step(step)
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentIndex())
        elif watched is self.list and event.text().isprintable() and event.text():
            self.line.setFocus()
            self.line.insert(event.text())
        else:
            return False
        return True

    # --- what is shown --------------------------------------------------------------------------------

    def _narrow(self, text: str) -> None:
        found = self.list.narrow(text)
        self.list.setVisible(found)
        self._none.setVisible(not found)
        self._said.setText(fill(_("Nothing is called “{text}”."), {"text": brief(text)}))
        self._place()
        if text:
            self._say()

    def _clear(self) -> None:
        self.line.clear()
        self.line.setFocus()

    def _say(self) -> None:
        entry = self.list.current()
        said = entry.says() if entry is not None else self._said.text()
        self.line.setAccessibleDescription(said)
        aloud.say(self.line, said)

    def _open(self, index: QModelIndex) -> None:
        entry = self.list.entry(index)
        if entry is not None:
            self.close_menu()
            self.chosen.emit(entry.key)

    def _place(self) -> None:
        """Stand under the button, or over it where there is more room, and never beyond the window."""
        window = self.parentWidget()
        if self._button is None or window is None:
            return
        look = theme()
        self.setGeometry(window.rect())
        margin = look.dp(_MARGIN)
        corner = self._button.mapTo(window, QPoint(0, 0))
        button = QRect(corner, self._button.size())
        wide = min(look.dp(_WIDTH), self.width() - 2 * margin)
        left = button.left() if button.left() + wide <= self.width() - margin else button.right() + 1 - wide
        left = max(margin, min(left, self.width() - margin - wide))
        below = self.height() - margin - (button.bottom() + 1 + look.dp(4))
        above = button.top() - look.dp(4) - margin
        middle = self._none.sizeHint().height() if self.list.isHidden() else self.list.whole_height()
        wanted = middle + sum(part.sizeHint().height() for part in self._others)
        wanted += 2 * look.dp(1) + 3  # margins, edges and the hair line
        if below >= above or below >= look.dp(_ENOUGH):
            high = min(wanted, below)
            top = button.bottom() + 1 + look.dp(4)
        else:
            high = min(wanted, above)
            top = button.top() - look.dp(4) - high
        self.card.setGeometry(left, top, wide, high)
