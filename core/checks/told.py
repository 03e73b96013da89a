"""Days and weekdays told in a running Chinese text, with Arabic digits or Chinese numerals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.records.display import WEEKDAYS

_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_WIDE_SIGN = re.compile("[０-９]")
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
_TENS = {"廿": 20, "卅": 30}
_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3}"
_DAY = re.compile(
    rf"(?:(?P<year>[0-9]{{4}}|[〇○零一二三四五六七八九]{{4}})年)?"
    rf"(?P<month>{_NUMERAL})月(?P<day>{_NUMERAL})[日号]"
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)(?P<name>[一二三四五六日天])")
_BESIDE = re.compile(r"[\s（(，,、]{0,2}(?:是|为)?(?=星期|周|礼拜)")
_TODAY = re.compile(
    r"(?:今天|今日|今晚|当天|当日)[\s（(，,、]{0,2}(?:(?:是|为)(?:周|星期|礼拜)|(?:星期|礼拜))(?P<name>[一二三四五六日天])"
)
TELLS_DAY = re.compile("月|[今当][天日晚]")
"""What a text must hold to tell a day, or a weekday beside one; the quickest question to ask first."""
_BREAK = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """A day told in a text."""

    day: date
    words: str
    """As it was written."""
    sentence: str
    """The sentence it stands in."""
    after: str
    """What follows it, within its sentence."""
    in_year: bool
    """The year was written too; else it is the one nearest to the anchor."""


@dataclass(frozen=True, slots=True)
class ToldWeekday:
    """A weekday told beside a day, or of today."""

    day: date
    weekday: int
    """0 = Monday."""
    words: str


def read_numeral(text: str) -> int | None:
    """Read a number from 0 to 99 in Arabic digits or Chinese numerals (二十四, 廿四); None when it is no number."""
    text = text.translate(_WIDE)
    if text.isascii():
        return int(text) if text.isdigit() else None
    if text[0] in _TENS:
        tens, rest = _TENS[text[0]], text[1:]
    elif "十" in text:
        head, _, rest = text.partition("十")
        if head and head not in _DIGITS:
            return None
        tens = 10 * (_DIGITS[head] if head else 1)
    else:
        tens, rest = 0, text
    if not rest:
        return tens
    return tens + _DIGITS[rest] if rest in _DIGITS else None


def days_told(text: str, anchor: date) -> Iterator[Told]:
    """Yield the days a text tells, in order; one without a year gets the year that brings it nearest to `anchor`."""
    text = _narrow(text)
    for match in _DAY.finditer(text):
        day = _read(match, anchor)
        if day is None:
            continue
        start, end = _around(text, match.start(), match.end())
        yield Told(
            day=day,
            words=match.group(),
            sentence=text[start:end],
            after=text[match.end() : end],
            in_year=match["year"] is not None,
        )


def weekdays_told(text: str, anchor: date) -> Iterator[ToldWeekday]:
    """Yield the weekdays told right beside a day, or of today (`anchor`).

    A weekday alone (每星期三, 下周一) says nothing about a day and is passed over.
    """
    if not _WEEKDAY.search(text):
        return
    text = _narrow(text)
    for match in _DAY.finditer(text):
        day = _read(match, anchor)
        gap = _BESIDE.match(text, match.end())
        named = _WEEKDAY.match(text, gap.end()) if gap else None
        if day and named:
            yield ToldWeekday(day, _weekday(named["name"]), text[match.start() : named.end()])
    for match in _TODAY.finditer(text):
        yield ToldWeekday(anchor, _weekday(match["name"]), match.group())


def _narrow(text: str) -> str:
    """Return a text with its full-width digits made half-width; mostly it has none."""
    return text.translate(_WIDE) if _WIDE_SIGN.search(text) else text


def _weekday(name: str) -> int:
    """Return the number of a weekday's sign, 0 = Monday; 天 is Sunday too."""
    return 6 if name == "天" else WEEKDAYS.index(name)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a stretch begins and ends."""
    before = [match.end() for match in _BREAK.finditer(text, 0, start)]
    after = _BREAK.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def _read(match: re.Match[str], anchor: date) -> date | None:
    """Read the day of a match; None for a day no calendar has."""
    month, day = read_numeral(match["month"]), read_numeral(match["day"])
    if not month or not day:
        return None
    if match["year"]:
        written = match["year"]
        year = int(written) if written.isascii() else int("".join(str(_DIGITS[sign]) for sign in written))
        return _date(year, month, day)
    near = (_date(year, month, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1))
    return min((found for found in near if found), key=lambda found: abs((found - anchor).days), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
