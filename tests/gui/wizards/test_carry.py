"""写入U盘 before and after: what lies on the stick is told in time, then the slip and letting go are offered."""

from datetime import datetime, timedelta
from os import utime
from pathlib import Path

import pytest

from core.services import handover
from core.views.handover import Ahead
from core.views.verdicts import DriveView
from gui.widgets.finding import FindingRow, Level
from gui.wizards.packet_ahead import ahead_lines
from tests.gui.wizards.test_packet import enter, go_to_carry
from tests.support.stage import Stage, staged
from tests.support.vaults import CHINA, SESSION


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path, language="en")
    yield found
    found.close()


@pytest.fixture
def wizard(stage):
    """The last step of a sealed packet, with a clock that agrees with the file system's."""
    enter(stage, "study_session", SESSION)
    found = go_to_carry(stage)
    stage.clock.set(datetime.now(CHINA))
    return found


def stick(folder: Path) -> DriveView:
    folder.mkdir(exist_ok=True)
    return DriveView(path=folder, label=folder.name.upper(), free=1_000_000_000, writable=True)


def told(stage: Stage, wizard) -> list[FindingRow]:
    """Return what the step says of the chosen place."""
    stage.settle(seconds=60)
    column = wizard.carry._ahead
    return [column.itemAt(at).widget() for at in range(column.count())]


def carry(stage: Stage, wizard) -> None:
    wizard.steps.next.click()
    stage.until(lambda: wizard.delivery.carried is not None, seconds=60)
    stage.settle()


def test_a_good_stick_needs_no_words(stage, wizard, tmp_path):
    wizard.carry.show_drives((stick(tmp_path / "good"),))
    assert told(stage, wizard) == []


def test_programs_on_the_stick_are_told_before_it_is_written_to_and_for_the_stick_that_is_chosen(
    stage, wizard, tmp_path
):
    good, bad = stick(tmp_path / "good"), stick(tmp_path / "bad")
    (bad.path / "新建文件夹.exe").write_bytes(b"MZ")
    wizard.carry.show_drives((bad, good))
    (row,) = told(stage, wizard)
    assert row.line.rule == "I08"
    assert "新建文件夹.exe" in row.line.text
    wizard.carry.where._group.buttons()[1].click()
    assert told(stage, wizard) == []


def test_a_stick_that_takes_nothing_says_so_before_anything_is_tried(stage, wizard, tmp_path):
    gone = DriveView(path=tmp_path / "gone", label="GONE", free=1, writable=True)
    wizard.carry.show_drives((gone,))
    (row,) = told(stage, wizard)
    assert row.line.level is Level.ERROR
    assert wizard.delivery.carried is None


def test_a_copy_that_lies_there_already_is_told(stage, wizard, tmp_path):
    drive = stick(tmp_path / "stick")
    wizard.carry.show_drives((drive,))
    carry(stage, wizard)
    wizard.carry.again()
    stage.settle()
    wizard.carry.show_drives((drive,))
    assert [row.line.text for row in told(stage, wizard)] == [
        "It lies there already; it is read back and not written twice."
    ]


def test_files_of_the_future_are_told_with_their_days(stage, wizard, tmp_path):
    drive = stick(tmp_path / "stick")
    later = (stage.clock.now() + timedelta(days=40)).timestamp()
    other = drive.path / "别的.pdf"
    other.write_bytes(b"%PDF-1.7")
    utime(other, (later, later))
    wizard.carry.show_drives((drive,))
    (row,) = told(stage, wizard)
    assert row.line.text.startswith("A file there is 40 days ahead")


def test_other_editions_are_named_and_many_are_counted(stage):
    editions = tuple(Path(f"/stick/报送包-{number}.pdf") for number in range(5))
    (line,) = ahead_lines(Ahead(free=1, older=editions))
    assert "报送包-0.pdf, 报送包-1.pdf, 报送包-2.pdf and 2 more" in line.text
    (behind,) = ahead_lines(Ahead(free=1, days_off=-1))
    assert "1 day behind" in behind.text


def test_when_it_is_delivered_the_slip_is_printed_and_the_stick_let_go(stage, wizard, tmp_path):
    wizard.carry.show_drives((stick(tmp_path / "stick"),))
    carry(stage, wizard)
    assert handover.listing(stage.window._vault) == (wizard.delivery.carried.handed,)
    wizard.carry.slip_button.click()
    stage.settle(seconds=60)
    window = stage.window.shell()._places.print_window
    assert window.isVisible()
    window.reject()
    wizard.carry.letting_go.button.click()
    stage.settle()
    assert wizard.carry.letting_go.said().startswith("The stick is no longer there.")


def test_a_folder_is_not_let_go(stage, wizard, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    stage.chooser.answers.append(folder)
    wizard.carry.where.choose()
    carry(stage, wizard)
    assert wizard.carry.letting_go is None
    assert wizard.carry.slip_button is not None
