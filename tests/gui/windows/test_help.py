"""F1: whoever is stuck finds the part of the guide that tells of what stands before them, and comes back to it."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import gui
from core.base.markdown import Heading
from core.services import guides
from core.services.guides import Reader
from gui.messages import _
from gui.widgets.buttons import Button
from gui.windows.guide import GuideWindow
from gui.windows.help import DESK_KEYS, HelpPage
from gui.windows.helping import ALONE, LOCKED_DESK, HelpDoor
from tests.support.desks import StagedDesk
from tests.support.stage import Stage, staged
from tests.support.typing import press, type_text


@pytest.fixture
def stage(tmp_path: Path):
    found = staged(tmp_path)
    yield found
    found.close()


@pytest.fixture
def desk(qtbot, tmp_path: Path):
    found = StagedDesk(tmp_path, language="en")
    yield found
    found.close()


def door(stage: Stage) -> HelpDoor:
    found = stage.window.findChild(HelpDoor)
    assert isinstance(found, HelpDoor)
    return found


def f1(stage: Stage) -> GuideWindow:
    """Press F1 in the window; returns the help window."""
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    stage.settle()
    guide = door(stage).guide
    assert guide is not None
    assert guide.isVisible()
    return guide


def names(reader: Reader) -> set[str]:
    """Return every name that help can lead to."""
    guide = guides.read(reader)
    parts = (block for section in guide.sections for block in section.blocks)
    return {section.name for section in guide.sections} | {
        block.name for block in parts if isinstance(block, Heading) and block.name
    }


def shown(guide: GuideWindow) -> str:
    section = guide.view.section()
    assert section is not None
    return section.name


def pressed(stage: Stage, words: str) -> None:
    """Press the button of the window with these words."""
    stage.window.show()
    (button,) = (one for one in stage.window.findChildren(Button) if one.text().strip() == words and one.isVisible())
    button.click()
    stage.settle()


def test_every_place_of_a_school_has_a_section(stage):
    places = stage.window.shell()._places
    assert set(places.help_of) == set(places.makers())
    assert set(places.help_of.values()) <= names(Reader.SCHOOL)


def test_every_place_of_a_desk_has_a_section(desk):
    places = desk.stage.window.shell()._places
    assert set(places.help_of) == set(places.makers())
    assert set(places.help_of.values()) <= names(Reader.DESK)


def test_whatever_fills_the_window_without_a_book_has_a_section():
    classes = {
        name: value
        for module in pkgutil.walk_packages(gui.__path__, "gui.")
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, type) and issubclass(value, QWidget)
    }
    for name, (reader, section) in ALONE.items():
        assert name in classes, name
        assert section in names(reader), name
    assert LOCKED_DESK[1] in names(LOCKED_DESK[0])


@pytest.mark.parametrize(
    ("place", "section"),
    [("home", "today"), ("packet", "packet"), ("backup", "backup"), ("succession", "succession"), ("people", "files")],
)
def test_f1_opens_the_section_of_the_page_one_is_at(stage, place, section):
    stage.window.shell().go(place)
    stage.settle()
    guide = f1(stage)
    assert shown(guide) == section
    assert guide.list.current().key == section
    assert stage.window.shell().here()["place"] == place, "the page stays"


def test_a_page_explained_under_a_lesser_heading_is_shown_from_there(stage):
    stage.window.shell().go("judge")
    stage.settle()
    guide = f1(stage)
    assert shown(guide) == "answers"
    assert guide.at() == "judge"
    QApplication.processEvents()
    assert guide.view.verticalScrollBar().value() > 0


def test_the_word_in_the_status_bar_does_the_same_and_esc_leaves(stage):
    stage.window.shell().go("inspection")
    stage.settle()
    pressed(stage, "帮助 F1")
    guide = door(stage).guide
    assert shown(guide) == "inspection"
    press(guide.view, Qt.Key.Key_Escape)
    assert not guide.isVisible()
    stage.until(stage.window.isActiveWindow)


def test_help_is_there_while_the_book_is_closed_and_stays_through_the_lock(stage):
    guide = f1(stage)
    stage.window.lock()
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    assert guide.isVisible(), "nothing of the book is in it"
    guide.close()
    pressed(stage, "帮助 F1")
    assert shown(guide) == "lock"
    assert not guide.keys.isVisible(), "only an open book shows the list of keys"


def test_the_first_page_of_all_offers_help_and_does_not_begin_on_it(tmp_path):
    stage = Stage(tmp_path)
    try:
        focused = QApplication.focusWidget()
        assert isinstance(focused, Button)
        assert focused.text() == "中文"
        pressed(stage, "帮助 F1")
        assert shown(door(stage).guide) == "start"
        stage.window.set_up_desk()
        assert shown(f1(stage)) == "set-up"
    finally:
        stage.close()


def test_a_clerk_gets_the_clerks_guide_locked_or_not(desk):
    desk.go("schools")
    guide = f1(desk.stage)
    assert shown(guide) == "schools"
    assert guide.sections() == [section.name for section in guides.read(Reader.DESK).sections]
    desk.stage.window.lock()
    desk.stage.until(lambda: desk.stage.window.cover() is not None)
    desk.stage.settle()
    assert shown(f1(desk.stage)) == "questions"


def test_words_are_found_in_every_section_and_stand_out(stage):
    guide = f1(stage)
    type_text(guide.search, "恢复单")
    found = guide.sections()
    assert "start" in found
    assert "packet" not in found
    assert shown(guide) in found
    marked = [cursor.selectedText() for cursor in guide.view._places()]
    assert marked
    assert set(marked) == {"恢复单"}
    assert len(guide.view.extraSelections()) == len(marked)
    type_text(guide.search, " 二维码的用途")
    assert guide.sections() == []
    assert guide._none.isVisible()
    press(guide.search, Qt.Key.Key_Escape)
    assert len(guide.sections()) == len(guides.read(Reader.SCHOOL).sections)
    assert guide.isVisible(), "the first Esc only empties the search"


def test_several_words_must_all_be_there(stage):
    guide = f1(stage)
    type_text(guide.search, "U盘")
    wide = guide.sections()
    type_text(guide.search, " 根证书公告")
    assert guide.sections() == ["enrol"]
    assert set(guide.sections()) < set(wide)


def test_links_and_the_list_lead_on_and_back_leads_back(stage):
    guide = f1(stage)
    guide.go("succession")
    assert any(run.link == "#enrol" for block in guide.view.section().blocks for run in getattr(block, "words", ()))
    guide.view.linked.emit("#enrol")
    assert shown(guide) == "enrol"
    press(guide.list, Qt.Key.Key_Down)
    assert shown(guide) == "packet"
    for before in ("enrol", "succession", "today"):
        assert guide.back.isEnabled()
        guide.back.click()
        assert shown(guide) == before
    assert not guide.back.isEnabled()


def test_the_whole_guide_goes_to_the_printer(stage):
    guide = f1(stage)
    guide.printing.click()
    stage.until(lambda: door(stage).print_window is not None and door(stage).print_window.view.pages(), seconds=60)
    window = door(stage).print_window
    assert window._paper.name == "台账使用说明（校长）"
    assert window.view.pages() > 8
    window.close()


def test_a_picture_is_never_wider_than_the_room_there_is(stage):
    guide = f1(stage)
    guide.go("packet")
    for width in (900, 620):
        guide.resize(width, 600)
        stage.until(lambda: guide.view._width == guide.view.viewport().width())
        assert guide.view.document().idealWidth() <= guide.view.viewport().width()
        assert guide.view.horizontalScrollBar().maximum() == 0


def test_the_list_of_keys_is_one_press_away_and_esc_leads_back(desk):
    before = desk.go("schools")
    guide = f1(desk.stage)
    guide.keys.click()
    desk.stage.settle()
    assert not guide.isVisible()
    assert isinstance(desk.page(), HelpPage)
    desk.stage.until(desk.stage.window.isActiveWindow)
    QTest.keyClick(desk.stage.window, Qt.Key.Key_Escape)
    desk.stage.settle()
    assert desk.page() is before


def test_another_language_gets_another_window(stage):
    assert f1(stage).windowTitle() == "帮助"
    stage.app.preferences.change(language="en")
    stage.settle()
    assert f1(stage).windowTitle() == "Help"


def test_text_grows_in_the_help_window_too(stage):
    guide = f1(stage)
    before = guide.view.document().defaultFont().pixelSize()
    QTest.keyClick(guide, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert guide.view.document().defaultFont().pixelSize() > before


def test_every_key_it_names_for_reading_is_a_button_of_the_intake(desk):
    page = desk.go("intake")
    shown = " ".join(button.text() for button in page.findChildren(Button))
    named = dict(DESK_KEYS)
    assert {"F5", "Ctrl+O"} <= named.keys()
    assert "F5" in shown
    assert "Ctrl+O" in shown
    assert _("Read the stick") in shown
