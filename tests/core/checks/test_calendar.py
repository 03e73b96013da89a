"""Days: T06 many late entries at once, T08 the activity's time, T10 passed on late, T12 its basis, T13 holidays."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.campaign.reader import preset
from core.checks.context import Batch, Referred
from core.checks.finding import Level
from core.records.content import DayOff
from core.records.field import Grid, Month, Reference
from core.records.rule import Relayed, RestsOn
from tests.core.checks.cases import ZONE, campaign, diary, item, look, names, study
from tests.core.checks.small import day, judge, small_kind, small_record, text

_WORDS = Words("栏", "Field")
EARLY = {"materials": [{"title": "报告", "issued": "2007-10-15"}]}
MANY = Batch(records=4, first=date(2008, 4, 1), last=date(2008, 4, 22))


def late(**values: Any) -> Any:
    """Return a session entered on 25 April, with its reason."""
    return study(date="2008-04-22", late_reason="停电，先手写后补录", **EARLY, **values)


# --- T06 ------------------------------------------------------------------------------------------


def test_many_records_entered_on_one_day_are_asked_about() -> None:
    (finding,) = look(late(), batch=MANY)

    assert (finding.name, finding.level, finding.path) == ("T06.batch", Level.WARNING, ("date",))
    assert finding.particulars == {
        "count": 4,
        "first": "2008-04-01",
        "last": "2008-04-22",
        "entered_on": "2008-04-25",
    }


@pytest.mark.parametrize(
    "batch",
    [
        Batch(records=2, first=date(2008, 4, 1), last=date(2008, 4, 22)),
        Batch(records=9, first=date(2008, 4, 9), last=date(2008, 4, 22)),
        Batch(),
    ],
)
def test_few_records_or_days_close_together_are_no_batch(batch: Batch) -> None:
    assert look(late(), batch=batch) == ()


def test_a_record_entered_at_once_is_no_part_of_a_batch() -> None:
    assert look(study(), batch=MANY) == ()


def test_a_county_says_what_a_batch_is() -> None:
    assert look(late(), batch=MANY, campaigns=(campaign(batch_records=5),)) == ()


# --- T08 ------------------------------------------------------------------------------------------


def test_a_day_outside_the_activitys_phase_is_a_hint() -> None:
    record = diary(date="2008-05-12")
    record = msgspec.structs.replace(record, entered_at=datetime(2008, 5, 12, 20, tzinfo=ZONE))
    (finding,) = (one for one in look(record, campaigns=(preset(),)) if one.rule == "T08")

    assert (finding.name, finding.level, finding.path) == ("T08.outside", Level.HINT, ("date",))
    assert finding.particulars == {
        "activity": "校长蹲点调研与日记",
        "start": "2008-04-21",
        "end": "2008-05-10",
        "on": "2008-05-12",
    }


def test_nothing_is_late_before_the_notice_was_received() -> None:
    template = preset()
    issuer = msgspec.structs.replace(template.issuer, received_on=date(2008, 4, 21))
    early = study(date="2008-04-18", **EARLY)

    assert names(look(early, campaigns=(template,))) == ["T08.outside"]
    assert look(early, campaigns=(msgspec.structs.replace(template, issuer=issuer),)) == ()


def test_a_day_outside_the_whole_campaign_is_none_of_its_business_unless_somebody_said_so() -> None:
    before = study(date="2008-03-20", late_reason="开学初的一次", **EARLY)
    named = msgspec.structs.replace(before, activities=("cn-2008-xinxingxiang/A10",))

    assert look(before, campaigns=(preset(),)) == ()
    assert names(look(named, campaigns=(preset(),))) == ["T08.outside"]


def test_one_campaign_that_holds_the_day_is_enough() -> None:
    other = msgspec.structs.replace(preset(), id="other", phases=(), activities=())
    wide = msgspec.structs.replace(
        other, activities=(msgspec.structs.replace(preset().activity("A10"), phase=None, name="集中学习"),)
    )
    early = study(date="2008-04-18", **EARLY)

    assert names(look(early, campaigns=(preset(), other))) == ["T08.outside"]
    assert look(early, campaigns=(preset(), wide)) == ()


# --- T10 and T12 ----------------------------------------------------------------------------------

RELAY = small_kind(
    Grid(key="materials", words=_WORDS, columns=(text("title"), day("received"))),
    rules=(Relayed(grid="materials", received="received", title="title", date="date"),),
)


def test_a_document_passed_on_after_more_than_a_month_is_a_hint() -> None:
    record = small_record(RELAY, materials=[{"title": "讲话", "received": "2008-08-11"}, {"received": "2008-08-10"}])
    (finding,) = judge(RELAY, record)

    assert (finding.name, finding.level, finding.path) == ("T10.relayed_late", Level.HINT, ("materials", 1, "received"))
    assert finding.particulars == {
        "title": "",
        "received": "2008-08-10",
        "on": "2008-09-10",
        "days": 31,
        "least": 30,
    }
    assert judge(RELAY, record, campaigns=(campaign(relay_days=60),)) == ()


PAPER = small_kind(
    Grid(key="based_on", words=_WORDS, columns=(Reference(key="ref", words=_WORDS),)),
    Reference(key="source", words=_WORDS),
    Month(key="period", words=_WORDS),
    rules=(RestsOn(date="date", refs="based_on.ref"), RestsOn(date="date", refs="source", month="period")),
)
DIARY = Referred(
    record="other",
    number="DY-2008-003",
    kind="research_diary",
    state="done",
    heading="第三天",
    dated=date(2008, 9, 11),
)


def test_a_paper_is_not_dated_before_the_records_it_names() -> None:
    earlier = Referred(
        record="first", number="DY-2008-001", kind="research_diary", state="done", dated=date(2008, 9, 9)
    )
    record = small_record(PAPER, based_on=[{"ref": "DY-2008-001"}, {"ref": "DY-2008-003"}, {"ref": "DY-9"}])
    (finding,) = judge(PAPER, record, referred={"DY-2008-001": earlier, "DY-2008-003": DIARY})

    assert (finding.name, finding.level, finding.path) == ("T12.before_referred", Level.ERROR, ("date",))
    assert finding.particulars == {
        "on": "2008-09-10",
        "number": "DY-2008-003",
        "heading": "第三天",
        "dated": "2008-09-11",
    }
    assert finding.other == "other"


def test_what_is_void_undated_or_of_the_same_day_holds_nothing_up() -> None:
    record = small_record(PAPER, source="DY-2008-003")
    for changed in ({"void": True}, {"dated": None}, {"dated": date(2008, 9, 10)}):
        other = Referred(**{**{name: getattr(DIARY, name) for name in Referred.__slots__}, **changed})
        assert judge(PAPER, record, referred={"DY-2008-003": other}) == ()


def test_a_report_is_not_dated_before_the_last_record_of_its_month() -> None:
    record = small_record(PAPER, period="2008-09")
    (finding,) = judge(PAPER, record, month_last=date(2008, 9, 11))

    assert finding.name == "T12.before_month_last"
    assert finding.particulars == {"on": "2008-09-10", "month": "2008-09", "last": "2008-09-11"}
    assert judge(PAPER, record, month_last=date(2008, 9, 10)) == ()
    assert judge(PAPER, small_record(PAPER), month_last=date(2008, 9, 11)) == ()


# --- T13 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "name", "particulars"),
    [
        ("2008-04-19", "T13.weekend", {"on": "2008-04-19", "weekday": 5}),
        ("2008-04-20", "T13.weekend", {"on": "2008-04-20", "weekday": 6}),
        ("2008-05-01", "T13.public_holiday", {"on": "2008-05-01"}),
        ("2008-01-01", "T13.public_holiday", {"on": "2008-01-01"}),
        ("2008-07-16", "T13.days_off", {"on": "2008-07-16", "name": "暑假"}),
    ],
)
def test_a_holiday_weekend_or_break_is_a_hint(on: str, name: str, particulars: dict[str, Any]) -> None:
    summer = DayOff(name="暑假", since=date(2008, 7, 5), until=date(2008, 8, 31))
    record = study(date=on, late_reason="先手写后补录", **EARLY)
    record = msgspec.structs.replace(record, entered_at=datetime.fromisoformat(f"{on}T21:00:00+08:00"))
    (finding,) = look(record, days_off=(summer,))

    assert (finding.name, finding.level, finding.path) == (name, Level.HINT, ("date",))
    assert finding.particulars == particulars


def test_an_ordinary_day_and_what_takes_no_hour_are_left_in_peace() -> None:
    assert look(study()) == ()
    assert look(item(proposed_on="2008-06-08")) == ()
