"""What was handed over: a line for each file that lies somewhere else now, and the slip that goes along with them."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from core.base.errors import UserError


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the hand-over log: what lies where, since when."""

    name: str
    into: str = ""
    """Folder of the stick."""
    size: int
    """Bytes."""
    sha256: str
    """64 lower-case hex digits."""
    at: datetime
    """When it was judged there."""
    label: str
    """Name of the stick, or the folder."""
    volume: str = ""
    """Number of the stick's volume, empty when it is not known."""


class Farewell(StrEnum):
    """How far letting a stick go came; everything is written in each case."""

    POWERED_OFF = "powered_off"
    """Unmounted and switched off: its light goes out."""
    UNMOUNTED = "unmounted"
    """Unmounted: it may be pulled out."""
    FLUSHED = "flushed"
    """Written, but no tool here could eject it: use the system's own button."""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be known of a place before anything is written there."""

    free: int
    """Bytes."""
    hindrance: UserError | None = None
    """Why nothing can be written there."""
    strangers: tuple[str, ...] = ()
    """Names of programs and shortcuts lying there (I08); untouched."""
    days_off: int = 0
    """Days that the files there are ahead of this computer's clock, rounded down; negative when behind."""
    copies: tuple[Path, ...] = ()
    """The very same document lying there already."""
    older: tuple[Path, ...] = ()
    """Other editions of it."""


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a hand-over slip (交接单)."""

    giver: str
    """School or county office that hands over."""
    lines: tuple[Handed, ...]
    made_at: datetime
