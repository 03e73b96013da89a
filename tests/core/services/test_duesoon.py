"""What is due soon and what is overdue: whose delay it is, what is settled, what each leader still owes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.campaign.reader import preset
from core.campaign.template import Submission, Window
from core.services import campaigns, duesoon, records
from core.services.checklist import home
from core.store.vault import Vault
from core.views.checklist import Chip, Do, Line, Row
from tests.core.services.hand import Hand
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHINA, ITEM, NOON, SESSION, open_copy, unlike

CAMPAIGN = preset().id


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    campaigns.take(opened, preset())
    yield opened
    opened.close()


def at(vault: Vault, day: str) -> None:
    clock = vault.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=CHINA))


def rows(vault: Vault, start: str) -> list[Row]:
    page = home(vault)
    return [row for row in (*page.to_hand_in, *page.due_soon) if row.key.startswith(start)]


def overdue(vault: Vault, day: str) -> int:
    with vault.look() as session:
        return duesoon.count_overdue(session, date.fromisoformat(day))


def finished(vault: Vault, kind: str, move: str = "finish", **values: Any) -> Hand:
    """Finish the example of a kind, with a sentence for every warning."""
    hand = Hand(vault, kind, **values)
    for one in records.lacking(vault, hand.record.id, move):
        hand.record = records.explain(vault, hand.record.id, one.mark, "分次办理", revision=hand.record.revision)
    hand.move(move)
    return hand


# --- whose delay it is -----------------------------------------------------------------------------


def test_a_proposal_that_lies_with_the_office_is_unanswered_and_never_overdue(vault: Vault) -> None:
    hand = finished(vault, "proposal")
    hand.record = records.move(vault, hand.record.id, "submit", revision=hand.record.revision, by_program=True)
    at(vault, "2008-11-03")
    assert rows(vault, f"record:{hand.record.id}") == [], "its answer is not due soon"

    for day in ("2008-11-04", "2008-11-18", "2008-12-30"):
        at(vault, day)
        (row,) = rows(vault, f"record:{hand.record.id}")
        assert (row.chip, row.chip_particulars) == (Chip.UNANSWERED, {})
        assert (row.line, row.line_particulars) == (Line.ANSWER_DUE, {"deadline": "2008-11-18"})
        assert (row.action.do, row.action.record) == (Do.OPEN, hand.record.id)
        assert home(vault).overdue == overdue(vault, day) == 0
    hand.move("answer", replied_on="2008-12-29", reply="partly", reply_text="先行试点一个学期", receipt_no="样例-017")
    assert rows(vault, f"record:{hand.record.id}") == []


def test_a_settled_dispute_is_not_overdue_and_one_that_came_back_is(vault: Vault) -> None:
    hand = finished(vault, "dispute", "register", deadline="2008-09-19")
    hand.move("mediate", on="2008-09-16", by="p03")
    hand.move("report", on="2008-09-17", by="p03", note="三方会商，同意改道排水。")
    assert overdue(vault, "2008-09-19") == 0
    assert overdue(vault, "2008-09-20") == 1

    hand.move("resolve", resolved_on="2008-09-18", agreement_form="written", outcome="双方签了调解协议", by="p03")
    at(vault, "2008-10-30")
    assert overdue(vault, "2008-10-30") == home(vault).overdue == 0
    assert not [row for row in rows(vault, f"record:{hand.record.id}") if row.chip is Chip.OVERDUE]

    hand.move("rebound", on="2008-10-29", by="p03", note="大雨后又倒灌了一次")
    assert overdue(vault, "2008-10-30") == 1


@pytest.mark.parametrize(("ends", "answers"), [("drop", {"note": "不用发了"}), ("void", {"reason": "重复登记了一次"})])
def test_what_was_dropped_or_voided_is_no_longer_awaited(vault: Vault, ends: str, answers: dict[str, str]) -> None:
    hand = finished(vault, "task", "add")
    at(vault, "2008-09-30")
    (row,) = rows(vault, f"record:{hand.record.id}")
    assert (row.chip, row.chip_particulars) == (Chip.OVERDUE, {"days": 4})

    hand.move(ends, on="2008-09-30", **answers)

    assert rows(vault, f"record:{hand.record.id}") == []
    assert home(vault).overdue == 0


def test_a_draft_is_never_overdue_whatever_its_day_says(vault: Vault) -> None:
    Hand(vault, "rectification", deadline="2008-09-16")
    Hand(vault, "task", due="2008-09-18")
    at(vault, "2008-12-01")
    assert home(vault).overdue == 0


def test_the_earliest_deadline_comes_first_whatever_kind_it_is_of(vault: Vault) -> None:
    task = finished(vault, "task", "add", due="2008-09-24")
    item = finished(vault, "rectification", "register", **{**ITEM, "deadline": "2008-09-23"})
    pledge = finished(vault, "pledge", "pledge", deadline="2008-09-25")

    found = rows(vault, "record:")

    assert [row.record for row in found] == [item.record.id, task.record.id, pledge.record.id]
    assert [row.due for row in found] == sorted(row.due for row in found if row.due)


def test_a_column_ends_at_its_most_and_the_badge_counts_them_all(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duesoon, "MOST", 2)
    for number in range(4):
        finished(vault, "task", "add", title=f"第{number + 1}件要办的事情", due="2008-09-18")
    at(vault, "2008-09-20")
    assert len(rows(vault, "record:")) == 2
    assert home(vault).overdue == 4


# --- papers ----------------------------------------------------------------------------------------


def test_a_proposal_is_to_be_written_then_to_be_handed_in_and_then_gone(vault: Vault) -> None:
    key = f"hand_in:{CAMPAIGN}/A06"
    (row,) = rows(vault, key)
    assert (row.line, row.action.do, row.chip) == (Line.TO_WRITE, Do.NEW, Chip.OVERDUE)

    hand = finished(vault, "proposal")
    (row,) = rows(vault, key)
    assert (row.line, row.action.do, row.action.records) == (Line.READY, Do.SUBMIT, (hand.record.id,))

    hand.record = records.move(vault, hand.record.id, "submit", revision=hand.record.revision, by_program=True)
    assert rows(vault, key) == []
    hand.move("answer", replied_on="2008-09-19", reply="partly", reply_text="先行试点一个学期", receipt_no="样例-017")
    assert rows(vault, key) == [], "what was answered was handed in"


def test_what_is_told_when_it_happens_is_asked_only_while_the_campaign_lasts_and_the_activity_is_on(
    vault: Vault,
) -> None:
    assert rows(vault, "event:")
    campaigns.switch(vault, CAMPAIGN, "A14", on=False)
    assert rows(vault, "event:") == []
    campaigns.switch(vault, CAMPAIGN, "A14", on=True)
    at(vault, "2009-01-01")
    assert rows(vault, "event:") == []


# --- quotas ----------------------------------------------------------------------------------------


def test_of_a_quota_that_each_leader_has_it_is_told_how_many_have_done_theirs(vault: Vault) -> None:
    at(vault, "2008-12-20")
    lesson = {"subtype": "one_lesson", "late_reason": "年底一并录入", "resolutions": []}
    (row,) = rows(vault, f"quota:{CAMPAIGN}/A12")
    assert (row.chip, row.chip_particulars) == (Chip.LEADERS, {"done": 0, "due": 3})

    for number, leader in enumerate(("p01", "p02")):
        day = f"2008-12-{number + 15}"
        finished(vault, "study_session", **{**unlike(SESSION, number), **lesson, "speaker": leader, "date": day})
        (row,) = rows(vault, f"quota:{CAMPAIGN}/A12")
        assert row.chip_particulars == {"done": number + 1, "due": 3}
    twice = {**unlike(SESSION, 8), **lesson, "speaker": "p02", "date": "2008-12-18"}
    finished(vault, "study_session", **twice)
    assert rows(vault, f"quota:{CAMPAIGN}/A12")[0].chip_particulars == {"done": 2, "due": 3}, "twice is no third leader"

    finished(vault, "study_session", **{**unlike(SESSION, 9), **lesson, "speaker": "p03", "date": "2008-12-19"})
    assert rows(vault, f"quota:{CAMPAIGN}/A12") == []


def test_two_campaigns_ask_each_for_itself_and_one_that_has_not_begun_asks_nothing(vault: Vault) -> None:
    night = (preset().activity("A11"),)
    window = Window(start=date(2008, 10, 1), end=date(2008, 12, 31))
    night = (msgspec.structs.replace(night[0], phase=None),)
    later = msgspec.structs.replace(
        preset(), id="later", title_short="后一个", window=window, phases=(), activities=night, submission=Submission()
    )
    campaigns.take(vault, later)
    assert [row.key.partition("/")[0] for row in rows(vault, "quota:") if "A11" in row.key] == [f"quota:{CAMPAIGN}"]
    assert home(vault).campaigns == ("2008主题实践活动",)

    at(vault, "2008-10-02")
    assert [row.key.partition("/")[0] for row in rows(vault, "quota:") if "A11" in row.key] == ["quota:later"]
    assert home(vault).campaigns == ("2008主题实践活动", "后一个")


def test_the_days_on_the_chips_are_whole_days_at_any_hour(vault: Vault) -> None:
    hand = finished(vault, "task", "add", due=(NOON.date() + timedelta(days=1)).isoformat())
    clock = vault.clock
    assert isinstance(clock, FixedClock)
    for hour, expected in ((0, 1), (23, 1), (24, 0), (47, 0), (48, -1)):
        clock.set(NOON.replace(hour=0) + timedelta(hours=hour))
        (row,) = rows(vault, f"record:{hand.record.id}")
        said = {1: (Chip.DUE_IN, {"days": 1}), 0: (Chip.DUE_TODAY, {}), -1: (Chip.OVERDUE, {"days": 1})}[expected]
        assert (row.chip, row.chip_particulars) == said, hour
    assert EXAMPLES["task"]["due"] != row.due
