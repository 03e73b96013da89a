"""备份与体检: how the backups stand, onto a stick, restoring, and whether all is whole (not of a desk)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.services import backups
from core.services.backups import Book
from core.services.vaults import Vault
from core.views.backups import BackupState, BackupView
from core.views.changes import Changes
from core.views.verdicts import DriveView
from gui.messages import _, fill
from gui.pages.backupcards import ListCard, StateCard, StickCard
from gui.pages.healthcard import HealthCard
from gui.pages.judge import Sticks
from gui.pages.page import Page
from gui.pages.restoring import RestoreDoor
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.head import Head
from gui.widgets.space import Column
from gui.widgets.text import Scroll
from gui.widgets.theme import Room


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is."""

    state: BackupState
    there: tuple[BackupView, ...]


class BackupPage(Page):
    """Cards under each other, each with one thing to do."""

    restore_wanted = Signal(object, str)
    """Put this backup (Path) in the place of the open book, opened with this password: the window does it."""

    def __init__(
        self,
        vault: Book,
        *,
        tasks: Tasks,
        clock: Clock,
        drives: Sticks,
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault, self._tasks, self._clock = vault, tasks, clock
        self._drives, self._chooser = drives, chooser
        self.health = HealthCard(vault, tasks=tasks, chooser=chooser, page=self) if isinstance(vault, Vault) else None
        self._head = Head(_("Backups and check-up") if self.health else _("Backups"))
        self._head.set_back(_("Back to {place}").format(place=_("Settings")), _("Return"))
        self._head.went_back.connect(self.went_back)
        self.state = StateCard(vault, tasks=tasks)
        self.stick = StickCard(vault, tasks=tasks, chooser=chooser)
        self.list = ListCard()
        self.door = RestoreDoor(vault, tasks=tasks, clock=clock, page=self)
        self.door.wanted.connect(self.restore_wanted)
        for made in (self.state.made, self.stick.made, self.stick.named):
            made.connect(self._made)
        self.stick.made.connect(lambda: QTimer.singleShot(0, self, self._show_stick))
        self.stick.look_wanted.connect(drives.look)
        self.list.tried.connect(self.door.try_out)
        self.list.wanted.connect(self.door.restore)
        self.list.file_wanted.connect(self._choose)
        body = Column(margins=(20, 14, 20, 14), spacing=12)
        for card in (self.state, self.stick, self.list):
            body.addWidget(card)
        if self.health is not None:
            self.health.changed.connect(self.changed)
            body.addWidget(self.health)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        self._scroll = Scroll(body)
        column.addWidget(self._scroll, 1)

    # --- page ----------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read how the backups stand, and which there are here and on the sticks."""
        self.stick.show_drives(self._drives.drives)
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Read anew when a backup was made elsewhere."""
        if changes.backups:
            self._read()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Bring the check-up into sight, and begin it, when the window speaks of it."""
        health = self.health
        if memory.get("part") == "health" and health is not None:
            QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(health.y()))
            health.examine()

    def set_room(self, room: Room) -> None:
        """Only the head has to know."""
        self._head.set_room(room)

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the sticks that are plugged in now, and the backups on them."""
        self.stick.show_drives(drives)
        self._read()

    def _read(self) -> None:
        drives, vault = self._drives.drives, self._vault

        def read() -> _Found:
            there = list(backups.listing(vault))
            for drive in drives:
                label = drive.label or drive.path.name
                there.extend(backups.found_on(drive.path, label=label, of=vault.id))
            return _Found(backups.state(vault), tuple(sorted(there, key=lambda one: one.made_at, reverse=True)))

        self._tasks.aside(lambda _progress: read(), self._show, failed=self.troubled.emit, owner=self)

    def _show(self, found: _Found) -> None:
        day = today(self._clock)
        self.state.show_state(found.state, today=day)
        self.stick.show_state(found.state, today=day)
        self.list.show_backups(found.there, today=day)

    def _show_stick(self) -> None:
        """Bring into sight what came of it."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(max(bar.value(), self.stick.geometry().bottom() - self._scroll.viewport().height()))

    def _made(self) -> None:
        self._read()
        self.changed.emit(Changes(backups=True))

    # --- a file from elsewhere -----------------------------------------------------------------------

    def _choose(self) -> None:
        path = self._chooser.file(
            self,
            title=_("Choose a backup"),
            start=Path.home(),
            kinds=fill(_("Backup ({files})"), {"files": backups.FILES}),
        )
        if path is not None:
            self._tasks.aside(
                lambda _progress: backups.described(path, of=self._vault.id),
                self.door.restore,
                failed=self.troubled.emit,
                owner=self,
            )
