"""What versions and systems are called, and how one version of the program starts another."""

import os
import platform
import re
import sys
from collections.abc import Mapping

VERSION_FORM = re.compile(r"(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){1,3}", re.ASCII)
"""A version is two to four numbers; it is the name of a folder, too."""

_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def platform_name() -> str:
    """Return the system a bundle made here runs on: "linux-x86_64", "windows-x86_64"."""
    machine = platform.machine().lower()
    return f"{'windows' if sys.platform == 'win32' else sys.platform}-{_MACHINES.get(machine, machine)}"


def program_name(of: str) -> str:
    """Return what the program's file is called on a system."""
    return "taizhang.exe" if of.startswith("windows-") else "taizhang"


def is_version(text: str) -> bool:
    """Tell whether a text is a version."""
    return VERSION_FORM.fullmatch(text) is not None


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare, without zeros at its end; () for what is none."""
    if not is_version(version):
        return ()
    found = [int(part) for part in version.split(".")]
    while found and not found[-1]:
        found.pop()
    return tuple(found) or (0,)


def environment_for_another(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment in which one bundle starts another: its own folders are not in the other's way."""
    kept = {key: value for key, value in (os.environ if given is None else given).items() if key[:5] != "_PYI_"}
    kept.pop("_MEIPASS2", None)
    before = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False) or before is not None:
        kept.pop("LD_LIBRARY_PATH", None)
    if before:
        kept["LD_LIBRARY_PATH"] = before
    return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
