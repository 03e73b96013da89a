"""What goes over when a school gets another principal."""

from datetime import date, datetime

import msgspec


class Goes(msgspec.Struct, frozen=True, kw_only=True):
    """The records of one kind."""

    kind: str
    """In Chinese, as the list prints it."""
    count: int
    drafts: int
    first: date | None
    last: date | None


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """What goes over, as both sign for it."""

    school: str
    leaving: str
    leaving_since: date | None
    coming: str
    since: date
    """First day of the new term."""
    at: datetime
    goes: tuple[Goes, ...]
    records: int
    unsettled: tuple[str, ...]
    """Numbers and headings of what has a deadline and is not ended, the earliest first."""
    hidden: int
    """As many more that are confidential."""
    packets: int
    waiting: int
    """Packets without a receipt yet."""
    receipts: int
    """Receipts and returns that are kept."""
    journal_entries: int
    journal_digest: str
    """Where the journal stands: whoever has this can tell later whether anything before was changed."""
