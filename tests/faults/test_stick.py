"""A real exFAT stick is pulled out, fills up, is locked or another one: nothing that is not there counts as delivered.

After each: what lay on the stick and the school's own file are what they were, byte for byte, and nothing stands half
under its name. `TAIZHANG_FAULT_ROUNDS` gives another number of pulls.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import StickFull, StickGone, StickReadOnly, StickSwapped
from core.base.files import PART, free_space
from core.base.jobs import Cancellable
from core.exchange.carry import Carried, carry
from core.exchange.layout import DOWN, UP
from core.exchange.sticks import Chosen
from core.signing.judge import judge
from core.signing.verdict import Light
from tests.support.believed import believed
from tests.support.exfat import ExfatStick, drives_with, exfat
from tests.support.signed import signed_packet, signer, trusting
from tests.support.smallpacket import WHEN

ROUNDS = int(os.environ.get("TAIZHANG_FAULT_ROUNDS", "100"))
SEED = int(os.environ.get("TAIZHANG_FAULT_SEED", "20080919"))
POSITIONS = 50
SIZE = 1_200_000
NAME = "云岙小学-九月份报送包-7F3A91C2.pdf"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "packet.pdf"
    path.write_bytes(random.Random(SEED).randbytes(SIZE))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[ExfatStick]:
    with exfat(tmp_path / "stick") as made:
        yield made


@pytest.fixture
def roomy(tmp_path: Path) -> Iterator[ExfatStick]:
    """A stick with room for all pulls: each may leave clusters that exFAT gives back only when it is repaired."""
    with exfat(tmp_path / "stick", size=(ROUNDS + 8) * SIZE) as made:
        yield made


class Witness:
    """Knows what must be on a stick and in the school, and looks after each accident."""

    def __init__(self, stick: ExfatStick, source: Path) -> None:
        self.stick, self.source = stick, source
        self.packet = source.read_bytes()
        draw = random.Random(SEED + 1)
        self.older = {
            "上学期.pdf": draw.randbytes(70_001),
            f"{UP}/云岙小学-八月份报送包-00AA11BB.pdf": draw.randbytes(150_000),
            f"{DOWN}/回执.pdf": draw.randbytes(4096),
            "照片/运动会/接力.jpg": draw.randbytes(33_333),
        }
        for name, content in self.older.items():
            path = stick.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        stick.reinsert()

    @property
    def target(self) -> Path:
        return self.stick.folder / UP / NAME

    def look(self, *, delivered: bool) -> bool:
        """Look at the stick as it is after it was put in again; returns whether the packet lies there."""
        assert self.source.read_bytes() == self.packet
        for name, content in self.older.items():
            assert (self.stick.folder / name).read_bytes() == content, name
        files = {path for path in self.stick.folder.rglob("*") if path.is_file() and not path.name.endswith(PART)}
        beside = files - {self.stick.folder / name for name in self.older}
        assert beside <= {self.target}
        if beside:
            assert self.target.read_bytes() == self.packet
        assert not delivered or beside
        return bool(beside)

    def parts(self) -> list[Path]:
        return [path for path in self.stick.folder.rglob("*") if path.name.endswith(PART)]


def deliver(witness: Witness, **more) -> Carried:
    options = {"name": NAME, "into": UP, "judge": believed, "clock": FixedClock(WHEN), **more}
    return carry(witness.source, witness.stick.folder, **options)


class Counting(Cancellable):
    """Does something at one of the steps, counted from 1, and counts them all."""

    def __init__(self, at: int, action) -> None:
        super().__init__()
        self.seen, self.at, self.action = 0, at, action

    def show(self, done: int, total: int, what: str) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.action()


class Carrier:
    """The program that carries, in a process of its own."""

    def __init__(self, witness: Witness) -> None:
        command = [sys.executable, "-m", "tests.faults.carrying"]
        self.witness = witness
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.read() == "ready"

    def read(self) -> str:
        return self.process.stdout.readline().strip()

    def begin(self) -> None:
        told = {"source": str(self.witness.source), "folder": str(self.witness.stick.folder), "name": NAME}
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        assert self.read() == "go"

    def end(self) -> dict:
        return json.loads(self.read())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.mark.slow
def test_a_stick_pulled_at_any_moment_holds_the_whole_packet_or_none(roomy: ExfatStick, source: Path) -> None:
    draw = random.Random(SEED)
    stick, witness = roomy, Witness(roomy, source)
    seen: Counter[str] = Counter()
    with closing(Carrier(witness)) as carrier:
        spans = []
        for _ in range(5):
            start = time.monotonic()
            carrier.begin()
            assert carrier.end() == {"delivered": True, "error": ""}
            spans.append(time.monotonic() - start)
            witness.target.unlink()
        span = sorted(spans)[2]
        for _ in range(ROUNDS):
            carrier.begin()
            time.sleep(draw.uniform(0, span * 1.1))
            stick.pull()
            told = carrier.end()
            stick.reinsert()
            lies_there = witness.look(delivered=told["delivered"])
            seen[told["error"] or "delivered"] += 1
            seen["there without being told"] += lies_there and not told["delivered"]
            seen["a part left"] += bool(witness.parts())
            # Put in again, the same order goes through, and nothing half is left.
            carrier.begin()
            assert carrier.end() == {"delivered": True, "error": ""}
            stick.reinsert()
            assert witness.look(delivered=True)
            assert witness.parts() == []
            witness.target.unlink()
    print("pulled", dict(seen))
    assert set(seen) <= {"stick_gone", "delivered", "there without being told", "a part left"}
    assert seen["stick_gone"] + seen["delivered"] == ROUNDS
    assert seen["stick_gone"]


def test_a_stick_pulled_at_each_step_is_told_as_gone(stick: ExfatStick, source: Path) -> None:
    witness = Witness(stick, source)
    plain = Counting(0, None)
    deliver(witness, progress=plain)
    witness.target.unlink()
    assert plain.seen >= 6
    for step in range(1, plain.seen + 1):
        with pytest.raises(StickGone):
            deliver(witness, progress=Counting(step, stick.pull))
        stick.reinsert()
        assert not witness.look(delivered=False)

    def late(path: Path):
        stick.pull()
        return believed(path)

    with pytest.raises(StickGone):
        deliver(witness, judge=late)
    stick.reinsert()
    assert witness.look(delivered=False)
    assert deliver(witness).again
    print("steps", plain.seen + 1)


def test_a_stick_that_fills_up_at_any_place_keeps_nothing_half(stick: ExfatStick, source: Path) -> None:
    witness = Witness(stick, source)
    seen: Counter[str] = Counter()
    for position in range(POSITIONS):
        ballast = stick.folder / "填满.bin"

        def fill(position: int = position, ballast: Path = ballast) -> None:
            leave = SIZE * position // POSITIONS
            room = free_space(stick.folder) - leave
            with ballast.open("wb") as stream, suppress(OSError):
                for _ in range(room // 4096):
                    stream.write(bytes(4096))

        with pytest.raises(StickFull) as caught:
            deliver(witness, progress=Counting(1, fill))
        seen[type(caught.value).__name__] += 1
        filled = ballast.stat().st_size
        stick.reinsert()
        assert ballast.stat().st_size == filled > 0
        ballast.unlink()
        assert not witness.look(delivered=False)
        assert witness.parts() == []
    deliver(witness)
    print("full", dict(seen))
    assert seen == {"StickFull": POSITIONS}


def test_a_stick_without_room_for_the_packet_gets_nothing_at_each_of_its_levels(
    stick: ExfatStick, source: Path
) -> None:
    witness = Witness(stick, source)
    ballast = stick.folder / "填满.bin"
    room = free_space(stick.folder)
    told = set()
    for position in range(POSITIONS):
        with ballast.open("ab") as stream, suppress(OSError):
            while free_space(stick.folder) > SIZE * (POSITIONS - position) // POSITIONS:
                stream.write(bytes(4096))
                stream.flush()
        with pytest.raises(StickFull) as caught:
            deliver(witness)
        told.add(int(caught.value.particulars["free"]))
    assert len(told) == POSITIONS
    assert max(told) <= SIZE < room
    ballast.unlink()
    stick.reinsert()
    assert not witness.look(delivered=False)


def test_a_locked_stick_is_told_and_nothing_changes_on_it(stick: ExfatStick, source: Path, tmp_path: Path) -> None:
    witness = Witness(stick, source)
    stick.reinsert("-o", "ro")
    drives = drives_with(tmp_path / "blocks", stick)
    (seen,) = drives.find()
    assert seen.read_only
    image = tmp_path / "stick.img"
    before = image.read_bytes()
    for chosen in (None, Chosen(seen, drives)):
        with pytest.raises(StickReadOnly):
            deliver(witness, chosen=chosen)
    assert image.read_bytes() == before
    stick.reinsert()
    assert not witness.look(delivered=False)
    deliver(witness)
    stick.reinsert("-o", "ro")
    assert deliver(witness).again


def test_a_stick_that_vanished_before_writing_gets_nothing_and_neither_does_the_folder_it_leaves(
    stick: ExfatStick, source: Path, tmp_path: Path
) -> None:
    witness = Witness(stick, source)
    drives = drives_with(tmp_path / "blocks", stick)
    chosen = Chosen(drives.find()[0], drives)
    stick.pull()
    for choice in (None, chosen):
        with pytest.raises(StickGone):
            deliver(witness, chosen=choice)
    stick.eject()  # the folder stands empty on the computer's own disk now
    with pytest.raises(StickGone):
        deliver(witness, chosen=chosen)
    assert list(stick.folder.iterdir()) == []
    stick.insert()
    assert not witness.look(delivered=False)
    assert deliver(witness, chosen=chosen).path == witness.target


def test_another_stick_in_the_place_of_the_chosen_one_gets_nothing(
    stick: ExfatStick, source: Path, tmp_path: Path
) -> None:
    witness = Witness(stick, source)
    with exfat(tmp_path / "other") as other:
        drives = drives_with(tmp_path / "blocks", stick, other)
        mine, strange = drives.find()
        assert mine.volume
        assert mine.volume != strange.volume
        chosen = Chosen(mine, drives)
        stick.eject()
        other.eject()
        other.insert(folder=stick.folder)
        before = (tmp_path / "other.img").read_bytes()
        with pytest.raises(StickSwapped) as caught:
            deliver(witness, chosen=chosen)
        assert caught.value.particulars["path"] == str(stick.folder)
        assert (tmp_path / "other.img").read_bytes() == before
        other.eject()
        stick.insert()
        assert not witness.look(delivered=False)
        assert not deliver(witness, chosen=chosen).again


def test_a_stick_exchanged_while_it_is_judged_is_not_believed(stick: ExfatStick, source: Path, tmp_path: Path) -> None:
    witness = Witness(stick, source)
    with exfat(tmp_path / "other") as other:
        drives = drives_with(tmp_path / "blocks", stick, other)
        chosen = Chosen(drives.find()[0], drives)

        def exchanged(path: Path):
            verdict = believed(path)
            stick.eject()
            other.eject()
            other.insert(folder=stick.folder)
            return verdict

        with pytest.raises(StickSwapped):
            deliver(witness, judge=exchanged, chosen=chosen)
        assert list(stick.folder.iterdir()) == []
        other.eject()
        stick.insert()
        assert witness.look(delivered=False)


def test_a_signed_packet_is_judged_on_the_stick_itself(stick: ExfatStick, tmp_path: Path) -> None:
    packet = signed_packet(tmp_path, files={"现场.jpg": bytes(range(256)) * 400})
    witness = Witness(stick, packet)
    trust = trusting(signer())
    with pytest.raises(StickGone):
        deliver(witness, judge=lambda path: judge(path, trust), progress=Counting(3, stick.pull))
    stick.reinsert()
    assert not witness.look(delivered=False)
    carried = deliver(witness, judge=lambda path: judge(path, trust))
    stick.reinsert()
    assert witness.look(delivered=True)
    assert judge(carried.path, trust).light is Light.VALID
