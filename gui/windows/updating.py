"""The program is updated while no book is open: laid down, compared, and started anew, or left for the next time."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal
from shiboken6 import isValid

from core.base.clock import Clock
from core.base.errors import ProgramNotStarted, UserError
from core.base.release import environment_for_another
from core.views.updates import UpdateOffer
from gui.messages import _, about, fill
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.icons import IconLabel
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Label
from gui.windows.cover import Cover

if TYPE_CHECKING:
    from gui.windows.keeper import Keeper
    from gui.windows.main_window import MainWindow


class UpdatingCard(Cover):
    """One sentence, how far it is, and at the end what to do now."""

    left = Signal()
    """Leave the program; the next time the new version starts."""
    opened = Signal()
    """Leave the program and start the new version now."""
    book_wanted = Signal()
    """Go on with the record book and this version."""

    def __init__(self, offer: UpdateOffer, *, tasks: Tasks, clock: Clock) -> None:
        super().__init__()
        self._offer, self._tasks, self._clock = offer, tasks, clock
        self._job: Job | None = None
        self._icon = IconLabel("arrow_sync", 32, colour="accent", filled=True)
        self.heading = Label(fill(_("Updating to {version}…"), {"version": offer.version}), "section", wrap=True)
        line = Row(spacing=12)
        line.addWidget(self._icon)
        line.addWidget(self.heading, 1)
        self.note = Label(_("Please do not pull the stick out. The record book is backed up and closed."), wrap=True)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        self._says = Column(spacing=8)
        self._buttons = Flow(spacing=8)
        self.column.addLayout(line)
        self.column.addWidget(self.note)
        self.column.addWidget(self.progress)
        self.column.addLayout(self._says)
        self.column.addLayout(self._buttons)
        self.buttons: dict[str, Button] = {}

    def begin(self, backup: Path | None) -> None:
        """Lay the new version down; the book is closed by now."""
        from core.services import updates

        words = {
            "write": _("Copying…"),
            "read_back": _("Reading back…"),
            "switch": _("Reading back…"),
        }
        self.progress.start(words["write"], at_once=True)
        self._job = self._tasks.aside(
            lambda progress: updates.apply(
                updates.here(), self._offer, clock=self._clock, backup=backup, progress=progress
            ),
            lambda _none: self._done(),
            failed=self._failed,
            watch=lambda done, total, what: self.progress.tell(done, total, words.get(what, ""), count=False),
            owner=self,
        )

    def _done(self) -> None:
        self.progress.finish()
        self._icon.show_icon("checkmark_circle", colour="ok", filled=True)
        self.heading.setText(fill(_("Version {version} starts next time"), {"version": self._offer.version}))
        self.note.setText(
            _(
                "Written and compared; the stick may be pulled out. The former version is kept: the settings lead back "
                "to it."
            )
        )
        self._offer_buttons(
            ("book", _("Open the record book"), "link", self.book_wanted.emit),
            ("leave", _("Leave"), "plain", self.left.emit),
            ("open", _("Open it now"), "primary", self.opened.emit),
        )

    def _failed(self, error: UserError) -> None:
        self.progress.finish()
        self._icon.show_icon("info", colour="hint", filled=True)
        self.heading.setText(_("Not updated"))
        self.note.setText(_("The record book stayed as it was."))
        self.refuse(error)
        self._offer_buttons(
            ("leave", _("Leave"), "plain", self.left.emit),
            ("book", _("Open the record book"), "primary", self.book_wanted.emit),
        )

    def refuse(self, error: UserError) -> None:
        """Say what did not work."""
        clear(self._says)
        if error.code() != "cancelled":
            self._says.addWidget(FindingRow(FindingLine(Level.WARNING, about(error).text(), word=_("Not done"))))

    def _offer_buttons(self, *offered: tuple[str, str, str, Any]) -> None:
        """Show what can be done now; the one that is meant stands at the right."""
        clear(self._buttons)
        for key, text, kind, action in offered:
            button = self.buttons[key] = Button(text, kind, action=action)
            (self._buttons.put_at_end if kind == "primary" else self._buttons.addWidget)(button)
        meant = self.buttons[offered[-1][0]]
        meant.show()  # what is in no layout yet takes no focus
        meant.setFocus()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


class Updating(QObject):
    """The way from an update on a stick to the version that starts next; one for the window."""

    def __init__(self, window: "MainWindow", *, tasks: Tasks, clock: Clock, keeper: "Keeper", chooser: Chooser) -> None:
        super().__init__(window)
        self._window, self._tasks, self._clock = window, tasks, clock
        self._keeper, self._chooser = keeper, chooser
        self.started: list[Path] = []
        """What was started in the place of this program."""

    def show(self) -> None:
        """Show what there is to update with, where no record book can be opened."""
        from gui.windows.updatecover import UpdateCover

        drives = self._window.drives()
        cover = UpdateCover(tasks=self._tasks, chooser=self._chooser)
        cover.updates.update_wanted.connect(self.begin)
        cover.book_wanted.connect(self._window.begin)
        drives.changed.connect(cover.updates.look)
        self._window.show_alone(cover)
        cover.updates.look(drives.drives)
        drives.look()

    def begin(self, offer: UpdateOffer, backup: Path | None) -> None:
        """Close the book that is open, backed up by now, and lay the new version down."""
        shell = self._window.shell()
        if shell is None:
            self._begin(offer, backup)
        else:
            shell.flush(lambda: self._begin(offer, backup))

    def _begin(self, offer: UpdateOffer, backup: Path | None) -> None:
        card = UpdatingCard(offer, tasks=self._tasks, clock=self._clock)
        card.left.connect(self._window.close)
        card.opened.connect(lambda: self._start_new(card))
        card.book_wanted.connect(self._window.begin)
        book = self._window.part(card)
        if book is None:
            card.begin(backup)
        else:
            self._keeper.close(book, lambda: card.begin(backup) if isValid(card) else None, backup=False)

    def _start_new(self, card: UpdatingCard) -> None:
        """Start the version that is the next one now, and leave this one."""
        from core.services import updates

        try:
            path = updates.next_program(updates.here())
        except UserError as error:
            card.refuse(error)
            return
        environment = QProcessEnvironment()
        for key, value in environment_for_another().items():
            environment.insert(key, value)
        process = QProcess()
        process.setProgram(str(path))
        process.setProcessEnvironment(environment)
        process.setWorkingDirectory(str(Path.home()))
        if not bool(process.startDetached()):  # no tuple, whatever PySide's stubs say
            card.refuse(ProgramNotStarted(path=str(path)))
            return
        self.started.append(path)
        self._window.close()
