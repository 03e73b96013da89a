"""The one door to the time of day."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment; the tests and the demonstration give a fixed one."""

    def now(self) -> datetime:
        """Return the moment, aware, in the local zone."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the moment in the local zone."""
        return datetime.now().astimezone()


class FixedClock:
    """A clock that stands where it was set; used by the demonstration and by tests."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("the moment must carry its zone")
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Move the clock's hands."""
        self.moment = moment


def today(clock: Clock) -> date:
    """Return the local calendar day."""
    return clock.now().date()


def stamp(moment: datetime) -> str:
    """Write a moment as ISO 8601 with offset, to the second."""
    return moment.isoformat(timespec="seconds")
