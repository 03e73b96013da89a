"""Was published what is to be published? E10."""

from collections.abc import Iterator

from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.checks.outline import is_finished
from core.records.content import Record, read_day
from core.records.kind import Kind
from core.records.rule import Published


def check_published(rule: Published, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find that a finished record to be published has no days of publication, or too few (E10)."""
    if not is_finished(kind, record):
        return
    yield from check_days(rule.wanted, rule.start, rule.end, record, context)


def check_days(wanted: str, first: str, last: str, record: Record, context: Context) -> Iterator[Finding]:
    """Find that a publication has no first and last day, or too few days between them (E10).

    `wanted` is the field that asks for it; empty = it is always asked for.
    """
    if wanted and not record.values.get(wanted):
        return
    start, end = read_day(record.values.get(first)), read_day(record.values.get(last))
    if start is None or end is None:
        yield found(record.id, "E10.not_published", Level.HINT, (first if start is None else last,))
        return
    least, days = context.thresholds.publication_min_days, (end - start).days + 1
    if days < least:
        yield found(record.id, "E10.published_briefly", Level.HINT, (last,), days=days, least=least)
