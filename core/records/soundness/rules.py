"""The rules of a kind: the fields they name are there and of a type the rule can judge."""

from collections.abc import Iterator
from typing import assert_never

from core.records.field import (
    Attendance,
    Automatic,
    Choice,
    Date,
    Files,
    Grid,
    Integer,
    LongText,
    Month,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
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
from core.records.soundness.place import EMPTY, Fault, check_option, check_path, lead_to

_TEXT = (Text, LongText)
_SOMEBODY = (Person, People, Attendance)

Asked = tuple[str, str, tuple[type, ...] | None]
"""A part of a rule, the path that stands in it, and the types it may lead to (None = any); "?" behind the part = may
be empty."""


def check_rules(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the rules of a kind."""
    for number, rule in enumerate(kind.rules):
        at = f"rules[{number}]"
        for part, path, types in _asked(rule):
            yield from check_path(kind, f"{at}.{part.removesuffix('?')}", path, types, optional=part.endswith("?"))
        yield from _check_more(kind, rule, at)


def _asked(rule: Rule) -> Iterator[Asked]:  # noqa: C901, PLR0912, PLR0915 - one case a rule
    """Yield every path a rule names, with the types it may lead to."""
    match rule:
        case Span():
            yield from (("date", rule.date, (Date,)), ("start", rule.start, (Time,)), ("end", rule.end, (Time,)))
            yield "place?", rule.place or "", (Text,)
            yield from (("people", path, _SOMEBODY) for path in rule.people)
        case NotFuture():
            yield "date", rule.date, (Date,)
        case EnteredSoon():
            yield from (("date", rule.date, (Date,)), ("reason", rule.reason, _TEXT))
        case Attends():
            yield from (("person", rule.person, (Person,)), ("attendance", rule.attendance, (Attendance,)))
        case IssuedBefore():
            yield from _columns(rule.grid, column=(rule.column, (Date,)), title=(rule.title, (Text,)))
            yield "date", rule.date, (Date,)
        case Names():
            yield from _columns(rule.grid, column=(rule.column, _TEXT))
        case Discussed():
            yield from _columns(rule.grid, column=(rule.column, _TEXT))
            yield "when", rule.when, (Choice,)
        case LongEnough():
            yield "field", rule.field, _TEXT
            yield from (("also", path, (Grid, *_TEXT)) for path in rule.also)
        case AnyOf():
            yield from (("fields", path, None) for path in rule.fields)
        case SaysNone():
            yield "field", rule.field, (Grid, *_TEXT)
        case WeekdayTold():
            yield from (("fields", path, _TEXT) for path in rule.fields)
            yield "date", rule.date, (Date,)
        case NotBefore():
            yield from (("later", rule.later, (Date,)), ("earlier", rule.earlier, (Date,)))
        case Ledger():
            yield from _ledger(rule)
        case RestsOn():
            yield from (("date", rule.date, (Date,)), ("refs?", rule.refs, (Reference,)))
            yield from (("month?", rule.month, (Month,)), ("counted?", rule.counted, (Automatic,)))
        case Relayed():
            yield from _columns(rule.grid, received=(rule.received, (Date,)), title=(rule.title, (Text,)))
            yield "date", rule.date, (Date,)
        case Away():
            yield from (("person", rule.person, (Person,)), ("reason", rule.reason, (Choice,)))
            yield from (("since", rule.since, (Date,)), ("until", rule.until, (Date,)))
        case Original():
            yield from (("fields", path, _TEXT) for path in rule.fields)
            yield "excerpts?", rule.excerpts, _TEXT
        case OwnWords():
            yield from _columns(rule.grid, column=(rule.column, _TEXT), person=(rule.person, (Person,)))
        case Criticism():
            yield from _columns(rule.grid, column=(rule.column, _TEXT), about=(rule.about, (Person,)))
        case Quorum():
            yield from (("attendance", rule.attendance, (Attendance,)), ("when?", rule.when, (Choice,)))
        case Concludes():
            yield from (("topic", rule.topic, _TEXT), ("resolutions", rule.resolutions, (Grid, *_TEXT)))
            yield "none", rule.none, (Toggle,)
        case Recused():
            yield from (("parties", rule.parties, (Person, People)), ("voters", rule.voters, _SOMEBODY))
        case Chain():
            yield from (("steps", path, None) for path in rule.steps)
        case ReportedSoon():
            yield from (("date", rule.date, (Date,)), ("reported", rule.reported, (Date,)))
        case Votes():
            yield from _votes(rule)
        case Informed():
            yield from (("received", rule.received, (Date,)), ("told", rule.told, (Date,)))
        case Settled():
            yield from (("accepted", rule.accepted, (Date,)), ("answered", rule.answered, (Date,)))
            yield "extended", rule.extended, (Date, Toggle, *_TEXT)
        case Investigated():
            yield from (("people", rule.people, (People,)), ("parties", rule.parties, (Person, People, *_TEXT)))
        case Opinions():
            yield from _columns(
                rule.grid,
                text=(rule.text, _TEXT),
                handling=(rule.handling, (Choice,)),
                answered=(rule.answered, (Date,)),
            )
            yield "due?", f"{rule.grid}.{rule.due}" if rule.due else "", (Date,)
        case Remarks():
            yield from _columns(rule.grid, text=(rule.text, _TEXT))
        case Published():
            yield from (("start", rule.start, (Date,)), ("end", rule.end, (Date,)))
            yield "wanted?", rule.wanted, (Toggle,)
        case Hidden():
            yield from (("fields", path, (Grid, *_TEXT)) for path in rule.fields)
        case _:
            assert_never(rule)


def _columns(grid: str, **columns: tuple[str, tuple[type, ...]]) -> Iterator[Asked]:
    """Yield a grid and columns of it."""
    yield "grid", grid, (Grid,)
    for part, (column, types) in columns.items():
        yield part, f"{grid}.{column}" if column else "", types


def _ledger(rule: Ledger) -> Iterator[Asked]:
    """Yield the roles of a ledger."""
    yield from (("problem", rule.problem, _TEXT), ("measures", rule.measures, (Grid,)))
    yield from (("responsible", rule.responsible, (Person,)), ("leader", rule.leader, (Person,)))
    yield from (("deadline", rule.deadline, (Date,)), ("acceptor", rule.acceptor, (Person,)))
    yield from (("evidence", rule.evidence, (Files,)), ("milestones", rule.milestones, (Grid,)))


def _votes(rule: Votes) -> Iterator[Asked]:
    """Yield the columns of a tally."""
    numbers = {
        name: (getattr(rule, name), (Integer,)) for name in ("expected", "issued", "returned", "valid", "invalid")
    }
    yield from _columns(rule.grid, group=(rule.group, (Choice, Text)), **numbers)
    yield "item?", f"{rule.grid}.{rule.item}" if rule.item else "", (Text, Choice)
    yield "scale?", rule.scale, (Choice,)
    yield from (("counts", f"{rule.grid}.{column}", (Integer,)) for column in rule.counts)
    yield from (("watchers?", rule.watchers, (Person, People)), ("judged?", rule.judged, (Person, People)))


def _check_more(kind: Kind, rule: Rule, at: str) -> Iterator[Fault]:
    """Yield what is wrong with a rule besides the fields it names."""
    for part in ("fields", "steps", "counts"):
        if getattr(rule, part, None) == ():
            yield f"{at}.{part}", EMPTY
    for part in ("days", "least"):
        number = getattr(rule, part, None)
        if isinstance(number, int) and number < 1:
            yield f"{at}.{part}", "too_small"
    match rule:
        case Discussed():
            yield from check_option(kind, f"{at}.values", rule.when, rule.values)
            if not set(rule.least) <= set(rule.values):
                yield f"{at}.least", "no_such_option"
        case Quorum():
            yield from check_option(kind, f"{at}.values", rule.when, rule.values)
            if bool(rule.when) != bool(rule.values):
                yield f"{at}.values", EMPTY
            shares = (("least", rule.least), ("then", rule.then))
            yield from ((f"{at}.{name}", "no_share") for name, (part, whole) in shares if not 0 < part <= whole)
        case Opinions():
            yield from check_option(kind, f"{at}.followed", f"{rule.grid}.{rule.handling}", rule.followed)
        case RestsOn():
            yield from _check_basis(kind, rule, at)
        case Ledger():
            if isinstance(lead_to(kind, rule.deadline), Date) and kind.workflow.deadline != rule.deadline:
                yield f"{at}.deadline", "other_deadline"
        case _:
            pass


def _check_basis(kind: Kind, rule: RestsOn, at: str) -> Iterator[Fault]:
    """Yield where a paper rests on nothing, or counts nothing of its month."""
    if not rule.refs and not rule.month:
        yield f"{at}.refs", EMPTY
    if rule.counted and (not rule.month or not kind.counted_by(rule.counted)):
        yield f"{at}.counted", "counts_nothing"
