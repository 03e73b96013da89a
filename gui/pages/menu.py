"""The menu behind ⋯: what can be done with a record and is not the usual next step."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from core.records.workflow import Move
from gui.messages import words

Entry = tuple[str, Callable[[], object]]
"""Words and what to do."""


def show_menu(
    button: QPushButton,
    entries: Iterable[Entry],
    *,
    moves: Iterable[Move],
    make: Callable[[str], None],
    last: Iterable[Entry] = (),
    above: bool = False,
) -> QMenu:
    """Show a menu at its button, below or `above` it; `make` is called with the key of a move."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, action in entries:
        menu.addAction(text).triggered.connect(partial(_do, action))
    menu.addSeparator()
    for move in moves:
        menu.addAction(words(move.words)).triggered.connect(partial(_do, partial(make, move.key)))
    for text, action in last:
        menu.addAction(text).triggered.connect(partial(_do, action))
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() if above else button.height())))
    return menu


def _do(action: Callable[[], object], _checked: bool = False) -> None:
    action()
