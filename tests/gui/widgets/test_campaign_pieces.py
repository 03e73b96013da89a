"""Rows of activities, why a rule asks, cards, and questions that grow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.activity import ActivityData, ActivityRow
from gui.widgets.fields import TextField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.why import WhyLink
from tests.support.typing import press

NIGHT = ActivityData(
    key="A11",
    icon="book_open",
    name="夜学",
    asks="建议 2 次/月",
    quote="局机关每月2次",
    note="2次/月是局机关定额",
    action="新建夜学",
    switchable=True,
)


def told(within: QWidget) -> list[str]:
    return [label.text() for label in within.findChildren(QLabel) if label.isVisible()]


def test_a_row_tells_every_press_with_its_key(qtbot: QtBot) -> None:
    row = ActivityRow(NIGHT)
    qtbot.addWidget(row)
    row.show()
    heard: list[object] = []
    row.acted.connect(heard.append)
    row.switched.connect(lambda key, on: heard.append((key, on)))
    assert row.button is not None
    assert row.switch is not None
    row.button.click()
    row.switch.click()
    assert heard == ["A11", ("A11", False)]


def test_the_notices_sentence_comes_with_its_note_and_goes_again(qtbot: QtBot) -> None:
    row = ActivityRow(NIGHT)
    qtbot.addWidget(row)
    row.show()
    assert row.quote_link is not None
    press(row.quote_link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: NIGHT.quote in told(row))
    assert NIGHT.note in told(row)
    press(row.quote_link, Qt.Key.Key_Space)
    assert NIGHT.quote not in told(row)


def test_what_is_switched_off_begins_nothing(qtbot: QtBot) -> None:
    row = ActivityRow(ActivityData(key="A21", icon="flag", name="破难项目", action="新建", on=False, switchable=True))
    qtbot.addWidget(row)
    assert row.button is None


def test_a_row_of_the_schools_own_can_be_changed_and_taken_away(qtbot: QtBot) -> None:
    row = ActivityRow(ActivityData(key="Z01", icon="flag", name="家访", editable=True))
    qtbot.addWidget(row)
    heard: list[str] = []
    row.edit_wanted.connect(lambda key: heard.append(f"edit {key}"))
    row.drop_wanted.connect(lambda key: heard.append(f"drop {key}"))
    for name in ("Change 家访", "Take away 家访"):
        next(one for one in row.findChildren(QWidget) if one.accessibleName() == name).click()  # type: ignore[attr-defined]
    assert heard == ["edit Z01", "drop Z01"]


def test_why_unfolds_below_its_row_and_says_what_to_do(qtbot: QtBot) -> None:
    row = FindingRow(FindingLine(Level.WARNING, "还没有附件", rule="W07", link="对照", why="检查要看", how="扫描一张"))
    qtbot.addWidget(row)
    row.show()
    heard: list[str] = []
    row.linked.connect(lambda _key: heard.append("link"))
    assert isinstance(row.why, WhyLink)
    assert row.link is not None
    row.link.click()
    assert heard == ["link"]
    assert "检查要看" not in told(row)
    row.why.click()
    assert {"检查要看", "What to do: 扫描一张"} <= set(told(row))
    assert row.why.accessibleName() == "Fold 还没有附件"


def test_a_finding_without_a_rule_behind_it_has_no_why(qtbot: QtBot) -> None:
    row = FindingRow(FindingLine(Level.ERROR, "没有这一天"))
    qtbot.addWidget(row)
    assert row.why is None


def tall(count: int) -> QWidget:
    body = QWidget()
    column = Column(body, spacing=6)
    for _ in range(count):
        column.addWidget(TextField())
    return body


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return a low window for questions to stand over."""
    made = QWidget()
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: QWidget, body: QWidget) -> Question:
    question = Question("问", "", [Reply("no", "取消", safe=True), Reply("yes", "好")], body=body, parent=window)
    question.ask(lambda _answer: None)
    return question


def test_a_short_body_takes_no_more_room_than_it_needs_and_grows_with_what_is_said(
    qtbot: QtBot, window: QWidget
) -> None:
    body = tall(3)
    column = body.layout()
    assert column is not None
    question = asked(window, body)
    before = question.height()
    assert before < asked(window, tall(40)).height() - 100
    for _ in range(2):
        column.addWidget(FindingRow(FindingLine(Level.ERROR, "还差")))
    qtbot.waitUntil(lambda: question.height() > before)


def test_an_answer_from_outside_ends_a_question_that_waits(window: QWidget) -> None:
    heard: list[str] = []
    question = Question("问", "", [Reply("no", "取消", safe=True), Reply("yes", "好")], parent=window)
    question.ask(heard.append, stay=lambda _answer: True)
    question.buttons["yes"].click()
    assert heard == []
    question.give("yes")
    assert heard == ["yes"]
