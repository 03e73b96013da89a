"""Where the program's own things and the person's things are."""

import os
import sys
from pathlib import Path


def home() -> Path:
    """Return the folder that holds `resources/`: the source tree, or the bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def program_folder() -> Path | None:
    """Return the folder of the running bundle, the one that holds its executable; None when it runs from its source."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def resources(*parts: str) -> Path:
    """Return a path inside `resources/`."""
    return home().joinpath("resources", *parts)


def guides(*parts: str) -> Path:
    """Return a path inside `docs/guide`, which the bundle holds at the same place."""
    return home().joinpath("docs", "guide", *parts)


def plain_name(path: Path) -> str:
    """Return a file's name as text that can be written anywhere; what is no character becomes a question mark."""
    return path.name.encode(errors="replace").decode()


def data_folder() -> Path:
    """Return the folder for settings and, by default, the vault; it may not exist yet.

    `TAIZHANG_DATA` overrides it; else the platform's usual place.
    """
    chosen = os.environ.get("TAIZHANG_DATA")
    if chosen:
        return Path(chosen)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Taizhang"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "taizhang"
