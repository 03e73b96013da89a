"""The first run: language, school, people, password, place; at its end there is a vault, open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from core.campaign.reader import PRESET
from core.records.content import Person, School
from gui.messages import _, about
from gui.tasks import Job, Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.head import Head
from gui.widgets.space import Column, Row, clear
from gui.widgets.steps import StepLine, WizardFoot
from gui.widgets.text import Label, Scroll
from gui.widgets.theme import Room, theme
from gui.wizards.first_steps import LanguageStep, PeopleStep, PlaceStep, SchoolStep, SecretStep, Step

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
        self._steps: tuple[Step, ...] = (self.language, self.school, self.people, self.secret, self.place)
        self._head = Head(_("Set up the record book"), _("Takes about three minutes; nothing leaves this computer"))
        self._line = StepLine([step.title for step in self._steps])
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(step)
        self._below = Column(spacing=8)
        self._bar = QProgressBar()
        self._bar.hide()
        self._telling = Label("", "small")
        self._foot = WizardFoot()
        self._lay_out()
        self.language.chosen.connect(self._language_chosen)
        self.language.other_wanted.connect(self.other_wanted)
        self._foot.cancelled.connect(self._cancel)
        self._foot.back.connect(lambda: self._go(self._line.at() - 1))
        self._foot.onward.connect(self.onward)
        theme().changed.connect(self._rearrange)
        self._go(0)

    def _lay_out(self) -> None:
        body = Column(margins=(20, 14, 20, 14), spacing=10)
        body.addWidget(self._stack)
        body.addLayout(self._below)
        telling = Row(spacing=10)
        telling.addWidget(self._bar, 1)
        telling.addWidget(self._telling)
        body.addLayout(telling)
        body.addStretch(1)
        column = Column(self, spacing=0)
        column.addWidget(self._head)
        column.addWidget(self._line)
        column.addWidget(Scroll(body), 1)
        column.addWidget(self._foot)

    # --- steps ---------------------------------------------------------------------------------------

    def onward(self) -> None:
        """Go to the next step, or to the first field that stands in the way; at the end make the vault."""
        if self._job is not None:
            return
        step = self._steps[self._line.at()]
        if step.complain():
            return
        if self._line.at() + 1 < len(self._steps):
            self._go(self._line.at() + 1)
        else:
            self._begin()

    def at(self) -> int:
        """Return the step one is at, from 0."""
        return self._line.at()

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
        self._line.go(at)
        if self._steps[at] is self.place:
            self.place.suggest(self.school.profile())
        self._stack.setCurrentWidget(self._steps[at])
        self._steps[at].take_focus()
        last = at + 1 == len(self._steps)
        onward = _("Make the record book") if last else _("Next: {step}").format(step=self._steps[at + 1].title)
        self._foot.offer(onward, back=at > 0, cancel=_("Leave"))
        self._foot.say("")

    def _language_chosen(self, language: str) -> None:
        if language != self.language.language:
            self.language_wanted.emit(language)

    # --- the end -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        clear(self._below)
        answers = self.answers()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._telling.setText(_("Making the keys…"))
        self._foot.offer("", back=False, cancel=_("Cancel"))
        # Making the principal's key takes some seconds: off the window's thread.
        self._job = self._tasks.in_vault_watched(
            lambda progress: self._make(answers, progress),
            self._made,
            failed=self._failed,
            watch=self._watch,
            owner=self,
        )

    def _watch(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._telling.setText(_("Making the keys…") if what == "key" else _("Writing the record book…"))

    def _made(self, vault: "Vault") -> None:
        self._job = None
        self.secret.empty()
        self.made.emit(vault)

    def _failed(self, error: UserError) -> None:
        self._job = None
        self._bar.hide()
        self._telling.setText("")
        self._go(self._line.at())
        if error.code() == "bad_identity":
            self._go(self._steps.index(self.school if error.particulars["field"] == "school" else self.people))
        if error.code() != "cancelled":
            self._below.addWidget(FindingRow(FindingLine(Level.ERROR, about(error).text())))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.left.emit()

    # --- room ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: Any) -> None:
        """Labels left or above."""
        super().resizeEvent(event)
        self._rearrange()

    def _rearrange(self) -> None:
        room = theme().room(self.width() + theme().dp(124))
        self._head.set_room(room)
        for step in self._steps:
            step.set_room(room if room is Room.WIDE else Room.NARROW)
