"""A machine that begins, writes, moves, changes and voids records of every kind, beside what must always hold."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from core.base.clock import FixedClock, today
from core.base.errors import AnswerMissing, MoveNotReady, MoveRefused, RecordSealed, RowGone
from core.records.catalogue import find_kind, kinds
from core.records.content import is_empty, typed_rows
from core.records.due import deadline_of, told_deadlines
from core.records.field import Automatic, Date, Grid, Reference
from core.records.workflow import HISTORY, Effect
from core.services import drafts, records, seals, vaults
from core.services.drafts import filled_by, is_reopened
from core.store import health, journal
from tests.support.examples import EXAMPLES, whole
from tests.support.steps import last_step, plain_answers
from tests.support.values import value_of
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, lay

SOMEBODY = [person.id for person in PEOPLE]


def says(record, key):
    """Tell whether a field says something."""
    value = record.values.get(key)
    if isinstance(find_kind(record.kind).field(key), Grid):
        return bool(typed_rows(value))
    return not is_empty(value)


LIVING = sorted(kind.key for kind in kinds().values() if any(move.requires for move in kind.workflow.moves))
"""Kinds with the longer ways; they are begun twice as often."""


class Working(RuleBasedStateMachine):
    """The model knows each record as it was acknowledged last, and the first deadline its history told."""

    alive = Bundle("alive")

    @initialize()
    def open_vault(self):
        self.desk = Path(tempfile.mkdtemp(prefix="taizhang-working-"))
        self.clock = FixedClock(NOON)
        self.vault = vaults.open_vault(lay(self.desk), PASSWORD, clock=self.clock)
        seals.choose(self.vault, PASSWORD, cost=CHEAP)
        self.model, self.numbers, self.first_deadline = {}, {}, {}

    def teardown(self):
        if hasattr(self, "vault"):
            with self.vault.look() as session:
                assert health.examine(session) == ()
            self.vault.close()
            shutil.rmtree(self.desk, ignore_errors=True)

    # --- what people do ----------------------------------------------------------------------------

    @rule(target=alive, key=st.sampled_from([*sorted(kinds()), *LIVING]), data=st.data())
    def begin(self, key, data):
        late = {"late_reason": "外出培训，回来补录"} if "late_reason" in find_kind(key).printed() else {}
        record = drafts.begin(self.vault, key, values={**EXAMPLES[key], **late, **self.other(key, data)})
        self.model[record.id] = record
        self.go_on(record.id, data.draw(st.integers(2, 8)), data)
        return record.id

    @rule(record=alive, data=st.data())
    def type_something(self, record, data):
        self.write(record, data)

    def write(self, record, data):
        """Type into the form: what the state doesn't let change stays."""
        known, kind = self.model[record], find_kind(self.model[record].kind)
        allowed = drafts.writable(kind, known)
        more = whole(kind.key) if data.draw(st.booleans()) else {}
        typed = {**known.values, **more, **self.other(kind.key, data)}
        if not allowed:
            with pytest.raises(RecordSealed):
                drafts.write(self.vault, record, typed, revision=known.revision)
            return
        after = drafts.write(self.vault, record, typed, revision=known.revision)
        worked_out = {field.key for field in kind.fields() if isinstance(field, Automatic)}
        for key in (known.values.keys() | after.values.keys()) - allowed - worked_out:
            assert after.values.get(key) == known.values.get(key), key
        assert (after.state, after.number, after.version) == (known.state, known.number, known.version)
        self.model[record] = after

    @rule(record=alive, data=st.data())
    def work(self, record, data):
        self.go_on(record, data.draw(st.integers(1, 6)), data)

    def go_on(self, record, steps, data):
        """Make a few moves one after the other, mostly such as are offered."""
        kind = find_kind(self.model[record].kind)
        for _ in range(steps):
            offered = [move for move in records.moves(kind, self.model[record]) if move.target != "void"]
            wild = not offered or data.draw(st.integers(0, 7)) == 7
            usual = [move for move in offered if move.primary]
            likely = kind.workflow.moves if wild else [*offered, *usual, *usual]
            self.move(record, data.draw(st.sampled_from(likely), label="move"), data)
            if not offered:
                return
            if data.draw(st.integers(0, 3)) == 0:
                self.write(record, data)

    def move(self, record, move, data):
        """Make one move, or see it refused with nothing changed."""
        kind = find_kind(self.model[record].kind)
        self.explain(record, move)
        known = self.model[record]
        answers = self.answers(known, kind, move, data)
        by_program = move.by_program and data.draw(st.booleans())
        with self.vault.look() as session:
            before = journal.count(session)
        try:
            lacking = records.lacking(self.vault, record, move.key, answers=answers)
            after = records.move(
                self.vault, record, move.key, answers=answers, revision=known.revision, by_program=by_program
            )
        except (MoveRefused, MoveNotReady, AnswerMissing, RowGone):
            assert drafts.read(self.vault, record) == known, "a refused move changes nothing"
            with self.vault.look() as session:
                assert journal.count(session) == before
            return
        assert lacking == ()
        self.holds(kind, move, known, after, answers)
        self.model[record] = after

    @rule(days=st.integers(0, 40))
    def wait(self, days):
        self.clock.set(self.clock.now() + timedelta(days=days))

    # --- what they may say -------------------------------------------------------------------------

    def other(self, key, data):
        """Draw other values for a few fields that may be empty, or none; sometimes a required one goes missing."""
        kind = find_kind(key)
        free = [field for field in kind.fields() if not field.required and not isinstance(field, Automatic | Reference)]
        if not free:
            return {}
        chosen = data.draw(st.lists(st.sampled_from(free), max_size=2, unique_by=lambda field: field.key))
        found = {field.key: data.draw(st.one_of(st.none(), value_of(field, SOMEBODY))) for field in chosen}
        required = [field.key for field in kind.fields() if field.required and field.key != kind.dated]
        if data.draw(st.integers(0, 7)) == 0:
            found[data.draw(st.sampled_from(required))] = None
        return found

    def answers(self, record, kind, move, data):
        """Draw answers: mostly plain ones, sometimes of another day, with another person, or none at all."""
        found = plain_answers(kind, record, move, today=today(self.clock))
        for question in move.asks:
            luck = data.draw(st.integers(0, 11), label=question.key)
            if luck == 0:
                found.pop(question.key)
            elif luck == 1:
                found[question.key] = data.draw(value_of(question, SOMEBODY))
            elif luck == 2 and isinstance(question, Date) and (last := last_step(record)):
                found[question.key] = last.isoformat()
        if move.effect is Effect.ROW and data.draw(st.integers(0, 5)) == 0:
            found["row"] = "gone"
        return found

    def explain(self, record, move):
        """Give every warning that keeps a move from being made its sentence."""
        try:
            warnings = [one for one in records.lacking(self.vault, record, move.key) if one.level == "W"]
        except MoveRefused:
            return
        for warning in warnings:
            now = self.model[record]
            try:
                said = records.explain(self.vault, record, warning.mark, "分次办理", revision=now.revision)
            except RecordSealed:
                return
            self.model[record] = said

    # --- what must hold ----------------------------------------------------------------------------

    def holds(self, kind, move, before, after, answers):
        """Check one move that was made."""
        assert after.state == (move.target or before.state)
        assert after.revision == before.revision + 1
        rows, were = after.values[HISTORY], before.values.get(HISTORY) or []
        assert rows[:-1] == were, "the history only grows"
        told = rows[-1]
        assert (told["move"], told["from"], told["state"]) == (move.key, before.state, after.state)
        assert told["on"] == (answers.get(move.on) or told["on"])
        assert told_deadlines(after.values)[: len(told_deadlines(before.values))] == told_deadlines(before.values)
        if told.get("deadline"):
            due = deadline_of(kind, after.state, after.values)
            assert told["deadline"] == due.isoformat()
        for key in filled_by(kind, move):
            assert after.values.get(key) == (answers.get(key) if not is_empty(answers.get(key)) else None)
        if move.target == "void" or move.effect is Effect.REOPEN:
            return
        for key in move.requires:
            assert says(before, key), key
        assert bool(after.number) or move.effect is not Effect.NUMBER

    @invariant()
    def the_vault_says_what_was_acknowledged(self):
        for record, known in getattr(self, "model", {}).items():
            assert drafts.read(self.vault, record) == known

    @invariant()
    def every_state_but_void_has_an_exit(self):
        for known in getattr(self, "model", {}).values():
            kind = find_kind(known.kind)
            exits = records.moves(kind, known)
            assert (exits == ()) is (known.state == "void"), (known.kind, known.state)

    @invariant()
    def nothing_has_ended_without_what_its_steps_required(self):
        for known in getattr(self, "model", {}).values():
            kind = find_kind(known.kind)
            if known.state == "void" or is_reopened(known) or not kind.workflow.state(known.state).ended:
                continue
            made = {row["move"] for row in known.values.get(HISTORY) or ()}
            for move in kind.workflow.moves:
                if move.key in made:
                    assert all(says(known, key) for key in move.requires), (known.kind, move.key)

    @invariant()
    def numbers_and_first_deadlines_stand(self):
        for record, known in getattr(self, "model", {}).items():
            if known.number:
                assert self.numbers.setdefault(record, known.number) == known.number
            for first in told_deadlines(known.values)[:1]:
                assert self.first_deadline.setdefault(record, first) == first
        given = list(getattr(self, "numbers", {}).values())
        assert len(given) == len(set(given))

    @invariant()
    def rows_have_names_of_their_own(self):
        for known in getattr(self, "model", {}).values():
            for field in find_kind(known.kind).fields():
                if isinstance(field, Grid):
                    names = [row.get("row") for row in known.values.get(field.key) or ()]
                    assert all(names)
                    assert len(set(names)) == len(names)


TestWorking = Working.TestCase
TestWorking.settings = settings(
    max_examples=10, stateful_step_count=24, deadline=None, suppress_health_check=list(HealthCheck)
)
