"""Tables drawn from the payloads for what needs SQL; `core.store.projection` can write them anew at any time."""

from datetime import date

from sqlalchemy import DDL, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class PersonTimeRow(Base):
    """Somebody was somewhere from a minute to a minute of a day (T02, T03)."""

    __tablename__ = "person_time"

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    person: Mapped[str]
    """Id, or empty for the place's own row."""
    day: Mapped[date]
    start: Mapped[int]
    """Minutes after midnight."""
    end: Mapped[int]
    place: Mapped[str]

    __table_args__ = (Index("ix_person_time_day_person", "day", "person"),)


class DeadlineRow(Base):
    """A day by which something in a record is promised: the record's own, or that of a row in one of its grids."""

    __tablename__ = "deadline"

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    path: Mapped[str]
    """Field, or grid, row and column with dots."""
    day: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    person: Mapped[str]


class LinkRow(Base):
    """A record names another, or grew out of it."""

    __tablename__ = "link"

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    """Field, or "grid.column"; empty for an origin."""
    target: Mapped[str] = mapped_column(index=True)
    """Number of the other record."""
    offshoot: Mapped[str] = mapped_column(server_default="")
    """Key of the offshoot it grew by; empty for a field."""
    row: Mapped[str] = mapped_column(server_default="")
    """Name of the other record's row."""
    own: Mapped[str] = mapped_column(server_default="")
    """Name of the row of this record."""


class AbsenceRow(Base):
    """Somebody is not on duty from a day to a day (T07)."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    person: Mapped[str]
    since: Mapped[date]
    until: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str]


class HiddenNameRow(Base):
    """A name that a record keeps private (H03)."""

    __tablename__ = "hidden_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]


SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
)
"""Index over the words of records: one token for each character, nothing kept but the positions."""

event.listen(LinkRow.__table__, "after_create", DDL(SEARCH))
