"""Lists and ledgers as a workbook: a copy to count and sort in, without a word of what is not for everybody."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.clock import today
from core.base.files import write_safely
from core.records.catalogue import find_kind
from core.records.content import Record, is_empty, read_day
from core.records.display import Names, read_out, write_day
from core.records.field import Automatic, Choice, Date, Formula, Integer
from core.records.kind import Kind, LedgerColumn
from core.records.masking import public_version
from core.services import records
from core.store import people
from core.store import records as shelf
from core.store.engine import Session
from core.store.vault import Vault
from core.views.records import RecordLine

if TYPE_CHECKING:
    from core.exchange.workbook import Table, Value

COLUMNS = ("编号", "种类", "类别", "名称", "日期", "状态", "补记", "录入时间")
"""Columns of a list of records."""


def export_records(vault: Vault, chosen: Sequence[str], path: Path) -> int:
    """Write these records as a list, in this order; return how many.

    Of what is not for everybody only kind and number are told. Raises DiskFull, FolderNotWritable.
    """
    from core.exchange.workbook import Table, workbook  # openpyxl loads with the first export

    lines = records.lines_of(vault, tuple(chosen))
    with vault.look() as session:
        names = vault.names(session)
        headings = {line.id: _heading(session, line, names) for line in lines}
    rows = [_row(line, headings[line.id]) for line in lines]
    note = _note(vault, len(rows))
    write_safely(path, workbook([Table(title="记录一览", note=note, head=COLUMNS, rows=rows)]))
    return len(rows)


def export_lists(vault: Vault, kind: str, chosen: Sequence[str], path: Path) -> int:
    """Write the lists that a kind prints over its records (整改台账), over these and in this order; return how many.

    Raises UnknownKind, RecordGone, DiskFull, FolderNotWritable.
    """
    from core.exchange.workbook import workbook  # openpyxl loads with the first export

    definition = find_kind(kind)
    with vault.look() as session:
        found = [shelf.get(session, record) for record in chosen]
        names = vault.names(session)
    found = [public_version(definition, record, names) for record in found]
    note = _note(vault, len(found))
    write_safely(path, workbook(_lists(definition, found, names, note)))
    return len(found)


def _note(vault: Vault, count: int) -> str:
    """Return the first row: whose it is, of which day, and that it is a copy."""
    with vault.look() as session:
        school = people.get_school(session)
    return f"副本，以台账为准　{school.name}　{write_day(today(vault.clock))}导出　共{count}条"


def _heading(session: Session, line: RecordLine, names: Names) -> str:
    """Return a record's heading as others may read it; empty where nobody else may read any of it."""
    kind = find_kind(line.kind)
    if not kind.open_to_all:
        return ""
    return public_version(kind, shelf.get(session, line.id), names).heading if kind.has_private else line.heading


def _row(line: RecordLine, heading: str) -> "tuple[Value, ...]":
    """Return a record's row."""
    kind = find_kind(line.kind)
    if not kind.open_to_all:
        return (line.number, kind.words.zh, *(None for _column in COLUMNS[2:]))
    subtype = kind.field(kind.subtype) if kind.subtype else None
    options = subtype.options if isinstance(subtype, Choice) else ()
    return (
        line.number or None,
        kind.words.zh,
        next((option.words.zh for option in options if option.value == line.subtype), None),
        heading or None,
        line.dated,
        kind.workflow.state(line.state).words.zh,
        "补记" if line.late else None,
        line.entered_at.replace(tzinfo=None, microsecond=0),
    )


def _lists(kind: Kind, found: Sequence[Record], names: Names, note: str) -> "list[Table]":
    """Return the lists of a kind."""
    from core.exchange.workbook import Table  # openpyxl loads with the first export

    return [
        Table(
            title=listed.words.zh,
            note=note,
            head=tuple(column.words.zh for column in listed.columns),
            rows=[tuple(_cell(kind, column, record, names) for column in listed.columns) for record in found],
        )
        for listed in kind.sheet.lists
    ]


def _cell(kind: Kind, column: LedgerColumn, record: Record, names: Names) -> "Value":
    """Return what a column says of a record: a day and a number as such, everything else in words."""
    if len(column.keys) == 1:
        return _value(kind, column.keys[0], record, names)
    told = (_value(kind, key, record, names) for key in column.keys)
    return "\n".join(write_day(value) if isinstance(value, date) else str(value) for value in told if value) or None


def _value(kind: Kind, key: str, record: Record, names: Names) -> "Value":
    """Return the value of one field, of the record's number or of its state."""
    if key == "number":
        return record.number or None
    if not kind.open_to_all:
        return None
    if key == "state":
        return kind.workflow.state(record.state).words.zh
    field, value = kind.field(key), record.values.get(key)
    if is_empty(value):
        return None
    if isinstance(field, Date):
        return read_day(value) or str(value)
    if _counts(field) and isinstance(value, int):
        return value
    return read_out(kind, key, record.values, names) or None


def _counts(field: Any) -> bool:
    """Tell whether a field holds a bare number."""
    match field:
        case Integer(unit=""):
            return True
        case Automatic(formula=Formula.LEDGER_NO | Formula.COUNT):
            return True
        case _:
            return False
