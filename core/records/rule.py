"""The closed set of rules a kind may declare between its fields; core/checks judges them."""

import msgspec


class _Rule(msgspec.Struct, frozen=True, tag_field="type", kw_only=True):
    """What every rule shares."""


class Span(_Rule, frozen=True, tag="span", kw_only=True):
    """`date`, `start` and `end` are one stretch of time (T01, T02, T03); people in `people` were there."""

    date: str
    start: str
    end: str
    place: str | None = None
    people: tuple[str, ...] = ()


class NotFuture(_Rule, frozen=True, tag="not_future", kw_only=True):
    """A day that can't lie ahead (T04)."""

    date: str


class EnteredSoon(_Rule, frozen=True, tag="entered_soon", kw_only=True):
    """Entered within the threshold after `date`, else marked late (补记) with `reason` (T05)."""

    date: str
    reason: str


class Attends(_Rule, frozen=True, tag="attends", kw_only=True):
    """The person of `person` (or of every row of a grid, "grid.column") must be present in `attendance` (W04, W06)."""

    person: str
    attendance: str


class IssuedBefore(_Rule, frozen=True, tag="issued_before", kw_only=True):
    """A document (grid column) must be published on or before `date` (T09)."""

    grid: str
    column: str
    title: str
    date: str


class Names(_Rule, frozen=True, tag="names", kw_only=True):
    """Titles of documents in this text or grid column are compared with the repealed list (T11)."""

    grid: str
    column: str


class Discussed(_Rule, frozen=True, tag="discussed", kw_only=True):
    """For these values of `when`, `grid` needs at least `least` rows with something of their own said (W06)."""

    grid: str
    column: str
    when: str
    values: tuple[str, ...]
    least: dict[str, int]


class LongEnough(_Rule, frozen=True, tag="long_enough", kw_only=True):
    """Text shorter than the campaign's threshold, or `least`, is worth a hint (W05)."""

    field: str
    least: int


class AnyOf(_Rule, frozen=True, tag="any_of", kw_only=True):
    """At least one of these fields should say something (W11)."""

    fields: tuple[str, ...]


class SaysNone(_Rule, frozen=True, tag="says_none", kw_only=True):
    """A list that must be written, or say 无 (W12)."""

    field: str


class WeekdayTold(_Rule, frozen=True, tag="weekday_told", kw_only=True):
    """A 星期X told in these texts must fit `date` (T14)."""

    fields: tuple[str, ...]
    date: str


class NotBefore(_Rule, frozen=True, tag="not_before", kw_only=True):
    """`later` must not lie before `earlier` (E09 for a deadline)."""

    later: str
    earlier: str


class Ledger(_Rule, frozen=True, tag="ledger", kw_only=True):
    """The rules of rectification (E01–E07) apply, with these fields in their roles."""

    problem: str
    measures: str
    responsible: str
    leader: str
    deadline: str
    evidence: str
    milestones: str
    acceptor: str


Rule = (
    Span
    | NotFuture
    | EnteredSoon
    | Attends
    | IssuedBefore
    | Names
    | Discussed
    | LongEnough
    | AnyOf
    | SaysNone
    | WeekdayTold
    | NotBefore
    | Ledger
)
