"""People who were not on duty: listed as present (T07), or with a task (T02)."""

from datetime import date
from typing import Any

import msgspec

from core.checks.context import Absence
from core.records.rule import Away
from tests.core.checks.cases import PEOPLE, attendance, diary, look, names, study
from tests.core.checks.small import day, judge, people, small_kind, small_record, text

LEAVE = Absence(
    person="zheng",
    since=date(2008, 4, 21),
    until=date(2008, 4, 25),
    reason="training",
    number="LV-2008-003",
)


def with_term(person: str, **term: date) -> dict[str, Any]:
    return {**PEOPLE, person: msgspec.structs.replace(PEOPLE[person], **term)}


def test_somebody_on_leave_cannot_be_listed_as_present() -> None:
    (finding,) = look(study(), absences=(LEAVE,))

    assert (finding.name, finding.level, finding.path) == ("T07.away", "E", ("attendance",))
    assert finding.particulars == {
        "person": "郑国平",
        "since": "2008-04-21",
        "until": "2008-04-25",
        "number": "LV-2008-003",
    }


def test_somebody_on_leave_who_is_absent_is_right() -> None:
    away = {"person": "su", "reason": "sick", "makeup_on": "2008-04-28"}
    record = study(attendance=attendance(absent=[away, {**away, "person": "zheng"}], signed=None))

    assert look(record, absences=(LEAVE,)) == ()


def test_leave_counts_from_its_first_day_to_its_last() -> None:
    for since, until, expected in ((24, 24, ["T07.away"]), (25, 30, []), (1, 23, [])):
        leave = Absence(person="lin", since=date(2008, 4, since), until=date(2008, 4, until), reason="personal")
        assert names(look(study(), absences=(leave,))) == expected


def test_who_writes_a_diary_while_on_leave_is_in_two_places() -> None:
    leave = Absence(person="lin", since=date(2008, 4, 28), until=date(2008, 4, 30), reason="personal", number="LV-1")
    (finding,) = look(diary(), absences=(leave,))

    assert (finding.name, finding.path) == ("T02.away", ("author",))


def test_somebody_who_had_not_come_yet_or_had_left_is_not_present() -> None:
    (new,) = look(study(), people=with_term("wang", since=date(2008, 9, 1)))
    assert (new.name, new.particulars) == ("T07.not_yet_here", {"person": "王䶮", "since": "2008-09-01"})
    (gone,) = look(study(), people=with_term("zhou", until=date(2008, 4, 23)))
    assert (gone.name, gone.particulars) == ("T07.left", {"person": "周海燕", "until": "2008-04-23"})


def test_the_first_and_the_last_day_of_a_term_count() -> None:
    on = date(2008, 4, 24)

    assert look(study(), people=with_term("wang", since=on, until=on)) == ()


def test_a_record_of_leave_does_not_accuse_itself() -> None:
    kind = small_kind(
        people("who"),
        day("until"),
        text("reason"),
        rules=(Away(person="who", since="date", until="until", reason="reason"),),
    )
    record = small_record(kind, who=["zheng"], date="2008-04-21")

    assert judge(kind, record, absences=(LEAVE,)) == ()
