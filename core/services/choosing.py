"""Which records may go into a packet, and what the checks say of those chosen."""

from collections.abc import Sequence

from core.campaign.template import Packet, Template
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.kind import Privacy
from core.services import receipts
from core.services import records as records_of
from core.services.campaigns import in_force
from core.services.duesoon import Told
from core.services.findings import found_in
from core.store import packets as shelf
from core.store import records as table
from core.store.engine import Session
from core.store.vault import Vault
from core.views.packets import Candidate, Checked, PacketOffer
from core.views.records import FindingView, RecordLine

ON_DEMAND = "on_demand"
"""`Packet.when` of what is shown to whoever comes to look, as often as somebody comes."""
NAMES = "H03"
"""Rule that asks about names where others read along."""
EVERYTHING = "*"
"""What a packet names for the records of all activities."""


def candidates(vault: Vault) -> tuple[Candidate, ...]:
    """Return every record with whether it may go into a packet.

    Chosen are those that an activity under way wants handed in and that were in no packet yet: a notice asks for very
    few (D§0.1), the rest is kept for an inspection. The school's own notes (tasks, leave) are none of a packet's
    business and left out.
    """
    lines = [line for line in records_of.listing(vault) if not find_kind(line.kind).internal]
    with vault.look() as session:
        packed = {inside.record for packet in shelf.listing(session) for inside in shelf.inside(session, packet.id)}
        kept = table.lines(session, table.Filter())
        told = Told(in_force(session))
    hidden = {line.id: line.privacy for line in kept if line.privacy != Privacy.ORDINARY}
    unfinished = {line.id for line in kept if line.finished_at is None}
    found = []
    for line in lines:
        reason = _reason(line, finished=line.id not in unfinished, sealed=hidden.get(line.id) == Privacy.SEALED)
        with_the_office = line.id in packed or find_kind(line.kind).workflow.state(line.state).handed
        sealable = line.id in hidden and find_kind(line.kind).open_to_county
        wanted = not reason and not sealable and not with_the_office
        chosen = wanted and told.handed_in(line.kind, line.subtype)
        found.append(Candidate(line=line, chosen=chosen, reason=reason, sealable=sealable))
    return tuple(found)


def _reason(line: RecordLine, *, finished: bool, sealed: bool) -> str:
    """Return why a record can't be chosen, whatever the packet; empty when it can."""
    if not finished:
        return "void" if line.state == "void" else "draft"
    if line.state == receipts.RETURNED:
        return receipts.RETURNED
    return "confidential" if sealed else ""


def offers(vault: Vault) -> tuple[PacketOffer, ...]:
    """Return the packets that the campaigns under way speak of (D§5.3), with the records that belong into each now.

    What is with the office already does not go there again; whoever comes to look sees it all the same.
    """
    candidates_now = [one for one in candidates(vault) if not one.reason and not one.sealable]
    with vault.look() as session:
        packed = {inside.record for packet in shelf.listing(session) for inside in shelf.inside(session, packet.id)}
        campaigns = in_force(session)
    return tuple(
        PacketOffer(
            key=campaign.ref(packet.id),
            name=packet.name,
            records=tuple(
                one.line.id
                for one in candidates_now
                if _belongs(campaign, packet, one.line) and (packet.when == ON_DEMAND or one.line.id not in packed)
            ),
        )
        for campaign in campaigns
        for packet in campaign.submission.packets
    )


def _belongs(campaign: Template, packet: Packet, line: RecordLine) -> bool:
    """Tell whether a record belongs into a packet: its activities are asked for, or all are."""
    mine = {activity.id for activity in campaign.activities_of(line.kind, line.subtype)}
    return bool(mine) and (EVERYTHING in packet.activities or not mine.isdisjoint(packet.activities))


def _found(vault: Vault, session: Session, record: Record, *, confidential: bool) -> Sequence[FindingView]:
    """Return what is found in a record that leaves; names that only others must not read may go to the county."""
    found = found_in(vault, session, record, leaving=True)
    if not confidential:
        return found
    usual = {one.mark for one in found_in(vault, session, record)}
    return [one for one in found if one.rule != NAMES or one.mark in usual]


def check(vault: Vault, ids: Sequence[str], *, confidential: bool = False) -> Checked:
    """Return what the checks find in the chosen records, by level; those explained carry their sentence.

    What is `confidential` goes to the county alone: it is not asked what only others must not read.
    """
    wanted = set(ids)
    lines = {line.id: line for line in records_of.listing(vault) if line.id in wanted}
    found: list[FindingView] = []
    with vault.look() as session:
        for record in table.many(session, ids):
            found.extend(_found(vault, session, record, confidential=confidential))
        before = receipts.to_replace(session, tuple(ids))
        replaces = shelf.get(session, before.id).title if before is not None else ""
    return Checked(
        lines=tuple(lines[one] for one in ids if one in lines),
        errors=tuple(finding for finding in found if finding.level == "E"),
        warnings=tuple(finding for finding in found if finding.level == "W"),
        hints=tuple(finding for finding in found if finding.level == "I"),
        replaces=replaces,
    )
