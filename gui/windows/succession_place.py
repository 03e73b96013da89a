"""The wizard of another principal as a place of the main window."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from gui.pages.page import Page
from gui.pages.preferences import Preferences
from gui.widgets.space import Column
from gui.widgets.theme import Room
from gui.wizards.succession import SuccessionWizard


class SuccessionPlace(Page):
    """Holds the wizard; the closed cover greets the new principal from then on."""

    def __init__(self, wizard: SuccessionWizard, *, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wizard, self._preferences = wizard, preferences
        self._ended = False
        Column(self, spacing=0).addWidget(wizard)
        wizard.ended.connect(self._end)
        wizard.roster_wanted.connect(lambda: self.place_wanted.emit("people", {}))
        wizard.changed.connect(self.changed)
        wizard.handed_over.connect(self._greet)
        wizard.print_requested.connect(self.print_requested)
        self.setFocusProxy(wizard)

    def ended(self) -> bool:
        """Tell whether the wizard is done with: the next hand-over begins with a new one."""
        return self._ended

    def put_banner(self, banner: QWidget) -> None:
        """Place the banner under the wizard's head."""
        column = self.wizard.layout()
        if isinstance(column, Column):
            column.insertWidget(1, banner)

    def enter(self) -> None:
        """Begin where one was."""
        self.wizard.enter()

    def set_room(self, room: Room) -> None:
        """Arrange for the room."""
        self.wizard.set_room(room)

    def memory(self) -> dict[str, Any]:
        """Return nothing that has to come back."""
        return self.wizard.memory()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Come back."""
        self.wizard.recall(memory)

    def _greet(self, name: str) -> None:
        with suppress(UserError):  # the next opening says it, too
            self._preferences.change(principal=f"{name}校长")

    def _end(self, place: str) -> None:
        self._ended = True
        self.place_wanted.emit(place, {"why": "succession"} if place == "enrol" else {})
