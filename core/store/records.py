"""Records in and out of their table, with everything that is drawn from them kept in step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, object_session

from core.base.canonical import encode
from core.base.errors import RecordGone, RecordMoved
from core.records.catalogue import find_kind, kind_of
from core.records.codec import decode
from core.records.content import Origin, Record, Values
from core.records.display import Names
from core.records.growth import grow
from core.records.kind import Kind, Privacy
from core.store import projection, sealing, search
from core.store.sealing import is_sealed
from core.store.tables import RecordRow

TOUCHED = "touched"
"""Under this name a session collects the ids of the records it wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records a list asks for; None or empty = all."""

    kinds: tuple[str, ...] = ()
    subtype: str = ""
    states: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    due_by: date | None = None
    ids: tuple[str, ...] | None = None
    limit: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What the table knows for a list without opening a payload."""

    id: str
    kind: str
    number: str
    heading: str
    dated: date | None
    state: str
    subtype: str
    deadline: date | None
    privacy: str
    entered_at: datetime
    changed_at: datetime
    finished_at: datetime | None
    """None while it is a draft, or open again for its next version."""
    revision: int
    version: int
    line: str
    """JSON of `projection.list_line`."""


def add(session: Session, record: Record, *, names: Names) -> Record:
    """Enter a new record and return it with its spine drawn from its values."""
    kind = kind_of(record)
    record, subtype = _with_spine(kind, record)
    row = RecordRow(id=record.id, kind=record.kind, entered_at=record.entered_at)
    with session.no_autoflush:
        session.add(row)
        _fill(row, kind, record, subtype, names)
    session.flush()
    _derive(session, kind, record, row.row, names, before=None)
    return record


def put(session: Session, record: Record, *, names: Names, expected: int) -> Record:
    """Write a changed record over the one of revision `expected`; returns it with the next revision and its spine.

    Raises RecordGone, and RecordMoved when another write came in between.
    """
    row = _row(session, record.id)
    if row.revision != expected:
        raise RecordMoved(record=record.id, expected=expected, found=row.revision)
    kind = kind_of(record)
    before = _record(row)
    record, subtype = _with_spine(kind, msgspec.structs.replace(record, revision=expected + 1))
    _fill(row, kind, record, subtype, names)
    session.flush()
    _derive(session, kind, record, row.row, names, before=before)
    return record


def get(session: Session, record: str) -> Record:
    """Return one record, its values as the kind's present version names them.

    Raises RecordGone, UnknownKind, NewerKind, BadValue.
    """
    return _record(_row(session, record))


def many(session: Session, ids: Iterable[str]) -> tuple[Record, ...]:
    """Return several records in the order asked for. Raises RecordGone."""
    wanted = tuple(ids)
    found: dict[str, Record] = {}
    for start in range(0, len(wanted), 500):  # SQLite takes so many variables in one statement
        rows = session.scalars(select(RecordRow).where(RecordRow.id.in_(wanted[start : start + 500])))
        found.update((row.id, _record(row)) for row in rows)
    for record in wanted:
        if record not in found:
            raise RecordGone(record=record)
    return tuple(found[record] for record in wanted)


def readable(session: Session, ids: Iterable[str]) -> Iterator[Record]:
    """Yield the records of these ids that are there and can be read now, in no order."""
    wanted = tuple(ids)
    open_now = sealing.is_open(session)
    for start in range(0, len(wanted), 500):
        for row in session.scalars(select(RecordRow).where(RecordRow.id.in_(wanted[start : start + 500]))):
            if open_now or not is_sealed(find_kind(row.kind)):
                yield _record(row)


def remove(session: Session, record: str, *, expected: int) -> None:
    """Take out a record that never got a number. Raises RecordGone, RecordMoved."""
    row = _row(session, record)
    if row.revision != expected:
        raise RecordMoved(record=record, expected=expected, found=row.revision)
    search.drop(session, row.row)
    _touch(session, record)
    session.delete(row)
    session.flush()
    session.info["rows"].pop(record)


def latest(session: Session, kind: str, *, subtype: str = "", apart_from: str = "") -> Record | None:
    """Return the record of a kind (and subtype) with the latest day that is not void, undated ones left out."""
    asked = select(RecordRow).where(
        RecordRow.kind == kind, RecordRow.state != "void", RecordRow.dated.is_not(None), RecordRow.id != apart_from
    )
    if subtype:
        asked = asked.where(RecordRow.subtype == subtype)
    row = session.scalars(asked.order_by(RecordRow.dated.desc(), RecordRow.row.desc()).limit(1)).first()
    return _record(row) if row else None


def lines(session: Session, asked: Filter) -> tuple[Line, ...]:
    """Return the lines of a list: the latest day first, undated drafts before all."""
    return _lines(session, asked, RecordRow.dated.desc().nulls_first(), RecordRow.row.desc())


def due_first(session: Session, asked: Filter) -> tuple[Line, ...]:
    """Return the lines of a list of deadlines, the earliest first; those without one are left out."""
    return _lines(session, asked, RecordRow.deadline, RecordRow.row, only=RecordRow.deadline.is_not(None))


def changed_last(session: Session, asked: Filter) -> tuple[Line, ...]:
    """Return the lines of a list, those changed last first."""
    return _lines(session, asked, RecordRow.changed_at.desc(), RecordRow.row.desc())


def _lines(session: Session, asked: Filter, *order: Any, only: Any = None) -> tuple[Line, ...]:
    """Return lines in an order, `asked.limit` of them at most (0 = all)."""
    columns = [getattr(RecordRow, name) for name in Line.__dataclass_fields__]
    statement = _narrow(select(*columns), asked).order_by(*order)
    if only is not None:
        statement = statement.where(only)
    if asked.limit:
        statement = statement.limit(asked.limit).offset(asked.offset)
    return tuple(Line(*row) for row in session.execute(statement))


def found(session: Session, rows: tuple[int, ...]) -> tuple[tuple[Line, Values], ...]:
    """Return list line and values of the records of these row numbers (as the search index gives them), in order."""
    columns = [getattr(RecordRow, name) for name in Line.__dataclass_fields__]
    there = session.execute(
        select(RecordRow.row, RecordRow.payload, RecordRow.kind_version, *columns).where(RecordRow.row.in_(rows))
    )
    by_row = {row: (Line(*line), payload, version) for row, payload, version, *line in there}
    return tuple(
        (line, grow(find_kind(line.kind).growth, msgspec.json.decode(payload), found=version))
        for line, payload, version in (by_row[row] for row in rows if row in by_row)
    )


def holding(session: Session, words: str) -> tuple[str, ...]:
    """Return the ids of the records in which these words stand; those that are locked away have none in the index."""
    rows = search.find(session, words, limit=-1)
    return tuple(session.scalars(select(RecordRow.id).where(RecordRow.row.in_(rows)))) if rows else ()


def count(session: Session, asked: Filter) -> int:
    """Return how many records a filter lets through."""
    return session.scalar(_narrow(select(func.count()).select_from(RecordRow), asked)) or 0


def count_states(session: Session, kind: str) -> dict[str, int]:
    """Return how many records of a kind are in each state."""
    asked = select(RecordRow.state, func.count()).where(RecordRow.kind == kind).group_by(RecordRow.state)
    return dict(session.execute(asked).all())


def iterate(session: Session, asked: Filter) -> Iterator[Record]:
    """Yield whole records, oldest day first; those that are locked away only while they are open."""
    order = (RecordRow.dated.is_(None), RecordRow.dated, RecordRow.row)
    statement = _narrow(select(RecordRow), asked).order_by(*order)
    readable = sealing.is_open(session)
    for row in session.scalars(statement.execution_options(yield_per=200)):
        if readable or not is_sealed(find_kind(row.kind)):
            yield _record(row)


def latest_values(session: Session, kind: str, *, limit: int) -> tuple[dict[str, Any], ...]:
    """Return the values of the records of a kind that were entered last, newest first, as they were written."""
    rows = session.scalars(
        select(RecordRow.payload).where(RecordRow.kind == kind).order_by(RecordRow.row.desc()).limit(limit)
    )
    return tuple(msgspec.json.decode(payload) for payload in rows)


def last_change(session: Session) -> datetime | None:
    """Return when anything was last entered or changed; None in an empty vault."""
    return session.scalar(_LAST_CHANGE)


def changes(session: Session) -> str:
    """Return what differs after every change of a record, drafts included."""
    count, revisions = session.execute(select(func.count(), func.sum(RecordRow.revision))).one()
    return f"{count}.{revisions or 0}"


def rebuild(session: Session, *, names: Names) -> int:
    """Draw everything that is derived from the payloads anew; returns how many records there were."""
    done = 0
    for row in session.scalars(select(RecordRow).order_by(RecordRow.row)).all():
        kind = find_kind(row.kind)
        if is_sealed(kind) and not sealing.is_open(session):
            continue  # nothing can be drawn from what can't be read; what was drawn before stays
        record = _record(row)
        record, subtype = _with_spine(kind, record)
        _fill(row, kind, record, subtype, names)
        session.flush()
        _derive(session, kind, record, row.row, names, before=None)
        done += 1
    return done


def _narrow(statement: Select[Any], asked: Filter) -> Select[Any]:
    """Add a filter's conditions to a statement."""
    if asked.kinds:
        statement = statement.where(RecordRow.kind.in_(asked.kinds))
    if asked.subtype:
        statement = statement.where(RecordRow.subtype == asked.subtype)
    if asked.states:
        statement = statement.where(RecordRow.state.in_(asked.states))
    if asked.since:
        statement = statement.where(RecordRow.dated >= asked.since)
    if asked.until:
        statement = statement.where(RecordRow.dated <= asked.until)
    if asked.due_by:
        statement = statement.where(RecordRow.deadline <= asked.due_by)
    if asked.ids is not None:
        statement = statement.where(RecordRow.id.in_(asked.ids))
    return statement


def _row(session: Session, record: str) -> RecordRow:
    """Return a record's row; within one transaction it is read once."""
    read: dict[str, RecordRow] = session.info.setdefault("rows", {})
    row = read.get(record)
    if row is None:
        row = session.scalars(_ROW, {"id": record}).first()
        if row is None:
            raise RecordGone(record=record)
        read[record] = row
    return row


def _with_spine(kind: Kind, record: Record) -> tuple[Record, str]:
    """Return the record with heading and day as its values have them, and its subtype."""
    heading, dated, subtype = projection.spine(kind, record.values)
    return msgspec.structs.replace(record, heading=heading, dated=dated), subtype


def _fill(row: RecordRow, kind: Kind, record: Record, subtype: str, names: Names) -> None:
    """Write a record into its row; id, kind and time of entry are left alone."""
    row.kind_version = record.kind_version
    row.subtype = subtype
    row.number = record.number
    row.state = record.state
    row.activities = encode(record.activities).decode()
    row.origins = encode(record.origins).decode()
    row.templates = encode(record.templates).decode()
    row.heading = "" if is_sealed(kind) else record.heading
    row.dated = record.dated
    row.deadline = projection.deadline(kind, record)
    row.privacy = record.privacy
    row.revision = record.revision
    row.version = record.version
    row.changed_at = record.changed_at
    row.finished_at = record.finished_at
    row.line = projection.list_line(kind, record.values, names)
    row.explanations = encode({} if is_sealed(kind) else record.explanations).decode()
    row.payload = encode(_locked(row, kind, record)).decode()


def _derive(session: Session, kind: Kind, record: Record, row: int, names: Names, *, before: Record | None) -> None:
    """Bring the derived tables and the search index up to a record that was `before`; None = draw all anew."""
    _touch(session, record.id)
    projection.project(session, kind, record, before=before)
    words = (record.number,) if is_sealed(kind) else search.texts(kind, record.values, names, number=record.number)
    search.write(session, row, words)


def _record(row: RecordRow) -> Record:
    """Return a row as data, grown to the kind's present version.

    What was finished under an older version of a campaign's kind is still shown as it was then. Raises SealClosed for
    one that is locked away.
    """
    kind = find_kind(row.kind, row.kind_version if row.finished_at else None)
    values, explanations = msgspec.json.decode(row.payload), msgspec.json.decode(row.explanations)
    if is_sealed(kind):
        opened = sealing.open_up(_session(row), row.id, values)
        values, explanations = opened["values"], opened["explanations"]
    return Record(
        id=row.id,
        kind=row.kind,
        kind_version=kind.version,
        number=row.number,
        state=row.state,
        activities=tuple(msgspec.json.decode(row.activities)),
        origins=_ORIGINS.decode(row.origins),
        templates=tuple(msgspec.json.decode(row.templates)),
        heading=row.heading or (projection.spine(kind, values)[0] if is_sealed(kind) else ""),
        dated=row.dated,
        privacy=Privacy(row.privacy),
        revision=row.revision,
        version=row.version,
        entered_at=row.entered_at,
        changed_at=row.changed_at,
        finished_at=row.finished_at,
        explanations=explanations,
        # What was written under this version was checked then, and every page of the database has its own seal.
        values=values if row.kind_version == kind.version else decode(kind, values, version=row.kind_version),
    )


def _touch(session: Session, record: str) -> None:
    """Note that a record is written, for those who keep something about records in memory."""
    session.info.setdefault(TOUCHED, set()).add(record)


def _locked(row: RecordRow, kind: Kind, record: Record) -> Any:
    """Return a record's values as they are kept: locked away, with the sentences, where the kind asks for it."""
    if not is_sealed(kind):
        return record.values
    content = {"values": record.values, "explanations": record.explanations}
    return sealing.close_up(_session(row), record.id, content)


def _session(row: RecordRow) -> Session:
    """Return the session a row belongs to."""
    found = object_session(row)
    assert found is not None
    return found


_ORIGINS = msgspec.json.Decoder(tuple[Origin, ...])

# Statements of every keystroke, built once: building them costs more than running them.

_ROW = select(RecordRow).where(RecordRow.id == bindparam("id"))

_LAST_CHANGE = select(RecordRow.changed_at).order_by(RecordRow.changed_at.desc()).limit(1)
