"""The power fails: of what had not reached the disk the end is missing. The vault opens as it was at some save.

The program's own files are copied while it runs and their ends are cut off, as a disk leaves them that lost what it
had not written yet. What is cut off may be lost; what lies before it may not, and nothing may be damaged.
"""

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import VaultDamaged
from core.services import drafts, vaults
from core.store import health
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

ROUNDS = int(os.environ.get("TAIZHANG_FAULT_ROUNDS", "12"))
SEED = int(os.environ.get("TAIZHANG_FAULT_SEED", "20080919"))
SAVES = 40


def grown(folder: Path) -> tuple[Path, str, list[tuple[int, int]]]:
    """Return a copy of a vault at work, a record in it, and (length of the log, revision) after each save."""
    vault = open_copy(folder)
    begun = drafts.begin(vault, "study_session", values=SESSION)
    log = vault.database.with_name(vault.database.name + "-wal")
    marks, revision = [(log.stat().st_size, begun.revision)], begun.revision
    for number in range(SAVES):
        values = {**SESSION, "content": f"第{number}次" + "字" * (number * 37 % 900)}
        revision = drafts.save(vault, begun.id, values, revision=revision).revision
        marks.append((log.stat().st_size, revision))
    frozen = folder / "frozen.taizhang"
    shutil.copytree(vault.folder, frozen)
    vault.close()
    return frozen, begun.id, marks


def test_the_log_cut_off_anywhere_gives_the_last_whole_save_before_the_cut(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    frozen, record, marks = grown(tmp_path)
    whole = (frozen / "vault.db-wal").read_bytes()
    for turn in range(ROUNDS):
        target = tmp_path / f"cut{turn}.taizhang"
        shutil.copytree(frozen, target)
        cut = draw.randrange(marks[0][0], len(whole))
        (target / "vault.db-wal").write_bytes(whole[:cut])
        (target / "vault.db-shm").unlink(missing_ok=True)
        with closing(vaults.open_vault(target, PASSWORD, clock=FixedClock(NOON))) as again:
            assert again.ended_badly
            kept = drafts.read(again, record).revision
            reached = max(revision for size, revision in marks if size <= cut)
            assert kept >= reached, "what lay before the cut is there"
            with again.look() as session:
                assert health.examine(session) == ()
        shutil.rmtree(target)


def test_a_log_whose_end_is_rubbish_gives_the_last_whole_save_too(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    frozen, record, marks = grown(tmp_path)
    whole = (frozen / "vault.db-wal").read_bytes()
    for turn in range(ROUNDS):
        target = tmp_path / f"rubbish{turn}.taizhang"
        shutil.copytree(frozen, target)
        cut = draw.randrange(marks[0][0], len(whole))
        rest = draw.randbytes(len(whole) - cut) if turn % 2 else bytes(len(whole) - cut)
        (target / "vault.db-wal").write_bytes(whole[:cut] + rest)
        (target / "vault.db-shm").unlink(missing_ok=True)
        with closing(vaults.open_vault(target, PASSWORD, clock=FixedClock(NOON))) as again:
            reached = max(revision for size, revision in marks if size <= cut)
            assert drafts.read(again, record).revision >= reached
            with again.look() as session:
                assert health.examine(session) == ()
        shutil.rmtree(target)


def test_a_database_whose_end_is_gone_is_called_damaged_and_left_alone(tmp_path: Path) -> None:
    vault = open_copy(tmp_path)
    drafts.begin(vault, "study_session", values=SESSION)
    vault.close()
    database = vault.folder / "vault.db"
    whole = database.read_bytes()
    for size in (0, 100, 4096, len(whole) // 2):
        database.write_bytes(whole[:size])
        with pytest.raises(VaultDamaged):
            vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON)).close()
    database.write_bytes(whole)
    vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON)).close()
