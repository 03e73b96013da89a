"""What is drawn can be read: words and edges of every page and dialog against their ground, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.fields import TextField
from gui.widgets.space import Column
from gui.widgets.text import Label
from gui.widgets.theme import theme
from tests.support import tour
from tests.support.contrast import faint
from tests.support.extents import lay_out
from tests.support.stage import Stage


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Leave the colours as they were."""
    yield
    theme().set_look(mode="light", percent=100)


def wrong(stops: Iterator[tour.Stop]) -> list[str]:
    """Return what can't be told well enough from its ground on the way."""
    found = []
    for name, front in stops:
        lay_out(front)
        found += [f"{name}: {said}" for said in faint(front)]
    return sorted(set(found))


@pytest.mark.noise("taizhang.gui.crash")
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_a_school_sees_stands_out_from_its_ground(tmp_path: Path, mode: str) -> None:
    stage: Stage = tour.open_school(tmp_path, language="zh_CN", theme=mode)
    found = wrong(tour.pages(stage, tour.SCHOOL_PAGES))
    found += wrong(tour.editors(stage, tour.KINDS[:1]))
    found += wrong(tour.dialogs(stage))
    found += wrong(tour.ways_in(stage))
    stage.close()
    assert found == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_a_clerk_sees_stands_out_from_its_ground(tmp_path: Path, mode: str) -> None:
    desk = tour.open_desk(tmp_path, language="en", theme=mode)
    found = wrong(tour.pages(desk.stage, tour.DESK_PAGES))
    found += wrong(tour.desk_work(desk))
    desk.close()
    assert found == []


def test_faint_words_and_edges_are_found(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = Column(window, margins=(20, 20, 20, 20))
    good, pale, field = Label("看得清"), Label("看不清"), TextField()
    for part in (good, pale, field):
        column.addWidget(part)
    window.show()
    assert list(faint(window)) == []
    pale.setStyleSheet("color: #aaaaaa")
    field.setStyleSheet("border: 1px solid #e0e0e0")
    QApplication.processEvents()
    said = list(faint(window))
    assert len(said) == 2
    assert "看不清" in said[0]
    assert said[1].startswith("edge of")
