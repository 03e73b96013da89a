"""The enrolment wizard as a place of the main window."""

from PySide6.QtWidgets import QWidget

from gui.windows.sticks import DriveWatch
from gui.windows.wizard_place import WizardPlace
from gui.wizards.enrol import EnrolWizard


class EnrolPlace(WizardPlace):
    """Holds the wizard of the enrolment form."""

    wizard: EnrolWizard

    def __init__(self, wizard: EnrolWizard, *, drives: DriveWatch, parent: QWidget | None = None) -> None:
        super().__init__(wizard, parent=parent)
        wizard.ended.connect(lambda: self.end("settings"))
        wizard.troubled.connect(self.troubled)
        wizard.print_requested.connect(self.print_requested)
        drives.changed.connect(wizard.show_drives)
        self.setFocusProxy(wizard)
