"""Runs the steps: on a new database, or on a copy of an old one that replaces it only when it is whole.

Alembic's operations are used without its folders and ini file: the steps are modules of this package in order, so
they are type-checked, bundled and imported like everything else, and the number stands in the database's header.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from core.base.clock import Clock
from core.base.files import explain as explain_file
from core.base.files import flush_folder, make_folder, sweep_parts
from core.store import backup, copying, journal
from core.store.engine import DBAPIError, explain, open_engine
from core.store.journal import What
from core.store.migrations.steps import s0001_first, s0002_campaigns, s0003_replies

STEPS: tuple[ModuleType, ...] = (s0001_first, s0002_campaigns, s0003_replies)
"""Step number n leads from schema n-1 to n."""

NEXT = "vault.next.db"
"""The copy while it is worked on."""


def build(database: Path, key: bytes, *, steps: tuple[ModuleType, ...] | None = None) -> None:
    """Make the tables of a new database. Raises DiskFull, FolderNotWritable."""
    with _opened(database, key) as connection:
        _run(connection, steps or STEPS, found=0)


def migrate(folder: Path, key: bytes, *, found: int, clock: Clock, steps: tuple[ModuleType, ...] | None = None) -> Path:
    """Bring the database of `folder` from schema `found` to the newest; returns where the old one is kept.

    The old file is touched only by the one rename at the end, when the copy has been checked: structure, row counts
    and the journal's chain. Raises VaultDamaged (old one or result), DiskFull, FolderNotWritable.
    """
    database, fresh = folder / "vault.db", folder / NEXT
    steps = steps or STEPS
    copying.clear(fresh)
    try:
        counts = copying.copy(database, fresh, key)
        before = dict(counts)
        with _opened(fresh, key) as connection:
            _run(connection, steps, found=found)
            session = Session(connection, join_transaction_mode="rollback_only")
            journal.append(session, What.VAULT_MIGRATED, at=clock.now(), body={"from": found, "to": len(steps)})
            session.flush()
            counts["journal"] += 1
            copying.check(connection, counts, fresh)
        copying.settle(fresh, key)
        return _swap(database, fresh, found=found, counts=before, clock=clock)
    except OSError as error:
        raise explain_file(error, fresh) from error
    finally:
        copying.clear(fresh)


def _run(connection: Connection, steps: tuple[ModuleType, ...], *, found: int) -> None:
    """Run the steps that are still to be run, inside the transaction that is open."""
    operations = Operations(MigrationContext.configure(connection))
    for step in steps[found:]:
        step.upgrade(operations)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(steps)}")


def _swap(database: Path, fresh: Path, *, found: int, counts: dict[str, int], clock: Clock) -> Path:
    """Keep the vault as it was as a backup like any other, and put the new database in its place."""
    kept = database.parent / backup.FOLDER / f"{clock.now():%Y%m%d-%H%M%S}-{found}{backup.ENDING}"
    make_folder(kept.parent)
    sweep_parts(kept.parent)
    backup.keep(database.parent, kept, schema=found, counts=counts, clock=clock)
    # A log of the old file must not be played into the new one, not even when the power fails now: it goes first.
    for tail in ("-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    flush_folder(database.parent)
    fresh.replace(database)
    flush_folder(database.parent)
    return kept


@contextlib.contextmanager
def _opened(database: Path, key: bytes) -> Iterator[Connection]:
    """Open one transaction on a database."""
    engine = open_engine(database, key)
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        known = explain(error, database)
        if known is None:
            raise
        raise known from error
    finally:
        engine.dispose()
