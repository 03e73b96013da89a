"""更新: the update on the stick is found by itself; what changes stands there in words, with one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from core.base.errors import Cancelled, ProgramFromSource, UpdateOlder, UserError
from core.base.jobs import Progress
from core.services import updates
from core.services.desk.desks import Desk
from core.views.updates import UpdateOffer, UpdateState
from core.views.verdicts import DriveView
from gui.messages import _, about, chinese, fill, full_day, language, size
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.finding import Level, NoteLine
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, Flow, Row, clear
from gui.widgets.text import Label

FEW = 6
"""Changes shown; the rest are counted."""


@dataclass(frozen=True, slots=True)
class _Found:
    """How the program stands, and what lies on the sticks."""

    state: UpdateState
    offers: tuple[UpdateOffer, ...]


class UpdateCard(Card):
    """What runs here, what is on the stick, and the way to it; the window closes the book and lays it down."""

    update_wanted = Signal(object, object)
    """Lay this `UpdateOffer` down, now that the book is backed up (Path of the backup, None without a book)."""

    def __init__(self, book: Any, *, tasks: Tasks, chooser: Chooser, parent: QWidget | None = None) -> None:
        """`book` is the open record book, a desk, or None on the closed cover."""
        super().__init__(_("Update"), _("From the county’s stick; nothing goes online"))
        if parent is not None:
            self.setParent(parent)
        self._book, self._tasks, self._chooser = book, tasks, chooser
        self._job: Job | None = None
        self._drives: tuple[DriveView, ...] = ()
        self._folders: tuple[Path, ...] = ()
        self._state = UpdateState("")
        self._offer: UpdateOffer | None = None
        self.present = Label("", "small", wrap=True)
        self.heading = Label("", "strong", wrap=True)
        self._changes = Column(spacing=2)
        self.note = NoteLine(_("The record book is backed up and closed first; it stays as it is."), "save")
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        self.column.addWidget(self.present)
        self.column.addWidget(self.heading)
        self.column.addLayout(self._changes)
        self.column.addWidget(self.note)
        self.column.addWidget(self.progress)
        self.go = Button("", "primary", icon_name="arrow_sync", action=self.update_now)
        self.stay = Button("", action=self._stay)
        self.back = Button("", "link", action=self._back)
        self.choose = Button(_("Choose a folder"), "link", action=self._choose)
        self.column.addLayout(self.says)
        foot = Flow(spacing=8)  # on the narrow cover they stand in two lines
        for button in (self.go, self.stay, self.back, self.choose):
            foot.addWidget(button)
        self.column.addLayout(foot)
        self._show(_Found(self._state, ()))

    def look(self, drives: Sequence[DriveView]) -> None:
        """Look how the program stands, and what lies on these sticks."""
        self._drives = tuple(drives)
        if self._busy():
            return
        folders, found_on = self._folders, self._drives

        def read(_progress: Progress) -> _Found:
            program = updates.here()
            state = updates.state(program)
            offers = () if state.refused else updates.find(program, found_on, folders=folders)
            return _Found(state, offers)

        self._tasks.aside(read, self._show, failed=self._failed, owner=self)

    def update_now(self) -> None:
        """Read the update through, then back the book up; then it is the window's turn."""
        offer, book = self._offer, self._book
        if offer is None or self._busy():
            return
        self.say(Level.HINT, "")

        def checked(_none: None) -> None:
            if book is None:
                self._ready(offer, None)
                return
            self._run(
                lambda progress: updates.back_up(book, progress=progress),
                partial(self._ready, offer),
                _("Backing up the record book…"),
            )

        self._run(
            lambda progress: updates.check(updates.here(), offer, progress=progress),
            checked,
            _("Checking the update…"),
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing go on unseen that would close the book under somebody's hands."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()

    # --- what is shown ---------------------------------------------------------------------------------

    def _show(self, found: _Found) -> None:
        if self._busy():
            return
        self._state, state = found.state, found.state
        best = found.offers[0] if found.offers else None
        self._offer = best if best and best.refused is None else None
        self.present.setText(self._present(state, best))
        self._show_offer(self._offer)
        if state.refused is not None:
            plain = isinstance(state.refused, ProgramFromSource)
            self.say(Level.HINT, "" if plain else about(state.refused).text(), word=_("Note"))
        elif best is not None and best.refused is not None:
            older = isinstance(best.refused, UpdateOlder)
            said = about(best.refused).text()
            where = fill(_("Stick {label}: "), {"label": best.label}) if best.label else ""
            self.say(Level.HINT if older else Level.WARNING, where + said, word="" if older else _("Not used"))
        else:
            self.say(Level.HINT, "")
        self.go.set_text(fill(_("Update to {version}"), {"version": self._offer.version if self._offer else ""}))
        self.stay.set_text(fill(_("Stay with {version}"), {"version": state.version}))
        self.back.set_text(fill(_("Back to {version}"), {"version": state.former}))
        self.go.setVisible(self._offer is not None)
        self.stay.setVisible(bool(state.following))
        self.back.setVisible(bool(state.former) and not state.following)
        self.choose.setVisible(state.refused is None)

    def _present(self, state: UpdateState, best: UpdateOffer | None) -> str:
        """Return how the program stands, in words."""
        if not state.version:
            return ""
        if isinstance(state.refused, ProgramFromSource):
            return about(state.refused).text()
        told = [fill(_("Version {version} runs here."), {"version": state.version})]
        if state.updated_at is not None:
            told.append(fill(_("Updated on {day}."), {"day": full_day(state.updated_at.date())}))
        if state.following:
            told.append(fill(_("Version {version} starts next time."), {"version": state.following}))
        elif best is None and state.refused is None:
            told.append(_("No update is on a stick; when one is plugged in it is found by itself."))
        return ("" if chinese() else " ").join(told)

    def _show_offer(self, offer: UpdateOffer | None) -> None:
        """Show what an update brings, in the user's words."""
        clear(self._changes)
        self.heading.setVisible(offer is not None)
        self.note.setVisible(offer is not None and self._book is not None)
        if offer is None:
            return
        told = [fill(_("Version {version}"), {"version": offer.version})]
        if offer.day is not None:
            told.append(full_day(offer.day))
        told.append(fill(_("Stick {label}"), {"label": offer.label}) if offer.label else offer.folder.name)
        told.append(size(offer.size))
        self.heading.setText(" · ".join(told))
        said = (offer.changes or {}).get(language()) or (offer.changes or {}).get("en") or ()
        for line in said[:FEW]:
            row = Row(spacing=6)
            row.addWidget(Label("•"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(line, wrap=True), 1)
            self._changes.addLayout(row)
        if len(said) > FEW:
            self._changes.addWidget(Label(fill(_("and {count} more"), {"count": len(said) - FEW}), "small"))

    # --- what is done ----------------------------------------------------------------------------------

    def _ready(self, offer: UpdateOffer, backup: Path | None) -> None:
        if self.isVisible():
            self.update_wanted.emit(offer, backup)

    def _stay(self) -> None:
        self._start_with(self._state.version)

    def _back(self) -> None:
        self._start_with(self._state.former)

    def _start_with(self, version: str) -> None:
        """Let another version start next time; refused with its reason where the book can't be read by it."""
        book = "register" if isinstance(self._book, Desk) else "vault"

        def done(_none: None) -> None:
            self.look(self._drives)

        self._run(lambda _progress: updates.choose(updates.here(), version, book=book), done, "")

    def _choose(self) -> None:
        folder = self._chooser.folder(self, title=_("Folder with the update"), start=Path.home())
        if folder is not None:
            self._folders = (folder,)
            self.look(self._drives)

    def _run(self, work: Any, then: Any, words: str) -> None:
        if self._busy():
            return
        self.progress.start(words, at_once=bool(words))
        self.go.hide()

        def ended(found: Any) -> None:
            self.progress.finish()
            then(found)

        self._job = self._tasks.aside(
            work,
            ended,
            failed=self._failed,
            watch=lambda done, total, _what: self.progress.tell(done, total, words, count=False),
            owner=self,
        )

    def _failed(self, error: UserError) -> None:
        self.progress.finish()
        self.go.setVisible(self._offer is not None)
        if not isinstance(error, Cancelled):
            self.say(Level.WARNING, about(error).text(), word=_("Not done"))

    def _busy(self) -> bool:
        return self._job is not None and not self._job.finished

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
