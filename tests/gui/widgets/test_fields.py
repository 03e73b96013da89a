"""Fields: what is typed, read, shown and coloured."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.fields import Answer, ChoiceField, ChoiceLine, NumberField, State, TextField, ToggleField, set_state
from gui.widgets.finding import Banner, FindingLine, FindingRow, Level, NoteLine
from gui.widgets.formline import FormField, FormLine, SectionHead
from gui.widgets.moments import DateField, TimeField, read_date, read_time
from gui.widgets.password import PasswordField
from gui.widgets.space import Column
from gui.widgets.theme import Room
from tests.support.typing import press, type_text

NEAR = date(2008, 4, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2008-04-24",
        "2008.4.24",
        "2008年4月24日",
        "20080424",
        "080424",
        "4-24",
        "4.24",
        "0424",
        "424",
        "4月24日",
        "24",
        "4/24",
    ],
)
def test_a_date_is_read_however_it_is_typed(text: str) -> None:
    assert read_date(text, near=NEAR) == date(2008, 4, 24)


@pytest.mark.parametrize("text", ["", "明天", "2008-02-30", "13.45", "1-2-3-4", "99999999", "2008-4"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, near=NEAR) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("19:00", "19:00"),
        ("1900", "19:00"),
        ("19：05", "19:05"),
        ("900", "09:00"),
        ("7点半", "07:30"),
        ("下午3点", "15:00"),
        ("19", "19:00"),
    ],
)
def test_a_time_is_read_however_it_is_typed(text: str, time: str) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "19:70", "晚上", "1:2:3"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None


def test_a_date_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField(near=NEAR)
    qtbot.addWidget(field)
    field.show()
    type_text(field, "4月24日")
    assert field.value() == "2008-04-24"
    press(field, Qt.Key.Key_Return)
    assert field.text() == "2008-04-24"


def test_what_is_no_date_stays_to_be_seen(qtbot: QtBot) -> None:
    field = DateField(near=NEAR)
    qtbot.addWidget(field)
    type_text(field, "清明那天")
    press(field, Qt.Key.Key_Return)
    assert field.text() == "清明那天"
    assert field.value() == "清明那天"
    assert field.day() is None


def test_arrows_go_a_day_on_and_ten_minutes_on(qtbot: QtBot) -> None:
    day, time = DateField(near=NEAR), TimeField()
    qtbot.addWidget(day)
    qtbot.addWidget(time)
    day.set_value("2008-02-29")
    time.set_value("23:55")
    heard: list[int] = []
    day.edited.connect(lambda: heard.append(1))
    press(day, Qt.Key.Key_Up)
    press(time, Qt.Key.Key_Up)
    assert day.value() == "2008-03-01"
    assert time.value() == "00:05"
    assert heard == [1]


def test_the_calendar_opens_and_chooses_by_keyboard(qtbot: QtBot) -> None:
    field = DateField(near=NEAR)
    qtbot.addWidget(field)
    field.show()
    field.set_value("2008-04-24")
    press(field, Qt.Key.Key_F4)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    view = calendar.focusWidget()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert field.value() == "2008-04-25"


def test_only_a_persons_typing_counts_as_edited(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    heard: list[int] = []
    field.edited.connect(lambda: heard.append(1))
    field.set_value("从库里来")
    assert heard == []
    type_text(field, "好")
    assert heard
    assert "好" in field.value()


def test_chinese_typing_can_be_undone(qtbot: QtBot) -> None:
    field = TextField("旧")
    qtbot.addWidget(field)
    field.setCursorPosition(1)
    type_text(field, "新字")
    assert field.text() == "旧新字"
    press(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "旧"


def test_recent_texts_are_offered(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.offer(["学校会议室", "多媒体教室"])
    completer = field.completer()
    completer.setCompletionPrefix("媒体")
    assert completer.currentCompletion() == "多媒体教室"


def test_a_number_out_of_bounds_counts_as_none_and_stays(qtbot: QtBot) -> None:
    field = NumberField(low=0, high=99)
    qtbot.addWidget(field)
    type_text(field, "120")
    assert field.number() is None
    assert field.text() == "120"
    field.set_number(12)
    assert field.number() == 12


def test_a_choice_keeps_a_value_it_does_not_know(qtbot: QtBot) -> None:
    field = ChoiceField([Answer("night", "夜学")], empty="")
    qtbot.addWidget(field)
    assert field.value() == ""
    field.set_value("from_a_newer_program")
    assert field.value() == "from_a_newer_program"
    field.set_answers([Answer("night", "夜学"), Answer("team", "中心组")])
    assert field.value() == "from_a_newer_program"


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    field = ChoiceField([Answer("a", "一"), Answer("b", "二")])
    qtbot.addWidget(field)
    field.set_value("a")
    field.show()
    field.setFocus()
    wheel = QWheelEvent(
        QPoint(5, 5),
        field.mapToGlobal(QPoint(5, 5)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert field.value() == "a"


def test_a_line_with_offers_takes_any_text(qtbot: QtBot) -> None:
    field = ChoiceLine(["学校会议室"])
    qtbot.addWidget(field)
    line = field.lineEdit()
    assert line is not None
    type_text(line, "操场")
    assert field.value() == "操场"
    field.offer(["多媒体教室"])
    assert field.value() == "操场"


def test_a_tick_tells_only_a_persons_click(qtbot: QtBot) -> None:
    box = ToggleField("只看补记")
    qtbot.addWidget(box)
    heard: list[int] = []
    box.edited.connect(lambda: heard.append(1))
    box.set_value(True)
    assert heard == []
    press(box, Qt.Key.Key_Space)
    assert heard == [1]
    assert box.value() is False


def test_a_coloured_edge_comes_with_its_finding(qtbot: QtBot) -> None:
    field = TextField()
    line = FormLine([FormField("title", "主题", field, required=True)])
    qtbot.addWidget(line)
    line.set_findings({"title": [FindingLine(Level.ERROR, "这一项必填，还空着。", "去填", "W01", key="w01")]})
    assert field.property("state") == "error"
    assert "必填" in field.accessibleDescription()
    rows = line.findChildren(FindingRow)
    assert len(rows) == 1
    heard: list[tuple[str, str]] = []
    line.acted.connect(lambda key, finding: heard.append((key, finding)))
    assert rows[0].action is not None
    rows[0].action.click()
    assert heard == [("title", "w01")]
    line.set_findings({})
    assert field.property("state") is None
    assert line.findings() == {}


def test_a_required_field_says_so_to_a_reader(qtbot: QtBot) -> None:
    field = TextField()
    line = FormLine([FormField("title", "主题", field, required=True)])
    qtbot.addWidget(line)
    assert field.accessibleName().startswith("主题, required")


def test_labels_stand_left_in_wide_room_and_above_in_less(qtbot: QtBot) -> None:
    first, second = TextField(), TextField()
    line = FormLine([FormField("a", "地点", first), FormField("b", "主持", second)])
    qtbot.addWidget(line)
    line.resize(800, 60)
    line.show()
    assert first.geometry().center().y() == second.geometry().center().y()
    assert first.x() >= 84
    type_text(first, "字还在")
    line.set_room(Room.MIDDLE)
    QApplication.processEvents()
    assert first.x() == 0
    assert first.y() > 0
    line.set_room(Room.WIDE)
    assert first.text() == "字还在"
    assert line.keys() == ("a", "b")
    assert line.field("b") is second
    with pytest.raises(KeyError):
        line.field("c")


def test_a_choice_fills_its_place_under_its_label(qtbot: QtBot) -> None:
    choice = ChoiceField([Answer("night", "夜学")])
    line = FormLine([FormField("kind", "类别", choice, stretch=0), FormField("b", "主持", TextField())])
    qtbot.addWidget(line)
    line.set_room(Room.MIDDLE)
    line.resize(800, 100)
    line.show()
    QApplication.processEvents()
    assert choice.width() > 350


def test_findings_name_their_level_rule_and_sentence(qtbot: QtBot) -> None:
    for level in Level:
        row = FindingRow(FindingLine(level, "请核对日期。", rule="T09"))
        qtbot.addWidget(row)
        assert "请核对日期。" in row.accessibleName()
        assert "T09" in row.accessibleName()
        assert row.action is None
    banner = Banner(FindingLine(Level.WARNING, "请先对时。", "看时间", word="注意"))
    qtbot.addWidget(banner)
    assert "注意" in banner.accessibleName()
    note = NoteLine("草稿存好了。")
    qtbot.addWidget(note)
    note.set_text("没有核对的。")
    head = SectionHead("到会", "先全勾")
    qtbot.addWidget(head)
    head.set_note("点名字")
    head.add_widget(QWidget())


def test_a_password_is_hidden_shown_and_kept_after_a_wrong_try(qtbot: QtBot) -> None:
    field = PasswordField(says="口令")
    qtbot.addWidget(field)
    page = QWidget()
    qtbot.addWidget(page)
    Column(page).addWidget(field)
    page.show()
    heard: list[int] = []
    field.entered.connect(lambda: heard.append(1))
    type_text(field.line, "Geheim1")
    press(field.line, Qt.Key.Key_Return)
    assert heard == [1]
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.set_findings((FindingLine(Level.ERROR, "口令不对，请再试一次。", word="没有打开"),))
    assert field.value() == "Geheim1"
    assert field.line.selectedText() or field.line.hasSelectedText()
    assert field.line.property("state") == "error"
    field.forget()
    assert field.value() == ""


def type_letter(widget: QWidget, letter: str) -> None:
    """Press a letter key without Shift that gives `letter`."""
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(widget, key)


def test_caps_lock_is_said_with_the_first_letter(qtbot: QtBot) -> None:
    field = PasswordField(says="口令")
    qtbot.addWidget(field)
    type_letter(field.line, "A")  # a capital without Shift
    assert len(field.findChildren(FindingRow)) == 1
    type_letter(field.line, "a")
    field.line.setFocus()
    QApplication.processEvents()
    assert [row for row in field.findChildren(FindingRow) if not row.isHidden()] == []


def test_state_is_set_only_when_it_changes(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    set_state(field, State.WARNING)
    assert field.property("state") == "warning"
    set_state(field, State.NORMAL)
    assert field.property("state") is None
