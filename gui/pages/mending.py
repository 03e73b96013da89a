"""按退回意见改: what a record that the county sent back is to be done with, and the sentence its history gets."""

from collections.abc import Sequence
from typing import Any

from core.records.workflow import Effect, Move
from core.services.drafts import is_reopened
from core.services.receipts import RETURNED
from core.views.county import RemarkView
from core.views.records import RecordView
from gui.forms.form import Form
from gui.messages import _
from gui.widgets.finding import Level


def mending(view: RecordView, remarks: Sequence[RemarkView]) -> Move | None:
    """Return the move that opens a record again which was sent back; None while it is open, or once it is mended.

    Where a workflow has no state for what was sent back (a ledger's item), the day it was changed last tells.
    """
    workflow, record = view.kind.workflow, view.record
    if not remarks or workflow.state(record.state).open or is_reopened(record):
        return None
    told = any(state.value == RETURNED for state in workflow.states)
    if record.state != RETURNED if told else record.changed_at > max(remark.at for remark in remarks):
        return None
    return next((move for move in view.moves if move.effect is Effect.REOPEN), None)


def go_to_remark(form: Form) -> None:
    """Go to the first field that the county speaks of, with the remark itself in sight; the form is open for it."""
    first = next((said for said in form.findings() if said.level is Level.REMARK and said.path), None)
    if first is not None:
        form.go_to_finding(first)


def mending_words() -> str:
    """Return what stands on the button of that move."""
    return _("Change as the remarks say")


def mending_answers(move: Move) -> dict[str, Any]:
    """Return the answers to begin with: why it is changed is known."""
    return {question.key: _("The county sent it back; changed as its remarks say") for question in move.asks[:1]}
