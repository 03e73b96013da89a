"""Finding sticks among Linux's mounts."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from core.base.errors import StickBusy, StickGone
from core.exchange.drives_linux import LinuxDrives, _serial
from core.exchange.sticks import Stick, drives, holding, is_same
from core.views.handover import Farewell


class System:
    """The files in which a kernel tells its drives."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mounts, self.blocks, self.labels = root / "mountinfo", root / "class", root / "by-label"
        self.dev = root / "dev"
        for folder in (self.blocks, self.labels, self.dev):
            folder.mkdir()
        self.lines = ["23 28 0:21 / /proc rw,nosuid - proc proc rw", "broken line"]

    def disk(self, name: str, *, removable: bool, place: str = "pci0/ata1") -> None:
        home = self.root / "devices" / place / "block" / name
        home.mkdir(parents=True)
        (home / "removable").write_text("1\n" if removable else "0\n")
        (home / f"{name}1").mkdir()
        (home / f"{name}1" / "partition").write_text("1\n")
        (self.blocks / name).symlink_to(home)
        (self.blocks / f"{name}1").symlink_to(home / f"{name}1")

    def mount(self, device: str, folder: Path, *, options: str = "rw") -> None:
        folder.mkdir(exist_ok=True)
        written = str(folder).replace(" ", "\\040")
        self.lines.append(f"99 28 8:17 / {written} {options},nosuid shared:1 - exfat {device} rw,uid=0")

    def label(self, device: str, name: str) -> None:
        (self.dev / device).touch()
        (self.labels / name).symlink_to(self.dev / device)

    def drives(self) -> LinuxDrives:
        self.mounts.write_text("\n".join(self.lines), encoding="utf-8")
        return LinuxDrives(mounts=self.mounts, blocks=self.blocks, labels=self.labels)


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)


def test_a_removable_drive_is_found_with_its_label(system: System, tmp_path: Path):
    system.disk("sda", removable=False)
    system.disk("sdb", removable=True)
    system.mount("/dev/sda1", tmp_path / "home")
    system.mount("/dev/sdb1", tmp_path / "云岙 8GB")
    system.label("sdb1", "云岙小学\\x208GB")
    (stick,) = system.drives().find()
    assert stick.folder == tmp_path / "云岙 8GB"
    assert stick.label == "云岙小学 8GB"
    assert stick.device == "/dev/sdb1"
    assert stick.total >= stick.free > 0
    assert not stick.read_only


def test_an_external_disk_on_usb_is_a_stick_though_it_calls_itself_fixed(system: System, tmp_path: Path):
    system.disk("sdc", removable=False, place="pci0/usb2/2-1")
    system.mount("/dev/sdc1", tmp_path / "disk", options="ro")
    (stick,) = system.drives().find()
    assert (stick.label, stick.read_only) == ("disk", True)


def test_a_volume_mounted_twice_counts_once_and_a_pulled_one_not_at_all(system: System, tmp_path: Path):
    system.disk("sdb", removable=True)
    system.mount("/dev/sdb1", tmp_path / "one")
    system.mount("/dev/sdb1", tmp_path / "two")
    system.disk("sdd", removable=True)
    system.mount("/dev/sdd1", tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    system.mount("/dev/mapper/secret", tmp_path / "crypt")
    assert [stick.folder.name for stick in system.drives().find()] == ["one"]


def test_this_computer_answers():
    assert isinstance(drives().find(), tuple)


def test_the_stick_that_holds_a_folder_is_found(tmp_path: Path):
    stick = Stick(folder=tmp_path, label="A", device="/dev/sdb1", total=9, free=9, read_only=False)
    assert holding(tmp_path / "报送" / "九月", (stick,)) == stick
    assert holding(tmp_path.parent, (stick,)) is None


def tools(folder: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Put tools of these names on the path, and no others."""
    folder.mkdir()
    for name, body in scripts.items():
        tool = folder / name
        tool.write_text(f"#!/bin/sh\n{body}\n")
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def inserted(system: System, tmp_path: Path) -> tuple[LinuxDrives, Stick]:
    system.disk("sdb", removable=True)
    system.mount("/dev/sdb1", tmp_path / "stick")
    found = system.drives()
    return found, found.find()[0]


def test_a_stick_is_unmounted_and_switched_off(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told = tmp_path / "told"
    found, stick = inserted(system, tmp_path)
    tools(tmp_path / "bin", monkeypatch, udisksctl=f'echo "$@" >> {told}')
    assert found.eject(stick) is Farewell.POWERED_OFF
    assert told.read_text().splitlines() == [
        "unmount --no-user-interaction -b /dev/sdb1",
        "power-off --no-user-interaction -b /dev/sdb",
    ]


def test_a_stick_that_can_not_be_switched_off_is_unmounted_all_the_same(
    system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    found, stick = inserted(system, tmp_path)
    tools(tmp_path / "bin", monkeypatch, udisksctl='[ "$1" = unmount ]')
    assert found.eject(stick) is Farewell.UNMOUNTED


def test_a_stick_in_use_is_told_in_the_systems_words(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found, stick = inserted(system, tmp_path)
    tools(tmp_path / "bin", monkeypatch, udisksctl="echo 'target is busy' >&2; exit 1")
    with pytest.raises(StickBusy) as caught:
        found.eject(stick)
    assert caught.value.particulars["reason"] == "target is busy"


def test_without_any_tool_the_answer_is_honest(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found, stick = inserted(system, tmp_path)
    tools(tmp_path / "bin", monkeypatch)
    assert found.eject(stick) is Farewell.FLUSHED


def test_a_stick_that_is_gone_can_not_be_ejected(system: System, tmp_path: Path):
    found, stick = inserted(system, tmp_path)
    system.mounts.write_text("")
    with pytest.raises(StickGone):
        found.eject(stick)


def test_a_tool_that_does_not_start_is_told(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found, stick = inserted(system, tmp_path)
    tools(tmp_path / "bin", monkeypatch, udisksctl="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(StickBusy):
        found.eject(stick)


def test_a_volumes_number_comes_from_udev_or_from_the_volume_itself(system: System, tmp_path: Path):
    system.disk("sdb", removable=True)
    system.mount("/dev/sdb1", tmp_path / "stick")
    volumes = system.root / "by-uuid"
    volumes.mkdir()
    (volumes / "7A3F-91C2").symlink_to(system.dev / "sdb1")
    (system.dev / "sdb1").touch()
    system.drives()
    (stick,) = LinuxDrives(mounts=system.mounts, blocks=system.blocks, labels=system.labels, volumes=volumes).find()
    assert (stick.volume, stick.system) == ("7A3F-91C2", "exfat")


@pytest.mark.parametrize(
    ("mark", "at", "place", "number"),
    [
        (b"EXFAT   ", 3, 100, "7A3F-91C2"),
        (b"FAT32   ", 82, 67, "7A3F-91C2"),
        (b"NTFS    ", 3, 100, ""),
    ],
)
def test_the_first_sector_tells_the_number(tmp_path: Path, mark: bytes, at: int, place: int, number: str):
    sector = bytearray(512)
    sector[at : at + len(mark)] = mark
    sector[place : place + 4] = bytes.fromhex("C2913F7A")
    (tmp_path / "volume").write_bytes(sector)
    assert _serial(str(tmp_path / "volume")) == number
    assert _serial(str(tmp_path / "none")) == ""


def test_a_stick_is_known_again_by_its_number_and_else_by_all_that_stays():
    one = Stick(folder=Path("/m"), label="A", device="/dev/sdb1", total=9, free=9, read_only=False, volume="1")
    assert is_same(one, replace(one, free=1, device="/dev/sdc1"))
    assert not is_same(one, replace(one, volume="2"))
    unknown = replace(one, volume="")
    assert is_same(unknown, replace(unknown, free=3, read_only=True))
    for other in ({"total": 8}, {"device": "/dev/sdc1"}, {"label": "B"}):
        assert not is_same(unknown, replace(unknown, **other))
