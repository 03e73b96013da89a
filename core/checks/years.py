"""Which years does a text tell that are not its own? C09: the year of last time's text that nobody changed.

A text may well speak of other years: of what was, of what is planned, of documents. So a year counts only where a
record speaks of its own time: a day that begins a sentence, a school year, the year of some work or plan. It does not
count where its sentence says that it speaks of the past, or of the future. Each finding has to be answered with a
sentence, so a year that is not plainly wrong is let pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.checks.told import read_numeral

NEAR = 3
"""Years up to which a day or a beginning may be left over from another text; what lies further off is history."""

_ARABIC = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_YEAR = re.compile(
    "(?<![0-9十百千万第])(?P<first>(?:19|20)[0-9]{2})(?:学?年?度?[-－—–―~～/至到]{1,2}(?P<last>(?:19|20)?[0-9]{2}))?"
    "(?P<unit>学年度?|年度|年)(?:(?<=年)(?P<month>[0-9十]{1,2})月(?P<day>[0-9十廿]{1,3}[日号])?)?"
)
_SENTENCE = re.compile("[^。！？!?；;\n]+")
_QUOTED = re.compile("《[^》\n]*》|“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|〔[^〕\n]*〕")
# A document's year: 2006年6月29日第十届全国人民代表大会修订, 2007年第12号令, 2007年版, 2007年《…》, 《…》（2006年）.
_DOCUMENT_AFTER = re.compile(
    "[^，,]{0,30}?(?:修[订正]|颁布|施行|会议通过)"
    "|[^，,]{0,8}?(?:发布|印发|下发|公布|出台|制[定订]|[新旧]?版|文件|通知|第?[0-9一二三四五六七八九十]+号|《)"
)
_DOCUMENT_BEFORE = re.compile("》[（(]?$")
# A stretch of time, or a time that is compared or relied on: 自2005年, 到2010年, 同2007年相比, 2007年底, 2007年9月的.
_SPAN_BEFORE = re.compile(r"(?:[自从比较至到跟同与]|早在|截止|对照|根据|按照|依据|总结了?)\s*$")
_SPAN_AFTER = re.compile("[-－—–―~～至到起来前后底末间初]|以[来前后]|[之份]?[前后间的]|开始")
_PAST = re.compile(
    "以来|至今|[去前往历上今]年|以往|过去|原来|当[时年]|那[时年]|曾|已|历史|沿革|前身|回顾|遗留|如今|目前|现在|规划|[三五]年(?!级)"
    "|始建|建[于校成]|创[办建]|成立|[动开竣]工|落成|验收|迁|更名|[合撤]并|投入使用|改造|先后|连续|发生|[相对]比|对照"
    "|毕业|出生|入[党团学]|参加工作|[任从]教|调[入任到]|分配|转[入学]|退休|获|评为|授予"
)
_FUTURE = re.compile(
    "计划|规划|目标|力争|争取|预计|打算|准备|安排|将|拟|要(?![点求])|[明后]年|今后|未来|届时|[以之]前|[三五]年(?!级)|再"
)
# Where a record speaks of its own time: what stands before a day, what follows a year, and that at the beginning.
_BEFORE_DAY = re.compile(r"(?:^[\s0-9一二三四五六七八九十]*[、.．]?|[于在：:（(]|现将)\s*$")
_AFTER_YEAR = re.compile(
    "(?:[春秋]季|[上下]半年|第[一二三四1-4]季度|第[一二12]学期|[寒暑]假|[^，,、]{0,10}?(?:工作|计划|总结|要点|方案|考核|述职|活动)(?!会议))"
)
_BEGINNING = re.compile(r"^[\s0-9一二三四五六七八九十]*[、.．]?\s*$")
_AFTER_BEGINNING = re.compile("[，,]?(?:[我本全]校|学校|我们|全体|教师)")


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year told in a text that is not the year of the text."""

    year: int
    """Of a school year, the one in which it begins."""
    words: str
    """As it was written, with month and day."""
    start: int
    """Where it stands in the text, in characters (Qt counts UTF-16 units)."""
    end: int


def wrong_years(text: str, day: date) -> tuple[ToldYear, ...]:
    """Return the years a text of this day tells as its own although they are not, in order (C09).

    They are written in digits or in Chinese numerals; a school year (2007—2008学年) is right in both of its years. In
    the first quarter of a year the last one is still spoken of, in the last quarter the next.
    """
    quoted = [range(*match.span()) for match in _QUOTED.finditer(text)]
    return tuple(
        told
        for sentence in _SENTENCE.finditer(text)
        for told in _wrong(sentence.group(), sentence.start(), day)
        if not any(told.start in quotation for quotation in quoted)
    )


def _wrong(sentence: str, offset: int, day: date) -> Iterator[ToldYear]:
    """Yield the wrong years of one sentence, which stands at `offset` in its text."""
    for match in _YEAR.finditer(sentence.translate(_ARABIC)):
        year = int(match["first"])
        before, after = sentence[: match.start()], sentence[match.end() :]
        if (
            _is_other(match, day)
            and _is_own(match, before, after, day)
            and not (_DOCUMENT_AFTER.match(after) or _DOCUMENT_BEFORE.search(before))
            and not (_SPAN_AFTER.match(after) or _SPAN_BEFORE.search(before))
            and not (_PAST if year < day.year else _FUTURE).search(before + after)
        ):
            start, end = match.span()
            yield ToldYear(year=year, words=sentence[start:end], start=offset + start, end=offset + end)


def _is_other(match: re.Match[str], day: date) -> bool:
    """Tell whether the year is not that of the day; several years (2006—2010年) are a time that may well be told."""
    year = int(match["first"])
    last = int(match["last"]) if match["last"] else year
    if match["last"] and (last - year) % 100 != 1:
        return False
    if match["unit"].startswith("学年") or match["last"]:
        return match["unit"] != "年" and day.year not in {year, year + 1}
    if year == day.year - 1 and day.month <= 3:
        month = read_numeral(match["month"] or "")
        return month is not None and month <= 3
    return year != day.year and not (year == day.year + 1 and day.month >= 10)


def _is_own(match: re.Match[str], before: str, after: str, day: date) -> bool:
    """Tell whether the sentence speaks of its own time: by a day, a school year, the year of work, a beginning."""
    if match["unit"] != "年" or (not match["month"] and _AFTER_YEAR.match(after)):
        return True
    if abs(int(match["first"]) - day.year) > NEAR:
        return False
    if match["day"]:
        return bool(_BEFORE_DAY.search(before))
    return bool(_BEGINNING.search(before) and _AFTER_BEGINNING.match(after))
