"""One line for each file that came back from the county: what it is, what was done, and the one thing to do now."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.base.errors import NotBelieved, UserError
from core.views.county import AnswerView
from gui.messages import _, about, day, fill, ngettext
from gui.pages.mending import mending_words
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipData, Tone
from gui.widgets.space import Column, Row
from gui.widgets.text import Frame, Label

MEND, LETTER, NOTICE, JUDGE = "mend", "letter", "notice", "judge"
_NOTHING_OF_OURS = frozenset(("empty", "not_pdf", "not_signed", "not_ours"))
"""Reasons of the judge for files that have nothing to do with the program."""


class AnswerLine(Frame):
    """Chip, name and sentence, with one action at the right end."""

    acted = Signal(str)
    """The action was pressed; carries its key."""

    def __init__(
        self, chip: ChipData, heading: str, line: str, *, action: tuple[str, str] = ("", ""), quiet: bool = False
    ) -> None:
        super().__init__("card")
        self.chip, self.heading, self.line = chip, heading, line
        self.quiet = quiet
        """It has nothing to do with the county: it stands below all that has."""
        row = Row(self, margins=(16, 10, 12, 10), spacing=12)
        words = Column(spacing=2)
        words.addWidget(Label(heading, "strong", wrap=True, selectable=True))
        words.addWidget(Label(line, "small", wrap=True, selectable=True))
        row.addWidget(Chip(chip))
        row.addLayout(words, 1)
        key, text = action
        self.action: Button | None = None
        if text:
            kind = "plain" if key == JUDGE else "primary"
            self.action = Button(text, kind, says=f"{text} {heading}", action=lambda: self.acted.emit(key))
            row.addWidget(self.action)
        self.setAccessibleName(f"{chip.text} {heading} {line}")


def answer_line(view: AnswerView, *, today: date, taken: bool = False) -> AnswerLine:
    """Put a file that is believed into a line; `taken` says that what it asked for was done just now."""
    if view.reply is not None:
        return _reply_line(view, today=today)
    if view.letter is not None:
        chip = ChipData(_("Certificate letter"), "certificate")
        if taken or view.letter.taken:
            said = fill(_("In use, valid until {until:day}"), {"until": view.letter.valid_until}, today=today)
            return AnswerLine(ChipData(_("Certified"), "shield_checkmark", Tone.OK), view.title, said)
        said = fill(_("From {county} for {school}"), {"county": view.letter.county, "school": view.letter.school})
        return AnswerLine(chip, view.title, said, action=(LETTER, _("Compare and take in")))
    if view.offered is not None:
        template = view.offered.template
        chip = ChipData(_("Campaign notice"), "megaphone")
        if taken:
            return AnswerLine(chip, template.title, _("Taken up."))
        return AnswerLine(chip, template.title, template.issuer.name, action=(NOTICE, _("See what changes")))
    said = _("Made by this school; there is nothing to take in.")
    return AnswerLine(ChipData(_("Of this school"), "info"), view.title or view.path.name, said, quiet=True)


def refused_line(name: str, error: UserError, *, today: date) -> AnswerLine:
    """Put a file that was not taken in into a line."""
    if isinstance(error, NotBelieved) and error.particulars.get("reason") in _NOTHING_OF_OURS:
        said = _("No answer of the county; it was left alone.")
        return AnswerLine(ChipData(_("Another file"), "document"), name, said, quiet=True)
    said = about(error, today=today).text()
    action = (JUDGE, _("Check the file")) if isinstance(error, NotBelieved) else ("", "")
    return AnswerLine(ChipData(_("Not taken in"), "warning", Tone.WARN), name, said, action=action)


def _reply_line(view: AnswerView, *, today: date) -> AnswerLine:
    """Put a receipt or a return into words."""
    reply = view.reply
    assert reply is not None
    on = day(reply.judged_at.date(), today=today)
    if reply.returned:
        chip = ChipData(_("Sent back"), "arrow_undo", Tone.WARN)
        count = ngettext("{count} remark", "{count} remarks", reply.remarks).format(count=reply.remarks)
        parts = [on, count if reply.remarks else "", reply.note]
        action = (MEND, mending_words())
    else:
        chip = ChipData(_("Received"), "checkmark_circle", Tone.OK)
        count = ngettext("{count} record", "{count} records", reply.records).format(count=reply.records)
        parts, action = [on, count, reply.note], ("", "")
    if reply.again:
        parts.append(_("read before, nothing changed"))
    return AnswerLine(chip, reply.title, " · ".join(filter(None, parts)), action=action)


def spoken(lines: list[QWidget]) -> str:
    """Say how many were read, for the line above."""
    return ngettext("{count} file was looked at.", "{count} files were looked at.", len(lines)).format(count=len(lines))
