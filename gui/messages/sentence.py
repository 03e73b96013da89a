"""How a sentence gets its particulars."""

import string
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from core.base.words import Words
from gui.messages import dates
from gui.messages.language import join, words

QUOTED = 20
"""Characters of a quoted value that are shown: it is to be recognised, not read over."""

_DATED = frozenset({"day", "date", "moment", "time", "size", "duration", "weekday", "month"})


class _Sentence(string.Formatter):
    """Fills {name}, {on:day}, {needed:size}; an unknown name shows as … rather than stopping a message."""

    def __init__(self, today: date | None) -> None:
        self.today = today

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Return the particular called `key`."""
        return kwargs.get(str(key), "…")

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one particular the way the sentence asks."""
        if isinstance(value, Words):
            value = words(value)
        if isinstance(value, list | tuple | set | frozenset):
            return join(words(part) if isinstance(part, Words) else str(part) for part in value)
        if format_spec in _DATED:
            return dates.write(value, format_spec, today=self.today)
        if format_spec == "name":
            return PurePath(str(value).replace("\\", "/")).name
        return str(value)


def fill(sentence: str, particulars: Mapping[str, Any], *, today: date | None = None) -> str:
    """Put particulars into a translated sentence.

    `{x}` as it is; `{x:day}` 9月30日 (year when it differs from `today`); `{x:date}` with year; `{x:moment}` day and
    time; `{x:time}` 14:03; `{x:size}` bytes as 3.2 MB; `{x:duration}` minutes; `{x:month}` 2008年9月 from "2008-09";
    `{x:weekday}` its name from 0 = Monday; `{x:name}` last part of a path.
    Dates may be date objects or ISO text; lists are joined.
    """
    return _Sentence(today).vformat(sentence, (), particulars)


def brief(value: str, most: int = QUOTED) -> str:
    """Return what is quoted of a value: all of it, or its beginning and …."""
    said = " ".join(value.split())
    return said if len(said) <= most else f"{said[:most]}…"


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names a sentence uses, for the test that compares both languages."""
    return frozenset(name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name)
