"""What other records add up to: how many, on how many days, how many rows, what sum (D§2.4, D§2.8).

Only finished records count, never void or sealed ones, and never the record that asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, assert_never

import msgspec
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.records.catalogue import kinds
from core.records.content import Record, Values, present, read_day, read_month, typed_rows
from core.records.growth import grow
from core.records.kind import Kind, Privacy
from core.records.link import Count, Measure, Source
from core.records.workflow import HISTORY
from core.store import records
from core.store.tables import RecordRow


@dataclass(frozen=True, slots=True)
class Seen:
    """Another record as far as counting must know it."""

    id: str
    dated: date | None
    values: Values


class Counting:
    """Counts for one record at one moment; what several of its counts look at is read once."""

    def __init__(self, session: Session, record: Record) -> None:
        self._session = session
        self._record = record
        self._read: dict[Source, tuple[Seen, ...] | None] = {}
        self._told: dict[str, tuple[tuple[Seen, str, str, list[Values]], ...]] = {}

    def count(self, wanted: Count) -> int | None:
        """Return what a count comes to; None while the month or time it is about isn't told yet."""
        found = self._seen(wanted.source)
        return None if found is None else measure(found, wanted)

    def ids(self, source: Source) -> tuple[str, ...]:
        """Return the ids of the records a source names; none while it can't be told which."""
        return tuple(seen.id for seen in self._seen(source) or ())

    def _seen(self, source: Source) -> tuple[Seen, ...] | None:
        """Return the records a source names; None while it can't be told which."""
        if source not in self._read:
            self._read[source] = self._look(source)
        return self._read[source]

    def _look(self, source: Source) -> tuple[Seen, ...] | None:
        """Read the records a source names."""
        span = span_of(source, self._record.values)
        if span is None and (source.month or source.since or source.until):
            return None
        kind = kinds().get(source.kind)
        if kind is None:  # of a campaign that isn't here
            return ()
        if source.moved or source.overdue:
            return tuple(self._by_history(kind, source, span))
        statement = _finished(source, apart_from=self._record.id)
        if source.refs:
            statement = statement.where(RecordRow.number.in_(named(source.refs, self._record.values)))
        if span and source.by:
            said = func.json_extract(RecordRow.payload, f"$.{source.by}")
            statement = statement.where(said >= f"{span[0]:%Y-%m}", said <= f"{span[1]:%Y-%m}")
        elif span:
            statement = statement.where(RecordRow.dated >= span[0], RecordRow.dated <= span[1])
        rows = self._session.execute(
            statement.with_only_columns(RecordRow.id, RecordRow.dated, RecordRow.payload, RecordRow.kind_version)
        )
        return tuple(
            Seen(record, dated, grow(kind.growth, msgspec.json.decode(payload), found=version))
            for record, dated, payload, version in rows
        )

    def _by_history(self, kind: Kind, source: Source, span: tuple[date, date] | None) -> Iterator[Seen]:
        """Yield the records that a move, or a deadline that passed, picks out of all of their kind."""
        if source.kind not in self._told:
            told = func.json_extract(RecordRow.payload, f"$.{HISTORY}")
            statement = _finished(Source(kind=source.kind), apart_from=self._record.id)
            columns = (RecordRow.id, RecordRow.dated, RecordRow.subtype, RecordRow.state, told)
            self._told[source.kind] = tuple(
                (Seen(record, dated, {}), subtype, state, msgspec.json.decode(history or "[]"))
                for record, dated, subtype, state, history in self._session.execute(
                    statement.with_only_columns(*columns)
                )
            )
        today = self._record.changed_at.date()
        for seen, subtype, state, history in self._told[source.kind]:
            if subtype != (source.subtype or subtype) or (source.states and state not in source.states):
                continue
            if source.moved and not _was_moved(history, source.moved, span):
                continue
            if source.overdue and not was_overdue(kind, history, min(span[1], today) if span else today):
                continue
            yield seen


def sources(session: Session, source: Source, record: Record) -> Iterator[Record]:
    """Yield the records a source names for this one, the oldest day first; none while it can't be told which."""
    found = records.many(session, Counting(session, record).ids(source))
    yield from sorted(found, key=lambda other: (other.dated or date.max, other.number))


def span_of(source: Source, values: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and last day a source is about; None when it is about no time, or that isn't told yet."""
    if source.month:
        first = read_month(values.get(source.month))
        return (first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)) if first else None
    since, until = read_day(values.get(source.since)), read_day(values.get(source.until))
    return (since, until) if since and until else None


def named(path: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the numbers that the references at a path ("grid.column", or a field) hold, each once."""
    grid, _, column = path.partition(".")
    if not column:
        return (str(values[grid]),) if values.get(grid) else ()
    return tuple(dict.fromkeys(str(row[column]) for row in values.get(grid) or () if row.get(column)))


def measure(found: Iterable[Seen], wanted: Count) -> int:
    """Return what a count comes to over these records."""
    match wanted.measure:
        case Measure.RECORDS:
            return sum(1 for _ in found)
        case Measure.DAYS:
            return len({seen.dated for seen in found if seen.dated})
        case Measure.ROWS:
            return sum(1 for seen in found for _ in _rows(seen.values, wanted))
        case Measure.SUM:
            return sum(_sum(seen.values, wanted) for seen in found)
        case Measure.PRESENT:
            return sum(len(present(seen.values.get(wanted.path))) for seen in found)
        case Measure.ABSENT:
            return sum(_absent(seen.values.get(wanted.path)) for seen in found)
        case _:
            assert_never(wanted.measure)


def was_overdue(kind: Kind, history: Iterable[Values], day: date) -> bool:
    """Tell whether a record's deadline had passed on a day while something was still awaited of it.

    Its history tells the state and the deadline then in force, so that a later extension washes nothing off.
    """
    then = [row for row in history if (on := read_day(row.get("on"))) and on <= day]
    if not then or kind.workflow.state(str(then[-1].get("state") or "")).ended:
        return False
    deadlines = [due for row in then if (due := read_day(row.get("deadline")))]
    return bool(deadlines) and deadlines[-1] < day


def _was_moved(history: Iterable[Values], move: str, span: tuple[date, date] | None) -> bool:
    """Tell whether a move was made within these days, or ever where there are none."""
    days = (read_day(row.get("on")) for row in history if row.get("move") == move)
    return any(span is None or span[0] <= day <= span[1] for day in days if day)


def _finished(source: Source, *, apart_from: str) -> Select[Any]:
    """Return the statement for the finished records of a kind that may be counted."""
    statement = select(RecordRow).where(
        RecordRow.kind == source.kind,
        RecordRow.number != "",
        RecordRow.state != "void",
        RecordRow.privacy != Privacy.SEALED,
        RecordRow.id != apart_from,
    )
    if source.subtype:
        statement = statement.where(RecordRow.subtype == source.subtype)
    if source.states:
        statement = statement.where(RecordRow.state.in_(source.states))
    return statement


def _rows(values: Values, wanted: Count) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a grid that count."""
    for row in typed_rows(values.get(wanted.path.partition(".")[0])):
        if wanted.where is None or row.get(wanted.where[0]) in wanted.where[1]:
            yield row


def _sum(values: Values, wanted: Count) -> int:
    """Return the sum of the whole numbers in a column, or the one in a field."""
    field, _, column = wanted.path.partition(".")
    told = [row.get(column) for row in _rows(values, wanted)] if column else [values.get(field)]
    return sum(number for number in told if isinstance(number, int) and not isinstance(number, bool))


def _absent(attendance: Any) -> int:
    """Return how many of those expected were absent."""
    if not isinstance(attendance, dict):
        return 0
    return len(attendance.get("expected") or ()) - len(present(attendance))
