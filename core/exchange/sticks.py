"""Sticks: which are there, how much room they have, and how they are let go."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.base.errors import StickGone, StickSwapped
from core.views.handover import Farewell


@dataclass(frozen=True, slots=True)
class Stick:
    """One removable drive that is ready for use."""

    folder: Path
    """Where its files are."""
    label: str
    """Name a person gave it, or the folder's own."""
    device: str
    """The system's name of the volume: `/dev/sdb1`, `E:`."""
    total: int
    """Size in bytes."""
    free: int
    """Free bytes."""
    read_only: bool
    """Whether it takes no files."""
    volume: str = ""
    """Number the file system got when it was made, `7A3F-91C2`; empty when the system does not tell."""
    system: str = ""
    """File system as the system calls it: `exfat`, `vfat`, `FAT32`."""


class Drives(Protocol):
    """One system's way with removable drives."""

    def find(self) -> tuple[Stick, ...]:
        """Return the removable drives that are mounted, in the system's order."""
        ...

    def eject(self, stick: Stick) -> Farewell:
        """Let a stick go. Raises StickBusy when something still uses it, StickGone when it is not there."""
        ...


def drives() -> Drives:
    """Return this system's drives."""
    if os.name == "nt":
        from core.exchange.drives_windows import WindowsDrives  # each system has only its own

        return WindowsDrives()
    from core.exchange.drives_linux import LinuxDrives

    return LinuxDrives()


def holding(folder: Path, sticks: tuple[Stick, ...]) -> Stick | None:
    """Return the stick that holds a folder, or None when it lies on a fixed disk."""
    place = folder.absolute()
    return next((stick for stick in sticks if place.is_relative_to(stick.folder)), None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The stick a person chose, with the way to ask whether it is still the one that is there."""

    stick: Stick
    drives: Drives

    def check(self) -> None:
        """Make sure of it. Raises StickGone when none is there, StickSwapped when another one is."""
        there = holding(self.stick.folder, self.drives.find())
        if there is None:
            raise StickGone(path=str(self.stick.folder))
        if not is_same(self.stick, there):
            raise StickSwapped(path=str(self.stick.folder), label=self.stick.label)


def is_same(one: Stick, other: Stick) -> bool:
    """Tell whether two looks saw the same stick: by the number of its volume, else by all else that stays."""
    if one.volume and other.volume:
        return one.volume == other.volume
    return (one.device, one.total, one.label) == (other.device, other.total, other.label)
