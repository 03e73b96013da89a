"""Putting rare characters into a field: by the keyboard alone, from every field of words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gui.forms.lines import GrowingText
from gui.forms.names import NamePicker
from gui.widgets.fields import ChoiceLine, NumberField, TextField
from gui.widgets.hanzigrid import Sort
from gui.widgets.hanzipicker import HanziPicker
from gui.widgets.moments import DateField, TimeField
from gui.widgets.password import PasswordField
from gui.widgets.rarefield import pick_hanzi
from gui.widgets.recenthanzi import expect_hanzi, forget_hanzi, recent_hanzi
from tests.gui.widgets.test_fields import NEAR
from tests.support.typing import press, type_text


@pytest.fixture(autouse=True)
def nothing_lately() -> None:
    forget_hanzi()


def opened(qtbot: QtBot, field: QLineEdit | QPlainTextEdit) -> HanziPicker:
    """Show a field, go into it and open the picker by its key."""
    with qtbot.waitActive(field.window()):
        field.window().show()
        field.window().activateWindow()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F2)
    picker = field.findChild(HanziPicker)
    assert isinstance(picker, HanziPicker)
    qtbot.waitExposed(picker)
    return picker


def test_a_name_is_typed_by_pinyin_where_the_cursor_stood(qtbot: QtBot) -> None:
    field = TextField("王同学")
    qtbot.addWidget(field)
    told: list[str] = []
    field.edited.connect(lambda: told.append(field.value()))
    field.setCursorPosition(1)
    picker = opened(qtbot, field)
    QTest.keyClicks(picker.line, "yan3")
    press(picker.line, Qt.Key.Key_Down)
    while (cell := picker.grid.current()) is not None and cell.text != "䶮":
        press(picker.grid, Qt.Key.Key_Right)
    press(picker.grid, Qt.Key.Key_Return)
    assert field.value() == "王䶮同学"
    assert field.cursorPosition() == 2
    assert told == ["王䶮同学"]


def test_enter_in_the_line_puts_in_what_was_found_for_a_number(qtbot: QtBot) -> None:
    box = GrowingText()
    qtbot.addWidget(box)
    box.setPlainText("苏")
    box.moveCursor(box.textCursor().MoveOperation.End)
    picker = opened(qtbot, box)
    QTest.keyClicks(picker.line, "2c35b")
    press(picker.line, Qt.Key.Key_Return)
    assert box.toPlainText() == "苏𬍛"
    box.undo()
    assert box.toPlainText() == "苏"


def test_a_radical_leads_to_its_characters_by_the_strokes_that_are_left(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    picker = opened(qtbot, field)
    current = picker.grid.current()
    assert current is not None
    assert current.sort is Sort.RADICAL
    picker.grid.go_to("钅")
    picker.grid.setFocus()
    press(picker.grid, Qt.Key.Key_Return)
    assert picker.line.value() == "钅"
    QTest.keyClicks(picker.grid, "7")
    assert "𬭎" in picker.grid.texts()
    picker.grid.go_to("𬭎")
    picker.insert.click()
    assert field.value() == "𬭎"


def test_what_was_put_in_lately_and_the_names_of_the_school_stand_first(qtbot: QtBot) -> None:
    expect_hanzi(["王䶮", "苏𬍛", "林志远 Lin 1"])
    assert set(recent_hanzi()) == {"䶮", "𬍛"}
    recent_hanzi("喆")
    field = TextField()
    qtbot.addWidget(field)
    picker = opened(qtbot, field)
    assert picker.grid.texts()[0] == "喆"
    assert set(picker.grid.texts()[1:3]) == {"䶮", "𬍛"}
    press(picker.line, Qt.Key.Key_Return)
    assert field.value() == "喆"


def test_a_character_is_shown_with_all_that_is_known_of_it(qtbot: QtBot) -> None:
    picker = pick_hanzi_in(qtbot)
    picker.line.setText("䶮")
    said = " ".join(label.text() for label in picker.findChildren(type(picker._facts)))
    assert "U+4DAE" in said
    assert "yǎn" in said
    assert "9 strokes" in said
    assert "龍 + 4" in said


def test_what_cannot_be_printed_is_said_so(qtbot: QtBot) -> None:
    picker = pick_hanzi_in(qtbot)
    trouble = picker._trouble
    picker.line.setText("4DAE")
    assert trouble.isHidden()
    picker.line.setText("30EDE")
    assert not trouble.isHidden()


def pick_hanzi_in(qtbot: QtBot) -> HanziPicker:
    """Open the picker over an empty field."""
    field = TextField()
    qtbot.addWidget(field)
    return opened(qtbot, field)


def test_escape_leaves_the_field_as_it_was(qtbot: QtBot) -> None:
    field = TextField("林")
    qtbot.addWidget(field)
    picker = opened(qtbot, field)
    picker.line.setText("yan")
    press(picker.grid, Qt.Key.Key_Escape)
    assert field.value() == "林"
    assert not picker.isVisible()


def test_the_menu_of_a_field_offers_it_behind_the_usual_things(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.customContextMenuRequested.emit(QPoint(2, 2))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][-1] == "Rare character…"
    assert len(menu.actions()) > 5
    menu.actions()[-1].trigger()
    menu.close()
    assert field.findChild(HanziPicker) is not None


def test_every_field_of_words_has_it_and_no_other(qtbot: QtBot) -> None:
    choice, name = ChoiceLine(["会议室"]), NamePicker([])
    password, number = PasswordField(says="Password"), NumberField()
    day, time = DateField(near=NEAR), TimeField()
    for widget in (choice, name, password, number, day, time):
        qtbot.addWidget(widget)
    for line in (choice.lineEdit(), name.lineEdit()):
        assert line is not None
        assert [action.text() for action in line.actions()] == ["Rare character…"]
    for field in (password.line, number, day, time):
        assert field.actions() == []


def test_nothing_is_put_where_nothing_may_be_typed(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.setReadOnly(True)
    assert pick_hanzi(field) is None


def test_an_answer_to_nonsense_is_a_sentence_and_enter_does_nothing(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    picker = opened(qtbot, field)
    type_text(picker.line, "不知道")
    press(picker.line, Qt.Key.Key_Return)
    assert picker.isVisible()
    assert field.value() == ""
