"""What all tables share: names of constraints, and columns that hold days and moments as text."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from core.base.clock import stamp

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can find it."""


class Moment(TypeDecorator[datetime]):
    """An aware moment as ISO 8601 with its offset, to the second; what was written is what comes back."""

    impl = String(25)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the moment; one without a zone is our own mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must carry its zone")
        return stamp(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read the moment."""
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Root of the mappings."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[type, type]] = {datetime: Moment, date: Date}
