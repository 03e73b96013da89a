"""The status bar: lock, saved, backup, stick; each is a button, always grey, a problem gets words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import Button
from gui.widgets.space import Flow
from gui.widgets.text import Frame
from gui.widgets.theme import theme


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One thing to know: key, icon, words, and the words of a link beside it (去备份)."""

    key: str
    icon: str
    text: str
    action: str = ""


class StatusBar(Frame):
    """The line under the window, 30 high; two lines where large text leaves no room for one."""

    pressed = Signal(str)
    """The key of the thing that was pressed; its link says key + "." + "action"."""

    def __init__(self, items: Sequence[StatusItem] = (), *, parent: QWidget | None = None) -> None:
        super().__init__("status", parent)
        self._line = Flow(self, spacing=6)
        self._buttons: dict[str, Button] = {}
        self._links: dict[str, Button] = {}
        theme().changed.connect(self.restyle)
        self.restyle()
        for item in items:
            self.show_item(item)

    def show_item(self, item: StatusItem) -> None:
        """Add a thing, or say it anew; empty words hide it."""
        button = self._buttons.get(item.key)
        if button is None:
            button = Button(item.text, "status", icon_name=item.icon)
            button.clicked.connect(lambda _checked=False, key=item.key: self.pressed.emit(key))
            link = Button("", "link")
            link.clicked.connect(lambda _checked=False, key=item.key: self.pressed.emit(f"{key}.action"))
            self._line.addWidget(button)
            self._line.addWidget(link)
            self._buttons[item.key], self._links[item.key] = button, link
        button.set_text(item.text)
        button.set_icon(item.icon)
        button.setVisible(bool(item.text))
        link = self._links[item.key]
        link.set_text(item.action)
        link.setVisible(bool(item.action and item.text))

    def restyle(self) -> None:
        """Take the height of the present text size."""
        self._line.setContentsMargins(theme().dp(10), 0, theme().dp(10), 0)
        self.setMinimumHeight(theme().dp(30))
