"""What is due, done and missing, by activity and period."""

from datetime import date

import msgspec
import pytest

from core.campaign.progress import Figures, Spent, Standing, Tally, measures_time, standings
from core.campaign.reader import preset
from core.campaign.template import Activity, Measure, Per, Quota, Scope, Template
from core.records.catalogue import kinds

TODAY = date(2008, 9, 19)
CAMPAIGN = "cn-2008-xinxingxiang"


def night(day: date, count: int = 1, activities: tuple[str, ...] = (f"{CAMPAIGN}/A11",)) -> Tally:
    return Tally(kind="study_session", subtype="night_study", day=day, count=count, activities=activities)


def of(activity: str, *tallies: Tally, today: date = TODAY, template: Template | None = None) -> list[Standing]:
    figures = Figures(tallies=tallies, leaders=("p01", "p02"))
    found = standings(template or preset(), figures, today=today, kinds=kinds())
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
    (same,) = of("A11", night(date(2008, 4, 24), activities=("another/A11",)), today=date(2008, 4, 30))

    assert (april.done, same.done) == (1, 1)


def test_a_record_entered_for_another_activity_does_not_count() -> None:
    (april,) = of("A11", night(date(2008, 4, 24), activities=(f"{CAMPAIGN}/A10",)), today=date(2008, 4, 30))

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


@pytest.mark.parametrize("activity", ["A16", "A17"])
def test_disabled_activities_and_those_without_a_quota_are_left_out(activity: str) -> None:
    assert of(activity) == []


def test_kinds_nobody_knows_are_left_out() -> None:
    assert standings(preset(), Figures(), today=TODAY, kinds=()) == ()


def test_a_quota_of_each_leader_stands_for_each_of_them() -> None:
    lesson = Tally(
        kind="study_session", subtype="one_lesson", day=date(2008, 6, 26), count=1, activities=(), lead="p01"
    )

    found = {standing.person: standing.missing for standing in of("A12", lesson)}

    assert found == {"p01": 0, "p02": 1}


def test_of_a_quota_of_each_leader_nothing_is_done_while_there_are_none() -> None:
    lesson = Tally(
        kind="study_session", subtype="one_lesson", day=date(2008, 6, 26), count=1, activities=(), lead="p01"
    )

    found = standings(preset(), Figures(tallies=(lesson,)), today=TODAY, kinds=kinds())

    assert [(one.person, one.done, one.missing) for one in found if one.activity.id == "A12"] == [("", 0, 1)]


def test_a_nil_return_is_a_screening_and_no_record_of_its_kind() -> None:
    nil = Tally(kind="dispute_month", subtype="", day=date(2008, 6, 2), count=1, month="2008-05", nil_of="dispute")

    found = {standing.month: standing.done for standing in of("A08", nil)}

    assert (found["2008-05"], found["2008-06"]) == (1, 0)


def test_a_months_report_counts_for_the_month_it_speaks_of() -> None:
    late = Tally(kind="progress_report", subtype="", day=date(2008, 6, 2), count=1, month="2008-05", handed_in=True)

    found = {standing.month: (standing.done, standing.handed_in) for standing in of("A09", late)}

    assert (found["2008-05"], found["2008-06"]) == ((1, 1), (0, 0))


def quota_of_hours(scope: Scope) -> Template:
    quota = Quota(min=12, per=Per.CAMPAIGN, scope=scope, measure=Measure.HOURS)
    hours = Activity(id="H", name="集中学习时间", record_kind="study_session", quota=quota)
    return msgspec.structs.replace(preset(), activities=(hours,))


def test_hours_are_counted_for_each_leader() -> None:
    spent = tuple(
        Spent(
            kind="study_session", subtype="night_study", day=date(2008, 5, 8), person=person, times=1, minutes=minutes
        )
        for person, minutes in (("p01", 725), ("p02", 100))
    )
    figures = Figures(spent=spent, leaders=("p01", "p02"))
    template = quota_of_hours(Scope.EACH_LEADER)

    found = standings(template, figures, today=TODAY, kinds=kinds())

    assert measures_time(template)
    assert {standing.person: (standing.done, standing.missing) for standing in found} == {
        "p01": (12, 0),
        "p02": (1, 11),
    }


def test_a_campaign_that_asks_for_no_hours_needs_no_clock() -> None:
    assert not measures_time(preset())


def test_what_is_asked_once_and_done_late_is_done() -> None:
    group = Tally(kind="leading_group", subtype="", day=date(2008, 9, 19), count=1)
    (missing,) = of("A01")
    (late,) = of("A01", group)

    assert (missing.done, missing.missing, missing.late) == (0, 1, 0)
    assert (late.done, late.missing, late.late) == (1, 0, 1)


def test_a_paper_handed_in_after_its_phase_is_handed_in() -> None:
    sent = Tally(kind="proposal", subtype="", day=date(2008, 5, 15), count=1, handed_in=True)
    (proposal,) = of("A06", sent)

    assert (proposal.done, proposal.handed_in) == (1, 1)


def test_late_is_only_as_much_as_was_missing_and_never_what_another_activity_asks_for() -> None:
    once = Quota(min=2, per=Per.CAMPAIGN)
    first, second = (msgspec.structs.replace(preset().activity("A05"), quota=once, id=key) for key in ("B1", "B2"))
    plan = msgspec.structs.replace(preset(), activities=(first, msgspec.structs.replace(second, phase="P2")))
    diaries = [Tally(kind="research_diary", subtype="", day=date(2008, 4, 22), count=1)]
    diaries.append(Tally(kind="research_diary", subtype="", day=date(2008, 6, 2), count=3))
    (early,) = of("B1", *diaries, template=plan)
    (alone,) = of("B1", *diaries, template=msgspec.structs.replace(plan, activities=(first,)))

    assert (early.done, early.late) == (1, 0)
    assert (alone.done, alone.late) == (2, 1)
