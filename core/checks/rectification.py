"""Rectification items and their ledger: E02–E08, E10, E12, and the order of their days (T12)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from core.checks.context import Context
from core.checks.finding import Finding, Level, beside, found
from core.checks.publishing import check_days
from core.records.content import Record, is_empty, read_day
from core.records.kind import Kind
from core.records.rule import Ledger
from core.records.workflow import Effect, Need

PROGRESS = "progress"
HISTORY = "history"
ACCEPTED_ON = "accepted_on"
CLOSED_ON = "closed_on"
PUBLISH = "publish"
PUBLISH_FROM = "publish_from"
PUBLISH_TO = "publish_to"
STANDING = "standing"
CATEGORY = "category"
"""Fields that every ledger has under these names (D§2.9)."""

ESCALATED = "escalated"
"""State of an item that only the office can settle."""

LASTING_SHARE = 30
"""Per cent of sustained items beyond which the ledger is asked about (E06)."""
LEAST_MILESTONES = 2

_EMPTY_WORDS = re.compile(
    "进一步|不断|切实|认真|大力|全面|着力|高度重视|提高(?:思想)?认识|统一(?:思想)?认识|统一思想|增强(?:.{0,4}意识)|加强|强化|重视|深入|加大力度"
)
_ACTION = re.compile(
    "制订|制定|起草|修订|修改|建立|公布|公开|公示|张贴|绘制|绘|检查|巡查|走访|培训|演练|更换|维修|购置|购买|登记|汇总|抽查|抽看"
    "|召开|签订|发放|收回|安排|排查|整理|通报|报告|上报|请示|告知|通知|催办|设置|设立|安装|清理|拆除|补|写|画|开|听|改|修|换|装"
    "|查|记|测|印|贴|计时|值班|轮值|约谈|试|固定|指定|增加|减少|取消|停止|叫到|收"
)
_QUANTITY = re.compile("[0-9０-９一二三四五六七八九十百两半几]|每[天日周月季年次班人]|学期|月底|期末|期初")


def overdue_days(kind: Kind, record: Record, today: date) -> int:
    """Return the days past the deadline in force; 0 when it lies ahead or nothing is awaited any more."""
    if kind.workflow.deadline is None or kind.workflow.state(record.state).ended:
        return 0
    deadline = read_day(record.values.get(kind.workflow.deadline))
    return max(0, (today - deadline).days) if deadline else 0


def lasting_states(kind: Kind) -> frozenset[str]:
    """Return the states of sustained effort: those that a move reaches only with milestones."""
    return frozenset(
        move.target for move in kind.workflow.moves if move.target is not None and Need.MILESTONES in move.needs
    )


def closing_states(kind: Kind) -> frozenset[str]:
    """Return the states in which an item was accepted."""
    return frozenset(
        move.target for move in kind.workflow.moves if move.target is not None and move.effect is Effect.ACCEPT
    )


def milestones(rule: Ledger, record: Record) -> list[Mapping[str, Any]]:
    """Return the milestones that have a day and a goal."""
    rows = record.values.get(rule.milestones) or ()
    return [row for row in rows if read_day(row.get("due")) and not is_empty(row.get("goal"))]


def check_ledger(rule: Ledger, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check one item of a ledger (E02–E08, E10, E12, T12)."""
    yield from _check_overdue(rule, kind, record, context)
    yield from _check_acceptance(rule, kind, record, context)
    yield from _check_measures(rule, record)
    yield from _check_lasting(rule, kind, record, context)
    yield from _check_deadlines(rule, kind, record)
    yield from _check_return(record, context)
    yield from _check_escalated(record, context)
    yield from check_days(PUBLISH, PUBLISH_FROM, PUBLISH_TO, record, context)


def _check_overdue(rule: Ledger, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find that the deadline in force has passed (E02)."""
    days = overdue_days(kind, record, context.today)
    if days:
        deadline = str(record.values[rule.deadline])
        yield found(record.id, "E02.overdue", Level.WARNING, (rule.deadline,), deadline=deadline, days=days)


def _check_acceptance(rule: Ledger, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check evidence (E03), acceptor (E04) and the order of days (T12) of an item that was closed.

    An item that came back keeps its first acceptance, which then lies before newer progress, and rightly.
    """
    acceptor = record.values.get(rule.acceptor)
    if acceptor and acceptor == record.values.get(rule.responsible):
        name = context.name(str(acceptor))
        yield found(record.id, "E04.own_acceptance", Level.ERROR, (rule.acceptor,), person=name)
    if record.state not in closing_states(kind):
        return
    if is_empty(record.values.get(rule.evidence)):
        yield found(record.id, "E03.no_evidence", Level.ERROR, (rule.evidence,))
    accepted, closed = read_day(record.values.get(ACCEPTED_ON)), read_day(record.values.get(CLOSED_ON))
    reported = [day for row in record.values.get(PROGRESS) or () if (day := read_day(row.get("on")))]
    if accepted and reported and accepted < max(reported):
        yield found(
            record.id,
            "T12.accepted_before_progress",
            Level.ERROR,
            (ACCEPTED_ON,),
            accepted_on=accepted.isoformat(),
            progress_on=max(reported).isoformat(),
        )
    if accepted and closed and closed < accepted:
        yield found(
            record.id,
            "T12.closed_before_accepted",
            Level.ERROR,
            (CLOSED_ON,),
            closed_on=closed.isoformat(),
            accepted_on=accepted.isoformat(),
        )


def _check_measures(rule: Ledger, record: Record) -> Iterator[Finding]:
    """Find measures that hold nothing one could check: no action, no quantity, no time (E05)."""
    for number, row in enumerate(record.values.get(rule.measures) or ()):
        text = str(row.get("text") or "")
        rest = _EMPTY_WORDS.sub("", text)
        if rest != text and not _ACTION.search(rest) and not _QUANTITY.search(rest):
            words = text.strip()
            yield found(record.id, "E05.vague", Level.HINT, (rule.measures, number, "text"), words=words)


def _check_lasting(rule: Ledger, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Check a sustained item: milestones, and its kind's share in the ledger (E06)."""
    if record.state not in lasting_states(kind):
        return
    reached = len(milestones(rule, record))
    if reached < LEAST_MILESTONES:
        yield found(record.id, "E06.few_milestones", Level.WARNING, (rule.milestones,), milestones=reached)
    total, lasting = context.ledger.total, context.ledger.long_term
    if total and lasting * 100 > LASTING_SHARE * total:
        yield found(
            record.id,
            "E06.too_many_lasting",
            Level.WARNING,
            (rule.milestones,),
            percent=lasting * 100 // total,
            lasting=lasting,
            total=total,
        )


def _check_deadlines(rule: Ledger, kind: Kind, record: Record) -> Iterator[Finding]:
    """Find a deadline that was moved later without an approved extension (E07).

    Every step of the history carries the deadline then in force, so the first one always stays on show.
    """
    extensions = {move.key for move in kind.workflow.moves if move.effect is Effect.EXTEND}
    before: date | None = None
    for number, row in enumerate(record.values.get(HISTORY) or ()):
        deadline = read_day(row.get("deadline"))
        if deadline is None:
            continue
        if before and deadline > before:
            told = {"was": before.isoformat(), "now": deadline.isoformat()}
            path = (HISTORY, number, "deadline")
            if row.get("move") not in extensions:
                yield found(record.id, "E07.deadline_moved", Level.ERROR, path, **told)
            elif is_empty(row.get("by")) or is_empty(row.get("note")):
                yield found(record.id, "E07.extension_unapproved", Level.ERROR, path, **told)
        before = deadline
    now = read_day(record.values.get(rule.deadline))
    if before and now and now > before:
        yield found(
            record.id,
            "E07.deadline_moved",
            Level.ERROR,
            (rule.deadline,),
            was=before.isoformat(),
            now=now.isoformat(),
        )


def _check_return(record: Record, context: Context) -> Iterator[Finding]:
    """Remark that a matter of the same category was closed within the year before this one was raised (E08)."""
    closed = [(item.dated, item) for item in context.closed_alike if item.dated]
    if not closed:
        return
    on, last = max(closed, key=lambda pair: pair[0])
    yield beside(
        found(
            record.id,
            "E08.again",
            Level.HINT,
            (CATEGORY,),
            category=str(record.values.get(CATEGORY) or ""),
            number=last.number,
            heading=last.heading,
            closed_on=on.isoformat(),
        ),
        last.record,
    )


def _check_escalated(record: Record, context: Context) -> Iterator[Finding]:
    """Find an item for the office to settle that no written paper tells it of (E12).

    The paper grew out of the item, or its number stands in the step that passed it on.
    """
    if record.state != ESCALATED or any(not follower.by.void for follower in context.followers):
        return
    steps = [str(row.get("note") or "") for row in record.values.get(HISTORY) or () if row.get("state") == ESCALATED]
    papers = [paper.number for paper in context.referred.values() if not paper.void]
    if not any(number in note for note in steps for number in papers):
        yield found(record.id, "E12.not_passed_on", Level.WARNING, (HISTORY,))
