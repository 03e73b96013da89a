"""Is anything missing? W01 required fields, W11 the three questions."""

from collections.abc import Iterator

from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.records.content import Record, is_empty, says_nothing
from core.records.field import Attendance, Grid
from core.records.kind import Kind
from core.records.rule import AnyOf


def check_required(kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find required fields that say nothing, and required cells in rows that say something (W01)."""
    relaxed = _relaxed(kind, record, context)
    for field in kind.fields():
        value = record.values.get(field.key)
        wanted = field.required and field.key not in relaxed
        match field:
            case Grid():
                yield from _check_rows(field, value or [], record, wanted=wanted)
            case Attendance():
                if wanted and is_empty((value or {}).get("expected")):
                    yield found(record.id, "W01.empty", Level.ERROR, (field.key,))
            case _:
                if wanted and is_empty(value):
                    yield found(record.id, "W01.empty", Level.ERROR, (field.key,))


def _check_rows(field: Grid, rows: list[dict[str, object]], record: Record, *, wanted: bool) -> Iterator[Finding]:
    """Find required cells that are empty; a row in which nothing was typed is no row."""
    typed = 0
    for number, row in enumerate(rows):
        if says_nothing(row):
            continue
        typed += 1
        for column in field.columns:
            if column.required and is_empty(row.get(column.key)):
                path = (field.key, number, column.key)
                yield found(record.id, "W01.cell_empty", Level.ERROR, path, row=number + 1)
    if wanted and not typed:
        yield found(record.id, "W01.no_rows", Level.ERROR, (field.key,))


def _relaxed(kind: Kind, record: Record, context: Context) -> frozenset[str]:
    """Return the fields that the campaign doesn't require of this record's activities (D§5.3 rule 1)."""
    if context.campaign is None:
        return frozenset()
    subtype = str(record.values.get(kind.subtype) or "") if kind.subtype else ""
    own = [activity for activity in context.campaign.activities if activity.id in record.activities]
    activities = own or context.campaign.activities_of(kind.key, subtype)
    return frozenset(
        key
        for activity in activities
        for key, override in activity.fields_override.items()
        if override.required is False
    )


def check_any_of(rule: AnyOf, record: Record) -> Iterator[Finding]:
    """Find that none of these fields says anything (W11)."""
    if all(is_empty(record.values.get(key)) for key in rule.fields):
        yield found(record.id, "W11.all_empty", Level.HINT, (rule.fields[0],))
