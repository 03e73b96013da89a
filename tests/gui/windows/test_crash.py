"""Our own mistakes: a calm notice, drafts kept, a log without a word anybody wrote."""

import logging

import pytest

from core.base.log import keep_log
from core.services import records
from gui.pages.editor import EditorPage
from gui.windows.crash import outline
from tests.support.stage import staged
from tests.support.typing import type_text

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
