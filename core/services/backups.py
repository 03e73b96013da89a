"""Backups of an open book: made and checked by themselves, carried onto a stick, thinned out as they age."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from core.base.copying import copy_to_disk, read_from_disk
from core.base.errors import BackupOfAnother, FileUnreadable, ReadBackDiffers, UserError
from core.base.files import explain, free_space, make_folder, part_of, passing_folder
from core.base.jobs import Progress, Silent
from core.base.log import logger
from core.exchange import carry as carrying
from core.exchange.container import SCHOOL_CHARACTERS, plain
from core.exchange.errand import handed_over
from core.exchange.sticks import Drives
from core.services import rolling, sticking
from core.services.backedup import Kept, note, standing
from core.store import backup
from core.store.backup import ENDING, About
from core.store.books import Book
from core.store.journal import What
from core.store.register.desk import Desk
from core.views.backups import BackupState, BackupView, Trouble
from core.views.verdicts import DriveView

__all__ = ["Book"]

FOLDER = backup.FOLDER
ON_STICK = "台账备份"
"""Folder on a stick."""
SHARE = 4
"""All backups here take at most a fourth of what is free and theirs; the two newest are kept in any case."""
LEAST = 2
FILES = f"*{ENDING}"
"""What the file of a backup is called."""

_log = logger(__name__)


def state(book: Book) -> BackupState:
    """Return how the backups stand; one short read."""
    now = standing(book)
    kept, pending = now.kept, now.mark not in {now.kept.mark, now.kept.stick_mark}
    last = max((moment for moment in (kept.at, kept.stick_at) if moment), default=None)
    since = last or now.begun
    days = max(0, (book.clock.now() - since).days) if pending and since else 0
    return BackupState(
        last=last,
        last_stick=kept.stick_at,
        stick=kept.stick,
        days=days,
        pending=pending,
        elsewhere=isinstance(book, Desk) and book.elsewhere,
    )


def make(book: Book, *, progress: Progress | None = None) -> BackupView:
    """Make a backup on this computer, checked, and let old ones go that need not be kept.

    Raises VaultDamaged, DiskFull, FolderNotWritable, FileUnreadable, ReadBackDiffers, Cancelled.
    """
    watch = progress or Silent()
    mark = standing(book).mark
    place = book.folder / FOLDER
    with passing_folder(book.folder, "draw-") as room:
        packed, about = backup.make(book, room, clock=book.clock, progress=watch)
        _make_room(place, packed.stat().st_size)
        target = place / f"{about.made_at:%Y%m%d-%H%M%S}{ENDING}"
        lay_down(packed, target, progress=watch)
    _note(book, What.BACKUP_MADE, about, lambda kept: replace(kept, at=about.made_at, mark=mark))
    thin_out(place)
    return _view(target, about)


def make_if_changed(book: Book, *, progress: Progress | None = None) -> BackupView | None:
    """Make a backup when something was changed since the last one here; None when nothing was. Raises as `make`."""
    now = standing(book)
    return None if now.kept.mark == now.mark else make(book, progress=progress)


def note_trouble(book: Book, error: UserError | None) -> None:
    """Keep, inside the book, why no backup was made when it is closed; None where the program made a mistake.

    Raises what a save raises.
    """
    trouble = Trouble(code=error.code(), particulars=dict(error.particulars)) if error else Trouble(code="")
    note(book, lambda kept: replace(kept, trouble=trouble))


def take_trouble(book: Book) -> Trouble | None:
    """Return why no backup was made when the book was closed last, once."""
    trouble = standing(book).kept.trouble
    if trouble is not None:
        note(book, lambda kept: replace(kept, trouble=None))
    return trouble


def name_stick(book: Book, stick: DriveView | None) -> None:
    """Name the stick onto which backups go by themselves when it appears; None takes the name away."""
    label, volume = (stick.label, stick.volume) if stick else ("", "")
    note(book, lambda kept: replace(kept, stick=label, volume=volume))


def is_named(book: Book, stick: DriveView) -> bool:
    """Tell whether a stick is the one that was named, and something is to be carried onto it."""
    now = standing(book)
    return bool(now.kept.volume) and stick.volume == now.kept.volume and now.kept.stick_mark != now.mark


def carry(
    book: Book,
    folder: Path,
    *,
    chosen: DriveView | None = None,
    progress: Progress | None = None,
    found_by: Drives | None = None,
) -> BackupView:
    """Carry a fresh backup onto a stick or into a folder, read back and compared; older ones there are thinned out.

    Raises what `make` and `core.exchange.carry.lay` raise.
    """
    watch, now = progress or Silent(), standing(book)
    there = sticking.place_in(folder, ON_STICK, chosen=chosen, found_by=found_by)
    with passing_folder(book.folder, "draw-") as room:
        packed, about = backup.make(book, room, clock=book.clock, progress=watch)
        laid = carrying.lay(
            packed,
            folder,
            name=_name(now.owner or book.folder.stem, about),
            clock=book.clock,
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
    _note(
        book,
        What.BACKUP_CARRIED,
        about,
        lambda kept: replace(kept, stick_at=about.made_at, stick_mark=now.mark),
        handed=msgspec.to_builtins(handed),
    )
    thin_out(laid.path.parent, of=about.vault)
    return _view(laid.path, about, label=there.label)


def listing(book: Book) -> tuple[BackupView, ...]:
    """Return the backups on this computer, newest first; what is no whole backup is left out."""
    return tuple(_view(path, about) for path, about in _there(book.folder / FOLDER))


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
    """Remove backups that need not be kept; returns how many went. Those of other vaults stay (`of` an id).

    The newest one that was made before each bringing up to date stays, whatever its age.
    """
    there = [(path, about) for path, about in _there(place) if not of or about.vault == of]
    kept = rolling.to_keep([about.made_at for _path, about in there])
    newest_of = {about.schema: path for path, about in reversed(there)}
    gone = 0
    for path, about in there:
        if about.made_at not in kept and newest_of[about.schema] != path:
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


def _note(book: Book, what: What, about: About, change: Callable[[Kept], Kept], **more: Any) -> None:
    """Keep that a backup was made, and tell the journal; what went wrong before is past."""
    body = {"sha256": about.sha256, "size": about.size, "records": _count(about), **more}
    note(book, lambda kept: replace(change(kept), trouble=None), what=what, body=body)


def _name(owner: str, about: About) -> str:
    """Return a name that tells whose and when."""
    return f"{plain(owner, longest=SCHOOL_CHARACTERS)}-{about.made_at:%Y%m%d-%H%M%S}{ENDING}"


def _count(about: About) -> int:
    """Return how many records are inside, or packets of a desk's."""
    return about.counts.get("record", 0) or about.counts.get("desk_incoming", 0)


def _moment(one: BackupView) -> datetime:
    return one.made_at


def _view(path: Path, about: About, *, label: str = "") -> BackupView:
    return BackupView(
        path=path,
        made_at=about.made_at,
        size=about.size,
        records=_count(about),
        label=label,
        sort=about.sort,
        elsewhere=about.elsewhere,
    )
