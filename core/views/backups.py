"""Backups as the windows see them."""

from datetime import datetime
from pathlib import Path

import msgspec


class BackupView(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that lies on this computer or on a stick."""

    path: Path
    made_at: datetime
    size: int
    """Bytes."""
    records: int
    label: str = ""
    """Name of the stick; empty for this computer."""


class BackupState(msgspec.Struct, frozen=True, kw_only=True):
    """How the backups of the open vault stand."""

    last: datetime | None
    """When the last one was made and checked, here or on a stick."""
    last_stick: datetime | None
    """When one was last carried onto a stick."""
    stick: str
    """Label of the stick that was named for backups; empty without one."""
    days: int
    """Whole days since the last change that lies in no backup; 0 when all is kept."""
    pending: bool
    """Something was changed since the last one."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What is inside a backup that was opened."""

    school: str
    principal: str
    records: int
    kinds: dict[str, int]
    """Records by key of their kind."""
    attachments: int
    packets: int
    people: int
    last_change: datetime | None
    made_at: datetime
    older_schema: bool = False
    """It is of an older program and was brought up to date while it was looked at."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What would change if a backup took the place of the vault that is there now."""

    inside: Found
    present: Found
    lost: tuple[str, ...]
    """Numbers and headings of records that the vault has and the backup has not, newest first, at most twenty."""
    lost_count: int
    older: int
    """Records that the backup has in an older version."""
    back: int
    """Records that the backup has and the vault has not."""
