"""The desk: a folder with an encrypted file that holds the authority's keys, and a register in it or elsewhere."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Engine, LargeBinary, MetaData, create_engine, inspect, make_url, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from core.base.clock import Clock
from core.base.errors import NewerVault, NoVault, RegisterUnreachable, VaultDamaged, VaultExists
from core.base.files import explain as explain_file
from core.base.files import flush_folder, make_folder, make_private
from core.base.ids import new_id
from core.store.engine import KEY_SIZE, LOOKING, explain, open_engine
from core.store.footing import Footing
from core.store.ground import refuse_share
from core.store.lock import Lock
from core.store.register.tables import SCHEMA, FactRow, RegisterBase
from core.store.tables.base import NAMES
from core.store.unlock import Cost, unwrap, wrap
from core.store.vault import sweep

SUFFIX = ".taizhang-desk"
DATABASE = "desk.db"
LOCK = "desk.lock"
REGISTER = "register"
"""Name of the secret that says where the register is, when it is not in the desk's own file: it may hold a password."""
POSTGRES = ("postgresql://", "postgresql+psycopg://")


class KeysBase(DeclarativeBase):
    """Root of what never leaves the encrypted file."""

    metadata = MetaData(naming_convention=NAMES)


class SecretRow(KeysBase):
    """Something packed by `core.signing` that holds a private key, or what only this computer is to know."""

    __tablename__ = "desk_secret"

    key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Clash(Exception):
    """Another clerk wrote the same thing a moment earlier: read anew."""


class Register:
    """The desk's tables behind one engine. Only `core.services.desk` opens its transactions."""

    def __init__(self, engine: Engine, *, place: Path | None) -> None:
        self._engine = engine
        self._looking = engine.execution_options(**{LOOKING: True}) if place else engine
        self._place = place
        self.footing: Footing | None = None
        """The disk below a register in a file, once it is in use."""

    @contextlib.contextmanager
    def work(self) -> Iterator[Session]:
        """Open a transaction that writes.

        Raises DiskFull, VaultAway, VaultReadOnly, VaultDamaged, FolderNotWritable, RegisterUnreachable.
        """
        with self._translated(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextlib.contextmanager
    def look(self) -> Iterator[Session]:
        """Open a transaction that only reads."""
        with self._translated(), Session(self._looking, autoflush=False) as session, session.begin():
            yield session
            session.rollback()

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the database's errors into those a person can act on; goes on with a disk that is back."""
        if self.footing is not None:
            self.footing.find()
        try:
            yield
        except IntegrityError as error:
            raise Clash from error
        except DBAPIError as error:
            if self._place is None:
                raise RegisterUnreachable(reason=_first_line(error)) from error
            known = explain(error, self._place)
            if known is None:
                raise
            if self.footing is not None:
                self.footing.told(known)
            raise known from error


class Desk:
    """An open desk."""

    def __init__(
        self, folder: Path, *, name: str, key: bytes, lock: Lock, clock: Clock, url: str = "", apart: bool = False
    ) -> None:
        self.folder = folder
        self.id = name
        self.clock = clock
        self.key = key
        engine = open_engine(folder / DATABASE, key, existing=True)
        self._keys = Register(engine, place=folder / DATABASE)
        self._footing = self._keys.footing = Footing(
            folder, name=name, lock=lock, let_go=engine.dispose, look_anew=lambda: self._look_anew(engine)
        )
        try:
            url = url or (self.secret(REGISTER) or b"").decode()
            self.elsewhere = bool(url)
            """Whether the register is in PostgreSQL and not in the desk's own file."""
            self.register = open_register(url) if url and not apart else self._keys
        except BaseException:
            self._keys.close()
            raise

    @property
    def database(self) -> Path:
        """Path of the desk's own file."""
        return self.folder / DATABASE

    def secrets(self) -> dict[str, bytes]:
        """Return all that is kept in the desk's own file besides a register."""
        with self._keys.look() as session:
            return {row.key: row.content for row in session.scalars(select(SecretRow).order_by(SecretRow.key))}

    def secret(self, key: str) -> bytes | None:
        """Return something packed that holds a private key, None when there is none."""
        with self._keys.look() as session:
            return session.scalar(select(SecretRow.content).where(SecretRow.key == key))

    def keep(self, **secret: bytes) -> None:
        """Keep packed keys, in one transaction."""
        with self._keys.work() as session:
            for key, content in secret.items():
                session.merge(SecretRow(key=key, content=content))

    def change(self, key: str, change: Callable[[bytes | None], bytes]) -> None:
        """Keep what comes of what is kept under a name, in one transaction."""
        with self._keys.work() as session:
            before = session.scalar(select(SecretRow.content).where(SecretRow.key == key))
            session.merge(SecretRow(key=key, content=change(before)))

    def close(self) -> None:
        """Close both databases and let others in; a second call does nothing."""
        if self.register is not self._keys:
            self.register.close()
        self._keys.close()
        self._footing.leave()

    def _look_anew(self, engine: Engine) -> None:
        """Go on with a disk that is back, unless a newer program has written on it meanwhile."""
        if not self.elsewhere:
            check_schema(Register(engine, place=self.database), self.folder)


def path_of(folder: Path) -> Path:
    """Return the folder's name as a desk's: with its ending."""
    return folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX)


def is_desk(folder: Path) -> bool:
    """Tell whether a folder looks like a desk."""
    try:
        return (folder / DATABASE).is_file()
    except OSError:
        return False


@contextlib.contextmanager
def making(folder: Path, *, password: str, clock: Clock, cost: Cost | None = None, url: str = "") -> Iterator[Desk]:
    """Make a desk under a temporary name, yield it to be filled, then give it its own: a whole desk or none.

    Raises VaultExists, VaultOnShare, FolderNotWritable, DiskFull, RegisterUnreachable.
    """
    if os.path.lexists(folder):
        raise VaultExists(path=str(folder))
    refuse_share(folder)
    part = folder.with_name(f".{folder.name}.{new_id()}.part")
    try:
        make_folder(part.parent, parents=True)
        part.mkdir(mode=0o700)
    except OSError as error:
        raise explain_file(error, part) from error
    try:
        make_private(part)
        key, name = secrets.token_bytes(KEY_SIZE), new_id()
        wrap(part, key, vault=name, password=password, cost=cost or Cost.measured())
        engine = open_engine(part / DATABASE, key)
        KeysBase.metadata.create_all(engine)
        if not url:
            build(engine)
        engine.dispose()
        lock = Lock(part / LOCK)
        try:
            desk = Desk(part, name=name, key=key, lock=lock, clock=clock, url=url)
        except BaseException:
            lock.release()
            raise
        try:
            if url:
                desk.keep(**{REGISTER: url.encode()})
            yield desk
        finally:
            desk.close()
        flush_folder(part)
        part.rename(folder)
        flush_folder(folder.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def open_desk(folder: Path, password: str, *, clock: Clock, url: str = "", apart: bool = False) -> Desk:
    """Open a desk, with the register it was made with or the one at `url`, and clear away what a dead program left.

    With `apart` a register elsewhere is left alone: only what lies in the folder is opened.
    Raises NoVault, VaultOnShare, VaultInUse, WrongPassword, VaultDamaged, NewerVault, RegisterUnreachable.
    """
    if not is_desk(folder):
        raise NoVault(path=str(folder))
    refuse_share(folder)
    lock = Lock(folder / LOCK)
    try:
        sweep(folder)
        found = unwrap(folder, password)
        name, key = found.vault, found.key
        desk = Desk(folder, name=name, key=key, lock=lock, clock=clock, url=url, apart=apart)
    except BaseException:
        lock.release()
        raise
    try:
        if not (apart and desk.elsewhere):
            check_schema(desk.register, folder)
    except BaseException:
        desk.close()
        raise
    return desk


def open_register(url: str) -> Register:
    """Open a register in PostgreSQL, making its tables the first time. Raises RegisterUnreachable, NewerVault."""
    if not url.startswith(POSTGRES):
        raise RegisterUnreachable(reason=url.partition(":")[0])
    plain = "postgresql+psycopg://" + url.partition("://")[2]
    try:
        engine = create_engine(plain, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 10})
    except (SQLAlchemyError, ValueError) as error:
        raise RegisterUnreachable(
            reason=type(error).__name__
        ) from None  # its words repeat the address, password and all
    register = Register(engine, place=None)
    try:
        build(engine)
        check_schema(register, Path(make_url(plain).database or ""))
    except BaseException as error:
        register.close()
        if isinstance(error, DBAPIError):
            raise RegisterUnreachable(reason=_first_line(error)) from error
        raise
    return register


def _first_line(error: DBAPIError) -> str:
    """Return what the database says, in one line."""
    return (str(error.orig or "").splitlines() or [type(error).__name__])[0]


def build(engine: Engine) -> None:
    """Make the register's tables where they are not there yet."""
    RegisterBase.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        if session.get(FactRow, "schema") is None:
            session.add(FactRow(key="schema", value=str(SCHEMA)))


def check_schema(register: Register, place: Path) -> None:
    """Refuse a register of a newer program. Raises NewerVault, VaultDamaged."""
    with register.look() as session:
        made = inspect(session.connection()).has_table(FactRow.__tablename__)
        found = session.get(FactRow, "schema") if made else None
        if found is None:
            raise VaultDamaged(path=str(place), part="database")
        if int(found.value) > SCHEMA:
            raise NewerVault(path=str(place), found=int(found.value), known=SCHEMA)
