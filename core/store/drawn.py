"""Does what is drawn from the payloads still say what they say? It is drawn once more and compared."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base.canonical import digest, encode
from core.records.content import Person
from core.store import records
from core.store.tables import AbsenceRow, DeadlineRow, HiddenNameRow, LinkRow, PersonTimeRow, RecordRow

_SPINE = ("heading", "dated", "deadline", "subtype", "line")
"""Columns of a record's row that are drawn from its payload."""
_DERIVED = (PersonTimeRow, DeadlineRow, LinkRow, AbsenceRow, HiddenNameRow)


def stale(session: Session, *, names: dict[str, Person]) -> tuple[str, ...]:
    """Return the ids of records whose lists, times, deadlines or links are not what their payloads give.

    `session` may write; all is taken back.
    """
    before = _fingerprints(session)
    savepoint = session.begin_nested()
    try:
        records.rebuild(session, names=names)
        after = _fingerprints(session)
    finally:
        savepoint.rollback()
        session.expire_all()
    return tuple(sorted(record for record in before.keys() | after.keys() if before.get(record) != after.get(record)))


def _fingerprints(session: Session) -> dict[str, str]:
    """Return a digest of everything drawn of each record, by its id."""
    session.flush()
    parts: defaultdict[str, list[str]] = defaultdict(list)
    columns = [getattr(RecordRow, name) for name in _SPINE]
    for record, *values in session.execute(select(RecordRow.id, *columns)):
        parts[record].append(repr(values))
    for table in _DERIVED:
        drawn = [column for column in table.__table__.columns if column.name not in {"id", "record"}]
        for record, *values in session.execute(select(table.record, *drawn)):
            parts[record].append(f"{table.__tablename__}{values!r}")
    return {record: digest(encode(sorted(found))) for record, found in parts.items()}
