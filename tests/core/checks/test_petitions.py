"""Petitions and disputes: H01 told in time, H02 answered in time, H04 looked into by two who are no party."""

from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.records.field import Grid
from core.records.field import Person as PersonField
from core.records.rule import Informed, Investigated, Settled
from tests.core.checks.small import day, judge, people, small_kind, small_record, text, toggle

_WORDS = Words("栏", "Field")
PETITION = small_kind(
    *(day(key) for key in ("received", "told", "accepted", "answered")),
    toggle("extended"),
    rules=(
        Informed(received="received", told="told", days=15),
        Settled(accepted="accepted", answered="answered", extended="extended", days=60, more=30),
    ),
)
DISPUTE = small_kind(
    people("investigators"),
    Grid(key="parties", words=_WORDS, columns=(text("name"), PersonField(key="own", words=_WORDS))),
    rules=(Investigated(people="investigators", parties="parties.name", least=2),),
)


def petition(**values: Any) -> list[tuple[str, str, tuple[Any, ...]]]:
    found = judge(PETITION, small_record(PETITION, **values))
    return [(finding.name, str(finding.level), finding.path) for finding in found]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"received": "2008-09-04"}, []),
        ({"received": "2008-09-03"}, [("H01.not_told", "W", ("told",))]),
        ({"received": "2008-08-01", "told": "2008-08-16"}, []),
        ({"received": "2008-08-01", "told": "2008-08-17"}, [("H01.told_late", "W", ("told",))]),
        ({}, []),
    ],
)
def test_who_petitions_is_told_within_fifteen_days(values: dict[str, Any], expected: list[Any]) -> None:
    assert petition(**values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"accepted": "2008-07-21"}, []),
        ({"accepted": "2008-07-20"}, [("H02.not_answered", "W", ("answered",))]),
        ({"accepted": "2008-07-20", "extended": True}, []),
        ({"accepted": "2008-06-20", "extended": True}, [("H02.not_answered", "W", ("answered",))]),
        ({"accepted": "2008-05-01", "answered": "2008-06-30"}, []),
        ({"accepted": "2008-05-01", "answered": "2008-07-01"}, [("H02.answered_late", "W", ("answered",))]),
        ({}, []),
    ],
)
def test_a_petition_is_answered_within_sixty_days_and_thirty_more(values: Any, expected: list[Any]) -> None:
    assert petition(**values) == expected


def test_a_petition_that_was_not_taken_on_is_owed_no_answer() -> None:
    assert petition(accepted="2008-05-01", state="refused") == []


def test_both_days_and_the_time_allowed_are_told() -> None:
    record = small_record(PETITION, received="2008-08-01", told="2008-08-20", accepted="2008-08-20")
    (finding,) = judge(PETITION, record)

    assert finding.particulars == {"received": "2008-08-01", "told": "2008-08-20", "days": 19, "least": 15}


def dispute(
    investigators: list[str], parties: list[dict[str, Any]] | None = None, *, state: str = "done"
) -> list[tuple[str, Any]]:
    found = judge(DISPUTE, small_record(DISPUTE, state=state, investigators=investigators, parties=parties or []))
    return [(finding.name, dict(finding.particulars)) for finding in found]


def test_two_people_look_into_a_dispute() -> None:
    assert dispute(["lin", "zhou"]) == []
    assert dispute(["lin"]) == [("H04.few_investigators", {"count": 1, "least": 2})]
    assert dispute(["lin", "lin"]) == [("H04.few_investigators", {"count": 1, "least": 2})]
    assert dispute([]) == [("H04.few_investigators", {"count": 0, "least": 2})]
    assert dispute([], state="draft") == []


def test_a_party_does_not_look_into_its_own_dispute() -> None:
    assert dispute(["lin", "zhou"], [{"name": "林志远 "}, {"name": "村民"}]) == [
        ("H04.party_investigates", {"person": "林志远"})
    ]


@pytest.mark.parametrize("told", ["教师林志远", "林志远老师", "教师林志远、村民何某某"])
def test_a_party_is_known_however_the_name_is_written(told: str) -> None:
    assert dispute(["lin", "zhou"], [{"name": told}]) == [("H04.party_investigates", {"person": "林志远"})]


def test_a_party_may_be_told_by_its_id_too() -> None:
    (rule,) = DISPUTE.rules
    kind = msgspec.structs.replace(DISPUTE, rules=(msgspec.structs.replace(rule, parties="parties.own"),))
    record = small_record(kind, investigators=["lin", "zhou"], parties=[{"own": "zhou"}])

    assert [finding.name for finding in judge(kind, record)] == ["H04.party_investigates"]


def test_an_empty_field_that_is_required_is_told_once() -> None:
    kind = small_kind(people("investigators", required=True), text("parties"), rules=DISPUTE.rules)
    kind = msgspec.structs.replace(kind, rules=(Investigated(people="investigators", parties="parties", least=2),))

    assert [finding.name for finding in judge(kind, small_record(kind))] == ["W01.empty"]
