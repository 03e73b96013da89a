"""What a move of the workflow still lacks."""

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from core.base.errors import Particular
from core.checks import rectification as ledger
from core.checks.checking import check
from core.checks.context import Context
from core.checks.finding import Finding, Level, found
from core.records.content import Record, is_empty, read_day, says_nothing, typed_rows
from core.records.field import Attendance, Grid
from core.records.kind import Kind
from core.records.rule import Ledger, Opinions
from core.records.workflow import HISTORY, Effect, Move, Need

Answers = Mapping[str, Any]
"""What was answered to a move's questions, by the key of each."""

MILESTONES = "milestones"
"""Grid of dated stages, in kinds that have them without a ledger."""

BY = "by"
"""Question who does it."""

ANSWERED_IN_FORM = frozenset({"T05"})
"""Warnings whose sentence belongs into a field that is printed, so that no explanation elsewhere will do."""


def unmet(need: Need, kind: Kind, record: Record, context: Context, answers: Answers) -> tuple[Finding, ...]:
    """Return what keeps a need from being met; nothing when it is."""
    return tuple(_unmet(need, kind, record, context, answers))


def lacking(move: Move, kind: Kind, record: Record, context: Context, answers: Answers) -> tuple[Finding, ...]:
    """Return all that keeps a move from being made: its needs, fields it requires, days that can't be right."""
    needed = (finding for need in move.needs for finding in _unmet(need, kind, record, context, answers))
    return (*needed, *_check_said(move, kind, record), *_check_days(move, kind, record, context, answers))


def _unmet(need: Need, kind: Kind, record: Record, context: Context, answers: Answers) -> Iterator[Finding]:
    """Yield what keeps a need from being met."""
    match need:
        case Need.NO_ERRORS:
            yield from (finding for finding in check(kind, record, context) if finding.level is Level.ERROR)
        case Need.WARNINGS_EXPLAINED:
            yield from (finding for finding in check(kind, record, context) if _unexplained(finding, record))
        case Need.FOUR_ELEMENTS:
            yield from _check_elements(kind, record)
        case Need.PROGRESS:
            yield from _check_progress(record)
        case Need.EVIDENCE:
            yield from _check_evidence(kind, record)
        case Need.OTHER_ACCEPTOR:
            yield from _check_acceptor(kind, record, context, answers)
        case Need.PUBLISHED:
            if record.values.get(ledger.PUBLISH) and read_day(record.values.get(ledger.PUBLISH_FROM)) is None:
                yield found(record.id, "E10.not_published", Level.ERROR, (ledger.PUBLISH_FROM,))
        case Need.MILESTONES:
            yield from _check_milestones(kind, record)
        case Need.MILESTONES_DONE:
            yield from _check_milestones_done(kind, record)
        case Need.LATER_DEADLINE:
            yield from _check_later(kind, record, answers)
        case Need.ALL_ANSWERED:
            yield from _check_answered(kind, record)
        case _:
            assert_never(need)


def _ledgers(kind: Kind) -> Iterator[Ledger]:
    """Yield the kind's ledger rules; mostly one or none."""
    return (rule for rule in kind.rules if isinstance(rule, Ledger))


def _unexplained(finding: Finding, record: Record) -> bool:
    """Tell whether a warning has no sentence yet."""
    if finding.level is not Level.WARNING:
        return False
    return finding.rule in ANSWERED_IN_FORM or is_empty(record.explanations.get(finding.mark_in(record.values)))


def _check_elements(kind: Kind, record: Record) -> Iterator[Finding]:
    """Find a missing element: problem, measures, leader and person responsible, deadline (E01)."""
    for rule in _ledgers(kind):
        for key in (rule.problem, rule.measures, rule.leader, rule.responsible, rule.deadline):
            if is_empty(record.values.get(key)):
                yield found(record.id, "E01.element_missing", Level.ERROR, (key,))


def _check_progress(record: Record) -> Iterator[Finding]:
    """Find that no dated progress was written down (E03)."""
    rows = record.values.get(ledger.PROGRESS) or ()
    if not any(read_day(row.get("on")) and not is_empty(row.get("note")) for row in rows):
        yield found(record.id, "E03.no_progress", Level.ERROR, (ledger.PROGRESS,))


def _check_evidence(kind: Kind, record: Record) -> Iterator[Finding]:
    """Find that there is no piece of evidence (E03)."""
    for rule in _ledgers(kind):
        if is_empty(record.values.get(rule.evidence)):
            yield found(record.id, "E03.no_evidence", Level.ERROR, (rule.evidence,))


def _check_acceptor(kind: Kind, record: Record, context: Context, answers: Answers) -> Iterator[Finding]:
    """Find that the person responsible would accept the own work (E04); it is the answer that is wrong."""
    acceptor = answers.get(BY)
    for rule in _ledgers(kind):
        if acceptor and acceptor == record.values.get(rule.responsible):
            name = context.name(str(acceptor))
            yield found(record.id, "E04.own_acceptance", Level.ERROR, (BY,), person=name)


def _check_said(move: Move, kind: Kind, record: Record) -> Iterator[Finding]:
    """Find fields that must say something before a move and don't (W01)."""
    for key in move.requires:
        value = record.values.get(key)
        match kind.field(key):
            case Grid():
                if not typed_rows(value):
                    yield found(record.id, "W01.no_rows", Level.ERROR, (key,))
            case Attendance():
                if is_empty((value or {}).get("expected")):
                    yield found(record.id, "W01.empty", Level.ERROR, (key,))
            case _:
                if is_empty(value):
                    yield found(record.id, "W01.empty", Level.ERROR, (key,))


def _check_answered(kind: Kind, record: Record) -> Iterator[Finding]:
    """Find opinions that were not answered (E11)."""
    for rule in kind.rules:
        if not isinstance(rule, Opinions):
            continue
        for number, row in enumerate(record.values.get(rule.grid) or ()):
            if not says_nothing(row) and read_day(row.get(rule.answered)) is None:
                path = (rule.grid, number, rule.answered)
                yield found(record.id, "E11.unanswered", Level.ERROR, path, row=number + 1)


def _check_milestones(kind: Kind, record: Record) -> Iterator[Finding]:
    """Find too few dated milestones (E06), in a ledger or where a kind has a list of them under that name."""
    rows = [(rule.milestones, ledger.milestones(rule, record)) for rule in _ledgers(kind)]
    if not rows and any(field.key == MILESTONES for field in kind.fields()):
        rows = [(MILESTONES, [row for row in typed_rows(record.values.get(MILESTONES)) if read_day(row.get("due"))])]
    for key, told in rows:
        if len(told) < ledger.LEAST_MILESTONES:
            yield found(record.id, "E06.few_milestones", Level.ERROR, (key,), milestones=len(told))


def _check_milestones_done(kind: Kind, record: Record) -> Iterator[Finding]:
    """Find milestones that were not reached (E06); a matter that has become a standing rule needs none."""
    if record.values.get(ledger.STANDING):
        return
    for rule in _ledgers(kind):
        rows = ledger.milestones(rule, record)
        still_open = sum(1 for row in rows if not row.get("done"))
        if still_open or not rows:
            yield found(record.id, "E06.milestones_open", Level.ERROR, (rule.milestones,), open=still_open)


def _check_later(kind: Kind, record: Record, answers: Answers) -> Iterator[Finding]:
    """Find a new deadline that doesn't lie after the one in force (E07)."""
    key = kind.workflow.deadline
    if key is None:
        return
    now, new = read_day(record.values.get(key)), read_day(answers.get(key))
    if now and new and new <= now:
        told: dict[str, Particular] = {"was": now.isoformat(), "now": new.isoformat()}
        yield found(record.id, "E07.deadline_not_later", Level.ERROR, (key,), **told)


def _check_days(move: Move, kind: Kind, record: Record, context: Context, answers: Answers) -> Iterator[Finding]:
    """Find a step that would be dated in the future (T04), or before the last one (T12).

    Opening a record to correct it, and being done with that, is no step of the matter itself; steps of earlier
    days may still follow it.
    """
    day = read_day(answers.get(move.on))
    path = (move.on,)
    if day is None or all(field.key != move.on for field in move.asks):
        return
    if day > context.today:
        yield found(record.id, "T04.future", Level.ERROR, path, on=day.isoformat(), today=context.today.isoformat())
    aside = {
        other.key
        for other in kind.workflow.moves
        if other.effect is Effect.REOPEN or (other.effect is Effect.NUMBER and other.target is None)
    }
    rows = record.values.get(HISTORY) or ()
    steps = [read_day(row.get("on")) for row in rows if row.get("move") not in aside]
    last = max((step for step in steps if step), default=None)
    if last and day < last:
        yield found(record.id, "T12.before_last_step", Level.ERROR, path, on=day.isoformat(), last=last.isoformat())
