"""Several files in one go: each has its result, and what was done is not done again."""

import os
from pathlib import Path

import pytest

from core.base.canonical import file_digest
from core.base.clock import FixedClock
from core.base.errors import Cancelled, FileMissing, NameTaken, ReadBackDiffers, StickFull, StickGone, StickSwapped
from core.base.jobs import Cancellable
from core.exchange.errand import Item, Outcome, Result, carry_all
from core.exchange.layout import DOWN
from core.exchange.sticks import Chosen, Stick
from tests.support.believed import believed
from tests.support.mounted import mounted
from tests.support.smallpacket import WHEN


@pytest.fixture
def items(tmp_path: Path) -> tuple[Item, ...]:
    desk = tmp_path / "desk"
    desk.mkdir()
    made = []
    for number in range(4):
        source = desk / f"{number}.pdf"
        source.write_bytes(os.urandom(10_000))
        made.append(Item(source=source, name=f"回执-{number}.pdf", into=DOWN))
    return tuple(made)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def run(items: tuple[Item, ...], folder: Path, **more) -> tuple[Result, ...]:
    return carry_all(items, folder, **{"judge": believed, "clock": FixedClock(WHEN), **more})


def outcomes(results: tuple[Result, ...]) -> list[str]:
    return [result.outcome.value for result in results]


def test_all_files_arrive_and_each_has_its_line_for_the_log(items: tuple[Item, ...], stick: Path):
    results = run(items, stick)
    assert outcomes(results) == ["carried"] * 4
    for item, result in zip(items, results, strict=True):
        assert (stick / DOWN / item.name).read_bytes() == item.source.read_bytes()
        assert result.delivered
        assert (result.handed.name, result.handed.into, result.handed.size) == (item.name, DOWN, 10_000)
        assert result.handed.sha256 == file_digest(item.source)
        assert (result.handed.at, result.handed.label, result.handed.volume) == (WHEN, str(stick), "")


def test_the_second_run_finds_everything_there_and_writes_nothing(items: tuple[Item, ...], stick: Path):
    run(items[:2], stick)
    before = {path: path.stat().st_mtime_ns for path in (stick / DOWN).iterdir()}
    results = run(items, stick)
    assert outcomes(results) == ["was_there", "was_there", "carried", "carried"]
    assert all(result.delivered for result in results)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_one_file_that_can_not_be_carried_does_not_hinder_the_others(items: tuple[Item, ...], stick: Path):
    items[0].source.unlink()
    (stick / DOWN).mkdir()
    (stick / DOWN / items[2].name).write_bytes(b"somebody else's")
    results = run(items, stick)
    assert outcomes(results) == ["failed", "carried", "failed", "carried"]
    assert [type(result.error) for result in results] == [FileMissing, type(None), NameTaken, type(None)]
    assert [result.delivered for result in results] == [False, True, False, True]
    assert (stick / DOWN / items[2].name).read_bytes() == b"somebody else's"


def test_a_file_the_judge_refuses_is_taken_away_and_the_next_one_comes(items: tuple[Item, ...], stick: Path):
    def strict(path: Path):
        return believed(path, sha256="0" * 64 if path.name == items[1].name else None)

    results = run(items, stick, judge=strict)
    assert outcomes(results) == ["carried", "failed", "carried", "carried"]
    assert type(results[1].error) is ReadBackDiffers
    assert not (stick / DOWN / items[1].name).exists()


def test_a_large_file_that_does_not_fit_leaves_room_for_the_small_ones(items: tuple[Item, ...], tmp_path: Path):
    items[0].source.write_bytes(bytes(5_000_000))
    with mounted(tmp_path / "small", size="1m") as small:
        results = run(items, small)
        assert outcomes(results) == ["failed", "carried", "carried", "carried"]
        assert type(results[0].error) is StickFull


def test_when_the_stick_is_gone_the_rest_is_not_tried(items: tuple[Item, ...], stick: Path):
    def pulled(path: Path):
        if path.name == items[1].name:
            for one in stick.rglob("*.pdf"):
                one.unlink()
            (stick / DOWN).rmdir()
            stick.rmdir()
            raise OSError(5, "Input/output error")
        return believed(path)

    results = run(items, stick, judge=pulled)
    assert outcomes(results) == ["carried", "failed", "not_tried", "not_tried"]
    assert [type(result.error) for result in results[1:]] == [StickGone] * 3


def test_a_folder_that_is_gone_stops_the_errand_too(items: tuple[Item, ...], tmp_path: Path):
    results = run(items, tmp_path / "none", stick=False)
    assert outcomes(results) == ["failed", "not_tried", "not_tried", "not_tried"]


def test_cancelling_keeps_what_was_delivered(items: tuple[Item, ...], stick: Path):
    class Third(Cancellable):
        seen = 0

        def show(self, done: int, total: int, what: str) -> None:
            self.seen += what == "judge"
            if self.seen == 2:
                self.cancel()

    results = run(items, stick, progress=Third())
    assert outcomes(results) == ["carried", "carried", "not_tried", "not_tried"]
    assert type(results[2].error) is Cancelled
    assert len(list((stick / DOWN).iterdir())) == 2
    assert outcomes(run(items, stick)) == ["was_there", "was_there", "carried", "carried"]


def plugged(folder: Path, volume: str) -> Stick:
    return Stick(folder=folder, label="云岙小学", device="/dev/sdx1", total=9, free=9, read_only=False, volume=volume)


class Drives:
    """One drive in which sticks are changed after so many looks."""

    def __init__(self, *sticks: Stick | None) -> None:
        self.sticks = list(sticks)

    def find(self) -> tuple[Stick, ...]:
        now = self.sticks.pop(0) if len(self.sticks) > 1 else self.sticks[0]
        return (now,) if now else ()

    def eject(self, stick: Stick):
        raise AssertionError


def test_another_stick_than_the_chosen_one_gets_nothing(items: tuple[Item, ...], stick: Path):
    chosen = Chosen(plugged(stick, "7A3F-91C2"), Drives(plugged(stick, "0000-0001")))
    results = run(items, stick, chosen=chosen)
    assert outcomes(results) == ["failed", "not_tried", "not_tried", "not_tried"]
    assert type(results[0].error) is StickSwapped
    assert list(stick.iterdir()) == []


def test_a_stick_that_was_changed_in_the_middle_counts_for_nothing_more(items: tuple[Item, ...], stick: Path):
    mine, other = plugged(stick, "7A3F-91C2"), plugged(stick, "0000-0001")
    results = run(items, stick, chosen=Chosen(mine, Drives(mine, mine, mine, other)))
    assert outcomes(results) == ["carried", "failed", "not_tried", "not_tried"]
    assert results[0].handed.volume == "7A3F-91C2"
    assert results[0].handed.label == "云岙小学"


def test_a_stick_that_was_pulled_before_writing_is_gone(items: tuple[Item, ...], stick: Path):
    mine = plugged(stick, "7A3F-91C2")
    results = run(items, stick, chosen=Chosen(mine, Drives(None)))
    assert type(results[0].error) is StickGone
    assert results[3].outcome is Outcome.NOT_TRIED
