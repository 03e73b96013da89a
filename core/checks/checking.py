"""One record under all rules that concern it."""

from collections.abc import Iterator

from core.checks import attachments, calendar, completeness, copied, duty, people, privacy, strangers, text, time
from core.checks.context import Context
from core.checks.declared import RULES
from core.checks.families import judge
from core.checks.finding import Finding, Level
from core.checks.outline import outline
from core.checks.written import read_texts
from core.records.content import Record
from core.records.kind import Kind

VOID = "void"

_GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2, Level.OFF: 3}


def check(kind: Kind, record: Record, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in a record, the gravest first and then in the order of its form.

    A void record is asked nothing. Hints the school has muted and rules that every campaign has switched off are left
    out.
    """
    if record.state == VOID:
        return ()
    findings = [finding for finding in _all(kind, record, context) if _wanted(finding, context)]
    if len(findings) > 1:
        order = outline(kind).order
        findings.sort(key=lambda found: (_GRAVITY[found.level], order.get(str(found.path[0]), 0) if found.path else -1))
    return tuple(findings)


def _all(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Yield everything the rules find: first what is asked of every kind, then what the kind itself asks."""
    written = read_texts(kind, record)
    yield from time.check_clock(record, context)
    yield from completeness.check_required(kind, record, context)
    yield from people.check_attendance(kind, record, context)
    yield from duty.check_duty(kind, record, context)
    yield from calendar.check_window(kind, record, context)
    yield from text.check_placeholders(kind, record, written)
    yield from strangers.check_places(record, context, written)
    yield from strangers.check_years(kind, record, written)
    yield from copied.check_alike(record, context)
    yield from privacy.check_hidden(kind, record, context, written)
    for rule in kind.rules:
        yield from judge(rule, kind, record, context)
    yield from attachments.check_attachments(kind, record, context)


def _wanted(finding: Finding, context: Context) -> bool:
    """Tell whether a finding is to be shown: neither muted by the school nor switched off by every campaign."""
    if finding.level is Level.HINT and finding.rule in context.muted:
        return False
    return not (context.is_off(finding.rule) and RULES[finding.rule].campaign_may_switch)
