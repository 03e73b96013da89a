"""The whole school under all rules: judged once, and after that only what a change can have touched.

What was found is kept in memory with the open vault. A change touches the record itself, whoever shares its day, its
day of entry or its words, whatever names it or grew out of it, and its ledger; a new day, another roster, campaign or
calendar touches everything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from core.base.cycles import uncollected
from core.campaign.progress import Standing
from core.campaign.several import strictest
from core.checks.checking import check
from core.checks.context import Context
from core.checks.finding import Finding
from core.checks.outline import outline
from core.checks.quotas import check_quotas
from core.checks.rectification import closing_states, lasting_states
from core.records.catalogue import find_kind, kind_of
from core.records.content import Record, read_month
from core.records.kind import Kind
from core.services import checking, progress, similar
from core.services.around import AllAtOnce, Around, OneByOne, references
from core.services.campaigns import ever_taken, in_force
from core.services.surroundings import days_off, local_words
from core.store import facts, projection, sealing
from core.store import records as shelf
from core.store.campaigns import listing
from core.store.engine import Session
from core.store.vault import Vault

MEMORY = "checkup"
"""Name under which what was found is kept with the open vault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a whole school."""

    records: Mapping[str, tuple[Finding, ...]]
    """Findings by record id, the gravest first; records in which nothing was found have an empty tuple."""
    explained: Mapping[str, frozenset[int]]
    """Which of a record's findings, by their place, have their sentence."""
    school: tuple[Finding, ...]
    """What is found about months, quotas and people, not about one record."""
    standings: tuple[Standing, ...]
    judged: int
    """How many records were judged for this answer; all of them the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """By what a record touches others."""

    kind: str
    number: str
    days: frozenset[date]
    entered: str
    month: str
    """Month a record of this day falls into."""
    rests_on: str
    """Month its own date rests on (T12)."""
    names: frozenset[str]
    """Numbers it names or grew out of."""
    away: tuple[date, date] | None
    ledger: bool
    """It counts in a ledger."""
    lasting: bool
    """A ledger item to be kept up for long, which asks how many of the ledger are (E06)."""
    category: str
    """Category of a ledger item that is not closed, which asks for closed ones of its sort (E08)."""
    closed: str
    """Category of a ledger item that is closed."""
    alike: frozenset[str]
    """Ids of the records its words are like."""


@dataclass(slots=True)
class _Memory:
    """What is kept between two questions."""

    frame: Any = None
    """Everything the findings rest on besides the records; another one means judging all anew."""
    mark: int = 0
    hidden: Mapping[str, str] = field(default_factory=dict)
    """Names that records keep private, for every text asks for them (H03)."""
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    explained: dict[str, frozenset[int]] = field(default_factory=dict)
    keys: dict[str, _Keys] = field(default_factory=dict)


def look(vault: Vault) -> Checked:
    """Judge the school as it stands now; one read. The first time takes as long as all records take."""
    with vault.look() as session:
        return look_within(vault, session)


def look_within(vault: Vault, session: Session) -> Checked:
    """Judge the school inside a transaction that is open already."""
    memory = vault.memory.setdefault(MEMORY, _Memory())
    assert isinstance(memory, _Memory)
    frame = _frame(vault, session)
    mark, touched = vault.touched_since(memory.mark)
    hidden = facts.hidden_names(session)
    if memory.frame != frame:
        judged = _judge_all(vault, session, memory)
        memory.frame = frame
    else:
        told = {name for name, _ in hidden.items() ^ memory.hidden.items()}
        judged = _judge_again(vault, session, memory, touched, _holding(session, memory, told))
    memory.mark, memory.hidden = mark, hidden
    return _answer(vault, session, memory, judged)


def _frame(vault: Vault, session: Session) -> Any:
    """Return everything but the records that findings rest on."""
    now, last = vault.clock.now(), shelf.last_change(session)
    return (
        now.date(),
        last if last and now < last else None,  # a clock that goes wrong is told with every record (T16)
        sealing.is_open(session),
        listing(session),  # those that are over too: what was finished under them is still judged by them
        tuple(sorted(vault.names(session).items())),
        checking.muted(session),
        days_off(session),
        local_words(vault, session),
    )


def _holding(session: Session, memory: _Memory, names: Iterable[str]) -> frozenset[str]:
    """Return the records whose texts have one of these names; of those that are locked away none can be ruled out."""
    told = tuple(names)
    found = {record for name in told for record in shelf.holding(session, name)}
    if told:
        found |= {record for record, keys in memory.keys.items() if sealing.is_sealed(find_kind(keys.kind))}
    return frozenset(found)


def _judge_all(vault: Vault, session: Session, memory: _Memory) -> int:
    """Judge every record."""
    memory.findings.clear()
    memory.explained.clear()
    memory.keys.clear()
    with uncollected():
        records = tuple(shelf.iterate(session, shelf.Filter()))
        judging = _Judging(vault, session, AllAtOnce(vault, session, records))
        for record in records:
            judging.judge(memory, record)
    return len(records)


def _judge_again(
    vault: Vault, session: Session, memory: _Memory, touched: frozenset[str], besides: frozenset[str]
) -> int:
    """Judge the records that a change can have touched, and some `besides`."""
    if not touched and not besides:
        return 0
    before = {record: memory.keys.get(record) for record in touched}
    now: dict[str, Record] = {record.id: record for record in shelf.readable(session, touched)}
    for gone in touched:
        for kept in (memory.findings, memory.explained, memory.keys):
            kept.pop(gone, None)
    after = {record.id: _keys(kind_of(record), record) for record in now.values()}
    changed = [keys for keys in (*before.values(), *after.values()) if keys]
    wanted = _neighbours(memory, changed) | besides
    wanted |= {record for record, keys in memory.keys.items() if not touched.isdisjoint(keys.alike)}  # were alike
    asked = strictest((*in_force(session), *ever_taken(session)))  # whoever asks most of the others
    index = similar.index(vault, session)
    wanted |= {one for record in touched for one in index.like(record, asked=asked)}  # are alike now
    found = (*now.values(), *shelf.readable(session, wanted - now.keys()))
    judging = _Judging(vault, session, OneByOne(vault, session))
    for record in found:
        judging.judge(memory, record)
    return len(found)


class _Judging:
    """Judges records one after the other, with what they rest on read once."""

    def __init__(self, vault: Vault, session: Session, around: Around) -> None:
        self._vault, self._session, self._around = vault, session, around
        self._frame = checking.frame(vault, session)

    def judge(self, memory: _Memory, record: Record) -> None:
        """Judge one record and remember what was found."""
        kind = kind_of(record)
        context = checking.build_context(
            self._vault, self._session, kind, record, around=self._around, rests_on=self._frame
        )
        findings = check(kind, record, context)
        memory.findings[record.id] = findings
        memory.explained[record.id] = frozenset(
            at for at, finding in enumerate(findings) if record.explanations.get(finding.mark_in(record.values))
        )
        memory.keys[record.id] = _keys(kind, record, alike=frozenset(one.other.record for one in context.alike))


def _keys(kind: Kind, record: Record, *, alike: frozenset[str] = frozenset()) -> _Keys:
    """Return by what a record touches others."""
    absences = projection.absences(kind, record)
    known = outline(kind)
    rests = next((read_month(record.values.get(key)) for key in known.months), None)
    days = {record.dated} if record.dated else set()
    if known.elsewhere:
        days |= {stay.day for stay in projection.stays(kind, record)}
    category = str(record.values.get("category") or "") if known.ledger else ""
    closed = known.ledger and record.state in closing_states(kind)
    return _Keys(
        kind=record.kind,
        number=record.number,
        days=frozenset(days),
        entered=f"{record.entered_at:%Y-%m-%d}",
        month=f"{record.dated:%Y-%m}" if record.dated else "",
        rests_on=f"{rests:%Y-%m}" if rests else "",
        names=frozenset((*references(kind, record), *(origin.number for origin in record.origins))),
        away=(min(a.since for a in absences), max(a.until for a in absences)) if absences else None,
        ledger=known.ledger and record.state not in {kind.workflow.first, "void"},
        lasting=known.ledger and record.state in lasting_states(kind),
        category="" if closed else category,
        closed=category if closed else "",
        alike=alike,
    )


def _neighbours(memory: _Memory, changed: Iterable[_Keys]) -> set[str]:
    """Return the records that these changes can have touched."""
    days: set[date] = set()
    entered, months, numbers, named, ledgers = (set[str]() for _ in range(5))
    closed: set[tuple[str, str]] = set()
    for keys in changed:
        days |= keys.days
        if keys.away:
            first, last = keys.away
            days |= {first + timedelta(days=step) for step in range(min(400, (last - first).days + 1))}
        entered.add(keys.entered)
        months.add(keys.month)
        numbers.add(keys.number)
        named |= keys.names
        if keys.ledger:
            ledgers.add(keys.kind)
        if keys.closed:
            closed.add((keys.kind, keys.closed))
    return {
        record
        for record, keys in memory.keys.items()
        if not days.isdisjoint(keys.days)
        or keys.entered in entered
        or (keys.rests_on and keys.rests_on in months)
        or (keys.number and keys.number in named)
        or not (numbers - {""}).isdisjoint(keys.names)
        or (keys.lasting and keys.kind in ledgers)
        or (keys.category and (keys.kind, keys.category) in closed)
    }


def _answer(vault: Vault, session: Session, memory: _Memory, judged: int) -> Checked:
    """Return what was found, with what is found about the school as a whole."""
    campaigns = in_force(session)
    standings = progress.standings_of(vault, session, campaigns)
    context = Context(
        now=vault.clock.now(), people=vault.names(session), campaigns=campaigns, muted=checking.muted(session)
    )
    return Checked(
        records=dict(memory.findings),
        explained=dict(memory.explained),
        school=check_quotas(standings, context, rates=progress.rates(vault, session)),
        standings=standings,
        judged=judged,
    )
