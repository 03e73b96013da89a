"""A whole copy of an encrypted database in a file of its own, and the proof that it is whole."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

from core.base.errors import VaultDamaged
from core.base.files import flush
from core.base.jobs import Progress, Silent
from core.store import journal
from core.store.engine import connect, explain
from core.store.tables import JournalRow

KEPT = (
    *("record", "journal", "blob", "person", "packet"),
    *("desk_secret", "desk_school", "desk_certificate", "desk_incoming", "desk_outgoing", "desk_event"),
)
"""Tables of a school's vault and of a county's desk whose rows must be as many in the copy as in the original."""

_PAGES = 2_000
"""Pages (4 KiB) between two looks at whether to stop."""


def copy(database: Path, fresh: Path, key: bytes, *, progress: Progress | None = None) -> dict[str, int]:
    """Copy a database page by page into a new file with the same key; returns its row counts by table.

    Others may read and write meanwhile: what the copy shows is of one moment. Raises VaultDamaged, DiskFull,
    FolderNotWritable, FileUnreadable, Cancelled.
    """
    watch = progress or Silent()

    def step(_status: int, remaining: int, total: int) -> None:
        watch.step(total - remaining, total, "copy")

    with (
        translated(database),
        contextlib.closing(connect(database, key)) as old,
        contextlib.closing(connect(fresh, key)) as new,
    ):
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.backup(new, pages=_PAGES, progress=step)
        tables = {name for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: new.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- our own names
            for table in KEPT
            if table in tables
        }


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn a database's errors about `path` into those a person can act on; our own mistakes stay what they are."""
    try:
        yield
    except Exception as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error


def settle(fresh: Path, key: bytes) -> None:
    """Bring everything of a copy into its one file and onto the disk. Raises DiskFull, VaultDamaged, OSError."""
    with translated(fresh), contextlib.closing(connect(fresh, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")  # no log beside a file that is only kept
    with fresh.open("rb+") as stream:
        flush(stream)


def check(connection: Connection, counts: dict[str, int], path: Path) -> None:
    """Refuse a copy that is not whole: pages' seals, structure, references, row counts, the journal's chain.

    Raises VaultDamaged.
    """
    sound = not _lines(connection, "PRAGMA cipher_integrity_check")
    sound = sound and _lines(connection, "PRAGMA integrity_check") == ["ok"]
    sound = sound and not connection.execute(text("PRAGMA foreign_key_check")).all()
    for table, expected in counts.items():
        found = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608 -- our own names
        sound = sound and found == expected
    if not sound:
        raise VaultDamaged(path=str(path.parent), part="database")
    chained = inspect(connection).has_table(JournalRow.__tablename__)  # a desk has none
    if chained and journal.first_fault(Session(connection, join_transaction_mode="rollback_only")) is not None:
        raise VaultDamaged(path=str(path.parent), part="journal")


def clear(fresh: Path) -> None:
    """Remove a copy with what the database lays beside it."""
    for tail in ("", "-wal", "-shm", "-journal"):
        fresh.with_name(fresh.name + tail).unlink(missing_ok=True)


def _lines(connection: Connection, pragma: str) -> Iterable[str]:
    return list(connection.execute(text(pragma)).scalars())
