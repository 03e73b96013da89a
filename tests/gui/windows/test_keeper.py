"""Backups by themselves: when the record book is locked or left, and onto the named stick when it appears."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.services import backups, drafts, sticking
from core.services.vaults import Vault
from core.views.backups import BackupView
from core.views.verdicts import DriveView
from gui.widgets.finding import Banner
from gui.windows.parting import PartingCard
from tests.core.services.test_submit import Plugged, stick
from tests.support.stage import Stage, staged

LABEL = "云岙小学 8GB"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    yield found
    found.close()


def vault_of(stage: Stage) -> Vault:
    found = stage.window._vault
    assert isinstance(found, Vault)
    return found


def write(stage: Stage) -> None:
    """Change something in the record book."""
    drafts.begin(vault_of(stage), "research_diary", values={"topic": "一"})


def made(stage: Stage) -> tuple[BackupView, ...]:
    """Return the backups on this computer."""
    return backups.found_on(stage.window.vault_folder() / backups.FOLDER)


def status(stage: Stage) -> tuple[str, str]:
    """Return what the status bar says of backups, and the words of the link beside it."""
    stage.settle()
    bar = stage.window.shell()._status
    link = bar._links["backup"]
    return bar._buttons["backup"].text().strip(), link.text() if not link.isHidden() else ""


def banners(stage: Stage) -> list[str]:
    return [banner.line.text for banner in stage.window.shell().page().findChildren(Banner) if not banner.isHidden()]


def plugged(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DriveView:
    """Put a stick in, as far as the system is concerned."""
    there = tmp_path / "stick"
    there.mkdir()
    monkeypatch.setattr(sticking, "drives", lambda: Plugged((stick(there),)))
    return DriveView(path=there, label=LABEL, free=4 << 30, writable=True, volume="7A3F-91C2")


def test_the_status_bar_says_how_the_backups_stand(stage):
    assert status(stage) == ("还没有备份", "去备份")
    backups.make(vault_of(stage))
    stage.window._keeper.look()
    assert status(stage) == ("已备份 12:00", "")
    write(stage)
    stage.clock.set(stage.clock.now() + timedelta(days=3))
    stage.window._keeper.look()
    assert status(stage) == ("3 天未备份", "去备份")


def test_locking_makes_a_backup_of_what_was_changed(stage):
    write(stage)
    stage.window.lock()
    stage.settle()
    assert [one.records for one in made(stage)] == [1]
    stage.unlock()
    assert status(stage) == ("已备份 12:00", "")
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    stage.window.lock()
    stage.settle()
    assert len(made(stage)) == 1, "nothing was changed"


def test_leaving_shows_that_it_backs_up_and_ends_by_itself(stage):
    ended: list[bool] = []
    stage.window.closed.connect(lambda: ended.append(True))
    write(stage)
    assert not stage.window.close()
    assert isinstance(stage.window._standing.now(), PartingCard)
    assert not ended
    stage.settle()
    assert ended == [True]
    assert stage.window.isHidden()
    assert [one.records for one in made(stage)] == [1]


def test_nobody_has_to_wait_for_it(stage):
    write(stage)
    stage.window.close()
    card = stage.window._standing.now()
    assert isinstance(card, PartingCard)
    card.hurry.click()
    stage.settle()
    assert stage.window.isHidden()
    assert made(stage) == ()


def test_a_backup_that_failed_is_told_the_next_time(tmp_path):
    stage = staged(tmp_path)
    write(stage)
    in_the_way = vault_of(stage).folder / backups.FOLDER
    in_the_way.write_text("no folder")
    stage.app.preferences.change(idle_minutes=5)
    stage.close()
    kept = (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert in_the_way.name not in kept, "nothing of it stands outside the record book"
    in_the_way.unlink()
    vault = stage.window.vault_folder()
    again = Stage(tmp_path, vault=vault)
    again.unlock()
    again.settle()
    assert any("没有备份成" in said and "backups" in said for said in banners(again))
    again.window.lock()
    again.settle()
    again.unlock()
    again.settle()
    assert not banners(again), "it is told once"
    again.close()


def test_the_named_stick_gets_its_backup_by_itself(stage, tmp_path, monkeypatch):
    drive = plugged(stage, tmp_path, monkeypatch)
    write(stage)
    watch = stage.window._drives
    watch.changed.emit((drive,))
    stage.settle()
    assert backups.found_on(drive.path) == (), "it was not named"
    backups.name_stick(vault_of(stage), drive)
    watch.changed.emit((drive,))
    stage.until(lambda: backups.found_on(drive.path))
    stage.settle()
    assert any("可以安全拔出" in said for said in banners(stage))
    assert status(stage) == ("已备份 12:00", "")
    before = backups.found_on(drive.path)
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    watch.changed.emit((drive,))
    stage.settle()
    assert backups.found_on(drive.path) == before, "nothing is new"


def test_locking_stops_the_way_to_the_stick_and_closes_all_the_same(stage, tmp_path, monkeypatch):
    drive = plugged(stage, tmp_path, monkeypatch)
    write(stage)
    backups.name_stick(vault_of(stage), drive)
    keeper = stage.window._keeper
    keeper._carry(vault_of(stage), drive)
    assert keeper._carrying is not None
    stage.window.lock()
    stage.settle()
    assert not keeper.busy()
    assert keeper._carrying is None
    stage.unlock()
    assert not list(drive.path.rglob("*.part"))


def test_opening_again_at_once_waits_for_the_closing_and_works(stage):
    write(stage)
    stage.window.lock()
    stage.unlock()
    assert stage.window.shell() is not None
