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
    also: tuple[str, ...] = ()
    """Texts and grids that belong to the same text, counted with it."""


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


class RestsOn(_Rule, frozen=True, tag="rests_on", kw_only=True):
    """A paper can't be dated before what it rests on: records it names ("grid.column"), or those of a month (T12)."""

    date: str
    refs: str = ""
    month: str = ""
    counted: str = ""
    """Field that counts the records of the month which are meant, where not all are; what says 0 has none after all."""


class Relayed(_Rule, frozen=True, tag="relayed", kw_only=True):
    """A document (grid column: the day it was received) should be passed on soon (T10)."""

    grid: str
    received: str
    title: str
    date: str


class Away(_Rule, frozen=True, tag="away", kw_only=True):
    """The person is not on duty from `since` to `until` (T07)."""

    person: str
    since: str
    until: str
    reason: str


class Original(_Rule, frozen=True, tag="original", kw_only=True):
    """These texts are compared with those of earlier records of the kind (C01).

    `excerpts` = grid column with originals: what was copied out of one is also measured by itself (C03).
    """

    fields: tuple[str, ...]
    excerpts: str = ""


class OwnWords(_Rule, frozen=True, tag="own_words", kw_only=True):
    """What different people said is compared, within the record and with others of the kind (C02)."""

    grid: str
    column: str
    person: str


class Criticism(_Rule, frozen=True, tag="criticism", kw_only=True):
    """What is held against one person is compared from meeting to meeting (C05)."""

    grid: str
    column: str
    about: str


class Quorum(_Rule, frozen=True, tag="quorum", kw_only=True):
    """At least `least` (numerator, denominator) of those expected must be present (F01).

    For these values of `when` it is `then`.
    """

    attendance: str
    least: tuple[int, int]
    when: str = ""
    values: tuple[str, ...] = ()
    then: tuple[int, int] = (2, 3)


class Concludes(_Rule, frozen=True, tag="concludes", kw_only=True):
    """A topic needs a conclusion in `resolutions`, or the word that there is none this time (F02)."""

    topic: str
    resolutions: str
    none: str


class Recused(_Rule, frozen=True, tag="recused", kw_only=True):
    """Whom a matter concerns must not be among those who vote on it (F03); both are people fields."""

    parties: str
    voters: str


class Chain(_Rule, frozen=True, tag="chain", kw_only=True):
    """The steps of a procedure: none of these fields may be left out (F04)."""

    steps: tuple[str, ...]


class ReportedSoon(_Rule, frozen=True, tag="reported_soon", kw_only=True):
    """Reported within the campaign's days after `date` (F05)."""

    date: str
    reported: str


class Votes(_Rule, frozen=True, tag="votes", kw_only=True):
    """Ballots of each group add up (G01), enough came back (G02), and no small group stands alone (G03).

    `counts` are the columns with the votes of each answer, in the order of the `scale` whose words, parted by strokes,
    stand over them on paper; nobody who is judged may watch the count.
    """

    grid: str
    group: str
    expected: str
    issued: str
    returned: str
    valid: str
    invalid: str
    counts: tuple[str, ...]
    scale: str = ""
    """Choice of the answers."""
    whole: str = ""
    """Answer of `group` for everybody together."""
    item: str = ""
    """Column that says of what; rows of one item belong together."""
    watchers: str = ""
    judged: str = ""


class Informed(_Rule, frozen=True, tag="informed", kw_only=True):
    """Whoever petitioned is told within `days` after `received` whether it is taken on (H01)."""

    received: str
    told: str
    days: int


class Settled(_Rule, frozen=True, tag="settled", kw_only=True):
    """A petition taken on is answered within `days`, or `more` days later where that was approved (H02)."""

    accepted: str
    answered: str
    extended: str
    days: int
    more: int


class Investigated(_Rule, frozen=True, tag="investigated", kw_only=True):
    """At least `least` people look into a dispute, none of them a party to it (H04)."""

    people: str
    parties: str
    """"grid.column" with a person or a name."""
    least: int


class Opinions(_Rule, frozen=True, tag="opinions", kw_only=True):
    """Every opinion ends in "answered" (E11); those to be settled by a date or elsewhere have a record that does it.

    While that record is being worked on, and until the opinion's own date, the answer is not missed.
    """

    grid: str
    text: str
    handling: str
    answered: str
    """Column with the day it was answered."""
    followed: tuple[str, ...]
    """Values of `handling` that need a record which follows it up."""
    due: str = ""
    """Column with the day by which it is to be settled."""


class Remarks(_Rule, frozen=True, tag="remarks", kw_only=True):
    """What an inspection found becomes a rectification item (E13)."""

    grid: str
    text: str


class Published(_Rule, frozen=True, tag="published", kw_only=True):
    """Published from a day to a day where it is to be published (E10)."""

    wanted: str = ""
    """Toggle that says whether it is to be; empty = always."""
    start: str
    end: str


class Hidden(_Rule, frozen=True, tag="hidden", kw_only=True):
    """These texts and grids are read by others: no name that is private anywhere in the vault may stand there (H03)."""

    fields: tuple[str, ...]


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
    | RestsOn
    | Relayed
    | Away
    | Original
    | OwnWords
    | Criticism
    | Quorum
    | Concludes
    | Recused
    | Chain
    | ReportedSoon
    | Votes
    | Informed
    | Settled
    | Investigated
    | Opinions
    | Remarks
    | Published
    | Hidden
)
