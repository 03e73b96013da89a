"""A small file system of its own, as a stick: full, read-only or pulled out at will. Needs root on Linux."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def mounted(folder: Path, *, size: str = "2m") -> Iterator[Path]:
    """Mount a memory disk of `size` in `folder`; skips the test where that is not allowed."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs root and mount")
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=False)
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, stderr=subprocess.DEVNULL)


def remount_read_only(folder: Path) -> None:
    """Turn the stick's little switch."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def pull(folder: Path) -> None:
    """Take the stick away, whatever is going on."""
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()
