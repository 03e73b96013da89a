"""After opening: an odd clock is told once, what a bad end left is told when it left something."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from core.base.clock import FixedClock
from core.services import drafts
from core.store.vault import OPEN
from gui.pages.backup import BackupPage
from tests.support.stage import Stage, staged
from tests.support.vaults import NOON, SESSION, lay, open_copy


def banner(stage: Stage) -> str:
    found = stage.window.shell()._banner
    return found.line.text if found is not None else ""


def test_a_clock_that_jumped_back_a_year_is_told_once_and_blocks_nothing(tmp_path):
    stage = Stage(tmp_path, vault=lay(tmp_path), clock=FixedClock(NOON - timedelta(days=365)))
    stage.unlock()
    assert "2007年9月20日" in banner(stage)
    assert "2008年9月19日" in banner(stage)
    shell = stage.window.shell()
    shell._banner.action.click()
    stage.window.lock()
    stage.settle()
    stage.unlock()
    assert banner(stage) == ""
    stage.close()


def test_a_right_clock_and_a_good_end_say_nothing(tmp_path):
    stage = staged(tmp_path)
    assert banner(stage) == ""
    stage.close()


def after_a_bad_end(folder: Path, *spoilt: str) -> Path:
    """Leave a vault as a power cut does: it was never closed, and something in it may not be as it was."""
    vault = open_copy(folder)
    drafts.begin(vault, "study_session", values=SESSION)
    with vault.work() as session:
        for statement in spoilt:
            session.execute(text(statement))
    vault.close()
    (vault.folder / OPEN).touch()
    return vault.folder


def test_a_bad_end_that_left_nothing_wrong_is_not_spoken_of(tmp_path):
    stage = Stage(tmp_path, vault=after_a_bad_end(tmp_path))
    stage.unlock()
    assert stage.window.book().ended_badly
    assert banner(stage) == ""
    stage.close()


def test_a_bad_end_that_left_something_wrong_leads_to_where_it_is_mended(tmp_path):
    stage = Stage(tmp_path, vault=after_a_bad_end(tmp_path, "DELETE FROM search"))
    stage.unlock()
    assert "1 处" in banner(stage)
    stage.window.shell()._banner.action.click()
    stage.settle()
    assert isinstance(stage.window.shell().page(), BackupPage)
    assert banner(stage) == ""
    stage.close()


def test_another_language_asks_nothing_anew(tmp_path):
    stage = Stage(tmp_path, vault=after_a_bad_end(tmp_path, "DELETE FROM search"))
    stage.unlock()
    stage.app.preferences.change(language="en")
    stage.settle()
    assert banner(stage) == ""
    stage.close()
