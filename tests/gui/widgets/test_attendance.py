"""Attendance: everybody ticked, one unticks the absent, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.messages.language import use
from gui.widgets.attendance import AttendanceField, AttendanceLook
from gui.widgets.fields import Answer
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.theme import Room, dress
from gui.widgets.tiles import Attendee, Tile, Tiles
from tests.support.typing import press, type_text

PEOPLE = (
    Attendee("a", "林志远", "lzy"),
    Attendee("b", "周海燕", "zhy"),
    Attendee("c", "王䶮", "wy"),
    Attendee("d", "苏𬍛", "sb"),
    Attendee("e", "王小明", "wxm"),
)
REASONS = (Answer("sick", "病假"), Answer("duty", "公出"))


@pytest.fixture
def field(qtbot: QtBot) -> AttendanceField:
    """Return a shown attendance field of five people."""
    made = AttendanceField(AttendanceLook(PEOPLE, REASONS, date(2008, 4, 24), "到会"))
    qtbot.addWidget(made)
    made.resize(820, 400)
    made.show()
    QApplication.processEvents()
    return made


def tile(field: AttendanceField, person: str) -> Tile:
    """Return the tile of a person."""
    found = field.findChild(Tiles)
    assert found is not None
    shown = found.tile(person)
    assert shown is not None
    return shown


def test_everybody_is_there_until_somebody_is_unticked(field: AttendanceField) -> None:
    assert field.value() == {"expected": ["a", "b", "c", "d", "e"], "absent": [], "signed": None}
    assert field.counts() == (5, 5, 0)


def test_space_marks_a_person_absent_and_opens_a_row(field: AttendanceField) -> None:
    heard: list[int] = []
    field.edited.connect(lambda: heard.append(1))
    press(tile(field, "b"), Qt.Key.Key_Space)
    assert field.counts() == (5, 4, 1)
    assert field.value()["absent"] == [{"person": "b"}]
    assert heard == [1]
    assert tile(field, "b").property("tile") == "off"
    row = field.absence("b")
    assert row is not None
    row.reason.set_value("sick")
    type_text(row.note, "去县医院")
    type_text(row.on, "4.28")
    type_text(row.method, "自学")
    assert field.value()["absent"] == [
        {"person": "b", "reason": "sick", "note": "去县医院", "makeup_on": "2008-04-28", "makeup_method": "自学"}
    ]


def test_a_person_ticked_again_by_mistake_keeps_what_was_typed(field: AttendanceField) -> None:
    press(tile(field, "b"), Qt.Key.Key_Space)
    row = field.absence("b")
    assert row is not None
    type_text(row.note, "去县医院")
    press(tile(field, "b"), Qt.Key.Key_Space)
    assert field.value()["absent"] == []
    press(tile(field, "b"), Qt.Key.Key_Space)
    assert field.value()["absent"] == [{"person": "b", "note": "去县医院"}]


def test_arrows_move_and_initials_jump(field: AttendanceField) -> None:
    tile(field, "a").setFocus()
    press(tile(field, "a"), Qt.Key.Key_Right)
    assert tile(field, "b").hasFocus()
    press(tile(field, "b"), Qt.Key.Key_W)
    assert tile(field, "c").hasFocus()
    press(tile(field, "c"), Qt.Key.Key_X)  # w then x: wxm
    assert tile(field, "e").hasFocus()
    press(tile(field, "e"), Qt.Key.Key_L)
    assert tile(field, "a").hasFocus()
    press(tile(field, "a"), Qt.Key.Key_Q)  # nobody: stays
    assert tile(field, "a").hasFocus()
    press(tile(field, "a"), Qt.Key.Key_Left)
    assert tile(field, "a").hasFocus()


def test_all_present_undoes_every_absence(field: AttendanceField) -> None:
    press(tile(field, "b"), Qt.Key.Key_Space)
    press(tile(field, "c"), Qt.Key.Key_Space)
    field.tick_everybody()
    assert field.counts() == (5, 5, 0)


def test_a_stored_value_comes_back_as_it_was(field: AttendanceField) -> None:
    stored: dict[str, Any] = {
        "expected": ["a", "b", "c", "gone"],
        "absent": [{"person": "c", "reason": "duty", "note": "公出", "colour": "kept"}],
        "signed": 3,
    }
    field.set_value(stored)
    assert field.value() == stored
    assert field.counts() == (4, 3, 1)


def test_who_was_expected_can_be_chosen_in_place(field: AttendanceField) -> None:
    press(tile(field, "b"), Qt.Key.Key_Space)
    field._change.click()
    assert tile(field, "b").isChecked()
    press(tile(field, "b"), Qt.Key.Key_Space)
    press(tile(field, "e"), Qt.Key.Key_Space)
    field._change.click()
    assert field.value()["expected"] == ["a", "c", "d"]
    assert field.value()["absent"] == []


def test_findings_stand_under_the_person_they_speak_of(field: AttendanceField) -> None:
    press(tile(field, "b"), Qt.Key.Key_Space)
    press(tile(field, "d"), Qt.Key.Key_Space)
    heard: list[str] = []
    field.acted.connect(heard.append)
    line = FindingLine(Level.WARNING, "缺席没有选原因。", "写说明", "W03", key="k")
    field.set_findings(
        [
            (("absent", 1, "reason"), line),
            (("signed",), FindingLine(Level.ERROR, "签到表 13 人，实到填了 12 人。", rule="W02")),
        ]
    )
    row = field.absence_at(1)
    assert row is field.absence("d")
    assert row is not None
    assert row.reason.property("state") == "warning"
    shown = row.findChild(FindingRow)
    assert shown is not None
    assert shown.action is not None
    shown.action.click()
    assert heard == ["k"]
    field.focus_at(("absent", 1, "reason"))
    assert row.reason.hasFocus()
    field.focus_at(("signed",))
    field.focus_at(())
    field.set_findings([])
    assert row.reason.property("state") is None


def test_fewer_people_stand_in_a_row_when_there_is_less_room(field: AttendanceField) -> None:
    press(tile(field, "b"), Qt.Key.Key_Space)
    assert tile(field, "e").y() == tile(field, "a").y()
    field.set_room(Room.NARROW)
    QApplication.processEvents()
    assert tile(field, "e").y() > tile(field, "a").y()
    for person in "acd":
        press(tile(field, person), Qt.Key.Key_Space)
    field.resize(300, 500)
    QApplication.processEvents()
    assert tile(field, "d").y() > tile(field, "a").y()


def test_a_new_roster_keeps_what_was_ticked(field: AttendanceField) -> None:
    press(tile(field, "b"), Qt.Key.Key_Space)
    field.set_people([*PEOPLE, Attendee("f", "新来的", "xld")])
    assert field.counts() == (5, 4, 1)
    assert field.absence_at(5) is None


def test_a_tile_says_who_and_whether(field: AttendanceField) -> None:
    before = tile(field, "c").accessibleName()
    press(tile(field, "c"), Qt.Key.Key_Space)
    assert before != tile(field, "c").accessibleName()
    assert before.startswith("王䶮 ")


def test_one_absence_does_not_cost_the_others_their_place_in_the_row(qtbot: QtBot, qapp: QApplication) -> None:
    use("zh_CN")
    dress(qapp, mode="light")
    people = [Attendee(str(number), "林志远", "lzy") for number in range(14)]
    field = AttendanceField(AttendanceLook(people, REASONS, date(2008, 4, 24), "到会"))
    qtbot.addWidget(field)
    field.resize(767, 400)
    field.show()
    QApplication.processEvents()
    assert tile(field, "6").y() == tile(field, "0").y()
    press(tile(field, "4"), Qt.Key.Key_Space)
    press(tile(field, "5"), Qt.Key.Key_Space)
    QApplication.processEvents()
    assert tile(field, "6").y() == tile(field, "0").y() < tile(field, "7").y()
    assert tile(field, "6").geometry().right() < field.width()
