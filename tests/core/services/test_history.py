"""Earlier versions can be read and taken back; the journal keeps both."""

import pytest

from core.base.errors import RecordSealed, VersionMissing
from core.services import drafts, history, records
from core.store.engine import connect
from tests.support.vaults import ITEM, SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


def twice_finished(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, record.id, "finish", revision=1)
    draft = records.move(vault, record.id, "revise", answers={"reason": "漏写了人"}, revision=done.revision)
    saved = drafts.save(vault, record.id, {**SESSION, "title": "新写的题目，再定稿"}, revision=draft.revision)
    return records.move(vault, record.id, "finish", revision=saved.revision)


def test_a_version_is_taken_back_as_the_draft(vault):
    done = twice_finished(vault)
    draft = records.move(vault, done.id, "revise", answers={"reason": "还是原来的好"}, revision=done.revision)
    first = history.versions(vault, done.id)[-2]
    assert (first.what, first.restorable, first.version) == ("finish", True, 1)
    back = history.restore(vault, done.id, first.seq, revision=draft.revision)
    assert back.heading == SESSION["title"]
    assert (back.number, back.version, back.state) == (done.number, 3, "draft")
    assert len(back.values["history"]) == len(draft.values["history"])
    newest = history.versions(vault, done.id)[0]
    assert (newest.what, newest.restorable) == ("restored", False)


def test_a_finished_record_is_not_written_over(vault):
    done = twice_finished(vault)
    first = history.versions(vault, done.id)[-2]
    with pytest.raises(RecordSealed):
        history.restore(vault, done.id, first.seq, revision=done.revision)


def test_a_deadline_in_force_is_not_taken_back(vault):
    record = drafts.begin(vault, "rectification", values=ITEM)
    item = records.move(vault, record.id, "register", revision=1)
    answers = {"on": "2008-09-16", "deadline": "2008-10-10", "by": "p02", "note": "雨天不能施工"}
    item = records.move(vault, record.id, "extend", answers=answers, revision=item.revision)
    item = records.move(vault, record.id, "revise", answers={"reason": "名称不准"}, revision=item.revision)
    first = history.versions(vault, record.id)[-2]
    assert history.restore(vault, record.id, first.seq, revision=item.revision).values["deadline"] == "2008-10-10"


def test_what_is_no_version_is_told(vault):
    done = twice_finished(vault)
    entered = history.versions(vault, done.id)[-1]
    other = drafts.begin(vault, "study_session")
    for record, seq in ((done.id, entered.seq), (done.id, 9999), (other.id, entered.seq + 1)):
        with pytest.raises(VersionMissing):
            history.read_version(vault, record, seq)


def test_a_version_that_was_changed_is_not_believed(vault):
    done = twice_finished(vault)
    first = history.versions(vault, done.id)[-2]
    connection = connect(vault.database, vault.key)
    connection.execute("DROP TRIGGER journal_fixed")
    connection.execute("UPDATE journal SET body = replace(body, '优先', '优后') WHERE seq = ?", (first.seq,))
    connection.close()
    with pytest.raises(VersionMissing):
        history.read_version(vault, done.id, first.seq)
