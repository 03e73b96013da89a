"""试恢复 and 恢复: the password of the backup, what is inside, what would change; only then it is put back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.base.clock import Clock, today
from core.base.errors import UserError
from core.base.jobs import Progress
from core.services import restoring
from core.services.backups import Book
from core.services.vaults import Vault
from core.views.backups import BackupView, DeskDifference, DeskFound, Difference, Found
from gui.messages import _, about, fill, join, ngettext
from gui.pages.backupcards import when
from gui.pages.backupwords import inside_lines
from gui.pages.sealquestion import SealQuestion
from gui.tasks import Tasks
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.password import PasswordField
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Frame, Label

RESTORE = "restore"
"""The answer with which the backup takes the place of the record book."""
NAMED = 6
"""Records named in the question; the rest are counted."""


class BackupPassword(SealQuestion):
    """Asks for the password with which the backup was made."""

    def __init__(self, title: str, text: str, verb: str, *, sheet: bool, parent: QWidget) -> None:
        body = QWidget()
        self.field = PasswordField(says=_("Password of that day"))
        sheet_too = _("Password of that day, or the code of the recovery sheet")
        label = Label(sheet_too if sheet else _("Password of that day"), "strong", wrap=True)
        label.setBuddy(self.field)
        column = Column(body, spacing=8)
        column.addWidget(label)
        column.addWidget(self.field)
        super().__init__(title, text, verb, body=body, parent=parent)
        self.field.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say under the field why it did not open; what was typed stays, all selected."""
        self.set_busy(busy=False)
        wrong = error.code() == "wrong_password"
        text = _("The password is not right. Please try again.") if wrong else about(error).text()
        self.field.set_findings((FindingLine(Level.ERROR, text, word=_("Not opened")),))


class RestoreDoor(QObject):
    """Opens backups, tells what is in them, and asks before one is put back."""

    wanted = Signal(object, str)
    """Restore this file (Path) with this password."""

    def __init__(self, vault: Book, *, tasks: Tasks, clock: Clock, page: QWidget) -> None:
        super().__init__(page)
        self._vault, self._tasks, self._clock, self._page = vault, tasks, clock, page
        self.dialog: Question | None = None
        """The question that is open."""

    def try_out(self, backup: BackupView) -> None:
        """Open a backup, look through all of it, and tell what is inside."""
        question = BackupPassword(
            fill(_("Try the backup of {at}"), {"at": when(backup, today=today(self._clock))}),
            _("It is opened in a folder of its own and looked through; nothing is changed."),
            _("Open it"),
            sheet=isinstance(self._vault, Vault),
            parent=self._page,
        )
        self._ask(
            question,
            lambda password, progress: restoring.rehearse(backup.path, password, clock=self._clock, progress=progress),
            lambda _password, found: self._show_inside(found),
        )

    def restore(self, backup: BackupView) -> None:
        """Tell what would change, then ask."""
        question = BackupPassword(
            fill(_("Restore the backup of {at}"), {"at": when(backup, today=today(self._clock))}),
            _("First it is compared with what is here now. Nothing is changed yet."),
            _("Compare"),
            sheet=isinstance(self._vault, Vault),
            parent=self._page,
        )
        self._ask(
            question,
            lambda password, progress: restoring.compare(
                self._vault, backup.path, password, clock=self._clock, progress=progress
            ),
            partial(self._ask_last, backup),
        )

    def _ask(
        self,
        question: BackupPassword,
        work: Callable[[str, Progress], Any],
        then: Callable[[str, Any], None],
    ) -> None:
        done: list[Any] = []

        def take() -> bool:
            password = question.field.value()
            if not password:
                question.field.setFocus()
                return False
            question.field.set_findings(())

            def opened(found: Any) -> None:
                done.append(found)
                question.give("open")

            self._tasks.aside(lambda progress: work(password, progress), opened, failed=question.refuse, owner=question)
            return True

        def ended(_opened: bool) -> None:
            self.dialog = None
            password = question.field.value()
            question.field.forget()
            if done:
                then(password, done[0])

        self.dialog = question
        question.try_with(take, ended)

    def _show_inside(self, found: Found | DeskFound) -> None:
        self._show(
            Question(
                _("This backup is whole"),
                "",
                [Reply("close", _("Close"), safe=True)],
                body=_body(inside_lines(found, today=today(self._clock))),
                parent=self._page,
            )
        )

    def _ask_last(self, backup: BackupView, password: str, found: Difference | DeskDifference) -> None:
        kept = _("What is here now is set aside whole, in a folder beside it.")
        question = Question(
            _("Put this backup in the place of what is here now?"),
            "",
            [Reply("no", _("Do not restore"), safe=True), Reply(RESTORE, _("Restore"), grave=True)],
            body=_body(difference_lines(found), lost=lost_lines(found), note=kept),
            parent=self._page,
        )
        self._show(question, lambda answer: self.wanted.emit(backup.path, password) if answer == RESTORE else None)

    def _show(self, question: Question, then: Callable[[str], object] = bool) -> None:
        def answered(answer: str) -> None:
            self.dialog = None
            then(answer)

        self.dialog = question
        question.ask(answered)


def difference_lines(found: Difference | DeskDifference) -> tuple[str, ...]:
    """Return what would change, without the names of what would be gone."""
    if isinstance(found, DeskDifference):
        return _desk_lines(found)
    lines = []
    if found.older:
        said = ngettext(
            "{count} record goes back to older words.", "{count} records go back to older words.", found.older
        )
        lines.append(said.format(count=found.older))
    if found.back:
        said = ngettext("{count} record comes back.", "{count} records come back.", found.back)
        lines.append(said.format(count=found.back))
    if not (found.lost_count or found.older or found.back):
        lines.append(_("The records are the same."))
    return tuple(lines)


def _desk_lines(found: DeskDifference) -> tuple[str, ...]:
    """Return what would change at a desk."""
    if found.present.elsewhere:
        return (
            _("Only the county’s keys and the way to the register come back. The register stays as it is now."),
            *_key_lines(found),
        )
    lines = []
    if found.answers:
        said = ngettext(
            "{count} document that was made since is not in the backup.",
            "{count} documents that were made since are not in the backup.",
            found.answers,
        )
        lines.append(said.format(count=found.answers))
    if found.older:
        said = ngettext(
            "{count} packet stands as unanswered again.", "{count} packets stand as unanswered again.", found.older
        )
        lines.append(said.format(count=found.older))
    if found.uncertified:
        said = _("Their certificates are not known any more, they have to enrol again: {schools}")
        lines.append(fill(said, {"schools": join(found.uncertified)}))
    if found.reinstated:
        said = _("Their certificates have to be withdrawn once more: {schools}")
        lines.append(fill(said, {"schools": join(found.reinstated)}))
    if found.back:
        said = ngettext("{count} document comes back.", "{count} documents come back.", found.back)
        lines.append(said.format(count=found.back))
    if not (lines or found.lost_count):
        lines.append(_("The register is the same."))
    return (*lines, *_key_lines(found))


def _key_lines(found: DeskDifference) -> tuple[str, ...]:
    """Return what is to be said where the backup lacks keys."""
    lacking = found.inside.keys < found.present.keys
    return (_("The issuing certificate that was made last is not in the backup."),) if lacking else ()


def lost_lines(found: Difference | DeskDifference) -> tuple[str, ...]:
    """Return what the backup has not, named."""
    if not found.lost_count:
        return ()
    said = (
        ngettext("{count} packet is not in the backup:", "{count} packets are not in the backup:", found.lost_count)
        if isinstance(found, DeskDifference)
        else ngettext(
            "{count} record is not in the backup:", "{count} records are not in the backup:", found.lost_count
        )
    ).format(count=found.lost_count)
    more = found.lost_count - min(NAMED, len(found.lost))
    rest = (fill(_("and {count} more"), {"count": more}),) if more else ()
    return (said, *found.lost[:NAMED], *rest)


def _body(lines: Sequence[str], *, lost: Sequence[str] = (), note: str = "") -> QWidget:
    inner = QWidget()
    column = Column(inner, spacing=6)
    if lost:
        box = Frame("warning")
        inside = Column(box, margins=(11, 6, 8, 6), spacing=2)
        inside.addWidget(Label(lost[0], "strong", wrap=True))
        for line in lost[1:]:
            inside.addWidget(Label(line, "small", wrap=True))
        column.addWidget(box)
    for line in lines:
        column.addWidget(Label(line, wrap=True))
    if note:
        column.addWidget(NoteLine(note, "save", colour="ok"))
    return inner
