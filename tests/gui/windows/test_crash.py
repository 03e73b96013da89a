"""Our own mistakes: a calm notice, drafts kept, a log without a word anybody wrote."""

import logging

import pytest

from core.base.log import keep_log
from core.services import drafts, records
from gui.pages.editor import EditorPage
from gui.widgets.finding import FindingRow, NoteLine
from gui.windows.crash import outline
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import lay

SECRET = "张三的家庭情况"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.expect_crashes()
    yield found
    found.close()


@pytest.mark.noise("taizhang.gui.crash")
def test_a_mistake_shows_one_notice_and_keeps_the_draft(stage, tmp_path):
    handler = keep_log(tmp_path / "taizhang.log")
    shell = stage.window.shell()
    shell.page().new_wanted.emit("study_session", "", None)
    stage.until(lambda: isinstance(shell.page(), EditorPage) and shell.page().form() is not None)
    page = shell.page()
    type_text(page.form().editor("title").entry(("title",)), "写到一半")
    record, vault = page.memory()["record"], stage.window._vault

    def fail():
        raise ValueError(SECRET)

    stage.app.tasks.in_vault(fail)
    stage.until(lambda: stage.app.notice.dialog() is not None)
    stage.app.tasks.crashed.emit(ValueError("second"))
    stage.settle()
    assert records.read(vault, record).values["title"] == "写到一半"
    logging.getLogger("taizhang").removeHandler(handler)
    handler.close()
    written = (tmp_path / "taizhang.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_crash.py" in written
    assert SECRET not in written
    stage.app.notice.dialog().accept()
    stage.settle()
    assert stage.app.notice.dialog() is None


def test_the_outline_names_places_and_no_message():
    try:
        int(SECRET)
    except ValueError as error:
        said = outline(error)
    assert said.startswith("ValueError at test_crash.py:")
    assert SECRET not in said


@pytest.mark.noise("taizhang.gui.crash")
def test_the_report_that_is_saved_from_the_notice_holds_counts_and_no_word_of_a_record(stage, tmp_path):
    handler = keep_log(tmp_path / "taizhang.log")
    vault = stage.window.book()
    drafts.begin(vault, "study_session", values={"title": SECRET, "place": "机密的会议室"})
    stage.app.notice.show_error(ValueError(SECRET))
    target = tmp_path / "报告.txt"
    stage.chooser.answers.append(target)
    stage.app.notice.report_button.click()
    stage.settle()
    logging.getLogger("taizhang").removeHandler(handler)
    handler.close()
    assert stage.chooser.asked == ["台账诊断报告 2008-09-19.txt"]
    report = target.read_text(encoding="utf-8")
    assert "study_session 1" in report
    assert "crash ValueError" in report
    for word in (SECRET, "机密的会议室", "云岙", "林志远"):
        assert word not in report
    assert any(target.name in line.text() for line in stage.app.notice.dialog().findChildren(NoteLine))


@pytest.mark.noise("taizhang.gui.crash")
def test_without_an_open_book_the_report_says_so_and_a_folder_that_takes_nothing_is_told(tmp_path):
    stage = Stage(tmp_path, vault=lay(tmp_path))
    stage.expect_crashes()
    stage.app.notice.show_error(ValueError())
    stage.chooser.answers += [None, tmp_path / "none" / "a.txt", tmp_path / "a.txt"]
    stage.app.notice.save_report()
    stage.settle()
    stage.app.notice.save_report()
    stage.settle()
    assert stage.app.notice.dialog().findChildren(FindingRow), "it says why"
    stage.app.notice.save_report()
    stage.settle()
    assert "vault: not open" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    stage.close()
