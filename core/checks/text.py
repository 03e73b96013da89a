"""What do the words say? C07 placeholders, W05 short texts, W06 mere agreement, W12, T11 repealed papers."""

import re
from collections.abc import Iterator
from typing import Any

from core.campaign.several import repealed
from core.checks.completeness import is_said
from core.checks.context import Context
from core.checks.finding import Finding, Level, Path, found
from core.checks.written import Written, texts_in
from core.records.content import Record, is_empty, read_day
from core.records.field import ROW
from core.records.kind import Kind
from core.records.rule import Discussed, LongEnough, Names, SaysNone

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤温康施文牛樊葛邢"
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])|×{2,}|[_＿]{2,}|【\s*】|【[^】]{0,20}(?:填写|输入|插入|待定|姓名|日期|单位)[^】]{0,20}】"
    r"|此处填写|请在此"
    rf"|(?<![{_SURNAMES}])某某(?:县|市|区|镇|乡|村|街道|学校|中学|小学|幼儿园|单位|部门|领导|局)"
)
_SIGN, _PHRASES = re.compile("[XxＸｘ×_＿【某]"), ("此处填写", "请在此")
"""Every placeholder has one of these signs or phrases; the quickest question to ask first."""
_SOMEBODY = re.compile(rf"(?<![{_SURNAMES}])某某")
_AGREEMENT = re.compile("一致(?:认为|同意|赞成|通过|表示|赞同)|没有(?:不同)?意见|无异议")
_LEAD = re.compile(
    "大家|与会(?:人员|同志|者)?|全体(?:人员|教师|教职工|党员|同志)?|参会(?:人员)?|都|均|对此|经过?讨论|经研究|以上|上述"
    r"|意见|方案|同意|认为|表示|[\W_]"
)
LEAST_OF_ONES_OWN = 6
"""Characters beyond an agreement from which a point counts as saying something (W06)."""


def check_placeholders(kind: Kind, record: Record, written: Written) -> Iterator[Finding]:
    """Find placeholders that were left over (C07).

    蔡某某 hides a name and is right; a bare 某某 is a placeholder before the name of an office or a place, and anywhere
    in the heading.
    """
    if not _SIGN.search(written.whole) and not any(phrase in written.whole for phrase in _PHRASES):
        return
    for path, text in written.texts:
        match = _PLACEHOLDER.search(text)
        if match is None and path == (kind.heading,):
            match = _SOMEBODY.search(text)
        if match:
            yield found(record.id, "C07.placeholder", Level.ERROR, path, words=match.group())


def check_length(rule: LongEnough, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find a text that is shorter than usual, counted without blanks (W05); never a measure of merit."""
    if is_empty(record.values.get(rule.field)):
        return
    least = context.thresholds.body_min_chars.get(kind.key, rule.least)
    length = sum(len("".join(text.split())) for key in (rule.field, *rule.also) for text in texts_in(kind, record, key))
    if length < least:
        yield found(record.id, "W05.short", Level.HINT, (rule.field,), length=length, least=least)


def check_discussion(rule: Discussed, record: Record) -> Iterator[Finding]:
    """Find a discussion that is missing, held by too few, or only agrees (W06)."""
    kind_of = record.values.get(rule.when)
    if kind_of not in rule.values:
        return
    least = rule.least.get(str(kind_of), 1)
    rows = [row for row in record.values.get(rule.grid) or () if not is_empty(row.get(rule.column))]
    if not rows:
        yield found(record.id, "W06.no_discussion", Level.WARNING, (rule.grid,), least=least)
        return
    own = [row for row in rows if not _only_agrees(str(row[rule.column]))]
    if not own:
        yield found(record.id, "W06.only_agreement", Level.WARNING, (rule.grid,))
        return
    speakers = _speakers(own, rule.column)
    if speakers < least:
        yield found(record.id, "W06.few_speakers", Level.WARNING, (rule.grid,), speakers=speakers, least=least)


def _speakers(rows: list[dict[str, Any]], column: str) -> int:
    """Count the different people behind the rows; rows that name nobody count one each."""
    aside = {column, ROW}
    named = [tuple(str(value) for key, value in row.items() if key not in aside and value) for row in rows]
    return len({who for who in named if who}) + sum(1 for who in named if not who)


def _only_agrees(text: str) -> bool:
    """Tell whether a point says no more than that all agreed."""
    if not _AGREEMENT.search(text):
        return False
    rest = _LEAD.sub("", _AGREEMENT.sub("", text))
    return len(rest) < LEAST_OF_ONES_OWN


def check_none_said(rule: SaysNone, record: Record) -> Iterator[Finding]:
    """Find a list that is empty and doesn't say 无 either (W12)."""
    if not is_said(record.values.get(rule.field)):
        yield found(record.id, "W12.none_unsaid", Level.WARNING, (rule.field,))


def check_repealed(rule: Names, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find titles of documents that were no longer in force on the record's day, in a column or in a text (T11)."""
    documents = repealed(context.campaigns)
    if not documents:
        return
    day = read_day(record.values.get(kind.dated)) or context.today
    gone = [document for document in documents if document.repealed_on <= day]
    for path, text in _naming(rule, record):
        title = _plain_title(text)
        for document in gone:
            if _plain_title(document.title) in title:
                told = {"title": document.title, "repealed_on": document.repealed_on.isoformat()}
                yield found(record.id, "T11.repealed", Level.WARNING, path, **told)
                break


def _naming(rule: Names, record: Record) -> Iterator[tuple[Path, str]]:
    """Yield the texts that may name documents: the cells of a column, or one text where the rule has no column."""
    value = record.values.get(rule.grid)
    if isinstance(value, str):
        yield (rule.grid,), value
        return
    for number, row in enumerate(value or ()):
        yield (rule.grid, number, rule.column), str(row.get(rule.column) or "")


def _plain_title(title: str) -> str:
    """Return a title as it is compared: without blanks and book marks."""
    return re.sub(r"[\s《》〈〉“”\"]", "", title)
