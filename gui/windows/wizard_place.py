"""A wizard as a place of the main window; pages and wizards are neighbours and do not know each other."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.pages.page import Page
from gui.widgets.space import Column
from gui.widgets.theme import Room


class WizardPlace(Page):
    """Holds a wizard and hands on what the shell asks of a page; each wizard's own place derives from it."""

    wizard: Any
    """The wizard: it can `enter`, `set_room`, tell its `memory` and `recall` one, and has the signal `changed`."""

    def __init__(self, wizard: Any, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wizard = wizard
        self._ended = False
        Column(self, spacing=0).addWidget(wizard)
        wizard.changed.connect(self.changed)

    def ended(self) -> bool:
        """Tell whether the wizard is done with: the next time begins with a new one."""
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
        """Return what has to come back; never a password."""
        found: dict[str, Any] = self.wizard.memory()
        return found

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Come back to what was remembered."""
        self.wizard.recall(memory)

    def end(self, place: str, memory: Mapping[str, Any] | None = None) -> None:
        """Be done with the wizard and go elsewhere."""
        self._ended = True
        self.place_wanted.emit(place, dict(memory or {}))
