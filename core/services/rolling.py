"""Which backups are kept: the newest of each of the last days, weeks and months that have any."""

from collections.abc import Hashable, Sequence
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 12
"""Days, weeks and months of which one is kept."""


def to_keep(moments: Sequence[datetime]) -> frozenset[datetime]:
    """Return those that are kept: newest first, one for each of 7 days, 5 weeks (Monday first) and 12 months.

    Days without a backup do not count, so that a long holiday loses nothing. The newest is always kept.
    """
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    kept |= _newest_of([(moment, moment.date()) for moment in newest_first], DAYS)
    kept |= _newest_of([(moment, moment.isocalendar()[:2]) for moment in newest_first], WEEKS)
    kept |= _newest_of([(moment, (moment.year, moment.month)) for moment in newest_first], MONTHS)
    return frozenset(kept)


def _newest_of(moments: Sequence[tuple[datetime, Hashable]], count: int) -> set[datetime]:
    """Return the newest of each of the newest `count` spans; given newest first."""
    found: dict[Hashable, datetime] = {}
    for moment, span in moments:
        if span not in found and len(found) < count:
            found[span] = moment
    return set(found.values())
