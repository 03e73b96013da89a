"""What an inspection would see, over a real vault: facts in three columns, the way to each, the missing list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.campaign.reader import preset
from core.records.content import Record
from core.services import campaigns, drafts, records
from core.views.changes import Changes
from gui.messages import use
from gui.pages.inspection import InspectionPage
from gui.widgets.factlist import Fact
from gui.widgets.facts import FactColumn
from gui.widgets.theme import Room
from tests.gui.pages.opened import Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.typing import press
from tests.support.vaults import ITEM, SESSION

TITLE = str(ITEM["title"])


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        campaigns.take(made.vault, preset())
        yield made


def inspection(house: Opened, **how: Any) -> InspectionPage:
    """Show the page."""
    page = InspectionPage(house.vault, tasks=house.tasks, clock=house.clock)
    house.show(page, **how)
    house.settle()
    return page


def facts(column: FactColumn) -> dict[str, Fact]:
    """Return the rows of a column by their heading."""
    model = column.list.model()
    found = [column.list.fact(model.index(at, 0)) for at in range(model.rowCount())]
    return {fact.heading: fact for fact in found}


def test_a_quota_that_was_not_met_is_missing_with_the_notices_words(house: Opened) -> None:
    page = inspection(house)
    fact = facts(page.columns().missing)["学校动员会"]
    assert fact.line == "none yet"
    assert fact.quote.startswith("各学校要召开会议")
    assert fact.quoted_from == "Notice: 学校动员会"
    assert "夜学 · Sep" not in facts(page.columns().missing), "the month is not over"


def test_a_quota_that_is_met_agrees_and_its_records_too(house: Opened) -> None:
    for day in ("2008-09-17", "2008-09-18"):
        title = f"优先发展教育与办好村小之{day[-2:]}"
        house.enter_record("study_session", {**SESSION, "date": day, "title": title}, moves=("finish",))
    page = inspection(house)
    agreeing = facts(page.columns().agreeing)
    assert agreeing["夜学 · Sep"].line == "2 times, reached"


def test_what_was_done_after_its_deadline_is_done_and_said_to_be_late(house: Opened) -> None:
    house.enter_record("leading_group", EXAMPLES["leading_group"], moves=("finish",))
    for language, line in (
        ("en", "1 time, reached, 1 time after the deadline"),
        ("zh_CN", "1 次，已达到，其中 1 次晚于时限"),
    ):
        use(language)
        column = inspection(house).columns().agreeing
        model = column.list.model()
        told = [column.list.fact(model.index(at, 0)) for at in range(model.rowCount())]
        assert line in [fact.line for fact in told if fact.heading == "成立领导小组"]
    use("en")


def test_in_chinese_it_is_said_as_briefly(house: Opened) -> None:
    house.enter_record("leave", EXAMPLES["leave"], moves=("finish",))
    use("zh_CN")
    page = inspection(house)
    assert facts(page.columns().missing)["学校动员会"].line == "还没有"
    assert facts(page.columns().agreeing)["请假外出"].line == "1 件都能对上"
    use("en")


def overdue(house: Opened) -> Record:
    """Enter an item and let its deadline pass."""
    record = house.enter_record("rectification", ITEM, moves=("register",))
    house.clock.set(house.clock.now().replace(month=10))
    return record


def test_a_record_that_does_not_agree_leads_to_the_field(house: Opened) -> None:
    record = overdue(house)
    page = inspection(house)
    fact = facts(page.columns().differing)[TITLE]
    assert record.number in fact.line
    assert fact.line.endswith("E02")
    assert fact.chip is not None
    assert fact.chip.text == "Warning"
    heard: list[tuple[str, Any]] = []
    page.record_wanted.connect(lambda one, path: heard.append((one, path)))
    listed = page.columns().differing.list
    listed.setFocus()
    listed.setCurrentIndex(listed.model().index(0, 0))
    press(listed, Qt.Key.Key_Return)
    assert heard == [(record.id, ("deadline",))]


def test_a_quota_leads_to_the_list_of_its_records(house: Opened) -> None:
    page = inspection(house)
    heard: list[tuple[str, Any]] = []
    page.place_wanted.connect(lambda place, what: heard.append((place, what)))
    page.columns().opened.emit(facts(page.columns().missing)["学校动员会"].key)
    assert heard == [("study", {"kind": "study_session", "subtype": "mobilization"})]


def test_an_old_draft_is_told_and_opened(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session", values={"title": "写了一半就放下的一次"})
    house.clock.set(house.clock.now().replace(month=10))
    page = inspection(house)
    fact = facts(page.columns().missing)["写了一半就放下的一次"]
    assert fact.line == "Not touched for 30 days"
    heard: list[tuple[str, Any]] = []
    page.record_wanted.connect(lambda one, path: heard.append((one, path)))
    page.columns().opened.emit(fact.key)
    assert heard == [(begun.id, ())]


def test_of_a_petition_stand_kind_and_number_only(house: Opened) -> None:
    begun = drafts.begin(house.vault, "petition", values={**EXAMPLES["petition"], "type": "charge"})
    number = records.move(house.vault, begun.id, "register", revision=begun.revision).number
    house.clock.set(house.clock.now().replace(month=12))
    fact = facts(inspection(house).columns().differing)["Petition"]
    assert (fact.line, fact.chip.text if fact.chip else "") == (number, "Warning")


def test_a_sentence_for_a_warning_takes_it_off_while_one_looks(house: Opened) -> None:
    record = overdue(house)
    page = inspection(house)
    assert TITLE in facts(page.columns().differing)
    for finding in records.open_record(house.vault, record.id).findings:
        if finding.level == "W":
            now = records.read(house.vault, record.id)
            records.explain(house.vault, record.id, finding.mark, "村里的盖板还没有到货", revision=now.revision)
    page.refresh(Changes(records=frozenset({record.id}), kinds=frozenset({"rectification"})))
    house.settle()
    assert TITLE not in facts(page.columns().differing)


def test_the_missing_list_is_plain_text_that_can_be_copied(house: Opened) -> None:
    page = inspection(house)
    page.show_missing()
    dialog = page.dialog
    assert dialog is not None
    lines = dialog.text.toPlainText().splitlines()
    assert lines[0] == "List of what is not there"
    assert lines[1].startswith("云川县云岙镇中心小学")
    assert any(line.endswith("学校动员会: none yet") for line in lines)
    dialog.buttons["copy"].click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert dialog.isVisible(), "copying leaves it open"
    dialog.buttons["close"].click()
    assert page.dialog is None


def test_nothing_is_counted_against_anybody(house: Opened) -> None:
    overdue(house)
    page = inspection(house)
    columns = page.columns()
    for column in (columns.agreeing, columns.differing, columns.missing):
        for fact in facts(column).values():
            assert "%" not in fact.line
            assert "/" not in fact.line


def test_one_column_at_a_time_where_there_is_little_room(house: Opened) -> None:
    page = inspection(house, size=(599, 668), room=Room.NARROW)
    columns = page.columns()
    shown = [part for part in (columns.agreeing, columns.differing, columns.missing) if part.isVisible()]
    assert shown == [columns.agreeing]
    went: list[int] = []
    page.went_back.connect(lambda: went.append(1))
    press(page, Qt.Key.Key_Escape)
    assert went
