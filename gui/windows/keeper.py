"""Backups by themselves: onto the named stick when it appears, and a last one whenever a book is closed."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.base.clock import Clock, today
from core.base.errors import Cancelled, UserError
from core.base.jobs import Progress
from core.base.log import logger
from core.views.verdicts import DriveView
from gui.messages import _, about, about_code, fill
from gui.tasks import Job, Tasks
from gui.widgets.finding import FindingLine, Level
from gui.widgets.status import StatusItem
from gui.windows.sticks import DriveWatch

if TYPE_CHECKING:
    from core.services.backups import Book
    from core.views.backups import BackupState, BackupView, Trouble

PLACE = "backup"
"""The key in the status bar, and the place its link leads to."""

_log = logger(__name__)


class Keeper(QObject):
    """Looks after the backups of whatever record book is open; one for the application."""

    shown = Signal(object)
    """A `StatusItem`: how the backups stand."""
    told = Signal(object, str, object)
    """What was done, for the banner; see `Page.told`."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        clock: Clock,
        drives: DriveWatch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._clock, self._drives = tasks, clock, drives
        self._vault: Book | None = None
        self._carrying: Job | None = None
        self._last: Job | None = None
        self._closing = False
        self._afterwards: list[Callable[[], object]] = []
        drives.changed.connect(self._see)

    def attend(self, vault: Any) -> None:
        """Look after a book that was opened, a school's or a county's."""
        from core.services import backups  # loads SQLAlchemy: not before the first window stands

        self._vault = vault
        self.look()
        self._tasks.in_vault(partial(backups.take_trouble, vault), self._tell_trouble, failed=_let_be, owner=self)
        self._see(self._drives.drives)

    def look(self) -> None:
        """Read how the backups stand and say it in the status bar."""
        from core.services import backups

        vault = self._vault
        if vault is not None:
            self._tasks.in_vault(partial(backups.state, vault), self._show, owner=self)

    def attends(self, vault: Any) -> bool:
        """Tell whether this book is open, and looked after."""
        return vault is not None and self._vault is vault

    def busy(self) -> bool:
        """Tell whether a record book is being put away."""
        return self._closing

    def close(self, vault: Any, then: Callable[[], object] | None = None, *, backup: bool = True) -> None:
        """Make a last backup when something was changed, close the record book, and call `then`.

        When that fails it is told the next time. A backup on its way to a stick is stopped first.
        """
        self._closing = True
        if then is not None:
            self._afterwards.append(then)
        ours, self._vault = self._vault is vault and backup, None
        close = partial(self._close, vault, backup=ours)
        if self._carrying is not None and not self._carrying.finished:
            self._carrying.cancel()
            self._afterwards.insert(0, close)  # once the stick has been let go
        else:
            close()

    def put_back(
        self,
        vault: Any,
        path: Path,
        password: str,
        then: Callable[[str], None],
        *,
        failed: Callable[[UserError], None],
    ) -> None:
        """Close the record book and put a backup in its place; `then` gets where the one before it is, in words.

        No last backup is made: the record book is set aside whole, and the chosen backup might be thinned out by it.
        """

        def closed() -> None:
            self._tasks.in_vault(
                partial(_put_back, path, password, vault.folder, clock=self._clock), then, failed=failed, owner=self
            )

        self.close(vault, closed, backup=False)

    def when_closed(self, then: Callable[[], object], *, hurry: bool = False) -> None:
        """Call `then` once nothing is being put away any more; `hurry` does without the backup under way."""
        if not self._closing:
            then()
            return
        self._afterwards.append(then)
        if hurry:
            self.hurry()

    def hurry(self) -> None:
        """Do without the backup that is being made at the end."""
        if self._last is not None:
            self._last.cancel()

    def _tell_trouble(self, trouble: "Trouble | None") -> None:
        """Say why none was made at the last closing."""
        if trouble is not None:
            why = about_code(trouble.code, trouble.particulars) or _("The reason is in the log.")
            text = fill(_("No backup was made at the last closing. {why}"), {"why": why})
            self.told.emit(FindingLine(Level.WARNING, text, action=_("Back up"), key="go"), PLACE, {})

    # --- the end ---------------------------------------------------------------------------------------

    def _close(self, vault: Any, *, backup: bool) -> None:
        self._last = self._tasks.in_vault_watched(
            partial(_put_away, vault, backup=backup), self._closed, watch=lambda *_how: None, owner=self
        )

    def _closed(self, _none: None) -> None:
        self._last, self._closing = None, False
        after, self._afterwards = self._afterwards, []
        for one in after:
            one()

    # --- the stick -------------------------------------------------------------------------------------

    def _see(self, drives: tuple[DriveView, ...]) -> None:
        """Look whether the named stick is among these."""
        from core.services import backups

        vault = self._vault
        if vault is None or not drives or self._carrying is not None:
            return
        self._tasks.in_vault(
            lambda: next((drive for drive in drives if backups.is_named(vault, drive)), None),
            partial(self._carry, vault),
            owner=self,
        )

    def _carry(self, vault: "Book", drive: DriveView | None) -> None:
        from core.services import backups

        if drive is None or vault is not self._vault or self._carrying is not None:
            return
        label = drive.label or drive.path.name
        said = fill(_("Backing up to stick {label}: do not pull it out"), {"label": label})
        self.shown.emit(StatusItem(PLACE, "arrow_sync", said))
        self._carrying = self._tasks.aside(
            lambda progress: backups.carry(vault, drive.path, chosen=drive, progress=progress),
            partial(self._carried, label),
            failed=self._not_carried,
            owner=self,
        )

    def _carried(self, label: str, _backup: "BackupView") -> None:
        if self._let_go():
            text = fill(_("Backed up to stick {label}. It is safe to pull it out."), {"label": label})
            self.told.emit(FindingLine(Level.HINT, text, action=_("Understood"), key="close", word=_("Done")), "", {})

    def _not_carried(self, error: UserError) -> None:
        if self._let_go() and not isinstance(error, Cancelled):
            text = fill(_("Nothing was backed up to the stick. {why}"), {"why": about(error).text()})
            self.told.emit(FindingLine(Level.WARNING, text, action=_("Back up"), key="go"), PLACE, {})

    def _let_go(self) -> bool:
        """Tell whether the record book is still open; else close it now."""
        self._carrying = None
        if self._closing and self._last is None:
            self._afterwards.pop(0)()
            return False
        self.look()
        return True

    def _show(self, state: "BackupState") -> None:
        from gui.pages.backupwords import status_words

        if self._carrying is None and self._vault is not None:
            text, action = status_words(state, today=today(self._clock))
            self.shown.emit(StatusItem(PLACE, "history", text, action))


def _let_be(_error: UserError) -> None:
    """Whoever can't read or write now is told by the page that can't either."""


def _put_away(vault: "Book", progress: Progress, *, backup: bool) -> None:
    """Make the last backup and close the book, whatever comes of it; why there is none is kept inside it."""
    from core.services import backups

    try:
        if backup:
            backups.make_if_changed(vault, progress=progress)
    except Cancelled:
        pass
    except UserError as error:
        _keep_trouble(vault, error)
    except Exception as error:  # noqa: BLE001 - our own mistake must not keep anybody from leaving
        _log.error("no last backup: %s", type(error).__name__)
        _keep_trouble(vault, None)
    finally:
        vault.close()


def _keep_trouble(vault: "Book", error: UserError | None) -> None:
    from core.services import backups

    with suppress(UserError):  # a full disk: the status bar says how long nothing was backed up
        backups.note_trouble(vault, error)


def _put_back(path: Path, password: str, folder: Path, *, clock: Clock) -> str:
    """Put a backup in the place of a record book that is closed; returns where the one before it is, in words."""
    from core.services import restoring

    done = restoring.restore(path, password, folder, clock=clock)
    if done.aside is None:
        return _("Restored.")
    return fill(_("Restored. What was there before is kept as {folder}."), {"folder": done.aside.name})
