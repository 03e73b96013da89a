"""Packets that were made, in and out of their tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.base.errors import FileMissing
from core.store.tables import PacketRecordRow, PacketRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A record as it went into a packet; pages count from 1."""

    record: str
    version: int
    sha256: str
    first_page: int
    last_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """One sealed packet."""

    id: str
    title: str
    name: str
    made_at: datetime
    signed_at: datetime
    sha256: str
    size: int
    pages: int
    code: str
    carried_at: datetime | None = None
    carried_to: str = ""
    received_on: date | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    records: int = 0
    """How many records it holds; filled when read."""


def add(session: Session, packet: Packet, inside: Iterable[Inside]) -> None:
    """Keep a sealed packet and which records went into it."""
    session.add(
        PacketRow(
            id=packet.id,
            title=packet.title,
            name=packet.name,
            made_at=packet.made_at,
            signed_at=packet.signed_at,
            sha256=packet.sha256,
            size=packet.size,
            pages=packet.pages,
            code=packet.code,
            carried_at=packet.carried_at,
            carried_to=packet.carried_to,
            received_on=packet.received_on,
            detail=encode(dict(packet.detail)).decode(),
        )
    )
    session.flush()
    session.add_all(
        PacketRecordRow(
            packet=packet.id,
            record=entry.record,
            version=entry.version,
            sha256=entry.sha256,
            first_page=entry.first_page,
            last_page=entry.last_page,
        )
        for entry in inside
    )
    session.flush()


def carried(session: Session, packet: str, *, at: datetime, to: str) -> None:
    """Note where a packet was carried to and when it was read back from there."""
    row = _row(session, packet)
    row.carried_at, row.carried_to = at, to


def received(session: Session, packet: str, *, on: date) -> None:
    """Note the day of the county's receipt."""
    _row(session, packet).received_on = on


def get(session: Session, packet: str) -> Packet:
    """Return one packet. Raises FileMissing when there is none of this id."""
    return _packet(_row(session, packet), len(inside(session, packet)))


def listing(session: Session) -> tuple[Packet, ...]:
    """Return all packets, newest first."""
    counts = dict(session.execute(select(PacketRecordRow.packet, func.count()).group_by(PacketRecordRow.packet)).all())
    rows = session.scalars(select(PacketRow).order_by(PacketRow.signed_at.desc(), PacketRow.id.desc()))
    return tuple(_packet(row, counts.get(row.id, 0)) for row in rows)


def inside(session: Session, packet: str) -> tuple[Inside, ...]:
    """Return what a packet holds, in page order."""
    rows = session.scalars(
        select(PacketRecordRow)
        .where(PacketRecordRow.packet == packet)
        .order_by(PacketRecordRow.first_page, PacketRecordRow.record)
    )
    return tuple(
        Inside(
            record=row.record,
            version=row.version,
            sha256=row.sha256,
            first_page=row.first_page,
            last_page=row.last_page,
        )
        for row in rows
    )


def holding(session: Session, record: str) -> tuple[str, ...]:
    """Return the ids of the packets a record went into."""
    return tuple(session.scalars(select(PacketRecordRow.packet).where(PacketRecordRow.record == record)))


def _row(session: Session, packet: str) -> PacketRow:
    """Return a packet's row."""
    row = session.get(PacketRow, packet)
    if row is None:
        raise FileMissing(path=packet)
    return row


def _packet(row: PacketRow, records: int) -> Packet:
    """Return a row as data."""
    return Packet(
        id=row.id,
        title=row.title,
        name=row.name,
        made_at=row.made_at,
        signed_at=row.signed_at,
        sha256=row.sha256,
        size=row.size,
        pages=row.pages,
        code=row.code,
        carried_at=row.carried_at,
        carried_to=row.carried_to,
        received_on=row.received_on,
        detail=msgspec.json.decode(row.detail),
        records=records,
    )
