"""Is anything missing? W01 required fields, W11 the three questions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.campaign.several import activities_for
from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.checks.outline import outline
from core.records.content import Record, is_empty, says_nothing, typed_rows
from core.records.field import Attendance, Grid
from core.records.kind import Kind
from core.records.rule import AnyOf


def check_required(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find required fields that say nothing, and required cells in rows that say something (W01)."""
    missing = list(_missing(kind, record))
    if missing:
        relaxed = _relaxed(kind, record, context)
        yield from (one for one in missing if one.code == "cell_empty" or one.path[0] not in relaxed)


def _missing(kind: Kind, record: Record) -> Iterator[Finding]:
    """Yield everything the kind itself requires and that isn't there."""
    for field, columns in outline(kind).required:
        value: Any = record.values.get(field.key)
        if isinstance(field, Grid):
            yield from _check_rows(field, columns, value or (), record)
        elif is_empty((value or {}).get("expected") if isinstance(field, Attendance) else value):
            yield found(record.id, "W01.empty", Level.ERROR, (field.key,))


def _check_rows(
    field: Grid, columns: tuple[str, ...], rows: Sequence[Mapping[str, Any]], record: Record
) -> Iterator[Finding]:
    """Find required cells that are empty; a row in which nothing was typed is no row."""
    typed = False
    for number, row in enumerate(rows):
        if says_nothing(row):
            continue
        typed = True
        for column in columns:
            if is_empty(row.get(column)):
                path = (field.key, number, column)
                yield found(record.id, "W01.cell_empty", Level.ERROR, path, row=number + 1)
    if field.required and not typed:
        yield found(record.id, "W01.no_rows", Level.ERROR, (field.key,))


def _relaxed(kind: Kind, record: Record, context: Context) -> frozenset[str]:
    """Return the fields that no campaign requires of this record (D§5.3 rule 1).

    Of several campaigns that ask for it the strictest counts.
    """
    by_campaign: dict[str, set[str]] = {}
    for campaign, activity in activities_for(context.campaigns, kind, record):
        waived = by_campaign.setdefault(campaign.id, set())
        waived.update(key for key, override in activity.fields_override.items() if override.required is False)
    return frozenset.intersection(*map(frozenset, by_campaign.values())) if by_campaign else frozenset()


def is_said(value: Any) -> bool:
    """Tell whether a value says something: yes, a word, a row in which something stands, people who were expected."""
    if isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return not is_empty(value.get("expected"))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return bool(typed_rows(value))
    return not is_empty(value)


def check_any_of(rule: AnyOf, record: Record) -> Iterator[Finding]:
    """Find that none of these fields says anything (W11)."""
    if not any(is_said(record.values.get(key)) for key in rule.fields):
        yield found(record.id, "W11.all_empty", Level.HINT, (rule.fields[0],))
