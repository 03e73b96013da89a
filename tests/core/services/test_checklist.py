"""The home page's three columns, from a real vault."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.base.clock import FixedClock
from core.campaign.reader import preset
from core.records.content import Record
from core.services import campaigns, drafts, records
from core.services.checklist import home
from core.store import packets
from core.store.packets import Packet
from core.store.vault import Vault
from core.views.checklist import Chip, Do, Line, Row, Title
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHINA, DIARY, ITEM, NOON, SESSION, open_copy, unlike

CAMPAIGN = preset().id

BASES: dict[str, dict[str, Any]] = {"study_session": SESSION, "research_diary": DIARY, "rectification": ITEM}


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


def finish(vault: Vault, kind: str = "study_session", move: str = "finish", **values: Any) -> Record:
    base = BASES[kind]
    record = drafts.begin(vault, kind, values={**base, **values})
    return records.move(vault, record.id, move, revision=record.revision)


def rectify(vault: Vault, **values: Any) -> Record:
    record = finish(vault, "rectification", "register", **values)
    return step(vault, record, "start")


def step(vault: Vault, record: Record, move: str, **answers: Any) -> Record:
    said = {"on": vault.clock.now().date().isoformat(), "by": "p03", **answers}
    return records.move(vault, record.id, move, answers=said, revision=record.revision)


def seal(vault: Vault, key: str, **known: Any) -> None:
    packet = Packet(
        id=key, title="九月份报送包", name="a.pdf", made_at=NOON, signed_at=NOON, sha256="0" * 64, size=9, pages=5,
        code="ABCD1234", **known,
    )  # fmt: skip
    with vault.work() as session:
        packets.add(session, packet, ())


def by_key(rows: tuple[Row, ...], start: str) -> list[Row]:
    return [row for row in rows if row.key.startswith(start)]


def test_an_empty_school_sees_what_the_month_asks_for(vault: Vault) -> None:
    page = home(vault)

    assert (page.handed_in, page.overdue) == ((), 0)
    assert page.campaigns == ("2008主题实践活动",)
    (night,) = by_key(page.due_soon, f"quota:{CAMPAIGN}/A11")
    assert (night.title, night.title_particulars) == (
        Title.ACTIVITY_IN_MONTH,
        {"activity": "夜学", "month": "2008-09"},
    )
    assert (night.chip, night.chip_particulars) == (Chip.RECORDED, {"done": 0, "due": 2})
    assert (night.line, night.line_particulars) == (Line.SUGGESTED, {"due": 2, "deadline": "2008-09-30"})
    assert (night.action.do, night.action.kind, night.action.subtype) == (Do.NEW, "study_session", "night_study")
    assert "局机关每月2次" in night.quote


def test_evening_study_is_counted_until_it_is_enough(vault: Vault) -> None:
    finish(vault)
    (night,) = by_key(home(vault).due_soon, f"quota:{CAMPAIGN}/A11")
    assert night.chip_particulars == {"done": 1, "due": 2}

    finish(vault, **{**unlike(SESSION, 1), "date": "2008-09-17"})
    assert by_key(home(vault).due_soon, f"quota:{CAMPAIGN}/A11") == []


def test_the_months_report_is_to_be_written_until_it_is_there_and_then_to_be_handed_in(vault: Vault) -> None:
    key = f"hand_in:{CAMPAIGN}/A09:2008-09-01"
    (row,) = by_key(home(vault).to_hand_in, key)
    assert (row.title, row.title_particulars) == (
        Title.ACTIVITY_IN_MONTH,
        {"activity": "进展及困难问题书面材料", "month": "2008-09"},
    )
    assert (row.line, row.action.do, row.action.kind) == (Line.TO_WRITE, Do.NEW, "progress_report")
    assert (row.chip, row.line_particulars["office"]) == (Chip.DUE_IN, "县教育局")

    begun = drafts.begin(vault, "progress_report", values={**EXAMPLES["progress_report"], "month": "2008-09"})
    records.move(vault, begun.id, "finish", revision=begun.revision)

    (row,) = by_key(home(vault).to_hand_in, key)
    assert (row.line, row.action.do, row.action.records) == (Line.READY, Do.SUBMIT, (begun.id,))


def test_a_month_without_disputes_offers_a_nil_return(vault: Vault) -> None:
    key = f"screening:{CAMPAIGN}/A08:2008-09-01"
    assert by_key(home(vault).to_hand_in, key) == [], "it is too early to say so"
    at(vault, "2008-09-29")
    (row,) = by_key(home(vault).to_hand_in, key)

    assert (row.line, row.action.do, row.action.kind, row.action.month) == (
        Line.NIL_WILL_DO,
        Do.NIL,
        "dispute_month",
        "2008-09",
    )


def test_what_is_told_only_when_something_happens_stands_there_without_a_day(vault: Vault) -> None:
    (row,) = by_key(home(vault).to_hand_in, f"event:{CAMPAIGN}/A14")

    assert (row.chip, row.line, row.line_particulars) == (
        Chip.ON_EVENT,
        Line.WITHIN,
        {"days": 1, "office": "县教育局"},
    )


def test_a_quota_of_each_leader_is_one_row(vault: Vault) -> None:
    at(vault, "2008-12-20")

    assert len(by_key(home(vault).due_soon, f"quota:{CAMPAIGN}/A12")) == 1


def test_a_draft_does_not_count_and_stands_among_what_is_half_written(vault: Vault) -> None:
    drafts.begin(vault, "study_session", values=SESSION)
    drafts.begin(vault, "research_diary", values={})
    drafts.begin(vault, "leave", values={})
    drafts.begin(vault, "task", values={})
    at(vault, "2008-09-21")
    page = home(vault)

    (night,) = by_key(page.due_soon, f"quota:{CAMPAIGN}/A11")
    assert night.chip_particulars["done"] == 0
    assert by_key(page.to_hand_in, "record:") == []
    waiting = by_key(page.half_written, "record:")
    assert [(row.chip, row.chip_particulars, row.action.do) for row in waiting] == [
        (Chip.DRAFT, {"days": 2}, Do.OPEN)
    ] * 2
    assert {row.title for row in waiting} == {None, Title.UNTITLED}
    assert {row.heading for row in waiting} == {SESSION["title"], ""}


def test_a_draft_an_office_waits_for_is_to_be_handed_in(vault: Vault) -> None:
    report = drafts.begin(vault, "progress_report", values={})
    page = home(vault)
    assert [row.record for row in by_key(page.to_hand_in, "record:")] == [report.id]
    assert page.half_written == ()


def test_the_diaries_of_the_research_month_stay_until_one_is_there(vault: Vault) -> None:
    at(vault, "2008-04-21")
    (row,) = by_key(home(vault).due_soon, f"quota:{CAMPAIGN}/A05")
    assert (row.title, row.line, row.chip_particulars) == (Title.ACTIVITY, Line.REQUIRED, {"done": 0, "due": 1})

    at(vault, "2008-05-20")
    (row,) = by_key(home(vault).due_soon, f"quota:{CAMPAIGN}/A05")
    assert (row.chip, row.chip_particulars) == (Chip.OVERDUE, {"days": 10})

    finish(vault, "research_diary", date="2008-05-10", late_reason="停电，先手写后补录")
    assert by_key(home(vault).due_soon, f"quota:{CAMPAIGN}/A05") == []


def test_last_month_without_evening_study_is_brought_to_mind_for_a_while(vault: Vault) -> None:
    at(vault, "2008-05-03")
    rows = by_key(home(vault).due_soon, f"month:{CAMPAIGN}/A11")
    assert [(row.chip, row.chip_particulars) for row in rows] == [(Chip.NONE_RECORDED, {"month": "2008-04"})]

    at(vault, "2008-09-19")
    assert by_key(home(vault).due_soon, f"month:{CAMPAIGN}/A11") == []


def test_a_campaign_that_is_over_asks_for_nothing_more(vault: Vault) -> None:
    at(vault, "2009-01-01")

    assert home(vault).due_soon == ()


def test_a_school_without_a_campaign_still_has_its_page(vault: Vault) -> None:
    campaigns.finish(vault, preset().id)
    rectify(vault)
    page = home(vault)

    assert page.campaigns == ()
    assert [row.quote for row in page.due_soon] == [""]


def test_an_item_due_within_14_days_stands_with_its_day_and_person(vault: Vault) -> None:
    soon = rectify(vault, deadline="2008-10-03")
    rectify(vault, deadline="2008-10-04")
    (row,) = by_key(home(vault).due_soon, "record:")

    assert (row.record, row.no, row.chip, row.chip_particulars) == (soon.id, 1, Chip.DUE_IN, {"days": 14})
    assert (row.line, row.line_particulars) == (Line.DEADLINE, {"deadline": "2008-10-03", "person": "王䶮"})
    assert (row.action.do, row.action.move, row.action.kind) == (Do.MOVE, "report", "rectification")
    assert row.quote.endswith("整改情况要在一定范围内公布。")


def test_an_overdue_item_comes_first_and_offers_more_time(vault: Vault) -> None:
    at(vault, "2008-09-17")
    rectify(vault, deadline="2008-09-19")
    late = rectify(vault, deadline="2008-09-18")
    at(vault, "2008-09-19")
    first, second = by_key(home(vault).due_soon, "record:")

    assert (first.record, first.chip, first.chip_particulars) == (late.id, Chip.OVERDUE, {"days": 1})
    assert (first.line, first.action.move) == (Line.FIRST_DEADLINE, "extend")
    assert second.chip is Chip.DUE_TODAY
    assert home(vault).overdue == 1


def test_an_extended_item_still_shows_its_first_deadline_when_it_is_late_again(vault: Vault) -> None:
    item = rectify(vault, deadline="2008-09-25")
    step(vault, item, "extend", deadline="2008-09-26", note="楼梯封闭，演练推迟。")
    at(vault, "2008-09-28")
    (row,) = by_key(home(vault).due_soon, "record:")

    assert row.chip_particulars == {"days": 2}
    assert row.line_particulars["deadline"] == "2008-09-25"


def test_an_item_awaiting_acceptance_names_who_must_not_accept_it(vault: Vault) -> None:
    item = rectify(vault, evidence=[{"blob": None, "title": "照片", "type": "photo"}])
    item = step(vault, item, "report", note="两块盖板已经补齐，踩踏牢固。")
    step(vault, item, "complete")
    (row,) = by_key(home(vault).due_soon, "record:")

    assert (row.line, row.line_particulars, row.action.move) == (Line.ACCEPTOR_NOT, {"person": "王䶮"}, "accept")


def test_an_item_to_be_published_says_that_it_is_not(vault: Vault) -> None:
    rectify(vault, publish=True)
    (row,) = by_key(home(vault).due_soon, "record:")

    assert (row.line, row.line_particulars) == (Line.NOT_PUBLISHED, {"deadline": "2008-09-25"})


def test_a_closed_item_is_gone_and_a_registered_one_is_to_be_started(vault: Vault) -> None:
    record = finish(vault, "rectification", "register")
    (row,) = by_key(home(vault).due_soon, "record:")
    assert row.action.move == "start"

    records.move(vault, record.id, "void", answers={"reason": "重复登记了一次"}, revision=record.revision)
    assert by_key(home(vault).due_soon, "record:") == []


def test_a_packet_waits_until_it_was_carried(vault: Vault) -> None:
    seal(vault, "p1")
    seal(vault, "p2", carried_at=NOON, carried_to="U盘")
    seal(vault, "p3", carried_at=NOON, carried_to="U盘", received_on=NOON.date())
    page = home(vault)

    waiting = by_key(page.to_hand_in, "packet:")
    assert [(row.key, row.chip, row.action.do) for row in waiting] == [("packet:p1", Chip.NOT_CARRIED, Do.CARRY)]
    assert {(row.key, row.chip, row.action.do) for row in page.handed_in} == {
        ("packet:p2", Chip.CARRIED, Do.SHOW),
        ("packet:p3", Chip.RECEIVED, Do.SHOW),
    }
    assert page.to_hand_in[0].line_particulars == {"records": 0, "pages": 5, "on": "2008-09-19"}
    assert page.handed_in[0].line_particulars == {"on": "2008-09-19", "place": "U盘"}
