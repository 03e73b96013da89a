"""Files opened in another program: written in the journal, and their copies gone when the vault is locked or left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from core.services import attachments, drafts
from gui.forms.files import FileRow
from tests.support.scans import scan
from tests.support.stage import Stage, staged
from tests.support.vaults import SESSION

PLANTED = b"%secret words of a scan"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    found = staged(tmp_path)
    yield found
    found.close()


def opened(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Attach a scan to a session, open it from its row of the form, and return the copy."""
    shown: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile())))
    vault = stage.window.book()
    begun = drafts.begin(vault, "study_session", values=SESSION)
    paper = tmp_path / "签到表.pdf"
    paper.write_bytes(scan(1) + PLANTED)
    attachments.add(vault, begun.id, "attachments", paper, type="document")
    paper.unlink()
    shell = stage.window.shell()
    assert shell is not None
    shell.go("editor", {"record": begun.id, "path": []})
    stage.until(lambda: shell.page().findChildren(FileRow))  # type: ignore[union-attr]
    stage.settle()
    (row,) = shell.page().findChildren(FileRow)  # type: ignore[union-attr]
    row._open.click()
    stage.until(lambda: shown)
    return shown[0]


def in_the_clear(folder: Path) -> list[Path]:
    """Return every file that holds the planted words."""
    return [path for path in folder.rglob("*") if path.is_file() and PLANTED in path.read_bytes()]


def test_opening_one_stands_on_the_page_of_the_journal(stage, tmp_path, monkeypatch):
    assert opened(stage, tmp_path, monkeypatch).name == "签到表.pdf"
    stage.window.shell().go("audit")
    stage.settle()
    model = stage.window.shell().page().model
    rows = [tuple(str(model.data(model.index(row, column))) for column in range(4)) for row in range(model.rowCount())]
    (found,) = (row for row in rows if "用其他程序打开文件" in row[2])
    assert found[1] == "林志远"
    assert "签到表.pdf" in found[2]
    assert SESSION["title"] in found[3]


def test_the_copy_lies_inside_the_vault_and_is_gone_once_it_is_locked(stage, tmp_path, monkeypatch):
    copy = opened(stage, tmp_path, monkeypatch)
    assert in_the_clear(tmp_path) == [copy]
    assert copy.is_relative_to(stage.window.book().folder)
    stage.window.lock()
    stage.settle()
    assert in_the_clear(tmp_path) == []


def test_the_copy_is_gone_once_the_program_is_left(stage, tmp_path, monkeypatch):
    opened(stage, tmp_path, monkeypatch)
    stage.window.close()
    stage.settle()
    assert stage.window.isHidden()
    assert in_the_clear(tmp_path) == []


def test_the_copy_is_gone_when_the_vault_closes_though_a_page_still_stands(stage, tmp_path, monkeypatch):
    opened(stage, tmp_path, monkeypatch)
    stage.window.book().close()
    assert in_the_clear(tmp_path) == []
