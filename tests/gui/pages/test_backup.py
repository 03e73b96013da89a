"""The page of backups: made, carried, tried, compared and restored, through the real window."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import text

from core.services import backups, drafts, records, sticking
from core.services.vaults import Vault
from core.views.verdicts import DriveView
from gui.pages.backup import BackupPage
from gui.pages.restoring import BackupPassword
from gui.widgets.finding import FindingRow
from gui.widgets.progress import SafeCard
from gui.widgets.text import Label
from tests.core.services.test_submit import Plugged, stick
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD, open_copy


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    drafts.begin(vault_of(found), "research_diary", values={"topic": "第一天"})
    found.window.shell().go("backup")
    found.settle()
    yield found
    found.close()


def vault_of(stage: Stage) -> Vault:
    found = stage.window._vault
    assert isinstance(found, Vault)
    return found


def page(stage: Stage) -> BackupPage:
    found = stage.window.shell().page()
    assert isinstance(found, BackupPage)
    return found


def said(stage: Stage) -> str:
    """Return every finding and card of the page; a layout shows what is new a turn later."""
    QApplication.processEvents()
    rows = [row.line.text for row in page(stage).findChildren(FindingRow) if row.isVisibleTo(page(stage))]
    return "\n".join((*rows, *(card.accessibleName() for card in page(stage).findChildren(SafeCard))))


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label))


def plugged(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DriveView:
    there = tmp_path / "stick"
    there.mkdir()
    monkeypatch.setattr(sticking, "drives", lambda: Plugged((stick(there),)))
    drive = DriveView(path=there, label="云岙小学 8GB", free=4 << 30, writable=True, volume="7A3F-91C2")
    stage.window._drives.drives = (drive,)
    stage.window._drives.changed.emit((drive,))
    stage.settle()
    return drive


def make(stage: Stage) -> None:
    page(stage).state.now.click()
    stage.settle()


def give(stage: Stage, password: str) -> None:
    """Type a password into the question that is open and press its button."""
    dialog = page(stage).door.dialog
    assert isinstance(dialog, BackupPassword)
    dialog.field.forget()
    type_text(dialog.field.line, password)
    dialog.buttons["open"].click()
    stage.settle()


def test_a_backup_is_made_on_request_and_told_everywhere(stage):
    assert "还没有" in page(stage).state.sentence.text()
    make(stage)
    assert "已备份并核对" in said(stage)
    assert "内容都已备份" in page(stage).state.sentence.text()
    assert len(page(stage).list.buttons) == 1
    assert "已备份 12:00" in stage.window.shell()._status._buttons["backup"].text()


def test_a_stick_gets_one_and_is_named_for_the_next_time(stage, tmp_path, monkeypatch):
    drive = plugged(stage, tmp_path, monkeypatch)
    page(stage).stick.write.click()
    stage.settle()
    assert "可以安全拔出" in said(stage)
    assert len(backups.found_on(drive.path)) == 1
    assert any("U盘 云岙小学 8GB" in label.text() for label in page(stage).list.findChildren(Label))
    page(stage).stick.always.click()
    stage.settle()
    assert backups.state(vault_of(stage)).stick == "云岙小学 8GB"
    assert page(stage).stick.unname.isVisible()
    page(stage).stick.unname.click()
    stage.settle()
    assert backups.state(vault_of(stage)).stick == ""


def test_a_folder_takes_one_too_and_nothing_chosen_is_said(stage, tmp_path):
    page(stage).stick.write.click()
    stage.settle()
    assert "请先选U盘" in said(stage)
    stage.chooser.answers.append(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    page(stage).stick.where.choose()
    page(stage).stick.write.click()
    stage.settle()
    assert "已写好并核对" in said(stage)
    assert len(backups.found_on(tmp_path / "elsewhere")) == 1


def test_trying_it_out_needs_the_password_and_tells_what_is_inside(stage):
    make(stage)
    look, _put = page(stage).list.buttons[0]
    look.click()
    give(stage, "不是它")
    dialog = page(stage).door.dialog
    assert isinstance(dialog, BackupPassword), "it stays, to be typed once more"
    assert dialog.field._found
    give(stage, PASSWORD)
    inside = page(stage).door.dialog
    assert "云川县云岙镇中心小学 · 林志远" in words(inside)
    assert "记录 1 件" in words(inside)
    inside.give("close")
    stage.settle()
    assert stage.window.shell() is not None


def test_restoring_names_what_would_be_lost_and_sets_the_present_one_aside(stage):
    make(stage)
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    drafts.begin(vault_of(stage), "research_diary", values={"topic": "后来写的"})
    page(stage).enter()
    stage.settle()
    _look, put = page(stage).list.buttons[0]
    put.click()
    give(stage, PASSWORD)
    dialog = page(stage).door.dialog
    assert "后来写的" in words(dialog)
    assert "备份里没有这 1 件记录" in words(dialog)
    dialog.give("no")
    stage.settle()
    assert len(records.listing(vault_of(stage))) == 2, "thought better of it"
    put.click()
    give(stage, PASSWORD)
    page(stage).door.dialog.give("restore")
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    assert "已恢复" in stage.window.cover()._safe.text()
    folder = stage.window.vault_folder()
    assert len(list(folder.parent.glob("*.taizhang"))) == 2
    stage.unlock()
    assert [line.heading for line in records.listing(vault_of(stage))] == ["第一天"]
    assert len(backups.listing(vault_of(stage))) == 1, "the backups go on with it"


def test_a_backup_of_another_school_is_refused_before_anything_is_closed(stage, tmp_path):
    (tmp_path / "other").mkdir()
    other = open_copy(tmp_path / "other")
    other.id = "another"
    foreign = backups.make(other).path
    other.close()
    stage.chooser.answers.append(foreign)
    page(stage)._choose()
    stage.settle()
    assert "另一本台账" in said(stage)
    assert page(stage).door.dialog is None


def test_a_check_up_says_that_all_is_whole(stage):
    page(stage).health.look.click()
    stage.settle()
    assert "完好：记录 1 件" in said(stage)
    assert not page(stage).health.mend.isVisible()


def test_what_can_be_mended_is_named_and_mended(stage):
    with vault_of(stage).work() as session:
        session.execute(text("DELETE FROM search"))
    page(stage).health.look.click()
    stage.settle()
    assert "搜索目录不全" in said(stage)
    page(stage).health.mend.click()
    stage.settle()
    assert "完好" in said(stage)


def test_records_are_taken_out_only_after_the_question(stage, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    page(stage).health._ask_rescue()
    page(stage).health.question.give("no")
    assert not list(out.iterdir())
    stage.chooser.answers.append(out)
    page(stage).health._ask_rescue()
    page(stage).health.question.give("rescue")
    stage.settle()
    assert "已取出记录 1 件" in said(stage)
    assert {path.suffix for path in out.iterdir()} == {".json", ".pdf"}
