"""Printing what is not public: a second question, and a version without names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.services import drafts
from gui.forms.standins import StandIns
from gui.pages.editor import EditorPage
from gui.widgets.finding import NoteLine
from gui.widgets.question import Question
from gui.widgets.text import Label
from tests.core.documents.test_pages import texts_of
from tests.core.services.test_preview import PETITION
from tests.gui.pages.opened import FAST, Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.vaults import SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def printing(house: Opened, record: str) -> tuple[EditorPage, list[bytes]]:
    """Open a record and press print."""
    page = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST)
    printed: list[bytes] = []
    page.print_requested.connect(lambda paper: printed.append(paper.pdf))
    house.show(page)
    page.recall({"record": record})
    house.until(lambda: page.form() is not None)
    house.settle()
    page.print_now()
    house.settle()
    return page, printed


def petition(house: Opened) -> str:
    return drafts.begin(house.vault, "petition", values=PETITION).id


def question_of(page: EditorPage) -> Question:
    question = page.actions_of().dialog
    assert isinstance(question, Question)
    return question


def text_of(pdf: bytes) -> str:
    return "".join(texts_of(pdf))


def test_an_ordinary_record_is_printed_without_a_question(house: Opened) -> None:
    page, printed = printing(house, house.enter_record("study_session", SESSION).id)
    assert page.actions_of().dialog is None
    assert len(printed) == 1


def test_a_forum_asks_only_where_somebody_left_a_telephone_number(house: Opened) -> None:
    opinions = [{**EXAMPLES["forum"]["opinions"][0]}]
    opinions[0].pop("contact", None)
    plain = drafts.begin(house.vault, "forum", values={**EXAMPLES["forum"], "opinions": opinions})
    page, printed = printing(house, plain.id)
    house.until(lambda: bool(printed))
    assert page.actions_of().dialog is None

    opinions[0]["contact"] = "蔡明朗 13812345678"
    left = drafts.begin(house.vault, "forum", values={**EXAMPLES["forum"], "opinions": opinions})
    page, printed = printing(house, left.id)
    house.until(lambda: page.actions_of().dialog is not None)
    assert printed == []


def test_a_petition_asks_first_and_says_what_the_public_version_hides(house: Opened) -> None:
    page, printed = printing(house, petition(house))
    question = question_of(page)
    assert printed == []
    (note,) = question.findChildren(NoteLine)
    told = [label.text() for label in note.findChildren(Label)]
    assert told == ["The public version hides: What they say, Name, Telephone."]


def test_the_safe_answer_prints_nothing(house: Opened) -> None:
    page, printed = printing(house, petition(house))
    question_of(page).buttons["no"].click()
    house.settle()
    assert printed == []


def test_the_usual_answer_is_the_public_version(house: Opened) -> None:
    page, printed = printing(house, petition(house))
    assert question_of(page).focusWidget() is question_of(page).buttons["public"]
    question_of(page).buttons["public"].click()
    house.settle()
    assert "蔡明" not in text_of(printed[0])
    assert "蔡某某" in text_of(printed[0])


def test_the_whole_is_printed_only_when_it_is_asked_for(house: Opened) -> None:
    page, printed = printing(house, petition(house))
    question_of(page).buttons["whole"].click()
    house.settle()
    assert "蔡明" in text_of(printed[0])


def test_a_notice_asks_whether_it_is_for_the_wall(house: Opened) -> None:
    page, printed = printing(house, drafts.begin(house.vault, "publication", values=EXAMPLES["publication"]).id)
    (note,) = question_of(page).findChildren(NoteLine)
    assert [label.text() for label in note.findChildren(Label)] == ["The sheet for the wall leaves out: Based on."]
    question_of(page).buttons["public"].click()
    house.settle()
    assert "公示内容" in text_of(printed[0])
    assert "经过" not in text_of(printed[0])


def test_a_character_without_a_font_is_asked_about_before_it_is_printed(house: Opened) -> None:
    record = house.enter_record("study_session", {**SESSION, "place": "\U00030ede面馆"})
    page, printed = printing(house, record.id)
    assert printed == []
    stand_ins = page.findChild(StandIns)
    assert isinstance(stand_ins, StandIns)
    question = stand_ins.question
    assert question is not None
    question.give("print")
    house.settle()
    assert len(printed) == 1
    assert b"TaizhangBox" in printed[0]
