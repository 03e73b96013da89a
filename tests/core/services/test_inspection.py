"""What an inspection would see: what agrees, what does not, what is not there; facts with a way to them, no scores."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.clock import FixedClock
from core.campaign.reader import preset
from core.records.content import Record
from core.services import campaigns, drafts, inspection, records
from core.store.vault import Vault
from core.views.inspection import Fact, FactKind, Inspection
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHINA, ITEM, SESSION, open_copy, unlike

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


def finish(vault: Vault, kind: str = "study_session", move: str = "finish", **values: Any) -> Record:
    """Enter and finish a record, with a sentence for every warning that stands in the way."""
    record = drafts.begin(vault, kind, values={**EXAMPLES[kind], **values})
    for one in records.lacking(vault, record.id, move):
        record = records.explain(vault, record.id, one.mark, "分次办理，情况属实", revision=record.revision)
    return records.move(vault, record.id, move, revision=record.revision)


def facts(column: tuple[Fact, ...], what: FactKind, **parts: Any) -> list[Fact]:
    """Return the rows of a column that speak of something."""
    return [one for one in column if one.what is what and all(getattr(one, key) == parts[key] for key in parts)]


def everything(page: Inspection) -> tuple[Fact, ...]:
    return (*page.agrees, *page.differs, *page.missing)


# --- it agrees -------------------------------------------------------------------------------------


def test_a_quota_that_is_met_agrees_with_the_notices_words_and_its_records_are_counted(vault: Vault) -> None:
    finish(vault)
    finish(vault, **{**unlike(SESSION, 1), "date": "2008-09-17"})
    page = inspection.look(vault)

    (night,) = facts(page.agrees, FactKind.ACTIVITY, heading="夜学")
    assert (night.period, night.particulars) == ("2008-09", {"done": 2, "due": 2, "late": 0, "measure": "count"})
    assert "局机关每月2次" in night.quote
    (counted,) = facts(page.agrees, FactKind.RECORDS)
    assert (counted.kind, counted.subtype, counted.particulars) == ("study_session", "night_study", {"count": 2})
    assert page.judged == 2


def test_a_quota_under_way_is_neither_met_nor_missing(vault: Vault) -> None:
    finish(vault)
    page = inspection.look(vault)
    assert not [one for one in everything(page) if one.heading == "夜学" and one.period == "2008-09"][1:]
    assert facts(page.missing, FactKind.ACTIVITY, heading="夜学", period="2008-09") == []

    at(vault, "2008-10-01")
    (missing,) = facts(inspection.look(vault).missing, FactKind.ACTIVITY, heading="夜学", period="2008-09")
    assert missing.particulars == {"done": 1, "due": 2, "late": 0, "measure": "count"}


def test_a_quarter_and_a_whole_campaign_are_told_by_their_names(vault: Vault) -> None:
    page = inspection.look(vault)
    periods = {one.heading: one.period for one in facts(page.missing, FactKind.ACTIVITY)}
    assert periods["班子集中学习"] == "2008-Q2"
    assert periods["成立领导小组"] == ""


def test_a_draft_and_a_void_record_count_for_nothing(vault: Vault) -> None:
    drafts.begin(vault, "study_session", values=SESSION)
    gone = finish(vault, **{**unlike(SESSION, 1), "date": "2008-09-17"})
    records.move(vault, gone.id, "void", answers={"reason": "重复登记了一次"}, revision=gone.revision)

    page = inspection.look(vault)

    assert facts(page.agrees, FactKind.RECORDS) == []
    assert {one.record for one in everything(page)} == {""}


# --- it does not agree -----------------------------------------------------------------------------


def two_places(vault: Vault) -> tuple[Record, Record]:
    """Finish a meeting, and then a diary of the same person at the same time."""
    meeting = finish(vault)
    diary = finish(vault, "research_diary")
    with vault.work() as session:
        from core.store import records as shelf

        values = {**diary.values, "date": SESSION["date"], "end_time": "20:00"}
        moved = msgspec.structs.replace(diary, values=values)
        diary = shelf.put(session, moved, names=vault.names(session), expected=diary.revision)
    return meeting, diary


def test_a_record_that_contradicts_another_leads_to_the_field_of_both(vault: Vault) -> None:
    meeting, diary = two_places(vault)
    page = inspection.look(vault)

    found = {one.record: one for one in facts(page.differs, FactKind.FINDING)}
    assert set(found) == {meeting.id, diary.id}
    row = found[diary.id]
    assert (row.rule, row.code, row.level, row.path) == ("T02", "two_places", "E", ("author",))
    assert (row.number, row.heading, row.kind) == (diary.number, diary.heading, "research_diary")
    assert row.particulars["number"] == meeting.number
    assert row.source == "校长蹲点调研与日记"
    assert facts(page.agrees, FactKind.RECORDS) == []


def test_a_warning_that_has_its_sentence_agrees_and_one_whose_sentence_went_does_not(vault: Vault) -> None:
    record = finish(vault, subtype="seminar", discussion=[], resolutions=[])
    assert facts(inspection.look(vault).differs, FactKind.FINDING) == []
    (agreed,) = facts(inspection.look(vault).agrees, FactKind.RECORDS)
    assert agreed.particulars == {"count": 1}

    for mark in record.explanations:
        record = records.explain(vault, record.id, mark, "", revision=record.revision)

    (row,) = facts(inspection.look(vault).differs, FactKind.FINDING)
    assert (row.record, row.rule, row.level) == (record.id, "W06", "W")
    assert facts(inspection.look(vault).agrees, FactKind.RECORDS) == []


def test_the_gravest_comes_first_and_the_others_are_counted(vault: Vault) -> None:
    meeting, _diary = two_places(vault)
    for mark in meeting.explanations:
        meeting = records.explain(vault, meeting.id, mark, "", revision=meeting.revision)
    late = finish(vault, "study_session", **{**unlike(SESSION, 5), "date": "2008-09-11", "late_reason": "停电补记"})
    assert late.number
    rows = inspection.look(vault).differs
    assert [row.level for row in rows] == sorted((row.level for row in rows), key="EWI".index)


# --- it is not there -------------------------------------------------------------------------------


def test_what_a_record_lacks_stands_among_what_is_missing_not_among_what_differs(vault: Vault) -> None:
    forum = finish(vault, "forum")
    page = inspection.look(vault)

    (row,) = facts(page.missing, FactKind.FINDING)
    assert (row.record, row.rule, row.number) == (forum.id, "E11", forum.number)
    assert facts(page.differs, FactKind.FINDING) == []
    assert facts(page.agrees, FactKind.RECORDS, kind="forum") == []


def test_an_ended_month_without_its_records_is_told_once(vault: Vault) -> None:
    page = inspection.look(vault)
    for month in ("2008-04", "2008-05", "2008-06"):
        told = [one for one in page.missing if one.heading == "夜学" and month in (one.period, *one.path)]
        assert [one.what for one in told] == [FactKind.ACTIVITY], month
    assert not [one for one in page.missing if one.heading == "夜学" and one.period in {"2008-07", "2008-08"}]


def test_the_records_of_one_activity_are_counted_in_one_row(vault: Vault) -> None:
    for number, subtype in enumerate(("center_group", "seminar"), start=1):
        finish(vault, **{**unlike(SESSION, number), "subtype": subtype, "date": f"2008-09-1{5 + number}"})
    plan = preset()
    every = next(one for one in plan.activities if one.kind == "study_session")
    campaigns.save_own(vault, plan.id, msgspec.structs.replace(every, id="", record_kind="study_session", name="学习"))
    rows = [one for one in facts(inspection.look(vault).agrees, FactKind.RECORDS) if one.kind == "study_session"]
    headings = [one.heading for one in rows]
    assert len(headings) == len(set(headings))


def test_a_paper_nobody_wrote_is_told_once_and_one_that_lies_here_is_not_handed_in(vault: Vault) -> None:
    def told() -> list[tuple[FactKind, str]]:
        return [(one.what, one.rule) for one in inspection.look(vault).missing if one.heading == "创业创新建议书"]

    assert told() == [(FactKind.ACTIVITY, "")]

    finish(vault, "proposal")
    assert told() == [(FactKind.SCHOOL, "Q04")]
    (row,) = [one for one in inspection.look(vault).missing if one.rule == "Q04"]
    assert row.quote
    assert row.kind == "proposal"
    assert row.level == "W"


def test_a_month_without_a_word_about_disputes_is_told_once(vault: Vault) -> None:
    missing = [one for one in inspection.look(vault).missing if one.heading == "矛盾纠纷排查化解"]
    assert [one.what for one in missing] == [FactKind.ACTIVITY] * len(missing)
    assert len({one.period for one in missing}) == len(missing) > 1


def test_a_draft_left_lying_for_more_than_a_week_is_told_with_its_days(vault: Vault) -> None:
    draft = drafts.begin(vault, "study_session", values={**SESSION, "title": "还没有写完的"})
    at(vault, "2008-09-26")
    assert facts(inspection.look(vault).missing, FactKind.DRAFT) == []

    at(vault, "2008-09-27")
    (row,) = facts(inspection.look(vault).missing, FactKind.DRAFT)
    assert (row.record, row.heading, row.particulars) == (draft.id, "还没有写完的", {"days": 8})

    drafts.write(vault, draft.id, draft.values, revision=draft.revision)
    assert facts(inspection.look(vault).missing, FactKind.DRAFT) == []


# --- what is switched off, and what is never said --------------------------------------------------


def test_of_a_kind_that_is_switched_off_nothing_is_said(vault: Vault) -> None:
    at(vault, "2009-01-05")

    def headings(kind: str) -> set[str]:
        return {one.heading for one in everything(inspection.look(vault)) if one.kind == kind}

    assert headings("breakthrough") == set(), "as the notice has it"
    campaigns.switch(vault, CAMPAIGN, "A21", on=True)
    assert headings("breakthrough") == {preset().activity("A21").name}
    campaigns.switch(vault, CAMPAIGN, "A21", on=False)
    assert headings("breakthrough") == set()

    campaigns.switch(vault, CAMPAIGN, "A11", on=False)
    assert "夜学" not in headings("study_session")


def test_a_campaign_that_is_over_asks_for_nothing_and_its_records_still_agree(vault: Vault) -> None:
    finish(vault)
    campaigns.finish(vault, CAMPAIGN)
    page = inspection.look(vault)

    assert [one.what for one in everything(page)] == [FactKind.RECORDS]
    assert (page.agrees[0].heading, page.agrees[0].quote) == ("", "")


def test_two_campaigns_say_each_its_own_and_no_row_twice(vault: Vault) -> None:
    campaigns.take(vault, msgspec.structs.replace(preset(), id="other", title="另一个活动"))
    finish(vault)
    finish(vault, **{**unlike(SESSION, 1), "date": "2008-09-17"})
    page = inspection.look(vault)

    met = facts(page.agrees, FactKind.ACTIVITY, heading="夜学", period="2008-09")
    assert [one.key.partition("/")[0] for one in met] == [f"activity:{CAMPAIGN}", "activity:other"]
    keys = [one.key for one in everything(page)]
    assert len(keys) == len(set(keys))
    (counted,) = facts(page.agrees, FactKind.RECORDS)
    assert counted.particulars == {"count": 2}, "a record is one, for however many campaigns it counts"


def test_nothing_is_scored(vault: Vault) -> None:
    two_places(vault)
    finish(vault, "forum")
    finish(vault, "rectification", "register", **ITEM)
    words = {"score", "points", "grade", "rank", "total", "percent", "mark"}
    assert not words & {*Fact.__struct_fields__, *Inspection.__struct_fields__}
    for fact in everything(inspection.look(vault)):
        if fact.what in {FactKind.ACTIVITY, FactKind.RECORDS, FactKind.DRAFT}:
            assert set(fact.particulars) <= {"done", "due", "late", "measure", "count", "days"}
            assert fact.level == ""
