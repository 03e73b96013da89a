"""A backup restored where no record book can be opened: on a new computer, or beside one that is damaged."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.services import backups, drafts, records
from core.store.vault import DATABASE
from gui.widgets.finding import FindingRow
from gui.widgets.text import Label
from gui.windows.from_backup import FromBackup
from tests.flows.filling import retype
from tests.support.stage import Stage
from tests.support.vaults import PASSWORD, lay, open_copy


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a school elsewhere, with one record in it."""
    (tmp_path / "elsewhere").mkdir()
    vault = open_copy(tmp_path / "elsewhere")
    drafts.begin(vault, "research_diary", values={"topic": "第一天"})
    made = backups.make(vault).path
    vault.close()
    return made


def page(stage: Stage) -> FromBackup:
    found = stage.window._standing.now()
    assert isinstance(found, FromBackup)
    return found


def begin(stage: Stage) -> None:
    stage.window.set_up()
    stage.window._standing.now().language.restore_button.click()  # type: ignore[attr-defined]
    stage.settle()


def said(stage: Stage) -> str:
    QApplication.processEvents()
    return "\n".join(row.line.text for row in page(stage).findChildren(FindingRow) if row.isVisibleTo(page(stage)))


def onward(stage: Stage) -> None:
    page(stage).steps.next.click()
    stage.settle()


def choose(stage: Stage, path: Path) -> None:
    stage.chooser.answers.append(path)
    page(stage)._choose_file()
    stage.settle()


def test_a_new_computer_begins_with_a_backup(tmp_path, backup):
    home = tmp_path / "new"
    home.mkdir()
    stage = Stage(home)
    begin(stage)
    onward(stage)
    assert "请先选备份文件" in said(stage)
    choose(stage, backup)
    retype(page(stage).password.line, "不是它")
    onward(stage)
    assert page(stage).steps.current() == "open"
    assert "口令不对" in said(stage)
    retype(page(stage).password.line, PASSWORD)
    onward(stage)
    assert page(stage).steps.current() == "place"
    words = [label.text() for label in page(stage)._inside.findChildren(Label)]
    assert any("云川县云岙镇中心小学" in one for one in words)
    assert Path(page(stage).where.text()).parent == home
    onward(stage)
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    stage.unlock()
    assert [line.heading for line in records.listing(stage.window._vault)] == ["第一天"]
    stage.close()


def test_one_that_is_damaged_is_set_aside_and_its_own_backups_are_offered(tmp_path):
    folder = lay(tmp_path)
    stage = Stage(tmp_path, vault=folder)
    stage.unlock()
    drafts.begin(stage.window._vault, "research_diary", values={"topic": "第一天"})
    stage.window.lock()
    stage.settle()
    (folder / DATABASE).write_bytes(b"no database any more" * 400)
    begin(stage)
    assert len(page(stage)._choice._backups) == 1
    retype(page(stage).password.line, PASSWORD)
    onward(stage)
    assert Path(page(stage).where.text()) == folder
    onward(stage)
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    stage.unlock()
    assert [line.heading for line in records.listing(stage.window._vault)] == ["第一天"]
    aside = next(one for one in folder.parent.glob("*.taizhang") if one != folder)
    assert (aside / DATABASE).read_bytes().startswith(b"no database any more")
    stage.close()


def test_a_folder_that_is_no_record_book_is_left_alone_and_one_without_its_path_is_asked_for(tmp_path, backup):
    home = tmp_path / "new"
    home.mkdir()
    stage = Stage(home)
    begin(stage)
    choose(stage, backup)
    retype(page(stage).password.line, PASSWORD)
    onward(stage)
    (home / "papers.taizhang").mkdir()
    retype(page(stage).where, str(home / "papers"))
    onward(stage)
    assert said(stage), "something that is no record book stands there"
    assert not list((home / "papers.taizhang").iterdir())
    retype(page(stage).where, "nirgends")
    onward(stage)
    assert "完整" in said(stage)
    page(stage).steps.cancel.click()
    stage.settle()
    assert not isinstance(stage.window._standing.now(), FromBackup)
    stage.close()


def test_a_file_that_is_no_backup_is_said_at_once(tmp_path):
    stage = Stage(tmp_path)
    begin(stage)
    stray = tmp_path / "stray.taizhang-backup"
    stray.write_text("no backup")
    choose(stage, stray)
    assert "stray" in said(stage)
    stage.close()
