"""What the checks say of a record, with everything they need to know read from the vault in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.base.errors import VaultDamaged
from core.campaign.several import strictest
from core.campaign.template import Template
from core.checks.checking import check
from core.checks.context import BlobState, Context, LedgerCount
from core.checks.declared import RULES
from core.checks.finding import Finding
from core.checks.needs import lacking
from core.checks.rectification import lasting_states
from core.records.catalogue import kind_of
from core.records.content import DayOff, Person, Record, blobs_of, read_month
from core.records.kind import Kind
from core.records.rule import Ledger, RestsOn
from core.records.workflow import Move
from core.services.around import Around, OneByOne, references
from core.services.campaigns import in_force, judging
from core.services.surroundings import days_off, local_words
from core.store import blobs, facts, settings
from core.store.engine import Session
from core.store.vault import Vault

MUTED = "muted"
"""Setting that holds the rules whose hints the school doesn't want to see again."""


def findings(vault: Vault, session: Session, record: Record, *, leaving: bool = False) -> tuple[Finding, ...]:
    """Return what the rules find in a record, the gravest first.

    One that is `leaving` in a packet is read by others, whatever its scope (H03), and every attached file is read anew
    and its digest compared (W09), which takes as long as the files are large; else only their presence and size are
    looked at.
    """
    kind = kind_of(record)
    return check(kind, record, build_context(vault, session, kind, record, leaving=leaving))


def unmet(
    vault: Vault, session: Session, record: Record, move: Move, answers: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return what keeps a move from being made; nothing when it may be."""
    kind = kind_of(record)
    return lacking(move, kind, record, build_context(vault, session, kind, record), answers)


def muted(session: Session) -> frozenset[str]:
    """Return the rules whose hints the school doesn't want to see again."""
    return frozenset(settings.get(session, MUTED) or ())


def muted_rules(vault: Vault) -> tuple[str, ...]:
    """Return the rules whose hints the school switched off, in order, for the settings page."""
    with vault.look() as session:
        return tuple(sorted(muted(session)))


def mute(vault: Vault, rule: str, *, on: bool = True) -> None:
    """Keep the hints of a rule out of sight (本校不再提示), or bring them back; errors and warnings always show.

    A rule that gives no hints stays as it is.
    """
    if rule not in RULES or not RULES[rule].school_may_mute:
        return
    with vault.work() as session:
        kept = muted(session) | {rule} if on else muted(session) - {rule}
        settings.put(session, MUTED, sorted(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a check rests on besides the records: the same for all of them at one moment."""

    now: datetime
    people: Mapping[str, Person]
    campaigns: tuple[Template, ...]
    """Those in force."""
    words: frozenset[str]
    days_off: tuple[DayOff, ...]
    muted: frozenset[str]
    hidden: Mapping[str, str]


def frame(vault: Vault, session: Session) -> Frame:
    """Return what checks rest on now; for judging several records it is asked for once."""
    return Frame(
        now=vault.clock.now(),
        people=vault.names(session),
        campaigns=in_force(session),
        words=local_words(vault, session),
        days_off=days_off(session),
        muted=muted(session),
        hidden=facts.hidden_names(session),
    )


def build_context(
    vault: Vault,
    session: Session,
    kind: Kind,
    record: Record,
    *,
    leaving: bool = False,
    around: Around | None = None,
    rests_on: Frame | None = None,
) -> Context:
    """Return what the checks may know besides the record; a handful of indexed reads, whatever the vault's size.

    `around` has read the other records already, and `rests_on` everything else, where many are judged in one go.
    """
    around = around or OneByOne(vault, session)
    told = rests_on or frame(vault, session)
    rules = {type(rule) for rule in kind.rules}
    campaigns = judging(session, record, told.campaigns)
    return Context(
        now=told.now,
        people=told.people,
        campaigns=campaigns,
        words=told.words,
        spans=around.stays(record),
        absences=around.absences(record.dated) if record.dated else (),
        days_off=told.days_off,
        last_entry=around.last_change(),
        batch=around.batch(record),
        blobs=_blobs(session, kind, record, deep=leaving),
        muted=told.muted,
        ledger=around.ledger(kind) if Ledger in rules and record.state in lasting_states(kind) else LedgerCount(),
        closed_alike=around.closed_alike(kind, record) if Ledger in rules else (),
        referred=around.referred(references(kind, record)),
        followers=around.followers(record.number),
        alike=around.alike(kind, record, asked=strictest(campaigns)),
        month_last=_month_last(kind, record, around),
        hidden=told.hidden,
        leaving=leaving,
    )


def _month_last(kind: Kind, record: Record, around: Around) -> date | None:
    """Return the latest day of a record in the month this one rests on (T12)."""
    for rule in kind.rules:
        if isinstance(rule, RestsOn) and rule.month:
            month = read_month(record.values.get(rule.month))
            if month:
                return around.month_last(month, apart_from=record.id, kind=kind.counted_by(rule.counted))
    return None


def _blobs(session: Session, kind: Kind, record: Record, *, deep: bool) -> dict[str, BlobState]:
    """Return the state of each file of the record."""
    names = blobs_of(kind, record.values)
    if not names:
        return {}
    sizes = blobs.sizes(session, names)
    return {name: _state(session, name, sizes.get(name), deep=deep) for name in names}


def _state(session: Session, name: str, size: int | None, *, deep: bool) -> BlobState:
    """Return the state of one file of a size in bytes (None = not there)."""
    if size is None:
        return BlobState.MISSING
    if size == 0:
        return BlobState.EMPTY
    if deep:
        try:
            blobs.get(session, name)
        except VaultDamaged:
            return BlobState.CHANGED
    return BlobState.OK
