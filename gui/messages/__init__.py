"""Every word of the program in both languages; no Qt, so the commands without a window speak the same way.

`use("zh_CN")` or `use("en")` picks the language; `_()` translates chrome, `words()` picks from data, `fill()` puts
particulars into a sentence, `brief()` cuts a value that is quoted. `about(error)` gives the three parts of an error,
`finding("T09.code", particulars)` the sentence and action of a finding, `rule_words("T09")` why it asks and how to mend
it, `verdict(reason, particulars, action=)` the words of a judgement with `checked()` and `not_checked()`. Dates, times
and sizes: `day`, `due`, `clock`, `moment`, `duration`, `size`.
"""

from core.base.words import N_
from gui.messages.dates import (
    clock,
    day,
    days_since,
    due,
    duration,
    full_day,
    long_day,
    moment,
    month,
    month_only,
    size,
    weekday,
    weekday_head,
    weekday_long,
)
from gui.messages.deeds import deed
from gui.messages.errors import Explained, about, about_code
from gui.messages.findings import FindingWords, RuleWords, finding, level_word, rule_words
from gui.messages.health import health_advice, health_sentence, health_word
from gui.messages.language import _, chinese, join, language, ngettext, pgettext, use, words
from gui.messages.sentence import brief, fill
from gui.messages.verdicts import VerdictWords, checked, not_checked, verdict, verdict_word

__all__ = [
    "N_",
    "Explained",
    "FindingWords",
    "RuleWords",
    "VerdictWords",
    "_",
    "about",
    "about_code",
    "brief",
    "checked",
    "chinese",
    "clock",
    "day",
    "days_since",
    "deed",
    "due",
    "duration",
    "fill",
    "finding",
    "full_day",
    "health_advice",
    "health_sentence",
    "health_word",
    "join",
    "language",
    "level_word",
    "long_day",
    "moment",
    "month",
    "month_only",
    "ngettext",
    "not_checked",
    "pgettext",
    "rule_words",
    "size",
    "use",
    "verdict",
    "verdict_word",
    "weekday",
    "weekday_head",
    "weekday_long",
    "words",
]
