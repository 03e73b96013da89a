"""The question before a record of which others see less than we do leaves the house on paper (D§2.0)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.base.words import Words
from core.records.kind import Privacy
from core.views.records import RecordView
from gui.messages import _, fill, join, words
from gui.widgets.finding import NoteLine
from gui.widgets.question import Question, Reply

WHOLE, PUBLIC = "whole", "public"
"""The answers that print."""


def leaving_question(view: RecordView, hidden: Sequence[Words], *, parent: QWidget) -> Question:
    """Return the question; `hidden` are the fields in which the public version hides something."""
    sealed = view.kind.privacy is Privacy.SEALED
    said = _("{name} is locked away and not public.") if sealed else _("{name} is not public.")
    what = fill(said, {"name": f"{words(view.kind.words)} {view.record.number}".strip()})
    if hidden:
        note = fill(_("The public version hides: {fields}."), {"fields": join(words(one) for one in hidden)})
    else:
        note = _("Nothing private stands in it; both versions are the same.")
    replies = [
        Reply("no", _("Don’t print"), safe=True),
        Reply(WHOLE, _("Print the whole"), grave=True),
        Reply(PUBLIC, _("Public version")),
    ]
    body = NoteLine(note, "eye_off")
    question = Question(
        _("How is it to be printed?"),
        fill(_("{what} Whoever finds the paper can read it."), {"what": what}),
        replies,
        body=body,
        parent=parent,
    )
    question.buttons[PUBLIC].setFocus()
    return question


def posting_question(view: RecordView, hidden: Sequence[Words], *, parent: QWidget) -> Question:
    """Return the question whether a sheet is for the wall or the files; `hidden` are the fields not for the wall."""
    name = f"{words(view.kind.words)} {view.record.number}".strip()
    if hidden:
        note = fill(_("The sheet for the wall leaves out: {fields}."), {"fields": join(words(one) for one in hidden)})
    else:
        note = _("Nothing stands in it yet that is only for the files.")
    question = Question(
        _("How is it to be printed?"),
        fill(_("{name} has a sheet to put up and one to keep."), {"name": name}),
        [
            Reply("no", _("Don’t print"), safe=True),
            Reply(WHOLE, _("For the files")),
            Reply(PUBLIC, _("For the wall")),
        ],
        body=NoteLine(note, "eye_off"),
        parent=parent,
    )
    question.buttons[PUBLIC].setFocus()
    return question
