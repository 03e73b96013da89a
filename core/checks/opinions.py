"""What became of it? E11 and E12 for opinions raised at a forum, E13 for remarks of an inspection."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from core.checks.context import Context, Follower, Referred
from core.checks.finding import Finding, Level, beside, found
from core.checks.outline import is_finished
from core.records.content import Record, is_empty, read_day, says_nothing
from core.records.field import ROW, Grid, Reference
from core.records.kind import Kind
from core.records.rule import Opinions, Remarks

EXPLAINED, UPWARD = "explained", "upward"
"""Values of `handling` with a course of their own: explained and understood; passed up for the office to answer."""


class OpinionState(StrEnum):
    """Where an opinion stands on its way to an answer (D§2.5)."""

    REGISTERED = "registered"
    """已登记: nobody has said yet what becomes of it."""
    SOLVED = "solved"
    """当场解决; the answer is still to be given."""
    EXPLAINED = "explained"
    """解释说明; whether it was understood is still to be noted."""
    BY_DATE = "by_date"
    """To be settled by a date, elsewhere or above; no record does it yet."""
    FOLLOWED = "followed"
    """已转: a record follows it up."""
    FOLLOWER_CLOSED = "follower_closed"
    """That record is closed; the answer is still to be given."""
    WAITING = "waiting"
    """等待上级: passed on to the office."""
    ANSWERED = "answered"
    """已反馈."""


def opinion_state(rule: Opinions, row: Mapping[str, Any], followers: Iterable[Follower]) -> OpinionState:
    """Return where the opinion in a row stands; `followers` are those of the whole record."""
    if read_day(row.get(rule.answered)):
        return OpinionState.ANSWERED
    handling = row.get(rule.handling)
    if is_empty(handling):
        return OpinionState.REGISTERED
    mine = _following(row, followers)
    if handling in rule.followed and not mine:
        return OpinionState.BY_DATE
    if handling == UPWARD:
        return OpinionState.WAITING
    if handling == EXPLAINED:
        return OpinionState.EXPLAINED
    if handling not in rule.followed:
        return OpinionState.SOLVED
    closed = all(follower.by.ended for follower in mine)
    return OpinionState.FOLLOWER_CLOSED if closed else OpinionState.FOLLOWED


def opinion_states(
    rule: Opinions, record: Record, followers: Iterable[Follower]
) -> Iterator[tuple[int, Mapping[str, Any], OpinionState]]:
    """Yield every opinion of a record with its place among the rows, from 0, and where it stands."""
    told = tuple(followers)
    for number, row in enumerate(record.values.get(rule.grid) or ()):
        if not says_nothing(row):
            yield number, row, opinion_state(rule, row, told)


def check_opinions(rule: Opinions, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find opinions that were not answered yet (E11), or are for the office and were not passed on (E12).

    One that was handed on to a record that has been voided since has no course any more, whatever was answered (E11).
    Asked once the forum is finished: before that there is nothing an opinion could have become.
    """
    if not is_finished(kind, record):
        return
    for number, row, state in opinion_states(rule, record, context.followers):
        told = {"row": number + 1}
        gone = _gone(rule, kind, row, context)
        if gone is not None:
            lost = found(
                record.id,
                "E11.follower_void",
                Level.WARNING,
                (rule.grid, number, rule.handling),
                **told,
                number=gone.number,
                heading=gone.heading,
            )
            yield beside(lost, gone.record)
            continue
        due = read_day(row.get(rule.due)) if rule.due else None
        if state is OpinionState.BY_DATE and row.get(rule.handling) == UPWARD:
            path = (rule.grid, number, rule.handling)
            yield found(record.id, "E12.opinion_not_passed_on", Level.WARNING, path, **told)
        elif state is OpinionState.BY_DATE:
            path = (rule.grid, number, rule.handling)
            yield found(record.id, "E11.not_followed", Level.WARNING, path, **told)
        elif state is OpinionState.FOLLOWED and (due is None or context.now.date() <= due):
            continue
        elif state is not OpinionState.ANSWERED:
            path = (rule.grid, number, rule.answered)
            yield found(record.id, "E11.unanswered", Level.WARNING, path, **told)


def check_remarks(rule: Remarks, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Find remarks of an inspection that became no item (E13), once the record is finished."""
    if not is_finished(kind, record):
        return
    for number, row in enumerate(record.values.get(rule.grid) or ()):
        if not is_empty(row.get(rule.text)) and not _following(row, context.followers):
            path = (rule.grid, number, rule.text)
            yield found(record.id, "E13.no_item", Level.WARNING, path, row=number + 1)


def _gone(rule: Opinions, kind: Kind, row: Mapping[str, Any], context: Context) -> Referred | None:
    """Return the void record a row was handed on to or names, where none that is not void takes its place."""
    name = row.get(ROW)
    grid = kind.field(rule.grid)
    columns = grid.columns if isinstance(grid, Grid) else ()
    named = (str(row.get(column.key) or "") for column in columns if isinstance(column, Reference))
    mine = [
        *(follower.by for follower in context.followers if name and follower.row == name),
        *(context.referred[number] for number in named if number in context.referred),
    ]
    return mine[-1] if mine and all(other.void for other in mine) else None


def _following(row: Mapping[str, Any], followers: Iterable[Follower]) -> list[Follower]:
    """Return what grew out of a row and is not void."""
    name = row.get(ROW)
    return [follower for follower in followers if name and follower.row == name and not follower.by.void]
