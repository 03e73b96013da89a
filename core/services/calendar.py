"""The calendar: what happened on each day of a month, and what is due."""

import calendar as almanac
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from core.base.clock import today
from core.records.catalogue import find_kind
from core.services import progress
from core.services.campaigns import in_force
from core.services.surroundings import days_off
from core.store import facts
from core.store import records as shelf
from core.store.engine import Session
from core.store.vault import Vault
from core.views.calendar import DayMark, MarkKind, MonthSheet

_ORDER = list(MarkKind)


def month(vault: Vault, year: int, number: int) -> MonthSheet:
    """Return everything on the days of a month; one read."""
    first = date(year, number, 1)
    last = first.replace(day=almanac.monthrange(year, number)[1])
    day = today(vault.clock)
    with vault.look() as session:
        marks = [
            *_happened(session, first, last),
            *_promised(vault, session, first, last, day),
            *_quotas(vault, session, first, last),
            *_off(session, first, last),
        ]
    marks.sort(key=lambda mark: (mark.day, _ORDER.index(mark.what)))
    return MonthSheet(year=year, month=number, today=day, marks=tuple(marks))


def _happened(session: Session, first: date, last: date) -> Iterator[DayMark]:
    """Yield the records of each day."""
    for line in shelf.lines(session, shelf.Filter(since=first, until=last)):
        if line.state != "void" and line.dated:
            yield DayMark(
                what=MarkKind.HAPPENED,
                day=line.dated,
                heading=line.heading,
                kind=line.kind,
                subtype=line.subtype,
                record=line.id,
                state=line.state,
            )


def _promised(vault: Vault, session: Session, first: date, last: date, day: date) -> Iterator[DayMark]:
    """Yield what records promise by each day."""
    names = vault.names(session)
    for promise in facts.promises(session, since=first, until=last):
        person = names.get(promise.person)
        yield DayMark(
            what=MarkKind.OVERDUE if promise.day < day else MarkKind.DUE,
            day=promise.day,
            heading=promise.text or promise.by.heading,
            kind=promise.by.kind,
            record=promise.by.id,
            state=promise.by.state,
            person=person.name if person else "",
        )


def _quotas(vault: Vault, session: Session, first: date, last: date) -> Iterator[DayMark]:
    """Yield the last days of activities of which something is still missing."""
    found = [
        one
        for one in progress.standings_of(vault, session, in_force(session))
        if first <= one.due_on <= last and one.missing
    ]
    # What each leader has to do stands there once, with what all of them still lack.
    missing = Counter[tuple[str, str, date]]()
    for standing in found:
        missing[standing.campaign, standing.activity.id, standing.due_on] += standing.missing
    once = {(one.campaign, one.activity.id, one.due_on): one for one in found}
    for key, standing in once.items():
        yield DayMark(
            what=MarkKind.DUE,
            day=standing.due_on,
            heading=standing.activity.name,
            kind=find_kind(standing.activity.kind).key,
            subtype=standing.activity.subtype,
            missing=missing[key],
        )


def _off(session: Session, first: date, last: date) -> Iterator[DayMark]:
    """Yield the days without school."""
    for stretch in days_off(session):
        day = max(stretch.since, first)
        while day <= min(stretch.until, last):
            yield DayMark(what=MarkKind.OFF, day=day, heading=stretch.name)
            day += timedelta(days=1)
