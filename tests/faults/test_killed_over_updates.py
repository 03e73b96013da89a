"""The program is killed, and the stick pulled out, while it updates itself: what is started afterwards starts."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.base.errors import UpdateCutOff
from core.base.jobs import Cancellable
from core.exchange import installation
from core.services import updates
from tests.faults.test_killed import ROUNDS, SEED, run_and_kill
from tests.support.bundles import CLOCK, apply, install, lay_update, offered, plugged, program_in, started, tree
from tests.support.exfat import exfat

KILLS = max(10, ROUNDS)
LARGE = 16 << 20
"""Bytes of the largest file, so that writing takes a while."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tiny program is a script of the shell")


def run_to_the_end(*arguments: object) -> list[str]:
    """Let the program come to its end, by itself or by its own hand; returns what it told."""
    command = [sys.executable, "-m", "tests.faults.updating", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode in {0, -9}
    return done.stdout.splitlines()


def look(root: Path, stick: Path, *, former: str = "0.1.0", new: str = "0.2.0") -> str:
    """Return what starts after an accident, and see that updating once more ends well and leaves nothing half."""
    found = started(root)
    assert found in {former, new}
    for version in (root / "versions").iterdir():
        assert (version / "_internal" / "VERSION").read_text(encoding="utf-8") == version.name, "whole or not there"
        assert (version / "_internal" / "large.bin").stat().st_size == LARGE
    if found == former:
        apply(root, stick, former)
    assert started(root) == new
    assert not [path.name for path in root.iterdir() if path.name.startswith((installation.FRESH, installation.GONE))]
    return found


def test_a_program_killed_at_any_moment_of_an_update_starts_as_the_old_or_the_new_one(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    model = install(tmp_path / "model", large=LARGE)
    stick = tmp_path / "stick"
    stick.mkdir()
    lay_update(stick, large=LARGE)
    root = tmp_path / "taizhang"
    shutil.copytree(model, root)
    span = float(run_to_the_end(root, stick, "0.1.0")[1].split()[2])
    seen = []
    for _ in range(KILLS):
        shutil.rmtree(root)
        shutil.copytree(model, root)
        run_and_kill("updating", root, stick, "0.1.0", after=draw.uniform(0, span * 1.4))
        seen.append(look(root, stick))
    print("killed", KILLS, "of which still the former", seen.count("0.1.0"))
    assert "0.1.0" in seen


def test_a_program_killed_before_each_rename_starts_as_the_old_or_the_new_one(tmp_path: Path) -> None:
    model = install(tmp_path / "model", "0.1.0", large=LARGE)
    stick = tmp_path / "stick"
    stick.mkdir()
    lay_update(stick, large=LARGE)
    apply(model, stick)  # so that there is a version to be thrown away, too
    (stick / "台账更新-0.2.0").rename(tmp_path / "used")
    lay_update(stick, "0.3.0", large=LARGE)
    seen, at = [], 0
    while True:
        at += 1
        root = tmp_path / "taizhang"
        shutil.copytree(model, root)
        told = run_to_the_end(root, stick, "0.2.0", at)
        seen.append(look(root, stick, former="0.2.0", new="0.3.0"))
        assert sorted(path.name for path in (root / "versions").iterdir())[-2:] == ["0.2.0", "0.3.0"]
        shutil.rmtree(root)
        assert told[0] == "ready"
        if len(told) > 1:
            break
    assert seen[0] == "0.2.0"
    assert seen[-2:] == ["0.3.0", "0.3.0"]
    assert len(seen) >= 5, "the version, the step, the pointer, what is thrown away, and the end"


class Pulling(Cancellable):
    """Does something at one of the steps, counted from 1, and counts them all."""

    def __init__(self, at: int, pull) -> None:
        super().__init__()
        self.seen, self.at, self.pull, self.read = 0, at, pull, 0

    def show(self, done: int, total: int, what: str) -> None:
        self.seen += 1
        self.read += what == "write"
        if self.seen == self.at:
            self.pull()


def test_a_stick_pulled_out_while_updating_changes_nothing_and_is_told(tmp_path: Path) -> None:
    with exfat(tmp_path / "stick", size=48 << 20) as stick:
        lay_update(tmp_path, large=LARGE)
        shutil.copytree(tmp_path / "台账更新-0.2.0", stick.folder / "台账更新-0.2.0")
        stick.reinsert()
        root = install(tmp_path / "taizhang", large=LARGE)
        before = tree(root)
        offer = offered(root, stick.folder)
        assert offer.refused is None
        counting = Pulling(0, None)
        shutil.copytree(root, tmp_path / "other")
        updates.apply(program_in(tmp_path / "other"), offer, clock=CLOCK, progress=counting)
        pulled = 0
        for at in range(1, counting.read, max(1, counting.read // 6)):
            stick.reinsert()  # what the system remembers of it goes, too
            try:
                updates.apply(program_in(root), offer, clock=CLOCK, progress=Pulling(at, stick.pull))
            except UpdateCutOff:
                assert tree(root) == before
                assert started(root) == "0.1.0"
                pulled += 1
            else:  # the system had read ahead to the end
                assert started(root) == "0.2.0"
                shutil.rmtree(root)
                install(root, large=LARGE)
                before = tree(root)
            with pytest.raises(UpdateCutOff):
                updates.check(program_in(root), offer)
            found = updates.find(program_in(root), [plugged(stick.folder)])
            assert all(one.refused for one in found)
        assert pulled >= 3
        stick.reinsert()
        if started(root) == "0.1.0":
            updates.apply(program_in(root), offer, clock=CLOCK)
        assert started(root) == "0.2.0"


def test_a_stick_pulled_out_once_all_is_read_no_longer_matters(tmp_path: Path) -> None:
    with exfat(tmp_path / "stick", size=48 << 20) as stick:
        lay_update(tmp_path, large=LARGE)
        shutil.copytree(tmp_path / "台账更新-0.2.0", stick.folder / "台账更新-0.2.0")
        root = install(tmp_path / "taizhang", large=LARGE)
        offer = offered(root, stick.folder)

        class WhenRead(Cancellable):
            def show(self, done: int, total: int, what: str) -> None:
                if what == "switch":
                    stick.pull()

        updates.apply(program_in(root), offer, clock=CLOCK, progress=WhenRead())
        assert started(root) == "0.2.0"
