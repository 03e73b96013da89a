"""The language of deadlines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaign.deadline import fall_due, month_end, read_deadline
from core.campaign.reader import preset


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("P2a.end+10d", date(2008, 5, 20)),
        ("P2a.end", date(2008, 5, 10)),
        ("P3.start-3d", date(2008, 9, 28)),
        ("window.end", date(2008, 12, 31)),
        ("month.end", date(2008, 2, 29)),
        ("month.end+3d", date(2008, 3, 3)),
        ("event+1d", date(2008, 6, 11)),
        ("event", date(2008, 6, 10)),
        ("2008-06-30", date(2008, 6, 30)),
        ("2008-06-30+1d", date(2008, 7, 1)),
    ],
)
def test_a_deadline_falls_due(text: str, day: date) -> None:
    deadline = read_deadline(text)

    assert deadline is not None
    assert fall_due(deadline, preset(), month=date(2008, 2, 7), event=date(2008, 6, 10)) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "P1", "P1.middle", "month.start", "2008-02-30", "event+d", "P1.end+10", "P1.end + 1d", "１d"]
)
def test_what_is_no_deadline_is_none(text: str) -> None:
    assert read_deadline(text) is None


def test_a_deadline_that_hangs_on_nothing_has_no_day() -> None:
    for text in ("month.end", "event+1d"):
        deadline = read_deadline(text)
        assert deadline is not None
        assert fall_due(deadline, preset()) is None


@given(st.dates(date(1999, 1, 1), date(2099, 12, 31)), st.integers(0, 999))
def test_a_day_and_a_shift_add_up(day: date, shift: int) -> None:
    deadline = read_deadline(f"{day.isoformat()}+{shift}d")

    assert deadline is not None
    found = fall_due(deadline, preset())
    assert found is not None
    assert (found - day).days == shift


@given(st.dates(date(1999, 1, 1), date(2099, 11, 30)))
def test_the_end_of_a_month_is_its_last_day(day: date) -> None:
    end = month_end(day)

    assert (end.year, end.month) == (day.year, day.month)
    assert date.fromordinal(end.toordinal() + 1).day == 1
