"""What the home page shows: 要交的, 快到期的, 已交的."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from core.base.clock import today
from core.base.errors import Particular
from core.campaign.progress import Standing, Tally, standings
from core.campaign.template import Activity, Binding, Per, Template
from core.checks.context import Context
from core.checks.finding import Finding
from core.checks.quotas import check_quotas
from core.checks.rectification import HISTORY, PUBLISH, PUBLISH_FROM
from core.records.catalogue import find_kind, kinds
from core.records.content import Record, read_day
from core.records.kind import Kind
from core.records.workflow import Effect, Move
from core.services import checking, lines
from core.services.campaigns import in_force
from core.store import packets
from core.store import records as shelf
from core.store.engine import Session
from core.store.records import Filter, Line
from core.store.vault import Vault
from core.views import checklist as view
from core.views.checklist import Action, Checklist, Chip, Do, Row, Title
from core.views.records import RecordLine

SOON = 14
"""Days before a deadline from which the page speaks of it."""

MOST = 60
"""Rows of a column at most; the lists hold the rest."""

SHORT_PHASE = 31
"""Days of a phase so short that its activities stay on the page all through it (调研月)."""

REMEMBERED = 45
"""Days for which an ended month without its records is brought to mind."""

RETURNED = "returned"


def home(vault: Vault) -> Checklist:
    """Return the three columns of the home page as they stand today; one read."""
    day = today(vault.clock)
    with vault.look() as session:
        campaign = in_force(session)
        items = _items(session, day)
        soon = (*_item_rows(session, items, campaign, day), *_quota_rows(vault, session, campaign, day))
        shelved = packets.listing(session)
        return Checklist(
            today=day,
            campaign=campaign.title if campaign else "",
            to_hand_in=(*_lying(shelved), *_waiting(session, campaign, day))[:MOST],
            due_soon=soon,
            handed_in=tuple(map(_handed_in, (one for one in shelved if one.carried_at)))[:MOST],
            overdue=sum(shelf.count(session, _awaited(kind, by=day - timedelta(days=1))) for kind in _with_deadline()),
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


def _waiting(session: Session, campaign: Template | None, day: date) -> Iterator[Row]:
    """Yield the records that were sent back, then the drafts, those changed last first."""
    open_states = {state.value for kind in kinds().values() for state in kind.workflow.states if state.open}
    found = [
        line
        for states in ((RETURNED,), tuple(sorted(open_states)))
        for line in shelf.changed_last(session, Filter(kinds=tuple(kinds()), states=states, limit=MOST))
    ]
    for line in found[:MOST]:
        back = line.state == RETURNED
        changed = line.changed_at.date()
        activity = _activity(campaign, line.kind, line.subtype)
        yield Row(
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


# --- 快到期的: items ------------------------------------------------------------------------------


def _items(session: Session, day: date) -> tuple[RecordLine, ...]:
    """Return registered records that are overdue or due soon, the earliest deadline first."""
    found: list[Line] = []
    for kind in _with_deadline():
        found.extend(shelf.due_first(session, _awaited(kind, by=day + timedelta(days=SOON))))
    late = lines.late_after(session)
    due = (lines.to_line(line, today=day, late_after=late) for line in found)
    return tuple(sorted(due, key=lambda line: (line.due or day, line.no, line.id)))[:MOST]


def _with_deadline() -> Iterator[Kind]:
    """Yield the kinds whose records have a deadline."""
    return (kind for kind in kinds().values() if kind.workflow.deadline)


def _awaited(kind: Kind, *, by: date) -> Filter:
    """Return the filter for registered records of a kind from which something is awaited by a day."""
    states = tuple(state.value for state in kind.workflow.states if not state.open and not state.ended)
    return Filter(kinds=(kind.key,), states=states, due_by=by, limit=MOST)


def _item_rows(session: Session, items: Sequence[RecordLine], campaign: Template | None, day: date) -> Iterator[Row]:
    """Yield a row for each item."""
    for line, record in zip(items, shelf.many(session, (line.id for line in items)), strict=True):
        kind = find_kind(line.kind)
        days = (line.due - day).days if line.due else 0
        chip, told = _chip(days)
        what, particulars = _item_line(line, record)
        activity = _activity(campaign, line.kind, line.subtype)
        yield Row(
            key=f"record:{line.id}",
            heading=line.heading,
            title=None if line.heading else Title.UNTITLED,
            no=line.no,
            kind=line.kind,
            chip=chip,
            chip_particulars=told,
            line=what,
            line_particulars=particulars,
            quote=activity.source_quote if activity else "",
            source=activity.name if activity else "",
            record=line.id,
            action=_item_action(kind, line),
            due=line.due,
        )


def _chip(days: int) -> tuple[Chip, dict[str, Particular]]:
    """Return the chip for a deadline that lies so many days ahead (negative: has passed)."""
    if days < 0:
        return Chip.OVERDUE, {"days": -days}
    return (Chip.DUE_IN, {"days": days}) if days else (Chip.DUE_TODAY, {})


def _item_line(line: RecordLine, record: Record) -> tuple[view.Line, dict[str, Particular]]:
    """Return the words beside an item's chip; who must not accept it, or what is missing, before the bare deadline."""
    deadline = line.due.isoformat() if line.due else ""
    if _moves(find_kind(line.kind), line.state, Effect.ACCEPT):
        return view.Line.ACCEPTOR_NOT, {"person": line.responsible}
    if line.overdue:
        told = (row.get("deadline") for row in record.values.get(HISTORY) or ())
        first = next((str(value) for value in told if value), deadline)
        return view.Line.FIRST_DEADLINE, {"deadline": first, "person": line.responsible}
    if record.values.get(PUBLISH) and not read_day(record.values.get(PUBLISH_FROM)):
        return view.Line.NOT_PUBLISHED, {"deadline": deadline}
    return view.Line.DEADLINE, {"deadline": deadline, "person": line.responsible}


def _item_action(kind: Kind, line: RecordLine) -> Action:
    """Return the step that helps most: more time when overdue, else acceptance, else progress, else the usual one."""
    wanted = [Effect.EXTEND] if line.overdue else []
    for effect in (Effect.ACCEPT, *wanted, Effect.APPEND):
        if moves := _moves(kind, line.state, effect):
            return Action(do=Do.MOVE, kind=line.kind, record=line.id, move=moves[0].key)
    primary = [move for move in kind.workflow.open_moves(line.state) if move.primary]
    if primary:
        return Action(do=Do.MOVE, kind=line.kind, record=line.id, move=primary[0].key)
    return Action(do=Do.OPEN, kind=line.kind, record=line.id)


def _moves(kind: Kind, state: str, effect: Effect) -> list[Move]:
    """Return the moves of an effect that a person may make from a state."""
    return [move for move in kind.workflow.open_moves(state) if move.effect is effect]


# --- 快到期的: quotas -----------------------------------------------------------------------------


def _quota_rows(vault: Vault, session: Session, campaign: Template | None, day: date) -> Iterator[Row]:
    """Yield what the campaign still waits for; nothing once it is over."""
    if campaign is None or not campaign.window.holds(day):
        return
    found = standings(campaign, tally(session, campaign), today=day, kinds=kinds())
    context = Context(now=vault.clock.now(), campaigns=(campaign,), muted=checking.muted(session))
    for finding in check_quotas(found, context):
        row = _month_row(finding, found, day)
        if row:
            yield row
    for standing in sorted(found, key=lambda standing: standing.due_on):
        if standing.missing and _speaks(standing, day):
            yield _quota_row(standing, day)


def tally(session: Session, campaign: Template) -> tuple[Tally, ...]:
    """Return how many finished records there are on each day of a campaign, by kind, subtype and activities."""
    rows = shelf.daily(session, since=campaign.window.start, until=campaign.window.end)
    return tuple(
        Tally(
            kind=kind,
            subtype=subtype,
            day=on,
            count=count,
            activities=msgspec.json.decode(activities, type=tuple[str, ...]),
        )
        for kind, subtype, on, activities, count in rows
    )


def _speaks(standing: Standing, day: date) -> bool:
    """Tell whether a standing belongs on the page today.

    A month's own all through the month, a short phase's all through it, others in their last days; and what the
    notice asks in so many words for the whole campaign until it is there.
    """
    quota = standing.activity.quota
    if quota is None:
        return False
    if quota.per is Per.MONTH:
        return standing.start <= day <= standing.end
    if day > standing.due_on:
        return quota.per is Per.CAMPAIGN and standing.activity.binding is Binding.MUST
    short = (standing.end - standing.start).days < SHORT_PHASE
    return short or (standing.due_on - day).days <= SOON


def _quota_row(standing: Standing, day: date) -> Row:
    """Return the row of what is still missing."""
    activity, quota = standing.activity, standing.activity.quota
    monthly = quota is not None and quota.per is Per.MONTH
    chip, told = Chip.RECORDED, {"done": standing.done, "due": standing.due}
    particulars: dict[str, Particular] = dict(told)
    if day > standing.due_on:
        chip, particulars = _chip((standing.due_on - day).days)
    required = quota is not None and quota.hard
    title: dict[str, Particular] = {"activity": activity.name}
    if monthly:
        title["month"] = standing.month
    return Row(
        key=f"quota:{activity.id}:{standing.start.isoformat()}",
        title=Title.ACTIVITY_IN_MONTH if monthly else Title.ACTIVITY,
        title_particulars=title,
        kind=activity.kind,
        chip=chip,
        chip_particulars=particulars,
        line=view.Line.REQUIRED if required else view.Line.SUGGESTED,
        line_particulars={"due": standing.due, "deadline": standing.due_on.isoformat()},
        quote=activity.source_quote,
        source=activity.name,
        action=_new(activity),
        due=standing.due_on,
    )


def _month_row(finding: Finding, found: Sequence[Standing], day: date) -> Row | None:
    """Return the row of an ended month that has none of its records (W10); None for hints and for months long ago."""
    if finding.rule != "W10":
        return None
    standing = next(one for one in found if (f"{one.campaign}/{one.activity.id}", one.month) == finding.path)
    if (day - standing.due_on).days > REMEMBERED:
        return None
    return Row(
        key=f"month:{standing.activity.id}:{standing.month}",
        title=Title.ACTIVITY_IN_MONTH,
        title_particulars=finding.particulars,
        kind=standing.activity.kind,
        chip=Chip.NONE_RECORDED,
        chip_particulars={"month": standing.month},
        line=view.Line.SUGGESTED,
        line_particulars={"due": standing.due, "deadline": standing.due_on.isoformat()},
        quote=standing.activity.source_quote,
        source=standing.activity.name,
        action=_new(standing.activity),
        due=standing.due_on,
    )


def _new(activity: Activity) -> Action:
    """Return the button that begins a record of an activity."""
    return Action(do=Do.NEW, kind=activity.kind, subtype=activity.subtype)


def _activity(campaign: Template | None, kind: str, subtype: str) -> Activity | None:
    """Return the activity whose sentence of the notice stands behind a record."""
    return next(iter(campaign.activities_of(kind, subtype)), None) if campaign else None


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
