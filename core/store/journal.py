"""The journal: written in the same transaction as what it tells of, chained so that nothing can be taken out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.base.canonical import digest, encode
from core.base.clock import stamp
from core.store.tables import JournalRow

START = "0" * 64
"""What the first entry names as the digest before it."""


class What(StrEnum):
    """What an entry tells of."""

    VAULT_MADE = "vault_made"
    VAULT_MIGRATED = "vault_migrated"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- the name of an event
    UNLOCKED = "unlocked"
    IDENTITY_MADE = "identity_made"
    SCHOOL_CHANGED = "school_changed"
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PERSON_LEFT = "person_left"
    RECORD_ENTERED = "record_entered"
    RECORD_MOVED = "record_moved"
    RECORD_RESTORED = "record_restored"
    RECORD_DISCARDED = "record_discarded"
    RECORD_EXPLAINED = "record_explained"
    SEAL_MADE = "seal_made"
    SEAL_OPENED = "seal_opened"
    SEAL_CHANGED = "seal_changed"
    RECORD_LINKED = "record_linked"
    SETTING_CHANGED = "setting_changed"
    CAMPAIGN_TAKEN = "campaign_taken"
    CAMPAIGN_CHANGED = "campaign_changed"
    PACKET_SEALED = "packet_sealed"
    PACKET_CARRIED = "packet_carried"
    ENROLMENT_MADE = "enrolment_made"
    CERTIFICATE_TAKEN = "certificate_taken"
    REPLY_TAKEN = "reply_taken"
    BACKUP_MADE = "backup_made"
    BACKUP_CARRIED = "backup_carried"
    VAULT_RESTORED = "vault_restored"
    RECOVERY_MADE = "recovery_made"
    SECOND_PASSWORD_SET = "second_password_set"  # noqa: S105 -- the name of an event
    WAY_CLOSED = "way_closed"
    HANDED_OVER = "handed_over"
    CLOCK_STRANGE = "clock_strange"
    PRINTED = "printed"
    EXPORTED = "exported"
    FILE_OPENED = "file_opened"
    FILE_EXPORTED = "file_exported"
    ENROLMENT_CARRIED = "enrolment_carried"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the journal."""

    seq: int
    at: datetime
    what: What
    record: str
    by: str
    body: dict[str, Any]
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal stands: how many entries, and the digest of the last."""

    entries: int
    digest: str


def append(
    session: Session, what: What, *, at: datetime, by: str = "", record: str = "", body: dict[str, Any] | None = None
) -> Entry:
    """Write the next entry and return it; `body` is anything that JSON can hold."""
    before = head(session)
    plain = msgspec.to_builtins(body or {})
    seq = before.entries + 1
    seal = _seal(seq, at=at, what=what, record=record, by=by, body=encode(plain).decode(), previous=before.digest)
    entry = Entry(seq=seq, at=at, what=what, record=record, by=by, body=plain, previous=before.digest, digest=seal)
    session.add(
        JournalRow(
            seq=seq,
            at=at,
            what=what,
            record=record,
            by=by,
            body=encode(plain).decode(),
            previous=before.digest,
            digest=seal,
        )
    )
    session.flush()
    return entry


def head(session: Session) -> Head:
    """Return where the journal stands; no entries give 64 zeros."""
    last = session.execute(select(JournalRow.seq, JournalRow.digest).order_by(JournalRow.seq.desc()).limit(1)).first()
    return Head(last.seq, last.digest) if last else Head(0, START)


def of_record(session: Session, record: str) -> tuple[Entry, ...]:
    """Return what happened to a record, oldest first."""
    rows = session.scalars(select(JournalRow).where(JournalRow.record == record).order_by(JournalRow.seq))
    return tuple(_entry(row) for row in rows)


def telling(session: Session, *what: What) -> tuple[Entry, ...]:
    """Return all entries that tell of one thing, or of several, newest first."""
    rows = session.scalars(select(JournalRow).where(JournalRow.what.in_(what)).order_by(JournalRow.seq.desc()))
    return tuple(_entry(row) for row in rows)


def between(
    session: Session, *, since: date | None = None, until: date | None = None, before: int = 0, limit: int = 0
) -> tuple[Entry, ...]:
    """Return entries, newest first: of days (both included), below the number `before`, `limit` at most (0 = all)."""
    wanted = select(JournalRow).order_by(JournalRow.seq.desc())
    if before:
        wanted = wanted.where(JournalRow.seq < before)
    if limit and since is None and until is None:
        wanted = wanted.limit(limit)
    found: list[Entry] = []
    for row in session.scalars(wanted):
        entry = _entry(row)
        if (since is None or entry.at.date() >= since) and (until is None or entry.at.date() <= until):
            found.append(entry)
            if limit and len(found) == limit:
                break
    return tuple(found)


def latest_moment(session: Session, *, apart_from: What) -> datetime | None:
    """Return the latest moment that any entry but those of one kind tells; None in an empty journal."""
    return session.scalar(select(func.max(JournalRow.at)).where(JournalRow.what != apart_from))


def last_apart_from(session: Session, quiet: Iterable[What]) -> int:
    """Return the number of the newest entry that is none of some kinds; 0 without one."""
    newest = select(JournalRow.seq).where(JournalRow.what.not_in(tuple(quiet))).order_by(JournalRow.seq.desc())
    return session.scalar(newest.limit(1)) or 0


def one(session: Session, seq: int) -> Entry | None:
    """Return one entry by its number."""
    row = session.get(JournalRow, seq)
    return _entry(row) if row else None


def first_fault(session: Session) -> int | None:
    """Return the number of the first entry that is missing, changed or out of its chain; None when all is well."""
    before = START
    expected = 1
    for row in session.scalars(select(JournalRow).order_by(JournalRow.seq).execution_options(yield_per=500)):
        seal = _seal(
            row.seq, at=row.at, what=row.what, record=row.record, by=row.by, body=row.body, previous=row.previous
        )
        if row.seq != expected or row.previous != before or row.digest != seal:
            return expected
        before, expected = row.digest, expected + 1
    return None


def count(session: Session) -> int:
    """Return how many entries there are."""
    return session.scalar(select(func.count()).select_from(JournalRow)) or 0


def _seal(seq: int, *, at: datetime, what: str, record: str, by: str, body: str, previous: str) -> str:
    """Return the digest over an entry and the digest before it."""
    return digest(
        encode(
            {
                "seq": seq,
                "at": stamp(at),
                "what": str(what),
                "record": record,
                "by": by,
                "body": body,
                "previous": previous,
            }
        )
    )


def _entry(row: JournalRow) -> Entry:
    """Return a row as data."""
    return Entry(
        seq=row.seq,
        at=row.at,
        what=What(row.what),
        record=row.record,
        by=row.by,
        body=msgspec.json.decode(row.body),
        previous=row.previous,
        digest=row.digest,
    )
