"""Identifiers sort by time, whatever the clock does."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import new_id


def test_an_identifier_is_a_version_seven_uuid() -> None:
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


@given(st.lists(st.integers(0, 2**47), min_size=2, max_size=30))
def test_identifiers_sort_in_the_order_they_were_made_even_when_the_clock_steps_back(ticks: list[int]) -> None:
    made = [new_id(milliseconds=lambda tick=tick: tick) for tick in ticks]  # type: ignore[misc]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
