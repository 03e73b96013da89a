"""The places of an open vault: which there are, and how each page is made. The one list of pages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.records.kind import Place
from core.services import audit, drafts
from core.services.vaults import Vault
from gui.messages import _
from gui.pages.home import HomePage
from gui.pages.page import Page
from gui.widgets.rail import RailItem
from gui.windows.makers import Maker
from gui.windows.sealing import SealDoor
from gui.windows.warming import Warming

RAIL_OF = {
    "home": "home",
    "calendar": "home",
    "inspection": "home",
    "study": "study",
    "research": "research",
    "rectification": "rectification",
    "activities": "activities",
    "submit": "submit",
    "packet": "submit",
    "judge": "submit",
    "answers": "submit",
    "files": "files",
    "people": "files",
    "campaigns": "home",
    "settings": "settings",
    "backup": "settings",
    "succession": "settings",
    "audit": "settings",
    "enrol": "settings",
}
"""Which place of the rail a page belongs to; an editor says it itself."""

HELP_OF = {
    "home": "today",
    "calendar": "today",
    "campaigns": "campaign",
    "inspection": "inspection",
    "study": "record",
    "editor": "record",
    "research": "records",
    "activities": "records",
    "rectification": "rectification",
    "submit": "packet",
    "packet": "packet",
    "answers": "answers",
    "judge": "judge",
    "files": "files",
    "people": "files",
    "settings": "settings",
    "audit": "settings",
    "help": "settings",
    "enrol": "enrol",
    "backup": "backup",
    "succession": "succession",
}
"""The section of the principal's guide that explains each page."""


class Places(Maker):
    """Makes the pages of one open vault; one for each time a vault is opened."""

    _vault: Vault
    rail_of = RAIL_OF
    help_of = HELP_OF

    def __init__(self, vault: Vault, **how: Any) -> None:
        """`how` is what `Maker` takes."""
        super().__init__(vault, **how)
        Warming(vault, tasks=self._tasks, parent=self)

    def rail_items(self) -> list[RailItem]:
        """Return the upper places of the rail, in order."""
        return [
            RailItem("home", _("Today"), "home"),
            RailItem("study", _("Study"), "book_open"),
            RailItem("research", _("Research"), "notebook"),
            RailItem("rectification", _("Rectification"), "clipboard_task"),
            RailItem("activities", _("Activities"), "flag"),
            RailItem("submit", _("Hand in"), "send"),
            RailItem("files", _("Files"), "folder"),
        ]

    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """Return how each place is made.

        Every page but the first is loaded when it is first gone to: start-up and memory stay small.
        """
        return {
            "home": self._home,
            "calendar": self._calendar,
            "inspection": self._inspection,
            "files": self._files,
            "people": self._people,
            "submit": self._submit,
            "packet": self._packet,
            "judge": self._judge,
            "answers": self._answers,
            "editor": self._editor,
            "campaigns": self._campaigns,
            "settings": self._settings,
            "enrol": self._enrol,
            "backup": self._backup,
            "audit": self._audit,
            "succession": self._succession,
            "help": self._help,
            **{place.value: partial(self._records, place) for place in Place},
        }

    def begin(
        self,
        kind: str,
        *,
        subtype: str,
        like: str | None,
        then: Callable[[str], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Begin a record and hand back its id."""
        self._tasks.in_vault(
            lambda: drafts.begin(self._vault, kind, subtype=subtype or None, like=like),
            lambda record: then(record.id),
            failed=failed,
            owner=self,
        )

    def seal(self, window: QWidget) -> SealDoor | None:
        """Make the way to the records that are locked away; its questions stand over `window`."""
        return SealDoor(self._vault, tasks=self._tasks, window=window)

    def _home(self) -> Page:
        page = HomePage(self._vault, tasks=self._tasks, clock=self._clock)
        page.counted.connect(self.counted)
        return page

    def _calendar(self) -> Page:
        from gui.pages.calendar import CalendarPage

        return CalendarPage(self._vault, tasks=self._tasks, clock=self._clock)

    def _inspection(self) -> Page:
        from gui.pages.inspection import InspectionPage

        return InspectionPage(self._vault, tasks=self._tasks, clock=self._clock)

    def _people(self) -> Page:
        from gui.pages.people import PeoplePage

        return PeoplePage(self._vault, tasks=self._tasks, clock=self._clock)

    def _submit(self) -> Page:
        from gui.pages.submit import SubmitPage

        return SubmitPage(self._vault, tasks=self._tasks, clock=self._clock, chooser=self._chooser)

    def _judge(self) -> Page:
        from core.services import county
        from gui.pages.judge import JudgePage

        return JudgePage(
            trust=self._preferences.trust,
            believed=lambda: county.certified(self._vault),
            takes=True,
            tasks=self._tasks,
            clock=self._clock,
            drives=self._drives,
            chooser=self._chooser,
        )

    def _answers(self) -> Page:
        from gui.pages.answers import AnswersPage

        return AnswersPage(
            self._vault, tasks=self._tasks, clock=self._clock, drives=self._drives, chooser=self._chooser
        )

    def _campaigns(self) -> Page:
        from gui.pages.campaigns import CampaignsPage

        return CampaignsPage(self._vault, tasks=self._tasks, clock=self._clock, chooser=self._chooser)

    def _settings(self) -> Page:
        from gui.pages.settings import SettingsPage

        page = SettingsPage(
            self._vault,
            tasks=self._tasks,
            clock=self._clock,
            preferences=self._preferences,
            chooser=self._chooser,
            drives=self._drives,
        )
        page.updates.update_wanted.connect(self.update_wanted)
        self._drives.changed.connect(page.updates.look)
        return page

    def note_printed(self, title: str, pages: int) -> None:
        """Note in the journal that something went to a printer."""
        self._tasks.in_vault(lambda: audit.note_printed(self._vault, title, pages=pages))

    def note_kept(self, title: str, name: str) -> None:
        """Note in the journal that something was written as a file."""
        self._tasks.in_vault(lambda: audit.note_exported(self._vault, title, name=name))

    def _audit(self) -> Page:
        from gui.pages.audit import AuditPage

        return AuditPage(self._vault, tasks=self._tasks, clock=self._clock, chooser=self._chooser)

    def _succession(self) -> Page:
        from gui.windows.succession_place import SuccessionPlace
        from gui.wizards.succession import SuccessionWizard

        wizard = SuccessionWizard(self._vault, tasks=self._tasks, clock=self._clock)
        return SuccessionPlace(wizard, preferences=self._preferences)

    def _help(self) -> Page:
        from gui.windows.help import HelpPage

        return HelpPage()

    def _records(self, place: Place) -> Page:
        from gui.pages.ledger import LedgerPage
        from gui.pages.records import RecordsPage

        maker = LedgerPage if place is Place.RECTIFICATION else RecordsPage
        return maker(
            self._vault,
            place,
            tasks=self._tasks,
            clock=self._clock,
            preferences=self._preferences,
            chooser=self._chooser,
        )

    def _files(self) -> Page:
        from gui.pages.search import SearchPage

        return SearchPage(self._vault, tasks=self._tasks, clock=self._clock)

    def _packet(self) -> Page:
        from gui.windows.packet_place import PacketPlace
        from gui.wizards.packet import PacketWizard

        wizard = PacketWizard(
            self._vault, tasks=self._tasks, clock=self._clock, chooser=self._chooser, drives=self._drives
        )
        return PacketPlace(wizard, drives=self._drives)

    def _enrol(self) -> Page:
        from gui.windows.enrol_place import EnrolPlace
        from gui.wizards.enrol import EnrolWizard

        wizard = EnrolWizard(self._vault, tasks=self._tasks, chooser=self._chooser, drives=self._drives)
        return EnrolPlace(wizard, drives=self._drives)

    def _editor(self) -> Page:
        from gui.pages.editor import EditorPage

        return EditorPage(
            self._vault,
            tasks=self._tasks,
            clock=self._clock,
            preferences=self._preferences,
            chooser=self._chooser,
        )
