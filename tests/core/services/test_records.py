"""Every move of the two workflows: what it needs, what it asks, what it does, what it leaves behind."""

from datetime import timedelta

import msgspec
import pytest

from core.base.errors import AnswerMissing, BadValue, MoveNotReady, MoveRefused, RecordMoved
from core.base.words import Words
from core.campaign.reader import preset
from core.records.catalogue import find_kind
from core.records.kind import Place
from core.services import attachments, campaigns, drafts, lines, records
from core.services.findings import found_in
from core.store import journal
from core.store import records as shelf
from core.views.records import Count
from tests.support.scans import scan
from tests.support.vaults import DIARY, ITEM, NOON, SESSION, open_copy, unlike


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


class Hand:
    """Makes moves on one record and keeps its revision."""

    def __init__(self, vault, record):
        self.vault = vault
        self.record = record

    def move(self, key, **answers):
        self.record = records.move(self.vault, self.record.id, key, answers=answers, revision=self.record.revision)
        return self.record

    def save(self, **values):
        typed = {**self.record.values, **values}
        drafts.save(self.vault, self.record.id, typed, revision=self.record.revision)
        self.record = records.read(self.vault, self.record.id)
        return self.record

    def offered(self):
        return {move.key for move in records.moves(find_kind(self.record.kind), self.record)}


@pytest.fixture
def item(vault):
    return Hand(vault, drafts.begin(vault, "rectification", values=ITEM))


@pytest.fixture
def session(vault):
    return Hand(vault, drafts.begin(vault, "study_session", values=SESSION))


def evidence(vault, hand, tmp_path):
    paper = tmp_path / "验收单.pdf"
    paper.write_bytes(scan(1))
    hand.record = attachments.add(vault, hand.record.id, "evidence", paper, title="验收单", type="document")


def report(hand, on="2008-09-17"):
    return hand.move("report", on=on, by="p03", note="两块盖板已经补齐，踩踏牢固，总务主任现场看过，拍了照片。")


def test_numbers_run_by_prefix_and_year(vault):
    def finish(kind, values):
        record = drafts.begin(vault, kind, values=values)
        for alike in records.lacking(vault, record.id, "finish"):  # the same text four times
            records.explain(vault, record.id, alike.mark, "分次学", revision=records.read(vault, record.id).revision)
        return records.move(vault, record.id, "finish", revision=records.read(vault, record.id).revision).number

    assert finish("study_session", SESSION) == "ST-2008-001"
    assert finish("research_diary", DIARY) == "DY-2008-001"
    values = {**unlike(SESSION, 1), "date": "2008-09-16", "title": "另一个学习的题目"}
    assert finish("study_session", values) == "ST-2008-002"
    vault.clock.set(NOON.replace(year=2009))
    values = {**unlike(SESSION, 2), "date": "2009-09-18", "start_time": "19:00", "resolutions": []}
    assert finish("study_session", values) == "ST-2009-001"


def test_a_void_record_keeps_its_number_and_it_is_not_given_again(vault, session):
    session.move("finish")
    void = session.move("void", reason="重复录入了")
    assert (void.state, void.number) == ("void", "ST-2008-001")
    assert session.offered() == set()
    other = Hand(
        vault, drafts.begin(vault, "study_session", values={**unlike(SESSION, 1), "title": "另一个学习的题目"})
    )
    assert other.move("finish").number == "ST-2008-002"


def test_finishing_freezes_the_record(vault, session):
    done = session.move("finish")
    assert (done.state, done.finished_at, done.version) == ("done", NOON, 1)
    with vault.look() as opened:
        entry = journal.of_record(opened, done.id)[-1]
    assert msgspec.convert(entry.body["record"], type(done)) == done
    assert entry.body["from"] == "draft"
    assert entry.body["to"] == "done"


def test_errors_keep_a_record_from_being_finished(vault):
    hand = Hand(vault, drafts.begin(vault, "study_session", values={"title": "只有题目"}))
    with pytest.raises(MoveNotReady) as told:
        hand.move("finish")
    assert told.value.particulars["move"] == "finish"
    assert str(told.value.particulars["finding"]).startswith("W01.")
    lacking = records.lacking(vault, hand.record.id, "finish")
    assert len(lacking) == told.value.particulars["lacking"]
    assert records.read(vault, hand.record.id).number == ""


def test_a_late_entry_needs_its_sentence(vault):
    hand = Hand(vault, drafts.begin(vault, "study_session", values={**SESSION, "date": "2008-09-01"}))
    with pytest.raises(MoveNotReady) as told:
        hand.move("finish")
    assert "T05" in str(told.value.particulars["finding"])
    hand.save(late_reason="外出培训，回来补录")
    assert hand.move("finish").state == "done"
    assert records.listing(vault, "study_session")[0].late


def test_the_campaign_says_from_when_an_entry_is_late(vault):
    drafts.begin(vault, "study_session", values={**SESSION, "date": "2008-09-15"})
    with vault.look() as opened:
        (line,) = shelf.lines(opened, records.Filter())
        usual = lines.late_after(opened)
    assert usual == 7
    assert not lines.to_line(line, today=NOON.date(), late_after=usual).late
    assert lines.to_line(line, today=NOON.date(), late_after=3).late


def test_moves_that_do_not_start_here_are_refused(vault, session):
    for key in ("revise", "receive", "submit", "nonsense"):
        with pytest.raises(MoveRefused):
            session.move(key)
    session.move("finish")
    for key in ("finish", "submit"):
        with pytest.raises(MoveRefused):
            session.move(key, reason="不该能做")


def test_the_program_makes_its_own_moves(vault, session):
    done = session.move("finish")
    sent = records.move(vault, done.id, "submit", revision=done.revision, by_program=True)
    back = records.move(
        vault, sent.id, "return", answers={"reason": "缺少签到表"}, revision=sent.revision, by_program=True
    )
    assert [row["state"] for row in back.values["history"]] == ["done", "submitted", "returned"]
    assert back.values["history"][-1]["note"] == "缺少签到表"


def test_a_move_asks_and_checks_its_answers(vault, item):
    item.move("register")
    with pytest.raises(AnswerMissing) as told:
        item.move("start", by="p03")
    assert told.value.particulars == {"kind": "rectification", "move": "start", "field": "on"}
    with pytest.raises(BadValue):
        item.move("start", on="昨天", by="p03")
    assert records.read(vault, item.record.id) == item.record


def test_a_move_on_an_older_revision_is_refused(vault, item):
    drafts.save(vault, item.record.id, {**ITEM, "goal": "两块盖板补齐，能踩踏"}, revision=1)
    with pytest.raises(RecordMoved):
        item.move("register")


def test_an_item_from_entry_to_closing(vault, item, tmp_path):
    first = item.move("register")
    assert (first.state, first.number, first.values["no"]) == ("open", "RC-2008-001", 1)
    assert item.offered() == {"start", "extend", "escalate", "revise", "void"}
    item.move("start", on="2008-09-16", by="p03")
    with pytest.raises(MoveNotReady):
        item.move("complete", on="2008-09-17", by="p03")
    report(item)
    evidence(vault, item, tmp_path)
    item.move("complete", on="2008-09-18", by="p03")
    with pytest.raises(MoveNotReady) as told:
        item.move("accept", on="2008-09-18", by="p03", note="自己看过")
    assert told.value.particulars["finding"] == "E04.own_acceptance"
    closed = item.move("accept", on="2008-09-19", by="p04", note="现场查看，同意销号。")
    assert closed.state == "closed"
    values = closed.values
    assert (values["acceptor"], values["accepted_on"], values["closed_on"]) == ("p04", "2008-09-19", "2008-09-19")
    assert values["opinion"] == "现场查看，同意销号。"
    assert [row["move"] for row in values["history"]] == ["register", "start", "report", "complete", "accept"]
    first_step = {key: value for key, value in values["history"][0].items() if key != "row"}
    assert first_step == {
        "on": "2008-09-15", "move": "register", "from": "draft", "state": "open", "by": "p01", "deadline": "2008-09-25",
    }  # fmt: skip
    again = item.move("rebound", on="2008-09-19", by="p05", note="巡查时发现又松动了")
    assert again.state == "working"
    assert "closed_on" not in again.values
    assert again.values["accepted_on"] == "2008-09-19"
    assert "opinion" not in drafts.writable(find_kind("rectification"), again)


def test_a_refused_acceptance_goes_back_to_work(vault, item, tmp_path):
    item.move("register")
    item.move("start", on="2008-09-16", by="p03")
    report(item)
    evidence(vault, item, tmp_path)
    item.move("complete", on="2008-09-18", by="p03")
    assert item.move("refuse", on="2008-09-19", by="p04", note="盖板还有一处松动").state == "working"


def test_overdue_is_laid_over_the_state_and_no_date_change_washes_it_off(vault, item):
    item.move("register")
    item.move("start", on="2008-09-16", by="p03")
    vault.clock.set(NOON + timedelta(days=10))
    (line,) = records.listing(vault, Place.RECTIFICATION)
    assert (line.state, str(line.due), line.overdue) == ("working", "2008-09-25", 4)
    assert records.open_record(vault, item.record.id).overdue == 4
    item.save(deadline="2008-12-31")
    item.move("revise", reason="想改一改时限")
    item.save(deadline="2008-12-31")
    assert records.listing(vault, "rectification")[0].overdue == 4
    with pytest.raises(MoveNotReady):
        item.move("extend", on="2008-09-29", deadline="2008-09-20", by="p02", note="时限往前改")
    late = item.move("extend", on="2008-09-29", deadline="2008-10-10", by="p02", note="雨天不能施工")
    assert late.values["deadline"] == "2008-10-10"
    deadlines = [row.get("deadline") for row in late.values["history"] if row.get("deadline")]
    assert deadlines == ["2008-09-25", "2008-10-10"]
    assert records.listing(vault, "rectification")[0].overdue == 0


def test_a_lasting_item_needs_milestones_and_their_end(vault, item, tmp_path):
    item.move("register")
    item.move("start", on="2008-09-16", by="p03")
    with pytest.raises(MoveNotReady):
        item.move("sustain", on="2008-09-17", by="p03")
    stages = [{"due": "2008-10-01", "goal": "每周巡查一次水沟"}, {"due": "2008-11-01", "goal": "村里签下养护协议"}]
    item.save(milestones=stages)
    assert item.move("sustain", on="2008-09-17", by="p03").state == "lasting"
    evidence(vault, item, tmp_path)
    with pytest.raises(MoveNotReady):
        item.move("conclude", on="2008-09-18", by="p03")
    item.save(milestones=[{**stage, "done": True} for stage in stages])
    assert item.move("conclude", on="2008-09-18", by="p03").state == "waiting"


def test_a_lasting_item_gets_more_time_and_stays_lasting(vault, item):
    item.move("register")
    item.move("start", on="2008-09-16", by="p03")
    stages = [{"due": "2008-09-20", "goal": "每周巡查一次水沟"}, {"due": "2008-09-24", "goal": "村里签下养护协议"}]
    item.save(milestones=stages)
    item.move("sustain", on="2008-09-17", by="p03")
    vault.clock.set(NOON + timedelta(days=10))
    assert records.listing(vault, "rectification")[0].overdue == 4
    later = item.move("prolong", on="2008-09-29", deadline="2008-12-31", by="p02", note="协议要等村民代表会")
    assert later.state == "lasting"
    assert [row["deadline"] for row in later.values["history"] if row.get("deadline")] == ["2008-09-25", "2008-12-31"]
    with vault.look() as session:
        assert "E07" not in {finding.rule for finding in found_in(vault, session, later)}


def test_an_opened_item_is_offered_no_second_opening(vault, item):
    item.move("register")
    assert "revise" in item.offered()
    item.move("revise", reason="原因写得不准")
    assert "revise" not in item.offered()
    assert item.record.version == 2
    item.save(cause="村道养护没有写进村里的公约，谁都可以不管，坏了也没有人报。")
    started = item.move("start", on="2008-09-16", by="p03")
    assert started.finished_at is not None
    assert "revise" in item.offered()


def test_a_closed_item_is_corrected_and_closed_as_it_was(vault, item, tmp_path):
    item.move("register")
    item.move("start", on="2008-09-15", by="p03")
    with pytest.raises(MoveRefused):
        item.move("settle")
    item.move("revise", reason="原因写得不准")
    assert "settle" in item.offered()
    item.save(cause="村道养护没有写进村里的公约，谁都可以不管，坏了也没有人报。", measures=[])
    with pytest.raises(MoveNotReady):
        item.move("settle")
    item.save(measures=ITEM["measures"])
    settled = item.move("settle")
    assert (settled.state, settled.version, settled.number) == ("working", 2, "RC-2008-001")
    assert settled.finished_at == NOON
    assert "deadline" not in settled.values["history"][-1]
    assert "settle" not in item.offered()
    report(item, on="2008-09-16")


def test_a_step_while_an_item_is_open_does_not_let_errors_through(vault, item):
    item.move("register")
    item.move("start", on="2008-09-16", by="p03")
    item.move("revise", reason="措施写得不准")
    item.save(problem="", measures=[])
    with pytest.raises(MoveNotReady) as told:
        report(item)
    assert str(told.value.particulars["finding"]).startswith("W01.")
    assert [finding.rule for finding in records.lacking(vault, item.record.id, "report")] == ["W01", "W01"]
    assert item.move("void", reason="不是问题了").state == "void"


def test_no_step_washes_an_item_that_is_overdue(vault, item, tmp_path):
    item.move("register")
    vault.clock.set(NOON + timedelta(days=10))
    item.move("escalate", on="2008-09-29", by="p01", note="云教〔2008〕9号")
    assert records.listing(vault, "rectification")[0].overdue == 4
    item.move("start", on="2008-09-29", by="p03")
    report(item, on="2008-09-29")
    evidence(vault, item, tmp_path)
    item.move("complete", on="2008-09-29", by="p03")
    assert records.listing(vault, "rectification")[0].overdue == 4
    item.move("accept", on="2008-09-29", by="p04", note="现场查看，同意销号。")
    assert records.listing(vault, "rectification")[0].overdue == 0
    item.move("rebound", on="2008-09-29", by="p05", note="巡查时发现又松动了")
    assert records.listing(vault, "rectification")[0].overdue == 4


def test_what_an_acceptance_writes_is_not_typed(vault, item, tmp_path):
    item.save(closed_on="2008-09-18", acceptor="p04", accepted_on="2008-09-18", opinion="同意")
    item.move("register")
    item.move("start", on="2008-09-16", by="p03")
    item.save(closed_on="2008-09-18", acceptor="p04", accepted_on="2008-09-18", opinion="同意")
    assert not {"closed_on", "acceptor", "accepted_on", "opinion"} & item.record.values.keys()
    report(item)
    evidence(vault, item, tmp_path)
    item.move("complete", on="2008-09-18", by="p03")
    item.move("accept", on="2008-09-19", by="p04", note="现场查看，同意销号。")
    item.move("revise", reason="意见写漏了字")
    item.save(opinion="现场查看过，同意销号。")
    settled = item.move("settle")
    assert (settled.values["opinion"], settled.values["closed_on"]) == ("现场查看过，同意销号。", "2008-09-19")


def test_ledger_numbers_are_given_in_the_order_of_registering(vault):
    hands = [Hand(vault, drafts.begin(vault, "rectification", values=ITEM)) for _ in range(3)]
    assert [hand.move("register").values["no"] for hand in reversed(hands)] == [1, 2, 3]
    hands[0].move("void", reason="不是问题了")
    other = Hand(vault, drafts.begin(vault, "rectification", values=ITEM))
    assert other.move("register").values["no"] == 4


def test_lists_are_by_place_and_kind_latest_first_drafts_without_a_day_before_all(vault):
    for day in ("2008-09-10", "2008-09-17", ""):
        drafts.begin(vault, "study_session", values={**SESSION, "date": day})
    drafts.begin(vault, "research_diary", values=DIARY)
    days = [line.dated and line.dated.day for line in records.listing(vault, Place.STUDY)]
    assert days == [None, 17, 10]
    assert len(records.listing(vault)) == 4
    assert len(records.listing(vault, limit=2, offset=1)) == 2
    assert records.listing(vault, Place.ACTIVITIES) == ()
    assert len(records.listing(vault, "study_session", since=NOON.date().replace(day=15))) == 1
    assert len(records.listing(vault, subtype="night_study", until=NOON.date().replace(day=15))) == 1
    assert records.listing(vault, states=("done",)) == ()
    ids = tuple(line.id for line in records.listing(vault))
    assert tuple(line.id for line in records.lines_of(vault, (*reversed(ids), "gone"))) == tuple(reversed(ids))


def test_the_grey_line_has_words_and_counts(vault, session):
    away = {"expected": ["p01", "p02", "p03"], "absent": [{"person": "p02", "reason": "sick"}], "signed": None}
    session.save(attendance=away)
    (line,) = records.listing(vault)
    night, speaker, count = line.bits
    assert night == Words("夜学", "Evening study")
    assert speaker == "林志远"
    assert count == Count(2, 3)


def test_the_editor_gets_moves_people_and_what_was_typed_before(vault, session):
    drafts.begin(vault, "study_session", values={**SESSION, "place": "图书室"})
    view = records.open_record(vault, session.record.id)
    assert view.moves[0].key == "finish"
    assert view.people["p03"].name == "王䶮"
    assert view.recent["place"] == ("图书室", "学校会议室")
    assert view.recent["materials.title"] == ("十七大报告第八部分",)


def test_the_topics_a_campaign_suggests_are_offered_after_those_that_were_typed(vault):
    campaigns.take(vault, preset())
    drafts.begin(vault, "research_topic", values={"title": "村小放学后看护的需要与可能"})
    fresh = drafts.begin(vault, "research_topic")

    offered = records.open_record(vault, fresh.id).recent["title"]
    assert set(preset().suggested_topics) <= set(offered)
