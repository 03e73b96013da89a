"""The register's rows, in and out: the same on SQLite and PostgreSQL."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.base.canonical import encode
from core.base.errors import NotInRegister
from core.store.register.tables import (
    CertificateRow,
    EventRow,
    FactRow,
    IncomingRow,
    OutgoingRow,
    SchoolRow,
)
from core.views.desk import Incoming, Item, Outgoing, School, State

__all__ = ["CertificateRow", "IncomingRow", "OutgoingRow"]


def fact(session: Session, key: str, default: Any = None, *, alone: bool = False) -> Any:
    """Return a fact of the desk, JSON-native; with `alone` no other transaction changes it until this one ends."""
    row = session.get(FactRow, key, with_for_update=alone)
    return msgspec.json.decode(row.value) if row else default


def in_use(session: Session) -> bool:
    """Tell whether a desk has worked with this register: it knows a school, or something was sent."""
    wanted = (select(SchoolRow.id), select(IncomingRow.id), select(OutgoingRow.id))
    return any(session.scalar(one.limit(1)) is not None for one in wanted)


def put_fact(session: Session, key: str, value: Any) -> None:
    """Set a fact of the desk; `value` is JSON-native."""
    session.merge(FactRow(key=key, value=encode(value).decode()))


def tell(session: Session, what: str, *, at: datetime, by: str, body: dict[str, Any]) -> None:
    """Note what was done."""
    session.add(EventRow(at=at, by=by, what=what, body=encode(body).decode()))


def told(session: Session, what: str) -> tuple[dict[str, Any], ...]:
    """Return what was noted of one kind of deed, newest first."""
    rows = session.scalars(select(EventRow.body).where(EventRow.what == what).order_by(EventRow.seq.desc()))
    return tuple(msgspec.json.decode(body) for body in rows)


def last_event(session: Session, *, apart_from: Iterable[str] = ()) -> int:
    """Return the number of the newest deed that is none of some kinds; 0 without one."""
    wanted = select(func.max(EventRow.seq)).where(EventRow.what.not_in(tuple(apart_from)))
    return session.scalar(wanted) or 0


def begun(session: Session) -> datetime | None:
    """Return when the first deed was done."""
    return session.scalar(select(EventRow.at).order_by(EventRow.seq).limit(1))


def last_deed(session: Session) -> datetime | None:
    """Return when the last deed was done."""
    return session.scalar(select(EventRow.at).order_by(EventRow.seq.desc()).limit(1))


def facts(session: Session) -> dict[str, str]:
    """Return all facts, as they stand there."""
    return {row.key: row.value for row in session.scalars(select(FactRow).order_by(FactRow.key))}


# --- schools and their certificates ---------------------------------------------------------------------------


def schools(session: Session) -> tuple[School, ...]:
    """Return the schools that belong to the county now, by name, each with its certificate in use."""
    rows = session.scalars(select(SchoolRow).where(SchoolRow.left_at.is_(None)).order_by(SchoolRow.name))
    counted = dict(
        session.execute(
            select(CertificateRow.school, func.count())
            .where(CertificateRow.withdrawn_at.is_not(None))
            .group_by(CertificateRow.school)
        ).all()
    )
    in_use: dict[str, CertificateRow] = {}
    live = select(CertificateRow).where(CertificateRow.withdrawn_at.is_(None)).order_by(CertificateRow.issued_at)
    for certificate in session.scalars(live):
        in_use[certificate.school] = certificate
    return tuple(_school(row, in_use.get(row.id), counted.get(row.id, 0)) for row in rows)


def school_named(session: Session, name: str) -> SchoolRow | None:
    """Return the school of a name."""
    return session.scalar(select(SchoolRow).where(SchoolRow.name == name))


def school_row(session: Session, school: str, *, alone: bool = False) -> SchoolRow:
    """Return a school's row, with `alone` for no other transaction until this one ends. Raises NotInRegister."""
    row = session.get(SchoolRow, school, with_for_update=alone)
    if row is None:
        raise NotInRegister(id=school)
    return row


def add_school(session: Session, school: str, *, name: str, principal: str, contact: str, at: datetime) -> None:
    """Add a school."""
    session.add(SchoolRow(id=school, name=name, principal=principal, contact=contact, added_at=at, left_at=None))
    session.flush()


def certificate(session: Session, fingerprint: str) -> CertificateRow | None:
    """Return an issued certificate by its fingerprint."""
    return session.get(CertificateRow, fingerprint)


def certificates_of_key(session: Session, key: str, *, withdrawn: bool = False) -> list[CertificateRow]:
    """Return the certificates of a public key that count, or those that were withdrawn, newest first."""
    gone = CertificateRow.withdrawn_at.is_not(None) if withdrawn else CertificateRow.withdrawn_at.is_(None)
    wanted = select(CertificateRow).where(CertificateRow.key == key, gone)
    return list(session.scalars(wanted.order_by(CertificateRow.issued_at.desc())))


def certificates_of(session: Session, school: str) -> list[CertificateRow]:
    """Return a school's certificates, newest first."""
    return list(
        session.scalars(
            select(CertificateRow).where(CertificateRow.school == school).order_by(CertificateRow.issued_at.desc())
        )
    )


def withdrawn(session: Session) -> list[CertificateRow]:
    """Return all certificates that were withdrawn, those that ran out since included."""
    return list(
        session.scalars(
            select(CertificateRow).where(CertificateRow.withdrawn_at.is_not(None)).order_by(CertificateRow.fingerprint)
        )
    )


# --- what came in -----------------------------------------------------------------------------------------------


def incoming(session: Session, document: str) -> Incoming:
    """Return a packet that was taken in. Raises NotInRegister."""
    found = find_incoming(session, document)
    if found is None:
        raise NotInRegister(id=document)
    return found


def find_incoming(session: Session, document: str) -> Incoming | None:
    """Return a packet that was taken in, None when there is none of this id."""
    row = session.get(IncomingRow, document)
    return _incoming(row, session.get(SchoolRow, row.school)) if row else None


def incoming_row(session: Session, document: str) -> IncomingRow:
    """Return the row of a packet, to be changed. Raises NotInRegister."""
    row = session.get(IncomingRow, document, with_for_update=True)
    if row is None:
        raise NotInRegister(id=document)
    return row


def arrivals(session: Session, *, school: str = "") -> tuple[Incoming, ...]:
    """Return what was taken in, newest first; of one school, or of all."""
    wanted = select(IncomingRow, SchoolRow).join(SchoolRow, SchoolRow.id == IncomingRow.school)
    if school:
        wanted = wanted.where(IncomingRow.school == school)
    rows = session.execute(wanted.order_by(IncomingRow.taken_at.desc(), IncomingRow.id.desc()))
    return tuple(_incoming(row, of) for row, of in rows)


def replaced_by(session: Session, document: str, *, school: str) -> Incoming | None:
    """Return the packet of a school that has taken another's place."""
    wanted = select(IncomingRow).where(IncomingRow.replaces == document, IncomingRow.school == school)
    row = session.scalar(wanted.limit(1))
    return _incoming(row, session.get(SchoolRow, row.school)) if row else None


def most_journal(session: Session, school: str, *, until: datetime) -> int:
    """Return the most journal entries that a packet of a school named which was signed until a moment."""
    rows = session.execute(select(IncomingRow.journal, IncomingRow.signed_at).where(IncomingRow.school == school))
    return max((entries for entries, signed_at in rows if signed_at <= until), default=0)


def content(session: Session, document: str) -> bytes:
    """Return the file of a document that came in or went out. Raises NotInRegister."""
    for row in (IncomingRow, OutgoingRow):
        found = session.scalar(select(row.content).where(row.id == document))
        if found is not None:
            return found
    raise NotInRegister(id=document)


# --- what went out ----------------------------------------------------------------------------------------------


def outgoing(session: Session, *, school: str = "", about: str = "", waiting: bool = False) -> tuple[Outgoing, ...]:
    """Return what the desk made, newest first: for a school, about a document, or still to be carried."""
    wanted = select(OutgoingRow).order_by(OutgoingRow.made_at.desc(), OutgoingRow.id.desc())
    if school:
        wanted = wanted.where(OutgoingRow.school.in_((school, "")))
    if about:
        wanted = wanted.where(OutgoingRow.about == about)
    if waiting:
        wanted = wanted.where(OutgoingRow.carried_at.is_(None))
    return tuple(_outgoing(row) for row in session.scalars(wanted))


def outgoing_row(session: Session, document: str) -> OutgoingRow:
    """Return the row of a document the desk made. Raises NotInRegister."""
    row = session.get(OutgoingRow, document)
    if row is None:
        raise NotInRegister(id=document)
    return row


def _school(row: SchoolRow, in_use: CertificateRow | None, gone: int) -> School:
    """Return a school as the windows show it."""
    digits = in_use.fingerprint.upper() if in_use else ""
    return School(
        id=row.id,
        name=row.name,
        principal=row.principal,
        contact=row.contact,
        fingerprint=" ".join(digits[at : at + 4] for at in range(0, len(digits), 4)),
        valid_until=in_use.valid_until.date() if in_use else None,
        withdrawn=gone,
    )


def _incoming(row: IncomingRow, school: SchoolRow | None) -> Incoming:
    """Return a row as data."""
    return Incoming(
        id=row.id,
        school=row.school,
        school_name=school.name if school else "",
        title=row.title,
        code=row.code,
        sha256=row.sha256,
        size=row.size,
        pages=row.pages,
        signer=row.signer,
        signed_at=row.signed_at,
        taken_at=row.taken_at,
        state=State(row.state),
        replaces=row.replaces,
        confidential=row.confidential,
        items=msgspec.json.decode(row.records, type=tuple[Item, ...]),
    )


def _outgoing(row: OutgoingRow) -> Outgoing:
    """Return a row as data."""
    return Outgoing(
        id=row.id,
        type=row.type,
        school=row.school,
        about=row.about,
        name=row.name,
        sha256=row.sha256,
        made_at=row.made_at,
        carried_at=row.carried_at,
        carried_to=row.carried_to,
    )
