"""What was handed in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class PacketRow(Base):
    """One packet that was made, signed and believed."""

    __tablename__ = "packet"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    name: Mapped[str]
    """File name."""
    made_at: Mapped[datetime]
    """When its data were taken."""
    signed_at: Mapped[datetime]
    sha256: Mapped[str]
    """Of the signed file; its bytes are the blob of this digest, or a file beside the vault."""
    size: Mapped[int]
    pages: Mapped[int]
    code: Mapped[str]
    """Short code printed on every page."""
    carried_at: Mapped[datetime | None]
    """When it was last read back from the folder or stick it was saved to."""
    carried_to: Mapped[str]
    received_on: Mapped[date | None]
    detail: Mapped[str]
    """JSON object: whatever else is worth keeping about it."""


class PacketRecordRow(Base):
    """A record as it went into a packet."""

    __tablename__ = "packet_record"

    packet: Mapped[str] = mapped_column(ForeignKey("packet.id"), primary_key=True)
    record: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True, index=True)
    version: Mapped[int]
    sha256: Mapped[str]
    """Digest of the record as it went in."""
    first_page: Mapped[int]
    last_page: Mapped[int]
