"""What a vault would lie on: a disk of this computer, or a share in the network, where it would not be safe.

The database keeps its log's index in memory that the programs of one computer share, and believes a flush when it is
told of one. A share gives neither: two computers would write over each other, and what was told as saved might not be.
"""

import ctypes
import os
import re
from pathlib import Path
from typing import Any

from core.base.errors import VaultOnShare

MOUNTS = Path("/proc/self/mountinfo")
"""What lies where on Linux; proc(5)."""

SHARES = frozenset(
    "9p afs afpfs ceph cifs coda davfs glusterfs lustre ncpfs nfs nfs4 ocfs2 prl_fs smb3 smbfs vboxsf vmhgfs".split()
)
"""File systems that are shares, as the kernel calls them."""
FUSE_SHARES = frozenset(
    "afp cifs curlftpfs davfs2 glusterfs gvfsd-fuse nfs rclone s3fs smbnetfs sshfs vmhgfs-fuse".split()
)
"""The same among those that run beside the kernel, after `fuse.`."""

REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""

_OCTAL = re.compile(r"\\([0-7]{3})")


def refuse_share(folder: Path) -> None:
    """Make sure that a folder, which need not be there yet, lies on no share. Raises VaultOnShare."""
    system = share_of(folder)
    if system:
        raise VaultOnShare(path=str(folder), system=system)


def share_of(folder: Path, *, kernel: Any = None) -> str:
    """Return what kind of share a folder lies on; empty on a disk of this computer, and where that can't be told.

    `kernel` is Windows' kernel32.
    """
    if os.name == "nt" or kernel is not None:
        return _on_windows(str(folder.absolute()), kernel or getattr(ctypes, "WinDLL")("kernel32"))  # noqa: B009
    try:
        place = folder.resolve()
        table = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, RuntimeError):
        return ""
    # The longest place that the folder lies below counts; of two at one place the later, it lies above the other.
    found, system = Path(), ""
    for mounted, kind in _mounts(table):
        if place.is_relative_to(mounted) and len(mounted.parts) >= len(found.parts):
            found, system = mounted, kind
    name = system.removeprefix("fuse.")
    is_share = name in FUSE_SHARES if name != system else system in SHARES
    # A computer whose very root lies there (a terminal without a disk, a container) has nothing else.
    return name if is_share and found != Path(found.anchor) else ""


def _mounts(table: str) -> list[tuple[Path, str]]:
    """Return where which kind of file system lies, in the kernel's order."""
    found = []
    for line in table.splitlines():
        fields = line.split(" ")
        if "-" in fields[6:]:
            found.append((Path(_unescape(fields[4])), fields[fields.index("-", 6) + 1]))
    return found


def _unescape(text: str) -> str:
    """Return a path of the table as it is: blanks and the like stand there as octal numbers."""
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)


def _on_windows(path: str, kernel: Any) -> str:
    """Return what share a path of Windows' lies on: a name beginning with two strokes, or a drive that is one."""
    if path.startswith("\\\\") and not path.startswith(("\\\\?\\", "\\\\.\\")):
        return "smb"
    if path.startswith("\\\\?\\UNC\\"):
        return "smb"
    drive = path.removeprefix("\\\\?\\")[:3]
    return "smb" if kernel.GetDriveTypeW(drive) == REMOTE else ""
