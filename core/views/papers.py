"""What can be printed of a record besides its sheet."""

from enum import StrEnum

import msgspec


class Paper(StrEnum):
    """A paper that hangs under a record."""

    SIGN_IN = "sign_in"
    """签到表: whoever comes to a meeting signs it."""
    POSTER = "poster"
    """What hangs on the wall."""
    BALLOTS = "ballots"
    """测评票: what is handed out in a survey."""


class Validity(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a validity sheet (验证单), in words."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """Labels and texts, in order; those without text are left out."""
    checks_title: str
    checks: tuple[tuple[str, str, str], ...]
    """Mark, what was looked at, figures."""
    notes: tuple[str, ...] = ()
    """What was not checked, and what the sheet is not."""
