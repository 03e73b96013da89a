"""The journal: what was done, by whom and when; each entry holds the digest of the one before."""

from datetime import datetime

from sqlalchemy import DDL, event
from sqlalchemy.orm import Mapped, mapped_column

from core.store.tables.base import Base


class JournalRow(Base):
    """One entry; nothing changes or removes it."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True)
    """Number of the entry, from 1, without gaps."""
    at: Mapped[datetime]
    what: Mapped[str]
    record: Mapped[str] = mapped_column(index=True)
    """Id of the record it is about, or empty."""
    by: Mapped[str]
    """Id of the person, or empty."""
    body: Mapped[str]
    """Canonical JSON."""
    previous: Mapped[str]
    digest: Mapped[str]


GUARDS = (
    """CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
    """CREATE TRIGGER journal_kept BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
)

for _guard in GUARDS:
    event.listen(JournalRow.__table__, "after_create", DDL(_guard))
