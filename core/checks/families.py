"""Which module judges which rule of a kind; a test names a rule that nobody judges."""

from collections.abc import Callable, Iterator
from typing import Any, assert_never, get_args

from core.checks import (
    calendar,
    completeness,
    copied,
    meetings,
    opinions,
    people,
    petitions,
    publishing,
    rectification,
    surveys,
    text,
    time,
)
from core.checks.context import Context
from core.checks.finding import Finding
from core.records.content import Record
from core.records.kind import Kind
from core.records.rule import (
    AnyOf,
    Attends,
    Away,
    Chain,
    Concludes,
    Criticism,
    Discussed,
    EnteredSoon,
    Hidden,
    Informed,
    Investigated,
    IssuedBefore,
    Ledger,
    LongEnough,
    Names,
    NotBefore,
    NotFuture,
    Opinions,
    Original,
    OwnWords,
    Published,
    Quorum,
    Recused,
    Relayed,
    Remarks,
    ReportedSoon,
    RestsOn,
    Rule,
    SaysNone,
    Settled,
    Span,
    Votes,
    WeekdayTold,
)

Timed = Span | NotFuture | EnteredSoon | IssuedBefore | Relayed | RestsOn | WeekdayTold | NotBefore
Told = Names | Discussed | LongEnough | AnyOf | SaysNone | Original
Met = Attends | Quorum | Concludes | Recused | Chain | ReportedSoon
Followed = Ledger | Opinions | Remarks | Published | Votes | Informed | Settled | Investigated
Silent = OwnWords | Criticism | Away | Hidden
"""They only tell others what to look at: what is compared with what (the index of likenesses), who is away (other
records' T07), and which texts others read (H03, over all texts at once)."""


def judge(rule: Rule, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Yield what one rule of a kind finds in a record."""
    family = _FAMILIES.get(type(rule))
    if family:
        yield from family(rule, kind, record, context)


def _judge_time(rule: Timed, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Judge days and hours."""
    match rule:
        case Span():
            yield from time.check_length(rule, record)
            yield from people.check_overlaps(rule, kind, record, context)
            yield from calendar.check_day_off(rule, kind, record, context)
        case NotFuture():
            yield from time.check_future(rule, record, context)
        case EnteredSoon():
            yield from time.check_entry(rule, record, context)
            yield from calendar.check_batch(rule, record, context)
        case IssuedBefore():
            yield from time.check_issue(rule, record)
        case Relayed():
            yield from time.check_relay(rule, record, context)
        case RestsOn():
            yield from time.check_basis(rule, record, context)
        case WeekdayTold():
            yield from time.check_told(rule, record)
        case NotBefore():
            yield from time.check_order(rule, record)
        case _:
            assert_never(rule)


def _judge_text(rule: Told, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Judge what was written."""
    match rule:
        case Names():
            yield from text.check_repealed(rule, kind, record, context)
        case Discussed():
            yield from text.check_discussion(rule, record)
        case LongEnough():
            yield from text.check_length(rule, kind, record, context)
        case AnyOf():
            yield from completeness.check_any_of(rule, record)
        case SaysNone():
            yield from text.check_none_said(rule, record)
        case Original():
            yield from copied.check_original(rule, record)
        case _:
            assert_never(rule)


def _judge_meeting(rule: Met, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Judge a meeting."""
    match rule:
        case Attends():
            yield from people.check_attends(rule, kind, record, context)
        case Quorum():
            yield from meetings.check_quorum(rule, record)
        case Concludes():
            yield from meetings.check_conclusion(rule, record)
        case Recused():
            yield from meetings.check_recusal(rule, record, context)
        case Chain():
            yield from meetings.check_steps(rule, record)
        case ReportedSoon():
            yield from meetings.check_report(rule, record, context)
        case _:
            assert_never(rule)


def _judge_outcome(rule: Followed, kind: Kind, record: Record, context: Context) -> Iterator[Finding]:
    """Judge what became of a matter."""
    match rule:
        case Ledger():
            yield from rectification.check_ledger(rule, kind, record, context)
        case Opinions():
            yield from opinions.check_opinions(rule, kind, record, context)
        case Remarks():
            yield from opinions.check_remarks(rule, kind, record, context)
        case Published():
            yield from publishing.check_published(rule, kind, record, context)
        case Votes():
            yield from surveys.check_votes(rule, record, context)
        case Informed():
            yield from petitions.check_informed(rule, record, context)
        case Settled():
            yield from petitions.check_settled(rule, record, context)
        case Investigated():
            yield from petitions.check_investigators(rule, kind, record, context)
        case _:
            assert_never(rule)


_FAMILIES: dict[type, Callable[[Any, Kind, Record, Context], Iterator[Finding]]] = {
    rule: family
    for family, rules in (
        (_judge_time, Timed),
        (_judge_text, Told),
        (_judge_meeting, Met),
        (_judge_outcome, Followed),
    )
    for rule in get_args(rules)
}
