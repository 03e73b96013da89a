"""The register's tables, the same on SQLite and PostgreSQL: schools, certificates, what came in, what went out."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Date, ForeignKey, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.store.tables.base import NAMES, Moment

SCHEMA = 1
"""Number of the register's schema."""


class RegisterBase(DeclarativeBase):
    """Root of the register's mappings."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[type, type]] = {datetime: Moment, date: Date}


class FactRow(RegisterBase):
    """A fact or setting of the desk, as JSON."""

    __tablename__ = "desk_fact"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class SchoolRow(RegisterBase):
    """A school of the county, as the county writes it."""

    __tablename__ = "desk_school"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    principal: Mapped[str]
    contact: Mapped[str]
    added_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class CertificateRow(RegisterBase):
    """A certificate the authority issued."""

    __tablename__ = "desk_certificate"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(ForeignKey("desk_school.id"), index=True)
    key: Mapped[str] = mapped_column(index=True)
    """SHA-256 of the public key."""
    serial: Mapped[str]
    name: Mapped[str]
    issued_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    why: Mapped[str]
    """Why it was withdrawn."""
    issuer: Mapped[int]
    """Place of the issuing authority that signed it, from 0."""
    content: Mapped[bytes] = mapped_column(LargeBinary)


class IncomingRow(RegisterBase):
    """A document that came in and was taken in, whole, with its verdict."""

    __tablename__ = "desk_incoming"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Id of the document; what stands here once is never taken in as another file."""
    type: Mapped[str] = mapped_column(index=True)
    school: Mapped[str] = mapped_column(ForeignKey("desk_school.id"), index=True)
    title: Mapped[str]
    code: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    pages: Mapped[int]
    signer: Mapped[str]
    fingerprint: Mapped[str]
    signed_at: Mapped[datetime]
    taken_at: Mapped[datetime]
    """By the desk's clock."""
    by: Mapped[str]
    state: Mapped[str]
    """taken, received, returned, replaced."""
    replaces: Mapped[str]
    """Id of the packet whose place it takes; empty for a first one."""
    journal: Mapped[int]
    """Entries of the school's journal when it was made."""
    records: Mapped[str]
    """JSON: what the ledger and the answers name of each record."""
    confidential: Mapped[bool]
    """It came in an envelope."""
    campaigns: Mapped[str]
    """JSON list of campaign ids."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class OutgoingRow(RegisterBase):
    """A document the desk made: certificate letter, notice, receipt, return."""

    __tablename__ = "desk_outgoing"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(index=True)
    school: Mapped[str] = mapped_column(index=True)
    """Empty for a notice to all."""
    about: Mapped[str] = mapped_column(index=True)
    """Id of the incoming document it answers, or fingerprint of the certificate."""
    name: Mapped[str]
    sha256: Mapped[str]
    made_at: Mapped[datetime]
    carried_at: Mapped[datetime | None]
    carried_to: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class EventRow(RegisterBase):
    """What was done at the desk, in order."""

    __tablename__ = "desk_event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    by: Mapped[str]
    what: Mapped[str]
    body: Mapped[str]
