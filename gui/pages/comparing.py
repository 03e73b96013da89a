"""The question that lays two texts side by side, and leads to the other record."""

from PySide6.QtWidgets import QWidget

from core.views.comparison import Compared, ComparisonView
from gui.messages import _, fill, full_day, words
from gui.widgets.comparison import WIDTH, Comparison, Side, Stretch
from gui.widgets.question import Question, Reply

OTHER = "other"
"""The answer that opens the other record."""


def comparison_question(view: ComparisonView, *, parent: QWidget) -> Question:
    """Return the question; its answer is OTHER or "close"."""
    body = Comparison(
        side(view.left),
        side(view.right),
        [Stretch(left, right) for left, right in view.same],
    )
    replies = [Reply("close", _("Close"), safe=True)]
    if view.right.record != view.left.record:
        name = view.right.number or _("the draft")
        replies.append(Reply(OTHER, fill(_("Open {number}"), {"number": name})))
    question = Question(
        _("Compare the two"),
        _("What is the same in both is underlined. Whether that is right, you know best."),
        replies,
        body=body,
        width=WIDTH,
        parent=parent,
    )
    body.texts[0].setFocus()
    return question


def side(text: Compared) -> Side:
    """Return one side: number and heading over it, then kind, day and whoever speaks."""
    title = " ".join(part for part in (text.number or _("Draft"), text.heading or _("No title yet")) if part)
    day = full_day(text.dated) if text.dated else ""
    line = " · ".join(part for part in (words(text.kind), day, text.person) if part)
    return Side(title, line, text.text)
