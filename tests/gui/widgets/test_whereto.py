"""Where something is to be written: the first stick that takes files, another one, or a folder."""

from pathlib import Path

import pytest

from core.views.verdicts import DriveView
from gui.widgets.whereto import WhereTo
from tests.support.stage import AnsweringChooser

LOCKED = DriveView(path=Path("/media/locked"), label="LOCKED", free=1_000_000, writable=False)
OPEN = DriveView(path=Path("/media/open"), label="OPEN", free=1_000_000, writable=True)


@pytest.fixture
def where(qtbot):
    found = WhereTo(chooser=AnsweringChooser(), title="Stick", folder_title="Folder")
    qtbot.addWidget(found)
    found.show_drives(())
    return found


def test_without_a_stick_nothing_is_chosen(where):
    assert where.target() is None


def test_the_first_stick_that_takes_files_is_chosen(where):
    where.show_drives((LOCKED, OPEN))
    assert where.target() == OPEN.path
    assert where.drive(OPEN.path / "inside") is OPEN


def test_what_was_chosen_stays_while_sticks_come_and_go(where):
    where.show_drives((LOCKED, OPEN))
    where._group.buttons()[0].click()
    where.show_drives((OPEN, LOCKED))
    assert where.target() == LOCKED.path
    where.show_drives((OPEN,))
    assert where.target() == OPEN.path


def test_a_folder_may_be_chosen_and_a_stick_is_known_as_one(where, tmp_path):
    where.show_drives((OPEN,))
    where._chooser.answers += [tmp_path, None, OPEN.path]
    where.choose()
    assert where.target() == tmp_path
    assert where.drive(tmp_path) is None
    where.choose()
    assert where.target() == tmp_path
    where.choose()
    assert where.target() == OPEN.path
