"""The first run: language, school, people, password, place; at its end there is a vault, open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from core.campaign.reader import PRESET
from core.records.content import Person, School
from gui.messages import _, about
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.head import Head
from gui.widgets.progress import ProgressRow
from gui.widgets.space import Column, clear
from gui.widgets.steps import Step, Wizard
from gui.widgets.text import Scroll
from gui.widgets.theme import Room, theme
from gui.wizards.first_steps import FormStep, LanguageStep, PeopleStep, PlaceStep, SchoolStep, SecretStep

if TYPE_CHECKING:
    from core.services.vaults import Vault


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first run asked."""

    folder: Path
    password: str
    school: School
    principal: Person
    others: tuple[Person, ...]
    campaign: str = PRESET


class FirstRun(QWidget):
    """Asks once what a vault needs; what was typed stays through all steps."""

    language_wanted = Signal(str)
    made = Signal(object)
    """The new vault, open."""
    other_wanted = Signal()
    """There is a vault already: open that one."""
    restore_wanted = Signal()
    """There is a backup: begin with that."""
    desk_wanted = Signal()
    """This is no school, it is the county."""
    help_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        *,
        tasks: Tasks,
        folder: Path,
        language: str,
        make: Callable[[Answers, Progress], "Vault"],
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._make = tasks, make
        self._job: Job | None = None
        self.language = LanguageStep(language)
        self.school = SchoolStep()
        self.people = PeopleStep()
        self.secret = SecretStep()
        self.place = PlaceStep(folder, chooser=chooser)
        self._steps: tuple[FormStep, ...] = (self.language, self.school, self.people, self.secret, self.place)
        self._head = Head(_("Set up the record book"), _("Takes about three minutes; nothing leaves this computer"))
        self._head.add_button(Button(_("Help F1"), "quiet", action=self.help_wanted.emit))
        pages = [Step(str(at), step.title, self._scrolling(step)) for at, step in enumerate(self._steps)]
        self._wizard = Wizard(pages, last=_("Make the record book"))
        self._wizard.cancel.set_text(_("Leave"))
        self._progress = ProgressRow()
        self._progress.cancelled.connect(self._cancel)
        self._below = Column(spacing=8)
        self.place.column.addLayout(self._below)
        self.place.column.addWidget(self._progress)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._wizard, 1)
        self.language.chosen.connect(self._language_chosen)
        self.language.other_wanted.connect(self.other_wanted)
        self.language.restore_wanted.connect(self.restore_wanted)
        self.language.desk_wanted.connect(self.desk_wanted)
        self._wizard.cancelled.connect(self._cancel)
        self._wizard.back_pressed.connect(lambda _key: self._go(self.at() - 1))
        self._wizard.next_pressed.connect(lambda _key: self.onward())
        theme().changed.connect(self._rearrange)
        self._go(0)

    @staticmethod
    def _scrolling(step: FormStep) -> QWidget:
        body = Column(margins=(20, 14, 20, 14), spacing=10)
        body.addWidget(step)
        body.addStretch(1)
        return Scroll(body)

    # --- steps ---------------------------------------------------------------------------------------

    def onward(self) -> None:
        """Go to the next step, or to the first field that stands in the way; at the end make the vault."""
        if (self._job is not None and not self._job.finished) or self._steps[self.at()].complain():
            return
        if self.at() + 1 < len(self._steps):
            self._go(self.at() + 1)
        else:
            self._begin()

    def at(self) -> int:
        """Return the step one is at, from 0."""
        return int(self._wizard.current())

    def typed(self) -> dict[str, Any]:
        """Return what was typed, for the same wizard in another language; no password."""
        return {"school": self.school.typed(), "people": self.people.typed(), "place": self.place.typed()}

    def recall(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was typed before."""
        self.school.recall(typed.get("school", {}))
        self.people.recall(typed.get("people", {}))
        self.place.recall(typed.get("place", {}))

    def answers(self) -> Answers:
        """Return everything that was answered."""
        principal, others = self.people.people()
        return Answers(
            folder=self.place.folder(),
            password=self.secret.password(),
            school=self.school.profile(),
            principal=principal,
            others=others,
        )

    def _go(self, at: int) -> None:
        clear(self._below)
        if self._steps[at] is self.place:
            self.place.suggest(self.school.profile())
        self._wizard.go(str(at))
        self._steps[at].take_focus()

    def _language_chosen(self, language: str) -> None:
        if language != self.language.language:
            self.language_wanted.emit(language)

    # --- the end -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        clear(self._below)
        answers = self.answers()
        self._progress.start(_("Making the keys…"))
        self._wizard.set_next(_("Making the record book…"))
        # Making the principal's key takes some seconds: off the window's thread.
        self._job = self._tasks.in_vault_watched(
            lambda progress: self._make(answers, progress),
            self._made,
            failed=self._failed,
            watch=self._watch,
            owner=self,
        )

    def _watch(self, done: int, total: int, what: str) -> None:
        self._progress.tell(done, total, _("Making the keys…") if what == "key" else _("Writing the record book…"))

    def _made(self, vault: "Vault") -> None:
        self._job = None
        self._progress.finish()
        self.secret.empty()
        self.made.emit(vault)

    def _failed(self, error: UserError) -> None:
        self._job = None
        self._progress.finish()
        at = self.at()
        if error.code() == "bad_identity":
            at = self._steps.index(self.school if error.particulars["field"] == "school" else self.people)
        self._go(at)
        if error.code() != "cancelled":
            row = FindingRow(FindingLine(Level.ERROR, about(error).text()))
            (self._below if at == len(self._steps) - 1 else self._steps[at].column).addWidget(row)

    def _cancel(self) -> None:
        if self._job is not None and not self._job.finished:
            self._job.cancel()
        else:
            self.left.emit()

    # --- room ----------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the step, not at the button above it."""
        super().showEvent(event)
        self._steps[self.at()].take_focus()

    def resizeEvent(self, event: Any) -> None:
        """Labels left or above."""
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        room = theme().room(self.width() + theme().dp(124))
        self._head.set_room(room)
        self._wizard.set_room(room)
        for step in self._steps:
            step.set_room(room if room is Room.WIDE else Room.NARROW)
