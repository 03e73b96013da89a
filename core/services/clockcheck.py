"""Is this computer's clock plausible? It is told once, noted in the journal, and never keeps anybody from working."""

from datetime import datetime, timedelta

from core.store import journal, people
from core.store.engine import Session
from core.store.journal import What
from core.store.vault import Vault
from core.views.clock import ClockTold, Odd

SLACK = timedelta(hours=1)
"""A clock that was put right by less is nothing to speak of."""


def look(vault: Vault, *, built: datetime | None = None) -> ClockTold | None:
    """Return what is odd about the clock, once; None when nothing is, or it was told already.

    Odd is a clock before the newest entry of the journal, or before the day this program was made (`built`): with an
    empty battery a computer begins in some year long past.
    """
    now = vault.clock.now()
    with vault.work() as session:
        latest, told = journal.latest_moment(session, apart_from=What.CLOCK_STRANGE), _last_told(session)
        found = judge(now, latest, built=built)
        if found is None or (told is not None and told >= found.last.isoformat()):
            return None
        journal.append(
            session,
            What.CLOCK_STRANGE,
            at=now.replace(microsecond=0),
            by=people.get_school(session).principal,
            body={"last": found.last.isoformat(), "now": now.isoformat(timespec="seconds"), "odd": found.odd.value},
        )
    return found


def judge(now: datetime, latest: datetime | None, *, built: datetime | None = None) -> ClockTold | None:
    """Return what is odd about a moment, given the newest entry there is."""
    if latest is not None and now < latest - SLACK:
        return ClockTold(odd=Odd.BACK, last=latest, now=now)
    if built is not None and now < built - timedelta(days=1):
        return ClockTold(odd=Odd.BEFORE_PROGRAM, last=built, now=now)
    return None


def _last_told(session: Session) -> str | None:
    """Return the moment with which the clock was compared when it was told last."""
    entries = journal.telling(session, What.CLOCK_STRANGE)
    return str(entries[0].body["last"]) if entries else None
