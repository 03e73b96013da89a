"""States a record passes through, and the moves between them, as data (D§2.0, D§2.9)."""

from enum import StrEnum

import msgspec

from core.base.words import Words
from core.records.field import Field

HISTORY = "history"
"""Field with a row for every move that was made with a record; only moves write it."""


class Tone(StrEnum):
    """How a state's chip looks."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARN = "warn"


class State(msgspec.Struct, frozen=True):
    """One state: its stored value, its words, its chip and whether the form may still be typed in."""

    value: str
    words: Words
    tone: Tone = Tone.NEUTRAL
    icon: str = "document"
    open: bool = False
    """The form can be changed in this state."""
    ended: bool = False
    """Nothing is awaited any more: no deadline counts."""
    handed: bool = False
    """It was handed in to the office above."""


class Need(StrEnum):
    """What must hold before a move is allowed; judged by core/checks and named there."""

    NO_ERRORS = "no_errors"
    """No finding of level error."""
    WARNINGS_EXPLAINED = "warnings_explained"
    """Every warning has its sentence."""
    FOUR_ELEMENTS = "four_elements"
    """Problem, measures, leader and person responsible, deadline (E01)."""
    PROGRESS = "progress"
    """At least one dated line of progress."""
    EVIDENCE = "evidence"
    """At least one piece of evidence (E03)."""
    OTHER_ACCEPTOR = "other_acceptor"
    """The acceptor is not the person responsible (E04)."""
    PUBLISHED = "published"
    """Published, where publication is required."""
    MILESTONES = "milestones"
    """At least two dated milestones (E06)."""
    MILESTONES_DONE = "milestones_done"
    """All milestones reached, or the matter has become a standing rule."""
    LATER_DEADLINE = "later_deadline"
    """The new deadline lies after the one in force."""
    ALL_ANSWERED = "all_answered"
    """Every opinion was answered (E11)."""


class Effect(StrEnum):
    """What a move does besides changing the state; done by core/services."""

    NONE = "none"
    NUMBER = "number"
    """Give the record its number, once, and freeze a version; offered only while there is something to freeze."""
    REOPEN = "reopen"
    """Keep the finished version and open a new one for writing."""
    EXTEND = "extend"
    """Replace the deadline in force; the first one stays on show."""
    APPEND = "append"
    """Add the answers as a row to the grid named in `into`."""
    ACCEPT = "accept"
    """Write the acceptance and the day of closing."""
    FILL = "fill"
    """Write each answer into the field of the same name."""
    ROW = "row"
    """Write the answers into one row of the grid named in `into`, which the person chooses."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One move: from which states to which (None = stays), what it needs, what it asks, what it does."""

    key: str
    words: Words
    sources: tuple[str, ...]
    target: str | None
    needs: tuple[Need, ...] = ()
    requires: tuple[str, ...] = ()
    """Fields that must say something before it (W01)."""
    asks: tuple[Field, ...] = ()
    """Questions answered in the move's dialog; the answers go into the history, and into `into`."""
    effect: Effect = Effect.NONE
    into: str | None = None
    """Grid that takes the answers (append, row)."""
    on: str = "on"
    """Key of the question that asks for the day it happened."""
    who: str = "by"
    """Key of the question that asks who did it."""
    primary: bool = False
    """The usual next step from its states."""
    by_program: bool = False
    """Done by the program (submitting, a receipt), never offered as a button."""
    grave: bool = False
    """Ask before doing it: it can't be undone."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A day by which something is awaited in these states: so many months and days after the day in a field."""

    states: tuple[str, ...]
    field: str
    days: int = 0
    months: int = 0
    given: str = ""
    """Only where this field says something, e.g. that more time was granted."""


class Workflow(msgspec.Struct, frozen=True, kw_only=True):
    """States in their usual order, the first one, and the moves."""

    states: tuple[State, ...]
    moves: tuple[Move, ...]
    first: str = "draft"
    deadline: str | None = None
    """Field whose passing lays "overdue" over every state that is not ended, or over those that are `timed`."""
    timed: tuple[str, ...] = ()
    """States in which the deadline counts, where there are some that end later: settled in time, visited afterwards."""
    dues: tuple[Due, ...] = ()
    """Deadlines that follow from other days; the first that fits counts. Only where `deadline` is None."""

    def state(self, value: str) -> State:
        """Return the state stored as `value`; an unknown one shows its own name rather than stopping the list."""
        for state in self.states:
            if state.value == value:
                return state
        return State(value, Words(value, value))

    def move(self, key: str) -> Move:
        """Return the move called `key`; KeyError when the workflow has none."""
        for move in self.moves:
            if move.key == key:
                return move
        raise KeyError(key)

    def open_moves(self, state: str) -> tuple[Move, ...]:
        """Return the moves a person may make from `state`, in order."""
        return tuple(move for move in self.moves if state in move.sources and not move.by_program)
