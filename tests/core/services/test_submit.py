"""A packet is handed in when it was read back from where it went, not before."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.base.canonical import file_digest
from core.base.clock import FixedClock
from core.base.errors import FileMissing, NameTaken, StickGone, StickSwapped
from core.exchange.container import Travels
from core.exchange.layout import find_documents, folder_for
from core.exchange.sticks import Stick
from core.records.content import Record
from core.services import county, drafts, handover, history, identities, judging, packets, records, sticking, submit
from core.signing.verdict import Light
from core.store.vault import Vault
from core.views.handover import Farewell
from core.views.packets import PacketLine
from core.views.verdicts import DriveView
from tests.flows.test_school_and_county import World
from tests.support.exfat import drives_with, exfat
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy


@dataclass(frozen=True)
class Plugged:
    """The system's drives, with these sticks in."""

    sticks: tuple[Stick, ...] = ()

    def find(self) -> tuple[Stick, ...]:
        return self.sticks

    def eject(self, stick: Stick) -> Farewell:
        return Farewell.FLUSHED


def stick(folder: Path, *, read_only: bool = False, volume: str = "7A3F-91C2") -> Stick:
    return Stick(
        folder=folder,
        label="云岙小学 8GB",
        device="/dev/sdx1",
        total=8 << 30,
        free=4 << 30,
        read_only=read_only,
        volume=volume,
    )


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, Record, PacketLine]]:
    folder = tmp_path_factory.mktemp("sealed")
    vault = open_copy(folder, clock=FixedClock(NOON))
    begun = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    drawn = packets.draw(vault, [done.id], title="九月份报送包", folder=folder)
    yield vault, done, packets.seal(vault, drawn, password=PASSWORD)
    vault.close()


def test_a_stick_that_is_plugged_in_is_shown_with_its_label(tmp_path: Path) -> None:
    (shown,) = submit.sticks(found_by=Plugged((stick(tmp_path, read_only=True),)))
    assert shown.label == "云岙小学 8GB"
    assert not shown.writable


def test_a_packet_that_could_not_be_carried_is_not_handed_in(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, record, line = sealed
    before = packets.listing(vault), records.read(vault, record.id)
    with pytest.raises(FileMissing):
        submit.carry(vault, line.id, tmp_path / "pulled", found_by=Plugged())
    assert (packets.listing(vault), records.read(vault, record.id)) == before


def test_a_carried_packet_is_handed_in_and_a_second_stick_gets_the_same_file(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, record, line = sealed
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "新建文件夹.exe").write_bytes(b"MZ")
    carried = submit.carry(vault, line.id, first, found_by=Plugged((stick(first),)))
    assert carried.path == first / "台账报送" / line.name
    assert carried.packet.carried_to == "云岙小学 8GB"
    assert carried.strangers == ("新建文件夹.exe",)
    assert (first / "新建文件夹.exe").read_bytes() == b"MZ"
    assert records.read(vault, record.id).state == "submitted"
    again = submit.carry(vault, line.id, second, found_by=Plugged())
    assert again.path == second / line.name
    assert again.packet.carried_to == str(second)
    assert again.path.read_bytes() == carried.path.read_bytes()
    assert records.read(vault, record.id).state == "submitted"
    assert [version.what for version in history.versions(vault, record.id)].count("submit") <= 1


def test_another_file_of_the_same_name_stays(sealed: tuple[Vault, Record, PacketLine], tmp_path: Path) -> None:
    vault, _record, line = sealed
    (tmp_path / line.name).write_bytes(b"other")
    with pytest.raises(NameTaken):
        submit.carry(vault, line.id, tmp_path, found_by=Plugged())
    assert (tmp_path / line.name).read_bytes() == b"other"


def test_nothing_of_the_packet_is_left_in_the_vaults_folder(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, _record, line = sealed
    submit.carry(vault, line.id, tmp_path, found_by=Plugged())
    assert not list(vault.folder.rglob("*.pdf"))


def test_another_stick_than_the_chosen_one_gets_no_packet(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, _record, line = sealed
    (chosen,) = submit.sticks(found_by=Plugged((stick(tmp_path),)))
    other = Plugged((stick(tmp_path, volume="0000-0001"),))
    before = packets.listing(vault)
    with pytest.raises(StickSwapped) as caught:
        submit.carry(vault, line.id, tmp_path, chosen=chosen, found_by=other)
    assert caught.value.particulars["label"] == "云岙小学 8GB"
    with pytest.raises(StickGone):
        submit.carry(vault, line.id, tmp_path, chosen=chosen, found_by=Plugged())
    assert list(tmp_path.iterdir()) == []
    assert packets.listing(vault) == before
    same = submit.carry(vault, line.id, tmp_path, chosen=chosen, found_by=Plugged((stick(tmp_path),)))
    assert same.path.is_file()


def test_a_real_exfat_stick_pulled_on_the_way_gets_the_packet_when_it_is_put_in_again(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, _record, line = sealed

    class Pulled:
        def step(self, done: int, total: int, what: str) -> None:
            if what == "read_back":
                plugged.pull()

    with exfat(tmp_path / "stick") as plugged:
        found_by = drives_with(tmp_path / "blocks", plugged)
        (chosen,) = submit.sticks(found_by=found_by)
        assert chosen.writable
        before = packets.listing(vault)
        with pytest.raises(StickGone):
            submit.carry(vault, line.id, plugged.folder, chosen=chosen, found_by=found_by, progress=Pulled())
        assert packets.listing(vault) == before
        plugged.reinsert()
        assert not list(plugged.folder.rglob("*.pdf"))
        carried = submit.carry(vault, line.id, plugged.folder, chosen=chosen, found_by=found_by)
        plugged.reinsert()
        assert carried.path == plugged.folder / "台账报送" / line.name
        assert file_digest(carried.path) == line.sha256
        assert carried.packet.carried_to == chosen.label
        verdict = judging.believe(carried.path, trust=identities.own(vault))
        assert verdict.light is Light.VALID
        assert list(find_documents(plugged.folder)) == [carried.path]


def test_before_anything_is_written_it_is_told_what_lies_there_and_what_hinders(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, _record, line = sealed
    plugged = Plugged((stick(tmp_path),))
    (chosen,) = submit.sticks(found_by=plugged)
    clean = submit.look_ahead(vault, line.id, tmp_path, chosen=chosen, found_by=plugged)
    assert (clean.hindrance, clean.strangers, clean.copies, clean.older) == (None, (), (), ())
    assert clean.free > 0
    assert list(tmp_path.iterdir()) == []
    carried = submit.carry(vault, line.id, tmp_path, found_by=plugged)
    (tmp_path / "autorun.inf").write_bytes(b"")
    edition = carried.path.with_name(f"{carried.path.stem[:-8]}00000000.pdf")
    edition.write_bytes(b"an older edition")
    seen = submit.look_ahead(vault, line.id, tmp_path, chosen=chosen, found_by=plugged)
    assert seen.strangers == ("autorun.inf",)
    assert (seen.copies, seen.older) == ((carried.path,), (edition,))
    gone = submit.look_ahead(vault, line.id, tmp_path, chosen=chosen, found_by=Plugged())
    assert gone.hindrance is not None
    assert gone.hindrance.code() == "stick_gone"


def test_the_hand_over_log_has_a_line_for_every_copy_and_its_slip_can_be_printed(
    sealed: tuple[Vault, Record, PacketLine], tmp_path: Path
) -> None:
    vault, _record, line = sealed
    plugged = Plugged((stick(tmp_path),))
    first = submit.carry(vault, line.id, tmp_path, found_by=plugged)
    (tmp_path / "second").mkdir()
    second = submit.carry(vault, line.id, tmp_path / "second", found_by=Plugged())
    log = handover.listing(vault)
    assert log[:2] == (second.handed, first.handed)
    assert (log[1].label, log[1].into, log[1].sha256) == ("云岙小学 8GB", "台账报送", line.sha256)
    assert log[1].volume == plugged.sticks[0].volume
    assert handover.slip_pdf(vault, log).startswith(b"%PDF")


def test_a_stick_is_let_go_and_one_that_is_gone_says_so(tmp_path: Path) -> None:
    there = Plugged((stick(tmp_path),))
    assert sticking.eject(tmp_path / "台账报送", found_by=there) is Farewell.FLUSHED
    with pytest.raises(StickGone):
        sticking.eject(tmp_path, found_by=Plugged())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def test_the_form_is_carried_read_back_and_judged_and_may_be_carried_again(world: World) -> None:
    with pytest.raises(FileMissing):
        submit.carry_form(world.vault, world.stick)
    world.enrol()
    (world.stick / "新建文件夹.exe").write_bytes(b"MZ")
    done = submit.carry_form(world.vault, world.stick)
    assert done.path.read_bytes() == county.form(world.vault)[1]
    assert done.written_at <= done.read_back_at <= done.judged_at
    assert submit.carry_form(world.vault, world.stick).path == done.path
    letter = world.certify(done.path)
    assert county.look_at_letter(world.vault, letter).taken is False


def test_the_form_goes_into_the_sticks_own_folder_and_not_onto_another_stick(world: World) -> None:
    world.enrol()
    chosen = DriveView(path=world.stick, label="云岙小学 8GB", free=1 << 30, writable=True, volume="7A3F-91C2")
    plugged = Plugged((stick(world.stick),))
    done = submit.carry_form(world.vault, world.stick, chosen=chosen, found_by=plugged)
    assert done.path.parent == world.stick / folder_for(Travels.ENROLMENT)
    with pytest.raises(StickSwapped):
        submit.carry_form(
            world.vault, world.stick, chosen=chosen, found_by=Plugged((stick(world.stick, volume="0000-0000"),))
        )
    with pytest.raises(StickGone):
        submit.carry_form(world.vault, world.stick, chosen=chosen, found_by=Plugged())
