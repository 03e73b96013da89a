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
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.space import Column, clear
from gui.wizards.first_steps import LanguageStep, PeopleStep, PlaceStep, SchoolStep, SecretStep
from gui.wizards.setting_up import SettingUp

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


class FirstRun(SettingUp):
    """Asks once what a vault needs; what was typed stays through all steps."""

    language_wanted = Signal(str)
    other_wanted = Signal()
    """There is a vault already: open that one."""
    restore_wanted = Signal()
    """There is a backup: begin with that."""
    desk_wanted = Signal()
    """This is no school, it is the county."""
    help_wanted = Signal()

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
        steps = LanguageStep(language), SchoolStep(), PeopleStep(), SecretStep(), PlaceStep(folder, chooser=chooser)
        super().__init__(
            *steps,
            title=_("Set up the record book"),
            note=_("Takes about three minutes; nothing leaves this computer"),
            last=_("Make the record book"),
            parent=parent,
        )
        self._tasks, self._make = tasks, make
        self.language, self.school, self.people, self.secret, self.place = steps
        self.steps.cancel.set_text(_("Leave"))
        self._head.add_button(Button(_("Help F1"), "quiet", action=self.help_wanted.emit))
        self._below = Column(spacing=8)
        self.place.column.addLayout(self._below)
        self.place.column.addWidget(self._progress)
        self.language.chosen.connect(self._language_chosen)
        self.language.other_wanted.connect(self.other_wanted)
        self.language.restore_wanted.connect(self.restore_wanted)
        self.language.desk_wanted.connect(self.desk_wanted)
        self._go(0)

    # --- steps ---------------------------------------------------------------------------------------

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
        super()._go(at)

    def _language_chosen(self, language: str) -> None:
        if language != self.language.language:
            self.language_wanted.emit(language)

    # --- the end -------------------------------------------------------------------------------------

    def _end(self) -> None:
        clear(self._below)
        answers = self.answers()
        self._progress.start(_("Making the keys…"))
        self.steps.set_next(_("Making the record book…"))
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

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the step, not at the button above it."""
        super().showEvent(event)
        self._steps[self.at()].take_focus()
