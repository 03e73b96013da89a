"""The encrypted database behind SQLAlchemy: one key, honest transactions, every commit on the disk."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from core.base.errors import (
    DiskFull,
    FileUnreadable,
    FolderNotWritable,
    UserError,
    VaultAway,
    VaultDamaged,
    VaultReadOnly,
)
from core.base.files import room

__all__ = ["KEY_SIZE", "LOOKING", "DBAPIError", "Session", "connect", "explain", "open_engine"]

KEY_SIZE = 32
"""Bytes of a vault's key."""

LOOKING = "looking"
"""Execution option of a transaction that only reads; it takes no lock that a writer would wait for."""

ROOM = 1 << 20
"""Bytes that must be free for the database to work at all."""

_NO_FILE = "unable to open database file"

_PATIENCE = 10.0
"""Seconds to wait for another thread's write before the database calls itself locked."""


def connect(path: Path, key: bytes, *, existing: bool = False) -> Any:
    """Open one raw connection to an encrypted database with the raw key (32 bytes); `existing` makes no new one.

    The key goes in as hex digits, never as text that would need quoting; SQLCipher then skips its own slow
    derivation, which Argon2id has done better already.
    """
    if existing and not path.is_file():  # where a stick was pulled out its empty folder may still stand
        raise dbapi2.OperationalError(_NO_FILE)
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
    try:
        _prepare(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, key: bytes) -> None:
    """Give a new connection its key and its habits."""
    if len(key) != KEY_SIZE:
        raise ValueError(f"a key has {KEY_SIZE} bytes")
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA cipher_log_level = NONE")  # its errors come back as exceptions; no words on stderr
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA temp_store = MEMORY")  # nothing of a record in a temporary file
        cursor.execute("PRAGMA secure_delete = FAST")
    finally:
        cursor.close()


def open_engine(path: Path, key: bytes, *, existing: bool = False) -> Engine:
    """Return an engine over the encrypted database; nothing is opened before the first transaction.

    `existing` makes no new database where there is none (any more).

    The URL dialect is avoided on purpose, it would want the password inside the URL. The driver's own transaction
    handling is off (isolation_level None), so the hook below must begin every transaction: without it a rollback
    would silently do nothing.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        hide_parameters=True,  # keys and records must not stand in the words of an error
        module=dbapi2,
        creator=lambda: connect(path, key, existing=existing),
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection just used has its pages decrypted already
        pool_size=4,
        max_overflow=4,
        insertmanyvalues_page_size=500,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin for writing at once, so that two writers queue instead of failing half way; readers just read."""
    looking = connection.get_execution_options().get(LOOKING)
    connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")


_NAMELESS = {
    "database or disk is full": ["FULL"],
    "disk I/O error": ["IOERR"],
    "database disk image is malformed": ["CORRUPT"],
    "file is not a database": ["NOTADB"],
    "attempt to write a readonly database": ["READONLY"],
    _NO_FILE: ["CANTOPEN"],
    "database is locked": ["BUSY"],
}
"""What SQLite calls errors, for those that come without a name: the backup's own tell only their sentence."""


def explain(error: Exception, path: Path) -> UserError | None:
    """Turn a database error about `path` into one a person can act on; None when it is our own mistake."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(cause, "sqlite_errorname", "")).split("_")[1:2] or _NAMELESS.get(str(cause), [])
    if not name:
        return None
    free = room(path.parent)
    if free is None:
        return VaultAway(path=str(path.parent))
    match name:
        case ["FULL"]:
            return DiskFull(path=str(path), needed=ROOM, free=free)
        case ["IOERR" | "CANTOPEN"] if free < ROOM:  # no room even for the log's own index
            return DiskFull(path=str(path), needed=ROOM, free=free)
        case ["NOTADB" | "CORRUPT"]:
            return VaultDamaged(path=str(path.parent), part="database")
        case ["READONLY"]:
            return VaultReadOnly(path=str(path.parent))
        case ["CANTOPEN" | "PERM"]:
            return FolderNotWritable(path=str(path.parent))
        case ["IOERR"]:
            return VaultAway(path=str(path.parent))
        case ["BUSY" | "LOCKED" | "PROTOCOL"]:
            return FileUnreadable(path=str(path), reason=str(cause))
        case _:
            return None
