"""The three parts of every error a person can act on: what happened, why, what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.base.errors import CampaignRefused, Particular, UserError, all_errors
from core.base.words import N_
from core.checks.declared import RULES
from gui.messages.error_table import CODE_WORDS, DETAILS, ERRORS
from gui.messages.finding_table import FINDINGS
from gui.messages.keys import named
from gui.messages.language import _, words
from gui.messages.refusals import refusal
from gui.messages.sentence import brief, fill, placeholders
from gui.messages.verdict_table import REASONS

_UNKNOWN = (
    N_("This did not work."),
    N_("The program has no sentence for “{code}” yet."),
    N_("Nothing was changed. Please tell the county office this word."),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """An error in three sentences of the language in use."""

    code: str
    what: str
    """What happened."""
    why: str
    """Why; empty when the first part already says it."""
    todo: str
    """What to do now."""
    detail: str = ""
    """What only whoever mends it needs to know; mostly empty."""

    def text(self) -> str:
        """Return the parts in one paragraph, the detail in a line below."""
        gap = "" if self.what.endswith("。") else " "
        said = gap.join(part for part in (self.what, self.why, self.todo) if part)
        return f"{said}\n{self.detail}" if self.detail else said


def about(error: UserError, *, today: date | None = None) -> Explained:
    """Explain an error; one without a sentence is still shown, with its code."""
    code = error.code()
    parts = ERRORS.get(code, _UNKNOWN)
    if isinstance(error, CampaignRefused):
        known = refusal(error)
    else:
        known = {name: _word(name, value) for name, value in named(error.particulars).items()}
    particulars = known | {"code": code}
    told = (*parts, DETAILS.get(code, ""))
    what, why, todo, detail = (fill(_(part), particulars, today=today) if part else "" for part in told)
    return Explained(code=code, what=what, why=why, todo=todo, detail=detail)


def about_code(code: str, particulars: Mapping[str, Particular]) -> str:
    """Return in one paragraph what is to be said of an error that was kept as its code; empty when there is none."""
    known = {kind.code(): kind for kind in all_errors()}
    return about(known[code](**particulars)).text() if code in known else ""


def _word(name: str, value: Particular) -> Particular:
    """Put words for a code that stands among the particulars of an error."""
    if name in {"value", "found"} and isinstance(value, str):
        return brief(value)
    if name in {"reason", "part", "type", "wanted"} and value in CODE_WORDS:
        return _(CODE_WORDS[str(value)])
    if name == "reason" and value in REASONS:  # a verdict's
        return fill(_(REASONS[str(value)]), {})
    if name == "finding":
        sentence = FINDINGS.get(str(value), ("", ""))[0]
        if sentence and not placeholders(sentence):
            return _(sentence)
        rule = RULES.get(str(value).partition(".")[0])  # the finding's particulars are not at hand here
        return fill(_("{rule}."), {"rule": words(rule.words)}) if rule else str(value)
    return value
