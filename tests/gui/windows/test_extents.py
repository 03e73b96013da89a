"""Text from 100 to 200 per cent, in both languages and one that nobody speaks: everything fits the small screen."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.widgets.theme import theme
from tests.support import tour
from tests.support.extents import lay_out, misfits
from tests.support.pseudo import LONGER, pseudo, spoken
from tests.support.stage import Stage

SCREEN = (1366, 698)
"""A screen of 768 lines, less title and task bar."""
SIZES = {"zh_CN": (100, 125, 150, 200), "en": (100, 125, 150, 200), "pseudo": (100,)}
"""Text sizes by language; words that are longer by two fifths are held to the usual one."""
DIALOGS = {"zh_CN": 150, "en": 150, "pseudo": 100}
"""Text size of the dialogs: the screen of the tests is 800 wide, where 200 per cent leaves less than a real one."""
EDITORS = (tour.KINDS[0], tour.KINDS[-1])


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the text as large as it was."""
    yield
    theme().set_look(percent=100)


def at_each_size(stage: Stage, sizes: tuple[int, ...]) -> Iterator[int]:
    """Set the text size and make the whole book's pages anew."""
    for size in sizes:
        theme().set_look(percent=size)
        stage.window._speak()
        stage.settle()
        yield size


def wrong(stage: Stage, stops: Iterator[tour.Stop]) -> list[str]:
    """Return what does not fit on the way."""
    found: list[str] = []
    for name, front in stops:
        stage.window.resize(*SCREEN)
        lay_out(front)
        if (stage.window.width(), stage.window.height()) != SCREEN:
            found.append(f"{name}: the window wants {stage.window.minimumSizeHint()}")
        found += [f"{name} at {theme().percent}: {said}" for said in misfits(front)]
    return found


@pytest.mark.noise("taizhang.gui.crash")
@pytest.mark.parametrize("language", ["zh_CN", "en", "pseudo"])
def test_nothing_is_cut_and_nothing_scrolls_sideways(tmp_path: Path, language: str) -> None:
    with ExitStack() as stack:
        stage = tour.open_school(tmp_path, language="en" if language == "pseudo" else language)
        stack.callback(stage.close)
        if language == "pseudo":
            stack.enter_context(spoken())
        found = []
        for size in at_each_size(stage, SIZES[language]):
            found += wrong(stage, tour.pages(stage, tour.SCHOOL_PAGES))
            found += wrong(stage, tour.editors(stage, EDITORS))
            if size == DIALOGS[language]:
                found += wrong(stage, tour.dialogs(stage))
        found += wrong(stage, tour.ways_in(stage))
    assert not sorted(set(found))


@pytest.mark.parametrize("language", ["zh_CN", "en", "pseudo"])
def test_nothing_is_cut_on_a_desk(tmp_path: Path, language: str) -> None:
    with ExitStack() as stack:
        desk = tour.open_desk(tmp_path, language="en" if language == "pseudo" else language)
        stack.callback(desk.close)
        if language == "pseudo":
            stack.enter_context(spoken())
        found = []
        for _size in at_each_size(desk.stage, SIZES[language]):
            found += wrong(desk.stage, tour.pages(desk.stage, tour.DESK_PAGES))
        theme().set_look(percent=100)
        found += wrong(desk.stage, tour.desk_work(desk))
    assert not sorted(set(found))


def test_the_language_nobody_speaks_is_longer_by_two_fifths_and_keeps_its_places() -> None:
    for text in ("Finish the record, or the next step", "Difficulties and requests", "Lock"):
        assert len(pseudo(text)) >= round(len(text) * LONGER)
        assert text not in pseudo(text)
    assert "{count}" in pseudo("{count} of {low}–{high}")
    assert QApplication.instance() is not None
