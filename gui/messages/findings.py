"""Sentences of findings by their code, with the words of the action at the end of the row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.base.words import N_
from gui.messages.finding_table import FINDINGS
from gui.messages.language import _, chinese
from gui.messages.rule_table import RULE_HOW, RULE_WHY
from gui.messages.sentence import brief, fill

_LEVELS = {"E": N_("Error"), "W": N_("Warning"), "I": N_("Hint"), "R": N_("Sent back")}
_UNKNOWN = (N_("Please check this field."), "")
_QUOTED = frozenset({"words", "text", "value"})
"""Particulars that quote what was typed."""
_LONGEST = 40
"""Characters that are shown of any other: a heading is to be read."""
_UNSAID = {"heading": N_("No title yet"), "number": N_("a draft"), "place": N_("another place")}
"""What stands for a particular of another record that is still a draft with gaps."""


@dataclass(frozen=True, slots=True)
class FindingWords:
    """One finding in the language in use."""

    text: str
    action: str
    """Words of the link at the end; empty when there is nothing to press."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What stands behind a rule, in the language in use."""

    why: str
    """What an inspection would ask, what the notice says, or which custom it is."""
    how: str
    """How to mend it."""


def level_word(level: str) -> str:
    """Return 错误, 警告, 提示 or 退回 for the levels "E", "W", "I", "R"."""
    return _(_LEVELS[level])


def rule_words(rule: str) -> RuleWords:
    """Say why a rule asks and how to mend what it found; empty texts for a number nobody knows."""
    why, how = RULE_WHY.get(rule, ""), RULE_HOW.get(rule, "")
    return RuleWords(why=_(why) if why else "", how=_(how) if how else "")


def finding(code: str, particulars: Mapping[str, Any], *, today: date | None = None) -> FindingWords:
    """Say a finding: its sentence and the words of its action.

    `code` is the rule number, or rule number and variant joined by a dot ("W03.makeup"); a variant without a
    sentence of its own falls back to the rule's.
    """
    sentence, action = FINDINGS.get(code) or FINDINGS.get(code.partition(".")[0]) or _UNKNOWN
    told = {key: _particular(key, value) for key, value in particulars.items()}
    asked = _(sentence)
    if chinese() and particulars.get("number") == "":  # 草稿 is a word and no number: 与草稿《…》
        asked = asked.replace(" {number}", "{number}")
    return FindingWords(text=fill(asked, told, today=today), action=_(action))


def _particular(key: str, value: Any) -> Any:
    """Return a particular as a sentence takes it: what is missing has words, what is long is cut."""
    if value == "" and key in _UNSAID:
        return _(_UNSAID[key])
    return brief(value, *(() if key in _QUOTED else (_LONGEST,))) if isinstance(value, str) else value
