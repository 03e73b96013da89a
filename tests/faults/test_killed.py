"""The program is killed while it types and while it exports: what was told to be saved is saved.

`TAIZHANG_FAULT_ROUNDS=50` runs the full number; a few rounds by default. SIGKILL leaves the program no last word.
"""

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from core.base.canonical import file_digest
from core.base.clock import FixedClock
from core.base.files import PART
from core.services import drafts, packets, records, vaults
from core.store import health
from core.store.vault import Vault
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

ROUNDS = int(os.environ.get("TAIZHANG_FAULT_ROUNDS", "4"))
SEED = int(os.environ.get("TAIZHANG_FAULT_SEED", "20080919"))


def run_and_kill(module: str, *arguments: object, after: float, told_first: int = 0) -> list[str]:
    """Run a program, kill it some seconds after it is ready, and return what it told until then.

    `told_first` lines are waited for before the seconds begin, however slow the machine is.
    """
    command = [sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        told = program.stdout.readline()
        assert told == "ready\n"
        first = [program.stdout.readline().strip() for _ in range(told_first)]
        time.sleep(after)
        program.kill()
        return first + program.stdout.read().splitlines()


def reopen(folder: Path) -> Vault:
    """Open the vault as the person does after the crash, and look through all of it."""
    vault = vaults.open_vault(folder, PASSWORD, clock=FixedClock(NOON))
    with vault.look() as session:
        assert health.examine(session) == ()
    return vault


def test_a_program_killed_while_typing_loses_nothing_it_called_saved(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    vault = open_copy(tmp_path)
    record = drafts.begin(vault, "study_session", values=SESSION)
    vault.close()
    revision = 1
    saves = 0
    for turn in range(ROUNDS):
        wait = draw.uniform(0.01, 0.4)
        told = run_and_kill("writing", vault.folder, record.id, revision, after=wait, told_first=int(turn == 0))
        saved = [int(line) for line in told if line.isdigit()]
        saves += len(saved)
        with closing(reopen(vault.folder)) as again:
            kept = drafts.read(again, record.id)
            # One more may be on the disk than it found the time to tell.
            assert max(saved, default=revision) <= kept.revision <= max(saved, default=revision) + 1
            if kept.revision > 1:
                assert str(kept.values["content"]).endswith(f"第{kept.revision - 1}次")
            revision = kept.revision
    assert saves > 0


def test_a_program_killed_while_exporting_leaves_whole_files_or_none(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    vault = open_copy(tmp_path)
    begun = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, begun.id, "finish", revision=1)
    vault.close()
    out = tmp_path / "stick"
    out.mkdir()
    for _ in range(max(2, ROUNDS // 2) if ROUNDS < 50 else ROUNDS):
        told = run_and_kill("exporting", vault.folder, done.id, out, after=draw.uniform(0.2, 4.0))
        with closing(reopen(vault.folder)) as again:
            lines = packets.listing(again)
            known = {line.sha256 for line in lines}
            sealed = {line.split()[1] for line in told if line.startswith("sealed")}
            assert sealed <= {line.id for line in lines}
            for line in lines:
                assert packets.content(again, line.id).startswith(b"%PDF")
        for path in out.iterdir():
            if not path.name.endswith(PART):
                assert file_digest(path) in known, path.name
        for said in told:
            if said.startswith("carried"):
                assert (out / said.split(" ", 1)[1]).is_file()
        assert not [path for path in vault.folder.iterdir() if path.is_dir() and path.name.startswith("carry-")]


@pytest.mark.parametrize("after", [0.0, 0.02, 0.06, 0.12])
def test_a_program_killed_while_making_a_vault_leaves_none_or_a_whole_one(tmp_path: Path, after: float) -> None:
    run_and_kill("making", tmp_path / "neu", after=after)
    folder = tmp_path / "neu.taizhang"
    if folder.exists():
        reopen(folder).close()
