"""Every dialog of the program: it fits the smallest screen at the largest text, Enter and Esc do no harm, the keyboard
goes back where it was, and help can be read beside it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from gui.widgets.question import Question
from gui.widgets.theme import theme
from gui.windows.helping import HelpDoor
from gui.windows.locking import put_away
from tests.gui.windows.dialogs import DIALOGS
from tests.support import tour
from tests.support.extents import lay_out, misfits
from tests.support.stage import Stage

SCREEN = (1366, 698)
"""A screen of 768 lines, less title and task bar."""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the text as large as it was."""
    yield
    theme().set_look(percent=100)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    found = tour.open_school(tmp_path, language="zh_CN")
    yield found
    found.close()


def buttons(dialog: QDialog) -> list[QPushButton]:
    return [button for button in dialog.findChildren(QPushButton) if button.isVisible()]


def answers(dialog: QDialog) -> list[QPushButton]:
    """Return the buttons that end a dialog: those of a question, else the last line."""
    if isinstance(dialog, Question):
        return list(dialog.buttons.values())
    usual = default(dialog)
    assert usual is not None
    holder: QWidget = usual.parentWidget()
    return [button for button in buttons(dialog) if button.parentWidget() is holder]


def default(dialog: QDialog) -> QPushButton | None:
    return next((button for button in buttons(dialog) if button.isDefault()), None)


def hidden(widget: QWidget) -> bool:
    """Tell whether a part of a widget can't be seen."""
    return widget.visibleRegion().boundingRect() != widget.rect()


def over_the_edge(name: str, dialog: QWidget) -> Iterator[str]:
    """Say what of a dialog does not fit the screen."""
    assert isinstance(dialog, QDialog)
    lay_out(dialog)
    if dialog.width() > SCREEN[0] or dialog.height() > SCREEN[1]:
        yield f"{name} is {dialog.width()}×{dialog.height()}"
    if not dialog.screen().availableGeometry().contains(dialog.geometry()):
        yield f"{name} stands at {dialog.geometry().getRect()}"
    for button in answers(dialog):
        if hidden(button):
            yield f"{name}: {button.text()} is out of sight"
    for said in misfits(dialog):
        yield f"{name}: {said}"


@pytest.mark.noise("taizhang.gui.crash")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_dialog_fits_the_smallest_screen_at_the_largest_text(tmp_path: Path, language: str) -> None:
    stage = tour.open_school(tmp_path, language=language, percent=200)
    found = [said for name, dialog in tour.dialogs(stage) for said in over_the_edge(name, dialog)]
    stage.close()
    assert found == []


@pytest.mark.noise("taizhang.gui.crash")
def test_enter_never_destroys_and_the_keyboard_goes_back_where_it_was(stage: Stage) -> None:
    page = tour.begin(stage, *tour.KINDS[0])
    entry = page.form().editor("title").entry(("title",))
    for name, opener in DIALOGS.items():
        if name in {*tour.NEVER_IN_FRONT, "printing under way"}:  # nothing can be pressed while something is printed
            continue
        stage.window.activateWindow()
        stage.until(stage.window.isActiveWindow)
        entry.setFocus()
        stage.until(entry.hasFocus)
        dialog = tour.opened(stage, partial(opener, stage, page))
        dialog.activateWindow()
        stage.until(dialog.isActiveWindow)
        usual = default(dialog)
        assert usual is not None, f"{name}: Enter does nothing"
        assert usual.property("kind") != "danger", name
        assert QApplication.focusWidget() is not None, name
        assert dialog.isAncestorOf(QApplication.focusWidget()), f"{name} takes the keyboard"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), f"{name} closes with Esc"
        stage.settle()
        assert QApplication.focusWidget() is entry, name
    assert page.answers == ["no"]


@pytest.mark.noise("taizhang.gui.crash")
def test_help_can_be_read_and_closed_while_any_dialog_waits(stage: Stage) -> None:
    page: Any = tour.begin(stage, *tour.KINDS[0])
    door: Any = stage.window.findChild(HelpDoor)
    for name, opener in DIALOGS.items():
        if name in tour.NEVER_IN_FRONT:
            continue
        dialog = tour.opened(stage, partial(opener, stage, page))
        dialog.activateWindow()
        stage.until(dialog.isActiveWindow)
        QTest.keyClick(dialog, Qt.Key.Key_F1)
        stage.until(lambda: door.guide is not None and door.guide.isActiveWindow())
        assert not door.guide.keys.isVisible(), "the page below a question can't be left"
        door.guide.keys_wanted.emit()
        assert stage.window.shell().page() is page
        # By the window, as the system brings a key: what a modal dialog blocks gets none.
        QTest.keyClick(door.guide.windowHandle(), Qt.Key.Key_Escape)
        stage.until(lambda: not door.guide.isVisible())
        assert dialog.isVisible(), f"{name} still waits"
        stage.until(dialog.isActiveWindow)
        put_away(stage.window)
        stage.settle()
