"""Spine and values."""

from datetime import UTC, date, datetime

import pytest

from core.records.catalogue import find_kind
from core.records.content import (
    Person,
    Record,
    blobs_of,
    is_empty,
    minutes_of,
    named_people,
    present,
    read_day,
)


def test_days_late_count_from_the_activity_to_the_entry() -> None:
    moment = datetime(2008, 5, 10, 8, tzinfo=UTC)
    record = Record(id="1", kind="study_session", kind_version=1, entered_at=moment, changed_at=moment)
    assert record.days_late == 0
    late = Record(
        id="1", kind="study_session", kind_version=1, entered_at=moment, changed_at=moment, dated=date(2008, 5, 1)
    )
    assert late.days_late == 9


@pytest.mark.parametrize(
    ("day", "here"), [("2008-01-31", False), ("2008-02-01", True), ("2008-06-30", True), ("2008-07-01", False)]
)
def test_a_term_of_office_includes_both_its_days(day: str, here: bool) -> None:
    person = Person(id="P", name="王䶮", since=date(2008, 2, 1), until=date(2008, 6, 30))
    assert person.here_on(date.fromisoformat(day)) is here


@pytest.mark.parametrize(
    ("text", "minutes"), [("00:00", 0), ("19:30", 1170), ("24:00", None), ("1930", None), (5, None)]
)
def test_a_time_of_day_is_minutes_after_midnight(text: object, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


def test_a_half_typed_day_is_no_day() -> None:
    assert read_day("2008-0") is None
    assert read_day(None) is None


def test_present_are_those_expected_and_not_absent() -> None:
    assert present({"expected": ["a", "b", "c"], "absent": [{"person": "b"}]}) == ("a", "c")
    assert present(None) == ()


def test_all_people_named_anywhere_are_found() -> None:
    values = {
        "host": "P02",
        "observers": ["P03"],
        "attendance": {"expected": ["P01"], "absent": [{"person": "P01"}]},
        "discussion": [{"speaker": "P04", "text": "x"}],
        "recorder": "",
    }
    assert named_people(find_kind("study_session"), values) == {"P01", "P02", "P03", "P04"}


def test_files_are_found_once_each() -> None:
    values = {"attachments": [{"blob": "aa"}, {"blob": None}, {"blob": "aa"}, {"blob": "bb"}]}
    assert blobs_of(find_kind("study_session"), values) == ("aa", "bb")


def test_false_and_nought_are_answers() -> None:
    assert not is_empty(False)
    assert not is_empty(0)
