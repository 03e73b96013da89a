"""The program is killed while it backs up and restores: nothing is told that is not so, and no vault is lost."""

import random
import shutil
from contextlib import closing
from pathlib import Path

from core.base.clock import FixedClock
from core.services import backups, drafts, restoring
from core.store.backup import ENDING
from core.store.records import Filter
from core.store.records import lines as lines_of
from core.store.vault import Vault
from tests.faults.test_killed import ROUNDS, SEED, reopen, run_and_kill
from tests.support.restored import rehearsed
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

CLOCK = FixedClock(NOON)


def begun(folder: Path) -> tuple[Vault, str]:
    vault = open_copy(folder)
    return vault, drafts.begin(vault, "study_session", values=SESSION).id


def headings(vault: Vault) -> set[str]:
    with vault.look() as session:
        return {line.id for line in lines_of(session, Filter())}


def test_a_program_killed_while_backing_up_never_called_made_what_does_not_open(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    vault, record = begun(tmp_path)
    vault.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    made = 0
    for turn in range(ROUNDS):
        told = run_and_kill(
            "backing", vault.folder, record, stick, after=draw.uniform(0.01, 0.6), told_first=2 * (turn == 0)
        )
        for line in told:
            verb, _blank, name = line.partition(" ")
            if verb not in {"made", "carried"} or not Path(name).exists():
                continue  # thinned out since
            made += 1
            assert rehearsed(Path(name), PASSWORD, clock=CLOCK).records == 1
        last = Path(told[-1].partition(" ")[2]) if told else None
        assert last is None or last.exists(), "the newest is never thinned out"
        with closing(reopen(vault.folder)) as again:
            assert {path.suffix for path in stick.iterdir() if not path.name.startswith(".")} <= {ENDING}
            assert [path for path in again.folder.iterdir() if path.name.startswith("draw-")] == []
            state = backups.state(again)
            assert state.last is None or backups.listing(again) or list(stick.iterdir())
    assert made > 0


def test_a_program_killed_while_restoring_leaves_every_vault_whole_and_one_in_its_place(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    (tmp_path / "school").mkdir()
    vault, first = begun(tmp_path / "school")
    made = backups.make(vault)
    second = drafts.begin(vault, "research_diary", values={"topic": "备份以后写的"}).id
    vault.close()
    backup = tmp_path / made.path.name
    backup.write_bytes(made.path.read_bytes())
    place = vault.folder.parent
    for turn in range(ROUNDS):
        run_and_kill("restoring", backup, vault.folder, after=draw.uniform(0.01, 0.5), told_first=int(turn == 0))
        there = sorted(path for path in place.iterdir() if not path.name.startswith("."))
        found = []
        for folder in there:
            with closing(reopen(folder)) as again:
                found.append(headings(again))
        assert {first, second} in found, "what was written after the backup is set aside, not lost"
        assert all(first in one for one in found)
        if not vault.folder.exists():  # killed between the two renames: the next one puts it there
            restoring.restore(backup, PASSWORD, vault.folder, clock=CLOCK)
            assert not list(place.glob(".*.part")), "half of an earlier one is swept away"
        for spare in there:
            with closing(reopen(spare)) as again:
                keep = second in headings(again)
            if spare != vault.folder and not keep:
                shutil.rmtree(spare)
