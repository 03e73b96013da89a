"""Backups as the windows see them."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec


class Sort(StrEnum):
    """What a book is."""

    SCHOOL = "school"
    DESK = "desk"


class BackupView(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that lies on this computer or on a stick."""

    path: Path
    made_at: datetime
    size: int
    """Bytes."""
    records: int
    """Of a desk: packets that came in."""
    label: str = ""
    """Name of the stick; empty for this computer."""
    sort: Sort = Sort.SCHOOL
    elsewhere: bool = False
    """Of a desk: the register is in PostgreSQL, and not in here."""


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """Why no backup was made when the book was closed last."""

    code: str
    """Of the error; empty where the program itself made a mistake."""
    particulars: dict[str, str | int] = {}


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
    elsewhere: bool = False
    """Of a desk: the register is in PostgreSQL, and in no backup made here."""


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


class DeskFound(msgspec.Struct, frozen=True, kw_only=True):
    """What is inside a backup of a county's desk that was opened."""

    county: str
    clerk: str
    keys: int
    """Issuing authorities whose keys are in it."""
    elsewhere: bool
    """The register is in PostgreSQL and not in here: nothing is known of what follows."""
    schools: int = 0
    certified: int = 0
    """Schools with a certificate that counts."""
    packets: int = 0
    """Packets that came in."""
    answers: int = 0
    """Documents that the desk made."""
    last_change: datetime | None = None
    made_at: datetime


class DeskDifference(msgspec.Struct, frozen=True, kw_only=True):
    """What would change if a backup took the place of the desk that is there now."""

    inside: DeskFound
    present: DeskFound
    lost: tuple[str, ...] = ()
    """School and title of packets that came in since, newest first, at most twenty."""
    lost_count: int = 0
    answers: int = 0
    """Receipts, returns, letters and notices that the backup has not."""
    uncertified: tuple[str, ...] = ()
    """Schools whose certificate the backup does not know: they have to be enrolled anew."""
    reinstated: tuple[str, ...] = ()
    """Schools of which the backup does not know that a certificate was withdrawn."""
    older: int = 0
    """Packets that the backup has as unanswered."""
    back: int = 0
    """Packets and documents that the backup has and the desk has not."""
