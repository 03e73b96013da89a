"""The list of packets: empty, sealed, handed in; and the stick in the status bar."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from core.services import packets, submit
from core.views.verdicts import DriveView
from gui.pages.submit import SubmitPage
from gui.windows.packet_place import PacketPlace
from tests.gui.wizards.test_packet import enter
from tests.support.stage import Stage, staged
from tests.support.vaults import PASSWORD, SESSION


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    yield found
    found.close()


def page(stage: Stage) -> SubmitPage:
    found = stage.window.shell().page()
    assert isinstance(found, SubmitPage)
    return found


def seal(stage: Stage, folder: Path) -> str:
    record = enter(stage, "study_session", SESSION)
    vault = stage.window._vault
    drawn = packets.draw(vault, [record], title="九月份报送包", folder=folder)
    return packets.seal(vault, drawn, password=PASSWORD).id


def go(stage: Stage) -> SubmitPage:
    stage.window.shell().go("submit")
    stage.settle()
    return page(stage)


def test_an_empty_list_says_so_and_offers_to_begin(stage):
    found = go(stage)
    assert found._empty.isVisible()
    found._empty.acted.emit()
    stage.settle()
    assert isinstance(stage.window.shell().page(), PacketPlace)


def test_a_sealed_packet_waits_until_a_stick_holds_it(stage, tmp_path):
    packet = seal(stage, tmp_path)
    found = go(stage)
    chips = [keyed.row.chips[0].text for keyed in found._rows._rows]
    assert chips == ["还没写入U盘"]
    stick = tmp_path / "stick"
    stick.mkdir()
    submit.carry(stage.window._vault, packet, stick)
    found.enter()
    stage.settle()
    assert [keyed.row.chips[0].text for keyed in found._rows._rows] != chips


def test_the_pages_open_in_the_systems_viewer_from_a_copy(stage, tmp_path, monkeypatch):
    seal(stage, tmp_path)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    go(stage)._open()
    stage.settle()
    assert opened[0].read_bytes().startswith(b"%PDF")


def test_the_stick_is_named_in_the_status_bar_and_leads_to_the_judge(stage, tmp_path):
    shell = stage.window.shell()
    watch = stage.window._drives
    watch._seen((DriveView(path=tmp_path, label="云岙小学 8GB", free=1, writable=True),))
    assert "云岙小学 8GB" in shell._status._buttons["stick"].text()
    shell._status.pressed.emit("stick")
    stage.settle(seconds=60)
    assert shell._here == "judge"
    watch._seen(())
    assert "云岙小学" not in shell._status._buttons["stick"].text()
