"""Real exFAT sticks: an image on a loop device, mounted by exfat-fuse, pulled out by killing that one process.

Needs root on Linux with /dev/fuse, loop devices, exfat-fuse and exfatprogs; a test is skipped and says what is lacking.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.exchange.drives_linux import LinuxDrives

PROGRAM = "mount.exfat-fuse"
SBIN = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
PATIENCE = 10
"""Seconds for a process to go."""


def lacking() -> str:
    """Return what is missing for real exFAT sticks, empty when nothing is."""
    if os.name == "nt" or os.geteuid() != 0:
        return "needs root on Linux"
    for device in ("/dev/fuse", "/dev/loop-control"):
        if not Path(device).exists():
            return f"needs {device}"
    for program in (PROGRAM, "mkfs.exfat", "losetup", "mount", "umount"):
        if shutil.which(program, path=SBIN) is None:
            return f"needs {program}"
    return ""


def call(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the system."""
    path = shutil.which(command[0], path=SBIN) or command[0]
    return subprocess.run([path, *command[1:]], capture_output=True, text=True, check=False)


class ExfatStick:
    """One stick: put in, pulled out, locked, put in again; what was written stays on its image."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.folder = folder
        """Where it is mounted; the folder stands without the stick too, as some systems leave it."""
        self._image = image
        self.device = self._attached()
        self._former: list[str] = []
        self._process = 0

    def _attached(self) -> str:
        """Attach the image as another device, and return its name."""
        attached = call("losetup", "--find", "--show", str(self._image))
        if attached.returncode:
            pytest.skip(f"no loop device: {attached.stderr.strip()}")
        return attached.stdout.strip()

    def insert(self, *options: str, folder: Path | None = None) -> None:
        """Mount it, at another place if one is given; skips the test where that is not allowed."""
        self.folder = folder or self.folder
        self.folder.mkdir(exist_ok=True)
        done = call(PROGRAM, *options, self.device, str(self.folder))
        if done.returncode:
            pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
        self._process = self._find()

    def eject(self) -> None:
        """Unmount it as a careful person does."""
        done = call("umount", str(self.folder))
        if done.returncode:
            call("umount", "-l", str(self.folder))
        self._wait()

    def pull(self) -> None:
        """Take it away, whatever is going on; the system still shows a folder in which nothing works."""
        os.kill(self._process, signal.SIGKILL)
        self._wait()

    def reinsert(self, *options: str) -> None:
        """Put it in again, pulled out or not."""
        self.eject()
        self.insert(*options)

    def reappear(self, *options: str) -> None:
        """Put it in again while a program still holds files of it open: it comes back as another device."""
        with Path(self.device).open("rb+") as device:
            os.fsync(device.fileno())
        self._former.append(self.device)
        self.eject()
        self.device = self._attached()
        self.insert(*options)

    def detach(self) -> None:
        """Put it away for good."""
        if os.path.ismount(self.folder) or not _readable(self.folder):
            self.eject()
        for device in (*self._former, self.device):
            call("losetup", "--detach", device)

    def _find(self) -> int:
        """Return the process that serves this very mount."""
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                words = place.read_bytes().rstrip(b"\0").split(b"\0")
                if words[-2:] == [self.device.encode(), os.fsencode(self.folder)]:
                    return int(place.parent.name)
        raise AssertionError(f"nothing serves {self.folder}")

    def _wait(self) -> None:
        """Wait until the process has let go of the device; who collects it afterwards may take seconds."""
        end = time.monotonic() + PATIENCE
        while self._process and _is_running(self._process):
            assert time.monotonic() < end, "the stick's process does not end"
            time.sleep(0.001)
        self._process = 0


@contextlib.contextmanager
def exfat(place: Path, *, size: int = 8 << 20, label: str = "YUNAO") -> Iterator[ExfatStick]:
    """Yield a stick of `size` bytes that is put in, mounted at `place`; its image lies beside it."""
    if missing := lacking():
        pytest.skip(missing)
    image = place.with_name(place.name + ".img")
    with image.open("wb") as stream:
        stream.truncate(size)
    made = call("mkfs.exfat", "-L", label, "-c", "4096", str(image))
    assert made.returncode == 0, made.stderr
    stick = ExfatStick(image, place)
    try:
        stick.insert()
        yield stick
    finally:
        stick.detach()


def drives_with(folder: Path, *sticks: ExfatStick) -> LinuxDrives:
    """Return this computer's drives, in which these loop devices count as removable; `folder` is for their table."""
    for stick in sticks:
        place = folder / Path(stick.device).name
        place.mkdir(parents=True, exist_ok=True)
        (place / "removable").write_text("1\n", encoding="ascii")
    return LinuxDrives(blocks=folder)


def _is_running(process: int) -> bool:
    """Tell whether a process is there and not merely waiting to be collected."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _readable(folder: Path) -> bool:
    """Tell whether a folder can be asked at all; a stick that was pulled can't."""
    try:
        folder.stat()
    except OSError:
        return False
    return True
