"""The print window to look at: words found, the strip of pages, keys and readers, larger text, locking."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.paper import Printout
from gui.widgets.text import Scroll
from gui.widgets.theme import theme
from gui.widgets.thumbnails import KEPT
from gui.windows.print_window import PrintWindow
from gui.windows.printchoices import Sides, Which
from tests.gui.windows.shop import Shop, choose, open_shop
from tests.support.heard import heard, mistold, silent
from tests.support.paper import marked_pdf
from tests.support.printers import DUPLEX
from tests.support.stage import staged
from tests.support.typing import press, type_text


@pytest.fixture
def shop(tmp_path: Path, qtbot: QtBot) -> Iterator[Shop]:
    with open_shop(tmp_path, qtbot) as made:
        yield made


def test_found_words_are_counted_marked_and_gone_through(shop: Shop) -> None:
    window = shop.show(marked_pdf(12))
    type_text(window.search.field, "PAGE 1")
    shop.until(lambda: window.search.count() == 4)
    assert window.view.page() == 0
    press(window.search.field, Qt.Key.Key_Return)
    shop.until(lambda: window.view.page() == 9 and shop.tasks.under_way() == 0)
    press(window.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    shop.until(lambda: window.view.page() == 0 and shop.tasks.under_way() == 0)
    before = window.view._sheet.grab().toImage()
    press(window.search.field, Qt.Key.Key_Escape)
    shop.until(lambda: shop.tasks.under_way() == 0)
    assert window.isVisible(), "Esc emptied the field"
    assert window.view._sheet.grab().toImage() != before
    assert window.search.count() == 0


def test_the_strip_draws_what_is_in_sight_and_keeps_only_the_last(shop: Shop) -> None:
    window = shop.show(marked_pdf(31))
    assert 0 < window.strip.kept() < 31
    window.strip.setCurrentIndex(window.strip.model().index(29, 0))
    shop.until(lambda: window.view.page() == 29 and shop.tasks.under_way() == 0)
    window.view.go_to(2)
    shop.until(lambda: window.strip.currentIndex().row() == 2 and shop.tasks.under_way() == 0)
    for page in (*range(0, 31, 3), *range(30, 0, -3)):
        window.strip.scrollTo(window.strip.model().index(page, 0))
        shop.until(lambda: shop.tasks.under_way() == 0)
    assert window.strip.kept() <= KEPT


def test_everything_in_the_window_says_what_it_is(shop: Shop) -> None:
    window = shop.show(marked_pdf(4))
    choose(window, printer=DUPLEX.name, which=Which.SOME)
    assert sum(thing.focusable for thing in heard(window)) > 8
    assert not [said for thing in heard(window) if (said := silent(thing) or mistold(thing))]
    choose(window, which=Which.ALL, sides=Sides.TURN)
    shop.print(window)
    assert not [said for thing in heard(window) if (said := silent(thing) or mistold(thing))]
    assert window.turn.picture.accessibleName()


@pytest.mark.parametrize(("language", "percent"), [("en", 150), ("zh_CN", 150), ("en", 200)])
def test_nothing_is_cut_off_in_larger_text(shop: Shop, percent: int, language: str) -> None:
    use(language)
    theme().set_look(percent=percent)
    window = shop.show(marked_pdf(2))
    choose(window, which=Which.SOME, some="5-3")
    for _part in range(2):
        QApplication.processEvents()
        assert window.width() <= 1366
        assert window.height() <= 698
        for area in window._right.findChildren(Scroll):
            if area.isVisible():
                assert area.widget().minimumSizeHint().width() <= area.viewport().width()
        for button in (window.close_button, window.print_button):
            assert button.width() >= button.sizeHint().width()
            assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))
        choose(window, which=Which.ALL, sides=Sides.TURN)
        shop.print(window)
    theme().set_look(percent=100)


def test_asking_twice_opens_one_window_and_later_another(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    shell = stage.window.shell()
    paper = Printout(marked_pdf(2), "x")
    shell.page().print_requested.emit(paper)
    first = shell._places.print_window
    shell.page().print_requested.emit(paper)
    assert shell._places.print_window is first
    assert len(stage.window.findChildren(PrintWindow)) == 1
    stage.until(lambda: first.view.pages() == 2)
    press(first, Qt.Key.Key_Escape)
    stage.settle()
    shell.page().print_requested.emit(paper)
    assert shell._places.print_window is not first
    stage.close()


def test_locking_takes_the_window_away_in_the_middle_of_a_run(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    shell = stage.window.shell()
    page = shell.page()
    page.print_requested.emit(Printout(marked_pdf(20), "x"))
    window = shell._places.print_window
    stage.until(lambda: window.view.pages() == 20)
    stage.settle()
    window.press()
    stage.until(lambda: window._run is not None and window._run._at > 0)
    stage.window.lock()
    stage.until(lambda: stage.window.cover() is not None)
    stage.settle()
    assert not shiboken6.isValid(window)
    stage.close()
