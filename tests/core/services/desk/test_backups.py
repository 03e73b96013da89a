"""A desk is backed up as a school's vault is: by itself, by hand, on a stick; and a backup becomes a working desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.errors import BackupOfAnother, FolderNotWritable, KeysOlder, WrongPassword
from core.records.errand import Why
from core.services import backups, county, drafts, records, restoring, submit
from core.services.desk import authority, desks, handover, replies
from core.services.desk import trust as trusting
from core.signing import revocation
from core.store import backup
from core.views.backups import DeskDifference, DeskFound, Sort
from core.views.county import Standing
from core.views.desk import State
from core.views.verdicts import Light
from tests.core.services.test_submit import Plugged, stick
from tests.flows.test_renewals import ROOT_SECRET
from tests.flows.test_school_and_county import COUNTY, SECRET, World
from tests.support import postgres
from tests.support.vaults import DIARY


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    found.trusted()
    yield found
    found.close()


def take(world: World, packet: Path) -> str:
    """Take a packet in and return its id."""
    (row,) = world.rows(packet)
    assert row.incoming is not None
    return row.incoming.id


def restored(world: World, path: Path) -> restoring.Restored:
    """Put a backup in the place of the desk, and open what stands there then."""
    world.desk.close()
    done = restoring.restore(path, SECRET, world.desk.folder, clock=world.clock)
    world.desk = desks.open_desk(done.folder, SECRET, clock=world.clock)
    return done


def test_nothing_new_needs_no_backup_and_whatever_the_clerk_does_is_new(world: World):
    desk = world.desk
    before = backups.state(desk)
    assert (before.last, before.pending, before.elsewhere) == (None, True, False)
    made = backups.make_if_changed(desk)
    assert made is not None
    assert (made.sort, made.records, made.path.parent) == (Sort.DESK, 0, desk.folder / backups.FOLDER)
    assert backups.make_if_changed(desk) is None
    assert not backups.state(desk).pending
    packet = take(world, world.packet())
    assert backups.state(desk).pending
    assert backups.make_if_changed(desk) is not None
    replies.receive(desk, packet, folder=world.place)
    assert backups.make_if_changed(desk) is not None
    trusting.renew_signer(desk, "王䶮")
    assert backups.make_if_changed(desk) is not None
    world.desk.close()
    world.desk = desks.open_desk(desk.folder, SECRET, clock=world.clock)
    assert backups.make_if_changed(world.desk) is None, "opening alone is nothing new"


def test_nothing_of_the_register_stands_in_the_file_in_the_clear(world: World):
    take(world, world.packet())
    content = backups.make(world.desk).path.read_bytes()
    for words in (COUNTY, "周望舒", "九月份报送包", "PRIVATE KEY"):
        for code in ("utf-8", "utf-16-le", "gb18030"):
            assert words.encode(code) not in content
    signer = trusting.signer_of(world.desk)
    assert signer.private_key[-40:] not in content


def test_trying_it_out_tells_whose_it_is_and_what_came_in(world: World):
    packet = take(world, world.packet())
    replies.receive(world.desk, packet, folder=world.place)
    made = backups.make(world.desk)
    found = restoring.rehearse(made.path, SECRET, clock=world.clock)
    assert isinstance(found, DeskFound)
    assert (found.county, found.clerk, found.keys, found.elsewhere) == (COUNTY, "周望舒", 1, False)
    assert (found.schools, found.certified, found.packets, found.answers) == (1, 1, 1, 2)
    with pytest.raises(WrongPassword):
        restoring.rehearse(made.path, "guess", clock=world.clock)


def test_a_restored_desk_works_on_and_the_one_before_is_set_aside_whole(world: World):
    kept = take(world, world.packet(title="第一份"))
    made = backups.make(world.desk)
    begun = drafts.begin(world.vault, "research_diary", values=DIARY)
    diary = records.move(world.vault, begun.id, "finish", revision=begun.revision)
    lost = take(world, world.packet(diary.id, title="第二份"))
    world.later(hours=1)
    told = restoring.compare(world.desk, made.path, SECRET, clock=world.clock)
    assert isinstance(told, DeskDifference)
    assert told.lost_count == 1
    assert told.lost[0].endswith("第二份")
    done = restored(world, made.path)
    assert done.aside is not None
    assert desks.is_desk(done.aside)
    assert [one.title for one in _arrived(world)] == ["第一份"]
    receipt = replies.receive(world.desk, kept, folder=world.place)
    assert handover.carry(world.desk, receipt.id, world.stick).path is not None
    assert take(world, next(world.stick.glob("*第二份*"))) == lost, "the file is still on its stick"
    aside = desks.open_desk(done.aside, SECRET, clock=world.clock)
    assert len(_arrived(world, aside)) == 2
    aside.close()
    assert len(backups.listing(world.desk)) == 1, "those on this computer go on with it"


def test_schools_believe_the_lists_of_a_restored_desk_though_they_have_seen_newer_ones(world: World):
    made = backups.make(world.desk)
    for _time in range(3):
        trusting.fresh_list(world.desk, force=True)
    seen = county.trust(world.vault)
    seen = revocation.learn(seen, trusting.lists(world.desk.register))
    restored(world, made.path)
    after = revocation.learn(seen, trusting.lists(world.desk.register))
    assert set(after.revocation_lists) == set(trusting.lists(world.desk.register))
    letter = world.certify(world.enrol(Why.RENEWAL))
    taken = county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    assert taken.standing is Standing.CERTIFIED


def test_schools_believe_the_lists_of_a_desk_restored_twice_from_one_backup(world: World):
    made = backups.make(world.desk)
    world.later(hours=1)
    restored(world, made.path)
    for _time in range(3):
        trusting.fresh_list(world.desk, force=True)
    seen = revocation.learn(county.trust(world.vault), trusting.lists(world.desk.register))
    world.later(hours=1)
    restored(world, made.path)
    after = revocation.learn(seen, trusting.lists(world.desk.register))
    assert set(after.revocation_lists) == set(trusting.lists(world.desk.register))


def test_the_roots_list_of_a_restored_desk_is_believed_too(world: World):
    made = backups.make(world.desk)
    for _time in range(2):
        trusting.renew_issuing(world.desk, world.safe / desks.ROOT_NAME, ROOT_SECRET)
    before = trusting.lists(world.desk.register)[0]
    seen = revocation.learn(county.trust(world.vault), [before])
    assert before in seen.revocation_lists
    restored(world, made.path)
    trusting.renew_issuing(world.desk, world.safe / desks.ROOT_NAME, ROOT_SECRET, lost=True)
    lost = trusting.lists(world.desk.register)[0]
    assert lost in revocation.learn(seen, [lost]).revocation_lists


def test_certificates_and_withdrawals_that_a_backup_does_not_know_are_named(world: World):
    before = backups.make(world.desk)
    (school,) = authority.schools(world.desk.register)
    authority.withdraw(world.desk, school.fingerprint.replace(" ", "").lower(), why="lost")
    told = restoring.compare(world.desk, before.path, SECRET, clock=world.clock)
    assert isinstance(told, DeskDifference)
    assert (told.reinstated, told.uncertified) == ((school.name,), ())
    world.later(hours=1)
    between = backups.make(world.desk)
    world.certify(world.enrol(Why.LOST))
    told = restoring.compare(world.desk, between.path, SECRET, clock=world.clock)
    assert isinstance(told, DeskDifference)
    assert (told.reinstated, told.uncertified, told.answers) == ((), (school.name,), 1)


def test_an_answer_that_a_backup_does_not_know_is_counted(world: World):
    packet = take(world, world.packet())
    made = backups.make(world.desk)
    replies.receive(world.desk, packet, folder=world.place)
    told = restoring.compare(world.desk, made.path, SECRET, clock=world.clock)
    assert isinstance(told, DeskDifference)
    assert (told.older, told.answers, told.lost_count, told.back) == (1, 1, 0, 0)


def test_a_stick_gets_a_desks_backup_beside_a_schools_and_neither_takes_the_others_place(world: World, tmp_path: Path):
    root = tmp_path / "backups"
    root.mkdir()
    plugged = Plugged((stick(root),))
    (drive,) = submit.sticks(found_by=plugged)
    backups.name_stick(world.desk, drive)
    assert backups.is_named(world.desk, drive)
    made = backups.carry(world.desk, root, chosen=drive, found_by=plugged)
    assert made.path.name.startswith(f"{COUNTY}-")
    assert not backups.is_named(world.desk, drive)
    school = backups.carry(world.vault, root, chosen=drive, found_by=plugged)
    assert {one.sort for one in backups.found_on(root)} == {Sort.DESK, Sort.SCHOOL}
    assert [one.path for one in backups.found_on(root, of=world.desk.id)] == [made.path]
    with pytest.raises(BackupOfAnother):
        restoring.compare(world.desk, school.path, SECRET, clock=world.clock)
    world.desk.close()
    with pytest.raises(WrongPassword):
        restoring.restore(school.path, SECRET, world.desk.folder, clock=world.clock)


def test_a_backup_becomes_a_desk_where_none_is_and_what_is_not_one_stays(world: World, tmp_path: Path):
    take(world, world.packet())
    made = backups.make(world.desk)
    done = restoring.restore(made.path, SECRET, tmp_path / "new" / "county", clock=world.clock)
    assert (done.folder, done.aside) == (tmp_path / "new" / "county.taizhang-desk", None)
    found = desks.open_desk(done.folder, SECRET, clock=world.clock)
    assert found.id == world.desk.id
    assert len(_arrived(world, found)) == 1
    found.close()


def test_why_none_was_made_is_kept_inside_the_desk_and_told_once(world: World):
    backups.note_trouble(world.desk, FolderNotWritable(path="/nowhere"))
    world.desk.close()
    world.desk = desks.open_desk(world.desk.folder, SECRET, clock=world.clock)
    told = backups.take_trouble(world.desk)
    assert told is not None
    assert (told.code, told.particulars) == ("folder_not_writable", {"path": "/nowhere"})
    assert backups.take_trouble(world.desk) is None


@pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing())
def test_of_a_register_in_postgresql_only_the_keys_are_inside_and_it_goes_on_as_it_is(tmp_path: Path):
    url = postgres.database()
    world = World(tmp_path, url=url)
    try:
        world.trusted()
        assert backups.state(world.desk).elsewhere
        made = backups.make(world.desk)
        assert made.elsewhere
        assert backup.read_about(made.path).counts["desk_secret"] >= 3
        assert backups.make_if_changed(world.desk) is None
        kept = take(world, world.packet())
        assert backups.make_if_changed(world.desk) is None, "a register elsewhere is not backed up here"
        postgres.forbid(url)
        found = restoring.rehearse(made.path, SECRET, clock=world.clock)
        assert isinstance(found, DeskFound)
        assert (found.county, found.keys, found.elsewhere, found.packets) == (COUNTY, 1, True, 0)
        postgres.allow(url)
        told = restoring.compare(world.desk, made.path, SECRET, clock=world.clock)
        assert isinstance(told, DeskDifference)
        assert (told.lost_count, told.answers) == (0, 0)
        restored(world, made.path)
        assert [one.id for one in _arrived(world)] == [kept], "the register was never away"
        trusting.renew_issuing(world.desk, world.safe / desks.ROOT_NAME, "root 2008")
        with pytest.raises(KeysOlder):
            restored(world, made.path)
    finally:
        world.close()


def test_a_packet_whose_school_the_register_does_not_know_any_more_waits_for_the_clerk(world: World):
    made = backups.make(world.desk)
    letter = world.certify(world.enrol(Why.RENEWAL), principal="林志近")
    county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
    packet = world.packet()
    restored(world, made.path)
    (row,) = world.rows(packet)
    assert row.incoming is None
    assert row.verdict.light is not Light.INVALID


def _arrived(world: World, desk: desks.Desk | None = None):
    from core.store.register import ledger

    with (desk or world.desk).register.look() as session:
        found = ledger.arrivals(session)
    assert all(one.state in set(State) for one in found)
    return found
