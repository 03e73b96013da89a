"""The school and its people."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.store.tables.base import Base


class SchoolRow(Base):
    """The school's profile: one row."""

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    short: Mapped[str]
    district: Mapped[str]
    superior: Mapped[str]
    principal: Mapped[str]
    secretary: Mapped[str]

    __table_args__ = (CheckConstraint("id = 1", name="one"),)


class PersonRow(Base):
    """Somebody on the roster, now or once; a person who left keeps the row, for old records name it."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    """Order on the roster."""
    name: Mapped[str] = mapped_column(index=True)
    initials: Mapped[str] = mapped_column(index=True)
    post: Mapped[str]
    party: Mapped[bool]
    team: Mapped[bool]
    since: Mapped[date | None]
    until: Mapped[date | None]

    terms: Mapped[list["TermRow"]] = relationship(
        cascade="all, delete-orphan", order_by="TermRow.id", passive_deletes=True
    )


class TermRow(Base):
    """A post somebody held, from a day to a day."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    post: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]
