"""What can be printed of a record besides its sheet."""

from enum import StrEnum


class Paper(StrEnum):
    """A paper that hangs under a record."""

    SIGN_IN = "sign_in"
    """签到表: whoever comes to a meeting signs it."""
    POSTER = "poster"
    """What hangs on the wall."""
    BALLOTS = "ballots"
    """测评票: what is handed out in a survey."""
