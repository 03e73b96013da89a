"""What other records say around the one that is judged: asked one by one, or read all at once for a whole school."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from core.campaign.template import Thresholds
from core.checks.context import Absence, Alike, Batch, Follower, LedgerCount, Referred
from core.checks.context import Span as Stay
from core.checks.likeness import Alike as Like
from core.checks.rectification import closing_states, lasting_states
from core.records.catalogue import find_kind, kind_of
from core.records.content import Record, is_empty, read_day, stood_since
from core.records.kind import Kind
from core.records.rule import Ledger
from core.services import similar
from core.store import facts, projection
from core.store import records as shelf
from core.store.engine import Session
from core.store.facts import Named
from core.store.projection import Stay as Kept
from core.store.sealing import is_sealed
from core.store.vault import Vault

YEAR = 365
"""Days within which a closed item of the same category counts as come back (E08)."""


class Around(Protocol):
    """Answers what a check asks of other records."""

    def stays(self, record: Record) -> tuple[Stay, ...]:
        """Return who of the record's people was where meanwhile."""
        ...

    def absences(self, day: date) -> tuple[Absence, ...]:
        """Return who is not on duty on a day."""
        ...

    def batch(self, record: Record) -> Batch:
        """Return what was entered on the day the record was."""
        ...

    def referred(self, numbers: Iterable[str]) -> Mapping[str, Referred]:
        """Return the records of these numbers."""
        ...

    def followers(self, number: str) -> tuple[Follower, ...]:
        """Return what grew out of the record of a number, void ones too."""
        ...

    def ledger(self, kind: Kind) -> LedgerCount:
        """Count a kind's ledger (E06)."""
        ...

    def month_last(self, month: date, *, apart_from: str, kind: str = "") -> date | None:
        """Return the latest day of a finished record in a month, or of one of a kind."""
        ...

    def closed_alike(self, kind: Kind, record: Record) -> tuple[Referred, ...]:
        """Return the items of the same category that were closed within the year before."""
        ...

    def last_change(self) -> datetime | None:
        """Return when anything was last entered or changed."""
        ...

    def alike(self, kind: Kind, record: Record, *, asked: Thresholds) -> tuple[Alike, ...]:
        """Return what the record's texts are like."""
        ...


class OneByOne:
    """Asks the vault for each: a handful of indexed reads, whatever its size."""

    def __init__(self, vault: Vault, session: Session) -> None:
        self._vault, self._session = vault, session

    def stays(self, record: Record) -> tuple[Stay, ...]:
        """Return who of the record's people was where meanwhile."""
        mine = projection.stays(kind_of(record), record)
        people = tuple(dict.fromkeys(stay.person for stay in mine if stay.person))
        return tuple(
            _stay(stay, other, number, heading)
            for day, start, end in {(stay.day, stay.start, stay.end) for stay in mine}
            for other, stay, number, heading in projection.stays_on(
                self._session, day, start=start, end=end, people=people, apart_from=record.id
            )
        )

    def absences(self, day: date) -> tuple[Absence, ...]:
        """Return who is not on duty on a day."""
        return tuple(_absence(one) for one in facts.away_on(self._session, day))

    def batch(self, record: Record) -> Batch:
        """Return what was entered on the day the record was."""
        found = facts.entered_with(self._session, record.entered_at)
        return Batch(records=found.records, first=found.first, last=found.last)

    def referred(self, numbers: Iterable[str]) -> Mapping[str, Referred]:
        """Return the records of these numbers."""
        return {number: refer(one) for number, one in facts.by_number(self._session, numbers).items()}

    def followers(self, number: str) -> tuple[Follower, ...]:
        """Return what grew out of the record of a number."""
        return tuple(_follower(one) for one in facts.grown_out_of(self._session, number, void=True))

    def ledger(self, kind: Kind) -> LedgerCount:
        """Count a kind's ledger (E06)."""
        return _count(kind, shelf.count_states(self._session, kind.key))

    def month_last(self, month: date, *, apart_from: str, kind: str = "") -> date | None:
        """Return the latest day of a finished record in a month, or of one of a kind."""
        return facts.last_of_month(self._session, month, apart_from=apart_from, kind=kind)

    def closed_alike(self, kind: Kind, record: Record) -> tuple[Referred, ...]:
        """Return the items of the same category that were closed within the year before."""
        asked = _asked_for_closed(kind, record)
        if asked is None:
            return ()
        category, raised = asked
        found = facts.closed_alike(
            self._session,
            kind.key,
            category=category,
            states=closing_states(kind),
            since=raised - timedelta(days=YEAR),
            until=raised,
            apart_from=record.id,
        )
        return tuple(map(refer, found))

    def last_change(self) -> datetime | None:
        """Return when anything was last entered or changed."""
        return shelf.last_change(self._session)

    def alike(self, kind: Kind, record: Record, *, asked: Thresholds) -> tuple[Alike, ...]:
        """Return what the record's texts are like."""
        if not similar.compares(kind):
            return ()
        found = similar.index(self._vault, self._session).of(record.id, asked=asked)
        return similar.told(found, {one.id: refer(one) for one in facts.by_id(self._session, similar.ids(found))})


class AllAtOnce:
    """Has read everything in a few large reads; for judging many records one after the other."""

    def __init__(self, vault: Vault, session: Session, records: Sequence[Record]) -> None:
        self._similar = similar.index(vault, session, records)
        self._alike: dict[tuple[float, ...], Mapping[Hashable, tuple[Like, ...]]] = {}
        self._by_id: dict[str, Referred] = {}
        self._present: dict[date, list[projection.Presence]] = defaultdict(list)
        self._own: dict[str, list[projection.Presence]] = defaultdict(list)
        for presence in projection.all_stays(session):
            self._present[presence.day].append(presence)
            self._own[presence.record].append(presence)
        self._away = [_absence(one) for one in facts.all_away(session)]
        self._entered: dict[str, list[date]] = defaultdict(list)
        self._named: dict[str, Referred] = {}
        self._months: dict[tuple[int, int], list[tuple[date, str, str]]] = defaultdict(list)
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for line in shelf.lines(session, shelf.Filter()):
            since = stood_since(line.number, line.version, line.entered_at, line.finished_at)
            one = Named(line.id, line.number, line.kind, line.state, line.heading, line.dated, line.entered_at, since)
            counts[line.kind][line.state] += 1
            told = self._by_id[line.id] = refer(one)
            if line.number:
                self._named[line.number] = told
            if line.state == "void" or line.dated is None:
                continue
            self._entered[f"{line.entered_at:%Y-%m-%d}"].append(line.dated)
            if line.number and not find_kind(line.kind).internal:
                self._months[line.dated.year, line.dated.month].append((line.dated, line.id, line.kind))
        self._ledgers = {key: _count(find_kind(key), states) for key, states in counts.items()}
        self._followers: dict[str, list[Follower]] = defaultdict(list)
        for target, grown in facts.all_grown(session):
            self._followers[target].append(_follower(grown))
        self._closed = _closed_items(session, counts)
        self._last_change = shelf.last_change(session)

    def stays(self, record: Record) -> tuple[Stay, ...]:
        """Return who of the record's people was where meanwhile."""
        found: dict[Stay, None] = {}
        kind = kind_of(record)
        if is_sealed(kind):  # its own stays are kept nowhere but in itself
            mine = projection.stays(kind, record)
            people = frozenset(stay.person for stay in mine)
            times = {(stay.day, stay.start, stay.end) for stay in mine}
        else:
            own = self._own.get(record.id, ())
            people = frozenset(person for presence in own for person in presence.people)
            times = {(presence.day, presence.start, presence.end) for presence in own}
        for day, start, end in times:
            for other in self._present[day]:
                if other.record != record.id and other.start < end and start < other.end:
                    for person in other.people & people:
                        kept = Kept(person, day, other.start, other.end, other.place)
                        found[_stay(kept, other.record, other.number, other.heading)] = None
        return tuple(found)

    def absences(self, day: date) -> tuple[Absence, ...]:
        """Return who is not on duty on a day."""
        return tuple(one for one in self._away if one.since <= day <= one.until)

    def batch(self, record: Record) -> Batch:
        """Return what was entered on the day the record was."""
        days = self._entered.get(f"{record.entered_at:%Y-%m-%d}", ())
        return Batch(records=len(days), first=min(days, default=None), last=max(days, default=None))

    def referred(self, numbers: Iterable[str]) -> Mapping[str, Referred]:
        """Return the records of these numbers."""
        return {number: self._named[number] for number in numbers if number in self._named}

    def followers(self, number: str) -> tuple[Follower, ...]:
        """Return what grew out of the record of a number."""
        return tuple(self._followers.get(number, ())) if number else ()

    def ledger(self, kind: Kind) -> LedgerCount:
        """Count a kind's ledger (E06)."""
        return self._ledgers.get(kind.key, LedgerCount())

    def month_last(self, month: date, *, apart_from: str, kind: str = "") -> date | None:
        """Return the latest day of a finished record in a month, or of one of a kind."""
        found = self._months.get((month.year, month.month), ())
        days = (day for day, record, its in found if record != apart_from and kind in {"", its})
        return max(days, default=None)

    def closed_alike(self, kind: Kind, record: Record) -> tuple[Referred, ...]:
        """Return the items of the same category that were closed within the year before."""
        asked = _asked_for_closed(kind, record)
        if asked is None:
            return ()
        category, raised = asked
        return tuple(
            one
            for told, one in self._closed.get(kind.key, ())
            if told == category
            and one.record != record.id
            and one.dated is not None
            and raised - timedelta(days=YEAR) <= one.dated <= raised
        )

    def last_change(self) -> datetime | None:
        """Return when anything was last entered or changed."""
        return self._last_change

    def alike(self, kind: Kind, record: Record, *, asked: Thresholds) -> tuple[Alike, ...]:
        """Return what the record's texts are like."""
        if not similar.compares(kind):
            return ()
        shares = tuple(similar.shares(asked).values())
        if shares not in self._alike:
            self._alike[shares] = self._similar.all(asked=asked)
        return similar.told(self._similar.of(record.id, asked=asked, known=self._alike[shares]), self._by_id)


def refer(one: Named) -> Referred:
    """Return another record as a check knows it."""
    state = find_kind(one.kind).workflow.state(one.state)
    return Referred(
        record=one.id,
        number=one.number,
        kind=one.kind,
        state=one.state,
        heading=one.heading,
        dated=one.dated,
        ended=state.ended,
        void=one.state == "void",
        entered_at=one.entered_at,
        stood_since=one.stood_since,
    )


def _closed_items(session: Session, counts: Mapping[str, Mapping[str, int]]) -> dict[str, list[tuple[str, Referred]]]:
    """Return (category, item) of every closed item of the ledgers there are."""
    found: dict[str, list[tuple[str, Referred]]] = {}
    for key in counts:
        kind = find_kind(key)
        if any(isinstance(rule, Ledger) for rule in kind.rules):
            rows = facts.closed_items(session, key, states=closing_states(kind))
            found[key] = [(category, refer(one)) for category, one in rows]
    return found


def _asked_for_closed(kind: Kind, record: Record) -> tuple[str, date] | None:
    """Return category and day an item of a ledger was raised; None for other records and once it is closed."""
    if not any(isinstance(rule, Ledger) for rule in kind.rules) or kind.workflow.state(record.state).ended:
        return None
    category, raised = record.values.get("category"), read_day(record.values.get(kind.dated))
    return (str(category), raised) if not is_empty(category) and raised else None


def _count(kind: Kind, counts: Mapping[str, int]) -> LedgerCount:
    """Return how many items a ledger has, and how many of them are sustained."""
    lasting = lasting_states(kind)
    return LedgerCount(
        total=sum(count for state, count in counts.items() if state not in {kind.workflow.first, "void"}),
        long_term=sum(counts.get(state, 0) for state in lasting),
    )


def _stay(stay: Kept, record: str, number: str, heading: str) -> Stay:
    """Return a stay as a check knows it."""
    return Stay(
        person=stay.person,
        day=stay.day,
        start=stay.start,
        end=stay.end,
        place=stay.place,
        record=record,
        number=number,
        heading=heading,
    )


def _absence(one: facts.Away) -> Absence:
    """Return an absence as a check knows it."""
    return Absence(person=one.person, since=one.since, until=one.until, reason=one.reason, number=one.number)


def _follower(one: facts.Grown) -> Follower:
    """Return what grew out of a record as a check knows it."""
    return Follower(offshoot=one.offshoot, row=one.row, by=refer(one.by))


def references(kind: Kind, record: Record) -> Sequence[str]:
    """Return the numbers a record names in its fields."""
    return [link.target for link in projection.links(kind, record) if not link.offshoot]
