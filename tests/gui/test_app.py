"""Files that somebody opened with the program: checked behind the cover, or at once where there is no record book."""

import pytest

from core.base.errors import StickGone
from gui.app import begin
from gui.desk.intake import IntakePage
from gui.pages.judge import JudgePage
from gui.widgets.buttons import Button
from gui.widgets.finding import FindingRow
from gui.widgets.verdict import VerdictCard
from gui.windows.print_window import PrintWindow
from tests.support.desks import StagedDesk
from tests.support.signed import signed_packet
from tests.support.stage import Stage
from tests.support.vaults import lay


@pytest.fixture
def scene(qtbot, tmp_path):
    found = StagedDesk(tmp_path, language="en")
    yield found
    found.close()


def test_without_a_record_book_a_packet_is_checked_at_once(tmp_path):
    packet = signed_packet(tmp_path)
    stage = Stage(tmp_path / "settings")
    begin(stage.app, [str(packet)])
    stage.settle()
    page = stage.window._standing.now()
    assert isinstance(page, JudgePage)
    assert page.memory() == {"files": [str(packet)]}
    assert len(page.verdicts()) == 1
    assert not [button for button in page.findChildren(Button) if "报送" in button.text()], (
        "there is nowhere to hand in"
    )
    page.went_back.emit()
    stage.settle()
    assert not isinstance(stage.window._standing.now(), JudgePage)
    stage.close()


def test_what_was_found_without_a_record_book_is_printed_and_errors_are_told(tmp_path):
    packet = signed_packet(tmp_path)
    stage = Stage(tmp_path / "settings")
    begin(stage.app, [str(packet)])
    stage.settle()
    page = stage.window._standing.now()
    assert isinstance(page, JudgePage)
    page.findChild(VerdictCard).print_wanted.emit()
    stage.settle()
    (printing,) = page.findChildren(PrintWindow)
    assert printing.isVisible()
    printing.close()
    page.troubled.emit(StickGone(path=str(tmp_path)))
    stage.settle()
    assert any(row.isVisibleTo(page) for row in page.findChildren(FindingRow))
    stage.close()


def test_the_cover_says_which_file_waits_and_the_page_behind_it_checks_it(tmp_path):
    packet = signed_packet(tmp_path)
    stage = Stage(tmp_path / "settings", vault=lay(tmp_path))
    begin(stage.app, [str(packet)])
    stage.settle()
    assert packet.name in stage.window.cover()._safe.text()
    stage.unlock()
    page = stage.window.shell().page()
    assert isinstance(page, JudgePage)
    assert page.memory() == {"files": [str(packet)]}
    stage.close()


def test_at_a_desk_it_is_read_where_packets_come_in(scene: StagedDesk):
    packet = scene.world.packet()
    stage = scene.stage
    stage.window.lock()
    stage.settle()
    begin(stage.app, [str(packet)])
    stage.settle()
    stage.unlock()
    page = stage.window.shell().page()
    assert isinstance(page, IntakePage)
    stage.until(lambda: len(page.entries()) > 0)
    assert [entry.row.path for entry in page.entries()] == [packet]
