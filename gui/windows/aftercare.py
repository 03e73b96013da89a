"""What is looked at once a book stands open: by whom it was opened, the clock, and what a bad end may have left."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.base.clock import Clock, SystemClock
from core.base.errors import UserError
from core.base.jobs import Progress
from core.base.version import BUILT
from core.views.clock import ClockTold, Odd
from core.views.health import Health
from gui.messages import _, fill, ngettext
from gui.tasks import Tasks
from gui.widgets.finding import FindingLine, Level
from gui.widgets.status import StatusItem
from gui.windows.greeting import second_person

if TYPE_CHECKING:
    from gui.windows.shell import Shell


def opened_by(book: Any) -> str:
    """Return by which kind of secret a book was opened: password, second or recovery; a desk knows but one."""
    return str(getattr(book, "opened_by", "password"))


class Aftercare(QObject):
    """Says what it finds in one calm banner; nothing when nothing is."""

    def __init__(self, book: Any, shell: "Shell", *, tasks: Tasks, clock: Clock) -> None:
        super().__init__(shell)
        self._book, self._shell, self._tasks, self._clock = book, shell, tasks, clock

    def look(self, *, fresh: bool) -> None:
        """Look off the window's thread, where the book was opened just now; only a school's vault is looked at."""
        way = opened_by(self._book)
        if way == "second":
            self._tasks.in_vault(lambda: second_person(self._book), self._tell_second, failed=_let_be, owner=self)
        elif way == "recovery":
            self._say_opened(_("Opened with the recovery sheet · Lock Ctrl+L"))
        if not fresh or not hasattr(self._book, "ended_badly"):
            return
        built = BUILT if isinstance(self._clock, SystemClock) else None

        def look() -> ClockTold | None:
            from core.services import clockcheck

            return clockcheck.look(self._book, built=built)

        # Whoever can't write the note down is told by the page that can't be saved.
        self._tasks.in_vault(look, self._tell_clock, failed=_let_be, owner=self)
        self._tasks.in_vault(self._on_stick, self._tell_stick, failed=_let_be, owner=self)
        if self._book.ended_badly:
            self._tasks.aside(self._examine, self._tell_health, failed=_let_be, owner=self)

    def _tell_second(self, name: str) -> None:
        said = _("Opened with the second password · signs nothing · Lock Ctrl+L")
        if name:
            said = _("Opened with {name}’s password · signs nothing · Lock Ctrl+L")
        self._say_opened(fill(said, {"name": name}))

    def _say_opened(self, text: str) -> None:
        self._shell.show_status(StatusItem("lock", "lock_open", text))

    def _examine(self, progress: Progress) -> Health:
        from core.services import health

        return health.examine(self._book, deep=False, progress=progress)

    def _tell_clock(self, told: ClockTold | None) -> None:
        if told is None:
            return
        said = _(
            "This computer’s clock says {now:date}, but something was written here on {last:date} already. Please set"
            " the clock; you can go on working."
        )
        if told.odd is Odd.BEFORE_PROGRAM:
            said = _(
                "This computer’s clock says {now:date}, but this program was made on {last:date}. Please set the clock;"
                " you can go on working."
            )
        text = fill(said, {"now": told.now, "last": told.last})
        self._shell.say(FindingLine(Level.WARNING, text, word=_("Clock"), action=_("Understood"), key="close"))

    def _on_stick(self) -> str:
        from core.services import onstick

        return onstick.untold(self._book)

    def _tell_stick(self, label: str) -> None:
        """Say that the book itself lies on a stick, unless something else is to be read first: then the next time."""
        if not label or self._shell.says_something():
            return
        said = _(
            "This record book lies on the stick “{label}”, its backups too: if the stick is lost, all of it is. Please"
            " put a backup onto this computer or another stick."
        )
        line = FindingLine(
            Level.HINT, fill(said, {"label": label}), word=_("On a stick"), action=_("Back up"), key="go"
        )
        self._shell.say(line, "backup", {})

        def remember() -> None:
            from core.services import onstick

            onstick.told(self._book)

        self._tasks.in_vault(remember, failed=_let_be, owner=self)

    def _tell_health(self, found: Health) -> None:
        if not found.findings:
            return
        count = len(found.findings)
        said = ngettext(
            "The program ended badly last time; {count} thing is not as it was written.",
            "The program ended badly last time; {count} things are not as they were written.",
            count,
        )
        text = fill(said, {"count": count})
        line = FindingLine(Level.WARNING, text, word=_("Note"), action=_("Go and look"), key="go")
        self._shell.say(line, "backup", {"part": "health"})


def _let_be(_error: UserError) -> None:
    """Nothing was found out, and nothing depends on it."""
