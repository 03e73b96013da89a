"""A copied text laid beside its original, and why a rule asks: from the form and from the list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.services import drafts
from gui.forms.findings import FindingEntry
from gui.messages import rule_words
from gui.pages.editor import EditorPage
from gui.widgets.comparison import Comparison
from gui.widgets.finding import FindingRow
from gui.widgets.question import Question
from tests.gui.pages.opened import FAST, Opened, opened
from tests.support.typing import press, type_text
from tests.support.vaults import DIARY, SESSION

OLD = {**DIARY, "date": "2008-09-15"}


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def copied(house: Opened) -> tuple[EditorPage, str]:
    """Open a diary that says what an older, finished one says."""
    old = house.enter_record("research_diary", OLD, moves=("finish",))
    new = house.enter_record("research_diary", DIARY)
    return edit(house, new.id), old.id


def edit(house: Opened, record: str) -> EditorPage:
    page = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST)
    house.show(page)
    page.recall({"record": record})
    house.until(lambda: page.form() is not None)
    house.settle()
    return page


def row_of(within: QWidget, rule: str) -> FindingRow:
    return next(row for row in within.findChildren(FindingRow) if row.line.rule == rule and row.isVisible())


def question_of(page: EditorPage) -> Question:
    question = page.actions_of().dialog
    assert isinstance(question, Question)
    return question


def test_a_copied_text_is_laid_beside_the_one_it_is_like(house: Opened) -> None:
    page, _old = copied(house)
    link = row_of(page, "C01").link
    assert link is not None
    link.click()
    house.settle()
    comparison = question_of(page).findChild(Comparison)
    assert comparison is not None
    left, right = comparison.texts
    assert left.toPlainText() == right.toPlainText() == DIARY["facts"]
    assert right.accessibleName().startswith("DY-2008-001 村小放学后学生看护")
    assert "15 Sep 2008" in right.accessibleName()


def test_from_there_the_other_record_opens_at_its_text(house: Opened) -> None:
    page, old = copied(house)
    wanted: list[tuple[str, Any]] = []
    page.record_wanted.connect(lambda record, path: wanted.append((record, tuple(path))))
    link = row_of(page, "C01").link
    assert link is not None
    link.click()
    house.settle()
    question_of(page).buttons["other"].click()
    assert wanted == [(old, ("facts",))]


def test_what_was_just_typed_is_compared(house: Opened) -> None:
    page, _old = copied(house)
    form = page.form()
    assert form is not None
    form.editor("facts").set_value(f"{DIARY['facts']}又加了一句自己的话。")
    form.editor("facts").changed.emit()
    link = row_of(page, "C01").link
    assert link is not None
    link.click()
    house.settle()
    comparison = question_of(page).findChild(Comparison)
    assert comparison is not None
    assert comparison.texts[0].toPlainText().endswith("又加了一句自己的话。")


def test_two_speeches_of_one_session_are_compared_without_a_way_elsewhere(house: Opened) -> None:
    said = "建议留一间教室开到五点半，放学后有人看护，由轮值的老师登记每个孩子几点走、谁来接。"
    talk = [{"speaker": "p04", "text": said}, {"speaker": "p03", "text": said}]
    page = edit(house, house.enter_record("study_session", {**SESSION, "discussion": talk}).id)
    link = row_of(page, "C02").link
    assert link is not None
    link.click()
    house.settle()
    assert list(question_of(page).buttons) == ["close"]


def test_another_record_in_two_places_at_once_is_opened(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "title": "同一晚的另一次学习"}, moves=())
    page = edit(house, house.enter_record("study_session", {**SESSION, "place": "图书室"}).id)
    wanted: list[str] = []
    page.record_wanted.connect(lambda record, _path: wanted.append(record))
    link = row_of(page, "T02").link
    assert link is not None
    assert link.text() == "See that record"
    link.click()
    house.settle()
    assert len(wanted) == 1


# --- why ---------------------------------------------------------------------------------------------


def test_every_finding_says_why_it_asks_and_how_to_mend_it(house: Opened) -> None:
    page, _old = copied(house)
    row = row_of(page, "C01")
    assert row.why is not None
    assert row.why.words.isHidden()
    row.why.setFocus()
    press(row.why, Qt.Key.Key_Space)
    assert row.why.words.isVisible()
    told = rule_words("C01")
    assert told.why in spoken(row.why.words)
    assert any(told.how in text for text in spoken(row.why.words))
    press(row.why, Qt.Key.Key_Space)
    assert row.why.words.isHidden()


def spoken(within: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in within.findChildren(QLabel)]


def test_what_was_unfolded_stays_so_when_the_finding_is_said_anew(house: Opened) -> None:
    page, _old = copied(house)
    entry = next(entry for entry in page.findChildren(FindingEntry) if entry.said.rule == "C01")
    why = row_of(entry, "C01").why
    assert why is not None
    why.click()
    form = page.form()
    assert form is not None
    form.explained.emit(entry.said.key, "两天看到的情况一样，照实记的")
    house.settle()
    again = row_of(entry, "C01").why
    assert again is not None
    assert again.words.isVisible()


def test_what_the_form_itself_finds_has_no_rule_behind_it(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session")
    page = edit(house, begun.id)
    form = page.form()
    assert form is not None
    line: Any = form.editor("date").entry(("date",))
    line.setFocus()
    line.selectAll()
    type_text(line, "2008-13-45")
    form.editor("title").entry(("title",)).setFocus()
    house.settle()
    own = [entry for entry in page.findChildren(FindingEntry) if entry.said.own]
    assert own
    assert all(row.why is None for entry in own for row in entry.findChildren(FindingRow))
