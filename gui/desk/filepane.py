"""A file that was not taken in: the verdict, why, and what is to be done; some a clerk may take in all the same."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.base.errors import UserError
from core.base.words import N_
from core.services.desk.intake import MAY_OVERRULE
from core.views.desk import Row as FileRow
from core.views.verdicts import Light
from gui.messages import _, fill, verdict
from gui.pages.verdictwords import verdict_data
from gui.widgets.finding import FindingLine, FindingRow, Level, NoteLine
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear
from gui.widgets.text import Scroll
from gui.widgets.verdict import VerdictCard

_ADVICE = {
    "signer_not_registered": N_(
        "The county has not certified this school. Certify its enrolment form, then read again."
    ),
    "issuer_unknown": N_("The certificate is not of this county. Ask the school for an enrolment form."),
    "revocation_unknown": N_(
        "It is not known whether it counted on that day. Ask the school to sign anew with its present certificate."
    ),
    "expired_since": N_("The certificate ran out. Ask the school for an enrolment form to renew it."),
    "superseded": N_("A newer packet of the same school is here already."),
    "newer_format": N_("Use a newer version of this program, then read again."),
}


class FilePane(QWidget):
    """One card and its advice."""

    overruled = Signal()
    """Take it in all the same: the person was asked and means it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: FileRow | None = None
        self.card: VerdictCard | None = None
        self.question: Question | None = None
        self._column = Column(margins=(20, 14, 20, 14), spacing=12)
        Column(self, spacing=0).addWidget(Scroll(self._column))

    def show_file(self, row: FileRow, error: str, *, day: date) -> None:
        """Show why a file was not taken in; `error` says what kept this computer from judging it."""
        self._row = row
        clear(self._column)
        self.card = None
        if error:
            self._column.addWidget(FindingRow(FindingLine(Level.ERROR, f"{row.path.name}: {error}")))
            self._column.addStretch(1)
            return
        may = row.verdict.reason in MAY_OVERRULE and row.verdict.type == "packet"
        action = _("Take in all the same") if may else _("What to tell the school")
        data = replace(verdict_data(row.verdict, day=day), action=action, primary=False)
        self.card = VerdictCard(data)
        self.card.acted.connect(self._ask if may else lambda: self._tell(day))
        self._column.addWidget(self.card)
        if row.verdict.light is Light.INVALID:
            self._column.addWidget(NoteLine(_("It was not taken in; no other file is touched by it."), "info"))
        elif row.verdict.reason in _ADVICE:
            self._column.addWidget(NoteLine(_(_ADVICE[row.verdict.reason]), "info"))
        self._column.addStretch(1)

    def say(self, error: UserError, words: str) -> None:
        """Say why it was not taken in after all."""
        if error.code() != "cancelled":
            self._column.insertWidget(0, FindingRow(FindingLine(Level.ERROR, words)))

    def _ask(self) -> None:
        row = self._row
        if row is None:
            return
        said = verdict(row.verdict.reason, row.verdict.particulars).reason
        self.question = Question(
            _("Take it in all the same?"),
            fill(_("{reason} The signature itself is in order. Ring the school up first."), {"reason": said}),
            (Reply("no", _("Leave it"), safe=True), Reply("take", _("Take in all the same"))),
            parent=self,
        )
        self.question.ask(lambda answer: self.overruled.emit() if answer == "take" else None)

    def _tell(self, day: date) -> None:
        row = self._row
        if row is None:
            return
        view = row.verdict
        said = verdict(view.reason, view.particulars, today=day)
        advice = _(_ADVICE[view.reason]) if view.reason in _ADVICE else _("Please hand it in once more.")
        text = fill(
            _("About “{file}”: {reason} {todo}"), {"file": row.path.name, "reason": said.reason, "todo": advice}
        )
        self.question = Question(
            _("What to tell the school"),
            text,
            (Reply("close", _("Close"), safe=True), Reply("copy", _("Copy these words"))),
            parent=self,
        )
        self.question.ask(lambda answer: QGuiApplication.clipboard().setText(text) if answer == "copy" else None)
