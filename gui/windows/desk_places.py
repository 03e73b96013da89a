"""The places of a county's desk: fewer than a school has, made of the same widgets."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock
from core.services.desk.desks import Desk
from core.services.guides import Reader
from gui.messages import _
from gui.pages.page import Page
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.rail import RailItem
from gui.windows.makers import Maker
from gui.windows.sealing import SealDoor
from gui.windows.sticks import DriveWatch

if TYPE_CHECKING:
    from gui.widgets.printers import Printers

RAIL_OF = {place: place for place in ("intake", "answers", "schools", "notices", "settings")}
HELP_OF = {
    "intake": "intake",
    "answers": "receipts",
    "schools": "schools",
    "notices": "notices",
    "settings": "settings",
    "help": "questions",
}
"""The section of the clerk's guide that explains each page."""


class DeskPlaces(Maker):
    """Makes the pages of one open desk."""

    home = sticks = "intake"
    found_in = "schools"
    rail_of = RAIL_OF
    guide = Reader.DESK
    help_of = HELP_OF

    def __init__(
        self,
        desk: Desk,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences,
        drives: DriveWatch,
        chooser: Chooser,
        printers: "Printers | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            tasks=tasks,
            clock=clock,
            preferences=preferences,
            drives=drives,
            chooser=chooser,
            printers=printers,
            parent=parent,
        )
        self._desk = desk

    def rail_items(self) -> list[RailItem]:
        """Return the upper places of the rail, in order."""
        return [
            RailItem("intake", _("Intake"), "document_checkmark"),
            RailItem("answers", _("Receipts"), "usb_stick"),
            RailItem("schools", _("Schools"), "organization"),
            RailItem("notices", _("Notices"), "megaphone"),
        ]

    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """Return how each place is made."""
        return {
            "intake": self._intake,
            "answers": self._answers,
            "schools": self._schools,
            "notices": self._notices,
            "settings": self._settings,
            "help": self._help,
        }

    def seal(self, window: QWidget) -> SealDoor | None:  # noqa: ARG002
        """A desk locks no records away."""
        return None

    def _intake(self) -> Page:
        from gui.desk.intake import IntakePage

        return IntakePage(
            self._desk,
            tasks=self._tasks,
            clock=self._clock,
            drives=self._drives,
            chooser=self._chooser,
            preferences=self._preferences,
        )

    def _answers(self) -> Page:
        from gui.desk.outgoing import OutgoingPage

        return OutgoingPage(
            self._desk, tasks=self._tasks, clock=self._clock, drives=self._drives, chooser=self._chooser
        )

    def _schools(self) -> Page:
        from gui.desk.schools import SchoolsPage

        return SchoolsPage(
            self._desk, tasks=self._tasks, clock=self._clock, chooser=self._chooser, preferences=self._preferences
        )

    def _notices(self) -> Page:
        from gui.desk.notices import NoticesPage

        return NoticesPage(self._desk, tasks=self._tasks, clock=self._clock, drives=self._drives, chooser=self._chooser)

    def _settings(self) -> Page:
        from gui.desk.settings import DeskSettingsPage

        return DeskSettingsPage(
            self._desk, tasks=self._tasks, clock=self._clock, chooser=self._chooser, preferences=self._preferences
        )

    def _help(self) -> Page:
        from gui.windows.help import DESK_KEYS, DESK_NOTES, DESK_STEPS, HelpPage

        return HelpPage(DESK_KEYS, DESK_NOTES, steps=DESK_STEPS)
