"""What a program did to the files below a folder, call by call, as strace saw it. Needs Linux and strace."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CALLS = (
    "open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,lseek,sendfile,copy_file_range,ftruncate,truncate,fallocate,"
    "fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,"
    "mkdirat,rmdir"
)
"""Everything that changes a file or a folder, and what tells where it does so."""
PATIENCE = 60
"""Seconds for the log to come to its end."""

_LINE = re.compile(r"(\d+) +(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_ARGUMENT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|((?:AT_FDCWD|\d+)<[^>]*>(?:\(deleted\))?)|([^,\s][^,]*)')
_DESCRIPTOR = re.compile(r"(AT_FDCWD|\d+)<([^>]*)>(\(deleted\))?")


@dataclass(frozen=True, slots=True)
class Made:
    """A new file, or a folder, under a name."""

    path: Path
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes into a file."""

    path: Path
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Copied:
    """Bytes of one file into another, by the system itself."""

    path: Path
    at: int
    origin: Path
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A file has a new length."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Flushed:
    """The system was told to bring a file, or the names in a folder, to the disk, and answered that it has."""

    path: Path


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file or folder has another name; what had it before is gone."""

    path: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Removed:
    """A name is gone."""

    path: Path


@dataclass(frozen=True, slots=True)
class Told:
    """A line on the program's output."""

    line: str


Deed = Made | Written | Copied | Cut | Flushed | Renamed | Removed | Told


def recorded(module: str, *arguments: object, below: Path, log: Path, lines: int) -> list[Deed]:
    """Run `python -m tests.faults.MODULE` until it has told so many lines, kill it, and return what it did.

    Skips the test where strace is missing or may not watch.
    """
    strace = shutil.which("strace")
    if strace is None or not sys.platform.startswith("linux"):
        pytest.skip("needs strace")
    watch = [strace, "-D", "-f", "-y", "-xx", "-s", "99999999", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log)]
    command = [*watch, sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        told = [program.stdout.readline() for _ in range(lines)]
        program.kill()
        complaint = program.stderr.read()
    if "ptrace" in complaint:
        pytest.skip(f"strace may not watch here: {complaint.strip()}")
    assert all(told), complaint
    end = time.monotonic() + PATIENCE
    while re.search(rb"^%d +\+\+\+ killed" % program.pid, _end(log), re.MULTILINE) is None:
        assert time.monotonic() < end, "strace does not come to an end"
        time.sleep(0.02)
    return list(read(log, below=below))


def _end(log: Path) -> bytes:
    """Return the last lines of a log."""
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - 10_000))
        return stream.read()


def read(log: Path, *, below: Path) -> Iterator[Deed]:
    """Yield what a log tells of the files below a folder, in its order."""
    reader = _Reader(below)
    for call in _whole(log):
        yield from reader.deeds(call)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call that went well."""

    process: str
    name: str
    arguments: list[str | bytes]
    result: int
    result_path: str


def _whole(log: Path) -> Iterator[_Call]:
    """Yield the calls that succeeded; one that another process interrupted is put together."""
    begun: dict[str, str] = {}
    with log.open(encoding="ascii") as stream:
        for line in stream:
            found = _LINE.match(line)
            assert found is not None, line
            process, told = found.groups()
            if told.startswith(("+++", "---")):
                continue
            if told.endswith("<unfinished ...>"):
                begun[process] = told.removesuffix("<unfinished ...>").rstrip()
                continue
            if told.startswith("<... "):
                told = begun.pop(process) + told.partition(" resumed>")[2]
            call = _CALL.match(told)
            if call is None or int(call[3]) < 0:
                continue
            arguments = [
                bytes.fromhex(text.replace("\\x", "")) if text or not (descriptor or plain) else descriptor or plain
                for text, descriptor, plain in _ARGUMENT.findall(call[2])
            ]
            yield _Call(process, call[1], arguments, int(call[3]), call[4] or "")


class _Reader:
    """Knows where each open file stands."""

    def __init__(self, below: Path) -> None:
        self._below = below
        self._places: dict[tuple[str, str], int] = {}
        self._said = ""

    def deeds(self, call: _Call) -> Iterator[Deed]:
        """Yield what one call did."""
        match call.name:
            case "open" | "openat" | "creat":
                yield from self._open(call)
            case "lseek" | "write" | "pwrite64" | "ftruncate" | "fsync" | "fdatasync":
                yield from self._in_file(call)
            case "sendfile":
                yield from self._send(call)
            case _:
                yield from self._name(call)

    def _in_file(self, call: _Call) -> Iterator[Deed]:
        """Yield what a call did in an open file; one whose name is gone matters no more."""
        number, path, gone = _descriptor(call.arguments[0])
        if call.name == "write" and number == "1":
            yield from self._say(_bytes(call.arguments[1]))
        if not self._ours(path):
            return
        deed: Deed | None = None
        match call.name:
            case "lseek":
                self._places[call.process, number] = call.result
            case "write":
                at = self._places[call.process, number]
                self._places[call.process, number] = at + call.result
                deed = Written(path, at, _bytes(call.arguments[1])[: call.result])
            case "pwrite64":
                deed = Written(path, int(str(call.arguments[3])), _bytes(call.arguments[1])[: call.result])
            case "ftruncate":
                deed = Cut(path, int(str(call.arguments[1])))
            case _:
                deed = Flushed(path)
        if deed is not None and not gone:
            yield deed

    def _name(self, call: _Call) -> Iterator[Deed]:
        """Yield what a call did to names."""
        paths = [path for path in _paths(call.arguments) if self._ours(path)]
        if not paths:
            return
        match call.name, paths:
            case "rename" | "renameat" | "renameat2", [path, target]:
                yield Renamed(path, target)
            case "unlink" | "unlinkat" | "rmdir", [path]:
                yield Removed(path)
            case "mkdir" | "mkdirat", [path]:
                yield Made(path, folder=True)
            case _:
                raise AssertionError(f"a call this reader does not know: {call}")

    def _open(self, call: _Call) -> Iterator[Deed]:
        path = Path(_text(call.result_path))
        if not self._ours(path):
            return
        flags = next(str(one) for one in call.arguments if str(one).startswith("O_"))
        number = str(call.result)
        self._places[call.process, number] = 0
        if "O_CREAT" in flags or call.name == "creat":
            yield Made(path)
        if "O_TRUNC" in flags:
            yield Cut(path, 0)

    def _send(self, call: _Call) -> Iterator[Deed]:
        number, path, gone = _descriptor(call.arguments[0])
        _number, origin, _gone = _descriptor(call.arguments[1])
        if not self._ours(path) or not call.result:
            return
        assert self._ours(origin), call
        at = self._places[call.process, number]
        self._places[call.process, number] = at + call.result
        if not gone:
            start = int(re.findall(r"\d+", str(call.arguments[2]))[0])
            yield Copied(path, at, origin, start, call.result)

    def _say(self, said: bytes) -> Iterator[Deed]:
        self._said += said.decode()
        *whole, self._said = self._said.split("\n")
        for line in whole:
            yield Told(line)

    def _ours(self, path: Path) -> bool:
        return self._below in path.parents or path == self._below


def _descriptor(argument: str | bytes) -> tuple[str, Path, bool]:
    """Return number and path of an open file, and whether its name is gone."""
    found = _DESCRIPTOR.fullmatch(str(argument))
    if found is None:
        return str(argument), Path(), True
    return found[1], Path(_text(found[2])), bool(found[3])


def _paths(arguments: list[str | bytes]) -> Iterator[Path]:
    """Yield the paths among arguments, each below the open folder that stands before it."""
    folder = Path()
    for argument in arguments:
        if isinstance(argument, bytes):
            yield folder / argument.decode()
        elif (found := _DESCRIPTOR.fullmatch(argument)) is not None:
            folder = Path(_text(found[2]))


def _bytes(argument: str | bytes) -> bytes:
    assert isinstance(argument, bytes), argument
    return argument


def _text(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode() if escaped.startswith("\\x") else escaped
