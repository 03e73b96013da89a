"""An odd clock as the windows tell it."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Odd(StrEnum):
    """What is odd about a clock."""

    BACK = "back"
    """It stands before the newest entry."""
    BEFORE_PROGRAM = "before_program"
    """It stands before the day the program was made."""


class ClockTold(msgspec.Struct, frozen=True, kw_only=True):
    """An odd clock."""

    odd: Odd
    last: datetime
    """The moment before which it stands."""
    now: datetime
