"""Fluent icons, recoloured by setting `fill` on the SVG's root (QtSvg does not take the widget's colour)."""

import logging
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from core.base.log import logger
from core.base.paths import resources
from gui.widgets.theme import theme

_log: logging.Logger = logger("gui.icons")
_DRAWN = (16, 20, 24, 28, 32, 48)
"""Sizes Fluent draws; the nearest one there is gets scaled."""


@cache
def icon_file(name: str, size: int, *, filled: bool = False) -> Path | None:
    """Return the drawing nearest to `size` pixels, or None when there is no icon of that name."""
    folder = resources("icons")
    for style in ("filled", "regular") if filled else ("regular", "filled"):
        for drawn in sorted(_DRAWN, key=lambda px: (abs(px - size), -px)):
            path = folder / f"{name}_{drawn}_{style}.svg"
            if path.exists():
                return path
    _log.warning("no icon %s", name)
    return None


@lru_cache(maxsize=512)
def _drawn(name: str, pixels: int, ratio: float, fill: str, filled: bool, nominal: int) -> QPixmap:
    """Draw an icon `pixels` wide (device-independent) in the colour `fill`."""
    pixmap = QPixmap(round(pixels * ratio), round(pixels * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    path = icon_file(name, nominal, filled=filled)
    if path is None:
        return pixmap
    svg = path.read_text(encoding="utf-8").replace("<svg ", f'<svg fill="{fill}" ', 1)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def icon_pixmap(
    name: str, size: int = 20, *, colour: str = "text2", filled: bool = False, ratio: float = 1.0
) -> QPixmap:
    """Return an icon `size` pixels (at 100 %) in the colour of a token, at the present text size."""
    look = theme()
    return _drawn(name, look.dp(size), ratio, look.hex(colour), filled, size)


def icon(name: str, size: int = 20, *, colour: str = "text2", filled: bool = False) -> QIcon:
    """Return an icon for a button, sharp on dense screens, grey when disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, size, colour=colour, filled=filled, ratio=ratio))
        made.addPixmap(icon_pixmap(name, size, colour="ondisabled", filled=filled, ratio=ratio), QIcon.Mode.Disabled)
    return made


class IconLabel(QLabel):
    """An icon beside words; `says` is read aloud, empty when the words beside it already say it."""

    def __init__(
        self,
        name: str,
        size: int = 20,
        *,
        colour: str = "text2",
        filled: bool = False,
        says: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._colour, self._filled = name, size, colour, filled
        self.setAccessibleName(says)
        self.setProperty("role", "icon")
        theme().changed.connect(self.restyle)
        self.restyle()

    def show_icon(self, name: str, *, colour: str | None = None, filled: bool | None = None, says: str = "") -> None:
        """Show another icon."""
        self._name = name
        self._colour = colour if colour is not None else self._colour
        self._filled = filled if filled is not None else self._filled
        self.setAccessibleName(says)
        self.restyle()

    def name(self) -> str:
        """Return the name of the icon shown."""
        return self._name

    def restyle(self) -> None:
        """Draw again in the present colours and size."""
        side = theme().dp(self._size)
        self.setFixedSize(QSize(side, side))
        self.setPixmap(
            icon_pixmap(
                self._name, self._size, colour=self._colour, filled=self._filled, ratio=self.devicePixelRatioF()
            )
        )
