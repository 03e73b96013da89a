"""Writing: nothing typed is lost, nothing that stands is written over."""

import pytest

from core.base.errors import BadValue, RecordGone, RecordMoved, RecordSealed, UnknownKind
from core.records.catalogue import kinds
from core.records.kind import Privacy
from core.services import drafts, history, people, records, seals
from core.store import journal
from tests.support.values import text_key
from tests.support.vaults import CHEAP, DIARY, ITEM, NOON, SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


def test_attendance_begins_with_everybody_present(vault):
    people.remove(vault, "p05", until=NOON.date().replace(day=1))
    record = drafts.begin(vault, "study_session", subtype="night_study")
    assert record.values["attendance"] == {"expected": ["p01", "p02", "p03", "p04"], "absent": [], "signed": None}
    assert record.values["subtype"] == "night_study"
    assert record.entered_at == NOON
    assert (record.state, record.number, record.revision) == ("draft", "", 1)


def test_a_new_record_takes_over_what_its_kind_carries(vault):
    drafts.begin(vault, "study_session", values={**SESSION, "subtype": "center_group", "place": "图书室"})
    drafts.begin(vault, "study_session", values=SESSION)
    again = drafts.begin(vault, "study_session", subtype="night_study")
    assert again.values["place"] == SESSION["place"]
    assert again.values["host"] == SESSION["host"]
    assert "title" not in again.values
    assert again.values["date"] == NOON.date().isoformat()
    group = drafts.begin(vault, "study_session", subtype="center_group")
    assert group.values["place"] == "图书室"


def test_a_record_begins_like_the_one_that_was_chosen(vault):
    chosen = drafts.begin(vault, "study_session", values={**SESSION, "place": "图书室", "date": "2008-09-01"})
    drafts.begin(vault, "study_session", values=SESSION)
    assert drafts.begin(vault, "study_session", like=chosen.id).values["place"] == "图书室"


def test_a_save_answers_with_revision_time_and_automatic_values(vault):
    record = drafts.begin(vault, "study_session")
    vault.clock.set(NOON.replace(hour=14, minute=3))
    saved = drafts.save(vault, record.id, SESSION, revision=1)
    assert saved.revision == 2
    assert saved.at == NOON.replace(hour=14, minute=3)
    assert saved.automatic == {"weekday": 3, "nth": 1, "minutes": 100}
    kept = drafts.read(vault, record.id)
    assert kept.values["title"] == SESSION["title"]
    assert kept.heading == SESSION["title"]
    assert str(kept.dated) == SESSION["date"]
    assert kept.entered_at == NOON
    assert kept.changed_at == saved.at


def test_findings_come_back_with_the_answer(vault):
    record = drafts.begin(vault, "study_session")
    rules = {finding.rule for finding in drafts.save(vault, record.id, {}, revision=1).findings}
    assert "W01" in rules
    blocking = [one for one in drafts.save(vault, record.id, SESSION, revision=2).findings if one.level == "E"]
    assert blocking == []


def test_a_write_over_a_newer_revision_is_refused(vault):
    record = drafts.begin(vault, "study_session")
    drafts.save(vault, record.id, {"title": "先到"}, revision=1)
    with pytest.raises(RecordMoved) as told:
        drafts.save(vault, record.id, {"title": "后到"}, revision=1)
    assert told.value.particulars == {"record": record.id, "expected": 1, "found": 2}
    assert drafts.read(vault, record.id).heading == "先到"


def test_a_draft_is_overwritten_and_makes_no_versions(vault):
    record = drafts.begin(vault, "study_session")
    for number in range(1, 30):
        drafts.save(vault, record.id, {"title": f"题{number}"}, revision=number)
    with vault.look() as session:
        assert len(journal.of_record(session, record.id)) == 1


def test_a_value_that_does_not_fit_is_refused_and_the_draft_stays(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    with pytest.raises(BadValue):
        drafts.save(vault, record.id, {**SESSION, "date": "九月"}, revision=1)
    assert drafts.read(vault, record.id) == record


def test_empty_has_one_form(vault):
    record = drafts.begin(vault, "research_diary", values=DIARY)
    drafts.save(vault, record.id, {"topic": "  ", "method": [], "weather": None, "facts": ""}, revision=1)
    kept = drafts.read(vault, record.id)
    assert kept.values == {}
    assert kept.heading == ""


def test_names_and_texts_with_quotes_and_rare_characters_come_back(vault):
    text = "O'Neil \"；\\ %_ 𬍛䶮\n--DROP TABLE record;"
    record = drafts.begin(vault, "study_session")
    drafts.save(vault, record.id, {"title": text, "content": text}, revision=1)
    kept = drafts.read(vault, record.id)
    assert (kept.values["title"], kept.values["content"]) == (text, text)


def test_automatic_values_are_not_typed(vault):
    record = drafts.begin(vault, "study_session")
    saved = drafts.save(vault, record.id, {**SESSION, "nth": 9, "weekday": 6}, revision=1)
    assert saved.automatic["nth"] == 1
    assert drafts.read(vault, record.id).values["weekday"] == 3


def test_the_order_in_the_month_follows_the_days(vault):
    def nth(day, subtype="night_study"):
        record = drafts.begin(vault, "study_session")
        values = {**SESSION, "date": day, "subtype": subtype}
        return drafts.save(vault, record.id, values, revision=1).automatic["nth"]

    assert nth("2008-09-10") == 1
    assert nth("2008-09-10") == 2
    assert nth("2008-09-03") == 1
    assert nth("2008-09-17") == 4
    assert nth("2008-09-18", "center_group") == 1
    assert nth("2008-10-01") == 1
    assert nth("2008-08-31") == 1


def test_the_day_of_a_topic_counts_days_not_records(vault):
    def day_no(day, topic="看护"):
        record = drafts.begin(vault, "research_diary")
        values = {**DIARY, "date": day, "topic": topic}
        return drafts.save(vault, record.id, values, revision=1).automatic["day_no"]

    assert [day_no("2008-09-02"), day_no("2008-09-02"), day_no("2008-09-05")] == [1, 1, 2]
    assert day_no("2008-09-09", "食堂") == 1
    assert day_no("2008-09-01") == 1


def test_a_finished_record_takes_no_typing(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, record.id, "finish", revision=1)
    with pytest.raises(RecordSealed):
        drafts.save(vault, record.id, {**SESSION, "title": "别的题目"}, revision=done.revision)
    assert records.read(vault, record.id) == done


def test_a_warning_that_turns_up_later_is_explained_without_a_new_version(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, record.id, "finish", revision=1)
    told = drafts.explain(vault, record.id, "T11:materials.0.title", "当时还没有废止。", revision=done.revision)
    assert (told.version, told.values, told.finished_at) == (done.version, done.values, done.finished_at)
    assert told.explanations == {"T11:materials.0.title": "当时还没有废止。"}
    latest = history.versions(vault, record.id)[0]
    assert (latest.what, latest.reason) == ("explained", "当时还没有废止。")
    void = records.move(vault, record.id, "void", answers={"reason": "记错了学校"}, revision=told.revision)
    with pytest.raises(RecordSealed):
        drafts.explain(vault, record.id, "T11:materials.0.title", "改一改", revision=void.revision)


def test_after_change_it_takes_typing_and_the_old_version_stays(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, record.id, "finish", revision=1)
    draft = records.move(vault, record.id, "revise", answers={"reason": "漏写了人"}, revision=done.revision)
    assert (draft.state, draft.version, draft.number, draft.finished_at) == ("draft", 2, "ST-2008-001", None)
    saved = drafts.save(vault, record.id, {**SESSION, "title": "新写的题目，再定稿"}, revision=draft.revision)
    again = records.move(vault, record.id, "finish", revision=saved.revision)
    assert (again.number, again.version, again.state) == ("ST-2008-001", 2, "done")
    lines = history.versions(vault, record.id)
    assert [line.what for line in lines] == ["finish", "revise", "finish", "entered"]
    assert lines[1].reason == "漏写了人"
    old = history.read_version(vault, record.id, lines[2].seq)
    assert old.heading == SESSION["title"]


def test_what_moves_wrote_is_not_written_over_by_the_form(vault):
    record = drafts.begin(vault, "rectification", values=ITEM)
    item = records.move(vault, record.id, "register", revision=1)
    answers = {"on": "2008-09-16", "by": "p03"}
    item = records.move(vault, record.id, "start", answers=answers, revision=item.revision)
    typed = {**ITEM, "deadline": "2009-01-01", "history": [], "progress": [], "no": 7, "account": "另有说明。"}
    drafts.save(vault, record.id, {**typed, "title": "改过的名称"}, revision=item.revision)
    kept = records.read(vault, record.id)
    assert kept.values["deadline"] == ITEM["deadline"]
    assert kept.values["history"] == item.values["history"]
    assert kept.values["no"] == 1
    assert kept.heading == ITEM["title"]
    assert kept.values["account"] == "另有说明。"


def test_a_draft_without_a_number_can_be_thrown_away(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    with pytest.raises(RecordMoved):
        drafts.discard(vault, record.id, revision=9)
    drafts.discard(vault, record.id, revision=1)
    with pytest.raises(RecordGone):
        drafts.read(vault, record.id)
    assert records.listing(vault) == ()
    with vault.look() as session:
        assert [entry.what for entry in journal.of_record(session, record.id)] == ["record_entered", "record_discarded"]


def test_a_numbered_record_is_never_thrown_away(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, record.id, "finish", revision=1)
    draft = records.move(vault, record.id, "revise", answers={"reason": "漏写了人"}, revision=done.revision)
    with pytest.raises(RecordSealed):
        drafts.discard(vault, record.id, revision=draft.revision)


def test_a_sentence_for_a_warning_is_kept_and_taken_back(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    told = drafts.explain(vault, record.id, "T10:date", " 通知到得晚 ", revision=1)
    assert told.explanations == {"T10:date": "通知到得晚"}
    assert drafts.explain(vault, record.id, "T10:date", "", revision=told.revision).explanations == {}


def test_unknown_kinds_and_records_are_told(vault):
    with pytest.raises(UnknownKind):
        drafts.begin(vault, "nichts")
    with pytest.raises(RecordGone):
        drafts.save(vault, "0" * 32, {}, revision=1)


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_can_be_begun_saved_listed_and_found(vault, kind):
    from core.services import search

    key = text_key(kinds()[kind])
    sealed = kinds()[kind].privacy is Privacy.SEALED
    if sealed:
        seals.choose(vault, "另一个口令", cost=CHEAP)
    record = drafts.begin(vault, kind)
    drafts.save(vault, record.id, {key: "看护的需要与可能"}, revision=1)
    (line,) = records.listing(vault, kind)
    assert line.heading == ("看护的需要与可能" if key == kinds()[kind].heading and not sealed else "")
    found = [hit.line.id for hit in search.find(vault, "看护")]
    assert found == ([] if sealed else [record.id])
