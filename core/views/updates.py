"""Updates of the program as the windows see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.base.errors import UserError


@dataclass(frozen=True, slots=True)
class UpdateState:
    """How the program stands that runs here."""

    version: str
    refused: UserError | None = None
    """Why this program can't be updated where it lies; None when it can."""
    following: str = ""
    """The version that starts next time, when it is another than this one."""
    former: str = ""
    """The version one can go back to."""
    updated_at: datetime | None = None
    """When this version took the place of the former one."""


@dataclass(frozen=True, slots=True)
class UpdateOffer:
    """An update that lies somewhere."""

    folder: Path
    label: str
    """Name of the stick; empty for a folder of this computer."""
    refused: UserError | None = None
    """Why it can't be used here; None when it can."""
    version: str = ""
    """Empty when the update does not even tell that much."""
    day: date | None = None
    changes: Mapping[str, tuple[str, ...]] | None = None
    """What changes, in the user's words, by language."""
    size: int = 0
    """Bytes that are read from the stick."""
