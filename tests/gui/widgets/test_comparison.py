"""Two texts compared: the same stretches marked on both sides, gone to by keys, scrolled in step."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.messages import use
from gui.widgets.comparison import WIDTH, Comparison, Side, Stretch
from gui.widgets.question import Question, Reply
from gui.widgets.sametext import SameText
from gui.widgets.text import Label
from gui.widgets.theme import dress, theme
from tests.support.sheet_views import LEFT, RIGHT, stretches
from tests.support.typing import press


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> Iterator[None]:
    """Speak Chinese, in the usual look."""
    dress(qapp, mode="light")
    use("zh_CN")
    yield
    use("en")
    theme().set_look(mode="light", percent=100)


@pytest.fixture
def compared(qtbot: QtBot) -> Comparison:
    """Return two records, long enough to scroll."""
    made = Comparison(Side("小学校", "6月26日", LEFT), Side("课堂提问", "9月11日", RIGHT), stretches())
    qtbot.addWidget(made)
    made.resize(620, 300)
    made.show()
    QApplication.processEvents()
    return made


def marks(text: SameText) -> list[Any]:
    """Return the marks, whose members the stubs don't know."""
    return list(text.extraSelections())


def marked(text: SameText) -> list[str]:
    """Return the words that are marked."""
    return [selection.cursor.selectedText() for selection in marks(text)]


def said(made: Comparison) -> list[str]:
    """Return the words beside the texts."""
    return [label.text() for label in made.findChildren(Label) if label.isVisible()]


def test_the_same_words_are_marked_on_both_sides(compared: Comparison) -> None:
    left, right = (marked(text) for text in compared.texts)
    assert left == right
    assert len(left) == 6
    assert "提问集中在前三排" in left[0]


def test_characters_beyond_the_first_plane_shift_nothing(qtbot: QtBot) -> None:
    one, other = "苏𬍛、王䶮：每节课叫到四名后排学生。", "𬍛𬍛𬍛\r\n每节课叫到四名后排学生"
    words = "每节课叫到四名后排学生"
    at, there = one.index(words), other.index(words)
    made = Comparison(
        Side("一", "", one), Side("二", "", other), [Stretch((at, at + len(words)), (there, there + len(words)))]
    )
    qtbot.addWidget(made)
    assert [marked(text) for text in made.texts] == [[words], [words]]


def test_marks_have_ground_and_underline(compared: Comparison) -> None:
    for text in compared.texts:
        for selection in marks(text):
            assert selection.format.fontUnderline()
            assert selection.format.background().color() == theme().colour("accentsoft")


def test_the_number_of_same_stretches_is_said(compared: Comparison) -> None:
    assert "共 6 处相同" in said(compared)
    assert "共 6 处相同" in compared.texts[0].accessibleDescription()
    assert "F8" in compared.texts[0].accessibleDescription()
    assert compared.texts[0].accessibleName() == "小学校, 6月26日"


def test_keys_go_to_the_next_and_previous_stretch_and_round_the_end(qtbot: QtBot, compared: Comparison) -> None:
    with qtbot.waitActive(compared):
        compared.activateWindow()
    compared.texts[0].setFocus()
    press(compared.texts[0], Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: compared.current() == 0)
    assert "第 1 处，共 6 处相同" in said(compared)
    press(compared.texts[0], Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: compared.current() == 5)
    compared.step(1)
    assert compared.current() == 0


def test_the_first_step_back_goes_to_the_last(compared: Comparison) -> None:
    compared.step(-1)
    assert compared.current() == 5


def test_a_stretch_is_brought_into_sight_on_both_sides(compared: Comparison) -> None:
    for _each in range(6):
        compared.step(1)
        for text in compared.texts:
            top = text.top(compared.current()) - text.verticalScrollBar().value()
            assert 0 <= top < text.viewport().height()
            here = marks(text)[compared.current()]
            assert here.format.background().color() == theme().colour("accentfill")
            assert text.textCursor().position() == here.cursor.selectionStart()


def test_the_texts_are_scrolled_in_step(compared: Comparison) -> None:
    left, right = compared.texts
    bar, far = left.verticalScrollBar(), right.verticalScrollBar()
    assert bar.maximum() > far.maximum() > 0
    bar.setValue(bar.maximum())
    assert far.value() == far.maximum()
    bar.setValue(0)
    assert far.value() == 0
    far.setValue(far.maximum() // 2)
    assert 0 < bar.value() < bar.maximum()


def test_a_text_can_be_selected_but_not_changed(compared: Comparison) -> None:
    text = compared.texts[0]
    press(text, Qt.Key.Key_X)
    assert text.toPlainText() == LEFT
    text.moveCursor(QTextCursor.MoveOperation.Start)
    press(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text.textCursor().selectedText() == "一"


def test_html_is_shown_as_it_was_written(qtbot: QtBot) -> None:
    made = Comparison(Side("一", "", "<b>粗</b>"), Side("二", "", ""))
    qtbot.addWidget(made)
    assert made.texts[0].toPlainText() == "<b>粗</b>"


def test_nothing_in_common_is_said_and_needs_no_keys(qtbot: QtBot) -> None:
    made = Comparison(Side("一", "", "甲"), Side("二", "", "乙"))
    qtbot.addWidget(made)
    made.show()
    made.step(1)
    assert made.current() == -1
    assert "两份没有相同的地方。" in said(made)
    assert made.next.isHidden()


def test_a_question_can_hold_a_comparison(qtbot: QtBot) -> None:
    body = Comparison(Side("小学校", "6月26日", LEFT), Side("课堂提问", "9月11日", RIGHT), stretches())
    replies = [Reply("finish", "定稿"), Reply("back", "回去改", safe=True)]
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    question = Question("还要定稿吗？", "", replies, body=body, width=WIDTH, parent=page)
    heard: list[str] = []
    question.ask(heard.append)
    screen = question.screen().availableGeometry()
    for percent in (100, 150, 200):
        theme().set_look(percent=percent)
        assert question.width() == min(theme().dp(WIDTH), question.room().width())
    assert body.sizeHint().height() <= screen.height() * 2 // 3
    press(body.texts[1], Qt.Key.Key_Return)
    assert heard == [], "Enter while reading finishes nothing"
    press(body.texts[1], Qt.Key.Key_Escape)
    assert heard == ["back"]


def test_the_marks_follow_the_theme(compared: Comparison) -> None:
    theme().set_look(mode="dark", percent=150)
    selection = marks(compared.texts[0])[0]
    assert selection.format.background().color() == theme().colour("accentsoft")
    assert not compared.grab().isNull()


def test_a_narrower_text_keeps_its_stretch_in_sight(compared: Comparison) -> None:
    compared.step(-1)
    compared.resize(420, 300)
    QApplication.processEvents()
    text = compared.texts[0]
    top = text.top(compared.current()) - text.verticalScrollBar().value()
    assert 0 <= top < text.viewport().height()
