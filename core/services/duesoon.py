"""What is due soon or overdue: items with a deadline, papers to hand in, and what the campaigns still wait for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from core.base.errors import Particular
from core.campaign.deadline import Anchor, read_deadline
from core.campaign.progress import Standing
from core.campaign.template import Activity, Binding, Measure, Per, Template
from core.checks.context import Context
from core.checks.finding import Finding
from core.checks.quotas import check_quotas
from core.checks.rectification import HISTORY, PUBLISH, PUBLISH_FROM
from core.records.catalogue import find_kind, kinds
from core.records.content import Record, read_day
from core.records.kind import Kind
from core.records.workflow import Effect, Move
from core.services import checking, lines
from core.services.nil import nearly_over
from core.store import records as shelf
from core.store.engine import Session
from core.store.records import Filter, Line
from core.store.vault import Vault
from core.views import checklist as view
from core.views.checklist import Action, Chip, Do, Row, Title
from core.views.records import RecordLine

MOST = 60
"""Rows of a column at most; the lists hold the rest."""

SOON = 14
"""Days before a deadline from which the page speaks of it."""

SHORT_PHASE = 31
"""Days of a phase so short that its activities stay on the page all through it (调研月)."""

REMEMBERED = 45
"""Days for which an ended month without its records is brought to mind."""


class Told:
    """Knows the sentence of the notice behind each kind of record."""

    def __init__(self, campaigns: Sequence[Template]) -> None:
        self._campaigns = campaigns

    def of(self, kind: str, subtype: str) -> Activity | None:
        """Return the first activity that asks for records of a kind and subtype."""
        found = (one for campaign in self._campaigns for one in campaign.activities_of(kind, subtype))
        return next(found, None)

    def handed_in(self, kind: str, subtype: str) -> bool:
        """Tell whether an activity wants records of a kind and subtype handed in."""
        found = (one for campaign in self._campaigns for one in campaign.activities_of(kind, subtype))
        return any(activity.submit_to for activity in found)


# --- 快到期的: items ------------------------------------------------------------------------------


def count_overdue(session: Session, day: date) -> int:
    """Return how many registered records are overdue, for the badge of the rail."""
    yesterday = day - timedelta(days=1)
    return sum(shelf.count(session, _awaited(kind, by=yesterday, handed=False)) for kind in _with_deadline())


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
    return (kind for kind in kinds().values() if kind.workflow.deadline or kind.workflow.dues)


def _awaited(kind: Kind, *, by: date, handed: bool = True) -> Filter:
    """Return the filter for registered records of a kind from which something is awaited by a day.

    `handed` = of the office too, with which they lie.
    """
    awaited = (one for one in kind.workflow.states if not one.open and not one.ended)
    states = tuple(one.value for one in awaited if handed or not one.handed)
    return Filter(kinds=(kind.key,), states=states, due_by=by, limit=MOST)


def item_rows(session: Session, told: Told, day: date) -> Iterator[Row]:
    """Yield a row for each registered record that is overdue or due soon, the earliest first."""
    items = _items(session, day)
    known = {record.id: record for record in shelf.readable(session, (line.id for line in items))}
    for line in items:
        kind = find_kind(line.kind)
        days = (line.due - day).days if line.due else 0
        chip, chip_said = _chip(days)
        what, particulars = _item_line(line, known.get(line.id))
        if kind.workflow.state(line.state).handed:
            chip, chip_said = Chip.UNANSWERED, {}
            what, particulars = view.Line.ANSWER_DUE, {"deadline": line.due.isoformat() if line.due else ""}
        activity = told.of(line.kind, line.subtype)
        yield Row(
            key=f"record:{line.id}",
            heading=line.heading,
            title=None if line.heading else Title.UNTITLED,
            no=line.no,
            kind=line.kind,
            chip=chip,
            chip_particulars=chip_said,
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


def _item_line(line: RecordLine, record: Record | None) -> tuple[view.Line, dict[str, Particular]]:
    """Return the words beside an item's chip; who must not accept it, or what is missing, before the bare deadline."""
    deadline = line.due.isoformat() if line.due else ""
    if _moves(find_kind(line.kind), line.state, Effect.ACCEPT):
        return view.Line.ACCEPTOR_NOT, {"person": line.responsible}
    if record is None:
        return view.Line.DEADLINE, {"deadline": deadline, "person": line.responsible}
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


# --- 要交的: papers that go to an office -----------------------------------------------------------


def hand_in_rows(session: Session, found: Iterable[Standing], day: date) -> Iterator[Row]:
    """Yield what is to be handed in to an office and was not: written already, or to be written soon.

    What is screened every month stands here too, for it may be dealt with in one press (零报告).
    """
    for standing in sorted(found, key=lambda one: one.due_on):
        activity, waiting = standing.activity, standing.done - standing.handed_in
        if _is_screening(activity):
            if standing.missing and _near(standing, day) and nearly_over(standing.month, day):
                yield _screening_row(standing, day)
            continue
        if not activity.submit_to or standing.handed_in >= standing.due or standing.person:
            continue
        if waiting <= 0 and not _near(standing, day):
            continue
        ready = _finished(session, standing) if waiting > 0 else ()
        chip, said = _chip((standing.due_on - day).days)
        yield Row(
            key=f"hand_in:{standing.campaign}/{activity.id}:{standing.start.isoformat()}",
            **_titled(standing),
            kind=activity.kind,
            chip=chip,
            chip_particulars=said,
            line=view.Line.READY if ready else view.Line.TO_WRITE,
            line_particulars={"office": activity.submit_to, "deadline": standing.due_on.isoformat()},
            quote=activity.source_quote,
            source=activity.name,
            action=Action(do=Do.SUBMIT, records=ready) if ready else _new(standing),
            due=standing.due_on,
        )


def event_rows(campaigns: Sequence[Template], day: date) -> Iterator[Row]:
    """Yield what is handed in only when something happens, with the days there are for it (有事才报)."""
    for campaign in campaigns:
        if not campaign.window.holds(day):
            continue
        for activity in campaign.activities:
            deadline = read_deadline(activity.deadline) if activity.deadline else None
            if activity.enabled and activity.submit_to and deadline and deadline.anchor is Anchor.EVENT:
                yield Row(
                    key=f"event:{campaign.id}/{activity.id}",
                    title=Title.ACTIVITY,
                    title_particulars={"activity": activity.name},
                    kind=activity.kind,
                    chip=Chip.ON_EVENT,
                    line=view.Line.WITHIN,
                    line_particulars={"days": deadline.shift, "office": activity.submit_to},
                    quote=activity.source_quote,
                    source=activity.name,
                    action=Action(do=Do.NEW, kind=activity.kind, subtype=activity.subtype),
                )


def _is_screening(activity: Activity) -> bool:
    """Tell whether an activity asks to look every month whether there is anything."""
    return activity.quota is not None and activity.quota.measure is Measure.SCREENING


def _screening_row(standing: Standing, day: date) -> Row:
    """Return the row of a month that was not screened yet."""
    chip, said = _chip((standing.due_on - day).days)
    return Row(
        key=f"screening:{standing.campaign}/{standing.activity.id}:{standing.start.isoformat()}",
        **_titled(standing),
        kind=standing.activity.kind,
        chip=chip,
        chip_particulars=said,
        line=view.Line.NIL_WILL_DO,
        quote=standing.activity.source_quote,
        source=standing.activity.name,
        action=_new(standing),
        due=standing.due_on,
    )


def _near(standing: Standing, day: date) -> bool:
    """Tell whether a paper's last day is near, or not long past."""
    ahead = (standing.due_on - day).days
    return ahead <= SOON and (_is_once(standing) or ahead >= -REMEMBERED)


def _finished(session: Session, standing: Standing) -> tuple[str, ...]:
    """Return the ids of the finished records of a standing that were not handed in."""
    kind = find_kind(standing.activity.kind)
    states = tuple(
        state.value for state in kind.workflow.states if not state.open and not state.handed and state.value != "void"
    )
    asked = Filter(kinds=(kind.key,), subtype=standing.activity.subtype, states=states, since=standing.start)
    return tuple(line.id for line in shelf.lines(session, asked) if line.number and _within(line, standing))


def _within(line: Line, standing: Standing) -> bool:
    """Tell whether a record may be the one of a standing: written in its time, or soon after.

    What is asked once in a campaign is done however late it comes.
    """
    if line.dated is None:
        return False
    return _is_once(standing) or line.dated <= standing.due_on + timedelta(days=REMEMBERED)


def _is_once(standing: Standing) -> bool:
    """Tell whether something is asked once in the whole campaign."""
    quota = standing.activity.quota
    return quota is not None and quota.per is Per.CAMPAIGN


# --- 快到期的: quotas -----------------------------------------------------------------------------


def quota_rows(
    vault: Vault, session: Session, found: Sequence[Standing], campaigns: Sequence[Template], day: date
) -> Iterator[Row]:
    """Yield what the campaigns under way still wait for; papers to hand in stand in the other column."""
    running = {campaign.id for campaign in campaigns if campaign.window.holds(day)}
    here = [
        one
        for one in found
        if one.campaign in running and not one.activity.submit_to and not _is_screening(one.activity)
    ]
    context = Context(now=vault.clock.now(), campaigns=tuple(campaigns), muted=checking.muted(session))
    for finding in check_quotas(here, context):
        row = _month_row(finding, here, day)
        if row:
            yield row
    for standing in sorted(_joined(here), key=lambda one: one.due_on):
        if standing.missing and _speaks(standing, day):
            yield _quota_row(standing, [one for one in here if _same_period(one, standing)], day)


def _same_period(one: Standing, other: Standing) -> bool:
    """Tell whether two standings are those of one activity in one period: each leader has one."""
    return (one.campaign, one.activity.id, one.start) == (other.campaign, other.activity.id, other.start)


def _joined(found: Iterable[Standing]) -> Iterator[Standing]:
    """Yield the standings; those of each leader only once, for the one with whom most is missing."""
    seen: dict[tuple[str, str, date], Standing] = {}
    for one in found:
        if not one.person:
            yield one
            continue
        key = (one.campaign, one.activity.id, one.start)
        if key not in seen or one.missing > seen[key].missing:
            seen[key] = one
    yield from seen.values()


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


def _quota_row(standing: Standing, each: Sequence[Standing], day: date) -> Row:
    """Return the row of what is still missing; `each` are those of all leaders, where every one has a quota."""
    activity, quota = standing.activity, standing.activity.quota
    chip: Chip = Chip.RECORDED
    particulars: dict[str, Particular] = {"done": standing.done, "due": standing.due}
    if standing.person:
        chip = Chip.LEADERS
        particulars = {"done": sum(not one.missing for one in each), "due": len(each)}
    if day > standing.due_on:
        chip, particulars = _chip((standing.due_on - day).days)
    required = quota is not None and quota.hard
    return Row(
        key=f"quota:{standing.campaign}/{activity.id}:{standing.start.isoformat()}",
        **_titled(standing),
        kind=activity.kind,
        chip=chip,
        chip_particulars=particulars,
        line=view.Line.REQUIRED if required else view.Line.SUGGESTED,
        line_particulars={"due": standing.due, "deadline": standing.due_on.isoformat()},
        quote=activity.source_quote,
        source=activity.name,
        action=_new(standing),
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
        key=f"month:{standing.campaign}/{standing.activity.id}:{standing.month}",
        title=Title.ACTIVITY_IN_MONTH,
        title_particulars=finding.particulars,
        kind=standing.activity.kind,
        chip=Chip.NONE_RECORDED,
        chip_particulars={"month": standing.month},
        line=view.Line.SUGGESTED,
        line_particulars={"due": standing.due, "deadline": standing.due_on.isoformat()},
        quote=standing.activity.source_quote,
        source=standing.activity.name,
        action=_new(standing),
        due=standing.due_on,
    )


def _titled(standing: Standing) -> dict[str, Any]:
    """Return the title of a row about an activity: with its month where it is monthly."""
    quota = standing.activity.quota
    monthly = quota is not None and quota.per is Per.MONTH
    said: dict[str, Particular] = {"activity": standing.activity.name}
    if monthly:
        said["month"] = standing.month
    return {"title": Title.ACTIVITY_IN_MONTH if monthly else Title.ACTIVITY, "title_particulars": said}


def _new(standing: Standing) -> Action:
    """Return the button that begins a record of an activity, or says in one press that there was nothing (零报告)."""
    activity, quota = standing.activity, standing.activity.quota
    if quota is not None and quota.measure is Measure.SCREENING:
        nil = next((kind.key for kind in kinds().values() if kind.nil_of == activity.kind), "")
        if nil:
            return Action(do=Do.NIL, kind=nil, month=standing.month)
    return Action(do=Do.NEW, kind=activity.kind, subtype=activity.subtype)
