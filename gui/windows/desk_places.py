"""The places of a county's desk: fewer than a school has, made of the same widgets."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from core.services.desk.desks import Desk
from core.services.guides import Reader
from gui.messages import _
from gui.pages.page import Page
from gui.widgets.rail import RailItem
from gui.windows.makers import Maker
from gui.windows.sealing import SealDoor

RAIL_OF = {place: place for place in ("intake", "answers", "schools", "notices", "settings")} | {"backup": "settings"}
HELP_OF = {
    "intake": "intake",
    "answers": "receipts",
    "schools": "schools",
    "notices": "notices",
    "settings": "settings",
    "backup": "settings",
    "help": "questions",
}
"""The section of the clerk's guide that explains each page."""


class DeskPlaces(Maker):
    """Makes the pages of one open desk."""

    _vault: Desk
    home = sticks = "intake"
    found_in = "schools"
    rail_of = RAIL_OF
    guide = Reader.DESK
    help_of = HELP_OF

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
            "backup": self._backup,
            "help": self._help,
        }

    def seal(self, window: QWidget) -> SealDoor | None:  # noqa: ARG002
        """A desk locks no records away."""
        return None

    def _intake(self) -> Page:
        from gui.desk.intake import IntakePage

        return IntakePage(
            self._vault,
            tasks=self._tasks,
            clock=self._clock,
            drives=self._drives,
            chooser=self._chooser,
            preferences=self._preferences,
        )

    def _answers(self) -> Page:
        from gui.desk.outgoing import OutgoingPage

        return OutgoingPage(
            self._vault, tasks=self._tasks, clock=self._clock, drives=self._drives, chooser=self._chooser
        )

    def _schools(self) -> Page:
        from gui.desk.schools import SchoolsPage

        return SchoolsPage(
            self._vault, tasks=self._tasks, clock=self._clock, chooser=self._chooser, preferences=self._preferences
        )

    def _notices(self) -> Page:
        from gui.desk.notices import NoticesPage

        return NoticesPage(
            self._vault, tasks=self._tasks, clock=self._clock, drives=self._drives, chooser=self._chooser
        )

    def _settings(self) -> Page:
        from gui.desk.settings import DeskSettingsPage

        page = DeskSettingsPage(
            self._vault,
            tasks=self._tasks,
            clock=self._clock,
            chooser=self._chooser,
            preferences=self._preferences,
            drives=self._drives,
        )
        page.updates.update_wanted.connect(self.update_wanted)
        self._drives.changed.connect(page.updates.look)
        return page

    def _help(self) -> Page:
        from gui.windows.help import DESK_KEYS, DESK_NOTES, DESK_STEPS, HelpPage

        return HelpPage(DESK_KEYS, DESK_NOTES, steps=DESK_STEPS)


def places_for(book: Any, **how: Any) -> Maker:
    """Return the places of whatever book was opened: a county's desk, or a school's record book."""
    from gui.windows.places import Places

    return DeskPlaces(book, **how) if isinstance(book, Desk) else Places(book, **how)
