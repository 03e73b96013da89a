"""What a move still lacks is said where it can be mended: at its field, or under the answer that was wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.services import records
from gui.forms.moves import Asking
from gui.pages.editor import EditorPage
from gui.widgets.finding import FindingRow
from gui.widgets.question import Question
from tests.gui.pages.opened import FAST, Opened, opened
from tests.gui.pages.test_links import Desk, read
from tests.support.vaults import FORUM


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def pledge(house: Opened) -> str:
    """Return a pledge that is under way and has no progress yet."""
    values = {
        "title": "每个教室装一台饮水机",
        "date": "2008-09-15",
        "content": "十月底以前给六个教室各装一台饮水机，接自来水和过滤器，由总务处管。",
        "target": "六台",
        "lead_leader": "p01",
        "department": "总务处",
        "deadline": "2008-10-31",
        "publication_scope": "parents",
    }
    record = house.enter_record("pledge", values, moves=("pledge",))
    answers = {"on": "2008-09-16", "by": "p03"}
    records.move(house.vault, record.id, "start", answers=answers, revision=record.revision)
    return record.id


def told(within: Any) -> list[str]:
    return [row.line.text for row in within.findChildren(FindingRow) if row.isVisible()]


def edit(house: Opened, record: str) -> EditorPage:
    page = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST)
    house.show(page)
    page.recall({"record": record})
    house.until(lambda: page.form() is not None)
    house.settle()
    return page


def test_a_field_that_must_say_something_is_said_before_anything_is_asked(house: Opened) -> None:
    record = pledge(house)
    desk = read(house, record)
    desk.pane._make("complete")
    house.settle()
    assert desk.acts.dialog is None
    assert any("Progress" in text for text in told(desk.pane))


def test_from_there_the_field_opens(house: Opened) -> None:
    desk = read(house, pledge(house))
    desk.pane._make("complete")
    house.settle()
    row = next(row for row in desk.pane.findChildren(FindingRow) if row.line.rule == "W01")
    assert row.action is not None
    row.action.click()
    assert [(place, tuple(path)) for place, path in desk.opened] == [(desk.pane.shown_id(), ("progress",))]


def test_in_the_form_it_stands_at_the_field_with_the_cursor_there(house: Opened) -> None:
    page = edit(house, pledge(house))
    page.make_move("complete")
    house.settle()
    form = page.form()
    assert form is not None
    assert page.actions_of().dialog is None
    assert any(said.path == ("progress",) and said.rule == "W01" for said in form.findings())


def test_once_it_says_something_the_step_is_asked(house: Opened) -> None:
    record = pledge(house)
    now = records.read(house.vault, record)
    answers = {"on": "2008-09-17", "by": "p03", "note": "六个教室都量了尺寸，饮水机已经订了货。"}
    records.move(house.vault, record, "report", answers=answers, revision=now.revision)
    page = edit(house, record)
    page.make_move("complete")
    house.settle()
    assert isinstance(page.actions_of().dialog, Question)


def answered(desk: Desk, day: str) -> Asking:
    """Fill in the question of the step "answer" and send it off."""
    question = desk.acts.dialog
    assert isinstance(question, Question)
    asking = question.findChild(Asking)
    assert asking is not None
    assert asking.choice is not None
    rows = asking.choice
    rows.set_value(rows._names[0])
    asking.editors["answered_on"].set_value(day)
    asking.editors["answer_way"].set_value("phone")
    asking.editors["by"].set_value("p01")
    question.buttons["yes"].click()
    return asking


def test_an_answer_that_can_not_be_right_is_asked_again_with_what_was_typed(house: Opened) -> None:
    record = house.enter_record("forum", FORUM, moves=("finish",)).id
    desk = read(house, record)
    desk.pane._make("answer")
    answered(desk, "2008-09-25")
    house.settle()
    question = desk.acts.dialog
    assert isinstance(question, Question)
    again = question.findChild(Asking)
    assert again is not None
    assert len(again.said()) == 1
    assert again.answers()["answer_way"] == "phone"
    answered(desk, "2008-09-19")
    house.settle()
    kept = records.read(house.vault, record).values["opinions"]
    assert kept[0]["answered_on"] == "2008-09-19"


def test_opinions_without_an_answer_are_named_one_by_one_when_the_forum_is_closed(house: Opened) -> None:
    record = house.enter_record("forum", FORUM, moves=("finish",)).id
    desk = read(house, record)
    desk.pane._move_with("close", {})
    house.settle()
    assert desk.acts.dialog is None, "no answer could mend it, so nothing is asked"
    assert sum(row.line.rule == "E11" for row in desk.pane.findChildren(FindingRow) if row.isVisible()) >= 2
