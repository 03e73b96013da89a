"""Records and the files that belong to them."""

from datetime import date, datetime

from sqlalchemy import DDL, Index, LargeBinary, event, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class RecordRow(Base):
    """One record: the typed spine, the payload as canonical JSON, and list columns drawn from it."""

    __tablename__ = "record"

    row: Mapped[int] = mapped_column(primary_key=True)
    """Number of the row; the search index knows records by it. A named key, so that VACUUM leaves it alone."""
    id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    kind_version: Mapped[int]
    subtype: Mapped[str]
    number: Mapped[str]
    """Empty until the record is first finished."""
    state: Mapped[str]
    activities: Mapped[str]
    """JSON list of "campaign/activity"."""
    origins: Mapped[str] = mapped_column(server_default="[]")
    """JSON list of where it comes from."""
    templates: Mapped[str] = mapped_column(server_default="[]")
    """JSON list of the campaigns' editions it is judged by since it was finished."""
    heading: Mapped[str]
    dated: Mapped[date | None]
    deadline: Mapped[date | None]
    """Deadline in force, where the kind's workflow has one."""
    privacy: Mapped[str]
    revision: Mapped[int]
    version: Mapped[int]
    entered_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    line: Mapped[str]
    """JSON of what lists show besides: the grey line's pieces, ledger number, person responsible."""
    explanations: Mapped[str]
    """JSON object: sentence by finding mark."""
    payload: Mapped[str]
    """Values as canonical JSON."""

    __table_args__ = (
        Index("ix_record_kind_dated", "kind", "dated"),
        Index("ix_record_kind_subtype_dated", "kind", "subtype", "dated"),
        Index("ix_record_kind_state_deadline", "kind", "state", "deadline"),
        Index("ix_record_entered_at", "entered_at", "dated", "state"),
        # Holds all that counting by day and activity asks for, so that no payload is touched.
        Index(
            "ix_record_dated_kind_subtype_activities_state_number",
            "dated",
            "kind",
            "subtype",
            "activities",
            "state",
            "number",
        ),
        Index("ix_record_changed_at", "changed_at"),
        Index("ix_record_kind_heading", "kind", "heading"),
        # A number is given once; an unfinished record has none.
        Index("uq_record_number", "number", unique=True, sqlite_where=text("number != ''")),
    )


class BlobRow(Base):
    """The content of an attachment, once, under its own digest."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    mime: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


GUARDS = (
    """CREATE TRIGGER record_entered BEFORE UPDATE OF id, kind, entered_at ON record
WHEN NEW.entered_at IS NOT OLD.entered_at OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind
BEGIN SELECT RAISE(ABORT, 'the time of entry stands'); END""",
    """CREATE TRIGGER record_number BEFORE UPDATE OF number ON record
WHEN OLD.number != '' AND NEW.number IS NOT OLD.number
BEGIN SELECT RAISE(ABORT, 'a number stands'); END""",
    """CREATE TRIGGER record_kept BEFORE DELETE ON record WHEN OLD.number != ''
BEGIN SELECT RAISE(ABORT, 'a numbered record is voided, never deleted'); END""",
    """CREATE TRIGGER blob_fixed BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'an attachment does not change'); END""",
)
"""What no program may do to these tables, this one's own mistakes included."""

for _guard in GUARDS:
    event.listen(
        BlobRow.__table__ if "ON blob" in _guard else RecordRow.__table__,
        "after_create",
        DDL(_guard.replace("%", "%%")),
    )
