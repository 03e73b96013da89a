"""How far the school has come with its campaigns, counted from the records."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from core.base.clock import today
from core.campaign.progress import Figures, Spent, Standing, Tally, measures_time, standings
from core.campaign.template import Template
from core.checks.quotas import Rate
from core.records.catalogue import find_kind, kinds
from core.records.field import Attendance
from core.services.campaigns import in_force
from core.store import facts, people, tallies
from core.store.engine import Session
from core.store.vault import Vault

AFTER = timedelta(days=45)
"""How long after a campaign what belongs to its last month may still be written."""


def look(vault: Vault) -> tuple[Standing, ...]:
    """Return where every activity with a quota stands today, campaign by campaign."""
    with vault.look() as session:
        return standings_of(vault, session, in_force(session))


def standings_of(vault: Vault, session: Session, campaigns: Sequence[Template]) -> tuple[Standing, ...]:
    """Do the same inside a transaction that is open already."""
    day = today(vault.clock)
    return tuple(
        standing
        for campaign in campaigns
        for standing in standings(campaign, figures(session, campaign, on=day), today=day, kinds=kinds())
    )


def figures(session: Session, campaign: Template, *, on: date) -> Figures:
    """Return what a campaign's quotas are measured by."""
    since, until = campaign.window.start, campaign.window.end + AFTER
    leaders = tuple(person.id for person in people.roster(session, on=on) if person.team)
    spent = tallies.attended(session, since=since, until=until) if measures_time(campaign) else ()
    return Figures(
        tallies=tuple(_tally(one) for one in tallies.daily(session, since=since, until=until)),
        spent=tuple(
            Spent(
                kind=one.kind,
                subtype=one.subtype,
                day=one.day,
                person=one.person,
                times=one.times,
                minutes=one.minutes,
                activities=msgspec.json.decode(one.activities, type=tuple[str, ...]),
            )
            for one in spent
        ),
        leaders=leaders,
    )


def rates(vault: Vault, session: Session) -> tuple[Rate, ...]:
    """Return how often each leader was expected at a meeting this year, and came (Q07)."""
    day = today(vault.clock)
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    expected: dict[str, int] = defaultdict(int)
    absent: dict[str, int] = defaultdict(int)
    for kind in kinds().values():
        for field in kind.fields():
            if isinstance(field, Attendance) and kind.open_to_all:
                found = facts.attendance(session, kind.key, field.key, since=first, until=last)
                for person, (times, away) in found.items():
                    expected[person] += times
                    absent[person] += away
    leaders = [person.id for person in people.roster(session, on=day) if person.team]
    return tuple(
        Rate(person=one, expected=expected[one], present=expected[one] - absent[one])
        for one in leaders
        if expected[one]
    )


def _tally(one: tallies.Daily) -> Tally:
    """Return a count of the table as the campaign knows it."""
    kind = find_kind(one.kind)
    return Tally(
        kind=one.kind,
        subtype=one.subtype,
        day=one.day,
        count=one.count,
        activities=msgspec.json.decode(one.activities, type=tuple[str, ...]),
        handed_in=kind.workflow.state(one.state).handed,
        lead=one.lead or "",
        month=one.month or "",
        nil_of=kind.nil_of,
    )
