"""Setting a county's desk up, through the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.services.desk import desks
from core.views.verdicts import DriveView
from gui.desk.settings import DeskSettingsPage
from gui.desk.setup import DeskSetup
from tests.support.stage import Stage

COUNTY = "云川县教育局"


@pytest.fixture
def stage(qtbot, tmp_path):
    found = Stage(tmp_path / "home", language="en")
    yield found
    found.close()


def wizard_of(stage: Stage) -> DeskSetup:
    stage.window.set_up_desk()
    wizard = stage.window._standing.now()
    assert isinstance(wizard, DeskSetup)
    return wizard


def answer(stage: Stage, wizard: DeskSetup, safe: Path) -> None:
    """Fill in everything up to the last button."""
    wizard.names.county.setText(COUNTY)
    wizard.names.county.edited.emit()
    wizard.names.clerk.setText("周望舒")
    wizard.onward()
    for field in (wizard.secret.pair.first, wizard.secret.pair.second):
        field.setText("desk 2008")
    wizard.onward()
    wizard.show_drives((DriveView(path=safe, label="SAFE", free=7_300_000_000, writable=True),))
    assert wizard.safe.where.target() is None, "no stick takes the root key before somebody chose it"
    wizard.safe.where.set_folder(safe)
    for field in (wizard.safe.pair.first, wizard.safe.pair.second):
        field.setText("root 2008")


def test_a_desk_is_set_up_and_its_window_says_what_comes_first(stage, tmp_path):
    safe = tmp_path / "safe"
    safe.mkdir()
    wizard = wizard_of(stage)
    answer(stage, wizard, safe)
    wizard.onward()
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()
    page = stage.window.shell().page()
    assert isinstance(page, DeskSettingsPage)
    assert [path.name for path in safe.iterdir()] == [desks.ROOT_NAME]
    folder = stage.window.vault_folder()
    assert folder.name == f"{COUNTY}.taizhang-desk"
    assert len(page.root.digits.text().split()) == 16
    assert stage.app.preferences.now.school == COUNTY


def test_the_root_key_has_a_password_of_its_own(stage, tmp_path):
    safe = tmp_path / "safe"
    safe.mkdir()
    wizard = wizard_of(stage)
    answer(stage, wizard, safe)
    for field in (wizard.safe.pair.first, wizard.safe.pair.second):
        field.setText("desk 2008")
    wizard.onward()
    stage.settle()
    assert stage.window.shell() is None
    assert list(safe.iterdir()) == []


def test_a_step_that_lacks_something_is_not_left(stage):
    wizard = wizard_of(stage)
    wizard.onward()
    assert wizard.at() == 0
    wizard.names.county.setText(COUNTY)
    wizard.names.clerk.setText("周望舒")
    wizard.onward()
    wizard.onward()
    assert wizard.at() == 1


def test_the_first_run_leads_to_the_desk_by_keyboard(stage):
    first = stage.window._standing.now()
    button = first.language.county_button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert isinstance(stage.window._standing.now(), DeskSetup)


def test_a_desk_is_locked_and_comes_back_to_its_place(stage, tmp_path):
    safe = tmp_path / "safe"
    safe.mkdir()
    wizard = wizard_of(stage)
    answer(stage, wizard, safe)
    wizard.onward()
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()
    stage.window.shell().go("schools")
    stage.settle()
    stage.window.lock()
    assert stage.window.shell() is None
    stage.password = "desk 2008"
    stage.settle()
    stage.unlock()
    assert stage.window.shell().here()["place"] == "schools"


def test_a_root_key_that_lies_there_already_stays_as_it_is(stage, tmp_path):
    safe = tmp_path / "safe"
    safe.mkdir()
    other = safe / desks.ROOT_NAME
    other.write_bytes(b"another county's")
    wizard = wizard_of(stage)
    answer(stage, wizard, safe)
    wizard.onward()
    stage.settle()
    wizard.question.buttons["no"].click()
    stage.settle()
    assert stage.window.shell() is None
    wizard.onward()
    stage.settle()
    wizard.question.buttons["keep"].click()
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()
    assert other.read_bytes() == b"another county's"
    assert len(list(safe.iterdir())) == 2


def test_a_folder_of_this_computer_is_taken_only_when_that_is_meant(stage, tmp_path):
    safe, folder = tmp_path / "safe", tmp_path / "folder"
    safe.mkdir()
    folder.mkdir()
    wizard = wizard_of(stage)
    answer(stage, wizard, safe)
    stage.chooser.answers.append(folder)
    wizard.safe.where.choose()
    wizard.onward()
    wizard.question.buttons["no"].click()
    stage.settle()
    assert list(folder.iterdir()) == []
    wizard.onward()
    wizard.question.buttons["keep"].click()
    stage.until(lambda: stage.window.shell() is not None)
    stage.settle()
    assert [path.name for path in folder.iterdir()] == [desks.ROOT_NAME]
    assert list(safe.iterdir()) == []


def test_a_name_that_is_taken_is_said_at_the_first_step(stage, tmp_path):
    wizard = wizard_of(stage)
    taken = tmp_path / "taken.taizhang-desk"
    taken.mkdir()
    wizard.names.county.setText(COUNTY)
    wizard.names.clerk.setText("周望舒")
    wizard.names.where.setText(str(taken))
    wizard.names.where.edited.emit()
    wizard.onward()
    assert wizard.at() == 0
    wizard.names.where.setText(str(tmp_path / "free"))
    wizard.names.where.edited.emit()
    wizard.onward()
    assert wizard.at() == 1


def test_what_was_wrong_with_the_place_goes_when_another_is_chosen(stage, tmp_path):
    safe = tmp_path / "safe"
    safe.mkdir()
    wizard = wizard_of(stage)
    answer(stage, wizard, safe)
    wizard.safe.same()
    assert wizard.safe._says.count() == 1
    wizard.safe.where._group.buttons()[0].click()
    stage.settle()
    assert wizard.safe._says.count() == 0
