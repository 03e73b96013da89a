"""What every open book's places have in common: the rail, how a page is made and printed, which pages stay alive."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock
from core.base.errors import UserError
from core.services.guides import Reader
from core.views.verdicts import DriveView
from gui.pages.page import Page
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.paper import Printout
from gui.widgets.rail import RailItem
from gui.windows.printing import open_print
from gui.windows.sealing import SealDoor
from gui.windows.sticks import DriveWatch

if TYPE_CHECKING:
    from gui.widgets.printers import Printers
    from gui.windows.print_window import PrintWindow


class Maker(QObject):
    """Makes the pages of one open book, a school's or a county's; one for each time it is opened."""

    counted = Signal(object)
    """Number of overdue things by place of the rail."""
    drives_changed = Signal(object)
    restore_wanted = Signal(object, str)
    """Put this backup (Path), opened with this password, in the place of the open book."""

    update_wanted = Signal(object, object)
    """Lay this `UpdateOffer` down, the book being backed up (Path) already."""

    _vault: Any
    """The open book: a school's `Vault`, or a county's `Desk`."""
    home = "home"
    """The place one comes to first, and back to."""
    sticks = "judge"
    """The place where sticks are read."""
    found_in = "files"
    """The place that looks everywhere (Ctrl+F)."""
    rail_of: Mapping[str, str] = {}
    """Which place of the rail a page belongs to; an editor says it itself."""
    guide = Reader.SCHOOL
    """The guide for those who work here."""
    help_of: Mapping[str, str] = {}
    """The section of it that each place is explained in."""

    def __init__(
        self,
        book: Any,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences,
        drives: DriveWatch,
        chooser: Chooser,
        printers: "Printers | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = book, tasks, clock
        self._preferences, self._drives, self._chooser = preferences, drives, chooser
        self._printers = printers
        self.print_window: PrintWindow | None = None
        """The print window opened last."""
        self.last_saved: datetime | None = None
        drives.changed.connect(self.drives_changed)

    def drives(self) -> tuple[DriveView, ...]:
        """Return the sticks that are plugged in."""
        return self._drives.drives

    def rail_items(self) -> list[RailItem]:
        """Return the upper places of the rail, in order."""
        raise NotImplementedError

    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """Return how each place is made."""
        raise NotImplementedError

    def has(self, place: str) -> bool:
        """Tell whether there is such a place here."""
        return place in self.makers()

    def make(self, place: str) -> Page:
        """Make the page of a place. Raises KeyError for one there is not."""
        page = self.makers()[place]()
        page.print_requested.connect(partial(self._print, page))
        return page

    def keeps(self, page: Page) -> bool:
        """Tell whether a page stays alive behind others: lists do, an editor is made anew."""
        return not page.tells_saved and not getattr(page, "ended", bool)()

    def begin(
        self,
        kind: str,
        *,
        subtype: str,
        like: str | None,
        then: Callable[[str], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Begin a record and hand back its id; only where records are kept."""
        raise NotImplementedError

    def seal(self, window: QWidget) -> SealDoor | None:
        """Make the way to the records that are locked away, None where there are none."""
        raise NotImplementedError

    def _backup(self) -> Page:
        from gui.pages.backup import BackupPage

        page = BackupPage(self._vault, tasks=self._tasks, clock=self._clock, drives=self._drives, chooser=self._chooser)
        page.restore_wanted.connect(self.restore_wanted)
        self._drives.changed.connect(page.show_drives)
        return page

    def _print(self, page: Page, paper: Printout) -> None:
        """Open the print window.

        Whoever pressed twice gets one: the second sheet is drawn while the first window is already in front.
        """
        if self.print_window is not None and shiboken6.isValid(self.print_window):
            return
        self.print_window = open_print(
            paper,
            over=page,
            tasks=self._tasks,
            preferences=self._preferences,
            printers=self._printers,
            chooser=self._chooser,
        )
        self.print_window.sent.connect(self.note_printed)
        self.print_window.kept.connect(self.note_kept)

    def note_printed(self, title: str, pages: int) -> None:
        """Note that something went to a printer; only where a journal is kept."""

    def note_kept(self, title: str, name: str) -> None:
        """Note that something was written as a file; only where a journal is kept."""
