"""The wizard of another principal as a place of the main window."""

from contextlib import suppress

from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from gui.pages.preferences import Preferences
from gui.windows.wizard_place import WizardPlace
from gui.wizards.succession import SuccessionWizard


class SuccessionPlace(WizardPlace):
    """Holds the wizard; the closed cover greets the new principal from then on."""

    wizard: SuccessionWizard

    def __init__(self, wizard: SuccessionWizard, *, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(wizard, parent=parent)
        self._preferences = preferences
        wizard.ended.connect(self._end)
        wizard.roster_wanted.connect(lambda: self.place_wanted.emit("people", {}))
        wizard.handed_over.connect(self._greet)
        wizard.print_requested.connect(self.print_requested)
        self.setFocusProxy(wizard)

    def _greet(self, name: str) -> None:
        with suppress(UserError):  # the next opening says it, too
            self._preferences.change(principal=f"{name}校长")

    def _end(self, place: str) -> None:
        self.end(place, {"why": "succession"} if place == "enrol" else None)
