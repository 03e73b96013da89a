"""The question before records of which others see less than we do leave the house, on paper or as text (D§2.0)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from core.base.words import N_, Words
from core.records.catalogue import find_kind
from core.records.kind import Privacy
from core.views.records import RecordLine, RecordView
from gui.messages import _, fill, join, ngettext, words
from gui.widgets.finding import NoteLine
from gui.widgets.question import Question, Reply

WHOLE, PUBLIC = "whole", "public"
"""The answers with which something leaves."""

NAMED = 6
"""Records that the question about several names."""


@dataclass(frozen=True, slots=True)
class Way:
    """How something leaves the house, in the words of the question."""

    title: str
    stay: str
    whole: str
    risk: str


PRINT = Way(
    title=N_("How is it to be printed?"),
    stay=N_("Don’t print"),
    whole=N_("Print the whole"),
    risk=N_("{what} Whoever finds the paper can read it."),
)
COPY = Way(
    title=N_("How is it to be copied?"),
    stay=N_("Don’t copy"),
    whole=N_("Copy the whole"),
    risk=N_("{what} Whoever gets the text can read it and pass it on."),
)


def leaving_question(view: RecordView, hidden: Sequence[Words], *, way: Way = PRINT, parent: QWidget) -> Question:
    """Return the question; `hidden` are the fields in which the public version hides something."""
    sealed = view.kind.privacy is Privacy.SEALED
    said = _("{name} is locked away and not public.") if sealed else _("{name} is not public.")
    what = fill(said, {"name": f"{words(view.kind.words)} {view.record.number}".strip()})
    if hidden:
        note = fill(_("The public version hides: {fields}."), {"fields": join(words(one) for one in hidden)})
    else:
        note = _("Nothing private stands in it; both versions are the same.")
    return _question(way, fill(_(way.risk), {"what": what}), note, parent=parent)


def many_question(private: Sequence[RecordLine], count: int, *, parent: QWidget) -> Question:
    """Return the question about `count` records of which these are not for everybody."""
    said = ngettext(
        "{private} of the {count} chosen records is not for everybody.",
        "{private} of the {count} chosen records are not for everybody.",
        len(private),
    )
    what = fill(said, {"private": len(private), "count": count})
    named = [f"{words(find_kind(line.kind).words)} {line.number}".strip() for line in private[:NAMED]]
    records = join(named)
    if len(private) > NAMED:
        records = fill(_("{records} and {count} more"), {"records": records, "count": len(private) - NAMED})
    note = fill(_("The public version hides names and private words in: {records}."), {"records": records})
    return _question(PRINT, fill(_(PRINT.risk), {"what": what}), note, parent=parent)


def _question(way: Way, text: str, note: str, *, parent: QWidget) -> Question:
    replies = [
        Reply("no", _(way.stay), safe=True),
        Reply(WHOLE, _(way.whole), grave=True),
        Reply(PUBLIC, _("Public version")),
    ]
    question = Question(_(way.title), text, replies, body=NoteLine(note, "eye_off"), parent=parent)
    question.buttons[PUBLIC].setFocus()
    return question


def posting_question(view: RecordView, hidden: Sequence[Words], *, way: Way = PRINT, parent: QWidget) -> Question:
    """Return the question whether a sheet is for the wall or the files; `hidden` are the fields not for the wall."""
    name = f"{words(view.kind.words)} {view.record.number}".strip()
    if hidden:
        note = fill(_("The sheet for the wall leaves out: {fields}."), {"fields": join(words(one) for one in hidden)})
    else:
        note = _("Nothing stands in it yet that is only for the files.")
    question = Question(
        _(way.title),
        fill(_("{name} has a sheet to put up and one to keep."), {"name": name}),
        [
            Reply("no", _(way.stay), safe=True),
            Reply(WHOLE, _("For the files")),
            Reply(PUBLIC, _("For the wall")),
        ],
        body=NoteLine(note, "eye_off"),
        parent=parent,
    )
    question.buttons[PUBLIC].setFocus()
    return question
