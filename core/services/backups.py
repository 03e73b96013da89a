"""Backups of the open vault: made and checked by themselves, carried onto a stick, thinned out as they age."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from core.base.copying import copy_to_disk, read_from_disk
from core.base.errors import BackupOfAnother, FileUnreadable, ReadBackDiffers, UserError
from core.base.files import explain, free_space, make_folder, part_of, passing_folder
from core.base.jobs import Progress, Silent
from core.base.log import logger
from core.exchange import carry as carrying
from core.exchange.container import SCHOOL_CHARACTERS, plain
from core.exchange.errand import handed_over
from core.exchange.sticks import Drives
from core.records.content import School
from core.services import rolling, sticking
from core.store import backup, journal, people, records, settings
from core.store.backup import ENDING, About
from core.store.engine import Session
from core.store.journal import What
from core.store.vault import Vault
from core.views.backups import BackupState, BackupView
from core.views.verdicts import DriveView

FOLDER = "backups"
"""Folder inside the vault's where they lie."""
ON_STICK = "台账备份"
"""Folder on a stick."""
BACKUP = "backup"
"""Setting: how it stood when the last one was made, and the named stick."""
SHARE = 4
"""All backups here take at most a fourth of what is free and theirs; the two newest are kept in any case."""
LEAST = 2
FILES = f"*{ENDING}"
"""What the file of a backup is called."""

_QUIET = frozenset((What.UNLOCKED, What.BACKUP_MADE, What.BACKUP_CARRIED))
"""Entries of the journal after which nothing new is to be kept."""

_log = logger(__name__)


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """How the vault stood when the last backup was made."""

    at: datetime | None = None
    mark: str = ""
    """What `_mark` said then."""
    stick_at: datetime | None = None
    stick_mark: str = ""
    stick: str = ""
    """Label of the named stick."""
    volume: str = ""
    """Number of its volume."""


def state(vault: Vault) -> BackupState:
    """Return how the backups stand; one short read."""
    with vault.look() as session:
        kept = _kept(session)
        pending = _mark(session) not in {kept.mark, kept.stick_mark}
        begun = journal.one(session, 1)
    last = max((moment for moment in (kept.at, kept.stick_at) if moment), default=None)
    since = last or (begun.at if begun else None)
    days = max(0, (vault.clock.now() - since).days) if pending and since else 0
    return BackupState(last=last, last_stick=kept.stick_at, stick=kept.stick, days=days, pending=pending)


def make(vault: Vault, *, progress: Progress | None = None) -> BackupView:
    """Make a backup on this computer, checked, and let old ones go that need not be kept.

    Raises VaultDamaged, DiskFull, FolderNotWritable, FileUnreadable, ReadBackDiffers, Cancelled.
    """
    watch = progress or Silent()
    with vault.look() as session:
        mark = _mark(session)
    place = vault.folder / FOLDER
    with passing_folder(vault.folder, "draw-") as room:
        packed, about = backup.make(vault, room, clock=vault.clock, progress=watch)
        _make_room(place, packed.stat().st_size)
        target = place / f"{about.made_at:%Y%m%d-%H%M%S}{ENDING}"
        lay_down(packed, target, progress=watch)
    with vault.work() as session:
        kept = _kept(session)
        _keep(session, msgspec.structs.replace(kept, at=about.made_at, mark=mark))
        _tell(session, vault, What.BACKUP_MADE, about)
    thin_out(place)
    return _view(target, about)


def make_if_changed(vault: Vault, *, progress: Progress | None = None) -> BackupView | None:
    """Make a backup when something was changed since the last one here; None when nothing was. Raises as `make`."""
    with vault.look() as session:
        if _kept(session).mark == _mark(session):
            return None
    return make(vault, progress=progress)


def name_stick(vault: Vault, stick: DriveView | None) -> None:
    """Name the stick onto which backups go by themselves when it appears; None takes the name away."""
    with vault.work() as session:
        kept = _kept(session)
        label, volume = (stick.label, stick.volume) if stick else ("", "")
        _keep(session, msgspec.structs.replace(kept, stick=label, volume=volume))


def is_named(vault: Vault, stick: DriveView) -> bool:
    """Tell whether a stick is the one that was named, and something is to be carried onto it."""
    with vault.look() as session:
        kept = _kept(session)
        return bool(kept.volume) and stick.volume == kept.volume and kept.stick_mark != _mark(session)


def carry(
    vault: Vault,
    folder: Path,
    *,
    chosen: DriveView | None = None,
    progress: Progress | None = None,
    found_by: Drives | None = None,
) -> BackupView:
    """Carry a fresh backup onto a stick or into a folder, read back and compared; older ones there are thinned out.

    Raises what `make` and `core.exchange.carry.lay` raise.
    """
    watch = progress or Silent()
    with vault.look() as session:
        mark, school = _mark(session), people.get_school(session)
    there = sticking.place_in(folder, ON_STICK, chosen=chosen, found_by=found_by)
    with passing_folder(vault.folder, "draw-") as room:
        packed, about = backup.make(vault, room, clock=vault.clock, progress=watch)
        laid = carrying.lay(
            packed,
            folder,
            name=_name(school, about),
            clock=vault.clock,
            into=there.into,
            stick=there.choice is not None,
            chosen=there.choice,
            progress=watch,
        )
    handed = handed_over(
        name=laid.path.name,
        into=there.into,
        size=laid.size,
        sha256=laid.sha256,
        at=laid.read_back,
        folder=folder,
        chosen=there.choice,
    )
    with vault.work() as session:
        kept = _kept(session)
        _keep(session, msgspec.structs.replace(kept, stick_at=about.made_at, stick_mark=mark))
        _tell(session, vault, What.BACKUP_CARRIED, about, handed=msgspec.to_builtins(handed))
    thin_out(laid.path.parent, of=about.vault)
    return _view(laid.path, about, label=there.label)


def listing(vault: Vault) -> tuple[BackupView, ...]:
    """Return the backups on this computer, newest first; what is no whole backup is left out."""
    return tuple(_view(path, about) for path, about in _there(vault.folder / FOLDER))


def found_on(folder: Path, *, label: str = "", of: str = "") -> tuple[BackupView, ...]:
    """Return the backups in a folder, or on a stick in its folder for them, newest first; `of` = of this vault only."""
    places = {folder: None, folder / ON_STICK: None}
    there = [(path, about) for place in places for path, about in _there(place) if not of or about.vault == of]
    return tuple(sorted((_view(path, about, label=label) for path, about in there), key=_moment, reverse=True))


def described(path: Path, *, of: str = "") -> BackupView:
    """Return what a file tells of itself as a backup, of the vault `of` where one is named.

    Raises FileMissing, FileUnreadable, NotAFile, BackupDamaged, NewerVault, BackupOfAnother.
    """
    about = backup.read_about(path)
    if of and about.vault != of:
        raise BackupOfAnother(path=str(path))
    return _view(path, about)


def lay_down(packed: Path, target: Path, *, progress: Progress) -> None:
    """Write a backup under its name, read it back from the disk and compare.

    Raises DiskFull, FolderNotWritable, ReadBackDiffers, Cancelled.
    """
    size = packed.stat().st_size
    try:
        make_folder(target.parent)
    except OSError as error:
        raise explain(error, target) from error
    wanted = read_from_disk(packed, size=size)
    with part_of(target) as part:
        copy_to_disk(packed, part, size=size, progress=progress)
        if read_from_disk(part, size=size, progress=progress) != wanted:
            raise ReadBackDiffers(path=str(target))


def thin_out(place: Path, *, of: str = "") -> int:
    """Remove backups that need not be kept; returns how many went. Those of other vaults stay (`of` an id)."""
    there = [(path, about) for path, about in _there(place) if not of or about.vault == of]
    kept = rolling.to_keep([about.made_at for _path, about in there])
    gone = 0
    for path, about in there:
        if about.made_at not in kept:
            with suppress(OSError):
                path.unlink()
                gone += 1
    return gone


def _make_room(place: Path, size: int) -> None:
    """Let the oldest go while all of them take too large a share of the disk; the newest stay."""
    there = list(_there(place))
    taken = sum(path.stat().st_size for path, _about in there) + size
    while len(there) > LEAST and taken > (free_space(place.parent) + taken) / SHARE:
        path, _about = there.pop()
        taken -= path.stat().st_size
        with suppress(OSError):
            path.unlink()


def _there(place: Path) -> Iterator[tuple[Path, About]]:
    """Yield the backups in a folder, newest first."""
    found = []
    with suppress(OSError):
        for path in place.glob(f"*{ENDING}"):
            try:
                found.append((path, backup.read_about(path)))
            except (UserError, FileUnreadable) as error:
                _log.warning("a backup could not be read: %s", error.code())
    yield from sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True)


def _mark(session: Session) -> str:
    """Return what differs as soon as something worth keeping was changed."""
    entries = journal.last_apart_from(session, _QUIET)
    return f"{entries}/{records.changes(session)}"


def _kept(session: Session) -> _Kept:
    return msgspec.convert(settings.get(session, BACKUP, {}), _Kept)


def _keep(session: Session, kept: _Kept) -> None:
    settings.put(session, BACKUP, msgspec.to_builtins(kept))


def _tell(session: Session, vault: Vault, what: What, about: About, **more: Any) -> None:
    """Note the backup in the journal."""
    journal.append(
        session,
        what,
        at=vault.clock.now().replace(microsecond=0),
        by=people.get_school(session).principal,
        body={"sha256": about.sha256, "size": about.size, "records": about.counts.get("record", 0), **more},
    )


def _name(school: School, about: About) -> str:
    """Return a name that tells whose and when."""
    return f"{plain(school.short or school.name, longest=SCHOOL_CHARACTERS)}-{about.made_at:%Y%m%d-%H%M%S}{ENDING}"


def _moment(one: BackupView) -> datetime:
    return one.made_at


def _view(path: Path, about: About, *, label: str = "") -> BackupView:
    return BackupView(
        path=path, made_at=about.made_at, size=about.size, records=about.counts.get("record", 0), label=label
    )
