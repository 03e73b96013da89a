"""The judge's page: whatever is dropped gets a card, nothing is ever changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from core.views.verdicts import DriveView, Light
from gui.pages.judge import JudgePage
from gui.widgets.drop import DropArea
from gui.widgets.finding import FindingRow
from gui.widgets.verdict import VerdictCard
from tests.support.stage import Stage, staged


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.window.shell().go("judge")
    found.settle()
    yield found
    found.close()


def page(stage: Stage) -> JudgePage:
    found = stage.window.shell().page()
    assert isinstance(found, JudgePage)
    return found


def judge(stage: Stage, *paths: Path) -> JudgePage:
    page(stage).judge(paths)
    stage.settle(seconds=60)
    return page(stage)


def test_what_is_no_pdf_is_red_and_stays_as_it_was(stage, tmp_path):
    file = tmp_path / "其实是照片.pdf"
    file.write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    found = judge(stage, file)
    assert found.verdicts()[0].light is Light.INVALID
    card = found.card(file)
    assert isinstance(card, VerdictCard)
    assert "{" not in card.data.reason
    assert file.read_bytes() == b"\xff\xd8\xff\xe0 JFIF"


def test_a_file_that_is_gone_says_so_and_the_others_are_judged(stage, tmp_path):
    there = tmp_path / "b.pdf"
    there.write_bytes(b"nothing")
    found = judge(stage, tmp_path / "gone.pdf", there)
    assert isinstance(found.card(tmp_path / "gone.pdf"), FindingRow)
    assert isinstance(found.card(there), VerdictCard)


def test_dropped_files_are_judged(stage, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"nothing")
    area = page(stage).findChild(DropArea)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    area.dropEvent(event)
    stage.settle(seconds=60)
    assert len(page(stage).verdicts()) == 1


def test_the_same_file_twice_has_one_card(stage, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"nothing")
    judge(stage, file)
    judge(stage, file)
    assert page(stage)._list.count() == 1


def test_the_one_action_of_a_red_card_words_what_to_tell_the_sender(stage, tmp_path):
    file = tmp_path / "坏的.pdf"
    file.write_bytes(b"nothing")
    found = judge(stage, file)
    card = found.card(file)
    assert isinstance(card, VerdictCard)
    card.action.click()
    found.question.buttons["copy"].click()
    stage.settle()
    assert "坏的.pdf" in QGuiApplication.clipboard().text()


def test_without_a_stick_reading_it_says_so(stage):
    stage.window._drives.drives = ()
    page(stage).read_sticks()
    stage.settle()
    assert page(stage)._says.count() == 1


def test_reading_a_stick_judges_its_pdfs_and_nothing_hidden(stage, tmp_path):
    stick = tmp_path / "stick"
    (stage_folder := stick / "报送").mkdir(parents=True)
    (stick / "a.pdf").write_bytes(b"nothing")
    (stage_folder / "b.pdf").write_bytes(b"nothing")
    (stick / ".hidden.pdf").write_bytes(b"nothing")
    (stick / "病毒.exe").write_bytes(b"MZ")
    stage.window._drives.drives = (DriveView(path=stick, label="K", free=1, writable=True),)
    page(stage).read_sticks()
    stage.settle(seconds=60)
    assert sorted(view.path.name for view in page(stage).verdicts()) == ["a.pdf", "b.pdf"]


def test_many_files_can_be_stopped(stage, tmp_path):
    files = []
    for number in range(6):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(b"nothing")
        files.append(file)
    found = page(stage)
    found.judge(files)
    found._progress.cancelled.emit()
    stage.settle(seconds=60)
    assert len(found.verdicts()) < len(files)
    assert found._job is None
    judge(stage, files[-1])
    assert found.card(files[-1]) is not None
