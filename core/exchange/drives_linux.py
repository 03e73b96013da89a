"""Removable drives on Linux, from /proc/self/mountinfo (proc(5)) and /sys/class/block."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.base.errors import StickBusy, StickGone
from core.exchange.sticks import Stick
from core.views.handover import Farewell

PATIENCE = 60
"""Seconds that unmounting may take; a slow stick still has to write what the system holds back."""

_SERIALS = ((b"EXFAT   ", 3, 100), (b"FAT32   ", 82, 67))
"""What a first sector says of itself, where, and where its number begins (four bytes, little-endian)."""

_OCTAL = re.compile(r"\\([0-7]{3})")
_HEX = re.compile(r"\\x([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class _Mount:
    """One line of mountinfo."""

    folder: Path
    device: str
    read_only: bool
    system: str


class LinuxDrives:
    """Sticks as the kernel tells them; the folders it reads from are given by tests."""

    def __init__(
        self,
        *,
        mounts: Path = Path("/proc/self/mountinfo"),
        blocks: Path = Path("/sys/class/block"),
        labels: Path = Path("/dev/disk/by-label"),
        volumes: Path = Path("/dev/disk/by-uuid"),
    ) -> None:
        self._mounts, self._blocks, self._labels, self._volumes = mounts, blocks, labels, volumes

    def find(self) -> tuple[Stick, ...]:
        """Return the mounted removable drives; one volume mounted twice counts once."""
        found: dict[str, Stick] = {}
        for mount in self._read():
            if mount.device in found or not self._is_removable(mount.device):
                continue
            # A stick pulled out a moment ago still stands in the table.
            with suppress(OSError):
                usage = shutil.disk_usage(mount.folder)
                found[mount.device] = Stick(
                    folder=mount.folder,
                    label=_named(self._labels, mount.device) or mount.folder.name,
                    device=mount.device,
                    total=usage.total,
                    free=usage.free,
                    read_only=mount.read_only,
                    volume=_named(self._volumes, mount.device) or _serial(mount.device),
                    system=mount.system,
                )
        return tuple(found.values())

    def eject(self, stick: Stick) -> Farewell:
        """Unmount and switch off, with udisks where it is there, else with umount. Raises StickBusy, StickGone."""
        if not any(mount.device == stick.device for mount in self._read()):
            raise StickGone(path=str(stick.folder))
        os.sync()
        if shutil.which("udisksctl"):
            self._run(stick, "udisksctl", "unmount", "--no-user-interaction", "-b", stick.device)
            disk = self._disk(stick.device)
            with suppress(StickBusy):
                self._run(stick, "udisksctl", "power-off", "--no-user-interaction", "-b", f"/dev/{disk}")
                return Farewell.POWERED_OFF
            return Farewell.UNMOUNTED
        if shutil.which("umount") and os.geteuid() == 0:
            self._run(stick, "umount", str(stick.folder))
            return Farewell.UNMOUNTED
        return Farewell.FLUSHED

    def _read(self) -> Iterator[_Mount]:
        """Yield the mounted block devices."""
        for line in self._mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            fields = line.split(" ")
            if "-" not in fields:
                continue
            dash = fields.index("-")
            device = _unescape(fields[dash + 2])
            if device.startswith("/dev/"):
                options = {*fields[5].split(","), *fields[dash + 3].split(",")}
                yield _Mount(
                    folder=Path(_unescape(fields[4])),
                    device=device,
                    read_only="ro" in options,
                    system=fields[dash + 1],
                )

    def _is_removable(self, device: str) -> bool:
        """Tell whether a volume sits on a removable disk or hangs on USB (an external disk calls itself fixed)."""
        place = self._blocks / Path(device).name
        if not place.exists():
            return False
        disk = self._blocks / self._disk(device)
        with suppress(OSError):
            if (disk / "removable").read_text(encoding="ascii").strip() == "1":
                return True
        return any(part.startswith("usb") for part in place.resolve().parts)

    def _disk(self, device: str) -> str:
        """Return the disk a volume is on: sdb for /dev/sdb1."""
        place = self._blocks / Path(device).name
        return place.resolve().parent.name if (place / "partition").exists() else Path(device).name

    @staticmethod
    def _run(stick: Stick, *command: str) -> None:
        """Run a system command. Raises StickBusy with what it said."""
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StickBusy(path=str(stick.folder), reason=type(error).__name__) from error
        if done.returncode:
            raise StickBusy(path=str(stick.folder), reason=done.stderr.strip() or str(done.returncode))


def _named(links: Path, device: str) -> str:
    """Return the name under which a volume stands in a folder of links, empty when it does not."""
    with suppress(OSError):
        for link in sorted(links.iterdir()):
            if link.resolve().name == Path(device).name:
                return _unhex(link.name)
    return ""


def _serial(device: str) -> str:
    """Return the number of an exFAT or FAT32 volume from its first sector, empty when that may not be read."""
    with suppress(OSError), Path(device).open("rb", buffering=0) as volume:
        sector = volume.read(512)
        for mark, at, place in _SERIALS:
            if sector[at : at + len(mark)] == mark:
                number = int.from_bytes(sector[place : place + 4], "little")
                return f"{number >> 16:04X}-{number & 0xFFFF:04X}"
    return ""


def _unescape(text: str) -> str:
    r"""Undo the kernel's octal escapes (`\040` is a blank)."""
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), text)


def _unhex(text: str) -> str:
    r"""Undo udev's hex escapes of label bytes (`\x20` is a blank)."""
    raw = _HEX.sub(lambda match: chr(int(match[1], 16)), text)
    with suppress(UnicodeError):
        return raw.encode("latin-1").decode("utf-8")
    return raw
