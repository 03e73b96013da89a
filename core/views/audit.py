"""Who did what when, as the windows see it."""

from datetime import datetime
from typing import Any

import msgspec


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the journal."""

    seq: int
    at: datetime
    by: str
    """Name of whoever did it; empty where nobody did."""
    what: str
    """Code of the deed."""
    kind: str = ""
    """Kind of the record it is about."""
    record: str = ""
    """Id of the record it is about."""
    about: str = ""
    """Number and heading of that record; only its kind where it is not for everybody."""
    particulars: dict[str, Any] = {}
    """Numbers, names of files and of sticks, codes: never a record's words."""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """How the whole journal stands."""

    entries: int
    digest: str
    """SHA-256 over everything before, 64 lower-case hex digits."""
    fault: int | None
    """Number of the first entry that does not follow from the one before; None when all do."""
