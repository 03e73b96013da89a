"""One record under all rules that concern it."""

from collections.abc import Iterator
from typing import assert_never

from core.checks import attachments, completeness, people, rectification, text, time
from core.checks.context import Context
from core.checks.declared import RULES
from core.checks.finding import Finding, Level
from core.records.content import Record
from core.records.kind import Kind
from core.records.rule import (
    AnyOf,
    Attends,
    Discussed,
    EnteredSoon,
    IssuedBefore,
    Ledger,
    LongEnough,
    Names,
    NotBefore,
    NotFuture,
    Rule,
    SaysNone,
    Span,
    WeekdayTold,
)

VOID = "void"

_GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2, Level.OFF: 3}


def check(kind: Kind, record: Record, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in a record, the gravest first and then in the order of its form.

    A void record is asked nothing. Hints the school has muted and rules the campaign has switched off are left out.
    """
    if record.state == VOID:
        return ()
    order = {field.key: place for place, field in enumerate(kind.fields())}
    findings = [finding for finding in _all(kind, record, context) if _wanted(finding, context)]
    findings.sort(key=lambda found: (_GRAVITY[found.level], order.get(str(found.path[0]), 0) if found.path else -1))
    return tuple(findings)


def _all(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Yield everything the rules find."""
    yield from time.check_clock(record, context)
    yield from completeness.check_required(kind, record, context)
    yield from people.check_attendance(kind, record, context)
    yield from text.check_placeholders(kind, record)
    for rule in kind.rules:
        yield from _judge(rule, kind, record, context)
    yield from attachments.check_attachments(kind, record, context)


def _judge(rule: Rule, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Yield what one rule of the kind finds."""
    match rule:
        case Span():
            yield from time.check_length(rule, record)
            yield from people.check_overlaps(rule, kind, record, context)
        case NotFuture():
            yield from time.check_future(rule, record, context)
        case EnteredSoon():
            yield from time.check_entry(rule, record, context)
        case Attends():
            yield from people.check_attends(rule, kind, record, context)
        case IssuedBefore():
            yield from time.check_issue(rule, record)
        case Names():
            yield from text.check_repealed(rule, kind, record, context)
        case Discussed():
            yield from text.check_discussion(rule, record)
        case LongEnough():
            yield from text.check_length(rule, kind, record, context)
        case AnyOf():
            yield from completeness.check_any_of(rule, record)
        case SaysNone():
            yield from text.check_none_said(rule, record)
        case WeekdayTold():
            yield from time.check_told(rule, record)
        case NotBefore():
            yield from time.check_order(rule, record)
        case Ledger():
            yield from rectification.check_ledger(rule, kind, record, context)
        case _:
            assert_never(rule)


def _wanted(finding: Finding, context: Context) -> bool:
    """Tell whether a finding is to be shown: neither muted by the school nor switched off by the campaign."""
    if finding.level is Level.HINT and finding.rule in context.muted:
        return False
    switched_off = context.campaign.checks_off if context.campaign else ()
    return finding.rule not in switched_off or not RULES[finding.rule].campaign_may_switch
