"""Words of a judgement: the three verdicts, the reason, the action, what was checked and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.base.words import N_
from gui.messages.language import _
from gui.messages.sentence import fill, placeholders
from gui.messages.verdict_table import ACTIONS, CHECKS, NOT_CHECKED, REASONS

_VERDICTS = {
    "valid": N_("Valid"),
    "undecided": N_("Can’t be decided"),
    "invalid": N_("Invalid or changed"),
}
_UNKNOWN = N_("The file could not be judged ({code}).")


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """Why a file was judged as it was, and what to do, in the language in use."""

    reason: str
    action: str
    """Words of the button; empty when there is nothing to do."""
    advice: str
    """A grey line about the action; may be empty."""


def verdict_word(value: str) -> str:
    """Return 有效, 无法判定 or 无效或被改动 for "valid", "undecided", "invalid"."""
    return _(_VERDICTS[value])


def verdict(
    reason: str, particulars: Mapping[str, Any], *, action: str = "", today: date | None = None
) -> VerdictWords:
    """Say the reason of a verdict and its action, both by code; a reason without a sentence shows its code."""
    said = {**particulars, "code": reason}
    button, advice = ACTIONS.get(action, ("", ""))
    return VerdictWords(
        reason=fill(_(REASONS.get(reason, _UNKNOWN)), said, today=today), action=_(button), advice=_(advice)
    )


def checked(code: str, particulars: Mapping[str, Any], *, today: date | None = None) -> tuple[str, str]:
    """Say one thing that was looked at and its figures; a figure that was not counted leaves the note empty."""
    words, note = CHECKS.get(code, (code, ""))
    if not placeholders(note) <= set(particulars):
        note = ""
    return _(words), fill(_(note), particulars, today=today)


def not_checked(code: str) -> str:
    """Say one thing that no program can check."""
    return _(NOT_CHECKED.get(code, code))
