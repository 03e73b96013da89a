"""The cards of the page of backups: how they stand, onto a stick, and those that are there."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import Cancelled, UserError
from core.services import backups
from core.services.backups import Book
from core.services.desk.desks import Desk
from core.views.backups import BackupState, BackupView
from core.views.verdicts import DriveView
from gui.messages import _, about, fill, full_day, moment, ngettext, size
from gui.pages.backupwords import content_words, elsewhere_sentence, state_sentence, stick_sentence
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.progress import ProgressRow, SafeCard
from gui.widgets.space import Column, Row, clear
from gui.widgets.text import Frame, Label
from gui.widgets.whereto import WhereTo

FEW = 5
"""Backups shown before the rest is asked for."""


def stage_words(what: str) -> str:
    """Return what is being done, by the stage the service tells."""
    return {
        "copy": _("Copying…"),
        "check": _("Checking…"),
        "write": _("Writing…"),
        "read": _("Reading…"),
        "read_back": _("Reading back…"),
    }.get(what, _("Checking…"))


class StateCard(Card):
    """How the backups stand, and a button that makes one."""

    made = Signal()

    def __init__(self, vault: Book, *, tasks: Tasks) -> None:
        super().__init__(_("Backups"), _("Made by themselves whenever the program is locked or closed"))
        self._vault, self._tasks = vault, tasks
        self._job: Job | None = None
        self.sentence = Label("", wrap=True)
        self.note = NoteLine(_("Encrypted as all here is: each opens with the password of its day."), "key")
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        self.column.addWidget(self.sentence)
        self.elsewhere = NoteLine(elsewhere_sentence(), "warning", colour="warn")
        self.elsewhere.hide()
        self.column.addWidget(self.note)
        self.column.addWidget(self.elsewhere)
        self.column.addWidget(self.progress)
        self.now = Button(_("Back up now"), "primary", icon_name="save", action=self.make)
        self.foot(self.now)

    def show_state(self, state: BackupState, *, today: date) -> None:
        """Say how they stand."""
        self.sentence.setText(state_sentence(state, today=today))
        self.elsewhere.setVisible(state.elsewhere)

    def make(self) -> None:
        """Make a backup now; a second press does nothing meanwhile."""
        if self._job is not None and not self._job.finished:
            return
        self.say(Level.HINT, "")
        self.progress.start(_("Copying…"))
        self._job = self._tasks.aside(
            lambda progress: backups.make(self._vault, progress=progress),
            self._made,
            failed=self._failed,
            watch=lambda done, total, what: self.progress.tell(
                done, total if what == "write" else 0, stage_words(what)
            ),
            owner=self,
        )

    def _made(self, backup: BackupView) -> None:
        self.progress.finish()
        said = fill(_("Backed up and checked: {size:size}."), {"size": backup.size})
        self.say(Level.HINT, said, word=_("Done"))
        self.made.emit()

    def _failed(self, error: UserError) -> None:
        self.progress.finish()
        if not isinstance(error, Cancelled):
            self.say(Level.ERROR, about(error).text())

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


class StickCard(QWidget):
    """Where to, 写入, and 可以安全拔出; a stick may be named, so that it gets its backup by itself."""

    made = Signal()
    named = Signal()
    look_wanted = Signal()

    def __init__(self, vault: Book, *, tasks: Tasks, chooser: Chooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._tasks = vault, tasks
        self._job: Job | None = None
        self._state: BackupState | None = None
        self.where = WhereTo(
            chooser=chooser, title=_("Back up to a stick"), folder_title=_("Folder for the backup"), parent=self
        )
        self.where.look_wanted.connect(self.look_wanted)
        self.sentence = Label("", "small", wrap=True)
        self._named = Label("", "small", wrap=True)
        self.unname = Button(_("No longer"), "link", action=lambda: self._name(None))
        naming = Row(spacing=8)
        naming.addWidget(self._named)
        naming.addWidget(self.unname)
        naming.addStretch(1)
        self.write = Button(_("Write the backup"), icon_name="usb_stick", action=self.carry)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        self._says = Column(spacing=8)
        foot = Row(spacing=8)
        foot.addWidget(self.write)
        foot.addStretch(1)
        inner = self.where.layout()
        assert isinstance(inner, Column)
        inner.addWidget(self.sentence)
        if isinstance(vault, Desk):
            text = _("Take a stick that never goes to a school: the county’s keys are in it. Lock it away.")
            inner.addWidget(NoteLine(text, "key"))
        inner.addLayout(naming)
        inner.addWidget(self.progress)
        inner.addLayout(foot)
        inner.addLayout(self._says)
        Column(self, spacing=0).addWidget(self.where)

    def show_state(self, state: BackupState, *, today: date) -> None:
        """Say when one was put on a stick last, and which stick is named."""
        self._state = state
        self.sentence.setText(stick_sentence(state, today=today))
        said = fill(_("Stick {label} gets a backup by itself when it is plugged in."), {"label": state.stick})
        self._named.setText(said)
        for widget in (self._named, self.unname):
            widget.setVisible(bool(state.stick))

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the sticks that are plugged in."""
        self.where.show_drives(drives)

    def said(self) -> list[str]:
        """Return what came of it, in words."""
        return [label.text() for label in self.findChildren(Label) if label.isVisibleTo(self)]

    def carry(self) -> None:
        """Write a fresh backup where it was chosen."""
        if self._job is not None and not self._job.finished:
            return
        clear(self._says)
        target = self.where.target()
        if target is None:
            self._say(FindingLine(Level.WARNING, _("Choose a stick or a folder first.")))
            return
        drive = self.where.drive(target)
        said = _("Please do not pull the stick out") if drive else _("Writing…")
        self.progress.start(said, at_once=drive is not None)

        def watch(done: int, total: int, what: str) -> None:
            self.progress.tell(done, total if what in {"write", "read_back"} else 0, f"{stage_words(what)} {said}")

        self._job = self._tasks.aside(
            lambda progress: backups.carry(self._vault, target, chosen=drive, progress=progress),
            partial(self._carried, drive),
            failed=self._failed,
            watch=watch,
            owner=self,
        )

    def _carried(self, drive: DriveView | None, backup: BackupView) -> None:
        self.progress.finish()
        if drive is None:
            text = fill(_("It lies in {folder}."), {"folder": str(backup.path.parent)})
            self._says.addWidget(SafeCard(_("Written and checked"), text))
        else:
            text = fill(_("The backup is on stick {label}, read back and the same."), {"label": drive.label})
            self._says.addWidget(SafeCard(_("Safe to pull out"), text))
            if drive.volume and self._state is not None and self._state.stick != drive.label:
                always = Button(_("Always back up to this stick"), icon_name="usb_stick")
                always.clicked.connect(lambda _checked=False: self._name(drive))
                row = Row()
                row.addWidget(always)
                row.addStretch(1)
                self._says.addLayout(row)
                self.always = always
        self.made.emit()

    def _name(self, drive: DriveView | None) -> None:
        def named(_none: None) -> None:
            clear(self._says)
            self.named.emit()

        self._tasks.in_vault(lambda: backups.name_stick(self._vault, drive), named, failed=self._failed, owner=self)

    def _failed(self, error: UserError) -> None:
        self.progress.finish()
        if not isinstance(error, Cancelled):
            self._say(FindingLine(Level.ERROR, about(error).text()))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _say(self, line: FindingLine) -> None:
        clear(self._says)
        self._says.addWidget(FindingRow(line))


class ListCard(Card):
    """The backups on this computer and on the sticks, each to be tried or restored."""

    tried = Signal(object)
    """Open this `BackupView` and look inside."""
    wanted = Signal(object)
    """Put this `BackupView` in the place of the record book."""
    file_wanted = Signal()
    """Choose a backup that lies elsewhere."""

    def __init__(self) -> None:
        super().__init__(_("Restore"), _("Look inside first; what is here now is set aside, never overwritten"))
        self._rows = Column(spacing=0)
        self._all: tuple[BackupView, ...] = ()
        self._today = date.min
        self._whole = False
        self.column.addLayout(self._rows)
        self.more = Button("", "link", action=self._show_all)
        fold = Row()
        fold.addWidget(self.more)
        fold.addStretch(1)
        self.column.addLayout(fold)
        self.buttons: list[tuple[Button, Button]] = []
        self.foot(Button(_("Choose a file"), icon_name="folder_open", action=self.file_wanted.emit))

    def show_backups(self, found: Sequence[BackupView], *, today: date) -> None:
        """Show these, newest first."""
        self._all, self._today = tuple(found), today
        clear(self._rows)
        self.buttons = []
        for backup in self._all if self._whole else self._all[:FEW]:
            self._rows.addWidget(self._row(backup))
        if not self._all:
            self._rows.addWidget(Label(_("There is none yet."), "small"))
        hidden = len(self._all) - FEW
        self.more.set_text(ngettext("{count} older one", "{count} older ones", hidden).format(count=hidden))
        self.more.setVisible(hidden > 0 and not self._whole)

    def _show_all(self) -> None:
        self._whole = True
        self.show_backups(self._all, today=self._today)

    def _row(self, backup: BackupView) -> QWidget:
        row = Frame("row")
        line = Row(row, margins=(2, 6, 2, 6), spacing=12)
        words = Column(spacing=0)
        words.addWidget(Label(when(backup, today=self._today), "strong"))
        where = fill(_("Stick {label}"), {"label": backup.label}) if backup.label else _("This computer")
        words.addWidget(Label(" · ".join((where, content_words(backup), size(backup.size))), "small", wrap=True))
        line.addLayout(words, 1)
        look, put = Button(_("Try it out"), "small"), Button(_("Restore"), "small")
        look.clicked.connect(lambda _checked=False: self.tried.emit(backup))
        put.clicked.connect(lambda _checked=False: self.wanted.emit(backup))
        for button in (look, put):
            button.setAccessibleName(f"{button.text()} {when(backup, today=self._today)} {where}")
            line.addWidget(button)
        self.buttons.append((look, put))
        return row


def when(backup: BackupView, *, today: date) -> str:
    """Return when a backup was made."""
    if backup.made_at.date() == today:
        return fill(_("today {at}"), {"at": moment(backup.made_at, today=today)})
    if backup.made_at.year != today.year:
        return f"{full_day(backup.made_at.date())} {backup.made_at:%H:%M}"
    return moment(backup.made_at)
