"""What every dialog does: fits the screen, keeps its answers in sight, scrolls by keys, and gives the keyboard back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.buttons import Button
from gui.widgets.dialog import Dialog, Helper, helper_of
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.keys import keys_of
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear
from gui.widgets.theme import theme
from tests.support.typing import press

REPLIES = (Reply("no", "不作废", safe=True), Reply("keep", "保存"), Reply("void", "作废", grave=True))


class Page(QWidget):
    """A window with two fields."""

    def __init__(self) -> None:
        super().__init__()
        column = Column(self)
        self.first, self.second = TextField(), TextField()
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.resize(900, 500)


class Telling(Helper):
    """Counts how often help was asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.asked = 0

    def open(self) -> None:
        self.asked += 1


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the text as large as it was."""
    yield
    theme().set_look(percent=100)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.second.setFocus()
    qtbot.waitUntil(made.second.hasFocus)
    return made


class Many(QWidget):
    """So many fields that no screen shows them all."""

    def __init__(self, count: int = 40) -> None:
        super().__init__()
        self.fields = [TextField() for _at in range(count)]
        self.column = Column(self, spacing=6)
        for field in self.fields:
            self.column.addWidget(field)


def ask(page: QWidget, body: QWidget | None = None) -> tuple[Question, list[str]]:
    """Ask over a page; returns the question and where its answer comes."""
    heard: list[str] = []
    question = Question("作废这条记录？", "不能再改。", REPLIES, body=body, parent=page)
    question.ask(heard.append)
    QApplication.processEvents()
    return question, heard


def seen(widget: QWidget) -> bool:
    """Tell whether the whole of a widget can be seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_dialog_that_is_taller_than_the_screen_scrolls_and_keeps_its_answers_in_sight(
    page: Page, percent: int
) -> None:
    theme().set_look(percent=percent)
    question, _heard = ask(page, Many())
    screen = question.screen().availableGeometry()
    assert question.frameGeometry().height() <= screen.height()
    assert screen.contains(question.geometry())
    assert question.scrolls()
    assert all(seen(button) for button in question.buttons.values())


def test_one_that_fits_does_not_scroll(page: Page) -> None:
    question, _heard = ask(page, Many(3))
    assert not question.scrolls()
    assert question.height() < question.room().height()


def test_what_is_typed_into_is_scrolled_into_sight_with_what_is_said_under_it(page: Page) -> None:
    body = Many()
    ask(page, body)
    body.fields[-1].setFocus()
    QApplication.processEvents()
    assert seen(body.fields[-1])
    body.fields[20].setFocus()
    said = FindingRow(FindingLine(Level.ERROR, "还差"))
    body.column.insertWidget(21, said)
    QApplication.processEvents()
    QApplication.processEvents()
    assert seen(body.fields[20])
    assert seen(said)


def test_keys_scroll_what_has_no_field(page: Page) -> None:
    question, heard = ask(page, Many())
    question.buttons["no"].setFocus()
    bar = question._scroll.verticalScrollBar()  # type: ignore[union-attr]
    bar.setValue(0)
    press(question.buttons["no"], Qt.Key.Key_PageDown)
    down = bar.value()
    assert down > 100
    press(question.buttons["no"], Qt.Key.Key_PageUp)
    assert bar.value() == 0
    assert heard == []


def test_it_grows_with_the_text_while_it_stands(page: Page) -> None:
    question, _heard = ask(page, Many(6))
    before = question.size()
    theme().set_look(percent=150)
    QApplication.processEvents()
    assert question.width() == round(before.width() * 1.5)
    assert question.height() > before.height()


def test_it_moves_up_when_it_grows_over_the_lower_edge(page: Page) -> None:
    body = Many(3)
    question, _heard = ask(page, body)
    screen = question.screen().availableGeometry()
    question.move(100, screen.bottom() - question.height() - 10)
    for _line in range(8):
        body.column.addWidget(TextField())
    QApplication.processEvents()
    QApplication.processEvents()
    assert question.geometry().bottom() <= screen.bottom()


# --- the keyboard --------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["esc", "answer", "cross"])
def test_the_keyboard_goes_back_to_whoever_had_it(page: Page, qtbot: QtBot, way: str) -> None:
    question, heard = ask(page)
    qtbot.waitUntil(question.isActiveWindow)
    assert not page.second.hasFocus()
    if way == "esc":
        press(question, Qt.Key.Key_Escape)
    elif way == "answer":
        question.buttons["keep"].click()
    else:
        question.close()
    qtbot.waitUntil(page.second.hasFocus)
    assert len(heard) == 1


def test_an_answer_may_send_the_keyboard_elsewhere(page: Page, qtbot: QtBot) -> None:
    question = Question("报送？", "", REPLIES, parent=page)
    question.ask(lambda _answer: page.first.setFocus())
    qtbot.waitUntil(question.isActiveWindow)
    question.buttons["keep"].click()
    qtbot.waitUntil(page.first.hasFocus)


def test_whoever_had_the_keyboard_may_be_gone(page: Page) -> None:
    question, heard = ask(page)
    clear(page.layout())  # type: ignore[arg-type]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(question, Qt.Key.Key_Escape)
    assert heard == ["no"]


def test_enter_presses_the_button_one_is_at_and_else_the_usual_one(page: Page) -> None:
    body = Many(1)
    question, heard = ask(page, body)
    question.buttons["no"].setFocus()
    press(question.buttons["no"], Qt.Key.Key_Return)
    assert heard == ["no"]
    body = Many(1)
    question, heard = ask(page, body)
    body.fields[0].setFocus()
    press(body.fields[0], Qt.Key.Key_Return)
    assert heard == ["keep"]


def test_help_is_asked_of_the_window_below_however_many_dialogs_stand_there(page: Page) -> None:
    helper = Telling(page)
    question, _heard = ask(page)
    inner, _heard = ask(question)
    assert helper_of(inner) is helper
    press(inner, Qt.Key.Key_F1)
    press(question, Qt.Key.Key_F1)
    assert helper.asked == 2
    assert any("F1" in line.keys for line in keys_of(inner))


def test_where_nobody_helps_no_key_is_bound(page: Page) -> None:
    question, _heard = ask(page)
    assert helper_of(question) is None
    assert not list(keys_of(question))


def test_a_dialog_of_a_size_takes_no_more_than_the_screen(page: Page) -> None:
    dialog = Dialog("经过", size=(900, 560), parent=page)
    Column(dialog).addWidget(Button("关闭"))
    assert (dialog.width(), dialog.height()) == (900, 560)
    theme().set_look(percent=200)
    assert (dialog.width(), dialog.height()) == (dialog.room().width(), dialog.room().height())
