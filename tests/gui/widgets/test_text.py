"""Words on the page: what room they ask for."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.chip import Chip, ChipData
from gui.widgets.space import Row
from gui.widgets.text import TitleLabel

LONG = "放学后孩子谁来管——民主恳谈会" * 3


def titled(qtbot: QtBot, words: str, width: int) -> tuple[QWidget, TitleLabel, Chip]:
    """Show a title with a chip beside it in so much room."""
    page = QWidget()
    row = Row(page)
    title, chip = TitleLabel(), Chip(ChipData("办理中"))
    title.setText(words)
    row.addWidget(title)
    row.addWidget(chip)
    row.addStretch(1)
    qtbot.addWidget(page)
    page.resize(width, 200)
    page.show()
    QApplication.processEvents()
    return page, title, chip


def test_a_short_title_keeps_its_chip_beside_it(qtbot: QtBot) -> None:
    page, title, chip = titled(qtbot, "民主恳谈会", 600)
    assert page.isVisible()
    assert title.width() < 300
    assert chip.x() - title.geometry().right() < 20
    assert title.height() >= title.fontMetrics().height()


def test_a_long_title_wraps_and_pushes_nothing_out(qtbot: QtBot) -> None:
    page, title, chip = titled(qtbot, LONG, 360)
    assert page.minimumSizeHint().width() < 360
    assert chip.geometry().right() <= 360
    assert title.hasHeightForWidth()
    assert title.height() >= title.heightForWidth(title.width()) > 2 * title.fontMetrics().height()
