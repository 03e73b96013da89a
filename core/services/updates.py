"""The program itself is updated from a stick: found, judged, laid beside the present version, switched, taken back.

Nothing of a record book is touched but for the backup that is made first. See `core.exchange.installation` for what
may be killed when.
"""

import os
import shutil
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.clock import Clock
from core.base.errors import (
    FolderNotWritable,
    NothingFormer,
    ProgramFixed,
    ProgramFromSource,
    ProgramLocked,
    ProgramOfSystem,
    StickGone,
    UpdateCutOff,
    UpdateOlder,
    UpdateTooFar,
    UpdateUnderWay,
    UserError,
    VaultInUse,
    VaultMoved,
)
from core.base.files import make_folder, part_of, sweep_parts
from core.base.jobs import Progress, Silent
from core.base.paths import program_folder
from core.base.release import numbers, platform_name, program_name
from core.base.version import VERSION
from core.exchange import trouble
from core.exchange import update as format_
from core.exchange.installation import VERSIONS, Installation, Step
from core.exchange.update import Item, Manifest
from core.services import backups
from core.signing.release import ReleaseKey, shipped_keys
from core.store import vault as store
from core.store.books import Book
from core.store.lock import Lock
from core.store.register.tables import SCHEMA as REGISTER_SCHEMA
from core.views.updates import UpdateOffer, UpdateState
from core.views.verdicts import DriveView

if TYPE_CHECKING:
    from core.views.backups import BackupView

LOCK = ".lock"
BEFORE = "before-update"
"""Folder among the backups for the one that was made before the last update: it is not thinned out."""
_SYSTEM = ("/usr", "/opt", "/snap")
"""Where the system's package manager puts programs, and it alone but for `/opt` and `/usr/local`."""
_BY_HAND = ("/opt", "/usr/local")
_DPKG = Path("/var/lib/dpkg/info")


@dataclass(frozen=True, slots=True)
class Program:
    """The program that runs, as far as an update has to know it."""

    version: str
    platform: str
    folder: Path | None
    """The folder of the bundle; None when it runs from its source."""
    keys: tuple[ReleaseKey, ...]
    """The release keys it believes."""
    schema: Mapping[str, int] = field(default_factory=dict)
    """Its schemas, by kind of book."""

    @property
    def installation(self) -> Installation:
        """Return the folder with its versions.

        Raises ProgramFromSource, ProgramOfSystem, ProgramFixed, ProgramLocked.
        """
        folder = self.folder
        if folder is None:
            raise ProgramFromSource
        laid = folder.parent.name == VERSIONS
        root = folder.parent.parent if laid else folder
        writable = laid and os.access(root, os.W_OK) and os.access(root / VERSIONS, os.W_OK)
        of_system = any(root.is_relative_to(place) for place in _SYSTEM)
        by_hand = writable and any(root.is_relative_to(place) for place in _BY_HAND) and not _is_packaged(root)
        if of_system and not by_hand:
            raise ProgramOfSystem(path=str(root))
        if not laid:
            raise ProgramFixed(path=str(root))
        if not writable:
            raise ProgramLocked(path=str(root))
        return Installation(root, program_name(self.platform))


def here() -> Program:
    """Return the program that runs."""
    return Program(
        version=VERSION,
        platform=platform_name(),
        folder=program_folder(),
        keys=shipped_keys(),
        schema={"vault": store.SCHEMA, "register": REGISTER_SCHEMA},
    )


def state(program: Program) -> UpdateState:
    """Return how the program stands: whether it can be updated, and what starts next time."""
    try:
        installation = program.installation
    except UserError as error:
        return UpdateState(program.version, refused=error)
    following, step = installation.current(), installation.step()
    stepped = step is not None and step.version == program.version and step.former in installation.versions()
    return UpdateState(
        program.version,
        following=following if following != program.version else "",
        former=step.former if step and stepped else "",
        updated_at=step.at if step and stepped else None,
    )


def find(program: Program, drives: Iterable[DriveView], *, folders: Iterable[Path] = ()) -> tuple[UpdateOffer, ...]:
    """Return the updates on sticks and in chosen folders, the best first; the archives are not read yet.

    First those that can be used, the newest of them first, then the others with their reasons.
    """
    places = [(drive.path, drive.label or drive.path.name) for drive in drives] + [(folder, "") for folder in folders]
    found: list[UpdateOffer] = []
    for place, label in places:
        try:
            found.extend([_offer(program, folder, label) for folder in format_.folders_in(place)])
        except OSError:
            continue  # pulled out while it was looked at, or no folder any more
    return tuple(sorted(found, key=lambda one: (one.refused is None, numbers(one.version)), reverse=True))


def check(program: Program, offer: UpdateOffer, *, progress: Progress | None = None) -> None:
    """Judge an update anew and read all of it. Raises what `apply` raises before anything is written, Cancelled."""
    with _reading(offer):
        format_.compare(offer.folder, _judged(program, offer.folder), progress=progress or Silent())


def back_up(book: Book, *, progress: Progress | None = None) -> Path:
    """Back an open record book up before the program changes, and keep that backup apart; returns it.

    Of a desk the keys and what lies in its own file; a register on a server has its own backups. Raises what
    `backups.make` raises.
    """
    return _set_apart(backups.make(book, progress=progress))


def apply(
    program: Program, offer: UpdateOffer, *, clock: Clock, backup: Path | None = None, progress: Progress | None = None
) -> None:
    """Lay the new version beside this one, compared file by file, and let it start next time.

    No book may be open: the windows close it first. Killed at any moment, either this version starts next time or the
    new one. May be called again after any failure. Raises ProgramFromSource, ProgramOfSystem, ProgramFixed,
    ProgramLocked, UpdateUnderWay, UpdateNoRoom, UpdateUnsigned, UpdateOfAnother, UpdateForOthers, UpdateDamaged,
    UpdateTooLarge, UpdateUnsafe, UpdateOlder, UpdateTooFar, NewerUpdate, UpdateCutOff, ReadBackDiffers, Cancelled.
    """
    watch = progress or Silent()
    installation = program.installation
    with _alone(installation), _reading(offer):
        manifest = _judged(program, offer.folder)
        installation.clear()
        installation.make_room(manifest.size)
        with closing(_readable(offer, format_.contents(offer.folder, manifest))) as files:
            installation.take_in(manifest, files, progress=watch)
        installation.note(
            Step(
                former=program.version,
                version=manifest.version,
                at=clock.now().replace(microsecond=0),
                schema=dict(program.schema),
                backup=str(backup or ""),
            )
        )
        installation.start_with(manifest.version)
        for version in installation.versions():
            if version not in {program.version, manifest.version}:
                installation.drop(version)  # another window's stays until the next update


def next_program(program: Program) -> Path:
    """Return the file that starts next time. Raises NothingFormer and what `Program.installation` raises."""
    installation = program.installation
    version = installation.current()
    if not version:
        raise NothingFormer(version=program.version)
    return installation.place_of(version)


def choose(program: Program, version: str, *, book: str = "vault") -> None:
    """Let another version that lies here start next time: the former one, or the present one after all.

    `book` is the kind of the record book that is open. Raises NothingFormer, VaultMoved (that book was brought up to
    date, and the former version can't read it), ProgramLocked, UpdateUnderWay and what `Program.installation` raises.
    """
    installation = program.installation
    with _alone(installation):
        step = installation.step()
        if version != program.version:
            if step is None or (step.former, step.version) != (version, program.version):
                raise NothingFormer(version=version)
            if step.schema.get(book, 0) < program.schema.get(book, 0):
                raise VaultMoved(former=version, backup=step.backup)
        installation.start_with(version)


def _is_packaged(root: Path) -> bool:
    """Tell whether Debian's package manager put a folder there; an administrator may write into it all the same."""
    try:
        return any(f"{root}/" in path.read_text("utf-8", "replace") for path in _DPKG.glob("taizhang*.list"))
    except OSError:
        return False


def _offer(program: Program, folder: Path, label: str) -> UpdateOffer:
    """Judge an update as far as that goes without its archive."""
    manifest: Manifest | None = None
    refused: UserError | None = None
    try:
        manifest = format_.read(folder, platform=program.platform, keys=program.keys)
        _fit(program, manifest)
    except UserError as error:
        refused = error
    except OSError as error:
        refused = _explained(error, folder, stick=bool(label))
    if manifest is None:
        return UpdateOffer(folder, label, refused=refused)
    with suppress(ValueError):
        return UpdateOffer(
            folder,
            label,
            refused=refused,
            version=manifest.version,
            day=date.fromisoformat(manifest.date),
            changes=manifest.changes,
            size=manifest.payload.size,
        )
    return UpdateOffer(folder, label, refused=refused, version=manifest.version, changes=manifest.changes)


def _judged(program: Program, folder: Path) -> Manifest:
    """Return what an update says, once it is certain that it may follow this program."""
    manifest = format_.read(folder, platform=program.platform, keys=program.keys)
    _fit(program, manifest)
    return manifest


def _fit(program: Program, manifest: Manifest) -> None:
    """Make sure that a version can follow this one. Raises UpdateOlder, UpdateTooFar."""
    present = program.version
    with suppress(UserError):
        present = max(present, program.installation.current(), key=numbers)
    if numbers(manifest.version) <= numbers(present):
        raise UpdateOlder(version=manifest.version, present=present)
    if numbers(manifest.since) > numbers(program.version):
        raise UpdateTooFar(version=manifest.version, present=program.version, since=manifest.since)


def _set_apart(made: "BackupView") -> Path:
    """Keep a backup where it is not thinned out, instead of the one before the update before."""
    place = made.path.parent / BEFORE
    target = place / made.path.name
    try:
        make_folder(place)
        sweep_parts(place)
        with part_of(target) as part:
            try:
                os.link(made.path, part)
            except OSError:
                shutil.copyfile(made.path, part)
    except (OSError, UserError):
        return made.path  # it is there all the same, and checked; the one before that stays
    for old in place.glob(backups.FILES):
        if old != target:
            with suppress(OSError):
                old.unlink()
    return target


@contextmanager
def _alone(installation: Installation) -> Iterator[None]:
    """Keep other windows from updating meanwhile. Raises UpdateUnderWay, ProgramLocked."""
    try:
        lock = Lock(installation.root / LOCK)
    except VaultInUse as error:
        raise UpdateUnderWay(path=str(installation.root)) from error
    except FolderNotWritable as error:
        raise ProgramLocked(path=str(installation.root)) from error
    try:
        yield
    finally:
        lock.release()


def _readable(
    offer: UpdateOffer, files: Generator[tuple[Item, Iterator[bytes]], None, None]
) -> Generator[tuple[Item, Iterator[bytes]], None, None]:
    """Yield the files of an update; what the stick does wrong is told as the stick's fault and not the disk's."""

    def guarded(blocks: Iterator[bytes]) -> Iterator[bytes]:
        with _reading(offer):
            yield from blocks

    with _reading(offer), closing(files):
        for item, blocks in files:
            yield item, guarded(blocks)


@contextmanager
def _reading(offer: UpdateOffer) -> Iterator[None]:
    """Turn what the system says of the stick into what a person can act on."""
    try:
        yield
    except OSError as error:
        raise _explained(error, offer.folder, stick=bool(offer.label)) from error


def _explained(error: OSError, folder: Path, *, stick: bool) -> UserError:
    """Return what a person can act on."""
    known = trouble.explain(error, folder, needed=0, stick=stick)
    return UpdateCutOff(path=str(folder)) if isinstance(known, StickGone) else known
