"""The power fails and the disk loses what it was not told to keep: what was told is there, and nothing is damaged.

Every call by which a program changes files is recorded (strace), and the folder is rebuilt as it may be found after a
power failure at any of them: each write since the file's last flush there, lost or torn, each change of a name since
the folder's last flush there or not. `TAIZHANG_POWER_STATES=300` tries more of them.
"""

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.base.canonical import file_digest
from core.base.files import PART
from core.services import backups, drafts, packets, people, records
from core.store.migrations.running import NEXT
from core.store.unlock import unwrap
from core.store.vault import SCHEMA, schema_of
from tests.faults.oldvault import FIRST, journal_of, lay_old, whole_backups
from tests.faults.test_killed import SEED, reopen
from tests.faults.test_killed_over_backups import CLOCK, begun, headings
from tests.support.lostdisk import LostDisk
from tests.support.restored import rehearsed
from tests.support.syscalls import Made, Removed, Renamed, Told, recorded
from tests.support.vaults import PASSWORD, PEOPLE, SESSION, open_copy

STATES = int(os.environ.get("TAIZHANG_POWER_STATES", "30"))
"""Power failures tried over typing."""
FEWER = max(4, STATES // 5) if STATES < 300 else STATES
"""Power failures tried over each of the other things that are done."""


class Failing:
    """A program that is recorded once, and the power failures over it."""

    def __init__(self, folder: Path) -> None:
        self.place, self.after = folder / "place", folder / "after"
        self._before, self._log = folder / "before", folder / "log"
        self.place.mkdir()

    def run(self, module: str, *arguments: object, lines: int) -> None:
        """Let the program do what it does until it has told so many lines, `ready` among them."""
        shutil.copytree(self.place, self._before)
        self._deeds = recorded(module, *arguments, below=self.place, log=self._log, lines=lines)
        self._log.unlink()

    def failures(self, count: int) -> Iterator[tuple[list[str], str]]:
        """Yield what was told until the power failed, and how it failed; `after` is what is left then.

        Half of them are anywhere; half go through the changes of names and the words told, before and after each.
        """
        draw, ready, turns = random.Random(SEED), self._ready(), self._turns()
        draw.shuffle(turns)
        for number in range(count):
            at = draw.randint(ready, len(self._deeds)) if number % 2 else turns[number // 2 % len(turns)]
            disk = LostDisk(self._before, self.place).play(self._deeds[:at])
            how = disk.fail(self.after, draw)
            yield disk.told, f"failed at call {at} of {len(self._deeds)}: {how}"
            shutil.rmtree(self.after)

    def stops(self, since: str) -> Iterator[tuple[list[str], str]]:
        """Yield the same for a program that stops around each change of names, nothing lost.

        The first is the making of a folder called `since`.
        """
        first = next(at for at, deed in enumerate(self._deeds) if isinstance(deed, Made) and deed.path.name == since)
        for at in (one for one in self._turns() if one >= first):
            disk = LostDisk(self._before, self.place).play(self._deeds[:at])
            disk.lay(self.after)
            yield disk.told, f"stopped before {self._deeds[at] if at < len(self._deeds) else 'the end'}"
            shutil.rmtree(self.after)

    def undisturbed(self) -> None:
        """Lay out what a program would see that goes on."""
        LostDisk(self._before, self.place).play(self._deeds).lay(self.after)

    def _ready(self) -> int:
        """Return the number of the first deed after the program said that it begins."""
        return self._deeds.index(Told("ready")) + 1

    def _turns(self) -> list[int]:
        """Return the numbers of the deeds that change names or tell something, and of those after them."""
        turning = Made | Renamed | Removed | Told
        numbered = enumerate(self._deeds[self._ready() :], start=self._ready())
        found = [number for number, deed in numbered if isinstance(deed, turning)]
        return sorted({*found, *(number + 1 for number in found)})

    def there(self, folder: Path) -> Path:
        """Return where a folder of the program's lies after the failure."""
        return self.after / folder.relative_to(self.place)


@pytest.fixture
def failing(tmp_path: Path) -> Failing:
    """A place for a program."""
    return Failing(tmp_path)


def files(folder: Path) -> dict[Path, Path]:
    return {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}


def test_what_is_played_again_is_what_the_program_left(failing: Failing) -> None:
    vault, record = begun(failing.place)
    vault.close()
    stick = failing.place / "stick"
    stick.mkdir()
    failing.run("backing", vault.folder, record, stick, lines=3)
    failing.undisturbed()
    made, again = files(failing.place), files(failing.after)
    assert made.keys() == again.keys()
    for name, path in made.items():
        if not name.name.endswith("-shm"):  # memory that programs share; no call writes it
            assert again[name].read_bytes() == path.read_bytes(), name


def test_every_save_that_was_told_outlives_a_power_failure(failing: Failing) -> None:
    vault, record = begun(failing.place)
    vault.close()
    failing.run("writing", vault.folder, record, 1, lines=40)
    found: Counter[str] = Counter()
    for told, how in failing.failures(STATES):
        saved = max((int(line) for line in told if line.isdigit()), default=1)
        with closing(reopen(failing.there(vault.folder))) as again:
            revision = drafts.read(again, record).revision
        assert saved <= revision <= saved + 1, how
        found["one more" if revision > saved else "as told"] += 1
    print(f"power failures over typing: {dict(found)}")


def test_a_vault_that_is_made_is_there_whole_or_not_at_all(failing: Failing) -> None:
    failing.run("making", failing.place / "neu", lines=2)
    found: Counter[str] = Counter()
    for told, how in failing.failures(FEWER):
        folder = failing.after / "neu.taizhang"
        assert folder.exists() or "made" not in told, how
        found["there" if folder.exists() else "not there"] += 1
        if folder.exists():
            with closing(reopen(folder)) as again:
                assert [person.name for person in people.listing(again)] == [PEOPLE[0].name], how
    print(f"power failures over making a vault: {dict(found)}")


def test_an_old_vault_stays_old_or_is_new_after_a_power_failure(failing: Failing, tmp_path: Path) -> None:
    folder = lay_old(failing.place, ended_badly=True)
    key, before = unwrap(folder, PASSWORD).key, journal_of(lay_old(tmp_path))
    failing.run("migrating", folder, lines=2)
    found: Counter[str] = Counter()
    for told, how in failing.failures(FEWER):
        there = failing.there(folder)
        schema = schema_of(there / "vault.db", key)
        assert schema == SCHEMA if len(told) > 1 else schema in {FIRST, SCHEMA}, how
        found["new" if schema == SCHEMA else "old"] += 1
        reopen(there).close()
        assert journal_of(there)[: len(before)] == before, how
        whole_backups(there, key)
    print(f"power failures over migrating: {dict(found)}")


def test_every_state_of_a_half_swapped_migration_opens_as_the_old_vault_or_the_new_one(failing: Failing) -> None:
    folder = lay_old(failing.place, ended_badly=True)
    key = unwrap(folder, PASSWORD).key
    failing.run("migrating", folder, lines=2)
    found: list[int] = []
    for told, how in failing.stops(since="backups"):
        there = failing.there(folder)
        found.append(schema_of(there / "vault.db", key))
        with closing(reopen(there)) as again, again.look() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM record").scalar() == 3, how
            brought = "SELECT count(*) FROM journal WHERE what = 'vault_migrated'"
            assert session.connection().exec_driver_sql(brought).scalar() == 1, how
        assert len(told) == 1 or found[-1] == SCHEMA, how
        assert not list(there.glob(f"{NEXT}*")), how
    assert found == sorted(found), "old until the one rename, new from there on"
    assert set(found) == {FIRST, SCHEMA}
    print(f"states of a half-swapped migration: {dict(Counter(found))}")


def test_backups_that_were_told_outlive_a_power_failure(failing: Failing) -> None:
    vault, record = begun(failing.place)
    vault.close()
    stick = failing.place / "stick"
    stick.mkdir()
    failing.run("backing", vault.folder, record, stick, lines=5)
    found: Counter[str] = Counter()
    for told, how in failing.failures(FEWER):
        with closing(reopen(failing.there(vault.folder))):
            pass
        names = [failing.there(Path(line.split(" ", 1)[1])) for line in told if " " in line]
        if names:
            assert names[-1].exists(), f"the newest is never thinned out; {how}"
        there = [*failing.there(vault.folder / backups.FOLDER).glob("*.*"), *failing.there(stick).glob("*.*")]
        for path in there:
            if not path.name.endswith(PART):
                assert rehearsed(path, PASSWORD, clock=CLOCK).records == 1, how
                found["whole"] += 1
    print(f"backups after power failures: {dict(found)}")


def test_no_vault_is_lost_when_the_power_fails_over_restoring(failing: Failing) -> None:
    vault, first = begun(failing.place)
    made = backups.make(vault)
    second = drafts.begin(vault, "research_diary", values={"topic": "备份以后写的"}).id
    vault.close()
    backup = made.path.rename(failing.place.parent / made.path.name)
    failing.run("restoring", backup, vault.folder, lines=2)
    found: Counter[str] = Counter()
    for told, how in failing.failures(FEWER):
        inside = []
        for folder in failing.after.iterdir():
            if not folder.name.startswith("."):
                with closing(reopen(folder)) as again:
                    inside.append(headings(again))
        assert {first, second} in inside, how
        assert len(inside) == 2 or len(told) < 2, how
        found["two" if len(inside) == 2 else "one"] += 1
    print(f"vaults after power failures over restoring: {dict(found)}")


def test_a_packet_that_was_told_as_delivered_outlives_a_power_failure(failing: Failing) -> None:
    vault = open_copy(failing.place)
    draft = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, draft.id, "finish", revision=1)
    vault.close()
    out = failing.place / "stick"
    out.mkdir()
    failing.run("exporting", vault.folder, done.id, out, lines=7)
    found: Counter[str] = Counter()
    for told, how in failing.failures(FEWER):
        with closing(reopen(failing.there(vault.folder))) as again:
            lines = packets.listing(again)
        assert {line.split()[1] for line in told if line.startswith("sealed")} <= {line.id for line in lines}, how
        there = {path.name: path for path in failing.there(out).iterdir() if not path.name.endswith(PART)}
        assert {line.split(" ", 1)[1] for line in told if line.startswith("carried")} <= there.keys(), how
        assert {file_digest(path) for path in there.values()} <= {line.sha256 for line in lines}, how
        assert {line.sha256 for line in lines if line.carried_at} <= set(map(file_digest, there.values())), how
        found.update(line.split()[0] for line in told)
    print(f"told before power failures over handing in: {dict(found)}")
