"""One person in two places (T02) against a minute-by-minute count."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.checks.context import Span
from tests.core.checks.cases import diary, look

DAY = date(2008, 4, 28)
stays = st.builds(
    lambda person, start, length, place, record, day: Span(
        person=person, day=day, start=start, end=start + length, place=place, record=record
    ),
    person=st.sampled_from(["lin", "zhou", ""]),
    start=st.integers(0, 1380),
    length=st.integers(1, 59),
    place=st.sampled_from(["", "学校会议室"]),
    record=st.sampled_from(["a", "b", "c", "id-research_diary"]),
    day=st.sampled_from([DAY, date(2008, 4, 29)]),
)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@given(st.lists(stays, max_size=8), st.integers(0, 1380), st.integers(1, 59))
def test_overlaps_are_those_a_minute_by_minute_count_finds(spans: list[Span], start: int, length: int) -> None:
    record = diary(start_time=clock(start), end_time=clock(start + length))
    mine = set(range(start, start + length))
    expected = {
        span.record
        for span in spans
        if span.person == "lin"
        and span.record != record.id
        and span.day == DAY
        and mine & set(range(span.start, span.end))
    }
    found = [finding for finding in look(record, spans=tuple(spans)) if finding.rule == "T02"]

    assert len(found) == len(expected)
