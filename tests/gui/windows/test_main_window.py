"""The one window: cover, rail, keys, lock, text size, language, leaving."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from core.base.errors import RecordGone
from core.base.settings import load
from core.services import records
from core.store.vault import Vault
from gui.pages.editor import EditorPage
from gui.pages.home import HomePage
from gui.pages.people import PeoplePage
from gui.pages.search import SearchPage
from gui.pages.settings import SettingsPage
from gui.widgets.rail import Rail
from gui.widgets.status import StatusBar
from gui.widgets.theme import Room, theme
from gui.windows.helping import HelpDoor
from gui.wizards.first_run import FirstRun
from tests.flows.filling import retype
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD, lay, open_copy


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    yield found
    found.close()


def writing(page: object) -> bool:
    """Tell whether an editor is open and its record stands in the form."""
    return isinstance(page, EditorPage) and page.form() is not None


def begin(stage: Stage) -> EditorPage:
    """Begin a session and wait for its form."""
    shell = stage.window.shell()
    shell.page().new_wanted.emit("study_session", "night_study", None)
    stage.until(lambda: writing(shell.page()))
    page = shell.page()
    assert isinstance(page, EditorPage)
    return page


def key(stage: Stage, name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    QTest.keyClick(stage.window, name, modifier)
    stage.settle()


def test_without_a_vault_the_first_run_begins(tmp_path):
    stage = Stage(tmp_path)
    assert isinstance(stage.window._standing.now(), FirstRun)
    stage.close()


def test_a_vault_whose_folder_is_gone_says_so_and_a_new_one_can_be_set_up(tmp_path):
    stage = Stage(tmp_path, vault=tmp_path / "gone.taizhang")
    card = stage.window.cover()
    assert card is not None
    assert "gone.taizhang" in " ".join(line.text for line in card.field._found)
    card.new_wanted.emit()
    assert isinstance(stage.window._standing.now(), FirstRun)
    stage.close()


def test_the_cover_greets_and_opens(tmp_path):
    stage = Stage(tmp_path, vault=lay(tmp_path))
    card = stage.window.cover()
    assert card is not None
    assert card.field.line.hasFocus()
    assert stage.window.windowTitle() == "台账 · 已锁定"
    type_text(card.field.line, PASSWORD)
    QTest.keyClick(card.field.line, Qt.Key.Key_Return)
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()
    assert isinstance(stage.window.shell().page(), HomePage)
    assert stage.window.windowTitle() == "台账 · 云川县云岙镇中心小学"
    stage.close()


def test_a_wrong_password_stays_selected_under_its_finding(tmp_path):
    stage = Stage(tmp_path, vault=lay(tmp_path))
    card = stage.window.cover()
    type_text(card.field.line, "wrong one")
    card.open_button.click()
    card.open_button.click()
    stage.settle()
    assert stage.window.shell() is None
    assert card.field.line.selectedText() == "wrong one"
    assert [line.word for line in card.field._found] == ["没有打开"]
    stage.close()


def test_alt_and_a_digit_goes_to_the_places_of_the_rail(stage):
    shell = stage.window.shell()
    rail = shell.findChild(Rail)
    places = [item.key for item in shell._rail_items()] + ["settings"]
    for number, place in enumerate(places):
        key(stage, Qt.Key(Qt.Key.Key_1.value + number), Qt.KeyboardModifier.AltModifier)
        assert rail.current() == place
    assert isinstance(shell.page(), SettingsPage)


def test_find_goes_to_the_search_page(stage):
    shell = stage.window.shell()
    key(stage, Qt.Key.Key_F)
    assert isinstance(shell.page(), SearchPage)
    assert QApplication.focusWidget() is shell.page()._find


def test_f6_goes_from_the_rail_to_the_page_to_the_status_bar(stage):
    shell = stage.window.shell()
    seen = []
    for _step in range(3):
        key(stage, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
        focused = QApplication.focusWidget()
        seen.append(
            next(pane for pane in ("rail", "stack", "status") if getattr(shell, f"_{pane}").isAncestorOf(focused))
        )
    assert sorted(seen) == ["rail", "stack", "status"]


def test_text_size_is_stepped_and_kept(stage, tmp_path):
    key(stage, Qt.Key.Key_Plus)
    assert theme().percent == 110
    for _step in range(6):
        key(stage, Qt.Key.Key_Plus)
    assert theme().percent == 200
    assert stage.window.shell()._room is Room.NARROW
    assert load(tmp_path / "settings.json").text_scale == 200
    key(stage, Qt.Key.Key_Minus)
    assert theme().percent == 175
    key(stage, Qt.Key.Key_0)
    assert theme().percent == 100
    assert stage.window.shell()._room is Room.WIDE


def test_nothing_is_wider_than_the_window_at_any_text_size(stage):
    for percent in (100, 125, 150, 200):
        stage.app.preferences.change(text_scale=percent)
        for place in (
            "home",
            "calendar",
            "inspection",
            "research",
            "activities",
            "submit",
            "settings",
            "people",
            "judge",
            "packet",
            "help",
        ):
            stage.window.shell().go(place)
            stage.settle()
            assert stage.window.minimumSizeHint().width() <= 1366, (percent, place)
            for area in stage.window.findChildren(QScrollArea):
                if area.isVisible() and area.widget() is not None:
                    assert area.widget().width() <= area.viewport().width(), (percent, place, "scrolls sideways")


def test_lock_keeps_what_is_half_typed_and_closes_the_vault(stage, tmp_path):
    page = begin(stage)
    record = page.memory()["record"]
    type_text(page.form().editor("title").entry(("title",)), "没写完")
    key(stage, Qt.Key.Key_L)
    assert stage.window.shell() is None
    assert stage.window.cover() is not None
    assert "加密" in stage.window.cover()._safe._text.text()
    vault = open_again(stage)
    assert records.read(vault, record).values["title"] == "没写完"
    vault.close()
    stage.unlock()
    shell = stage.window.shell()
    stage.until(lambda: writing(shell.page()))
    assert shell.page().memory()["record"] == record
    assert shell.page().memory()["cursor"] == len("没写完"), "one goes on behind the last word"


def open_again(stage: Stage) -> Vault:
    """Open the locked vault beside the program: possible only when the program has let it go."""
    from core.services import vaults

    return vaults.open_vault(stage.window.vault_folder(), PASSWORD, clock=stage.clock)


def test_stillness_locks_and_every_touch_begins_anew(stage):
    idle = stage.window._idle
    idle.set_minutes(300 / 60_000)
    for _touch in range(5):
        QTest.qWait(120)
        QTest.keyClick(stage.window.windowHandle(), Qt.Key.Key_Shift)
    assert stage.window.shell() is not None, "somebody was there"
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()


def test_never_locking_by_itself_is_possible(stage):
    stage.app.preferences.change(idle_minutes=0)
    assert not stage.window._idle._timer.isActive()


def test_closing_the_window_saves_the_draft(tmp_path):
    stage = staged(tmp_path)
    page = begin(stage)
    record = page.memory()["record"]
    type_text(page.form().editor("title").entry(("title",)), "关窗之前")
    stage.window.close()
    stage.settle()
    assert not stage.window.isVisible()
    vault = open_again(stage)
    assert records.read(vault, record).values["title"] == "关窗之前"
    vault.close()
    stage.close()


def test_the_language_changes_while_running_and_the_place_stays(stage):
    page = begin(stage)
    record = page.memory()["record"]
    retype(page.form().editor("title").entry(("title",)), "换语言")
    stage.app.preferences.change(language="en")
    stage.settle()
    shell = stage.window.shell()
    stage.until(lambda: writing(shell.page()))
    assert shell.page().memory()["record"] == record
    assert shell.page().form().values()["title"] == "换语言"
    assert shell._rail_items()[0].text == "Today"
    assert not stage.crashes


def test_a_new_record_pressed_twice_leaves_one_draft(stage):
    shell = stage.window.shell()
    asking = shell.page()
    asking.new_wanted.emit("study_session", "", None)
    asking.new_wanted.emit("study_session", "", None)
    stage.until(lambda: writing(shell.page()))
    stage.settle()
    assert len(records.listing(stage.window._vault, "study_session")) == 1
    shell.back()
    stage.settle()
    begin(stage)
    assert writing(shell.page()), "afterwards another may be begun"


def test_the_saved_time_stands_in_the_status_bar_only_without_an_editor(stage):
    shell = stage.window.shell()
    status = shell.findChild(StatusBar)
    page = begin(stage)
    retype(page.form().editor("title").entry(("title",)), "存一下")
    stage.until(lambda: not page.saving().unsaved)
    assert not status._buttons["saved"].isVisible()
    shell.back()
    stage.settle()
    assert isinstance(shell.page(), HomePage)


def test_going_back_returns_to_where_one_came_from(stage):
    shell = stage.window.shell()
    shell.go("files")
    stage.settle()
    shell.page().place_wanted.emit("people", {})
    stage.settle()
    assert isinstance(shell.page(), PeoplePage)
    shell.page().went_back.emit()
    stage.settle()
    assert isinstance(shell.page(), SearchPage)


def test_an_error_of_the_page_becomes_its_banner_until_it_is_understood(stage):
    from core.base.errors import DiskFull

    shell = stage.window.shell()
    shell.page().troubled.emit(DiskFull(path="/x", needed=2_000_000, free=1000))
    assert shell._banner is not None
    assert "2.0 MB" in shell._banner.line.text
    shell._banner.action.click()
    assert shell._banner is None


def test_another_vault_can_be_chosen_on_the_cover(tmp_path):
    first = lay(tmp_path, "first")
    second = open_copy(tmp_path / "other")
    second.close()
    stage = Stage(tmp_path, vault=first)
    stage.chooser.answers.append(second.folder)
    stage.window.cover().other_wanted.emit()
    assert stage.window.vault_folder() == second.folder
    stage.unlock()
    assert stage.window._vault.folder == second.folder
    stage.close()


class Flashes(QObject):
    """Notes every widget that shows itself as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_no_page_flashes_a_window_of_its_own(stage):
    flashes = Flashes()
    QApplication.instance().installEventFilter(flashes)
    for place in ("study", "research", "rectification", "submit", "packet", "judge", "people", "files", "settings"):
        stage.window.shell().go(place)
        stage.settle()
    begin(stage)
    QApplication.instance().removeEventFilter(flashes)
    assert not flashes.seen


def test_a_record_begun_and_left_untouched_leaves_no_empty_draft(stage):
    record = begin(stage).memory()["record"]
    key(stage, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not isinstance(stage.window.shell().page(), EditorPage)
    with pytest.raises(RecordGone):
        records.read(stage.window._vault, record)


def test_an_untouched_record_outlives_the_help_and_a_lock_and_still_goes_when_it_is_left(stage):
    record = begin(stage).memory()["record"]
    key(stage, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert writing(stage.window.shell().page()), "the guide stands beside it"
    stage.window.findChild(HelpDoor).guide.close()
    stage.until(stage.window.isActiveWindow)
    stage.window.shell().go("help", {}, remember=True)
    key(stage, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    stage.until(lambda: writing(stage.window.shell().page()))
    key(stage, Qt.Key.Key_L)
    stage.unlock()
    stage.until(lambda: writing(stage.window.shell().page()))
    assert stage.window.shell().page().memory()["record"] == record
    stage.window.shell().go("study")
    stage.settle()
    with pytest.raises(RecordGone):
        records.read(stage.window._vault, record)


def test_one_word_typed_or_a_copy_is_kept_on_leaving(stage):
    page = begin(stage)
    typed = page.memory()["record"]
    type_text(page.form().editor("title").entry(("title",)), "一")
    key(stage, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert records.read(stage.window._vault, typed).values["title"] == "一"
    shell = stage.window.shell()
    shell.page().new_wanted.emit("study_session", "night_study", typed)
    stage.until(lambda: writing(shell.page()))
    copied = shell.page().memory()["record"]
    key(stage, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert records.read(stage.window._vault, copied).id == copied
