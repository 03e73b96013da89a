"""Every kind's state machine, walked on purpose: every move from every state it begins in."""

from typing import Any

import pytest

from core.base.clock import today
from core.records.catalogue import find_kind, kinds
from core.records.content import is_empty
from core.records.workflow import Effect, Move
from core.services import drafts, records, seals
from core.services.drafts import is_reopened
from tests.support.examples import EXAMPLES, whole
from tests.support.steps import plain_answers
from tests.support.vaults import CHEAP, PASSWORD, open_copy

STAGES = [{"due": f"2008-{month}-01", "goal": "这一阶段做完", "done": True} for month in (10, 11)]
LATER: dict[str, dict[str, Any]] = {
    "rectification": {"milestones": STAGES},
    "publication": {"handling": "已经答复，另一处下周补好。"},
}
"""What somebody types besides the example so that every step can be taken."""


def explain_all(vault, record, move):
    """Give every warning that keeps a move from being made its sentence."""
    for warning in records.lacking(vault, record, move):
        if warning.level == "W":
            now = records.read(vault, record)
            records.explain(vault, record, warning.mark, "同一份材料，分次办理", revision=now.revision)
    return records.read(vault, record)


def fill_in(vault, record):
    """Type everything the example has into the fields that may be typed in now and are empty."""
    kind = find_kind(record.kind)
    more = {**whole(record.kind), **LATER.get(record.kind, {})}
    missing = {
        key: more[key]
        for key in drafts.writable(kind, record) & more.keys()
        if is_empty(record.values.get(key)) or key in LATER.get(record.kind, {})
    }
    if any(record.values.get(key) != value for key, value in missing.items()):
        drafts.write(vault, record.id, {**record.values, **missing}, revision=record.revision)
    return records.read(vault, record.id)


class Walk:
    """Makes every move of a kind from every state in which it is offered, at least once."""

    def __init__(self, vault, kind):
        self.vault, self.kind = vault, kind
        self.tried = set()
        self.record = self.begin()

    def begin(self):
        return drafts.begin(self.vault, self.kind.key, values=EXAMPLES[self.kind.key])

    def offered(self):
        moves = list(records.moves(self.kind, self.record))
        if not is_reopened(self.record):
            moves += [m for m in self.kind.workflow.moves if m.by_program and self.record.state in m.sources]
        # What ends the record comes last, and what was done least often first.
        return sorted(moves, key=lambda move: (move.target == "void", (self.record.state, move.key) in self.tried))

    def ready(self, move):
        """Tell whether nothing keeps a move from being made, once what may be typed in is there."""
        self.record = fill_in(self.vault, self.record)
        self.record = explain_all(self.vault, self.record.id, move.key)
        answers = plain_answers(self.kind, self.record, move, today=today(self.vault.clock))
        return not records.lacking(self.vault, self.record.id, move.key, answers=answers)

    def step(self, move):
        here = (self.record.state, move.key)
        assert self.ready(move), here
        self.tried.add(here)
        answers = plain_answers(self.kind, self.record, move, today=today(self.vault.clock))
        before = self.record
        self.record = records.move(
            self.vault, before.id, move.key, answers=answers, revision=before.revision, by_program=move.by_program
        )
        assert self.record.state == (move.target or before.state), here


def missing_pairs(walk):
    """Return the pairs of state and move that were not tried yet."""
    pairs = {(source, move.key) for move in walk.kind.workflow.moves for source in move.sources}
    return pairs - walk.tried


def way_to(walk, wanted):
    """Return the moves that lead from the present state to one of these pairs, the nearest first."""
    flow, goals = walk.kind.workflow, {state for state, _ in wanted}
    seen = {walk.record.state}
    ways: list[tuple[str, tuple[Move, ...]]] = [(walk.record.state, ())]
    while ways:
        state, path = ways.pop(0)
        if state in goals:
            return path
        for move in flow.moves:
            usable = state in move.sources and move.target and move.target not in seen
            if usable and move.target != "void" and move.effect is not Effect.REOPEN:
                seen.add(move.target)
                ways.append((move.target, (*path, move)))
    return None


@pytest.mark.parametrize("key", sorted(kinds()))
def test_every_move_of_a_kind_can_be_made_from_every_state_it_begins_in(key, tmp_path):
    vault = open_copy(tmp_path)
    try:
        seals.choose(vault, PASSWORD, cost=CHEAP)
        walk = Walk(vault, find_kind(key))
        for _ in range(400):
            wanted = {pair for pair in missing_pairs(walk) if pair[1] != "void"}
            if not wanted:
                break
            offered = walk.offered()
            fresh = [move for move in offered if (walk.record.state, move.key) in wanted and walk.ready(move)]
            # What is written bit by bit (progress, visits, answers) may be what another step still waits for.
            writing = [move for move in offered if move.effect in {Effect.APPEND, Effect.ROW} and move.target is None]
            if fresh or (writing and any((walk.record.state, move.key) in wanted for move in offered)):
                walk.step(fresh[0] if fresh else writing[0])
                continue
            if is_reopened(walk.record):
                walk.step(next(move for move in walk.offered() if move.effect is Effect.NUMBER))
                continue
            # "settle" is offered only after "revise", in whatever state.
            again = [state for state, move in wanted if move == "settle" and state == walk.record.state]
            if again:
                walk.step(walk.kind.workflow.move("revise"))
                continue
            path = way_to(walk, wanted)
            if path is None:
                walk.step(walk.kind.workflow.move("void"))
                walk.record = walk.begin()
                continue
            walk.step(path[0])
        assert {pair for pair in missing_pairs(walk) if pair[1] != "void"} == set()
        walk.step(walk.kind.workflow.move("void"))
        assert records.moves(walk.kind, walk.record) == ()
    finally:
        vault.close()
