"""Ctrl+/: which keys do what here and now, read from the keys that are bound."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from gui.messages import _
from gui.pages.page import Page
from gui.pages.preferences import Preferences
from gui.widgets.keys import KeyLine, bind, keys_of
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, Grid
from gui.widgets.text import Label
from gui.windows.textsize import TextSize

KEYS = "Ctrl+/"
WIDTH = 560


class KeyList(Question):
    """The keys of what is in front first, then those that work everywhere; read, and closed with Esc."""

    def __init__(self, lines: Iterable[KeyLine], *, parent: QWidget) -> None:
        here: dict[str, list[str]] = {}
        always: dict[str, list[str]] = {}
        for line in lines:
            names = (here if _on_page(line.owner) else always).setdefault(line.says, [])
            for name in line.keys:
                shown = name.replace("Return", "Enter")  # there are two of them, and both do
                if shown not in names:
                    names.append(shown)
        body = QWidget()
        column = Column(body, spacing=8)
        for title, told in ((_("On this page"), here), (_("Everywhere"), always)):
            if told:
                column.addWidget(Label(title, "label"))
                column.addLayout(_grid(told))
        self.told = {**always, **here}
        """The keys by what they do."""
        replies = [Reply("close", _("Close"), safe=True)]
        super().__init__(_("Keys"), "", replies, body=body, width=WIDTH, parent=parent)
        self.buttons["close"].setFocus()


def window_keys(window: QWidget, preferences: Preferences, *, trouble: Callable[[UserError], None]) -> None:
    """Bind the keys that every window of the program has: text size, and the list of keys."""
    TextSize(window, preferences, trouble=trouble)
    bind_list(window)


def bind_list(window: QWidget) -> None:
    """Let Ctrl+/ open the list of keys over a window."""
    bind(window, KEYS, lambda: show_keys(window), _("Which keys there are"))


def show_keys(window: QWidget) -> KeyList:
    """Open the list over a window; the focus goes back to where it was when it closes."""
    found = KeyList(tuple(keys_of(window)), parent=window)
    found.ask(lambda _answer: None)
    return found


def _on_page(owner: QWidget) -> bool:
    """Tell whether a key belongs to the page in front, not to the window round it."""
    at: QWidget | None = owner
    while at is not None and not isinstance(at, Page):
        at = at.parentWidget()
    return at is not None


def _grid(told: dict[str, list[str]]) -> Grid:
    grid = Grid(gaps=(20, 6))
    for row, (says, names) in enumerate(told.items()):
        grid.addWidget(Label("  ".join(names), "strong"), row, 0)
        grid.addWidget(Label(says, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    return grid
