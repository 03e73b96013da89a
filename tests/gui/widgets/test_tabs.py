"""Tabs in little room: they go on in the next line, their words whole; and the way of the Tab key in passwords."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from gui.widgets.newpassword import PasswordPair
from gui.widgets.tabs import Tab, Tabs
from tests.support.typing import press

LONG = ("Basics", "Attendance", "Study materials", "Content and discussion", "Resolutions", "Attachments")


def shown(qtbot: QtBot, width: int) -> Tabs:
    """Return six tabs in a line of this width."""
    made = Tabs([Tab(word, word, errors=number) for number, word in enumerate(LONG)])
    qtbot.addWidget(made)
    made.resize(width, 40)
    made.show()
    QApplication.processEvents()
    return made


def buttons(tabs: Tabs) -> list[QAbstractButton]:
    """Return the tabs from left to right."""
    return sorted(tabs.findChildren(QAbstractButton), key=lambda button: (button.y(), button.x()))


def test_tabs_that_do_not_fit_go_on_in_the_next_line_with_their_words_whole(qtbot: QtBot) -> None:
    tabs = shown(qtbot, 560)
    tabs.resize(560, tabs.heightForWidth(560))
    QApplication.processEvents()
    found = buttons(tabs)
    assert len({button.y() for button in found}) == 2
    assert all(button.geometry().right() <= tabs.width() for button in found)
    assert all(button.toolTip() == "" and button.width() == button.sizeHint().width() for button in found)
    assert max(button.geometry().bottom() for button in found) <= tabs.height()


def test_tabs_stand_in_one_line_again_when_there_is_room(qtbot: QtBot) -> None:
    tabs = shown(qtbot, 560)
    tabs.resize(1400, 40)
    QApplication.processEvents()
    assert len({button.y() for button in buttons(tabs)}) == 1


def test_a_tab_wider_than_the_whole_line_ends_in_dots_and_stands_whole_in_its_tooltip(qtbot: QtBot) -> None:
    tabs = shown(qtbot, 120)
    longest = next(button for button in buttons(tabs) if button.accessibleName().startswith(LONG[3]))
    assert longest.width() < longest.sizeHint().width()
    assert longest.toolTip() == LONG[3]


def test_tab_leads_from_the_password_to_its_repetition(qtbot: QtBot) -> None:
    pair = PasswordPair()
    qtbot.addWidget(pair)
    with qtbot.waitActive(pair):
        pair.show()
        pair.activateWindow()
    pair.first.setFocus()
    press(pair.first, Qt.Key.Key_Tab)
    assert pair.second.hasFocus()
