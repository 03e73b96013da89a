"""The notable state machines, step by step as a school would take them."""

from datetime import timedelta

import pytest

from core.base.errors import AnswerMissing, MoveNotReady, MoveRefused, RowGone
from core.services import records
from tests.core.services.hand import Hand
from tests.support.vaults import NOON, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


def told(hand):
    return [(row["move"], row["state"]) for row in hand.values["history"]]


def due(vault, kind):
    (line,) = records.listing(vault, kind)
    return str(line.due) if line.due else None, line.overdue


# --- a dispute -------------------------------------------------------------------------------------


def test_a_dispute_from_entry_to_crossing_off_and_back(vault):
    hand = Hand(vault, "dispute", deadline="", measures="", department="")
    hand.move("register")
    assert due(vault, "dispute") == (None, 0)
    assert hand.lacks("mediate", on="2008-09-16", by="p03") == ["W01.empty"] * 3
    hand.save(department="总务处", measures="清除碎石，改水沟出口", deadline="2008-09-26")
    hand.save(deadline="2008-09-25")
    assert hand.values["deadline"] == "2008-09-25", "a slip can be mended until a step has told the day"
    hand.move("mediate", on="2008-09-16", by="p03")
    assert due(vault, "dispute") == ("2008-09-25", 0)
    assert "deadline" not in hand.typable()
    assert hand.lacks("resolve", resolved_on="2008-09-18", agreement_form="oral", outcome="双方都说好", by="p03") == [
        "W01.no_rows"
    ]
    hand.move("report", on="2008-09-17", by="p03", note="三方会商，同意改道排水。")
    hand.move("resolve", resolved_on="2008-09-18", agreement_form="written", outcome="双方签了调解协议", by="p03")
    assert (hand.values["resolved_on"], hand.values["agreement_form"]) == ("2008-09-18", "written")
    with pytest.raises(MoveRefused):
        hand.move("close", closed_on="2008-09-19", by="p02")
    hand.move("visit", on="2008-09-19", by="p02", note="雨后回访，没有再倒灌。", satisfied=True)
    assert hand.values["follow_up"][0]["satisfied"] is True
    assert hand.move("close", closed_on="2008-09-19", by="p02").state == "closed"
    vault.clock.set(NOON + timedelta(days=20))
    assert due(vault, "dispute")[1] == 0, "nothing is awaited any more"
    hand.move("rebound", on="2008-10-09", by="p03", note="大雨后又倒灌了一次")
    assert "closed_on" not in hand.values
    assert due(vault, "dispute") == ("2008-09-25", 14), "its first deadline still stands"
    assert told(hand) == [
        ("register", "registered"), ("mediate", "mediating"), ("report", "mediating"), ("resolve", "resolved"),
        ("visit", "visited"), ("close", "closed"), ("rebound", "mediating"),
    ]  # fmt: skip
    assert [row["deadline"] for row in hand.values["history"] if "deadline" in row] == ["2008-09-25"]


def test_what_an_earlier_step_required_must_still_be_there_at_the_end(vault):
    hand = Hand(vault, "dispute")
    hand.move("register")
    hand.move("mediate", on="2008-09-16", by="p03")
    hand.move("report", on="2008-09-17", by="p03", note="三方会商，同意改道排水。")
    hand.save(department="", investigators=[])
    said = {"resolved_on": "2008-09-18", "agreement_form": "oral", "outcome": "双方当面说好了", "by": "p03"}
    assert hand.lacks("resolve", **said) == ["W01.empty", "W01.empty"]
    hand.move("revise", reason="想想再说")
    assert hand.lacks("settle").count("W01.empty") == 2
    assert hand.move("void", reason="不是纠纷").state == "void"


def test_a_dispute_that_can_not_be_settled_is_shown_the_way_of_law(vault):
    hand = Hand(vault, "dispute")
    hand.move("register")
    hand.move("mediate", on="2008-09-16", by="p03")
    hand.move("guide", on="2008-09-17", by="p02", note="两次调解不成，告知可以向法院起诉。")
    assert hand.record.state == "legal"
    assert hand.offered() >= {"close", "resume", "report"}
    assert hand.move("close", closed_on="2008-09-19", by="p02", note="法院已经调解结案").state == "closed"


def test_a_dispute_passed_upward_comes_back_or_is_settled_there(vault):
    hand = Hand(vault, "dispute")
    hand.move("register")
    hand.move("escalate", on="2008-09-16", by="p02", note="移交镇综治办，文号样例3")
    hand.move("report", on="2008-09-17", by="p02", note="镇里约了双方下周一会商。")
    assert hand.move("resume", on="2008-09-18", by="p02", note="镇里交回学校办理").state == "mediating"


# --- a petition ------------------------------------------------------------------------------------


def test_a_petition_is_told_handled_extended_and_answered_within_the_days(vault):
    hand = Hand(vault, "petition", department="", handler="")
    hand.move("register")
    assert due(vault, "petition") == ("2008-10-01", 0)
    with pytest.raises(AnswerMissing):
        hand.move("accept", told_on="2008-09-17", by="p02")
    hand.move("accept", told_on="2008-09-17", told_way="person", by="p02")
    assert due(vault, "petition") == ("2008-11-16", 0)
    assert hand.lacks("handle", on="2008-09-17", by="p03") == ["W01.empty", "W01.empty"]
    hand.save(department="总务处", handler="p03")
    hand.move("handle", on="2008-09-17", by="p03")
    vault.clock.set(NOON + timedelta(days=70))
    assert due(vault, "petition") == ("2008-11-16", 12)
    hand.move("extend", extended_on="2008-11-14", extended_by="p01", note="要等派出所的答复")
    assert due(vault, "petition") == ("2008-12-16", 0)
    assert [row["deadline"] for row in hand.values["history"] if "deadline" in row] == [
        "2008-10-01", "2008-11-16", "2008-12-16",
    ]  # fmt: skip
    assert hand.values["history"][-1]["by"] == "p01", "who granted it"
    hand.move("report", on="2008-11-20", by="p03", note="停车线已经划好，两名教师站护。")
    hand.move(
        "answer", answered_on="2008-11-27", answer_way="person", answer="停车线已经划好，两名教师在路口站护。",
        by="p02",
    )  # fmt: skip
    assert due(vault, "petition") == (None, 0)
    assert "satisfied" not in hand.values
    hand.move("review", review_on="2008-11-28", review_body="学区")
    hand.move("reviewed", on="2008-11-28", review_result="维持学校答复", by="p02")
    hand.move("rest", on="2008-11-28", by="p02")
    assert hand.move("archive", on="2008-11-28").state == "archived"
    assert hand.move("again", on="2008-11-28", by="p02", note="又来反映，站护的人没到").state == "handling"


def test_a_petition_that_is_not_taken_on_is_told_why_and_filed(vault):
    hand = Hand(vault, "petition")
    hand.move("register")
    hand.move("refuse", told_on="2008-09-18", told_way="letter", by="p02", note="不属于学校职权，已告知去向")
    assert (hand.record.state, hand.values["told_way"]) == ("refused", "letter")
    assert hand.move("archive", on="2008-09-19").state == "archived"


def test_what_a_move_fills_is_not_typed_before_it_and_can_be_corrected_after(vault):
    hand = Hand(vault, "petition")
    assert not {"told_on", "answer", "steps", "history"} & hand.typable()
    hand.save(answer="还没有办就写好的答复")
    assert "answer" not in hand.values
    hand.move("register")
    hand.move("accept", told_on="2008-09-17", told_way="phone", by="p02")
    assert "told_on" not in hand.typable()
    hand.move("revise", reason="告知方式写错了")
    assert {"told_on", "told_way"} <= hand.typable()
    assert "answered_on" not in hand.typable()
    hand.save(told_way="person")
    settled = hand.move("settle")
    assert (settled.values["told_way"], settled.state, settled.version) == ("person", "accepted", 2)


def test_what_is_not_answered_the_second_time_is_empty_again(vault):
    hand = Hand(vault, "petition")
    hand.move("register")
    hand.move("accept", told_on="2008-09-17", told_way="person", by="p02")
    hand.move("handle", on="2008-09-17", by="p03")
    hand.move("report", on="2008-09-18", by="p03", note="停车线已经划好，两名教师站护。")
    said = {"answer_way": "person", "answer": "停车线已经划好，两名教师在路口站护。", "by": "p02"}
    hand.move("answer", answered_on="2008-09-18", satisfied="not", **said)
    hand.move("again", on="2008-09-19", by="p02", note="不满意，又来反映")
    hand.move("answer", answered_on="2008-09-19", **said)
    assert "satisfied" not in hand.values


# --- a forum ---------------------------------------------------------------------------------------


def test_a_forum_is_closed_when_every_opinion_was_answered(vault):
    hand = Hand(vault, "forum")
    finished = hand.move("finish")
    assert (finished.state, finished.values["history"][0]["on"]) == ("open", "2008-09-17")
    assert hand.lacks("close", closed_on="2008-09-19") == ["E11.unanswered"]
    with pytest.raises(MoveNotReady):
        hand.move("close", closed_on="2008-09-19")
    row = hand.values["opinions"][0]["row"]
    hand.move(
        "answer",
        row=row,
        answered_on="2008-09-19",
        answer_way="person",
        by="p03",
        note="告诉了三位家长",
        understood=True,
    )
    first, *others = hand.values["opinions"]
    assert (first["answered_on"], first["answer_way"], first["understood"]) == ("2008-09-19", "person", True)
    assert "note" not in first
    assert others == finished.values["opinions"][1:]
    step = hand.values["history"][-1]
    assert (step["on"], step["about"], step["no"], step["note"]) == ("2008-09-19", row, 1, "告诉了三位家长")
    closed = hand.move("close", closed_on="2008-09-19")
    assert (closed.state, closed.values["closed_on"]) == ("closed", "2008-09-19")
    hand.move("reopen", on="2008-09-19", by="p02", note="家长又提了一条")
    assert "closed_on" not in hand.values


def test_an_answer_goes_to_a_row_that_is_there(vault):
    hand = Hand(vault, "forum")
    hand.move("finish")
    said = {"answered_on": "2008-09-19", "answer_way": "person", "by": "p03"}
    with pytest.raises(AnswerMissing) as missing:
        hand.move("answer", **said)
    assert missing.value.particulars == {"kind": "forum", "move": "answer", "field": "row"}
    with pytest.raises(RowGone) as gone:
        hand.move("answer", row="gone", **said)
    assert gone.value.particulars == {"move": "answer", "grid": "opinions"}
    assert records.read(vault, hand.record.id) == hand.record


def test_an_answered_opinion_promises_nothing_any_more(vault):
    hand = Hand(vault, "forum")
    hand.move("finish")

    def promised():
        from core.store import projection

        return [one.path for one in projection.promises(records.open_record(vault, hand.record.id).kind, hand.record)]

    assert promised() == ["opinions.0.due"]
    hand.move("answer", row=hand.values["opinions"][0]["row"], answered_on="2008-09-19", answer_way="letter", by="p03")
    assert promised() == []


# --- a proposal ------------------------------------------------------------------------------------


def test_a_proposal_is_answered_and_brought_to_mind_when_it_is_not(vault):
    hand = Hand(vault, "proposal")
    hand.move("finish")
    assert due(vault, "proposal") == (None, 0)
    hand.record = records.move(vault, hand.record.id, "submit", revision=hand.record.revision, by_program=True)
    assert due(vault, "proposal") == ("2008-11-18", 0)
    vault.clock.set(NOON + timedelta(days=61))
    assert due(vault, "proposal") == ("2008-11-18", 0), "the delay is the office's"
    assert hand.typable() == frozenset(), "what was handed in stays as it was"
    hand.move("answer", replied_on="2008-11-19", reply="partly", reply_text="先行试点一个学期", receipt_no="样例-017")
    assert (hand.record.state, hand.values["reply"]) == ("answered", "partly")
    assert due(vault, "proposal")[1] == 0
    hand.move("revise", reason="答复内容抄漏了")
    hand.save(reply_text="先行试点一个学期，再行决定")
    assert hand.values["reply_text"].endswith("再行决定")


# --- a survey --------------------------------------------------------------------------------------


def test_a_survey_is_handed_out_before_it_is_counted(vault):
    blank = [{"group": "teacher", "expected": 14}, {"group": "parent", "expected": 30}]
    counted = {"issued": 14, "returned": 13, "valid": 12, "invalid": 1, "first": 8, "second": 3, "third": 1}
    hand = Hand(vault, "survey", tally=blank, watchers=[], counters=[], comments=[])
    hand.move("register")
    hand.move("issue", issued_on="2008-09-18", by="p05")
    assert hand.lacks("count", counted_on="2008-09-19", by="p05") == ["W01.empty", "W01.empty"]
    rows = [{**hand.values["tally"][0], **counted, "fourth": 1}, hand.values["tally"][1]]
    hand.save(tally=rows, watchers=["p04"], counters=["p05"])
    assert "G01.counts_differ" in hand.lacks("count", counted_on="2008-09-19", by="p05")
    rows[0]["fourth"] = 0
    hand.save(tally=rows)
    done = hand.move("count", counted_on="2008-09-19", by="p05")
    assert (done.state, done.values["counted_on"]) == ("counted", "2008-09-19")
    assert hand.typable() == frozenset()
    hand.move("recount", on="2008-09-19", by="p04", note="漏数了一张")
    assert "tally" in hand.typable()


# --- rows ------------------------------------------------------------------------------------------


def test_every_row_has_a_name_of_its_own_and_keeps_it(vault):
    hand = Hand(vault, "forum")
    names = [row["row"] for row in hand.values["opinions"]]
    assert len(set(names)) == len(names) == 3
    hand.save(opinions=list(reversed(hand.values["opinions"])))
    assert [row["row"] for row in hand.values["opinions"]] == list(reversed(names))
    hand.save(participants=[{"category": "parent", "count": 3}, *hand.values["participants"]])
    hand.move("finish")
    for key in ("participants", "opinions", "history"):
        named = [row["row"] for row in hand.values[key]]
        assert all(named)
        assert len(set(named)) == len(named)


def test_a_task_is_put_off_in_the_open_and_dropped_with_a_reason(vault):
    hand = Hand(vault, "task")
    hand.move("add")
    vault.clock.set(NOON + timedelta(days=10))
    assert due(vault, "task") == ("2008-09-26", 3)
    assert hand.lacks("extend", on="2008-09-29", due="2008-09-20", by="p01", note="重印耽误了") == [
        "E07.deadline_not_later"
    ]
    hand.move("extend", on="2008-09-29", due="2008-10-08", by="p01", note="重印耽误了")
    assert due(vault, "task") == ("2008-10-08", 0)
    assert [row["deadline"] for row in hand.values["history"] if "deadline" in row] == ["2008-09-26", "2008-10-08"]
    assert hand.move("drop", on="2008-09-29", note="不用发了").state == "dropped"
    assert hand.move("reopen", on="2008-09-29", note="还是要发").state == "open"
    assert hand.move("do", done_on="2008-09-29", result="发出二百三十六份").values["done_on"] == "2008-09-29"


def test_an_information_report_is_awaited_until_it_has_left_the_school(vault):
    hand = Hand(vault, "info_report")
    assert due(vault, "info_report") == ("2008-09-19", 0)
    hand.move("finish")
    vault.clock.set(NOON + timedelta(days=1))
    assert due(vault, "info_report") == ("2008-09-19", 1)
    hand.move("hand_over", on="2008-09-19", note="电话后送纸质一份到局办公室")
    assert (hand.record.state, due(vault, "info_report")[1]) == ("submitted", 0)
