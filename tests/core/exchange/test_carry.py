"""A file arrives whole, or not at all, whatever happens to the stick; programs that lie there are named (I08)."""

import contextlib
from pathlib import Path

import pytest

from core.base import errors
from core.base.clock import FixedClock
from core.base.errors import Cancelled, FileMissing, NameTaken, ReadBackDiffers, StickFull, StickGone, StickReadOnly
from core.base.files import PART
from core.base.jobs import Cancellable
from core.exchange.carry import Carried, Stage, carry
from core.exchange.layout import DOWN, UP
from core.exchange.preflight import find_suspicious
from core.signing.judge import judge
from core.signing.trust import Trust
from core.signing.verdict import Light, Verdict
from tests.support.mounted import mounted, pull, remount_read_only
from tests.support.signed import signed_packet, signer, trusting
from tests.support.smallpacket import WHEN

NAME = "云岙小学-九月份报送包-7F3A91C2.pdf"


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed_packet(tmp_path_factory.mktemp("made"), files={"现场.jpg": bytes(range(256)) * 40})


def judging(path: Path) -> Verdict:
    return judge(path, trusting(signer()))


def deliver(packet: Path, folder: Path, **more) -> Carried:
    options = {"name": NAME, "judge": judging, "clock": FixedClock(WHEN), **more}
    return carry(packet, folder, **options)


class AtStep(Cancellable):
    """Does something in the middle of the work."""

    def __init__(self, what: str, action) -> None:
        super().__init__()
        self.what, self.action = what, action

    def show(self, done: int, total: int, what: str) -> None:
        if what == self.what and done and self.action:
            action, self.action = self.action, None
            action()


def test_a_packet_is_written_read_back_and_judged(packet: Path, tmp_path: Path):
    carried = deliver(packet, tmp_path)
    assert carried.path == tmp_path / NAME
    assert carried.path.read_bytes() == packet.read_bytes()
    assert [done.stage for done in carried.stages] == list(Stage)
    assert all(done.at == WHEN for done in carried.stages)
    assert carried.verdict.light is Light.VALID
    assert (carried.size, carried.again) == (packet.stat().st_size, False)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_carrying_the_same_packet_again_is_no_trouble(packet: Path, tmp_path: Path):
    first = deliver(packet, tmp_path)
    again = deliver(packet, tmp_path)
    assert again.again
    assert (again.sha256, again.path) == (first.sha256, first.path)
    assert [done.stage for done in again.stages] == list(Stage)


def test_another_file_of_the_same_name_stays_as_it_is(packet: Path, tmp_path: Path):
    (tmp_path / NAME).write_bytes(b"somebody else's")
    with pytest.raises(NameTaken):
        deliver(packet, tmp_path)
    assert (tmp_path / NAME).read_bytes() == b"somebody else's"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_programs_and_shortcuts_on_the_stick_are_named_and_left_alone(packet: Path, tmp_path: Path):
    for name in ("新建文件夹.exe", "AutoRun.inf", "照片.LNK", "说明.txt", "a.vbs"):
        (tmp_path / name).write_bytes(b"x")
    carried = deliver(packet, tmp_path)
    assert set(carried.suspicious) == {"新建文件夹.exe", "AutoRun.inf", "照片.LNK", "a.vbs"}
    assert (tmp_path / "新建文件夹.exe").exists()
    assert len(find_suspicious(tmp_path)) == 4


def test_what_an_interrupted_run_left_is_swept_away(packet: Path, tmp_path: Path):
    (tmp_path / f".half{PART}").write_bytes(b"half")
    deliver(packet, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_cancelling_leaves_nothing(packet: Path, tmp_path: Path):
    for what in ("write", "read_back"):
        watch = AtStep(what, None)
        watch.action = watch.cancel
        with pytest.raises(Cancelled):
            deliver(packet, tmp_path, progress=watch)
        assert list(tmp_path.iterdir()) == []


def test_a_stick_that_changes_a_byte_is_found_out_and_nothing_stays(packet: Path, tmp_path: Path):
    def spoil() -> None:
        (part,) = tmp_path.glob(f"*{PART}")
        data = bytearray(part.read_bytes())
        data[1000] ^= 1
        part.write_bytes(data)

    with pytest.raises(ReadBackDiffers):
        deliver(packet, tmp_path, progress=AtStep("write", spoil))
    assert list(tmp_path.iterdir()) == []


def test_a_file_spoilt_after_its_renaming_is_removed_again(packet: Path, tmp_path: Path):
    def careless(path: Path) -> Verdict:
        path.write_bytes(path.read_bytes()[:-1] + b"x")
        return judging(path)

    with pytest.raises(ReadBackDiffers):
        deliver(packet, tmp_path, judge=careless)
    assert list(tmp_path.iterdir()) == []


def test_a_judge_that_can_not_answer_leaves_nothing_behind(packet: Path, tmp_path: Path):
    def absent(path: Path) -> Verdict:
        raise RuntimeError("no judge")

    with pytest.raises(RuntimeError):
        deliver(packet, tmp_path, judge=absent)
    assert list(tmp_path.iterdir()) == []


def test_a_packet_of_an_unregistered_signer_may_travel(packet: Path, tmp_path: Path):
    assert deliver(packet, tmp_path, judge=lambda path: judge(path, Trust())).verdict.light is Light.UNDECIDED


def test_a_stick_that_is_not_there_is_told(packet: Path, tmp_path: Path):
    with pytest.raises(StickGone):
        deliver(packet, tmp_path / "none")
    with pytest.raises(FileMissing):
        deliver(packet, tmp_path / "none", stick=False)
    with pytest.raises(FileMissing):
        deliver(tmp_path / "none.pdf", tmp_path)


def test_a_full_stick_is_told_before_anything_is_written(packet: Path, tmp_path: Path):
    with mounted(tmp_path / "stick", size="256k") as stick:
        (stick / "other").write_bytes(bytes(200_000))
        with pytest.raises(StickFull) as caught:
            deliver(packet, stick)
        assert caught.value.particulars["needed"] == packet.stat().st_size
        assert int(caught.value.particulars["free"]) < 100_000
        assert [path.name for path in stick.iterdir()] == ["other"]
        with pytest.raises(errors.DiskFull):
            deliver(packet, stick, stick=False)


def test_a_stick_that_fills_up_meanwhile_keeps_no_half_file(packet: Path, tmp_path: Path):
    with mounted(tmp_path / "stick", size="1m") as stick:
        big = tmp_path / "big.pdf"
        big.write_bytes(bytes(700_000))

        def fill() -> None:
            with (stick / "other").open("wb", buffering=0) as out, contextlib.suppress(OSError):
                while True:
                    out.write(bytes(4096))

        class Before(Cancellable):
            def show(self, done: int, total: int, what: str) -> None:
                if what == "write" and done == 0:
                    fill()

        with pytest.raises(StickFull):
            deliver(big, stick, progress=Before())
        assert [path.name for path in stick.iterdir()] == ["other"]


def test_a_read_only_stick_is_told(packet: Path, tmp_path: Path):
    with mounted(tmp_path / "stick") as stick:
        remount_read_only(stick)
        with pytest.raises(StickReadOnly):
            deliver(packet, stick)
        with pytest.raises(errors.FolderNotWritable):
            deliver(packet, stick, stick=False)


@pytest.mark.parametrize("what", ["write", "read_back"])
def test_a_pulled_stick_leaves_the_packet_undelivered(packet: Path, tmp_path: Path, what):
    with mounted(tmp_path / "stick") as stick:
        with pytest.raises(StickGone):
            deliver(packet, stick, progress=AtStep(what, lambda: pull(stick)))
        assert not stick.exists()


def test_a_stick_pulled_while_it_is_judged_is_told(packet: Path, tmp_path: Path):
    with mounted(tmp_path / "stick") as stick:

        def late(path: Path) -> Verdict:
            pull(stick)
            return judging(path)

        with pytest.raises(StickGone):
            deliver(packet, stick, judge=late)


def test_the_folder_a_packet_goes_into_is_made_and_used_again(packet: Path, tmp_path: Path):
    first = deliver(packet, tmp_path, into=UP)
    assert first.path == tmp_path / UP / NAME
    (tmp_path / UP / f".half{PART}").write_bytes(b"half")
    (tmp_path / UP / "照片.exe").write_bytes(b"MZ")
    second = deliver(packet, tmp_path, into=UP, name="另.pdf")
    assert second.suspicious == ("照片.exe",)
    assert {path.name for path in (tmp_path / UP).iterdir()} == {NAME, "另.pdf", "照片.exe"}


def test_a_folder_made_in_vain_is_taken_away_and_one_that_was_there_stays(packet: Path, tmp_path: Path):
    def absent(path: Path) -> Verdict:
        raise AssertionError

    watch = AtStep("write", None)
    watch.action = watch.cancel
    with pytest.raises(Cancelled):
        deliver(packet, tmp_path, into=UP, judge=absent, progress=watch)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / UP).mkdir()
    watch = AtStep("write", None)
    watch.action = watch.cancel
    with pytest.raises(Cancelled):
        deliver(packet, tmp_path, into=UP, judge=absent, progress=watch)
    assert list(tmp_path.rglob("*")) == [tmp_path / UP]


def test_a_file_or_a_link_in_the_place_of_the_folder_stays_as_it_is(packet: Path, tmp_path: Path):
    (tmp_path / UP).write_bytes(b"a virus calls itself so")
    with pytest.raises(errors.FolderNotWritable):
        deliver(packet, tmp_path, into=UP)
    assert (tmp_path / UP).read_bytes() == b"a virus calls itself so"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / DOWN).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(errors.FolderNotWritable):
        deliver(packet, tmp_path, into=DOWN)
    assert list(elsewhere.iterdir()) == []


def test_a_packet_that_lies_there_whole_counts_on_a_full_and_on_a_locked_stick(packet: Path, tmp_path: Path):
    with mounted(tmp_path / "stick", size="1m") as stick:
        deliver(packet, stick)
        with (stick / "other").open("wb", buffering=0) as out, contextlib.suppress(OSError):
            while True:
                out.write(bytes(4096))
        assert deliver(packet, stick).again
        remount_read_only(stick)
        assert deliver(packet, stick).again


def test_a_name_too_long_is_told_before_anything_is_written(packet: Path, tmp_path: Path):
    long = "字" * 300 + ".pdf"
    with pytest.raises(errors.NameTooLong):
        deliver(packet, tmp_path, name=long)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_has_the_packets_name_stays(packet: Path, tmp_path: Path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(NameTaken):
        deliver(packet, tmp_path)
    assert (tmp_path / NAME).is_dir()
