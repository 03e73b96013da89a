"""The program is killed while it brings an old vault up to date: the old vault is there, or the new one is."""

import random
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

from core.base.files import PART
from core.services import vaults
from core.store.migrations.running import NEXT
from core.store.unlock import unwrap
from core.store.vault import SCHEMA, schema_of
from tests.faults.oldvault import FIRST, journal_of, lay_old, whole_backups
from tests.faults.test_killed import ROUNDS, SEED, reopen, run_and_kill
from tests.support.vaults import PASSWORD

LONGEST = 0.4
"""Seconds; an undisturbed opening takes about as long."""


def test_a_program_killed_while_migrating_leaves_the_old_vault_or_the_new_one(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    found: Counter[str] = Counter()
    for _ in range(ROUNDS):
        folder = lay_old(tmp_path)
        key, before = unwrap(folder, PASSWORD).key, journal_of(folder)
        told = run_and_kill("migrating", folder, after=draw.uniform(0.0, LONGEST))
        schema = schema_of(folder / "vault.db", key)
        assert schema in {FIRST, SCHEMA}
        assert schema == SCHEMA or not told, "what was told as open is the new one"
        assert journal_of(folder)[: len(before)] == before
        found["new" if schema == SCHEMA else "old"] += 1
        with closing(reopen(folder)) as again, again.look() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM record").scalar() == 3
            brought = session.connection().exec_driver_sql("SELECT count(*) FROM journal WHERE what = 'vault_migrated'")
            assert brought.scalar() == 1
        assert journal_of(folder)[: len(before)] == before
        assert whole_backups(folder, key) > 0, "the old vault is kept"
        assert not list(folder.glob(f"{NEXT}*"))
        assert not [path for path in folder.rglob("*") if path.name.endswith(PART)]
        shutil.rmtree(folder)
    print(f"killed over migrating: {dict(found)}")


def test_a_migrated_vault_is_not_migrated_again(tmp_path: Path) -> None:
    folder = lay_old(tmp_path)
    reopen(folder).close()
    first = (folder / "vault.db").stat().st_ino
    assert len(list((folder / "backups").iterdir())) == 1
    vaults.close(reopen(folder))
    assert (folder / "vault.db").stat().st_ino == first
    assert len(list((folder / "backups").iterdir())) == 1
