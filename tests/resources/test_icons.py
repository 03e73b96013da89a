"""The icons: every one is drawn by Qt, in pairs, and licensed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from resources.icons import build

ICONS = Path(build.__file__).parent
FILES = sorted(ICONS.glob("*.svg"))


def drawn_pixels(file: Path) -> int:
    """Draw an icon at 32 pixels and count the pixels it covers."""
    renderer = QSvgRenderer(str(file))
    assert renderer.isValid(), file.name
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32))


def test_every_icon_is_drawn(qtbot: QtBot) -> None:
    blank = [file.name for file in FILES if not drawn_pixels(file)]
    assert blank == []


@pytest.mark.parametrize("name", build.NAMES)
def test_an_icon_has_its_outline_and_its_filled_twin(name: str) -> None:
    assert (ICONS / f"{name}_20_regular.svg").exists()
    assert (ICONS / f"{name}_20_filled.svg").exists()


def test_nothing_lies_here_that_the_script_does_not_name() -> None:
    stems = {file.stem.rsplit("_", 2)[0] for file in FILES}
    assert stems == {*build.NAMES, "taizhang"}


def test_the_icons_lie_beside_their_licence() -> None:
    text = (ICONS / "LICENSE-fluentui.txt").read_text(encoding="utf-8")
    assert "MIT License" in text
    assert "Microsoft" in text
