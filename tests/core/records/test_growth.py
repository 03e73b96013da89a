"""Drafts follow their kind's newer version and lose nothing."""

from core.records.growth import KEPT, Dropped, Renamed, Revalued, grow

STEPS = (
    Renamed(to=2, old="body", new="content"),
    Revalued(to=2, key="subtype", old="night", new="night_study"),
    Dropped(to=3, key="weather"),
)


def test_values_grow_step_by_step() -> None:
    old = {"body": "一", "subtype": "night", "weather": "晴"}
    assert grow(STEPS, old, found=1) == {"content": "一", "subtype": "night_study", f"{KEPT}weather": "晴"}


def test_steps_already_taken_are_not_taken_again() -> None:
    assert grow(STEPS, {"body": "说明", "weather": "晴"}, found=2) == {"body": "说明", f"{KEPT}weather": "晴"}


def test_steps_for_absent_values_do_nothing() -> None:
    assert grow(STEPS, {}, found=1) == {}
