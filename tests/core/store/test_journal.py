"""The journal only grows, and whoever changes it is found."""

import itertools

import pytest
from sqlalchemy.exc import IntegrityError

from core.services import drafts, records
from core.store import blobs, health, journal
from core.store.engine import connect
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy


@pytest.fixture
def opened(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


@pytest.fixture
def finished(opened):
    draft = drafts.begin(opened, "study_session", values=SESSION)
    return records.move(opened, draft.id, "finish", revision=draft.revision)


def test_every_entry_holds_the_digest_of_the_one_before(opened, finished):
    with opened.look() as session:
        found = (journal.one(session, seq) for seq in range(1, journal.count(session) + 1))
        entries = [entry for entry in found if entry]
        assert journal.first_fault(session) is None
        assert journal.head(session) == journal.Head(len(entries), entries[-1].digest)
    assert entries[0].previous == journal.START
    for before, after in itertools.pairwise(entries):
        assert after.previous == before.digest
        assert after.seq == before.seq + 1


@pytest.mark.parametrize("statement", ["UPDATE journal SET body = '{}' WHERE seq = 3", "DELETE FROM journal"])
def test_the_database_itself_refuses_to_change_it(opened, statement):
    with pytest.raises(IntegrityError, match="only grows"), opened.work() as session:
        session.connection().exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE journal SET body = '{}' WHERE seq = 3", 3),
        ("UPDATE journal SET at = '2008-01-01T00:00:00+08:00' WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 4", 4),
        ("DELETE FROM journal WHERE seq = 1", 1),
    ],
)
def test_a_change_behind_its_back_is_found(opened, finished, statement, fault):
    connection = connect(opened.database, opened.key)
    connection.execute("DROP TRIGGER journal_fixed")
    connection.execute("DROP TRIGGER journal_kept")
    connection.execute(statement)
    connection.close()
    with opened.look() as session:
        assert journal.first_fault(session) == fault
        assert health.Fault(health.Part.JOURNAL, str(fault)) in health.examine(session)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE record SET entered_at = '2008-09-01T08:00:00+08:00'", "time of entry"),
        ("UPDATE record SET number = 'ST-2008-009'", "number stands"),
        ("DELETE FROM record", "voided"),
    ],
)
def test_entry_time_number_and_numbered_records_stand(opened, finished, statement, told):
    with pytest.raises(IntegrityError, match=told), opened.work() as session:
        session.connection().exec_driver_sql(statement)
    assert records.read(opened, finished.id) == finished


def test_the_frozen_version_is_in_the_journal(opened, finished):
    with opened.look() as session:
        last = journal.of_record(session, finished.id)[-1]
    assert last.what is journal.What.RECORD_MOVED
    assert last.body["record"]["number"] == "ST-2008-001"
    assert last.body["record"]["values"]["title"] == SESSION["title"]


def test_a_healthy_vault_has_no_faults_and_a_changed_attachment_is_found(opened, finished):
    with opened.work() as session:
        name = blobs.put(session, b"scan", mime="application/pdf", at=NOON)
    with opened.look() as session:
        assert health.examine(session) == ()
    connection = connect(opened.database, opened.key)
    connection.execute("DROP TRIGGER blob_fixed")
    connection.execute("UPDATE blob SET content = x'00'")
    connection.close()
    with opened.look() as session:
        assert health.examine(session) == (health.Fault(health.Part.ATTACHMENT, name),)
        assert health.examine(session, attachments=False) == ()


def test_lost_derived_rows_and_index_are_drawn_anew(opened, finished):
    from core.services import search

    connection = connect(opened.database, opened.key)
    for table in ("search", "person_time", "deadline", "link"):
        connection.execute(f"DELETE FROM {table}")
    connection.close()
    with opened.look() as session:
        assert health.examine(session) == (health.Fault(health.Part.SEARCH, ""),)
    assert search.find(opened, "放学") == ()
    with opened.work() as session:
        assert health.mend(session, names=opened.names(session)) == 1
    with opened.look() as session:
        assert health.examine(session) == ()
    assert [hit.line.id for hit in search.find(opened, "放学")] == [finished.id]
    assert PASSWORD not in repr(opened)
