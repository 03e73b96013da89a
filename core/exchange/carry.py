"""Carry a file onto a stick or into a folder: written, read back, judged; whole under its name, or not there at all.

The order: pre-flight, a copy under a temporary name, flush, read back from the disk itself, rename, judge what now
lies there. Whatever fails leaves nothing under the final name.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG

from core.base.canonical import file_digest
from core.base.clock import Clock
from core.base.copying import copy_to_disk, read_from_disk
from core.base.errors import NameTaken, ReadBackDiffers
from core.base.files import PART, explain_reading, flush, flush_folder, require_file, sweep_parts
from core.base.ids import new_id
from core.base.jobs import Progress, Silent
from core.exchange.preflight import Load, find_suspicious, look_ahead, refusal
from core.exchange.sticks import Chosen
from core.exchange.trouble import told
from core.signing.verdict import Light, Verdict


class Stage(StrEnum):
    """The three things that must be done before anybody may pull the stick out."""

    WRITTEN = "written"
    READ_BACK = "read_back"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Done:
    """One stage that was passed."""

    stage: Stage
    at: datetime


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that lies where it should, read back and the same."""

    path: Path
    sha256: str
    """64 lower-case hex digits."""
    size: int
    """Bytes."""
    written: datetime
    read_back: datetime
    suspicious: tuple[str, ...]
    """Names of programs and shortcuts in the same folder (check I08)."""
    clock_off: timedelta
    """How far the times of files there are ahead of the clock; zero when it is no more than a day either way."""
    again: bool
    """Whether the very same file lay there already and nothing had to be written."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that lies where it should."""

    path: Path
    sha256: str
    """Digest of what was read back, 64 lower-case hex digits."""
    size: int
    """Bytes."""
    stages: tuple[Done, ...]
    """All three, in order, each with its time."""
    suspicious: tuple[str, ...]
    """Names of programs and shortcuts in the same folder (check I08)."""
    clock_off: timedelta
    """How far the times of files there are ahead of the clock; zero when it is no more than a day either way."""
    verdict: Verdict
    """The judge's answer about the file as it lies there."""
    again: bool
    """Whether the very same file lay there already and nothing had to be written."""


def carry(
    source: Path,
    folder: Path,
    *,
    name: str,
    judge: Callable[[Path], Verdict],
    clock: Clock,
    into: str = "",
    stick: bool = True,
    chosen: Chosen | None = None,
    progress: Progress | None = None,
) -> Carried:
    """Carry `source` into `folder` under `name` and prove that it arrived; may be called again after any failure.

    `judge` judges the file where it lies then; `into` names a folder there, made when it is missing; `chosen` is the
    stick that must still be there at the beginning and at the end. A file that lies there whole already counts as
    carried, also on a full stick and a locked one. Raises what `look_ahead` raises, and NameTaken (another file of
    that name is there and stays), NameTooLong, TooLargeForStick, StickSwapped, ReadBackDiffers (what arrived is not
    what was sent; it was removed), FileMissing or FileUnreadable (the source), Cancelled.
    """
    laid = lay(source, folder, name=name, clock=clock, into=into, stick=stick, chosen=chosen, progress=progress)
    with told(folder, needed=laid.size, stick=stick):
        verdict = _judge(laid.path, judge, sha256=laid.sha256, keep=laid.again)
        if chosen:
            chosen.check()
    return Carried(
        path=laid.path,
        sha256=laid.sha256,
        size=laid.size,
        stages=(
            Done(Stage.WRITTEN, laid.written),
            Done(Stage.READ_BACK, laid.read_back),
            Done(Stage.JUDGED, clock.now()),
        ),
        suspicious=laid.suspicious,
        clock_off=laid.clock_off,
        verdict=verdict,
        again=laid.again,
    )


def lay(
    source: Path,
    folder: Path,
    *,
    name: str,
    clock: Clock,
    into: str = "",
    stick: bool = True,
    chosen: Chosen | None = None,
    progress: Progress | None = None,
) -> Laid:
    """Lay a file down as `carry` does, without anybody judging it: written, flushed, read back and compared.

    Raises what `carry` raises.
    """
    watch = progress or Silent()
    load = measure(source, name=name, into=into)
    if error := refusal(load, system=chosen.stick.system if chosen else ""):
        raise error
    target = folder / into / name
    with told(folder, needed=load.size, stick=stick):
        if chosen:
            chosen.check()
        again = _lies_there(target, load)
        off = timedelta(0)
        if not again:
            off = look_ahead(folder, needed=load.size, stick=stick, clock=clock).clock_off
        suspicious = find_suspicious(*{folder, target.parent} if again or target.parent.is_dir() else {folder})
        if again:
            flush_folder(target.parent)  # whoever laid it there may have been stopped before
            written = read_back = clock.now()
        else:
            with _folder(folder, into):
                written, read_back = _write(source, target, load=load, clock=clock, progress=watch)
        if chosen:
            chosen.check()
    return Laid(
        path=target,
        sha256=load.sha256,
        size=load.size,
        written=written,
        read_back=read_back,
        suspicious=suspicious,
        clock_off=off,
        again=again,
    )


def measure(source: Path, *, name: str, into: str = "") -> Load:
    """Return size and digest of a file to be carried. Raises FileMissing, FileUnreadable, NotAFile."""
    require_file(source)
    try:
        return Load(name=name, size=source.stat().st_size, sha256=file_digest(source), into=into)
    except OSError as error:
        raise explain_reading(error, source) from error


def _lies_there(target: Path, load: Load) -> bool:
    """Tell whether the very file lies there already. Raises NameTaken when something else does, OSError."""
    try:
        status = target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    is_file = S_ISREG(status.st_mode)
    if not is_file or status.st_size != load.size or read_from_disk(target, size=load.size) != load.sha256:
        raise NameTaken(path=str(target))
    return True


@contextmanager
def _folder(folder: Path, into: str) -> Iterator[None]:
    """Make the folder a file goes into; one that was made in vain is taken away again. Raises OSError."""
    place = folder / into
    made = False
    if into:
        try:
            place.mkdir()
            flush_folder(folder)
            made = True
        except FileExistsError:
            if place.is_symlink() or not place.is_dir():
                raise
            sweep_parts(place)
    try:
        yield
    except BaseException:
        if made:
            with suppress(OSError):
                place.rmdir()
        raise


def _write(source: Path, target: Path, *, load: Load, clock: Clock, progress: Progress) -> tuple[datetime, datetime]:
    """Copy under a temporary name, read back, rename; returns when it was written and when read back."""
    part = target.with_name(f".{new_id()}{PART}")
    try:
        copy_to_disk(source, part, size=load.size, progress=progress)
        written = clock.now()
        if read_from_disk(part, size=load.size, progress=progress) != load.sha256:
            raise ReadBackDiffers(path=str(target))
        # The last moment to cancel: from here on the file is there.
        progress.step(0, 1, "judge")
        _rename(part, target)
        return written, clock.now()
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _judge(target: Path, judge: Callable[[Path], Verdict], *, sha256: str, keep: bool) -> Verdict:
    """Judge the file where it lies; one that fails is taken away again, unless it lay there before us."""
    believed = keep
    try:
        verdict = judge(target)
        if verdict.sha256 != sha256 or verdict.light is Light.INVALID:
            raise ReadBackDiffers(path=str(target))
        believed = True
        return verdict
    finally:
        if not believed:
            with suppress(OSError):
                target.unlink(missing_ok=True)


def _rename(part: Path, target: Path) -> None:
    """Give the finished file its name; a file that appeared meanwhile is not overwritten.

    The file is flushed once more: on FAT, exFAT and Windows, where folders can't be, that brings its new name along.
    """
    if target.exists():
        raise NameTaken(path=str(target))
    part.rename(target)
    flush_folder(target.parent)
    with target.open("rb+") as stream:
        flush(stream)
