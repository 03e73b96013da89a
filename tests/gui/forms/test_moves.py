"""The question before a move: which row it is about, what it asks, what is known already, what was wrong."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.records.catalogue import find_kind
from core.records.content import Person
from gui.forms.context import FormContext
from gui.forms.moves import Asked, Asking, ask_move
from gui.pages.linkwords import opinion_chip
from gui.widgets.rows import ROW_ROLE
from tests.support.vaults import FORUM, PEOPLE

TODAY = date(2008, 9, 19)
KIND = find_kind("forum")
ANSWER = KIND.workflow.move("answer")
CLOSE = KIND.workflow.move("close")
ROWS: Any = FORUM["opinions"]
OPINIONS = [{"row": f"r{at}", **row} for at, row in enumerate(ROWS, 1)]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def context() -> FormContext:
    people: dict[str, Person] = {person.id: person for person in PEOPLE}
    return FormContext(today=TODAY, people=people)


def asking(
    qtbot: QtBot, move: Any = ANSWER, *, rows: Any = None, given: Any = None, said: dict[str, str] | None = None
) -> Asking:
    values = {**FORUM, "opinions": OPINIONS if rows is None else rows}
    asked = Asked(heading="放学后看护怎么办", kind=KIND, values=values, given=given or {}, said=said or {})
    made = Asking(move, context(), asked)
    qtbot.addWidget(made)
    made.show()
    return made


def words_of(body: Asking) -> list[str]:
    assert body.choice is not None
    model = body.choice.model()
    return [model.index(at, 0).data(ROW_ROLE).heading for at in range(model.rowCount())]


def test_a_move_on_a_row_asks_first_which_one_by_its_words(qtbot: QtBot) -> None:
    body = asking(qtbot)
    assert words_of(body) == [f"{at}　{row['content']}" for at, row in enumerate(OPINIONS, 1)]
    assert body.lacks()
    assert "Choose one of them." in body.said()
    assert body.choice is not None
    body.choice.set_value("r2")
    assert body.answers()["row"] == "r2"


def test_a_row_that_was_answered_stands_last_and_can_not_be_chosen(qtbot: QtBot) -> None:
    rows = [{**OPINIONS[0], "answered_on": "2008-09-18"}, OPINIONS[1]]
    body = asking(qtbot, rows=rows)
    assert words_of(body) == [f"2　{OPINIONS[1]['content']}", f"1　{OPINIONS[0]['content']}"]
    assert body.choice is not None
    assert body.choice.value() == "r2", "the only one left is chosen"
    body.choice.set_value("r1")
    assert body.choice.value() == ""
    assert not body.choice.model().index(1, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    (chip,) = body.choice.model().index(1, 0).data(ROW_ROLE).chips
    assert chip.text == opinion_chip("answered").text, "in the words of the page behind"


def test_when_all_are_answered_it_says_so(qtbot: QtBot) -> None:
    body = asking(qtbot, rows=[{**row, "answered_on": "2008-09-18"} for row in OPINIONS])
    assert body.lacks()
    assert "All of them were dealt with already." in body.said()


def test_a_private_column_is_not_read_out_in_the_choice(qtbot: QtBot) -> None:
    body = asking(qtbot, rows=[{**OPINIONS[0], "contact": "0577-64700000"}])
    assert body.choice is not None
    assert "64700000" not in body.choice.model().index(0, 0).data(ROW_ROLE).says()


def test_the_day_a_move_names_is_today(qtbot: QtBot) -> None:
    assert asking(qtbot).answers()["answered_on"] == "2008-09-19"
    assert asking(qtbot, CLOSE).answers()["closed_on"] == "2008-09-19"


def test_what_is_known_already_stands_there(qtbot: QtBot) -> None:
    body = asking(qtbot, given={"row": "r1", "answer_way": "phone", "reply": "九月底前排出轮值表"})
    answers = body.answers()
    assert (answers["row"], answers["answer_way"]) == ("r1", "phone")
    assert answers["note"] == "九月底前排出轮值表", "nobody asks for the reply, so it is offered as the note"


def test_what_is_missing_is_said_under_its_field(qtbot: QtBot) -> None:
    body = asking(qtbot, given={"row": "r1"})
    assert body.lacks()
    assert body.said() == ["Still missing: How.", "Still missing: Answered by."]
    body.editors["answer_way"].set_value("phone")
    body.editors["by"].set_value("p01")
    assert not body.lacks()
    assert body.said() == []


def test_what_was_wrong_with_an_answer_is_said_when_it_is_asked_again(qtbot: QtBot) -> None:
    body = asking(qtbot, CLOSE, given={"closed_on": "2008-10-01"}, said={"closed_on": "The day lies ahead."})
    assert body.said() == ["The day lies ahead."]
    assert body.answers()["closed_on"] == "2008-10-01"


def test_the_question_stays_until_a_row_is_chosen_and_hands_it_on(qtbot: QtBot, window: QWidget) -> None:
    told: list[dict[str, Any]] = []
    values = {**FORUM, "opinions": OPINIONS}
    question = ask_move(
        ANSWER, context(), Asked(heading="看护", kind=KIND, values=values), then=told.append, parent=window
    )
    assert question is not None
    body = question.findChild(Asking)
    assert body is not None
    question.buttons["yes"].click()
    assert question.isVisible()
    assert body.choice is not None
    assert question.focusWidget() is body.choice
    body.choice.set_value("r1")
    body.editors["answer_way"].set_value("person")
    body.editors["by"].set_value("p01")
    question.buttons["yes"].click()
    assert told == [{"row": "r1", "answered_on": "2008-09-19", "answer_way": "person", "by": "p01"}]


def test_a_move_that_asks_nothing_goes_on_at_once(window: QWidget) -> None:
    told: list[dict[str, Any]] = []
    settle = KIND.workflow.move("settle")
    assert ask_move(settle, context(), Asked(heading="", kind=KIND, values={}), then=told.append, parent=window) is None
    assert told == [{}]
