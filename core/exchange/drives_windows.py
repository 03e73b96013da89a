"""Removable drives on Windows, through kernel32. Written from Microsoft's documentation; no Windows was at hand."""

import ctypes
import string
from pathlib import Path
from typing import Any

from core.base.errors import StickBusy, StickGone
from core.exchange.sticks import Stick
from core.views.handover import Farewell

REMOVABLE = 2
"""DRIVE_REMOVABLE of GetDriveTypeW."""
READ_ONLY_VOLUME = 0x00080000
"""FILE_READ_ONLY_VOLUME of GetVolumeInformationW."""

_READ_WRITE = 0xC0000000
_SHARE = 0x3
_OPEN_EXISTING = 3
_NOTHING = ctypes.c_void_p(-1).value
_LOCK_VOLUME = 0x00090018
_DISMOUNT_VOLUME = 0x00090020
_EJECT_MEDIA = 0x002D4808
_LABEL_LENGTH = 261


class WindowsDrives:
    """Sticks as Windows tells them."""

    def __init__(self, kernel: Any = None) -> None:
        """`kernel` is kernel32; tests on other systems give their own."""
        self._kernel = kernel if kernel is not None else _kernel32()

    def find(self) -> tuple[Stick, ...]:
        """Return the removable drives with a medium in them, by letter."""
        present = self._kernel.GetLogicalDrives()
        letters = (letter for place, letter in enumerate(string.ascii_uppercase) if present >> place & 1)
        return tuple(stick for stick in map(self._look, letters) if stick)

    def eject(self, stick: Stick) -> Farewell:
        """Lock, dismount and eject a volume. Raises StickBusy when a program has files open, StickGone."""
        handle = self._kernel.CreateFileW(f"\\\\.\\{stick.device}", _READ_WRITE, _SHARE, None, _OPEN_EXISTING, 0, None)
        if handle in (_NOTHING, -1, 0, None):
            raise StickGone(path=str(stick.folder))
        try:
            if not self._control(handle, _LOCK_VOLUME):
                raise StickBusy(path=str(stick.folder), reason="lock")
            if not self._control(handle, _DISMOUNT_VOLUME):
                raise StickBusy(path=str(stick.folder), reason="dismount")
            return Farewell.POWERED_OFF if self._control(handle, _EJECT_MEDIA) else Farewell.UNMOUNTED
        finally:
            self._kernel.CloseHandle(handle)

    def _look(self, letter: str) -> Stick | None:
        """Return the stick at a letter, or None when it is no removable drive or holds no medium."""
        root = f"{letter}:\\"
        if self._kernel.GetDriveTypeW(root) != REMOVABLE:
            return None
        label = ctypes.create_unicode_buffer(_LABEL_LENGTH)
        system = ctypes.create_unicode_buffer(_LABEL_LENGTH)
        serial, flags = ctypes.c_ulong(0), ctypes.c_ulong(0)
        if not self._kernel.GetVolumeInformationW(
            root,
            label,
            _LABEL_LENGTH,
            ctypes.byref(serial),
            None,
            ctypes.byref(flags),
            system,
            _LABEL_LENGTH,
        ):
            return None
        free, total = ctypes.c_ulonglong(0), ctypes.c_ulonglong(0)
        self._kernel.GetDiskFreeSpaceExW(root, ctypes.byref(free), ctypes.byref(total), None)
        return Stick(
            folder=Path(root),
            label=label.value or f"{letter}:",
            device=f"{letter}:",
            total=total.value,
            free=free.value,
            read_only=bool(flags.value & READ_ONLY_VOLUME),
            volume=f"{serial.value >> 16:04X}-{serial.value & 0xFFFF:04X}" if serial.value else "",
            system=system.value,
        )

    def _control(self, handle: Any, code: int) -> bool:
        """Send a control code to a volume."""
        returned = ctypes.c_ulong(0)
        return bool(self._kernel.DeviceIoControl(handle, code, None, 0, None, 0, ctypes.byref(returned), None))


def _kernel32() -> Any:
    """Load kernel32 with handles as wide as pointers."""
    kernel = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009 - other systems' stubs lack it
    kernel.CreateFileW.restype = ctypes.c_void_p
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    return kernel
