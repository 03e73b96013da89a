"""Tabs in little room: shortened with a tooltip, never cut without a sign; and the way of the Tab key in passwords."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
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
    return sorted(tabs.findChildren(QAbstractButton), key=QWidget.x)


def test_tabs_that_do_not_fit_are_shortened_and_say_their_words_in_a_tooltip(qtbot: QtBot) -> None:
    tabs = shown(qtbot, 560)
    found = buttons(tabs)
    assert found[-1].geometry().right() <= tabs.width()
    assert found[3].toolTip() == "Content and discussion"
    assert found[0].toolTip() == "", "short words stay whole"
    assert found[3].accessibleName().startswith("Content and discussion")


def test_tabs_become_whole_again_when_there_is_room(qtbot: QtBot) -> None:
    tabs = shown(qtbot, 560)
    tabs.resize(1400, 40)
    QApplication.processEvents()
    assert all(button.toolTip() == "" and button.width() == button.sizeHint().width() for button in buttons(tabs))


def test_tab_leads_from_the_password_to_its_repetition(qtbot: QtBot) -> None:
    pair = PasswordPair()
    qtbot.addWidget(pair)
    with qtbot.waitActive(pair):
        pair.show()
        pair.activateWindow()
    pair.first.setFocus()
    press(pair.first, Qt.Key.Key_Tab)
    assert pair.second.hasFocus()
