"""Months without their records (W10), and with fewer than suggested (Q01)."""

from datetime import date

import msgspec

from core.campaign.progress import Tally, standings
from core.campaign.reader import preset
from core.checks.finding import Finding
from core.checks.months import check_months
from core.records.catalogue import kinds
from tests.core.checks.cases import NOW, context, declared


def look(*days: date, **known: object) -> tuple[Finding, ...]:
    tallies = [
        Tally(kind="study_session", subtype="night_study", day=day, count=1, activities=("A11",)) for day in days
    ]
    found = standings(preset(), tallies, today=NOW.date(), kinds=kinds())
    findings = check_months(found, context(**{"campaign": preset(), **known}))
    for finding in findings:
        declared(finding)
    return findings


def test_an_ended_month_without_evening_study_is_asked_about() -> None:
    findings = look(date(2008, 4, 24), date(2008, 5, 8), date(2008, 5, 22))

    assert [(finding.name, finding.path) for finding in findings] == [("W10.none_in_month", ("A11", "2008-06"))]
    assert findings[0].particulars == {"activity": "夜学", "month": "2008-06"}


def test_a_month_with_fewer_than_suggested_is_a_hint_the_school_may_mute() -> None:
    days = (date(2008, 4, 24), date(2008, 5, 8), date(2008, 6, 5), date(2008, 6, 26))
    (finding,) = look(*days)

    assert (finding.name, finding.level, finding.particulars["done"]) == ("Q01.few_in_month", "I", 1)
    assert look(*days, muted=frozenset({"Q01"})) == ()


def test_the_month_that_still_runs_is_left_in_peace() -> None:
    findings = look()

    assert "2008-09" not in [finding.particulars["month"] for finding in findings]


def test_a_campaign_may_leave_months_unasked() -> None:
    assert look(campaign=msgspec.structs.replace(preset(), checks_off=("W10", "Q01"))) == ()
