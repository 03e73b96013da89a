"""States and moves."""

import pytest

from core.records.catalogue import find_kind
from core.records.usual import ORDINARY


def test_a_draft_can_be_finished_or_voided_by_a_person() -> None:
    assert [move.key for move in ORDINARY.open_moves("draft")] == ["finish", "void"]


def test_what_the_program_does_is_never_a_button() -> None:
    assert "receive" not in [move.key for move in ORDINARY.open_moves("submitted")]


def test_a_void_record_stays_void() -> None:
    assert ORDINARY.open_moves("void") == ()


def test_an_unknown_state_shows_its_own_name() -> None:
    assert ORDINARY.state("dreaming").words.zh == "dreaming"
    with pytest.raises(KeyError):
        ORDINARY.move("fly")


def test_rectification_follows_the_state_machine_of_the_domain() -> None:
    flow = find_kind("rectification").workflow
    pairs = {(source, move.target) for move in flow.moves for source in move.sources if move.target}
    assert pairs >= {
        ("open", "working"),
        ("working", "waiting"),
        ("waiting", "closed"),
        ("waiting", "working"),
        ("working", "lasting"),
        ("lasting", "waiting"),
        ("closed", "working"),
        ("open", "escalated"),
    }
    assert flow.deadline == "deadline"
    assert "overdue" not in {state.value for state in flow.states}
