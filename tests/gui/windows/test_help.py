"""F1: a clerk finds what to do and which keys there are, and comes back to where they were."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.messages import _
from gui.widgets.buttons import Button
from gui.windows.help import DESK_KEYS, DESK_STEPS, HelpPage
from tests.support.desks import StagedDesk
from tests.support.words import words_of


@pytest.fixture
def scene(qtbot, tmp_path: Path):
    found = StagedDesk(tmp_path, language="en")
    yield found
    found.close()


def press(scene: StagedDesk, key: Qt.Key) -> None:
    window = scene.stage.window
    window.activateWindow()
    scene.stage.until(window.isActiveWindow)
    QTest.keyClick(window, key)
    scene.stage.settle()


def test_f1_on_the_desk_tells_the_clerks_way_and_keys_and_esc_leads_back(scene):
    before = scene.go("schools")
    press(scene, Qt.Key.Key_F1)
    page = scene.page()
    assert isinstance(page, HelpPage)
    said = words_of(page)
    assert all(_(step) in said for step in DESK_STEPS)
    assert all(_(says) in said for _pressed, says in DESK_KEYS)
    press(scene, Qt.Key.Key_Escape)
    assert scene.page() is before


def test_every_key_it_names_for_reading_is_a_button_of_the_intake(scene):
    page = scene.go("intake")
    shown = " ".join(button.text() for button in page.findChildren(Button))
    named = dict(DESK_KEYS)
    assert {"F5", "Ctrl+O"} <= named.keys()
    assert "F5" in shown
    assert "Ctrl+O" in shown
