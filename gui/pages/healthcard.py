"""体检: is the record book whole, what can be mended, and what can still be taken out when it can't."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import Cancelled, UserError
from core.base.jobs import Progress
from core.services import audit, health
from core.services.vaults import Vault
from core.views.changes import Changes
from core.views.health import Health, Rescued
from gui.messages import _, about, fill, health_advice, health_sentence, health_word, join
from gui.tasks import Job, Tasks
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.choosing import Chooser
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.progress import ProgressRow
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear

FEW = 20
"""Findings shown; the rest are counted."""
RESCUE = "rescue"

T = TypeVar("T")


class HealthCard(Card):
    """One button to look; what was found stands below it in sentences, with what can be done."""

    changed = Signal(object)
    """`Changes`: something was made anew."""

    def __init__(self, vault: Vault, *, tasks: Tasks, chooser: Chooser, page: QWidget) -> None:
        super().__init__(_("Check-up"), _("Every page, every attachment and the journal are looked through"))
        self._vault, self._tasks, self._chooser, self._page = vault, tasks, chooser, page
        self._job: Job | None = None
        self.question: Question | None = None
        self.found: Health | None = None
        """What was found last."""
        self._findings = Column(spacing=6)
        self.progress = ProgressRow()
        self.progress.cancelled.connect(self._stop)
        self.column.addLayout(self._findings)
        self.column.addWidget(self.progress)
        self.look = Button(_("Look it through"), icon_name="search", action=self.examine)
        self.mend = Button(_("Mend"), "primary", icon_name="arrow_sync", action=self._mend)
        self.rescue = Button(_("Take out what can be read"), "link", action=self._ask_rescue)
        self.foot(self.look, self.mend, self.rescue)
        self.mend.hide()

    def examine(self) -> None:
        """Look the record book through."""
        self._run(lambda progress: health.examine(self._vault, progress=progress), self.show_health, _("Looking…"))

    def show_health(self, found: Health) -> None:
        """Show what an examination found."""
        self.found = found
        clear(self._findings)
        for finding in found.findings[:FEW]:
            level = Level.WARNING if finding.mendable else Level.ERROR
            self._findings.addWidget(
                FindingRow(FindingLine(level, health_sentence(finding), word=health_word(finding)))
            )
        more = len(found.findings) - FEW
        if more > 0:
            text = fill(_("and {count} more"), {"count": more})
            self._findings.addWidget(FindingRow(FindingLine(Level.HINT, text)))
        mendable = any(finding.mendable for finding in found.findings)
        damaged = any(not finding.mendable for finding in found.findings)
        self.mend.setVisible(mendable)
        if damaged or not found.findings:
            self.say(Level.HINT, health_advice(found), word=_("Note") if damaged else _("Done"))

    def _mend(self) -> None:
        def mended(found: Health) -> None:
            self.show_health(found)
            self.changed.emit(Changes(school=True))

        self._run(lambda _progress: health.mend(self._vault), mended, _("Mending…"))

    # --- taking out ------------------------------------------------------------------------------------

    def _ask_rescue(self) -> None:
        question = self.question = Question(
            _("Take every record out into a folder?"),
            _(
                "Each record is written as a page and as data, with its attachments. They lie open there: whoever has"
                " the folder can read them. What is locked away is left out while it is locked."
            ),
            [Reply("no", _("Leave it"), safe=True), Reply(RESCUE, _("Choose a folder"))],
            parent=self._page,
        )
        question.ask(self._answered)

    def _answered(self, answer: str) -> None:
        self.question = None
        if answer != RESCUE:
            return
        folder = self._chooser.folder(self._page, title=_("Folder for the records"), start=Path.home())
        if folder is not None:
            self._run(
                lambda progress: self._take_out(folder, progress),
                lambda done: self._rescued(folder, done),
                _("Writing…"),
            )

    def _take_out(self, folder: Path, progress: Progress) -> Rescued:
        """Write the records out, and note it where that can still be done; in the vault's thread."""
        done = health.rescue(self._vault, folder, progress=progress)
        with suppress(UserError):  # a damaged record book takes no notes perhaps
            audit.note_exported(self._vault, _("All records"), name=folder.name)
        return done

    def _rescued(self, folder: Path, done: Rescued) -> None:
        particulars = {"records": done.records, "files": done.attachments, "folder": str(folder)}
        said = fill(_("{records} records and {files} attachments lie in {folder}."), particulars)
        if done.lost:
            lost = {"count": len(done.lost), "numbers": join(done.lost[:5])}
            said += fill(_(" {count} could not be read: {numbers}."), lost)
        self.say(Level.WARNING if done.lost else Level.HINT, said, word=_("Note") if done.lost else _("Done"))

    # --- inside ----------------------------------------------------------------------------------------

    def _run(self, work: Callable[[Progress], T], then: Callable[[T], None], words: str) -> None:
        if self._job is not None and not self._job.finished:
            return
        self.say(Level.HINT, "")
        self.progress.start(words)

        def ended(found: T) -> None:
            self.progress.finish()
            then(found)

        self._job = self._tasks.in_vault_watched(
            work,
            ended,
            failed=self._failed,
            watch=lambda done, total, _what: self.progress.tell(done, total, words),
            owner=self,
        )

    def _failed(self, error: UserError) -> None:
        self.progress.finish()
        if not isinstance(error, Cancelled):
            self.say(Level.ERROR, about(error).text())

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
