"""Several campaigns at once: of every threshold the strictest, each repealed document once, a record's activities."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from core.campaign.reader import preset
from core.campaign.several import activities_for, repealed, strictest
from core.campaign.template import Repealed, Template, Thresholds
from core.records.catalogue import find_kind
from core.records.content import Record

LEAST = {
    "similarity_warn", "similarity_note", "late_entry_days", "similarity_criticism", "similarity_measures",
    "relay_days", "report_grace_days", "criticism_report_days", "batch_records", "batch_span_days",
}  # fmt: skip
"""Thresholds of which the lower asks more."""

MOST = {"publication_min_days", "attendance_least", "photo_required"}
"""Thresholds of which the higher asks more."""


def campaign(key: str = "c", **thresholds: Any) -> Template:
    limits = msgspec.structs.replace(Thresholds(), **thresholds)
    return msgspec.structs.replace(preset(), id=key, thresholds=limits)


def record(kind: str = "study_session", subtype: str = "night_study", activities: tuple[str, ...] = ()) -> Record:
    noon = datetime(2008, 9, 19, 12, tzinfo=UTC)
    return Record(
        id="r", kind=kind, kind_version=1, entered_at=noon, changed_at=noon, activities=activities,
        values={"subtype": subtype},
    )  # fmt: skip


def named(campaigns: tuple[Template, ...], one: Record) -> list[tuple[str, str]]:
    found = activities_for(campaigns, find_kind(one.kind), one)
    return [(template.id, activity.id) for template, activity in found]


def test_without_a_campaign_the_programs_own_numbers_hold() -> None:
    assert strictest(()) == Thresholds()


def test_every_threshold_is_one_of_which_it_is_known_what_is_stricter() -> None:
    assert {*LEAST, *MOST, "body_min_chars"} == set(Thresholds.__struct_fields__)


@pytest.mark.parametrize("name", sorted(LEAST | MOST))
def test_of_two_campaigns_the_stricter_number_holds_whichever_came_first(name: str) -> None:
    own = getattr(Thresholds(), name)
    lower, higher = (False, True) if isinstance(own, bool) else (own / 2, own)
    if isinstance(own, int) and not isinstance(own, bool):
        lower, higher = own - 1, own
    both = campaign("a", **{name: lower}), campaign("b", **{name: higher})
    wanted = lower if name in LEAST else higher

    assert getattr(strictest(both), name) == wanted
    assert getattr(strictest(both[::-1]), name) == wanted


def test_of_the_lengths_the_longest_holds_for_each_kind_by_itself() -> None:
    one = campaign("a", body_min_chars={"forum": 200, "proposal": 400})
    other = campaign("b", body_min_chars={"forum": 300, "summary": 600})
    assert strictest((one, other)).body_min_chars == {"forum": 300, "proposal": 400, "summary": 600}


def test_the_answer_follows_the_campaigns_and_not_the_last_question() -> None:
    strict, mild = (campaign("a", late_entry_days=2),), (campaign("a", late_entry_days=9),)
    assert [strictest(one).late_entry_days for one in (strict, mild, strict, (), mild)] == [2, 9, 2, 7, 9]


def test_a_document_that_both_call_repealed_is_named_once() -> None:
    one, other = (Repealed(title=title, repealed_on=date(2008, 1, 1)) for title in ("旧办法", "旧细则"))
    first = msgspec.structs.replace(preset(), repealed_documents=(one,))
    second = msgspec.structs.replace(preset(), id="x", repealed_documents=(other, one))
    assert repealed((first, second)) == (one, other)
    assert repealed(()) == ()


def test_a_record_counts_by_its_kind_where_it_names_nothing_and_by_what_it_names_where_it_does() -> None:
    both = campaign("a"), campaign("b")
    assert named(both, record()) == [("a", "A11"), ("b", "A11")]
    assert named(both, record(activities=("a/A10",))) == [("a", "A10"), ("b", "A11")]
    assert named(both, record(activities=("a/A10", "b/A04", "c/A01"))) == [("a", "A10"), ("b", "A04")]
    assert named(both, record(activities=("a/A99",))) == [("b", "A11")], "an activity that is gone counts for nothing"
    assert named((), record()) == []


def test_an_activity_that_is_switched_off_is_none_for_the_kind_but_stays_one_that_was_named() -> None:
    off = msgspec.structs.replace(
        preset(),
        activities=tuple(msgspec.structs.replace(one, enabled=one.id != "A11") for one in preset().activities),
    )
    assert named((off,), record()) == []
    assert named((off,), record(activities=(off.ref("A11"),))) == [(off.id, "A11")]
