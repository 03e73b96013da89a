"""The state machine of a kind: every state can be reached and left, every move can be made, nothing ends nowhere."""

from collections import Counter
from collections.abc import Iterator

from core.records.field import Attendance, Automatic, Date, Field, Files, Grid, Person
from core.records.kind import Kind
from core.records.rule import Ledger, Opinions
from core.records.soundness.fields import check_field
from core.records.soundness.place import EMPTY, NO_FIELD, WRONG_TYPE, Fault, check_path, check_twice, fields_of
from core.records.soundness.spine import KEY
from core.records.workflow import Effect, Move, Need

VOID = "void"
FIRST = "draft"
"""States every kind has: what is being written, and what counts no more."""

_LEDGER_NEEDS = frozenset({Need.FOUR_ELEMENTS, Need.PROGRESS, Need.EVIDENCE, Need.OTHER_ACCEPTOR, Need.MILESTONES_DONE})
"""Needs that only a ledger's fields can meet or miss."""


def check_workflow(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the states, moves and deadlines of a kind."""
    yield from _check_states(kind)
    yield from check_twice("workflow.moves", (move.key for move in kind.workflow.moves))
    for number, move in enumerate(kind.workflow.moves):
        at = f"workflow.moves[{number}]"
        yield from _check_move(kind, move, at)
        yield from _check_asks(kind, move, at)
        yield from _check_effect(kind, move, at)
        yield from _check_needs(kind, move, at)
    yield from _check_ways(kind)
    yield from _check_deadlines(kind)


def _check_states(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the states by themselves."""
    states = kind.workflow.states
    yield from check_twice("workflow.states", (state.value for state in states))
    for number, state in enumerate(states):
        if not KEY.fullmatch(state.value):
            yield f"workflow.states[{number}].value", "key_shape"
        if not state.words.zh or not state.words.en:
            yield f"workflow.states[{number}].words", EMPTY
    by_value = {state.value: state for state in states}
    if kind.workflow.first != FIRST or FIRST not in by_value:
        yield "workflow.first", "no_such_state"
    elif not by_value[FIRST].open:
        yield "workflow.first", "not_open"
    if VOID not in by_value or not by_value[VOID].ended:
        yield "workflow.states", "no_void"


def _check_move(kind: Kind, move: Move, at: str) -> Iterator[Fault]:
    """Yield what is wrong with where a move begins and leads."""
    states = {state.value for state in kind.workflow.states}
    if not KEY.fullmatch(move.key):
        yield f"{at}.key", "key_shape"
    if not move.words.zh or not move.words.en:
        yield f"{at}.words", EMPTY
    if not move.sources:
        yield f"{at}.sources", EMPTY
    yield from check_twice(f"{at}.sources", move.sources)
    if not set(move.sources) <= states:
        yield f"{at}.sources", "no_such_state"
    if VOID in move.sources:
        yield f"{at}.sources", "out_of_void"
    if move.target is not None and move.target not in states:
        yield f"{at}.target", "no_such_state"
    if FIRST in move.sources and move.effect is not Effect.NUMBER and move.target != VOID:
        yield f"{at}.effect", "no_number"  # a record leaves the draft with its number, or not at all


def _check_asks(kind: Kind, move: Move, at: str) -> Iterator[Fault]:
    """Yield what is wrong with a move's questions."""
    yield from check_twice(f"{at}.asks", (question.key for question in move.asks))
    for number, question in enumerate(move.asks):
        where = f"{at}.asks[{number}]"
        yield from check_field(question, where)
        if isinstance(question, Grid | Attendance | Files | Automatic):
            yield where, "not_plain"
    asked = {question.key: question for question in move.asks}
    for name, key, usual, type_ in (("on", move.on, "on", Date), ("who", move.who, "by", Person)):
        if key != usual and key not in asked:
            yield f"{at}.{name}", NO_FIELD
        elif key in asked and not isinstance(asked[key], type_):
            yield f"{at}.{name}", WRONG_TYPE
    if len(set(move.requires)) < len(move.requires):
        yield f"{at}.requires", "twice"
    for number, key in enumerate(move.requires):
        yield from check_path(kind, f"{at}.requires[{number}]", key)


def _check_effect(kind: Kind, move: Move, at: str) -> Iterator[Fault]:
    """Yield what is wrong with what a move does."""
    match move.effect:
        case Effect.APPEND | Effect.ROW:
            yield from _check_grid(kind, move, at)
        case Effect.FILL:
            yield from _check_filled(kind, move, at)
        case Effect.EXTEND:
            deadline = kind.workflow.deadline
            if deadline is None:
                yield f"{at}.effect", "no_deadline"
            elif not any(question.key == deadline and question.required for question in move.asks):
                yield f"{at}.asks", "no_new_deadline"
            if Need.LATER_DEADLINE not in move.needs:
                yield f"{at}.needs", "deadline_not_compared"
        case _:
            pass
    if move.into and move.effect not in {Effect.APPEND, Effect.ROW}:
        yield f"{at}.into", "not_used"


def _check_grid(kind: Kind, move: Move, at: str) -> Iterator[Fault]:
    """Yield what is wrong with a move that adds a row to a grid, or writes into one of its rows."""
    into = fields_of(kind).get(move.into or "")
    if not isinstance(into, Grid):
        yield f"{at}.into", NO_FIELD if into is None else WRONG_TYPE
        return
    columns = {column.key: column for column in into.columns}
    kept = False
    for number, question in enumerate(move.asks):
        column = columns.get(question.key)
        kept = kept or column is not None
        if column is not None:
            yield from _check_same(question, column, f"{at}.asks[{number}]")
        elif move.effect is Effect.APPEND:
            yield f"{at}.asks[{number}]", "no_column"
    if not kept:
        yield f"{at}.asks", EMPTY
    if move.effect is Effect.APPEND and not into.append_only:
        yield f"{at}.into", "not_append_only"


def _check_filled(kind: Kind, move: Move, at: str) -> Iterator[Fault]:
    """Yield what is wrong with a move that writes its answers into fields."""
    fields = fields_of(kind)
    filled = [(number, question) for number, question in enumerate(move.asks) if question.key in fields]
    if not filled:
        yield f"{at}.asks", EMPTY
    for number, question in filled:
        field = fields[question.key]
        yield from _check_same(question, field, f"{at}.asks[{number}]")
        if field.required:
            yield f"{at}.asks[{number}]", "required_before"  # nothing can be typed there before the move


def _check_same(question: Field, kept: Field, at: str) -> Iterator[Fault]:
    """Yield that an answer doesn't fit the field or column that keeps it."""
    if type(kept) is not type(question):
        yield at, WRONG_TYPE
    elif getattr(kept, "options", ()) != getattr(question, "options", ()):
        yield at, "other_options"


def _check_needs(kind: Kind, move: Move, at: str) -> Iterator[Fault]:
    """Yield needs that this kind has nothing to meet with."""
    rules = {type(rule) for rule in kind.rules}
    fields = fields_of(kind).keys()
    there = {
        **dict.fromkeys(_LEDGER_NEEDS, Ledger in rules),
        Need.MILESTONES: Ledger in rules or "milestones" in fields,
        Need.ALL_ANSWERED: Opinions in rules,
        Need.LATER_DEADLINE: kind.workflow.deadline is not None,
        Need.PUBLISHED: {"publish", "publish_from"} <= fields,
    }
    for number, need in enumerate(move.needs):
        if not there.get(need, True):
            yield f"{at}.needs[{number}]", "nothing_for_it"
    if move.effect is Effect.NUMBER and Need.NO_ERRORS not in move.needs:
        yield f"{at}.needs", "errors_pass"


def _check_ways(kind: Kind) -> Iterator[Fault]:
    """Yield states that can't be reached or left, and those from which nothing ever ends but by voiding."""
    flow = kind.workflow
    ways = {(source, move.target or source) for move in flow.moves for source in move.sources}
    reached = _closure({flow.first}, ways)
    ended = {state.value for state in flow.states if state.ended and state.value != VOID}
    ending = _closure(ended, {(target, source) for source, target in ways})
    out = Counter(source for source, target in ways if target not in {source, VOID})
    for number, state in enumerate(flow.states):
        at = f"workflow.states[{number}]"
        if state.value not in reached:
            yield at, "unreachable"
        if state.value == VOID:
            continue
        if not any(source == state.value for source, _ in ways):
            yield at, "no_exit"
        elif not out[state.value] and not state.ended:
            yield at, "dead_end"
        if state.value not in ending:
            yield at, "never_ends"


def _closure(begin: set[str], ways: set[tuple[str, str]]) -> set[str]:
    """Return everything that can be reached along these ways."""
    found, grown = set(begin), True
    while grown:
        new = {target for source, target in ways if source in found} - found
        grown = bool(new)
        found |= new
    return found


def _check_deadlines(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the deadlines of a kind."""
    flow = kind.workflow
    if flow.deadline is not None:
        yield from check_path(kind, "workflow.deadline", flow.deadline, (Date,))
        if flow.dues:
            yield "workflow.dues", "two_deadlines"
    by_value = {state.value: state for state in flow.states}
    if flow.timed and flow.deadline is None:
        yield "workflow.timed", "no_deadline"
    if not set(flow.timed) <= by_value.keys():
        yield "workflow.timed", "no_such_state"
    for number, due in enumerate(flow.dues):
        at = f"workflow.dues[{number}]"
        yield from check_path(kind, f"{at}.field", due.field, (Date,))
        yield from check_path(kind, f"{at}.given", due.given, optional=True)
        if not due.states:
            yield f"{at}.states", EMPTY
        if not set(due.states) <= by_value.keys():
            yield f"{at}.states", "no_such_state"
        if any(by_value[state].ended for state in due.states if state in by_value):
            yield f"{at}.states", "ended"
        if due.days < 0 or due.months < 0:
            yield f"{at}.days", "too_small"
