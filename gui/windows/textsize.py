"""Ctrl + and Ctrl − step through the text sizes, Ctrl 0 goes back to the first."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from gui.messages import _
from gui.pages.preferences import Preferences
from gui.widgets.keys import bind
from gui.widgets.theme import theme

SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent."""


class TextSize(QObject):
    """The keys of a window for the size of its text."""

    def __init__(self, window: QWidget, preferences: Preferences, *, trouble: Callable[[UserError], None]) -> None:
        super().__init__(window)
        self._preferences, self._trouble = preferences, trouble
        for keys, action, says in (
            ("Ctrl++ Ctrl+=", lambda: self._step(1), _("Larger text")),
            ("Ctrl+-", lambda: self._step(-1), _("Smaller text")),
            ("Ctrl+0", lambda: self._set(100), _("Text as it was")),
        ):
            bind(window, keys, action, says)

    def _step(self, step: int) -> None:
        now = theme().percent
        at = min(range(len(SIZES)), key=lambda index: abs(SIZES[index] - now))
        self._set(SIZES[min(len(SIZES) - 1, max(0, at + step))])

    def _set(self, percent: int) -> None:
        try:
            self._preferences.change(text_scale=percent)
        except UserError as error:
            self._trouble(error)
