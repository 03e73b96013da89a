"""What is due, done and missing, by activity and period."""

from datetime import date

import msgspec
import pytest

from core.campaign.progress import Standing, Tally, standings
from core.campaign.reader import preset
from core.campaign.template import Scope, Template
from core.records.catalogue import kinds

TODAY = date(2008, 9, 19)


def night(day: date, count: int = 1, activities: tuple[str, ...] = ("A11",)) -> Tally:
    return Tally(kind="study_session", subtype="night_study", day=day, count=count, activities=activities)


def of(activity: str, *tallies: Tally, today: date = TODAY, template: Template | None = None) -> list[Standing]:
    found = standings(template or preset(), tallies, today=today, kinds=kinds())
    return [standing for standing in found if standing.activity.id == activity]


def test_evening_study_is_counted_by_month_from_the_phase_on_without_the_holidays() -> None:
    found = of("A11", night(date(2008, 4, 24)), night(date(2008, 5, 8), 2), night(date(2008, 9, 11)))

    assert [(standing.month, standing.due, standing.done, standing.missing) for standing in found] == [
        ("2008-04", 1, 1, 0),
        ("2008-05", 2, 2, 0),
        ("2008-06", 2, 0, 2),
        ("2008-09", 2, 1, 1),
    ]
    assert [standing.due_on for standing in found][-1] == date(2008, 9, 30)


def test_more_than_asked_is_never_missing_less() -> None:
    (april,) = of("A11", night(date(2008, 4, 24), 5), today=date(2008, 4, 30))

    assert (april.done, april.missing) == (5, 0)


def test_a_session_before_the_phase_or_of_another_kind_does_not_count() -> None:
    other = Tally(kind="study_session", subtype="center_group", day=date(2008, 4, 24), count=1)
    (april,) = of("A11", night(date(2008, 4, 20)), other, today=date(2008, 4, 30))

    assert april.done == 0


def test_a_record_that_names_no_activity_counts_by_its_kind() -> None:
    (april,) = of("A11", night(date(2008, 4, 24), activities=()), today=date(2008, 4, 30))
    (same,) = of("A11", night(date(2008, 4, 24), activities=("of-another-campaign",)), today=date(2008, 4, 30))

    assert (april.done, same.done) == (1, 1)


def test_a_record_entered_for_another_activity_does_not_count() -> None:
    (april,) = of("A11", night(date(2008, 4, 24), activities=("A10",)), today=date(2008, 4, 30))

    assert april.done == 0


def test_the_diaries_of_the_research_month_are_due_at_its_end() -> None:
    (diaries,) = of("A05", today=date(2008, 4, 21))

    assert (diaries.start, diaries.end, diaries.due_on) == (date(2008, 4, 21), date(2008, 5, 10), date(2008, 5, 10))
    assert (diaries.due, diaries.missing) == (1, 1)


def test_nothing_is_due_before_it_begins() -> None:
    assert of("A05", today=date(2008, 4, 20)) == []


def test_a_quarter_is_the_calendars() -> None:
    found = of("A10")

    assert [(standing.start, standing.end) for standing in found] == [
        (date(2008, 4, 21), date(2008, 6, 30)),
        (date(2008, 7, 1), date(2008, 9, 30)),
    ]


def test_what_was_due_before_the_notice_came_is_left_out() -> None:
    template = preset()
    late = msgspec.structs.replace(
        template, issuer=msgspec.structs.replace(template.issuer, received_on=date(2008, 5, 2))
    )

    assert [standing.month for standing in of("A11", template=late)] == ["2008-05", "2008-06", "2008-09"]


@pytest.mark.parametrize("activity", ["A01", "A12", "A16", "A17"])
def test_unknown_kinds_personal_quotas_and_disabled_activities_are_left_out(activity: str) -> None:
    assert of(activity) == []


def test_a_personal_quota_is_not_mistaken_for_the_schools() -> None:
    quota = preset().activity("A12").quota

    assert quota is not None
    assert quota.scope is Scope.EACH_LEADER
