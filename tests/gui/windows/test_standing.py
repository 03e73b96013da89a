"""What stands in the window, and that an error is told whatever stands there."""

import pytest

from core.base.errors import Cancelled, NoVault, StickGone
from gui.messages import about
from gui.widgets.finding import Banner
from gui.windows.main_window import MainWindow
from gui.windows.parting import PartingCard
from gui.wizards.first_run import FirstRun
from tests.support.stage import Stage, staged


@pytest.fixture
def nothing(qtbot, tmp_path):
    stage = Stage(tmp_path / "settings")
    yield stage
    stage.close()


def said(window: MainWindow) -> list[str]:
    return [banner.line.text for banner in window.findChildren(Banner) if banner.isVisible()]


def test_over_the_first_run_an_error_is_told_and_the_answers_stay(nothing):
    window = nothing.window
    wizard = window.alone()
    assert isinstance(wizard, FirstRun)
    window.trouble(StickGone(path="/media/u"))
    assert said(window) == [about(StickGone(path="/media/u")).text()]
    assert window.alone() is wizard
    assert wizard.isVisible()


def test_what_nobody_waits_for_any_more_is_told_there_too(nothing):
    def work() -> None:
        raise NoVault(path="/nowhere")

    nothing.app.tasks.in_vault(work)
    nothing.settle()
    assert said(nothing.window) == [about(NoVault(path="/nowhere")).text()]


def test_it_goes_when_it_is_understood_and_the_last_one_counts(nothing):
    nothing.window.trouble(NoVault(path="/a"))
    nothing.window.trouble(NoVault(path="/b"))
    nothing.settle()
    (banner,) = [one for one in nothing.window.findChildren(Banner) if one.isVisible()]
    assert banner.line.text == about(NoVault(path="/b")).text()
    assert banner.action is not None
    banner.action.click()
    nothing.settle()
    assert said(nothing.window) == []


def test_it_goes_with_what_stood_below_it(nothing):
    nothing.window.trouble(NoVault(path="/a"))
    nothing.window.set_up_desk()
    nothing.settle()
    assert said(nothing.window) == []


def test_what_the_person_cancelled_is_no_error(nothing):
    nothing.window.trouble(Cancelled())
    assert said(nothing.window) == []


def test_while_the_book_is_put_away_an_error_is_told_above_the_sentence(qtbot, tmp_path):
    stage = staged(tmp_path)
    book = stage.window.part(PartingCard.restoring())
    stage.window.trouble(NoVault(path="/a"))
    assert said(stage.window) == [about(NoVault(path="/a")).text()]
    stage.app.tasks.in_vault(book.close)
    stage.close()
