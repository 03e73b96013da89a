"""The enrolment wizard as a place of the main window."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.pages.page import Page
from gui.widgets.space import Column
from gui.widgets.theme import Room
from gui.windows.sticks import DriveWatch
from gui.wizards.enrol import EnrolWizard


class EnrolPlace(Page):
    """Holds the wizard; pages and wizards are neighbours and do not know each other."""

    def __init__(self, wizard: EnrolWizard, *, drives: DriveWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wizard = wizard
        self._ended = False
        Column(self, spacing=0).addWidget(wizard)
        wizard.ended.connect(self._end)
        wizard.changed.connect(self.changed)
        wizard.print_requested.connect(self.print_requested)
        drives.changed.connect(wizard.show_drives)
        self.setFocusProxy(wizard)

    def ended(self) -> bool:
        """Tell whether the wizard is done with: the next form begins with a new one."""
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
        """Return why the form is made; no password."""
        return self.wizard.memory()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Begin with the reason another page named."""
        self.wizard.recall(memory)

    def _end(self) -> None:
        self._ended = True
        self.place_wanted.emit("settings", {})
