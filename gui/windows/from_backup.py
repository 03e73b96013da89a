"""从备份恢复, where no record book can be opened: the backup, its password, and the folder it goes into."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from core.base.clock import Clock, today
from core.base.errors import Cancelled, UserError
from core.base.jobs import Progress
from core.services import backups, restoring
from core.services.restoring import Restored
from core.views.backups import BackupView, DeskFound, Found
from core.views.verdicts import DriveView
from gui.messages import _, about, fill
from gui.pages.backupcards import stage_words, when
from gui.pages.backupwords import inside_lines
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, Level
from gui.widgets.formline import FormField
from gui.widgets.head import Head
from gui.widgets.password import PasswordField
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, clear
from gui.widgets.steps import Step, Wizard
from gui.widgets.text import Label, Scroll
from gui.widgets.theme import Room, theme


class FromBackup(QWidget):
    """Two steps: choose and open it, which tells what is inside; then where to, and 恢复."""

    restored = Signal(object, str)
    """The record book's folder (Path), and what is to be said of it."""
    left = Signal()
    """Back to where one came from."""
    look_wanted = Signal()
    """Look which sticks are plugged in."""

    def __init__(self, *, tasks: Tasks, clock: Clock, folder: Path, present: Path | None, chooser: Chooser) -> None:
        super().__init__()
        self._tasks, self._clock, self._chooser = tasks, clock, chooser
        self._folder, self._present = folder, present
        self._job: Job | None = None
        self._there: list[BackupView] = []
        self._drives: tuple[DriveView, ...] = ()
        self._own: list[BackupView] = []
        self._choice = _Choices()
        self._choice.file_wanted.connect(self._choose_file)
        self._choice.look_wanted.connect(self.look_wanted)
        self.password = PasswordField(says=_("Password of that day"))
        self.password.entered.connect(lambda: self._onward("open"))
        ask = Card(_("Password of that day, or the code of the recovery sheet"))
        ask.column.addWidget(self.password)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        ask.column.addWidget(self.progress)
        self._inside = Card(_("What is inside"))
        self._lines = Column(spacing=4)
        self._inside.column.addLayout(self._lines)
        self.where = TextField()
        browse = Button(_("Choose"), action=self._browse)
        self._place = Card(_("Where to keep it"), _("What is there already is set aside, never overwritten"))
        self._place.add(FormField("where", _("Folder"), self.where, required=True, note=browse))
        self.second = ProgressRow()
        self.second.cancelled.connect(self._stop)
        self._place.column.addWidget(self.second)
        self._place.foot()
        self._head = Head(_("Restore from a backup"), _("Opened and looked through before anything is written"))
        self.steps = Wizard(
            [
                Step("open", _("Backup"), _scrolling(self._choice, ask)),
                Step("place", _("Where to keep it"), _scrolling(self._inside, self._place)),
            ],
            last=_("Restore"),
        )
        self.steps.next_pressed.connect(self._onward)
        self.steps.back_pressed.connect(lambda _key: None if self._busy() else self.steps.go("open"))
        self.steps.cancelled.connect(self._cancel)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self.steps, 1)
        theme().changed.connect(self._rearrange)
        self._show()
        self._look_here()

    # --- which backup ------------------------------------------------------------------------------------

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the backups on the sticks that are plugged in now."""
        self._drives = drives
        self._look_here()

    def _look_here(self) -> None:
        present, drives = self._present, self._drives

        def look(_progress: Progress) -> list[BackupView]:
            found = list(backups.found_on(present / backups.FOLDER)) if present else []
            for drive in drives:
                found.extend(backups.found_on(drive.path, label=drive.label or drive.path.name))
            return sorted(found, key=lambda one: one.made_at, reverse=True)

        def seen(found: list[BackupView]) -> None:
            self._there = found
            self._show()

        self._tasks.aside(look, seen, owner=self)

    def _choose_file(self) -> None:
        kinds = fill(_("Backup ({files})"), {"files": backups.FILES})
        path = self._chooser.file(self, title=_("Choose a backup"), start=Path.home(), kinds=kinds)
        if path is None:
            return

        def described(backup: BackupView) -> None:
            self._own.insert(0, backup)
            self._show()
            self._choice.choose(backup)
            self.password.setFocus()

        self._tasks.aside(lambda _progress: backups.described(path), described, failed=self._choice.refuse, owner=self)

    def _show(self) -> None:
        self._choice.show_backups([*self._own, *self._there], clock=self._clock)

    # --- steps -------------------------------------------------------------------------------------------

    def _busy(self) -> bool:
        return self._job is not None and not self._job.finished

    def _onward(self, key: str) -> None:
        if self._busy() or key != self.steps.current():
            return
        backup = self._choice.chosen()
        if backup is None:
            self._choice.complain()
        elif key == "open":
            self._open(backup)
        else:
            self._restore(backup)

    def _open(self, backup: BackupView) -> None:
        self.password.set_findings(())
        password = self.password.value()
        if not password:
            self.password.set_findings((FindingLine(Level.ERROR, _("Please enter the password.")),))
            return
        self.progress.start(stage_words("read"))

        def opened(found: Found | DeskFound) -> None:
            self.progress.finish()
            clear(self._lines)
            for line in inside_lines(found, today=today(self._clock)):
                self._lines.addWidget(Label(line, wrap=True))
            if not self.where.text():
                owner = found.county if isinstance(found, DeskFound) else found.school
                name = "".join(sign for sign in owner if sign not in '<>:"/\\|?*').strip(" .")
                self.where.set_value(str(self._present or self._folder / (name or "taizhang")))
            self.steps.go("place")

        def refused(error: UserError) -> None:
            self.progress.finish()
            if not isinstance(error, Cancelled):
                wrong = error.code() == "wrong_password"
                text = _("The password is not right. Please try again.") if wrong else about(error).text()
                self.password.set_findings((FindingLine(Level.ERROR, text, word=_("Not opened")),))

        self._job = self._tasks.aside(
            lambda progress: restoring.rehearse(backup.path, password, clock=self._clock, progress=progress),
            opened,
            failed=refused,
            watch=lambda done, total, what: self.progress.tell(done, total, stage_words(what)),
            owner=self,
        )

    def _restore(self, backup: BackupView) -> None:
        self._place.say(Level.HINT, "")
        folder = Path(self.where.text().strip()).expanduser()
        if not self.where.text().strip() or not folder.is_absolute():
            self._place.say(Level.ERROR, _("Please name a folder with its whole path."))
            return
        password = self.password.value()
        self.second.start(_("Restoring…"))

        def restored(done: Restored) -> None:
            self.second.finish()
            self.password.forget()
            aside = done.aside.name if done.aside else ""
            kept = fill(_("Restored. What was there before is kept as {folder}."), {"folder": aside})
            self.restored.emit(done.folder, kept if aside else _("Restored."))

        def refused(error: UserError) -> None:
            self.second.finish()
            if not isinstance(error, Cancelled):
                self._place.say(Level.ERROR, about(error).text())

        self._job = self._tasks.in_vault_watched(
            lambda progress: restoring.restore(backup.path, password, folder, clock=self._clock, progress=progress),
            restored,
            failed=refused,
            watch=lambda done, total, what: self.second.tell(done, total, stage_words(what)),
            owner=self,
        )

    def _browse(self) -> None:
        start = Path(self.where.text() or self._folder).parent
        found = self._chooser.folder(self, title=_("Folder for the record book"), start=start)
        if found is not None:
            self.where.set_value(str(found / Path(self.where.text() or "taizhang").name))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _cancel(self) -> None:
        if self._busy():
            self._stop()
        else:
            self.left.emit()

    def resizeEvent(self, event: Any) -> None:
        """Labels left or above."""
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        room = theme().room(self.width() + theme().dp(124))
        self._head.set_room(room)
        self.steps.set_room(room)
        self._place.set_room(room if room is Room.WIDE else Room.NARROW)


class _Choices(Card):
    """The backups that were found, one of them chosen."""

    file_wanted = Signal()
    look_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Which backup"))
        self._backups: list[BackupView] = []
        self._rows = Column(spacing=6)
        self._group = QButtonGroup(self)
        self.column.addLayout(self._rows)
        self.foot(
            Button(_("Choose a file"), icon_name="folder_open", action=self.file_wanted.emit),
            Button(_("Look again"), "link", action=self.look_wanted.emit),
        )

    def show_backups(self, found: list[BackupView], *, clock: Clock) -> None:
        """Offer these; what was chosen stays chosen, else the newest is."""
        chosen = self.chosen()
        self._backups = found
        clear(self._rows)
        for button in self._group.buttons():
            self._group.removeButton(button)
        for number, backup in enumerate(found):
            where = fill(_("Stick {label}"), {"label": backup.label}) if backup.label else backup.path.name
            button = QRadioButton(f"{when(backup, today=today(clock))} · {where}")
            button.setChecked(backup == chosen if chosen in found else number == 0)
            self._group.addButton(button, number)
            self._rows.addWidget(button)
        if not found:
            self._rows.addWidget(Label(_("None was found. Plug the stick in, or choose the file."), wrap=True))

    def chosen(self) -> BackupView | None:
        """Return the chosen one."""
        number = self._group.checkedId()
        return self._backups[number] if 0 <= number < len(self._backups) else None

    def choose(self, backup: BackupView) -> None:
        """Choose one."""
        self._group.button(self._backups.index(backup)).setChecked(True)
        self.say(Level.HINT, "")

    def complain(self) -> None:
        """Say that one has to be chosen."""
        self.say(Level.WARNING, _("Choose the file of a backup first."))

    def refuse(self, error: UserError) -> None:
        """Say why a file is none."""
        self.say(Level.ERROR, about(error).text())


def _scrolling(*cards: QWidget) -> QWidget:
    body = Column(margins=(20, 14, 20, 14), spacing=12)
    for card in cards:
        body.addWidget(card)
    body.addStretch(1)
    return Scroll(body)
