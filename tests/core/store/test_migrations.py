"""An old vault becomes a new one on a copy, checked before it takes the old one's place."""

import zipfile
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.base.clock import FixedClock
from core.base.errors import VaultDamaged
from core.services import drafts, people, vaults
from core.store import backup, health, journal, vault
from core.store.engine import connect, open_engine
from core.store.migrations import running
from core.store.tables import Base
from core.store.tables.base import Moment
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

KEY = bytes(range(32))


def schema(connection):
    return {
        (kind, name): sql
        for kind, name, sql in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql != ''")
    }


def normal(sql):
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")")


def test_migrated_schema_is_the_declared_schema(tmp_path):
    running.build(tmp_path / "built.db", KEY)
    built, declared = open_engine(tmp_path / "built.db", KEY), open_engine(tmp_path / "declared.db", KEY)
    with declared.begin() as connection:
        Base.metadata.create_all(connection)
        wanted = schema(connection)
    with built.begin() as connection:
        found = schema(connection)

        def compare_type(context, inspected, column, inspected_type, declared_type):
            return False if isinstance(declared_type, Moment) else None

        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": compare_type,
                "include_object": lambda thing, name, kind, reflected, other: not str(name).startswith("search"),
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    built.dispose()
    declared.dispose()
    assert found.keys() == wanted.keys()
    for name in found:
        if name[0] in {"trigger", "index"} or name[1] == "search":
            assert normal(found[name]) == normal(wanted[name])


def step(upgrade):
    return SimpleNamespace(upgrade=upgrade)


def add_column(op):
    op.add_column("school", sa.Column("telephone", sa.String(), nullable=False, server_default=""))


@pytest.fixture
def old(tmp_path):
    """A closed vault with a record in it, its folder and its key."""
    opened = open_copy(tmp_path)
    record = drafts.begin(opened, "study_session", values=SESSION)
    opened.close()
    return SimpleNamespace(folder=opened.folder, key=opened.key, record=record)


def migrate(old, *steps):
    return running.migrate(
        old.folder, old.key, found=len(running.STEPS), clock=FixedClock(NOON), steps=(*running.STEPS, *steps)
    )


def test_an_old_vault_is_brought_up_and_the_old_file_kept(old):
    before = (old.folder / "vault.db").read_bytes()
    kept = migrate(old, step(add_column))
    about = backup.read_about(kept)
    assert kept.parent.name == "backups"
    assert (about.schema, about.counts["record"]) == (len(running.STEPS), 1)
    with zipfile.ZipFile(kept) as archive:
        assert archive.read("vault.db") == before
        assert archive.read("key.json") == (old.folder / "key.json").read_bytes()
    assert vault.schema_of(old.folder / "vault.db", old.key) == len(running.STEPS) + 1
    connection = connect(old.folder / "vault.db", old.key)
    assert connection.execute("SELECT telephone FROM school").fetchall() == [("",)]
    assert connection.execute("SELECT id FROM record").fetchall() == [(old.record.id,)]
    what = connection.execute("SELECT what FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    connection.close()
    assert what == ("vault_migrated",)


def test_opening_migrates(old, monkeypatch):
    monkeypatch.setattr(vault, "SCHEMA", len(running.STEPS) + 1)
    monkeypatch.setattr(running, "STEPS", (*running.STEPS, step(add_column)))
    opened = vaults.open_vault(old.folder, PASSWORD, clock=FixedClock(NOON))
    assert drafts.read(opened, old.record.id) == old.record
    assert len(people.listing(opened)) == 5
    with opened.look() as session:
        assert health.examine(session) == ()
        assert journal.first_fault(session) is None
    opened.close()


def break_half_way(op):
    add_column(op)
    raise RuntimeError


def lose_people(op):
    op.execute("DELETE FROM term")
    op.execute("DELETE FROM person WHERE id = 'p05'")


def forge_journal(op):
    op.execute("DROP TRIGGER journal_fixed")
    op.execute("UPDATE journal SET body = '{}' WHERE seq = 2")


@pytest.mark.parametrize(
    ("harm", "error"), [(break_half_way, RuntimeError), (lose_people, VaultDamaged), (forge_journal, VaultDamaged)]
)
def test_a_migration_that_fails_leaves_the_old_vault_as_it_was(old, harm, error):
    before = {path.name: path.read_bytes() for path in old.folder.iterdir()}
    with pytest.raises(error):
        migrate(old, step(harm))
    assert {path.name: path.read_bytes() for path in old.folder.iterdir()} == before
    vaults.open_vault(old.folder, PASSWORD, clock=FixedClock(NOON)).close()


def test_what_an_interrupted_migration_left_is_cleared(old):
    (old.folder / running.NEXT).write_bytes(b"half")
    migrate(old, step(add_column))
    assert not list(old.folder.glob(f"{running.NEXT}*"))
