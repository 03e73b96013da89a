"""A screen of its own (Xvfb) that is watched from outside: when does a program's first picture stand on it?

Xvfb keeps the screen in a file that is mapped into memory, so that looking costs the program nothing: no request to the
X server, no screenshot.
"""

import mmap
import os
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

WIDTH, HEIGHT = 1366, 768
PATIENCE = 60.0
"""Seconds a program has for its first picture."""
SETTLING = 2.0
"""Seconds after it at which memory is read: what is loaded right behind the first picture counts."""
COLOURS = 12
"""So many colours must stand on the screen: a window not painted yet has one, beside the ground and the pointer."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a start took."""

    paint: float
    """Seconds from asking for the process until its window is painted."""
    pss: float
    """Memory of the program and its children, MB; what processes share is shared out among them."""
    rss: float
    """The same, with all that is shared counted in full."""


class Screen:
    """An X server with one screen, as long as the block lasts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def here() -> bool:
        """Whether this machine has an Xvfb."""
        return shutil.which("Xvfb") is not None

    def __enter__(self) -> Self:
        read, write = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", str(self._folder), "-br"]
        command += ["-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        with (self._folder / "Xvfb_screen0").open("rb") as stream:
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._map[:100])
        self._start = header[0] + 12 * header[19]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._map.close()
        self._server.terminate()
        self._server.wait()

    def picture(self) -> bytes:
        """Return the pixels that stand on the screen now."""
        return self._map[self._start :]

    def start(self, command: Sequence[str], environment: dict[str, str]) -> Seen:
        """Start a program, wait for its first picture, read its memory, and end it."""
        empty = self.picture()
        last = empty
        began = time.perf_counter()
        child = subprocess.Popen(
            command,
            env={**environment, "DISPLAY": self.display},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while True:
                now = self.picture()
                seen = time.perf_counter() - began
                if now not in (last, empty) and painted(now):
                    break
                last = now
                if child.poll() is not None:
                    raise RuntimeError(f"it ended with {child.returncode} before it had painted")
                if seen > PATIENCE:
                    raise RuntimeError(f"it painted nothing in {PATIENCE:.0f} seconds")
                time.sleep(0.004)
            time.sleep(SETTLING)
            pss, rss = memory(child.pid)
            return Seen(seen, pss, rss)
        finally:
            _end(child)
            self._wait_until_empty()

    def _wait_until_empty(self) -> None:
        """Wait until the program's windows are gone from the screen."""
        until = time.monotonic() + 5
        while painted(self.picture()) and time.monotonic() < until:
            time.sleep(0.05)


def painted(pixels: bytes) -> bool:
    """Whether so many colours stand in a picture that something is written in it."""
    return len(set(memoryview(pixels).cast("I"))) >= COLOURS


def memory(pid: int) -> tuple[float, float]:
    """Return the proportional and the resident memory of a process and all below it, in MB."""
    pss = rss = 0
    for one in (pid, *below(pid)):
        try:
            told = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        except OSError:  # it has gone meanwhile
            continue
        figures = dict(line.split()[:2] for line in told.splitlines()[1:])
        pss, rss = pss + int(figures["Pss:"]), rss + int(figures["Rss:"])
    return pss * 1024 / 1e6, rss * 1024 / 1e6


def below(pid: int) -> list[int]:
    """Return the processes a process has started, and theirs."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            found += [int(child), *below(int(child))]
    return found


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program with all it has started."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, how)
        except ProcessLookupError:
            break
        try:
            child.wait(3)
        except subprocess.TimeoutExpired:
            continue
    child.wait()
