"""Small kinds with a few fields and one rule, for rules that no kind at hand declares."""

from datetime import datetime
from typing import Any

import msgspec

from core.base.words import Words
from core.checks.checking import check
from core.checks.finding import Finding
from core.records.catalogue import find_kind
from core.records.content import Record, read_day
from core.records.field import Choice as ChoiceField
from core.records.field import Date, Field, Integer, LongText, Option, People, Text, Toggle
from core.records.kind import Kind, Section
from core.records.rule import Rule
from tests.core.checks.cases import ZONE, context, declared

ENTERED = datetime(2008, 9, 12, 8, 0, tzinfo=ZONE)
_WORDS = Words("栏", "Field")


def text(key: str, *, private: bool = False) -> Text:
    return Text(key=key, words=_WORDS, private=private)


def long(key: str, *, private: bool = False) -> LongText:
    return LongText(key=key, words=_WORDS, private=private)


def day(key: str) -> Date:
    return Date(key=key, words=_WORDS)


def people(key: str, *, required: bool = False, private: bool = False) -> People:
    return People(key=key, words=_WORDS, required=required, private=private)


def number(key: str) -> Integer:
    return Integer(key=key, words=_WORDS)


def toggle(key: str) -> Toggle:
    return Toggle(key=key, words=_WORDS)


def choice(key: str, *values: str) -> ChoiceField:
    return ChoiceField(key=key, words=_WORDS, options=tuple(Option(value, _WORDS) for value in values))


def small_kind(*fields: Field, rules: tuple[Rule, ...] = (), **changed: Any) -> Kind:
    """Return a kind of these fields, dated by `date` and headed by `title`, which it has besides."""
    named = {field.key for field in fields}
    common = tuple(field for field in (text("title"), day("date")) if field.key not in named)
    section = Section(key="all", words=_WORDS, fields=(*common, *fields))
    parts = {"key": "small", "sections": (section,), "rules": rules, "subtype": None, **changed}
    return msgspec.structs.replace(find_kind("study_session"), **parts)


def small_record(kind: Kind, *, state: str = "draft", number: str = "", **values: Any) -> Record:
    """Return a record of a small kind of 10 September 2008, entered two days later."""
    told = {"title": "学校的一件事", "date": "2008-09-10", **values}
    return Record(
        id="id-small",
        kind=kind.key,
        kind_version=kind.version,
        number=number,
        state=state,
        heading=str(told["title"]),
        dated=read_day(told["date"]),
        entered_at=ENTERED,
        changed_at=ENTERED,
        values=told,
    )


def judge(kind: Kind, record: Record, **known: Any) -> tuple[Finding, ...]:
    """Check a record of a small kind; every finding must be declared."""
    findings = check(kind, record, context(**known))
    for finding in findings:
        declared(finding)
    return findings
