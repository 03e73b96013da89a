"""The packet wizard as a place of the main window."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from core.views.changes import Changes
from gui.pages.page import Page
from gui.widgets.space import Column
from gui.widgets.theme import Room
from gui.windows.sticks import DriveWatch
from gui.wizards.packet import PacketWizard


class PacketPlace(Page):
    """Holds the wizard; pages and wizards are neighbours and do not know each other."""

    def __init__(self, wizard: PacketWizard, *, drives: DriveWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wizard = wizard
        Column(self, spacing=0).addWidget(wizard)
        wizard.record_wanted.connect(self.record_wanted)
        wizard.ended.connect(self._end)
        wizard.changed.connect(self.changed)
        wizard.troubled.connect(self.troubled)
        wizard.delivery.print_requested.connect(self.print_requested)
        drives.changed.connect(wizard.show_drives)
        self._ended = False

    def ended(self) -> bool:
        """Tell whether the wizard is done with: the next packet begins with a new one."""
        return self._ended

    def put_banner(self, banner: QWidget) -> None:
        """Place the banner under the wizard's head."""
        column = self.wizard.layout()
        if isinstance(column, Column):
            column.insertWidget(1, banner)

    def enter(self) -> None:
        """Read what there is to choose."""
        self.wizard.enter()

    def refresh(self, changes: Changes) -> None:
        """Forget drawn pages when a record in them has changed."""
        self.wizard.refresh(changes)

    def set_room(self, room: Room) -> None:
        """Arrange for the room."""
        self.wizard.set_room(room)

    def memory(self) -> dict[str, Any]:
        """Return the step and what was chosen."""
        return self.wizard.memory()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Come back to a step."""
        self.wizard.recall(memory)

    def _end(self) -> None:
        self._ended = True
        self.place_wanted.emit("submit", {})
