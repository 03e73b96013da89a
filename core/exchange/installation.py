"""The program's own folder, laid out so that it can be replaced while it runs and killed at any moment.

    taizhang/current              name of the version that starts next time
    taizhang/versions/0.1.0/      one version whole, never changed once it stands there
    taizhang/versions/0.2.0/
    taizhang/update.json          the last step: from which version to which, and the backup made before
    taizhang/.new/                a version that is still being written; nothing starts from here

The launcher starts what `current` names, else the newest version that has a program.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from core.base.copying import read_from_disk
from core.base.errors import (
    DiskFull,
    FolderNotWritable,
    NothingFormer,
    ProgramLocked,
    ReadBackDiffers,
    UpdateDamaged,
    UpdateNoRoom,
)
from core.base.files import explain, flush, flush_folder, free_space, sweep_parts, write_safely
from core.base.ids import new_id
from core.base.jobs import Progress
from core.base.release import is_version, numbers
from core.base.running import is_held
from core.exchange.update import Item, Manifest

VERSIONS, CURRENT, STEP, FRESH = "versions", "current", "update.json", ".new"
GONE = ".gone-"
"""Beginning of the name of a folder that is being thrown away."""
MARGIN = 64 << 20
"""Bytes that must stay free besides the new version."""
PATIENCE = 40
"""Tries to rename what a virus scanner looks into at the same moment, a quarter of a second apart."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """How the program came to its present version."""

    former: str
    version: str
    at: datetime
    schema: dict[str, int]
    """The schemas of the former version, by kind of book."""
    backup: str = ""
    """Path of the backup that was made before; empty when no book was open."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder with versions of the program."""

    root: Path
    program: str
    """What the program's file is called in each."""

    # --- what there is ---------------------------------------------------------------------------------

    def versions(self) -> tuple[str, ...]:
        """Return the versions that can be started, oldest first."""
        try:
            names = [path.name for path in (self.root / VERSIONS).iterdir() if self._stands(path)]
        except OSError:
            return ()
        return tuple(sorted((name for name in names if is_version(name)), key=numbers))

    def current(self) -> str:
        """Return the version that starts next time, as the launcher finds it; empty when there is none."""
        there = self.versions()
        with suppress(OSError, ValueError):
            told = (self.root / CURRENT).read_text(encoding="utf-8").strip()
            if told in there:
                return told
        return there[-1] if there else ""

    def step(self) -> Step | None:
        """Return the last step; None when the program was never updated, or when that can't be read."""
        try:
            return msgspec.json.decode((self.root / STEP).read_bytes(), type=Step)
        except (OSError, msgspec.DecodeError):
            return None

    def place_of(self, version: str) -> Path:
        """Return the program's file of a version."""
        return self.root / VERSIONS / version / self.program

    # --- what is done ----------------------------------------------------------------------------------

    def clear(self) -> None:
        """Remove what an update that was killed left behind; only while nobody else updates."""
        sweep_parts(self.root)
        for path in self.root.iterdir():
            if path.name == FRESH or path.name.startswith(GONE):
                shutil.rmtree(path, ignore_errors=True)

    def make_room(self, needed: int) -> None:
        """Make sure that another version fits. Raises UpdateNoRoom."""
        free = free_space(self.root)
        if free < needed + MARGIN:
            raise UpdateNoRoom(path=str(self.root), needed=needed + MARGIN, free=free)

    def take_in(self, manifest: Manifest, files: Iterable[tuple[Item, Iterator[bytes]]], *, progress: Progress) -> None:
        """Write a version, read every file back from the disk, and only then let it stand among the others.

        Nothing starts it yet. Raises UpdateDamaged (a file is not the one that was signed), ReadBackDiffers,
        UpdateNoRoom, ProgramLocked, Cancelled, and what the files raise.
        """
        fresh = self.root / FRESH
        if is_held(self.place_of(manifest.version)):
            return  # another window runs it: it is here, whole, and can't be replaced
        with self._told(manifest):
            fresh.mkdir()
            try:
                self._write(fresh, manifest, files, progress=progress)
                _compare(fresh, manifest, progress=progress)
                target = self.root / VERSIONS / manifest.version
                self.drop(manifest.version)
                progress.step(0, 0, "switch")  # the last moment to cancel
                _patiently(lambda: fresh.rename(target))
                flush_folder(target.parent)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise

    def start_with(self, version: str) -> None:
        """Let a version start next time. Raises NothingFormer when it is not there, ProgramLocked, UpdateNoRoom."""
        if version not in self.versions():
            raise NothingFormer(version=version)
        self._keep(CURRENT, f"{version}\n".encode())

    def note(self, step: Step) -> None:
        """Keep what the last step was. Raises ProgramLocked, UpdateNoRoom."""
        self._keep(STEP, msgspec.json.format(msgspec.json.encode(step), indent=1) + b"\n")

    def drop(self, version: str) -> None:
        """Throw a version away, whole or not at all; one that is running stays."""
        place = self.root / VERSIONS / version
        if place.exists() and not is_held(self.place_of(version)):
            gone = self.root / f"{GONE}{new_id()}"
            with suppress(PermissionError):
                place.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)

    # --- inside ----------------------------------------------------------------------------------------

    def _stands(self, place: Path) -> bool:
        return (place / self.program).is_file()

    def _keep(self, name: str, content: bytes) -> None:
        try:
            _patiently(lambda: write_safely(self.root / name, content))
        except DiskFull as error:
            raise UpdateNoRoom(path=str(self.root), needed=len(content), free=free_space(self.root)) from error
        except FolderNotWritable as error:
            raise ProgramLocked(path=str(self.root)) from error

    def _write(
        self, fresh: Path, manifest: Manifest, files: Iterable[tuple[Item, Iterator[bytes]]], *, progress: Progress
    ) -> None:
        """Write each content once, and again under every other name it has."""
        names: dict[str, list[Item]] = {}
        for item in manifest.files:
            names.setdefault(item.sha256, []).append(item)
        done, total = 0, manifest.size
        for first, blocks in files:
            seen = hashlib.sha256()
            target = _place(fresh, first)
            with target.open("xb") as stream:
                for block in blocks:
                    seen.update(block)
                    stream.write(block)
                    done += len(block)
                    progress.step(done, total, "write")
                flush(stream)
            if seen.hexdigest() != first.sha256:
                raise UpdateDamaged(path=str(self.root), part="payload")
            for other in names[first.sha256][1:]:
                _repeat(target, _place(fresh, other))
                done += other.size
                progress.step(done, total, "write")
        for item in manifest.files:
            (fresh / item.path).chmod(0o755 if item.run else 0o644)
        for folder in {parent for item in manifest.files for parent in (fresh / item.path).parents}:
            if folder.is_relative_to(fresh):
                flush_folder(folder)

    @contextmanager
    def _told(self, manifest: Manifest) -> Iterator[None]:
        """Turn the disk's errors into those a person can act on."""
        try:
            yield
        except OSError as error:
            known = explain(error, self.root / VERSIONS)
            if isinstance(known, DiskFull):
                raise UpdateNoRoom(path=str(self.root), needed=manifest.size, free=free_space(self.root)) from error
            raise ProgramLocked(path=str(self.root)) from error


def _place(fresh: Path, item: Item) -> Path:
    """Return where a file goes, its folder made."""
    target = fresh / item.path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _repeat(source: Path, target: Path) -> None:
    """Give a file another name; where the file system knows no second names, a copy.

    Two names of one file are one library for the system's loader; two copies would be loaded twice.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        with target.open("rb+") as stream:
            flush(stream)


def _compare(fresh: Path, manifest: Manifest, *, progress: Progress) -> None:
    """Read every file back. Raises ReadBackDiffers, OSError, Cancelled."""
    done, total = 0, manifest.size
    for item in manifest.files:
        path = fresh / item.path
        if path.stat().st_size != item.size or read_from_disk(path, size=item.size) != item.sha256:
            raise ReadBackDiffers(path=str(path))
        done += item.size
        progress.step(done, total, "read_back")


def _patiently(do: Callable[[], object]) -> None:
    """Do it again for a while where Windows refuses because somebody looks into the file just now."""
    for left in range(PATIENCE if os.name == "nt" else 0, -1, -1):
        try:
            do()
        except (PermissionError, FolderNotWritable):
            if not left:
                raise
            time.sleep(0.25)
        else:
            return
