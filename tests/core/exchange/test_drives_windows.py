"""The Windows part against a kernel32 of our own making; real Windows was not at hand."""

import ctypes
from pathlib import Path

import pytest

from core.base.errors import StickBusy, StickGone
from core.exchange.drives_windows import READ_ONLY_VOLUME, WindowsDrives
from core.exchange.sticks import Stick
from core.views.handover import Farewell


class Kernel:
    """Answers like kernel32: C fixed, E a labelled stick, F an empty card reader, G a stick without a label."""

    def __init__(self, *, handle: int = 7, refuse: frozenset[int] = frozenset()) -> None:
        self.handle, self.refuse = handle, refuse
        self.codes: list[int] = []
        self.closed: list[int] = []

    def GetLogicalDrives(self) -> int:
        return sum(1 << ord(letter) - 65 for letter in "CEFG")

    def GetDriveTypeW(self, root: str) -> int:
        return 3 if root == "C:\\" else 2

    def GetVolumeInformationW(self, root, label, length, serial, longest, flags, system, size) -> int:
        if root == "F:\\":
            return 0
        label.value = "云岙小学" if root == "E:\\" else ""
        flags._obj.value = READ_ONLY_VOLUME if root == "G:\\" else 0
        serial._obj.value = 0x7A3F91C2 if root == "E:\\" else 0
        system.value = "exFAT" if root == "E:\\" else "FAT32"
        return 1

    def GetDiskFreeSpaceExW(self, root, free, total, whole) -> int:
        free._obj.value, total._obj.value = 5 << 30, 8 << 30
        return 1

    def CreateFileW(self, name, *_) -> int:
        assert name == "\\\\.\\E:"
        return self.handle

    def DeviceIoControl(self, handle, code, *_) -> int:
        self.codes.append(code)
        return code not in self.refuse

    def CloseHandle(self, handle) -> int:
        self.closed.append(handle)
        return 1


STICK = Stick(
    folder=Path("E:\\"),
    label="云岙小学",
    device="E:",
    total=8 << 30,
    free=5 << 30,
    read_only=False,
    volume="7A3F-91C2",
    system="exFAT",
)


def test_removable_drives_with_a_medium_are_found():
    labelled, plain = WindowsDrives(Kernel()).find()
    assert labelled == STICK
    assert (plain.label, plain.device, plain.read_only) == ("G:", "G:", True)
    assert (plain.volume, plain.system) == ("", "FAT32")


def test_a_stick_is_locked_dismounted_and_ejected():
    kernel = Kernel()
    assert WindowsDrives(kernel).eject(STICK) is Farewell.POWERED_OFF
    assert kernel.codes == [0x00090018, 0x00090020, 0x002D4808]
    assert kernel.closed == [7]


def test_a_stick_in_use_is_told_and_its_handle_closed():
    for refused, reason in ((0x00090018, "lock"), (0x00090020, "dismount")):
        kernel = Kernel(refuse=frozenset((refused,)))
        with pytest.raises(StickBusy) as caught:
            WindowsDrives(kernel).eject(STICK)
        assert caught.value.particulars["reason"] == reason
        assert kernel.closed == [7]


def test_a_stick_that_only_dismounts_may_be_pulled():
    assert WindowsDrives(Kernel(refuse=frozenset((0x002D4808,)))).eject(STICK) is Farewell.UNMOUNTED


def test_a_stick_that_is_gone_can_not_be_ejected():
    nothing = ctypes.c_void_p(-1).value
    assert nothing is not None
    with pytest.raises(StickGone):
        WindowsDrives(Kernel(handle=nothing)).eject(STICK)
