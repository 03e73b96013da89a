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


def test_columns_grow_in_every_row_and_what_was_given_stays_as_it_was() -> None:
    old = {"deeds": [{"text": "一", "owner": "p01"}, {"text": "二"}]}
    steps = (Renamed(to=2, old="deeds.text", new="deeds.what"), Dropped(to=2, key="deeds.owner"))
    assert grow(steps, old, found=1) == {"deeds": [{"what": "一", f"{KEPT}owner": "p01"}, {"what": "二"}]}
    assert old == {"deeds": [{"text": "一", "owner": "p01"}, {"text": "二"}]}


def test_each_of_several_answers_gets_its_new_name() -> None:
    step = Revalued(to=2, key="means", old="phone", new="call")
    assert grow((step,), {"means": ["visit", "phone"]}, found=1) == {"means": ["visit", "call"]}
