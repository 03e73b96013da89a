"""Every kind's example goes through the real rules without an error or a warning, and is finished."""

import pytest

from core.records.catalogue import kinds
from core.records.codec import check
from core.records.workflow import Effect
from core.services import drafts, records, seals
from core.services.findings import found_in
from tests.support.examples import EXAMPLES, STATES, WRITTEN, whole
from tests.support.vaults import CHEAP, PASSWORD, open_copy


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    found = open_copy(tmp_path_factory.mktemp("examples"))
    seals.choose(found, PASSWORD, cost=CHEAP)
    yield found
    found.close()


def test_there_is_an_example_of_every_kind():
    assert set(EXAMPLES) == set(kinds())
    assert set(WRITTEN) | set(STATES) <= set(kinds())


@pytest.mark.parametrize("key", sorted(EXAMPLES))
def test_nothing_is_wrong_with_an_example(vault, key):
    kind = kinds()[key]
    check(kind, whole(key))
    assert {field.key for field in kind.fields()} >= set(whole(key))
    record = drafts.begin(vault, key, values=EXAMPLES[key])
    with vault.look() as session:
        found = found_in(vault, session, record)
    assert [(one.rule, one.code, one.path, one.particulars) for one in found if one.level != "I"] == []
    finish = next(move for move in kind.workflow.open_moves("draft") if move.effect is Effect.NUMBER)
    done = records.move(vault, record.id, finish.key, revision=record.revision)
    assert done.number.startswith(f"{kind.prefix}-2008-")
    assert STATES.get(key, done.state) in {state.value for state in kind.workflow.states}
