"""An evening of study from start to finish in four clicks (D§7.2), through the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.services import drafts, records
from gui.pages.editor import EditorPage
from gui.pages.home import HomePage
from gui.widgets.buttons import Button
from gui.widgets.tiles import Tile
from tests.support.stage import Stage, staged
from tests.support.typing import press, type_text
from tests.support.vaults import SESSION

ALLOWED = 4
TEXT = "新学期看护轮值：每天两名教师，十四名教师轮一遍要七天；先排到期中，家里有小孩的不排周五。"


class Mouse:
    """A mouse that counts, and only presses what can be seen."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.clicks = 0

    def click(self, widget: QWidget) -> None:
        """Press a thing where it can be seen."""
        seen = widget.visibleRegion()
        assert not seen.isEmpty(), f"{widget.accessibleName()} is out of sight"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=seen.boundingRect().center())
        self.clicks += 1
        self.stage.settle()


@pytest.fixture
def stage(tmp_path: Path):
    found = staged(tmp_path)
    vault = found.window._vault
    before = drafts.begin(vault, "study_session", values={**SESSION, "date": "2008-09-12"})
    records.move(vault, before.id, "finish", revision=before.revision)
    yield found
    found.close()


def button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.accessibleName() == words and one.isVisible())


def test_an_evening_of_study_takes_four_clicks(stage: Stage) -> None:
    shell, mouse = stage.window.shell(), Mouse(stage)

    mouse.click(button(shell.page(), "记一次学习"))
    stage.until(lambda: isinstance(shell.page(), EditorPage))
    page = shell.page()
    assert isinstance(page, EditorPage)
    stage.until(lambda: page.form() is not None)
    form = page.form()
    record = page.memory()["record"]
    type_text(QApplication.focusWidget(), "新学期看护轮值怎样排")

    absent = next(tile for tile in form.editor("attendance").findChildren(Tile) if tile.person.id == "p05")
    mouse.click(absent)
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert "原因" in QApplication.focusWidget().accessibleName()
    press(QApplication.focusWidget(), Qt.Key.Key_Down)

    mouse.click(form.editor("content").entry(("content",)))
    type_text(QApplication.focusWidget(), TEXT)

    mouse.click(button(page, "定稿"))
    stage.until(lambda: isinstance(shell.page(), HomePage))

    assert mouse.clicks <= ALLOWED
    done = records.read(stage.window._vault, record)
    assert done.number == "ST-2008-002"
    assert done.state == "done"
    assert done.values["materials"][0]["title"] == "十七大报告第八部分", "carried over from last time"
    assert [row["person"] for row in done.values["attendance"]["absent"]] == ["p05"]
    assert done.values["attendance"]["absent"][0]["reason"]
    assert done.values["content"] == TEXT
