"""Words of a judgement: the three verdicts, and for each reason one sentence and one action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.base.words import N_
from gui.messages.language import _
from gui.messages.sentence import fill
from gui.messages.verdict_table import REASONS

_VERDICTS = {
    "valid": N_("Valid"),
    "undecided": N_("Can’t be decided"),
    "invalid": N_("Invalid or changed"),
}
_UNKNOWN = (N_("The file could not be judged ({code})."), N_("Ask for it to be made again"))


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """Why a file was judged as it was, and what to do, in the language in use."""

    reason: str
    action: str


def verdict_word(value: str) -> str:
    """Return 有效, 无法判定 or 无效或被改动 for "valid", "undecided", "invalid"."""
    return _(_VERDICTS[value])


def verdict(code: str, particulars: Mapping[str, Any], *, today: date | None = None) -> VerdictWords:
    """Say the reason of a verdict and its action; a reason without a sentence shows its code."""
    sentence, action = REASONS.get(code, _UNKNOWN)
    said = {**particulars, "code": code}
    return VerdictWords(reason=fill(_(sentence), said, today=today), action=fill(_(action), said, today=today))
