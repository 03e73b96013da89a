"""The packet wizard as a place of the main window."""

from PySide6.QtWidgets import QWidget

from core.views.changes import Changes
from gui.windows.sticks import DriveWatch
from gui.windows.wizard_place import WizardPlace
from gui.wizards.packet import PacketWizard


class PacketPlace(WizardPlace):
    """Holds the wizard of a packet."""

    wizard: PacketWizard

    def __init__(self, wizard: PacketWizard, *, drives: DriveWatch, parent: QWidget | None = None) -> None:
        super().__init__(wizard, parent=parent)
        wizard.record_wanted.connect(self.record_wanted)
        wizard.ended.connect(lambda: self.end("submit"))
        wizard.troubled.connect(self.troubled)
        wizard.delivery.print_requested.connect(self.print_requested)
        drives.changed.connect(wizard.show_drives)

    def refresh(self, changes: Changes) -> None:
        """Forget drawn pages when a record in them has changed."""
        self.wizard.refresh(changes)
