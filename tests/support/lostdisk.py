"""A disk that loses what it was not told to keep: the states in which a power failure may leave a folder.

What a program did is played onto it. Of each file it knows what was flushed and what was written since, of each folder
the same of its names. A failing power keeps, drops or tears every write since, at random; a name that was given, taken
or changed since is there or not.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.support.syscalls import Copied, Cut, Deed, Flushed, Made, Removed, Renamed, Told, Written

SECTORS = (512, 4096)
"""Bytes that a disk writes whole or not at all."""
KEEPS = (0.0, 0.1, 0.5, 0.9, 1.0)
"""Of what was not flushed, this part was on the disk when the power failed."""


@dataclass(slots=True, eq=False)
class File:
    """A file: how it stands, how it was when it was last flushed, and what came since."""

    now: bytearray = field(default_factory=bytearray)
    flushed: bytes = b""
    since: list[Written | Cut] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Folder:
    """A folder and the names in it."""

    now: dict[str, "File | Folder"] = field(default_factory=dict)
    flushed: dict[str, "File | Folder"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """A change of names that is not certain yet: those taken away, those given."""

    takes: tuple[tuple[Folder, str], ...]
    gives: tuple[tuple[Folder, str, File | Folder], ...]


class LostDisk:
    """Begins with what lies in a folder, all of it flushed; `root` is where it lay when the program ran."""

    def __init__(self, before: Path, root: Path) -> None:
        self._root = root
        self._top = _read(before)
        self._names: list[Naming] = []
        self.told: list[str] = []
        """Lines that the program had told so far."""

    def play(self, deeds: Iterable[Deed]) -> Self:
        """Do again what the program did."""
        for deed in deeds:
            self._do(deed)
        return self

    def lay(self, target: Path) -> None:
        """Write what a program sees that is still running; nothing is lost."""
        _write(self._top, target, now=True, draw=None)

    def fail(self, target: Path, draw: random.Random) -> str:
        """Write what is left after the power failed into a new folder, and say how it failed.

        A disk with a journal loses names from the last backwards, one without (exFAT, FAT) may lose any.
        """
        keep, journal = draw.choice(KEEPS), draw.random() < 0.5
        count = draw.randint(0, len(self._names)) if keep not in {0.0, 1.0} else round(keep * len(self._names))
        kept = self._names[:count] if journal else [one for one in self._names if draw.random() < keep]
        for naming in kept:
            _rename(naming, flushed=True)
        _write(self._top, target, now=False, draw=_Loss(draw, keep))
        return f"{'a' if journal else 'no'} journal, {len(kept)} of {len(self._names)} names, {keep:.0%} of the writes"

    def _do(self, deed: Deed) -> None:
        match deed:
            case Told(line):
                self.told.append(line)
            case Made(path, folder):
                parent = self._folder(path.parent)
                if path.name not in parent.now:
                    self._name(Naming((), ((parent, path.name, Folder() if folder else File()),)))
            case Written(path, at, data):
                self._change(self._file(path), Written(path, at, data))
            case Copied(path, at, origin, start, size):
                data = bytes(self._file(origin).now[start : start + size])
                self._change(self._file(path), Written(path, at, data))
            case Cut(path, _size):
                self._change(self._file(path), deed)
            case Renamed(path, target):
                old, new = self._folder(path.parent), self._folder(target.parent)
                self._name(Naming(((old, path.name),), ((new, target.name, old.now[path.name]),)))
            case Removed(path):
                self._name(Naming(((self._folder(path.parent), path.name),), ()))
            case Flushed(path):
                self._flush(self._found(path))

    def _name(self, naming: Naming) -> None:
        _rename(naming, flushed=False)
        self._names.append(naming)

    def _change(self, file: File, change: Written | Cut) -> None:
        _apply(file.now, change)
        file.since.append(change)

    def _flush(self, thing: File | Folder) -> None:
        if isinstance(thing, File):
            thing.flushed, thing.since = bytes(thing.now), []
            return
        certain = [one for one in self._names if any(part[0] is thing for part in (*one.takes, *one.gives))]
        for naming in certain:
            _rename(naming, flushed=True)
            self._names.remove(naming)

    def _found(self, path: Path) -> File | Folder:
        thing: File | Folder = self._top
        for name in path.relative_to(self._root).parts:
            assert isinstance(thing, Folder), path
            thing = thing.now[name]
        return thing

    def _file(self, path: Path) -> File:
        found = self._found(path)
        assert isinstance(found, File), path
        return found

    def _folder(self, path: Path) -> Folder:
        found = self._found(path)
        assert isinstance(found, Folder), path
        return found


@dataclass(frozen=True, slots=True)
class _Loss:
    """Decides what is lost of a file's writes."""

    draw: random.Random
    keep: float

    def left(self, file: File) -> bytes:
        """Return what is left of a file."""
        content = bytearray(file.flushed)
        for change in file.since:
            if isinstance(change, Cut):
                if self._kept():
                    _apply(content, change)
                continue
            whole = self._kept()
            if whole or self.draw.random() < 0.5:
                for part in self._parts(change):
                    if whole or self._kept():
                        _apply(content, part)
        return bytes(content)

    def _kept(self) -> bool:
        return self.draw.random() < self.keep

    def _parts(self, change: Written) -> Iterable[Written]:
        """Yield the sectors of a write."""
        sector = self.draw.choice(SECTORS)
        at, end = change.at, change.at + len(change.data)
        while at < end:
            upto = min(end, (at // sector + 1) * sector)
            yield Written(change.path, at, change.data[at - change.at : upto - change.at])
            at = upto


def _apply(content: bytearray, change: Written | Cut) -> None:
    """Change a file's bytes; what was skipped over is zero."""
    match change:
        case Written(_path, at, data):
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(data)] = data
        case Cut(_path, size):
            content.extend(bytes(max(0, size - len(content))))
            del content[size:]


def _rename(naming: Naming, *, flushed: bool) -> None:
    """Take names away and give names; one that never came to the disk can't be taken away from it."""
    for folder, name in naming.takes:
        (folder.flushed if flushed else folder.now).pop(name, None)
    for folder, name, thing in naming.gives:
        (folder.flushed if flushed else folder.now)[name] = thing


def _read(path: Path) -> Folder:
    """Take a folder in with all that lies in it, as flushed."""
    folder = Folder()
    for one in path.iterdir():
        thing: File | Folder
        if one.is_dir():
            thing = _read(one)
        else:
            content = one.read_bytes()
            thing = File(bytearray(content), content)
        folder.now[one.name] = folder.flushed[one.name] = thing
    return folder


def _write(folder: Folder, target: Path, *, now: bool, draw: _Loss | None) -> None:
    """Write a folder out."""
    target.mkdir(parents=True)
    for name, thing in (folder.now if now else folder.flushed).items():
        if isinstance(thing, Folder):
            _write(thing, target / name, now=now, draw=draw)
        else:
            content = bytes(thing.now) if now or draw is None else draw.left(thing)
            (target / name).write_bytes(content)
