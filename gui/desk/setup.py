"""Set up the county's desk: names, password, the root key onto a stick for the safe; then it is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.jobs import Progress
from core.services import sticking
from core.services.desk import desks
from core.services.desk.desks import Desk
from core.views.verdicts import DriveView
from gui.messages import _, about
from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.formline import FormField
from gui.widgets.newpassword import PasswordPair
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear
from gui.widgets.text import Label
from gui.widgets.theme import Room
from gui.widgets.whereto import WhereTo
from gui.wizards.first_steps import BAD_IN_NAMES, FormStep, SecretStep
from gui.wizards.setting_up import SettingUp


@dataclass(frozen=True, slots=True)
class DeskAnswers:
    """What setting up a desk asked."""

    folder: Path
    county: str
    clerk: str
    password: str
    safe: Path
    safe_password: str


class NamesStep(FormStep):
    """Which county, who does the work, and where the desk lies."""

    def __init__(self, folder: Path, *, chooser: Chooser) -> None:
        super().__init__(_("Names"), _("As they are to stand on receipts"))
        self._start, self._chooser, self._chosen = folder, chooser, False
        self.county = TextField(hint=_("Full name, as on the seal"))
        self.clerk = TextField(chars=14)
        self.where = TextField()
        self.add(FormField("county", _("Office"), self.county, required=True))
        self.add(FormField("clerk", _("Your name"), self.clerk, required=True, stretch=0))
        browse = Button(_("Choose"), "plain", action=self._browse)
        self.add(FormField("where", _("Folder"), self.where, required=True, note=browse))
        self._says = Column(spacing=8)
        self.column.addLayout(self._says)
        self.county.edited.connect(self._suggest)
        self.where.edited.connect(self._typed)
        self._suggest()

    def folder(self) -> Path:
        """Return the folder of the desk."""
        return Path(self.where.text().strip()).expanduser()

    def say(self, text: str) -> None:
        """Say what went wrong with what stands here."""
        clear(self._says)
        self._says.addWidget(FindingRow(FindingLine(Level.ERROR, text)))

    def complain(self) -> bool:
        """Show what is wrong; what was said before is gone."""
        clear(self._says)
        return super().complain()

    def findings(self) -> dict[str, FindingLine]:
        """Both names are needed, and a folder from the root on."""
        found = {}
        if not self.county.text().strip():
            found["county"] = FindingLine(Level.ERROR, _("Please fill in the office’s name."))
        if not self.clerk.text().strip():
            found["clerk"] = FindingLine(Level.ERROR, _("Please fill in who signs the receipts."))
        if not self.folder().is_absolute():
            found["where"] = FindingLine(Level.ERROR, _("Please name a folder with its whole path."))
        elif desks.path_of(self.folder()).exists():
            found["where"] = FindingLine(Level.ERROR, _("There is something under this name already."))
        return found

    def typed(self) -> dict[str, str]:
        """Return what was typed."""
        kept = {"county": self.county.text(), "clerk": self.clerk.text()}
        return {**kept, "where": self.where.text()} if self._chosen else kept

    def recall(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was typed before."""
        self._chosen = "where" in typed
        for key, text in typed.items():
            getattr(self, key).set_value(str(text))
        self._suggest()

    def _suggest(self) -> None:
        if not self._chosen:
            name = "".join(sign for sign in self.county.text().strip() if sign not in BAD_IN_NAMES).strip(" .")
            self.where.set_value(str(self._start / f"{name or 'taizhang'}.taizhang-desk"))

    def _typed(self) -> None:
        self._chosen = True

    def _browse(self) -> None:
        found = self._chooser.folder(self, title=_("Folder for the desk"), start=self.folder().parent)
        if found is not None:
            self._chosen = True
            self.where.set_value(str(found / self.folder().name))


class SafeStep(FormStep):
    """The root key goes onto a stick of its own, under a password of its own, and into the safe."""

    def __init__(self, *, chooser: Chooser) -> None:
        super().__init__(_("Root key"), _("Needed again only if this computer is lost, or in some years"))
        self._says = Column(spacing=8)
        first = _(
            "The county’s root key is written onto a stick of its own. It goes into the safe and never stays here."
        )
        self.column.addWidget(NoteLine(first, "key", colour="accent"))
        second = _("Give it another password than the desk’s, on paper, in another place than the stick.")
        self.column.addWidget(Label(second, "small", wrap=True))
        self.where = WhereTo(
            chooser=chooser,
            title=_("Stick for the safe"),
            folder_title=_("Folder for the root key"),
            choose_first=False,
        )
        self.where.moved.connect(self._forget)
        self.column.addWidget(self.where)
        self.pair = PasswordPair()
        self.column.addWidget(self.pair)
        self.column.addLayout(self._says)

    def _forget(self) -> None:
        clear(self._says)

    def complain(self) -> bool:
        """A place is chosen, and a password."""
        clear(self._says)
        if self.where.target() is None:
            said = _("Put a stick in and choose it, or choose a folder.")
            self._says.addWidget(FindingRow(FindingLine(Level.ERROR, said)))
            return True
        return self.pair.complain()

    def say(self, line: FindingLine) -> None:
        """Say what went wrong with it."""
        clear(self._says)
        self._says.addWidget(FindingRow(line))

    def same(self) -> None:
        """Say that both passwords are the same."""
        self.say(
            FindingLine(Level.ERROR, _("This is the desk’s password. Please choose another one for the root key."))
        )
        self.pair.first.setFocus()

    def take_focus(self) -> None:
        """Put the cursor into the password."""
        self.pair.first.setFocus()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self.pair.set_room(room)


class DeskSetup(SettingUp):
    """Asks once what a desk needs; what was typed stays through all steps."""

    look_wanted = Signal()
    """Look which sticks are plugged in."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        folder: Path,
        make: Callable[[DeskAnswers, Progress], Desk],
        chooser: Chooser,
        parent: QWidget | None = None,
    ) -> None:
        steps = NamesStep(folder, chooser=chooser), SecretStep(), SafeStep(chooser=chooser)
        super().__init__(
            *steps,
            title=_("Set up the county’s desk"),
            note=_("Takes about ten minutes, once; have an empty stick ready"),
            last=_("Set up the desk"),
            parent=parent,
        )
        self._tasks, self._make = tasks, make
        self.names, self.secret, self.safe = steps
        self.question: Question | None = None
        self.safe.where.look_wanted.connect(self.look_wanted)
        self.safe.column.addWidget(self._progress)
        self._go(0)

    def _end(self) -> None:
        """Make the desk, once the root key has a place of its own under a password of its own."""
        if self.safe.pair.password() == self.secret.password():
            self.safe.same()
        elif self.safe.where.drive(self.safe.where.target()) is None:
            self._ask_folder()
        else:
            self._look_at_stick()

    def show_drives(self, drives: tuple[DriveView, ...]) -> None:
        """Offer the sticks that are plugged in now."""
        if not self._busy():
            self.safe.where.show_drives(drives)

    def typed(self) -> dict[str, Any]:
        """Return what was typed, for the same wizard in another language; no password."""
        return {"names": self.names.typed()}

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Fill in what was typed before."""
        self.names.recall(memory.get("names", {}))

    def _look_at_stick(self) -> None:
        """Begin at once on an empty stick; on one that somebody uses only when that is meant."""
        target = self.safe.where.target()
        assert target is not None
        self._tasks.aside(
            lambda _progress: sticking.is_empty(target),
            lambda empty: self._begin() if empty else self._ask_stick(),
            failed=lambda error: self.safe.say(FindingLine(Level.ERROR, about(error).text())),
            owner=self,
        )

    def _ask_stick(self) -> None:
        self.question = Question(
            _("Use this stick for the root key?"),
            _("There are other files on it. The root key belongs onto an empty stick of its own, to lie in a safe."),
            (Reply("no", _("Choose another stick"), safe=True), Reply("keep", _("Use it all the same"))),
            parent=self,
        )
        self.question.ask(lambda answer: self._begin() if answer == "keep" else None)

    def _ask_folder(self) -> None:
        self.question = Question(
            _("Keep the root key in a folder?"),
            _(
                "It is no stick. Whoever gets at this computer gets at the root key too, and when the computer is lost "
                "both are."
            ),
            (Reply("no", _("Choose a stick"), safe=True), Reply("keep", _("Keep it there"))),
            parent=self,
        )
        self.question.ask(lambda answer: self._begin() if answer == "keep" else None)

    # --- the end -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        safe = self.safe.where.target()
        assert safe is not None
        answers = DeskAnswers(
            folder=self.names.folder(),
            county=self.names.county.text().strip(),
            clerk=self.names.clerk.text().strip(),
            password=self.secret.password(),
            safe=safe,
            safe_password=self.safe.pair.password(),
        )
        self._progress.start(_("Making the keys…"), at_once=True)
        self.steps.set_next(_("Setting up the desk…"))
        self._job = self._tasks.in_vault_watched(
            lambda progress: self._make(answers, progress),
            self._made,
            failed=self._failed,
            watch=self._watch,
            owner=self,
        )

    def _watch(self, _done: int, _total: int, what: str) -> None:
        words = {
            "key": _("Making the keys…"),
            "root": _("Please do not pull the stick out"),
            "desk": _("Setting up the desk…"),
        }
        self._progress.tell(0, 0, words.get(what, words["key"]))

    def _made(self, desk: Desk) -> None:
        self._job = None
        self._progress.finish()
        self.secret.empty()
        self.safe.pair.empty()
        self.made.emit(desk)

    def _failed(self, error: UserError) -> None:
        self._job = None
        self._progress.finish()
        self._go(self.at())
        if error.code() == "cancelled":
            return
        if error.code() in {"vault_exists", "bad_identity"}:
            self._go(0)
            self.names.say(about(error).text())
        else:
            self.safe.say(FindingLine(Level.ERROR, about(error).text()))
