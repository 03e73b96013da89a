"""What the checks ask of other records, and what is counted by day: from a real vault, to its edges."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.base.clock import FixedClock
from core.records.content import Origin, Record
from core.services import drafts, links, records, seals
from core.store import facts, tallies
from core.store.facts import Entered
from core.store.tallies import Attended, Daily
from core.store.vault import Vault
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHEAP, CHINA, NOON, PASSWORD, SESSION, open_copy, unlike

TWO = [{"text": f"第{number}件要办的事情", "owner": "p03", "due": "2008-09-30"} for number in (1, 2)]
SINCE, UNTIL = date(2008, 9, 1), date(2008, 9, 30)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def begin(vault: Vault, kind: str = "study_session", **values: Any) -> Record:
    return drafts.begin(vault, kind, values={**EXAMPLES[kind], **values})


def finish(vault: Vault, kind: str = "study_session", move: str = "finish", **values: Any) -> Record:
    record = begin(vault, kind, **values)
    for one in records.lacking(vault, record.id, move):
        record = records.explain(vault, record.id, one.mark, "分次办理", revision=record.revision)
    return records.move(vault, record.id, move, revision=record.revision)


def void(vault: Vault, record: Record) -> None:
    records.move(vault, record.id, "void", answers={"reason": "重复登记了一次"}, revision=record.revision)


# --- by number and id ------------------------------------------------------------------------------


def test_records_are_found_by_number_and_by_id_and_what_nobody_has_is_left_out(vault: Vault) -> None:
    done, draft = finish(vault), begin(vault)
    with vault.look() as session:
        wanted = [f"ST-2007-{number:03d}" for number in range(1200)] + [done.number, "", done.number]
        found = facts.by_number(session, wanted)
        assert {number: one.id for number, one in found.items()} == {done.number: done.id}
        ids = [f"{number:032x}" for number in range(1200)] + [draft.id, done.id]
        assert {one.id for one in facts.by_id(session, ids)} == {draft.id, done.id}
        assert facts.by_number(session, ()) == {}
        assert list(facts.by_id(session, ())) == []
        assert (found[done.number].kind, found[done.number].dated) == ("study_session", date(2008, 9, 18))


def test_drafts_have_no_number_so_nothing_grows_out_of_them_or_names_them(vault: Vault) -> None:
    begin(vault)
    with vault.look() as session:
        assert facts.grown_out_of(session, "") == ()
        assert facts.naming(session, "") == ()


def test_what_grew_is_told_oldest_first_and_for_the_whole_vault_alike(vault: Vault) -> None:
    meeting = finish(vault, resolutions=TWO)
    rows = [row["row"] for row in meeting.values["resolutions"]]
    second = links.grow(vault, meeting.id, "resolutions_task", row=rows[1])
    first = links.grow(vault, meeting.id, "resolutions_task", row=rows[0])
    with vault.look() as session:
        grown = facts.grown_out_of(session, meeting.number)
        assert [(one.by.id, one.row, one.offshoot) for one in grown] == [
            (second.id, rows[1], "resolutions_task"),
            (first.id, rows[0], "resolutions_task"),
        ]
        assert [one for target, one in facts.all_grown(session) if target == meeting.number] == list(grown)
    assert second.origins == (Origin(number=meeting.number, offshoot="resolutions_task", row=rows[1]),)

    void(vault, first)
    with vault.look() as session:
        assert [one.by.id for one in facts.grown_out_of(session, meeting.number)] == [second.id]


# --- days ------------------------------------------------------------------------------------------


def test_leave_counts_from_its_first_to_its_last_day_and_one_without_an_end_for_a_day(vault: Vault) -> None:
    begin(vault, "leave", since="2008-09-19", until="2008-09-24")
    begin(vault, "leave", person="p04", since="2008-09-22", until=None)
    void(vault, finish(vault, "leave", person="p03", since="2008-09-22", until="2008-09-23"))

    def away(day: int) -> set[str]:
        with vault.look() as session:
            found = facts.away_on(session, date(2008, 9, day))
            assert set(found) <= set(facts.all_away(session))
            return {one.person for one in found}

    assert [away(day) for day in (18, 19, 22, 23, 24, 25)] == [set(), {"p05"}, {"p05", "p04"}, {"p05"}, {"p05"}, set()]


def test_what_was_entered_on_a_day_is_that_of_the_clock_then_not_of_the_zone_of_now(vault: Vault) -> None:
    clock = vault.clock
    assert isinstance(clock, FixedClock)
    for hour, day in ((0, "2008-09-10"), (23, "2008-09-18")):
        clock.set(NOON.replace(hour=hour))
        begin(vault, date=day)
    clock.set(NOON + timedelta(hours=12))
    begin(vault, date="2008-09-01")
    void(vault, begin(vault, date="2008-09-02"))
    clock.set(datetime(2008, 9, 19, 18, tzinfo=UTC).astimezone(CHINA))
    begin(vault, date="2008-09-03")
    begin(vault, date=None)

    with vault.look() as session:
        assert facts.entered_with(session, NOON) == Entered(2, date(2008, 9, 10), date(2008, 9, 18))
        assert facts.entered_with(session, NOON + timedelta(days=1)) == Entered(2, date(2008, 9, 1), date(2008, 9, 3))
        assert facts.entered_with(session, NOON + timedelta(days=9)) == Entered(0, None, None)


def test_the_last_day_of_a_month_is_that_of_a_finished_record_others_learn_of(vault: Vault) -> None:
    one, other = finish(vault, date="2008-09-12"), finish(vault, **{**unlike(SESSION, 1), "date": "2008-09-17"})
    begin(vault, date="2008-09-18")
    finish(vault, "leave", since="2008-09-29", until="2008-09-30")

    def last(month: date, apart_from: str = "") -> date | None:
        with vault.look() as session:
            return facts.last_of_month(session, month, apart_from=apart_from)

    assert last(date(2008, 9, 30)) == date(2008, 9, 17)
    assert last(date(2008, 9, 1), other.id) == date(2008, 9, 12)
    assert last(date(2008, 8, 31)) is None
    assert last(date(2008, 12, 1)) is None
    void(vault, other)
    assert last(date(2008, 9, 1)) == date(2008, 9, 12)
    void(vault, one)
    assert last(date(2008, 9, 1)) is None


def test_promises_are_those_of_finished_records_within_the_days_the_earliest_first(vault: Vault) -> None:
    begin(vault, date="2008-09-17")
    done = finish(
        vault,
        resolutions=[{**TWO[0], "due": day} for day in ("2008-09-30", "2008-09-19", "2008-10-01")],
    )
    with vault.look() as session:
        found = facts.promises(session, since=date(2008, 9, 19), until=UNTIL)
    assert [(one.day.isoformat(), one.path, one.by.id) for one in found] == [
        ("2008-09-19", "resolutions.1.due", done.id),
        ("2008-09-30", "resolutions.0.due", done.id),
    ]


# --- people ----------------------------------------------------------------------------------------


def test_who_was_expected_and_who_was_absent_is_counted_at_finished_meetings_of_the_days(vault: Vault) -> None:
    finish(vault)
    finish(vault, **{**unlike(EXAMPLES["study_session"], 1), "date": "2008-08-31", "late_reason": "停电，先手写"})
    begin(vault, date="2008-09-17")
    with vault.look() as session:
        found = facts.attendance(session, "study_session", "attendance", since=SINCE, until=UNTIL)
        assert found == {"p01": (1, 0), "p02": (1, 0), "p03": (1, 0), "p04": (1, 0), "p05": (1, 1)}
        assert facts.attendance(session, "council_meeting", "attendance", since=SINCE, until=UNTIL) == {}


def test_a_name_kept_private_goes_with_the_first_record_that_keeps_it(vault: Vault) -> None:
    first, second = finish(vault, "petition", "register"), finish(vault, "petition", "register", date="2008-09-17")

    def hidden() -> dict[str, str]:
        with vault.look() as session:
            return facts.hidden_names(session)

    assert hidden()["柳栖梧"] == first.number
    void(vault, first)
    void(vault, second)
    assert hidden()["柳栖梧"] == first.number, "what was voided keeps its secret"


# --- tallies ---------------------------------------------------------------------------------------


def daily(vault: Vault, since: date = SINCE, until: date = UNTIL) -> tuple[Daily, ...]:
    with vault.look() as session:
        return tallies.daily(session, since=since, until=until)


def test_finished_records_are_counted_by_day_kind_subtype_state_and_who_led_them(vault: Vault) -> None:
    finish(vault)
    finish(vault, **{**unlike(SESSION, 1), "start_time": "14:00", "end_time": "15:00"})
    finish(vault, "study_session", **{**unlike(SESSION, 2), "date": "2008-09-12", "speaker": "p02"})
    begin(vault)
    void(vault, finish(vault, **{**unlike(SESSION, 3), "date": "2008-09-11", "late_reason": "停电"}))

    found = daily(vault)

    assert [(one.day.day, one.subtype, one.state, one.lead, one.count) for one in found] == [
        (12, "night_study", "done", "p02", 1),
        (18, "night_study", "done", "p01", 2),
    ]
    assert daily(vault, until=date(2008, 9, 11)) == ()
    assert daily(vault, date(2008, 9, 18), date(2008, 9, 18)) == found[1:]


def test_a_paper_that_speaks_of_a_month_is_told_with_it(vault: Vault) -> None:
    finish(vault, "dispute_month", month="2008-08")
    (one,) = daily(vault)
    assert (one.kind, one.month, one.day) == ("dispute_month", "2008-08", date(2008, 9, 19))


def test_what_is_locked_away_is_counted_and_says_no_more_than_its_day(vault: Vault) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    finish(vault, "criticism_meeting")
    (one,) = daily(vault)
    assert (one.kind, one.day, one.lead, one.month) == ("criticism_meeting", date(2008, 9, 13), "", "")
    with vault.look() as session:
        assert tallies.attended(session, since=SINCE, until=UNTIL) == ()


def test_minutes_are_added_up_for_each_person_who_was_there(vault: Vault) -> None:
    finish(vault)
    away = [{"person": "p04", "reason": "official", "note": "带队参加运动会"}]
    there = {"expected": ["p01", "p02", "p03", "p04"], "absent": away, "signed": 3}
    other = {**unlike(SESSION, 1), "attendance": there, "discussion": []}
    finish(vault, **{**other, "start_time": "14:00", "end_time": "14:45"})
    begin(vault, date="2008-09-17")
    with vault.look() as session:
        found = {one.person: one for one in tallies.attended(session, since=SINCE, until=UNTIL)}
    assert found["p01"] == Attended("study_session", "night_study", date(2008, 9, 18), "[]", "p01", 2, 145)
    assert found["p04"].minutes == 100, "who was absent spent none"
    assert "p05" not in found
