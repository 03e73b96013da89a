"""What comparing texts needs is made ready while nobody asks for it."""

import pytest

from core.services import drafts, similar
from tests.support.stage import Stage, staged
from tests.support.vaults import SESSION, unlike


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path, language="en")
    yield found
    found.close()


def test_after_opening_the_texts_of_the_records_are_taken_in_by_themselves(stage: Stage, monkeypatch) -> None:
    vault = stage.window._vault
    drafts.begin(vault, "study_session", values=unlike(SESSION, 1))
    assert similar.MEMORY not in vault.memory

    stage.until(lambda: similar.MEMORY in vault.memory)

    with vault.look() as session:
        assert not vault.memory[similar.MEMORY].catch_up(vault, session, most=0)


def test_a_slice_at_a_time_finds_what_all_at_once_finds(vault_of_ten) -> None:
    steps = 1
    while similar.warm(vault_of_ten, most=3):
        steps += 1
    assert steps == 4
    with vault_of_ten.look() as session:
        assert len(similar.index(vault_of_ten, session)._keys) == 10


@pytest.fixture
def vault_of_ten(tmp_path):
    from tests.support.vaults import open_copy

    vault = open_copy(tmp_path)
    for number in range(10):
        drafts.begin(vault, "study_session", values=unlike(SESSION, number))
    yield vault
    vault.close()
