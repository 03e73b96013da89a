"""In the window: a record book on a network share says why it does not open, one on a stick opens and says it once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.services import drafts, onstick
from core.store import ground
from gui.pages.backup import BackupPage
from gui.widgets.finding import FindingRow
from tests.support.exfat import ExfatStick, drives_with, exfat
from tests.support.stage import Stage
from tests.support.vaults import PASSWORD, SESSION, lay


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExfatStick]:
    """A real stick that the program knows as one."""
    with exfat(tmp_path / "stick", size=24 << 20) as made:
        monkeypatch.setattr(onstick, "drives", lambda: drives_with(tmp_path / "blocks", made))
        yield made


def banner(stage: Stage) -> str:
    found = stage.window.shell()._banner  # type: ignore[union-attr]
    return found.line.text if found is not None else ""


def test_a_record_book_on_a_share_stays_closed_and_says_why_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(tmp_path / "share")
    table = tmp_path / "mountinfo"
    table.write_text(f"9 1 0:9 / {tmp_path / 'share'} rw - cifs //kyt/gongxiang rw\n", encoding="utf-8")
    monkeypatch.setattr(ground, "MOUNTS", table)
    stage = Stage(tmp_path, vault=folder)
    card: Any = stage.window.cover()
    card.field.line.setText(PASSWORD)
    card.open_button.click()
    stage.settle()
    (said,) = [row.line.text for row in card.field.findChildren(FindingRow)]
    assert "台账不能放在网络盘上" in said
    assert "先复制过来" in said
    assert stage.window.book() is None
    stage.close()


def test_a_record_book_on_a_stick_works_and_says_once_what_lies_on_it(tmp_path: Path, stick: ExfatStick) -> None:
    stage = Stage(tmp_path, vault=lay(stick.folder))
    stage.unlock()
    assert "都在U盘" in banner(stage)
    book: Any = stage.window.book()
    record = drafts.begin(book, "study_session", values=SESSION)
    assert drafts.read(book, record.id) == record
    shell: Any = stage.window.shell()
    shell._banner.action.click()
    stage.settle()
    assert isinstance(shell.page(), BackupPage)
    stage.window.lock()
    stage.settle()
    stage.unlock()
    assert banner(stage) == "", "told once"
    stage.close()


def test_on_a_fixed_disk_nothing_is_said(tmp_path: Path, stick: ExfatStick) -> None:
    stage = Stage(tmp_path, vault=lay(tmp_path))
    stage.unlock()
    assert banner(stage) == ""
    stage.close()
