"""Before anything is written a person learns whether it will fit, and what else lies on the stick (I08)."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.canonical import digest
from core.base.clock import FixedClock, SystemClock
from core.base.errors import (
    FileMissing,
    NameTooLong,
    StickFull,
    StickGone,
    StickReadOnly,
    TooLargeForStick,
)
from core.base.files import PART
from core.exchange.layout import DOWN, UP
from core.exchange.preflight import LARGEST_ON_FAT, Load, Preflight, examine, look_ahead, refusal
from tests.support.mounted import mounted, remount_read_only

NAME = "云岙小学-九月份报送包-7F3A91C2.pdf"
CONTENT = b"%PDF the packet"
NOW = SystemClock()


def load(name: str = NAME, *, content: bytes = CONTENT, size: int | None = None, into: str = UP) -> Load:
    return Load(name=name, size=len(content) if size is None else size, sha256=digest(content), into=into)


def looked(folder: Path, *loads: Load, **more) -> Preflight:
    return examine(folder, loads or (load(),), **{"stick": True, "clock": NOW, **more})


def lay(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_looking_ahead_writes_nothing(tmp_path: Path):
    (tmp_path / "a.exe").write_bytes(b"")
    ahead = look_ahead(tmp_path, needed=1000, stick=True, clock=NOW)
    assert ahead.free > 1000
    assert ahead.suspicious == ("a.exe",)
    assert ahead.clock_off == timedelta(0)
    assert [path.name for path in tmp_path.iterdir()] == ["a.exe"]


def test_nothing_is_said_of_an_empty_stick_and_nothing_is_left_there(tmp_path: Path):
    ahead = looked(tmp_path)
    assert (ahead.hindrance, dict(ahead.refused), ahead.copies, ahead.older) == (None, {}, (), ())
    assert (ahead.suspicious, ahead.clock_off) == ((), timedelta(0))
    assert list(tmp_path.iterdir()) == []


def test_what_hinders_is_told_and_not_raised(tmp_path: Path):
    assert type(looked(tmp_path / "none").hindrance) is StickGone
    assert type(looked(tmp_path / "none", stick=False).hindrance) is FileMissing
    with mounted(tmp_path / "stick", size="1m") as stick:
        assert looked(stick, load(size=100_000)).hindrance is None
        full = looked(stick, load("a.pdf", size=600_000), load("b.pdf", size=300_000))
        assert type(full.hindrance) is StickFull
        assert full.hindrance.particulars["needed"] == 900_000
        assert full.free == 1 << 20
        remount_read_only(stick)
        assert type(looked(stick).hindrance) is StickReadOnly


def test_a_stick_pulled_before_its_room_was_asked_for_is_gone_and_not_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def pulled(_folder: Path):
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    monkeypatch.setattr("core.exchange.preflight.shutil.disk_usage", pulled)
    with pytest.raises(StickGone):
        look_ahead(tmp_path, needed=1, stick=True, clock=NOW)


def test_a_packet_that_lies_there_already_needs_no_room(tmp_path: Path):
    with mounted(tmp_path / "stick", size="1m") as stick:
        content = os.urandom(600_000)
        place = lay(stick / UP / NAME, content)
        ahead = looked(stick, load(content=content))
        assert ahead.hindrance is None
        assert ahead.copies == (place,)
        # The same bytes in another place are told, but save no room.
        elsewhere = looked(stick, load(content=content, into=DOWN))
        assert type(elsewhere.hindrance) is StickFull


def test_copies_of_the_packet_and_its_earlier_editions_are_told_apart(tmp_path: Path):
    same = lay(tmp_path / "复制.pdf", CONTENT)
    earlier = lay(tmp_path / UP / "云岙小学-九月份报送包-00AA11BB.pdf", b"%PDF an earlier edition")
    changed = lay(tmp_path / UP / NAME, CONTENT[:-1] + b"x")
    lay(tmp_path / "云岙小学-十月份报送包-00AA11BB.pdf", b"%PDF another packet")
    ahead = looked(tmp_path)
    assert ahead.copies == (same,)
    assert set(ahead.older) == {earlier, changed}


def test_a_file_too_large_for_fat_is_told_and_the_others_are_not_hindered(tmp_path: Path):
    big = load("大.pdf", size=LARGEST_ON_FAT + 1)
    ahead = looked(tmp_path, big, load(), system="vfat")
    assert ahead.hindrance is None
    assert {name: type(error) for name, error in ahead.refused.items()} == {"大.pdf": TooLargeForStick}


@pytest.mark.parametrize("system", ["vfat", "FAT32", "msdos"])
def test_fat_takes_four_gibibytes_less_one_byte(system: str):
    assert refusal(load(size=(4 << 30) - 1), system=system) is None
    assert type(refusal(load(size=4 << 30), system=system)) is TooLargeForStick
    assert refusal(load(size=4 << 30), system="exfat") is None


def test_a_name_is_measured_as_its_file_system_measures_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("core.exchange.preflight.os.name", "posix")
    chinese = load("字" * 251 + ".pdf")
    assert refusal(chinese, system="exfat") is None
    assert type(refusal(chinese, system="ext4")) is NameTooLong
    assert type(refusal(load("字" * 252 + ".pdf"), system="exfat")) is NameTooLong
    assert type(refusal(load("𬍛" * 126 + ".pdf"), system="vfat")) is NameTooLong
    assert refusal(load("a" * 251 + ".pdf"), system="") is None


@pytest.mark.parametrize("days", [-400, -2, 2, 400])
def test_a_clock_that_disagrees_with_the_files_is_told_and_hinders_nothing(tmp_path: Path, days: int):
    ahead = looked(tmp_path, clock=FixedClock(NOW.now() + timedelta(days=days)))
    assert ahead.hindrance is None
    assert abs(ahead.clock_off + timedelta(days=days)) < timedelta(hours=1)


def test_zones_are_no_wrong_clock(tmp_path: Path):
    for hours in (-14, 14):
        clock = FixedClock(NOW.now() + timedelta(hours=hours))
        assert looked(tmp_path, clock=clock).clock_off == timedelta(0)


def test_a_document_of_next_year_tells_that_the_computers_clock_is_behind(tmp_path: Path):
    moment = NOW.now().timestamp() + 366 * 86400
    path = lay(tmp_path / "回执.pdf", b"%PDF")
    os.utime(path, (moment, moment))
    assert looked(tmp_path).clock_off > timedelta(days=365)
    os.utime(path, (0, 0))
    assert looked(tmp_path).clock_off == timedelta(0)


def test_whoever_only_looks_leaves_a_file_alone_that_is_being_written(tmp_path: Path):
    part = tmp_path / f".somebody{PART}"
    part.write_bytes(b"half")
    examine(tmp_path, [Load(name="a.pdf", size=10, sha256="0" * 64)], stick=True, clock=SystemClock())
    assert part.exists()
    look_ahead(tmp_path, needed=10, stick=True, clock=SystemClock())
    assert not part.exists()
