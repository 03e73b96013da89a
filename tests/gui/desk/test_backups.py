"""A desk's backups through its own window: by themselves, by hand, tried, compared and put back."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from core.services import backups, sticking
from core.services.desk import desks
from core.services.desk.desks import Desk
from core.views.backups import Sort
from core.views.verdicts import DriveView
from gui.pages.backup import BackupPage
from gui.pages.restoring import RESTORE, BackupPassword
from gui.widgets.finding import FindingRow
from gui.widgets.text import Label
from gui.windows.parting import PartingCard
from tests.core.services.test_submit import Plugged, stick
from tests.flows.test_school_and_county import SECRET
from tests.support import postgres
from tests.support.desks import StagedDesk
from tests.support.stage import Stage
from tests.support.typing import type_text


def desk_of(scene: StagedDesk) -> Desk:
    found = scene.stage.window._vault
    assert isinstance(found, Desk)
    return found


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label))


def give(page: BackupPage, stage: Stage, password: str = SECRET) -> None:
    """Type the password into the question that is open."""
    dialog = page.door.dialog
    assert isinstance(dialog, BackupPassword)
    type_text(dialog.field.line, password)
    dialog.buttons["open"].click()
    stage.settle()


def test_locking_and_leaving_make_one_of_what_was_changed(scene):
    folder = desk_of(scene).folder
    scene.world.packet()
    scene.read_stick()
    scene.stage.window.lock()
    scene.stage.settle()
    (made,) = backups.found_on(folder / backups.FOLDER)
    assert (made.sort, made.records) == (Sort.DESK, 1)
    scene.stage.unlock()
    bar = scene.stage.window.shell()._status
    assert "Backed up" in bar._buttons["backup"].text()
    scene.stage.window.close()
    scene.stage.settle()
    assert len(backups.found_on(folder / backups.FOLDER)) == 1, "nothing was changed since"


def test_leaving_shows_that_it_backs_up_and_ends_by_itself(scene):
    folder = desk_of(scene).folder
    assert not scene.stage.window.close()
    assert isinstance(scene.stage.window._standing.now(), PartingCard)
    scene.stage.settle()
    assert scene.stage.window.isHidden()
    assert len(backups.found_on(folder / backups.FOLDER)) == 1


def test_the_named_stick_gets_its_backup_by_itself_and_a_schools_does_not(scene, tmp_path: Path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(sticking, "drives", lambda: Plugged((stick(own),)))
    drive = DriveView(path=own, label="云岙小学 8GB", free=4 << 30, writable=True, volume="7A3F-91C2")
    watch = scene.stage.window._drives
    watch.changed.emit((drive,))
    scene.stage.settle()
    assert backups.found_on(own) == (), "it was not named"
    backups.name_stick(desk_of(scene), drive)
    watch.changed.emit((drive,))
    scene.stage.until(lambda: backups.found_on(own))
    scene.stage.settle()
    (made,) = backups.found_on(own)
    assert made.sort is Sort.DESK


def test_the_settings_lead_there_and_there_is_no_check_up(scene):
    scene.go("settings").backups.click()
    scene.stage.settle()
    page = scene.page()
    assert isinstance(page, BackupPage)
    assert page.health is None
    assert "never goes to a school" in words(page.stick)
    assert page.state.elsewhere.isHidden()
    page.went_back.emit()
    scene.stage.settle()
    assert not isinstance(scene.page(), BackupPage)


def test_one_is_made_tried_compared_and_put_back(scene):
    scene.world.packet(title="第一份")
    scene.read_stick()
    page = scene.go("backup")
    page.state.now.click()
    scene.stage.settle()
    look, _put = page.list.buttons[0]
    assert "1 packet" in words(page.list)
    look.click()
    give(page, scene.stage)
    inside = words(page.door.dialog)
    assert "云川县教育局 · 周望舒" in inside
    assert "1 schools, 1 of them certified; 1 packets came in" in inside
    page.door.dialog.buttons["close"].click()
    with desk_of(scene).register.work() as session:
        from core.store.register import ledger

        (arrived,) = ledger.arrivals(session)
        session.delete(ledger.incoming_row(session, arrived.id))
    scene.clock.set(scene.clock.now() + timedelta(hours=1))
    page.list.buttons[0][1].click()
    give(page, scene.stage)
    assert "1 document comes back." in words(page.door.dialog)
    folder = desk_of(scene).folder
    page.door.dialog.buttons[RESTORE].click()
    scene.stage.until(lambda: scene.stage.window.cover() is not None)
    scene.stage.settle()
    scene.stage.unlock()
    with desk_of(scene).register.look() as session:
        assert [one.title for one in ledger.arrivals(session)] == ["第一份"]
    assert len([one for one in folder.parent.glob("*.taizhang-desk") if desks.is_desk(one)]) == 2


def test_a_packet_that_the_backup_has_not_is_named_before(scene):
    page = scene.go("backup")
    page.state.now.click()
    scene.stage.settle()
    scene.world.packet(title="第二份")
    scene.read_stick()
    page = scene.go("backup")
    page.list.buttons[0][1].click()
    give(page, scene.stage)
    said = words(page.door.dialog)
    assert "1 packet is not in the backup:" in said
    assert "第二份" in said


def test_a_desk_begins_anew_on_another_computer_from_its_backup(scene, tmp_path: Path):
    scene.read_stick()
    made = backups.make(desk_of(scene))
    home = tmp_path / "new"
    home.mkdir()
    stage = Stage(home, language="en", password=SECRET, clock=scene.clock)
    stage.window.set_up()
    stage.window._standing.now().language.restore_button.click()  # type: ignore[attr-defined]
    stage.settle()
    page = stage.window._standing.now()
    stage.chooser.answers.append(made.path)
    page._choose_file()  # type: ignore[attr-defined]
    stage.settle()
    type_text(page.password.line, SECRET)  # type: ignore[attr-defined]
    page.steps.next.click()  # type: ignore[attr-defined]
    stage.settle()
    assert "云川县教育局" in words(page)
    page.steps.next.click()  # type: ignore[attr-defined]
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    stage.unlock()
    found = stage.window._vault
    assert isinstance(found, Desk)
    assert found.folder.parent == home
    stage.close()


def test_where_the_register_is_elsewhere_it_is_said_plainly(qtbot, tmp_path: Path):
    if postgres.missing():
        import pytest

        pytest.skip(postgres.missing())
    scene = StagedDesk(tmp_path, language="en", url=postgres.database())
    page = scene.go("backup")
    page.state.now.click()
    scene.stage.settle()
    QApplication.processEvents()
    assert page.state.elsewhere.isVisibleTo(page)
    assert "Keys only" in words(page.list)
    assert not [row for row in page.findChildren(FindingRow) if row.line.level.value == "error"]
    scene.close()
