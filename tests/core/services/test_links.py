"""Links from record to record, in a real vault: growing, tying, gathering, and what is known for an answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.base.errors import (
    NotFinished,
    OffshootMissing,
    RecordGone,
    RecordMoved,
    RecordSealed,
    RecordVoid,
    SealClosed,
)
from core.records.content import Origin, Record
from core.services import drafts, links, records, seals
from core.store import journal
from core.store import records as shelf
from core.store.journal import What
from core.store.vault import Vault
from tests.core.services.hand import Hand
from tests.support.examples import EXAMPLES, whole
from tests.support.vaults import CHEAP, FORUM, PASSWORD, SESSION, open_copy

TWO = [
    {"text": "发放留校需求调查表", "owner": "p03", "due": "2008-09-30"},
    {"text": "更换教室的灯管五根", "owner": "p04", "due": "2008-09-25"},
]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def finish(vault: Vault, kind: str, move: str = "finish", **values: Any) -> Record:
    record = drafts.begin(vault, kind, values={**EXAMPLES[kind], **values})
    return records.move(vault, record.id, move, revision=record.revision)


def void(vault: Vault, record: Record) -> Record:
    now = records.read(vault, record.id)
    return records.move(vault, now.id, "void", answers={"reason": "重复登记了一次"}, revision=now.revision)


def row_of(record: Record, grid: str, at: int = 0) -> str:
    return str(record.values[grid][at]["row"])


def entries(vault: Vault) -> int:
    with vault.look() as session:
        return journal.count(session)


# --- growing ---------------------------------------------------------------------------------------


def test_a_resolution_becomes_a_task_with_all_that_both_share_and_the_meeting_stays_as_it_was(vault: Vault) -> None:
    meeting = finish(vault, "study_session", resolutions=TWO)
    task = links.grow(vault, meeting.id, "resolutions_task", row=row_of(meeting, "resolutions"))

    assert {key: task.values[key] for key in ("title", "owner", "due", "source_ref")} == {
        "title": "发放留校需求调查表", "owner": "p03", "due": "2008-09-30", "source_ref": meeting.number,
    }  # fmt: skip
    assert task.origins == (
        Origin(number=meeting.number, offshoot="resolutions_task", row=row_of(meeting, "resolutions")),
    )
    assert records.read(vault, meeting.id) == meeting


def test_grown_twice_it_is_the_same_record_until_that_is_voided_or_thrown_away(vault: Vault) -> None:
    meeting = finish(vault, "study_session", resolutions=TWO)
    row = row_of(meeting, "resolutions")
    task = links.grow(vault, meeting.id, "resolutions_task", row=row)
    before = entries(vault)
    assert links.grow(vault, meeting.id, "resolutions_task", row=row) == task
    assert entries(vault) == before

    drafts.discard(vault, task.id, revision=task.revision)
    again = links.grow(vault, meeting.id, "resolutions_task", row=row)
    assert again.id != task.id
    done = records.move(vault, again.id, "add", revision=again.revision)
    void(vault, done)
    assert links.grow(vault, meeting.id, "resolutions_task", row=row).id != again.id


def test_all_rows_grow_at_once_but_those_that_did(vault: Vault) -> None:
    meeting = finish(vault, "study_session", resolutions=TWO)
    first = links.grow(vault, meeting.id, "resolutions_task", row=row_of(meeting, "resolutions"))

    (second,) = links.grow_all(vault, meeting.id, "resolutions_task")

    assert second.values["title"] == TWO[1]["text"]
    assert links.grow_all(vault, meeting.id, "resolutions_task") == ()
    became = {one.record for row in links.of_record(vault, meeting.id).rows for one in row.became}
    assert became == {first.id, second.id}


def test_a_draft_grows_nothing_yet(vault: Vault) -> None:
    draft = drafts.begin(vault, "study_session", values={**SESSION, "resolutions": TWO})
    for refused in (
        lambda: links.grow(vault, draft.id, "resolutions_task", row=row_of(draft, "resolutions")),
        lambda: links.grow_all(vault, draft.id, "resolutions_task"),
        lambda: links.tie(vault, draft.id, "TK-2008-001"),
    ):
        with pytest.raises(NotFinished):
            refused()


def test_a_row_that_is_gone_and_one_that_may_not_are_refused_and_nothing_is_begun(vault: Vault) -> None:
    forum = finish(vault, "forum", **FORUM)
    spot = row_of(forum, "opinions", 1)
    before = entries(vault)
    for offshoot, row in (
        ("opinions_item", "gone"),
        ("opinions_item", spot),
        ("opinions_nothing", spot),
        ("opinions_item", ""),
    ):
        with pytest.raises(OffshootMissing):
            links.grow(vault, forum.id, offshoot, row=row)
    with pytest.raises(RecordGone):
        links.grow(vault, "gone", "opinions_item", row=spot)
    assert entries(vault) == before


def test_of_a_row_taken_out_in_a_later_version_what_it_became_is_still_told_beside_the_record_it_became(
    vault: Vault,
) -> None:
    hand = Hand(vault, "study_session", resolutions=TWO)
    hand.move("finish")
    row = row_of(hand.record, "resolutions")
    task = links.grow(vault, hand.record.id, "resolutions_task", row=row)
    hand.move("revise", reason="记重了一条")
    hand.save(resolutions=hand.values["resolutions"][1:])
    hand.move("finish")

    assert row not in {one.row for one in links.of_record(vault, hand.record.id).rows}
    (came,) = links.of_record(vault, task.id).came_from
    assert came.number == hand.record.number
    with pytest.raises(OffshootMissing):
        links.grow(vault, hand.record.id, "resolutions_task", row=row)


def test_a_difficulty_goes_into_the_open_report_of_the_month_which_is_begun_when_there_is_none(vault: Vault) -> None:
    upward = [{**FORUM["opinions"][0], "handling": "upward", "due": None}, FORUM["opinions"][1]]
    forum = finish(vault, "forum", **{**FORUM, "opinions": upward})
    row = row_of(forum, "opinions")

    report = links.grow(vault, forum.id, "opinions_difficulty", row=row)
    assert (report.kind, report.values["month"], report.number) == ("progress_report", "2008-09", "")
    assert [one["text"] for one in report.values["difficulties"]] == [upward[0]["content"]]
    same = links.grow(vault, forum.id, "opinions_difficulty", row=row)
    assert same == report

    also = links.grow(vault, forum.id, "opinions_ask", row=row)
    assert also.id == report.id
    drafts.write(vault, also.id, {**also.values, "difficulties": []}, revision=also.revision)
    once_more = links.grow(vault, forum.id, "opinions_difficulty", row=row)
    assert len(once_more.values["difficulties"]) == 1, "the line was taken out, so it may come again"


# --- tying -----------------------------------------------------------------------------------------


def test_a_record_is_tied_to_one_that_is_there_and_says_nothing_else_than_before(vault: Vault) -> None:
    meeting, task = finish(vault, "study_session", resolutions=TWO), finish(vault, "task", "add")
    row = row_of(meeting, "resolutions")

    tied = links.tie(vault, meeting.id, task.number, row=row)

    assert tied.values == task.values
    assert (tied.id, tied.origins) == (task.id, (Origin(number=meeting.number, offshoot="link", row=row),))
    with vault.look() as session:
        last = journal.of_record(session, task.id)[-1]
    assert (last.what, last.body) == (What.RECORD_LINKED, {"from": meeting.number, "offshoot": "link"})
    (told,) = [one for one in links.of_record(vault, meeting.id).rows if one.row == row]
    assert [(one.record, one.offshoot) for one in told.became] == [(task.id, "link")]
    assert {one.key for one in told.shoots} >= {"resolutions_task"}, "it may still grow one of its own"


def test_tied_twice_nothing_changes(vault: Vault) -> None:
    meeting, task = finish(vault, "study_session"), finish(vault, "task", "add")
    tied = links.tie(vault, meeting.id, task.number)
    before = entries(vault)
    assert links.tie(vault, meeting.id, task.number) == tied
    assert entries(vault) == before


def test_a_record_is_not_tied_to_itself_to_nobody_or_by_a_row_that_is_gone(vault: Vault) -> None:
    meeting, task = finish(vault, "study_session"), finish(vault, "task", "add")
    for number, row in ((meeting.number, ""), ("TK-2008-999", ""), ("", ""), (task.number, "gone")):
        with pytest.raises(OffshootMissing):
            links.tie(vault, meeting.id, number, row=row)
    assert records.read(vault, task.id) == task


def test_two_records_may_be_tied_both_ways_without_going_round_for_ever(vault: Vault) -> None:
    meeting, task = finish(vault, "study_session"), finish(vault, "task", "add")
    links.tie(vault, meeting.id, task.number)
    links.tie(vault, task.id, meeting.number)

    assert [one.number for one in links.of_record(vault, meeting.id).came_from] == [task.number]
    assert [one.number for one in links.of_record(vault, task.id).came_from] == [meeting.number]


@pytest.mark.parametrize("which", ["origin", "target"])
def test_a_void_record_is_tied_to_nothing(vault: Vault, which: str) -> None:
    meeting, task = finish(vault, "study_session"), finish(vault, "task", "add")
    void(vault, meeting if which == "origin" else task)
    with pytest.raises(RecordVoid):
        links.tie(vault, meeting.id, task.number)


def test_a_target_voided_later_is_no_longer_what_became_of_it(vault: Vault) -> None:
    meeting, task = finish(vault, "study_session"), finish(vault, "task", "add")
    links.tie(vault, meeting.id, task.number)
    void(vault, task)

    assert not [one for row in links.of_record(vault, meeting.id).rows for one in row.became]
    (came,) = links.of_record(vault, task.id).came_from
    assert came.record == meeting.id


def test_an_origin_voided_later_is_told_with_its_state(vault: Vault) -> None:
    meeting, task = finish(vault, "study_session"), finish(vault, "task", "add")
    links.tie(vault, meeting.id, task.number)
    void(vault, meeting)

    (came,) = links.of_record(vault, task.id).came_from
    assert (came.record, came.state) == (meeting.id, "void")


def test_names_and_named_by_are_each_others_other_side(vault: Vault) -> None:
    diary = finish(vault, "research_diary")
    report = finish(vault, "research_report")
    assert {"ref": diary.number} in [{"ref": row["ref"]} for row in report.values["based_on"]]

    assert diary.id in {one.record for one in links.of_record(vault, report.id).names}
    assert [one.record for one in links.of_record(vault, diary.id).named_by] == [report.id]
    void(vault, report)
    assert links.of_record(vault, diary.id).named_by == ()


# --- locked away -----------------------------------------------------------------------------------


def test_what_is_locked_away_neither_grows_nor_is_tied_while_it_is_closed(vault: Vault) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    secret, task = finish(vault, "criticism_meeting"), finish(vault, "task", "add")
    row = row_of(secret, "measures")
    seals.lock(vault)
    before = entries(vault)

    for refused in (
        lambda: links.grow(vault, secret.id, "measures_item", row=row),
        lambda: links.tie(vault, secret.id, task.number),
        lambda: links.tie(vault, task.id, secret.number),
        lambda: links.of_record(vault, secret.id),
    ):
        with pytest.raises(SealClosed):
            refused()
    assert entries(vault) == before


def test_of_a_locked_neighbour_only_its_number_kind_and_day_are_told(vault: Vault) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    secret = finish(vault, "criticism_meeting")
    item = links.grow(vault, secret.id, "measures_item", row=row_of(secret, "measures"))
    seals.lock(vault)

    (came,) = links.of_record(vault, item.id).came_from

    assert (came.number, came.kind, came.dated, came.heading) == (secret.number, "criticism_meeting", secret.dated, "")


def test_an_opinion_tied_to_a_locked_record_can_be_answered_while_that_is_closed(vault: Vault) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    forum, secret = finish(vault, "forum", **FORUM), finish(vault, "criticism_meeting")
    row = row_of(forum, "opinions")
    links.tie(vault, forum.id, secret.number, row=row)
    with vault.work() as session:
        now = shelf.get(session, secret.id)
        shelf.put(
            session, msgspec.structs.replace(now, state="briefed"), names=vault.names(session), expected=now.revision
        )
    seals.lock(vault)

    assert links.answers_for(vault, forum.id, row) == {"row": row, "reply": FORUM["opinions"][0]["reply"]}


# --- answering -------------------------------------------------------------------------------------


def test_what_is_known_for_an_answer_is_the_reply_until_the_item_was_closed_with_other_words(vault: Vault) -> None:
    forum = finish(vault, "forum", **FORUM)
    row = row_of(forum, "opinions")
    assert links.answers_for(vault, forum.id, row)["reply"] == FORUM["opinions"][0]["reply"]

    item = links.grow(vault, forum.id, "opinions_item", row=row)
    assert links.answers_for(vault, forum.id, row)["reply"] == FORUM["opinions"][0]["reply"], "it is still open"

    def becomes(state: str) -> None:
        with vault.work() as session:
            now = shelf.get(session, item.id)
            after = msgspec.structs.replace(now, state=state, values={**now.values, **whole("rectification")})
            shelf.put(session, after, names=vault.names(session), expected=now.revision)

    becomes("closed")
    assert links.answers_for(vault, forum.id, row)["reply"] == whole("rectification")["opinion"]
    becomes("void")
    assert links.answers_for(vault, forum.id, row)["reply"] == FORUM["opinions"][0]["reply"]
    assert links.answers_for(vault, forum.id, "gone") == {"row": "gone", "reply": ""}


def test_of_a_record_without_opinions_nothing_is_known_for_an_answer(vault: Vault) -> None:
    assert links.answers_for(vault, finish(vault, "study_session").id, "x") == {"row": "x"}


# --- gathering -------------------------------------------------------------------------------------


def test_open_tasks_come_into_the_report_once_and_what_stands_there_stays(vault: Vault) -> None:
    first = finish(vault, "task", "add", title="换好教室的灯管")
    finish(vault, "task", "add", title="量一量后墙的裂缝")
    drafts.begin(vault, "task", values={**EXAMPLES["task"], "title": "还是草稿的一件"})
    void(vault, finish(vault, "task", "add", title="作废了的一件"))
    report = drafts.begin(vault, "progress_report", values={"month": "2008-09", "next": [{"text": "自己写的一条"}]})

    report = links.gather(vault, report.id, "next", revision=report.revision)
    said = [row["text"] for row in report.values["next"]]
    assert said == ["自己写的一条", "换好教室的灯管", "量一量后墙的裂缝"]
    assert report.values["next"][1]["source"] == first.number

    again = links.gather(vault, report.id, "next", revision=report.revision)
    assert [row["text"] for row in again.values["next"]] == said
    changed = [{**again.values["next"][1], "text": "灯管换好，下月验收"}, again.values["next"][2]]
    drafts.write(vault, again.id, {**again.values, "next": changed}, revision=again.revision)
    third = links.gather(vault, again.id, "next", revision=again.revision + 1)
    assert [row["text"] for row in third.values["next"]] == ["灯管换好，下月验收", "量一量后墙的裂缝"]


def test_a_text_is_drafted_from_the_figures_only_while_it_is_empty(vault: Vault) -> None:
    finish(vault, "study_session")
    report = drafts.begin(vault, "progress_report", values={"month": "2008-09"})
    report = links.gather(vault, report.id, "done", revision=report.revision)
    assert "夜学1次" in report.values["done"] or "1次" in report.values["done"]

    report = links.gather(vault, drafts.write(
        vault, report.id, {**report.values, "done": "自己写的进展。"}, revision=report.revision
    ).id, "done", revision=report.revision + 1)  # fmt: skip
    assert report.values["done"] == "自己写的进展。"


def test_nothing_is_gathered_into_a_finished_report_an_old_revision_or_under_no_name(vault: Vault) -> None:
    finish(vault, "task", "add")
    report = drafts.begin(vault, "progress_report", values=EXAMPLES["progress_report"])
    with pytest.raises(OffshootMissing):
        links.gather(vault, report.id, "nothing", revision=report.revision)
    with pytest.raises(RecordMoved):
        links.gather(vault, report.id, "next", revision=report.revision + 1)
    for one in records.lacking(vault, report.id, "finish"):
        report = records.explain(vault, report.id, one.mark, "分次办理，情况属实", revision=report.revision)
    done = records.move(vault, report.id, "finish", revision=report.revision)
    with pytest.raises(RecordSealed) as sealed:
        links.gather(vault, done.id, "next", revision=done.revision)
    assert sealed.value.particulars == {"record": done.id, "kind": "progress_report", "state": done.state}
    assert records.read(vault, done.id) == done
