"""按退回意见改: what a record that the county sent back is to be done with, and the sentence its history gets."""

from collections.abc import Sequence
from typing import Any

from core.records.workflow import Effect, Move
from core.services.drafts import is_reopened
from core.views.county import RemarkView
from core.views.records import RecordView
from gui.messages import _


def mending(view: RecordView, remarks: Sequence[RemarkView]) -> Move | None:
    """Return the move that opens a record again which was sent back; None while it is open, or nothing was asked."""
    is_open = view.kind.workflow.state(view.record.state).open or is_reopened(view.record)
    if not remarks or is_open:
        return None
    return next((move for move in view.moves if move.effect is Effect.REOPEN), None)


def mending_words() -> str:
    """Return what stands on the button of that move."""
    return _("Change as the remarks say")


def mending_answers(move: Move) -> dict[str, Any]:
    """Return the answers to begin with: why it is changed is known."""
    return {question.key: _("The county sent it back; changed as its remarks say") for question in move.asks[:1]}
