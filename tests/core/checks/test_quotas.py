"""How far the school has come: W10 no record of its own, Q01 fewer than usual, Q02 hours, Q03 lessons, Q04 and Q05
papers to hand in, Q06 nil returns, Q07 attendance.
"""

from datetime import date
from typing import Any

import msgspec
import pytest

from core.campaign.progress import Standing
from core.campaign.reader import preset
from core.campaign.template import Activity, Binding, Measure, Per, Quota, Scope
from core.checks.finding import Finding, Level
from core.checks.quotas import Rate, check_quotas
from tests.core.checks.cases import NOW, campaign, context, declared

MONTHLY = Quota(min=2, per=Per.MONTH)


def activity(**changed: Any) -> Activity:
    parts = {
        "id": "A1",
        "name": "夜学",
        "record_kind": "study_session:night_study",
        "binding": Binding.MUST,
        "quota": MONTHLY,
    }
    return Activity(**{**parts, **changed})


def standing(done: int, *, of: Activity | None = None, **changed: Any) -> Standing:
    """Return where June stood, which is over."""
    parts = {
        "activity": of or activity(),
        "campaign": "c",
        "start": date(2008, 6, 1),
        "end": date(2008, 6, 30),
        "due": 2,
        "done": done,
        "due_on": date(2008, 6, 30),
    }
    return Standing(**{**parts, **changed})


def ask(*found: Standing, rates: tuple[Rate, ...] = (), **known: Any) -> tuple[Finding, ...]:
    findings = check_quotas(found, context(**known), rates=rates)
    for finding in findings:
        declared(finding)
    return findings


def told(*found: Standing, **known: Any) -> list[tuple[str, str]]:
    return [(finding.name, str(finding.level)) for finding in ask(*found, **known)]


def test_a_month_without_a_record_of_its_own_is_a_warning_and_one_with_few_a_hint() -> None:
    (none,) = ask(standing(0))
    assert (none.name, none.level, none.path) == ("W10.none_in_month", Level.WARNING, ("c/A1", "2008-06"))
    assert none.particulars == {"activity": "夜学", "month": "2008-06"}

    (few,) = ask(standing(1))
    assert (few.name, few.level, few.path) == ("Q01.few_in_month", Level.HINT, ("c/A1", "2008-06"))
    assert few.particulars == {"activity": "夜学", "month": "2008-06", "done": 1, "due": 2}

    assert ask(standing(2)) == ()


def test_what_only_follows_an_example_is_never_a_warning() -> None:
    assert told(standing(0, of=activity(binding=Binding.FOLLOW))) == [("Q01.few_in_month", "I")]


def test_a_quarter_with_too_few_is_a_hint() -> None:
    (few,) = ask(standing(0, of=activity(quota=Quota(min=1, per=Per.QUARTER)), start=date(2008, 4, 21), due=1))

    assert (few.name, few.level) == ("Q01.few_in_quarter", Level.HINT)
    assert few.particulars == {"activity": "夜学", "year": 2008, "quarter": 2, "done": 0, "due": 1}


@pytest.mark.parametrize("day", [NOW.date(), date(2008, 9, 30)])
def test_nothing_is_asked_before_its_time_is_over(day: date) -> None:
    assert ask(standing(0, due_on=day)) == ()


def test_hours_are_asked_of_the_school_or_of_each_person() -> None:
    hours = activity(name="集中学习", quota=Quota(min=40, per=Per.CAMPAIGN, measure=Measure.HOURS))
    (school,) = ask(standing(31, of=hours, due=40))
    assert (school.name, school.path) == ("Q02.hours", ("c/A1", "2008-06"))
    assert school.particulars == {"activity": "集中学习", "done": 31, "due": 40}

    (person,) = ask(standing(31, of=hours, due=40, person="wang"))
    assert (person.name, person.path) == ("Q02.hours_of_person", ("c/A1", "wang"))
    assert person.particulars == {"activity": "集中学习", "person": "王䶮", "done": 31, "due": 40}
    assert ask(standing(40, of=hours, due=40)) == ()


def test_a_leader_without_a_lesson_is_a_hint() -> None:
    each = activity(name="一人一课", quota=Quota(min=1, per=Per.CAMPAIGN, scope=Scope.EACH_LEADER))
    (finding,) = ask(standing(0, of=each, due=1, person="zhou"), standing(1, of=each, due=1, person="lin"))

    assert (finding.name, finding.level, finding.path) == ("Q03.no_lesson", Level.HINT, ("c/A1", "zhou"))
    assert finding.particulars == {"activity": "一人一课", "person": "周海燕", "done": 0, "due": 1}


def test_a_roster_without_leaders_is_asked_for_them_at_once_and_once_only() -> None:
    each = activity(quota=Quota(min=1, per=Per.MONTH, scope=Scope.EACH_LEADER), name="一人一课")
    months = [standing(0, of=each, due=1, start=date(2008, month, 1), due_on=date(2099, 1, 1)) for month in (5, 6)]
    (finding,) = ask(*months)

    assert (finding.name, finding.level, finding.path) == ("Q03.no_leaders", Level.HINT, ("c/A1", ""))
    assert finding.particulars == {"activity": "一人一课"}


PAPER = activity(name="建议书", submit_to="县教育局", quota=Quota(min=1, per=Per.CAMPAIGN))


def test_a_paper_that_was_due_and_not_handed_in_is_a_warning_though_it_was_written() -> None:
    (finding,) = ask(standing(1, of=PAPER, due=1))

    assert (finding.name, finding.level, finding.path) == ("Q04.not_handed_in", Level.WARNING, ("c/A1", "2008-06"))
    assert finding.particulars == {"activity": "建议书", "to": "县教育局", "due_on": "2008-06-30"}
    assert ask(standing(1, of=PAPER, due=1, handed_in=1)) == ()
    assert ask(standing(0, of=PAPER, due=1, due_on=NOW.date())) == ()


def test_a_monthly_report_has_some_days_of_grace() -> None:
    monthly = activity(name="书面材料", submit_to="县教育局", quota=Quota(min=1, per=Per.MONTH))
    late, in_time = (standing(0, of=monthly, due=1, due_on=date(2008, 9, day)) for day in (15, 16))
    (finding,) = ask(late, in_time)

    assert (finding.name, finding.level) == ("Q05.not_handed_in", Level.HINT)
    assert finding.particulars == {
        "activity": "书面材料",
        "month": "2008-06",
        "to": "县教育局",
        "due_on": "2008-09-15",
    }
    assert ask(standing(1, of=monthly, due=1, handed_in=1)) == ()
    assert ask(late, campaigns=(campaign(report_grace_days=10),)) == ()


def test_a_month_with_neither_a_dispute_nor_a_nil_return_is_a_hint() -> None:
    screening = activity(name="矛盾纠纷排查", quota=Quota(min=1, per=Per.MONTH, measure=Measure.SCREENING))

    assert told(standing(0, of=screening, due=1)) == [("Q06.no_screening", "I")]
    assert told(standing(1, of=screening, due=1)) == []


def test_a_leader_seldom_present_is_a_hint() -> None:
    rates = (
        Rate(person="lin", expected=20, present=18),
        Rate(person="zhou", expected=20, present=17),
        Rate(person="zheng", expected=0, present=0),
    )
    (finding,) = ask(rates=rates)

    assert (finding.name, finding.level, finding.path) == ("Q07.seldom_present", Level.HINT, ("", "zhou"))
    assert finding.particulars == {"person": "周海燕", "present": 17, "expected": 20, "percent": 85, "least": 90}
    assert ask(rates=rates, campaigns=(campaign(attendance_least=0.8),)) == ()


def test_the_school_may_mute_hints_and_each_campaign_switches_its_own() -> None:
    mine = msgspec.structs.replace(preset(), id="c", checks_off=("W10", "Q01", "Q07"))
    other = msgspec.structs.replace(preset(), id="d")
    rates = (Rate(person="lin", expected=10, present=1),)
    both = (standing(0), standing(1, campaign="d"))

    assert told(*both, campaigns=(mine, other)) == [("Q01.few_in_month", "I")]
    assert told(*both, campaigns=(mine,), rates=rates) == [("Q01.few_in_month", "I")]
    assert told(*both, muted=frozenset({"Q01", "W10"})) == [("W10.none_in_month", "W")]


def test_the_notice_of_2008_asks_for_a_record_of_every_evening() -> None:
    template = preset()
    evenings = template.activity("A11")
    (none,) = ask(standing(0, of=evenings, campaign=template.id), campaigns=(template,))

    assert (none.name, none.path) == ("W10.none_in_month", ("cn-2008-xinxingxiang/A11", "2008-06"))
    assert "每次学习情况必须有专门记录" in evenings.source_quote
