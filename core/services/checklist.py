"""What the home page shows: 要交的, 快到期的, 已交的."""

from collections.abc import Iterable, Iterator
from datetime import date

from core.base.clock import today
from core.records.catalogue import kinds
from core.services import duesoon, progress
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
        drafts = tuple(_drafts(session, told, day))
        shelved = packets.listing(session)
        to_hand_in = (
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
            handed_in=tuple(map(_handed_in, (one for one in shelved if one.carried_at)))[:MOST],
            overdue=duesoon.count_overdue(session, day),
        )


# --- 要交的 ---------------------------------------------------------------------------------------


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


def _drafts(session: Session, told: Told, day: date) -> Iterator[tuple[Row, bool]]:
    """Yield the records that were sent back, then the drafts, those changed last first; with whether an office waits.

    The school's own notes (tasks, leave) are on nobody's list.
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


def _handed_in(packet: packets.Packet) -> Row:
    """Return the row of a packet that was carried."""
    on = packet.carried_at.date().isoformat() if packet.carried_at else ""
    return Row(
        key=f"packet:{packet.id}",
        heading=packet.title,
        chip=Chip.RECEIVED if packet.received_on else Chip.CARRIED,
        line=view.Line.HANDED_IN,
        line_particulars={"on": on, "place": packet.carried_to},
        action=Action(do=Do.SHOW, packet=packet.id),
    )
