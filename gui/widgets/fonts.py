"""The typeface of the windows: the system's Chinese UI face first, always with our own behind it."""

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase

from core.base.log import logger
from core.base.paths import resources

_log: logging.Logger = logger("gui.fonts")

SYSTEM_FACES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
)
"""Chinese UI faces of Windows, macOS and Linux desktops, best first."""

UI_ROLES = ("ui", "ui-bold", "rare", "far")
"""Roles of resources/fonts/fonts.json that the windows load; registering costs 7 ms, for the files are mapped."""


def load_faces(folder: Path | None = None) -> list[str]:
    """Register our own fonts and return the families to ask for, best first; never empty of Chinese.

    Every window font names all of them, so that a character missing in one face is taken from the next.
    """
    present = set(QFontDatabase.families())
    chosen = [face for face in SYSTEM_FACES if face in present][:1]
    own: list[str] = []
    for path in ui_files(folder or resources("fonts")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            _log.warning("font not loaded: %s", path.name)
            continue
        own += [family for family in QFontDatabase.applicationFontFamilies(number) if family not in own]
    return chosen + own


def ui_files(folder: Path) -> list[Path]:
    """Return the font files whose role is the windows', in the order of their roles; raises KeyError on a bad table."""
    table = folder / "fonts.json"
    if not table.exists():
        return []
    roles: dict[str, dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))["roles"]
    return [folder / str(roles[role]["file"]) for role in UI_ROLES]


@cache
def page_families() -> tuple[str, ...]:
    """Register the 宋体 of the printed page and return the families that draw a character as paper shows it."""
    QFontDatabase.addApplicationFont(str(resources("fonts", "TaizhangSong.ttf")))
    return "Taizhang Song", "Taizhang Rare", "Taizhang Far"


def ui_font(families: list[str], pixels: int, *, bold: bool = False) -> QFont:
    """Return the window font at a size in pixels."""
    font = QFont()
    if families:
        font.setFamilies(families)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
