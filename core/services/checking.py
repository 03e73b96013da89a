"""What the checks say of a record, with everything they need to know read from the vault in one go."""

from collections.abc import Mapping
from typing import Any

from core.base.errors import VaultDamaged
from core.campaign.template import Template
from core.checks.checking import check
from core.checks.context import BlobState, Context, LedgerCount, Span
from core.checks.declared import RULES
from core.checks.finding import Finding
from core.checks.needs import lacking
from core.checks.rectification import lasting_states
from core.records.catalogue import find_kind
from core.records.content import Record, blobs_of
from core.records.kind import Kind
from core.records.rule import Ledger
from core.records.workflow import Move
from core.services.campaigns import in_force
from core.store import blobs, projection, settings
from core.store import records as shelf
from core.store.engine import Session
from core.store.vault import Vault

MUTED = "muted"
"""Setting that holds the rules whose hints the school doesn't want to see again."""


def findings(vault: Vault, session: Session, record: Record, *, deep: bool = False) -> tuple[Finding, ...]:
    """Return what the rules find in a record, the gravest first.

    `deep` reads every attached file anew and compares its digest (W09), which takes as long as the files are large;
    without it only their presence and size are looked at.
    """
    kind = find_kind(record.kind)
    return check(kind, record, build_context(vault, session, kind, record, deep=deep))


def unmet(
    vault: Vault, session: Session, record: Record, move: Move, answers: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return what keeps a move from being made; nothing when it may be."""
    kind = find_kind(record.kind)
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


def build_context(vault: Vault, session: Session, kind: Kind, record: Record, *, deep: bool = False) -> Context:
    """Return what the checks may know besides the record; a handful of indexed reads, whatever the vault's size."""
    return Context(
        now=vault.clock.now(),
        people=vault.names(session),
        campaigns=_campaigns(session),
        spans=_spans(session, kind, record),
        last_entry=shelf.last_change(session),
        blobs=_blobs(session, kind, record, deep=deep),
        muted=muted(session),
        ledger=_ledger(session, kind, record),
    )


def _campaigns(session: Session) -> tuple[Template, ...]:
    """Return the campaigns the record is judged by."""
    campaign = in_force(session)
    return (campaign,) if campaign else ()


def _spans(session: Session, kind: Kind, record: Record) -> tuple[Span, ...]:
    """Return who of the record's people was where meanwhile, as other records have it."""
    mine = projection.stays(kind, record)
    if not mine:
        return ()
    within = {(stay.day, stay.start, stay.end) for stay in mine}
    people = tuple(dict.fromkeys(stay.person for stay in mine if stay.person))
    return tuple(
        Span(
            person=stay.person,
            day=stay.day,
            start=stay.start,
            end=stay.end,
            place=stay.place,
            record=other,
            number=number,
            heading=heading,
        )
        for day, start, end in within
        for other, stay, number, heading in projection.stays_on(
            session, day, start=start, end=end, people=people, apart_from=record.id
        )
    )


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


def _ledger(session: Session, kind: Kind, record: Record) -> LedgerCount:
    """Count the ledger for E06; only where the record's state asks for it."""
    lasting = lasting_states(kind)
    if record.state not in lasting or not any(isinstance(rule, Ledger) for rule in kind.rules):
        return LedgerCount()
    counts = shelf.count_states(session, kind.key)
    return LedgerCount(
        total=sum(count for state, count in counts.items() if state not in {kind.workflow.first, "void"}),
        long_term=sum(counts.get(state, 0) for state in lasting),
    )
