"""What the home page shows: 要交的, 快到期的, 已交的."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from core.base.clock import today
from core.records.catalogue import kinds
from core.services import duesoon, progress, receipts
from core.services.campaigns import in_force
from core.services.duesoon import MOST, Told
from core.store import packets
from core.store import records as shelf
from core.store.engine import Session
from core.store.records import Filter
from core.store.vault import Vault
from core.views import checklist as view
from core.views.checklist import Action, Checklist, Chip, Do, Row, Title

RETURNED = "returned"


def home(vault: Vault) -> Checklist:
    """Return the three columns of the home page as they stand today; one read."""
    day = today(vault.clock)
    with vault.look() as session:
        campaigns = in_force(session)
        told = Told(campaigns)
        found = progress.standings_of(vault, session, campaigns)
        shelved = packets.listing(session)
        returned = receipts.sent_back(session)
        mending = _mending(session, shelved, returned)
        inside = frozenset(record for _row, records in mending for record in records)
        drafts = tuple(_drafts(session, told, day, inside))
        to_hand_in = (
            *(row for row, _records in mending),
            *_lying(shelved),
            *duesoon.hand_in_rows(session, found, day),
            *duesoon.event_rows(campaigns, day),
            *(row for row, awaited in drafts if awaited),
        )
        due_soon = (*duesoon.item_rows(session, told, day), *duesoon.quota_rows(vault, session, found, campaigns, day))
        return Checklist(
            today=day,
            campaigns=tuple(campaign.short for campaign in campaigns if campaign.window.holds(day)),
            to_hand_in=to_hand_in[:MOST],
            half_written=tuple(row for row, awaited in drafts if not awaited),
            due_soon=due_soon,
            handed_in=tuple(_handed_in(one, back=one.id in returned) for one in shelved if one.carried_at)[:MOST],
            overdue=duesoon.count_overdue(session, day),
        )


# --- 要交的 ---------------------------------------------------------------------------------------


def _mending(
    session: Session, shelved: Iterable[packets.Packet], returned: Mapping[str, date]
) -> list[tuple[Row, tuple[str, ...]]]:
    """Return the packets that were sent back and have no heir yet, each with its records."""
    kept = tuple(shelved)
    heirs = {str(packet.detail.get("replaces") or "") for packet in kept}
    found = []
    for packet in kept:
        if packet.id not in returned or packet.id in heirs:
            continue
        mend = receipts.to_mend_in(session, packet.id)
        row = Row(
            key=f"returned:{packet.id}",
            heading=packet.title,
            chip=Chip.RETURNED,
            line=view.Line.TO_MEND if mend.waiting else view.Line.MENDED,
            line_particulars={
                "on": returned[packet.id].isoformat(),
                "waiting": len(mend.waiting),
                "records": len(mend.records),
            },
            action=Action(do=Do.OPEN, packet=packet.id, record=mend.waiting[0])
            if mend.waiting
            else Action(do=Do.SUBMIT, packet=packet.id, records=mend.records),
        )
        found.append((row, mend.records))
    return found


def _lying(shelved: Iterable[packets.Packet]) -> Iterator[Row]:
    """Yield the packets that were signed and are still here."""
    for packet in shelved:
        if packet.carried_at is None and packet.received_on is None:
            yield Row(
                key=f"packet:{packet.id}",
                heading=packet.title,
                chip=Chip.NOT_CARRIED,
                line=view.Line.PACKET,
                line_particulars={
                    "records": packet.records,
                    "pages": packet.pages,
                    "on": packet.signed_at.date().isoformat(),
                },
                action=Action(do=Do.CARRY, packet=packet.id),
            )


def _drafts(session: Session, told: Told, day: date, inside: frozenset[str]) -> Iterator[tuple[Row, bool]]:
    """Yield the records that were sent back, then the drafts, those changed last first; with whether an office waits.

    The school's own notes (tasks, leave) are on nobody's list; what is `inside` a packet that was sent back is reached
    through that.
    """
    shown = tuple(kind.key for kind in kinds().values() if not kind.internal)
    open_states = {state.value for kind in kinds().values() for state in kind.workflow.states if state.open}
    found = [
        line
        for states in ((RETURNED,), tuple(sorted(open_states)))
        for line in shelf.changed_last(session, Filter(kinds=shown, states=states, limit=MOST))
    ]
    for line in found[:MOST]:
        back = line.state == RETURNED
        if back and line.id in inside:
            continue
        changed = line.changed_at.date()
        activity = told.of(line.kind, line.subtype)
        row = Row(
            key=f"record:{line.id}",
            heading=line.heading,
            title=None if line.heading else Title.UNTITLED,
            kind=line.kind,
            chip=Chip.RETURNED if back else Chip.DRAFT,
            chip_particulars={} if back else {"days": max(0, (day - changed).days)},
            line=view.Line.CHANGED,
            line_particulars={"dated": line.dated.isoformat() if line.dated else "", "on": changed.isoformat()},
            quote=activity.source_quote if activity else "",
            source=activity.name if activity else "",
            record=line.id,
            action=Action(do=Do.OPEN, kind=line.kind, record=line.id),
        )
        yield row, back or told.handed_in(line.kind, line.subtype)


# --- 已交的 ---------------------------------------------------------------------------------------


def _handed_in(packet: packets.Packet, *, back: bool) -> Row:
    """Return the row of a packet that was carried; `back` when the county sent it back."""
    on = packet.carried_at.date().isoformat() if packet.carried_at else ""
    return Row(
        key=f"packet:{packet.id}",
        heading=packet.title,
        chip=Chip.RECEIVED if packet.received_on else Chip.RETURNED if back else Chip.CARRIED,
        line=view.Line.HANDED_IN,
        line_particulars={"on": on, "place": packet.carried_to},
        action=Action(do=Do.SHOW, packet=packet.id),
    )
