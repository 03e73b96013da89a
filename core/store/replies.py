"""Receipts and returns of the county, in and out of their table."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.records.errand import Reply
from core.store.tables import ReplyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One answer as it was taken in."""

    id: str
    packet: str
    type: str
    name: str
    sha256: str
    judged_at: datetime
    taken_at: datetime
    reply: Reply


def add(session: Session, kept: Kept) -> None:
    """Keep an answer; the same document twice is kept once."""
    session.merge(
        ReplyRow(
            id=kept.id,
            packet=kept.packet,
            type=kept.type,
            name=kept.name,
            sha256=kept.sha256,
            judged_at=kept.judged_at,
            taken_at=kept.taken_at,
            content=encode(kept.reply).decode(),
        )
    )
    session.flush()


def get(session: Session, document: str) -> Kept | None:
    """Return one answer by the id of its document."""
    row = session.get(ReplyRow, document)
    return _kept(row) if row else None


def of_packet(session: Session, packet: str) -> tuple[Kept, ...]:
    """Return the answers to a packet, oldest first."""
    rows = session.scalars(select(ReplyRow).where(ReplyRow.packet == packet).order_by(ReplyRow.judged_at, ReplyRow.id))
    return tuple(_kept(row) for row in rows)


def listing(session: Session) -> tuple[Kept, ...]:
    """Return all answers, newest first."""
    rows = session.scalars(select(ReplyRow).order_by(ReplyRow.judged_at.desc(), ReplyRow.id.desc()))
    return tuple(_kept(row) for row in rows)


def _kept(row: ReplyRow) -> Kept:
    """Return a row as data."""
    return Kept(
        id=row.id,
        packet=row.packet,
        type=row.type,
        name=row.name,
        sha256=row.sha256,
        judged_at=row.judged_at,
        taken_at=row.taken_at,
        reply=msgspec.json.decode(row.content, type=Reply),
    )
