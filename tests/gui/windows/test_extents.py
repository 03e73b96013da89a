"""Text from 100 to 200 per cent, in both languages and one that nobody speaks: everything fits the small screen."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.widgets.theme import theme
from tests.support import tour
from tests.support.extents import lay_out, misfits, undrawn
from tests.support.pseudo import LONGER, pseudo, spoken
from tests.support.stage import Stage

SCREEN = (1366, 698)
"""A screen of 768 lines, less title and task bar."""
SIZES = {"zh_CN": (100, 125, 150, 200), "en": (100, 125, 150, 200), "pseudo": (100, 125, 150)}
"""Text sizes by language; words that are longer by two fifths are held to all but the largest."""
DIALOGS = {"zh_CN": (125,), "en": (150,), "pseudo": (100, 150)}
"""Those at which the dialogs are opened, too; at the largest text they are held to the screen by their own tests."""
EDITORS = (tour.KINDS[0], tour.KINDS[-1])


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Leave the text as large as it was."""
    yield
    theme().set_look(percent=100)


@contextmanager
def speaking(stage: Stage, language: str) -> Iterator[None]:
    """Let a window that is open speak the language nobody speaks, where that is the one."""
    with ExitStack() as stack:
        stack.enter_context(undrawn(stage.window))
        if language == "pseudo":
            stack.enter_context(spoken())
            stage.window._speak()
            stage.settle()
        yield


def real(language: str) -> str:
    """Return the language a program is opened in."""
    return "en" if language == "pseudo" else language


def at_each_size(language: str) -> Iterator[int]:
    """Let the text grow while everything stands there, as a person does with Ctrl++."""
    for size in SIZES[language]:
        theme().set_look(percent=size)
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
    stage = tour.open_school(tmp_path, language=real(language))
    with closing(stage), speaking(stage, language):
        found = []
        for size in at_each_size(language):
            found += wrong(stage, tour.pages(stage, tour.SCHOOL_PAGES))
            found += wrong(stage, tour.editors(stage, EDITORS))
            if size in DIALOGS[language]:
                found += wrong(stage, tour.dialogs(stage))
        found += wrong(stage, tour.ways_in(stage))
    assert not sorted(set(found))


@pytest.mark.parametrize("language", ["zh_CN", "en", "pseudo"])
def test_nothing_is_cut_on_a_desk(tmp_path: Path, language: str) -> None:
    desk = tour.open_desk(tmp_path, language=real(language))
    with closing(desk), speaking(desk.stage, language):
        found = []
        for _size in at_each_size(language):
            found += wrong(desk.stage, tour.pages(desk.stage, tour.DESK_PAGES))
        found += wrong(desk.stage, tour.desk_work(desk))
    assert not sorted(set(found))


def test_the_language_nobody_speaks_is_longer_by_two_fifths_and_keeps_its_places() -> None:
    for text in ("Finish the record, or the next step", "Difficulties and requests", "Lock"):
        assert len(pseudo(text)) >= round(len(text) * LONGER)
        assert text not in pseudo(text)
    assert "{count}" in pseudo("{count} of {low}–{high}")
