"""The vault as a folder: made whole or not at all, opened by its password alone, by one program at a time."""

import os
from datetime import timedelta

import pytest

from core.base.clock import FixedClock
from core.base.errors import (
    FolderNotWritable,
    NewerVault,
    NoVault,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    WrongPassword,
)
from core.records.content import Person
from core.services import drafts, identities, people, records, vaults
from core.store import health, journal, vault
from core.store.engine import connect
from core.store.unlock import Cost
from tests.support.vaults import CHEAP, NOON, PASSWORD, SCHOOL, SESSION, lay, open_copy


def clock():
    return FixedClock(NOON)


def make(folder):
    return vaults.create(
        folder, password=PASSWORD, school=SCHOOL, principal=Person(id="", name="林志远"), clock=clock(), cost=CHEAP,
        quick_key=True,
    )  # fmt: skip


def test_a_vault_is_made_with_its_school_principal_and_key(tmp_path):
    made = make(tmp_path / "学校")
    assert made.folder == tmp_path / "学校.taizhang"
    school = people.get_school(made)
    assert school.name == SCHOOL.name
    (principal,) = people.listing(made)
    assert principal.id == school.principal
    assert principal.initials == "lzy"
    found = identities.current(made)
    assert (found.name, found.school) == ("林志远", SCHOOL.name)
    made.close()
    assert [path.name for path in tmp_path.iterdir()] == ["学校.taizhang"]


def test_what_was_written_is_there_after_opening_again(tmp_path):
    first = open_copy(tmp_path)
    record = drafts.begin(first, "study_session", values=SESSION)
    folder = first.folder
    vaults.close(first)
    again = vaults.open_vault(folder, PASSWORD, clock=clock())
    assert drafts.read(again, record.id) == record
    again.close()


def test_nothing_in_the_folder_can_be_read_without_the_password(tmp_path):
    opened = open_copy(tmp_path)
    drafts.begin(opened, "study_session", values=SESSION)
    for path in opened.folder.iterdir():
        content = path.read_bytes()
        for secret in ("林志远", "优先发展教育", "SQLite format 3", PASSWORD):
            assert secret.encode() not in content, path.name
    opened.close()


def test_a_wrong_password_is_told_from_a_damaged_vault(tmp_path):
    folder = lay(tmp_path)
    with pytest.raises(WrongPassword):
        vaults.open_vault(folder, "falsch", clock=clock())
    (folder / "key.json").write_bytes(b"{}")
    (folder / "key.spare.json").write_bytes(b"\0" * 100)
    with pytest.raises(VaultDamaged) as told:
        vaults.open_vault(folder, PASSWORD, clock=clock())
    assert told.value.particulars["part"] == "key"


@pytest.mark.parametrize("harm", [b"", b"not json", b'{"digest": 3}', b"[]"])
def test_the_spare_key_file_opens_the_vault_and_mends_the_first(tmp_path, harm):
    folder = lay(tmp_path)
    good = (folder / "key.json").read_bytes()
    (folder / "key.json").write_bytes(harm)
    vaults.open_vault(folder, PASSWORD, clock=clock()).close()
    assert (folder / "key.json").read_bytes() == good


def test_a_lost_spare_is_written_again(tmp_path):
    folder = lay(tmp_path)
    (folder / "key.spare.json").unlink()
    vaults.open_vault(folder, PASSWORD, clock=clock()).close()
    assert (folder / "key.spare.json").read_bytes() == (folder / "key.json").read_bytes()


@pytest.mark.parametrize("place", [0, 5000])
def test_a_damaged_database_is_told_as_such(tmp_path, place):
    folder = lay(tmp_path)
    with (folder / "vault.db").open("rb+") as stream:
        stream.seek(place)
        stream.write(os.urandom(4096))

    def use():
        opened = vaults.open_vault(folder, PASSWORD, clock=clock())
        try:
            people.listing(opened)
            with opened.look() as session:
                health.raise_for(health.examine(session), opened.folder)
        finally:
            opened.close()

    with pytest.raises(VaultDamaged) as told:
        use()
    assert told.value.particulars["part"] == "database"


def test_a_truncated_database_is_damaged_and_an_empty_one_too(tmp_path):
    folder = lay(tmp_path)
    for size in (1000, 0):
        os.truncate(folder / "vault.db", size)
        with pytest.raises(VaultDamaged):
            vaults.open_vault(folder, PASSWORD, clock=clock())


def test_a_vault_of_a_newer_program_is_refused_with_both_numbers_and_left_alone(tmp_path):
    opened = open_copy(tmp_path)
    folder, key = opened.folder, opened.key
    opened.close()
    connection = connect(folder / "vault.db", key)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(NewerVault) as told:
        vaults.open_vault(folder, PASSWORD, clock=clock())
    assert (told.value.particulars["found"], told.value.particulars["known"]) == (9, vault.SCHEMA)
    assert (folder / "vault.db").read_bytes() == before


def test_a_newer_key_file_is_refused_too(tmp_path):
    from core.base.canonical import digest, encode

    folder = lay(tmp_path)
    content = {"format": "taizhang-key", "version": 2, "vault": "x", "slots": [], "new": True}
    (folder / "key.json").write_bytes(encode({**content, "digest": digest(encode(content))}))
    with pytest.raises(NewerVault):
        vaults.open_vault(folder, PASSWORD, clock=clock())


def test_two_programs_do_not_open_one_vault(tmp_path):
    opened = open_copy(tmp_path)
    with pytest.raises(VaultInUse):
        vaults.open_vault(opened.folder, PASSWORD, clock=clock())
    opened.close()
    vaults.open_vault(opened.folder, PASSWORD, clock=clock()).close()


def test_a_failed_opening_leaves_the_vault_free(tmp_path):
    folder = lay(tmp_path)
    with pytest.raises(WrongPassword):
        vaults.open_vault(folder, "", clock=clock())
    vaults.open_vault(folder, PASSWORD, clock=clock()).close()


def test_a_folder_that_is_no_vault_is_told(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoVault):
            vaults.open_vault(folder, PASSWORD, clock=clock())
    folder = lay(tmp_path)
    (folder / "key.json").unlink()
    (folder / "key.spare.json").unlink()
    with pytest.raises(NoVault):
        vaults.open_vault(folder, PASSWORD, clock=clock())


def test_an_existing_vault_is_not_written_over(tmp_path):
    folder = lay(tmp_path)
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(VaultExists):
        make(tmp_path / "school")
    assert (folder / "vault.db").read_bytes() == before


def test_a_folder_that_takes_no_files_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderNotWritable):
        make(tmp_path / "file" / "school")


def test_a_making_that_fails_half_way_leaves_nothing(tmp_path):
    def fail():
        with vault.making(tmp_path / "x.taizhang", password="a", clock=clock(), cost=CHEAP) as made:
            assert made.folder != tmp_path / "x.taizhang"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_password_changes_without_a_new_database(tmp_path):
    opened = open_copy(tmp_path)
    with pytest.raises(WrongPassword):
        vaults.change_password(opened, old="falsch", new="neu", cost=CHEAP)
    vaults.change_password(opened, old=PASSWORD, new="新密码", cost=CHEAP)
    opened.close()
    with pytest.raises(WrongPassword):
        vaults.open_vault(opened.folder, PASSWORD, clock=clock())
    again = vaults.open_vault(opened.folder, "新密码", clock=clock())
    assert len(people.listing(again)) == 5
    again.close()


def test_a_password_is_the_same_however_its_accents_are_written(tmp_path):
    opened = open_copy(tmp_path)
    vaults.change_password(opened, old=PASSWORD, new="caf\u00e9", cost=CHEAP)
    opened.close()
    vaults.open_vault(opened.folder, "cafe\u0301", clock=clock()).close()


def test_an_exception_takes_the_whole_transaction_back(tmp_path):
    opened = open_copy(tmp_path)

    def fail():
        with opened.work() as session:
            journal.append(session, journal.What.UNLOCKED, at=NOON)
            session.flush()
            raise RuntimeError

    with opened.look() as session:
        before = journal.head(session)
    with pytest.raises(RuntimeError):
        fail()
    with opened.look() as session:
        assert journal.head(session) == before
    opened.close()


def test_a_reader_sees_one_moment_while_another_writes(tmp_path):
    opened = open_copy(tmp_path)
    with opened.look() as session:
        before = journal.head(session)
        drafts.begin(opened, "study_session")
        assert journal.head(session) == before
    with opened.look() as session:
        assert journal.head(session).entries == before.entries + 1
    opened.close()


def test_the_cost_is_measured_and_never_below_the_least():
    cost = Cost.measured()
    assert cost.memory_kib == 64 * 1024
    assert 3 <= cost.passes <= 40


def test_a_clock_without_a_zone_is_our_own_mistake(tmp_path):
    opened = open_copy(tmp_path)
    with pytest.raises(Exception, match="zone"), opened.work() as session:
        journal.append(session, journal.What.UNLOCKED, at=NOON.replace(tzinfo=None))
    opened.close()


def test_moments_keep_their_offset(tmp_path):
    hands = clock()
    opened = open_copy(tmp_path, clock=hands)
    hands.set(NOON + timedelta(hours=1))
    record = drafts.begin(opened, "study_session")
    assert records.read(opened, record.id).entered_at.utcoffset() == timedelta(hours=8)
    opened.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out of a person's folders by itself")
def test_nobody_else_of_the_computer_can_read_a_vault_even_one_from_a_stick(tmp_path):
    def modes():
        return {path.stat().st_mode & 0o777 for path in place.iterdir()}, place.stat().st_mode & 0o777

    made = make(tmp_path / "school")
    place = made.folder
    made.close()
    assert modes() == ({0o600}, 0o700)
    place.chmod(0o755)
    for path in place.iterdir():
        path.chmod(0o644)
    with_work = vaults.open_vault(place, PASSWORD, clock=clock())
    assert modes() == ({0o600}, 0o700)
    with_work.close()
