"""Records under a password of their own: unreadable in file, search and journal, and back with the password."""

import re

import pytest

from core.base.errors import KeptInside, SealClosed, SealExists, SealMissing, WrongPassword
from core.records.content import Record
from core.services import choosing, drafts, history, records, seals, search, snapshot, vaults
from core.services.seals import SealState
from core.store.engine import connect
from tests.support.vaults import CHEAP, PASSWORD, open_copy

SECRET = "会前查摆出两条不愿外传的意见"
OWN = "另一个口令 2008"


@pytest.fixture
def vault(tmp_path):
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def meeting(vault) -> Record:
    seals.choose(vault, OWN, cost=CHEAP)
    begun = drafts.begin(vault, "criticism_meeting")
    drafts.save(vault, begun.id, {**begun.values, "title": SECRET}, revision=begun.revision)
    return records.read(vault, begun.id)


def plain(vault) -> str:
    """Return every text of the database as somebody with the vault's own key would see it."""
    connection = connect(vault.database, vault.key)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    said = [str(row) for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    connection.close()
    return "\n".join(said)


def test_without_a_password_of_their_own_none_is_begun(vault):
    assert seals.state(vault) is SealState.NONE
    with pytest.raises(SealMissing):
        drafts.begin(vault, "criticism_meeting")


def test_what_is_locked_away_stands_nowhere_in_the_database(vault, meeting):
    assert meeting.values["title"] == SECRET
    assert SECRET not in plain(vault)


def test_the_list_shows_kind_and_day_and_nothing_else(vault, meeting):
    (line,) = records.listing(vault, "criticism_meeting")

    assert (line.heading, line.bits, line.responsible) == ("", (), "")
    assert line.dated == meeting.dated


def test_search_does_not_know_it(vault, meeting):
    assert search.find(vault, "查摆") == ()


def test_closed_it_is_refused_and_the_password_brings_it_back(vault, meeting):
    seals.lock(vault)
    assert seals.state(vault) is SealState.CLOSED
    for read in (records.read, records.open_record):
        with pytest.raises(SealClosed):
            read(vault, meeting.id)
    with pytest.raises(WrongPassword):
        seals.unlock(vault, PASSWORD)

    seals.unlock(vault, OWN)

    assert records.read(vault, meeting.id) == meeting


def test_closing_the_vault_locks_it_away(vault, meeting):
    folder, clock = vault.folder, vault.clock
    vault.close()
    again = vaults.open_vault(folder, PASSWORD, clock=clock)

    with pytest.raises(SealClosed):
        records.read(again, meeting.id)
    assert len(records.listing(again, "criticism_meeting")) == 1
    again.close()


def test_its_history_is_locked_away_too(vault, meeting):
    void = records.move(vault, meeting.id, "void", answers={"reason": "按上级通知改期再开"}, revision=meeting.revision)
    assert "按上级通知改期再开" not in plain(vault)
    assert history.versions(vault, void.id)[0].reason == "按上级通知改期再开"
    seq = history.versions(vault, void.id)[0].seq
    assert history.read_version(vault, void.id, seq).values["title"] == SECRET

    seals.lock(vault)

    line = history.versions(vault, void.id)[0]
    assert (line.what, line.reason, line.restorable) == ("void", "", False)


def test_the_password_is_chosen_once_and_changed_after(vault, meeting):
    with pytest.raises(SealExists):
        seals.choose(vault, "又一个", cost=CHEAP)
    with pytest.raises(WrongPassword):
        seals.change_password(vault, old="不对", new="新口令", cost=CHEAP)
    seals.change_password(vault, old=OWN, new="新口令", cost=CHEAP)
    seals.lock(vault)
    with pytest.raises(WrongPassword):
        seals.unlock(vault, OWN)
    seals.unlock(vault, "新口令")
    assert records.read(vault, meeting.id).values["title"] == SECRET


def test_the_vaults_password_says_nothing_about_it(vault, meeting):
    vaults.change_password(vault, old=PASSWORD, new="换了", cost=CHEAP)
    seals.lock(vault)
    seals.unlock(vault, OWN)
    assert records.read(vault, meeting.id) == meeting


def test_it_never_goes_into_a_packet(vault, meeting):
    (candidate,) = choosing.candidates(vault)

    assert (candidate.chosen, candidate.sealable, candidate.reason) == (False, False, "draft")
    with pytest.raises(KeptInside):
        snapshot.take(vault, [meeting.id], title="九月份报送包")


def test_lists_over_all_records_go_on_without_it(vault, meeting):
    from core.services import checkup

    seals.lock(vault)

    assert meeting.id not in checkup.look(vault).records


def test_two_writes_of_the_same_words_look_different(vault, meeting):
    def locked():
        connection = connect(vault.database, vault.key)
        (payload,) = connection.execute("SELECT payload FROM record WHERE id = ?", (meeting.id,)).fetchone()
        connection.close()
        return payload

    before = locked()
    drafts.save(vault, meeting.id, meeting.values, revision=meeting.revision)

    assert re.fullmatch(r'\{"sealed":"[A-Za-z0-9+/=]+"\}', before)
    assert locked() != before
