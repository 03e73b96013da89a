"""Settings of this computer (not of the school): language, look, and where the vault lies."""

from enum import StrEnum
from pathlib import Path

import msgspec

from core.base.files import write_safely


class Language(StrEnum):
    """Languages of the windows."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


class Theme(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """Everything declared here is kept in one small JSON file; an unknown or broken entry falls back."""

    language: Language = Language.CHINESE
    theme: Theme = Theme.SYSTEM
    text_scale: int = 100
    """Per cent, 100 to 200."""
    vault: str = ""
    """Path of the vault that was open last."""
    idle_minutes: int = 10
    """Minutes without a key or a click until the program locks; 0 = never."""
    machine_fonts: bool = True
    """Pages are made with this computer's 仿宋, 小标宋, 黑体 and 楷体 where it has them and they may be embedded."""
    splitters: dict[str, list[int]] = {}
    """Widths a person has set, by page."""
    printer: str = ""
    """Name of the printer used last, "file" for a PDF file; empty = the system's usual one."""
    turning: dict[str, str] = {}
    """How paper is turned by hand, by printer: how sheets come out (down, up), which side is printed (upper, lower)."""
    trust: str = ""
    """Path of the file with registered fingerprints, empty for the one beside the settings."""
    school: str = ""
    """Name of the school of that vault, greeted on the closed cover."""
    principal: str = ""
    """Who is greeted there; no other word of the vault is kept outside it."""


def load(path: Path) -> Settings:
    """Read the settings; a missing or damaged file gives the defaults, for they can be set again in a minute."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()
    return msgspec.structs.replace(found, text_scale=min(200, max(100, found.text_scale)))


def save(path: Path, settings: Settings) -> None:
    """Write the settings. Raises DiskFull or FolderNotWritable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_safely(path, msgspec.json.format(msgspec.json.encode(settings), indent=2))
