"""Colours, sizes and the style sheet: one look for the whole application, light or dark, at 100 to 200 per cent.

The look belongs to the QApplication exactly as its palette and style sheet do, so `theme()` finds it there and widgets
need not hand it down. Widgets connect `theme().changed` to the method that sets their sizes and icons again.
"""

import json
import re
from enum import IntEnum, StrEnum
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from core.base.paths import resources
from gui.widgets.fonts import load_faces, ui_font

_DP: Final = re.compile(r"(\d+(?:\.\d+)?)dp\b")
_TOKEN: Final = re.compile(r"\$([a-z0-9]+)")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMAGE: Final = re.compile(r"@([a-z]+)@")


class Mode(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Room(IntEnum):
    """How much room a window has at the present text size (ui.md §3)."""

    NARROW = 0
    """Below 900: words only, two fields a row, one pane."""
    MIDDLE = 1
    """900 to 1199: labels above, preview behind F9."""
    WIDE = 2
    """1200 and more: labels left, preview beside."""


def tokens() -> dict[str, dict[str, str]]:
    """Return the colour tokens as {"light": {name: "#RRGGBB"}, "dark": {…}}."""
    found: dict[str, dict[str, str]] = json.loads(resources("theme", "tokens.json").read_text(encoding="utf-8"))
    return found


@cache
def _sheet() -> str:
    return _COMMENT.sub("", resources("theme", "taizhang.qss").read_text(encoding="utf-8"))


class Theme(QObject):
    """The look in use; made once per application by `dress`."""

    changed = Signal()
    """Colours or sizes have changed: set sizes and icons again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._tokens = tokens()
        self._mode = Mode.SYSTEM
        self._percent = 100
        self.families = load_faces()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def percent(self) -> int:
        """Text size, 100 to 200."""
        return self._percent

    @property
    def mode(self) -> Mode:
        """What was asked for: system, light or dark."""
        return self._mode

    @property
    def dark(self) -> bool:
        """Whether dark colours are in use."""
        if self._mode is Mode.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    def set_look(self, *, mode: Mode | str | None = None, percent: int | None = None) -> None:
        """Change colours or text size; every open window follows at once."""
        new_mode = Mode(mode) if mode is not None else self._mode
        new_percent = min(200, max(100, percent)) if percent is not None else self._percent
        if (new_mode, new_percent) == (self._mode, self._percent):
            return
        self._mode, self._percent = new_mode, new_percent
        self._apply()

    def dp(self, pixels: float) -> int:
        """Return pixels at 100 % as pixels at the present text size; never 0 for something."""
        return max(1, round(pixels * self._percent / 100)) if pixels else 0

    def hex(self, token: str) -> str:
        """Return a colour token as #RRGGBB."""
        return self._tokens["dark" if self.dark else "light"][token]

    def colour(self, token: str) -> QColor:
        """Return a colour token."""
        return QColor(self.hex(token))

    def font(self, pixels: int = 15, *, bold: bool = False) -> QFont:
        """Return the window font at a size given in pixels at 100 %."""
        return ui_font(self.families, self.dp(pixels), bold=bold)

    def metrics(self, pixels: int = 15, *, bold: bool = False) -> QFontMetrics:
        """Return the measures of the window font."""
        return QFontMetrics(self.font(pixels, bold=bold))

    def room(self, width: int) -> Room:
        """Tell how much room a window of `width` pixels has."""
        wide = width * 100 / self._percent
        if wide >= 1200:
            return Room.WIDE
        return Room.MIDDLE if wide >= 900 else Room.NARROW

    def style_sheet(self) -> str:
        """Return the style sheet with colours, sizes and pictures put in."""
        shade = "dark" if self.dark else "light"
        sheet = _TOKEN.sub(lambda found: self.hex(found[1]), _sheet())
        sheet = _DP.sub(lambda found: f"{self.dp(float(found[1]))}px", sheet)
        return _IMAGE.sub(lambda found: resources("theme", f"{found[1]}-{shade}.svg").as_posix(), sheet)

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._app.setStyleSheet("")  # one style sheet in the place of another costs ten times what the two steps do
        self._app.setPalette(self._palette())
        self._app.setFont(self.font())
        self._app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for where, token in (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "sunken"),
            (role.Text, "text"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.BrightText, "onaccent"),
            (role.Highlight, "accentfill"),
            (role.HighlightedText, "onaccent"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "text3"),
            (role.Light, "surface"),
            (role.Midlight, "sunken"),
            (role.Mid, "line"),
            (role.Dark, "edge"),
            (role.Shadow, "edge"),
            (role.Accent, "accentfill"),
        ):
            palette.setColor(where, self.colour(token))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.colour("ondisabled"))
        return palette


def dress(app: QApplication, *, mode: Mode | str = Mode.SYSTEM, percent: int = 100) -> Theme:
    """Give the application its look; called once before the first window."""
    found = app.findChild(Theme, "theme")
    look = found if isinstance(found, Theme) else Theme(app)
    look.set_look(mode=mode, percent=percent)
    return look


def theme() -> Theme:
    """Return the look of the running application. Raises RuntimeError when there is no application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no QApplication")  # noqa: TRY004 - nothing has a wrong type, something is missing
    found = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Theme) else Theme(app)


def dp(pixels: float) -> int:
    """Return pixels at 100 % as pixels at the present text size."""
    return theme().dp(pixels)
