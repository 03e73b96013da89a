"""The vault: a folder with the encrypted database, its key file and its lock, opened with a password."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core.base.clock import Clock
from core.base.errors import (
    FileMissing,
    FolderNotWritable,
    NewerVault,
    NoVault,
    VaultDamaged,
    VaultExists,
)
from core.base.files import explain as explain_file
from core.base.files import flush_folder, make_folder, make_private, sweep_parts
from core.base.ids import new_id
from core.records.content import Person
from core.store import copying, people
from core.store.engine import KEY_SIZE, LOOKING, DBAPIError, explain, open_engine
from core.store.footing import Footing
from core.store.ground import refuse_share
from core.store.lock import Lock
from core.store.records import TOUCHED
from core.store.sealing import SETTING, Seal
from core.store.unlock import Cost, SlotKind, unwrap, wrap

SCHEMA = 3
"""Number of the newest schema this program knows; each migration raises it by one."""

SUFFIX = ".taizhang"
DATABASE = "vault.db"
LOCK = "vault.lock"
OPEN = "vault.open"
"""Lies beside the database as long as it is open; who finds it there knows that the last end was not clean."""
PASSING = ("carry-", "seal-", "draw-", "open-")
"""Beginnings of folders inside the vault that live only as long as a piece of work."""


class Vault:
    """An open vault. Only `core.services` open its transactions.

    One thread writes at a time (the others wait); any thread may look.
    """

    def __init__(
        self,
        folder: Path,
        *,
        name: str,
        key: bytes,
        lock: Lock,
        clock: Clock,
        opened_by: SlotKind = SlotKind.PASSWORD,
    ) -> None:
        self.folder = folder
        self.ended_badly = (folder / OPEN).exists()
        """Whether the program that had it open last did not close it: a power cut, a crash."""
        self.opened_by = opened_by
        """With which kind of secret."""
        self.id = name
        self.clock = clock
        self._key = key
        self._engine = open_engine(folder / DATABASE, key, existing=True)
        self._footing = Footing(folder, name=name, lock=lock, let_go=self._engine.dispose, look_anew=self._look_anew)
        self._looking = self._engine.execution_options(**{LOOKING: True})
        with contextlib.suppress(OSError):
            (folder / OPEN).touch(mode=0o600)
        self._names: dict[str, Person] | None = None
        self._seal = Seal()
        self._touched: list[str] = []
        self.memory: dict[str, Any] = {}
        """What services keep of this vault while it is open, by their own names; gone when it is closed."""

    @property
    def database(self) -> Path:
        """Path of the database."""
        return self.folder / DATABASE

    @property
    def key(self) -> bytes:
        """The database's own key, for backups and for a new password."""
        return self._key

    @contextlib.contextmanager
    def work(self) -> Iterator[Session]:
        """Open a transaction that writes: leaving well commits it, an exception takes everything back.

        Raises DiskFull, VaultAway, VaultReadOnly, VaultDamaged, FolderNotWritable or FileUnreadable instead of the
        database's errors. Once the disk answers again the next call goes on with it.
        """
        closed = self._seal.key is None
        try:
            info = {SETTING: self._seal}
            with (
                self._translated(),
                Session(self._engine, expire_on_commit=False, info=info) as session,
                session.begin(),
            ):
                yield session
            self._touched.extend(sorted(session.info.get(TOUCHED, ())))
        except BaseException:
            self._names = None  # they may have been read from what was taken back
            if closed:
                self._seal.key = None  # one that was chosen only now is kept nowhere, and would lock things up for ever
            raise

    @contextlib.contextmanager
    def look(self) -> Iterator[Session]:
        """Open a transaction that only reads, all of it from one moment; waits for nobody."""
        info = {SETTING: self._seal}
        with (
            self._translated(),
            Session(self._looking, autoflush=False, info=info) as session,
            session.begin(),
        ):
            yield session
            session.rollback()

    @contextlib.contextmanager
    def copied(self, folder: Path) -> Iterator[Session]:
        """Open a transaction on a copy in a private folder: for long work that keeps nobody from writing.

        Raises VaultDamaged, DiskFull, FolderNotWritable.
        """
        target = folder / DATABASE
        copying.copy(self.database, target, self._key)
        engine = open_engine(target, self._key)
        try:
            with Session(engine, info={SETTING: self._seal}) as session, session.begin():
                yield session
                session.rollback()
        finally:
            engine.dispose()
            copying.clear(target)

    def names(self, session: Session) -> dict[str, Person]:
        """Return everybody who is or was on the roster, by id; kept until `forget_names`."""
        if self._names is None:
            self._names = {person.id: person for person in people.roster(session)}
        return self._names

    def forget_names(self) -> None:
        """Read the roster anew next time, because it changed."""
        self._names = None

    def touched_since(self, mark: int) -> tuple[int, frozenset[str]]:
        """Return the ids of the records written since a mark, and the mark to ask with next time; 0 = since opening."""
        return len(self._touched), frozenset(self._touched[mark:])

    def lock_away(self) -> None:
        """Forget the key of the records that are locked away, and whatever was worked out while they were open."""
        self._seal.key = None
        self.memory.clear()

    def close(self) -> None:
        """Close the database, take away what lay open for a while, and let others in; a second call does nothing."""
        self.lock_away()
        self._engine.dispose()
        if self._footing.lock.held:
            sweep_passing(self.folder)
            with contextlib.suppress(OSError):
                (self.folder / OPEN).unlink(missing_ok=True)
        self._footing.leave()
        self._names = None

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the database's errors into those a person can act on; goes on with a disk that is back."""
        self._footing.find()
        try:
            yield
        except DBAPIError as error:
            known = explain(error, self.database)
            if known is None:
                raise
            self._footing.told(known)
            raise known from error

    def _look_anew(self) -> None:
        """Go on with a disk that is back: another computer, or a newer program there, may have written meanwhile."""
        with copying.translated(self.database), self._engine.connect() as connection:
            found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        if found > SCHEMA:
            raise NewerVault(path=str(self.folder), found=found, known=SCHEMA)
        self.memory.clear()
        self._names = None
        with contextlib.suppress(OSError):
            (self.folder / OPEN).touch(mode=0o600)


def path_of(folder: Path) -> Path:
    """Return the folder's name as a vault's: with its ending."""
    return folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX)


def is_vault(folder: Path) -> bool:
    """Tell whether a folder looks like a vault; one that may not be looked into doesn't."""
    try:
        return (folder / DATABASE).is_file()
    except OSError:
        return False


@contextlib.contextmanager
def making(folder: Path, *, password: str, clock: Clock, cost: Cost | None = None) -> Iterator[Vault]:
    """Make a vault in a temporary folder, yield it to be filled, then close it and give it its name.

    So there is a whole vault under the name, or none. `folder` is the vault's own path; `cost` is what Argon2id
    costs (measured on this computer when not given). Raises VaultExists, VaultOnShare, FolderNotWritable, DiskFull.
    """
    if os.path.lexists(folder):
        raise VaultExists(path=str(folder))
    refuse_share(folder)
    part = folder.with_name(f".{folder.name}.{new_id()}.part")
    try:
        make_folder(part.parent, parents=True)
        part.mkdir(mode=0o700)
    except OSError as error:
        told = explain_file(error, part)
        # A place that takes no folder (/proc) says there is no such file; the person knows nothing of a part.
        raise (FolderNotWritable(path=str(folder.parent)) if isinstance(told, FileMissing) else told) from error
    try:
        name, key = new_id(), secrets.token_bytes(KEY_SIZE)
        wrap(part, key, vault=name, password=password, cost=cost or Cost.measured())
        # Alembic is needed here and for an old vault only; it takes a fifth of a second to load.
        from core.store.migrations.running import build

        build(part / DATABASE, key)
        vault = Vault(part, name=name, key=key, lock=Lock(part / LOCK), clock=clock)
        try:
            yield vault
        finally:
            vault.close()
        make_private(part)
        try:
            part.rename(folder)
        except OSError as error:
            raise (
                VaultExists(path=str(folder)) if folder.exists() else FolderNotWritable(path=str(folder.parent))
            ) from error
        flush_folder(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def open_vault(folder: Path, password: str, *, clock: Clock) -> Vault:
    """Open a vault; one of an older program is first brought up to date, on a copy.

    Raises NoVault, VaultOnShare, VaultInUse, WrongPassword, VaultDamaged, NewerVault, FolderNotWritable, DiskFull.
    """
    if not is_vault(folder):
        raise NoVault(path=str(folder))
    refuse_share(folder)
    lock = Lock(folder / LOCK)
    try:
        sweep(folder)
        found = unwrap(folder, password)
        _bring_up(folder, found.key, clock=clock)
        return Vault(folder, name=found.vault, key=found.key, lock=lock, clock=clock, opened_by=found.kind)
    except BaseException:
        lock.release()
        raise


def sweep(folder: Path) -> None:
    """Remove what a program that died left in a vault or a desk: half files, packets on their way, opened envelopes.

    And keep others out of it, for it may have come back from a stick, which knows no owners.
    """
    sweep_parts(folder)
    make_private(folder)
    sweep_passing(folder)


def sweep_passing(folder: Path) -> None:
    """Remove the folders that live only as long as a piece of work: nothing of a book stays in the clear."""
    with contextlib.suppress(OSError):  # on a stick that was pulled out there is nothing to take away
        for place in list(folder.iterdir()):
            if place.is_dir() and place.name.startswith(PASSING):
                shutil.rmtree(place, ignore_errors=True)


def _bring_up(folder: Path, key: bytes, *, clock: Clock) -> None:
    """Refuse a vault of a newer program; migrate one of an older."""
    found = schema_of(folder / DATABASE, key)
    if found > SCHEMA:
        raise NewerVault(path=str(folder), found=found, known=SCHEMA)
    if found < SCHEMA:
        from core.store.migrations.running import migrate

        migrate(folder, key, found=found, clock=clock)


def schema_of(database: Path, key: bytes) -> int:
    """Return the number of a database's schema.

    Raises VaultDamaged when the right key does not open it or when it was never finished.
    """
    engine: Engine = open_engine(database, key)
    try:
        with engine.connect() as connection:
            found = connection.execute(text("PRAGMA user_version")).scalar_one()
            tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    except DBAPIError as error:
        known = explain(error, database)
        if known is None:
            raise
        raise known from error
    finally:
        engine.dispose()
    if not found or not tables:
        raise VaultDamaged(path=str(database.parent), part="database")
    return int(found)
