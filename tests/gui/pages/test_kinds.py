"""A page of many kinds: filtered by kind and group, begun from a menu, locked ones behind their own password."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.base.errors import SealClosed
from core.campaign.reader import load_campaign, preset
from core.records import catalogue
from core.records.catalogue import find_kind
from core.records.content import Record
from core.records.kind import Place
from core.services import campaigns, records, seals
from gui.messages import about, words
from gui.models.lines import ID_ROLE
from gui.pages.records import RecordsPage
from gui.widgets.buttons import Button
from gui.widgets.finding import FindingRow
from gui.widgets.rows import ROW_ROLE, RowData
from tests.gui.pages.opened import Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.typing import press, type_text
from tests.support.vaults import CHEAP

OWN = "另一个口令 2008"
READING = Path(__file__).parents[2] / "data" / "campaigns" / "reading-year.json"


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        campaigns.take(made.vault, preset())
        yield made


def enter(house: Opened, kind: str, *moves: str, **more: Any) -> Record:
    """Enter the example of a kind."""
    return house.enter_record(kind, {**EXAMPLES[kind], **more}, moves=moves)


def activities(house: Opened, place: Place = Place.ACTIVITIES) -> RecordsPage:
    """Show the page of activities."""
    page = RecordsPage(house.vault, place, tasks=house.tasks, clock=house.clock, typing=10)
    house.show(page)
    house.settle()
    return page


def rows(page: RecordsPage) -> dict[str, RowData]:
    """Return what the rows show, by record."""
    model = page.model()
    found = [model.index(at) for at in range(model.rowCount())]
    return {str(model.data(index, ID_ROLE)): model.data(index, ROW_ROLE) for index in found}


def wanted(page: RecordsPage) -> list[tuple[str, str, object]]:
    """Hear what is begun."""
    heard: list[tuple[str, str, object]] = []
    page.new_wanted.connect(lambda kind, subtype, like: heard.append((kind, subtype, like)))
    return heard


def said(widget: QWidget) -> str:
    """Return everything a page says."""
    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(label.accessibleName() or label.text() for label in labels)


def choose(page: RecordsPage, record: str) -> None:
    page.listed().setCurrentIndex(page.model().at(record))


# --- the list ----------------------------------------------------------------------------------------


def test_rows_of_several_kinds_say_which_they_are(house: Opened) -> None:
    task = enter(house, "task", "add")
    leave = enter(house, "leave", "finish")
    page = activities(house)
    shown = rows(page)
    assert shown[task.id].line.startswith("Task · ")
    assert shown[leave.id].line.startswith("Leave · ")
    assert shown[task.id].icon != shown[leave.id].icon


def test_a_page_of_one_kind_says_nothing_of_it(house: Opened) -> None:
    page = activities(house, Place.STUDY)
    assert page.filters().kind.isHidden()
    heard = wanted(page)
    page.new_record()
    assert heard == [("study_session", "", None)]


def test_what_goes_by_its_month_reads_as_month_and_kind(house: Opened) -> None:
    record = enter(house, "dispute_month")
    page = activities(house)
    assert rows(page)[record.id].heading == "Monthly return of disputes, Sep 2008"
    assert not rows(page)[record.id].line, "numbers without words say nothing"


def test_a_kind_or_a_whole_group_is_filtered_for(house: Opened) -> None:
    task, leave = enter(house, "task", "add"), enter(house, "leave", "finish")
    council = enter(house, "council_meeting")
    page = activities(house)
    kind = page.filters().kind
    kind.set_value("kind:task")
    kind.edited.emit()
    assert set(rows(page)) == {task.id}
    kind.set_value("group:daily")
    kind.edited.emit()
    assert set(rows(page)) == {task.id, leave.id}
    kind.set_value("group:meetings")
    kind.edited.emit()
    assert set(rows(page)) == {council.id}
    page.clear_filters()
    assert len(rows(page)) == 3


def test_the_types_are_those_of_the_kind_that_is_filtered_for(house: Opened) -> None:
    staff = enter(house, "council_meeting", subtype="council")
    enter(house, "council_meeting", subtype="party", date="2008-09-15")
    page = activities(house)
    filters = page.filters()
    assert filters.subtype.isHidden()
    filters.kind.set_value("kind:council_meeting")
    filters.kind.edited.emit()
    assert not filters.subtype.isHidden()
    filters.subtype.set_value("council")
    filters.subtype.edited.emit()
    assert set(rows(page)) == {staff.id}
    filters.kind.set_value("")
    filters.kind.edited.emit()
    assert filters.subtype.value() == "", "a type nobody offers any more is not filtered for"
    assert len(rows(page)) == 2


def test_one_word_stands_once_for_the_states_of_all_kinds(house: Opened) -> None:
    drafts = {enter(house, "task").id, enter(house, "leave", "finish", title="县里的会").id}
    open_draft = enter(house, "council_meeting")
    page = activities(house)
    state = page.filters().state
    offered = [state.itemText(at) for at in range(state.count())]
    assert offered.count("Draft") == 1
    assert "Mediating" not in offered, "only what stands in the list"
    state.set_value("草稿")
    state.edited.emit()
    assert open_draft.id in rows(page)
    assert len(rows(page)) == 2
    assert not drafts <= set(rows(page))


def test_the_search_goes_over_all_kinds(house: Opened) -> None:
    task = enter(house, "task", title="核对看护办法的名单")
    leave = enter(house, "leave", title="看护培训")
    enter(house, "council_meeting")
    page = activities(house)
    assert page.seek()
    type_text(page.filters().line, "看护")
    house.until(lambda: set(rows(page)) == {task.id, leave.id})
    press(page.filters().line, Qt.Key.Key_Escape)
    assert len(rows(page)) == 3


def test_memory_brings_back_kind_and_state(house: Opened) -> None:
    task = enter(house, "task", "add")
    enter(house, "leave", "finish")
    page = activities(house)
    page.filters().kind.set_value("kind:task")
    page.filters().kind.edited.emit()
    page.filters().state.set_value("待办")
    page.filters().state.edited.emit()
    memory = page.memory()
    again = activities(house)
    again.recall(memory)
    again.enter()
    house.settle()
    assert set(rows(again)) == {task.id}
    assert again.filters().state.value() == "待办"


def test_another_page_may_ask_for_the_records_of_a_kind(house: Opened) -> None:
    council = enter(house, "council_meeting", subtype="council")
    enter(house, "task", "add")
    page = activities(house)
    page.recall({"kind": "council_meeting", "subtype": "council"})
    page.enter()
    house.settle()
    assert set(rows(page)) == {council.id}


# --- beginning ---------------------------------------------------------------------------------------


def test_the_key_for_new_opens_the_menu_and_enter_begins_what_was_narrowed_to(house: Opened) -> None:
    page = activities(house)
    heard = wanted(page)
    press(page.listed(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    house.until(lambda: page.menu().isVisible())
    assert page.menu().line.hasFocus()
    type_text(page.menu().line, "xfdj")
    press(page.menu().line, Qt.Key.Key_Return)
    assert heard == [("petition", "", None)]
    assert not page.menu().isVisible()


def test_the_menu_names_the_activity_that_asks_and_what_is_switched_off_comes_last(house: Opened) -> None:
    page = activities(house)
    page.new_record()
    entries = {entry.key: entry for entry in page.menu().list.entries()}
    assert entries["petition"].line == "信访苗头与来访处理"
    assert entries["pledge"].line == "Switched off for this school"
    people = [key for key in entries if key in {"petition", "info_report", "dispute_month", "pledge", "suggestion"}]
    assert people == ["info_report", "petition", "dispute_month", "pledge", "suggestion"]
    page.menu().close_menu()


def test_the_filter_for_a_type_is_taken_over_into_what_is_begun(house: Opened) -> None:
    page = activities(house)
    filters = page.filters()
    filters.kind.set_value("kind:council_meeting")
    filters.kind.edited.emit()
    filters.subtype.set_value("council")
    filters.subtype.edited.emit()
    heard = wanted(page)
    page.menu().chosen.emit("council_meeting")
    page.menu().chosen.emit("task")
    assert heard == [("council_meeting", "council", None), ("task", "", None)]


def test_like_last_time_copies_the_chosen_record(house: Opened) -> None:
    enter(house, "leave", "finish")
    task = enter(house, "task", "add")
    page = activities(house)
    choose(page, task.id)
    house.settle()
    heard = wanted(page)
    press(page.listed(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert heard == [("task", "", task.id)]


def test_like_last_time_with_nothing_there_asks_what(house: Opened) -> None:
    page = activities(house)
    page.new_like_last()
    assert page.menu().isVisible()
    page.menu().close_menu()


def test_a_kind_that_a_campaign_brings_joins_its_page(house: Opened) -> None:
    page = activities(house, Place.STUDY)
    assert page._new.accessibleName() == "New: Study session"
    campaigns.take(house.vault, load_campaign(READING))
    (brought,) = [kind for kind in catalogue.kinds().values() if kind.key not in catalogue.built_in()]
    catalogue.bring([replace(brought, place=Place.STUDY)])
    page.enter()
    house.settle()
    assert page._new.accessibleName() == "New record"
    page.new_record()
    assert brought.key in {entry.key for entry in page.menu().list.entries()}
    page.menu().close_menu()
    offered = [page.filters().kind.itemData(at) for at in range(page.filters().kind.count())]
    assert f"kind:{brought.key}" in offered
    catalogue.bring(())


# --- what is locked away -----------------------------------------------------------------------------


@pytest.fixture
def locked(house: Opened) -> str:
    """A criticism meeting that was written and locked away."""
    seals.choose(house.vault, OWN, cost=CHEAP)
    record = house.enter_record("criticism_meeting", EXAMPLES["criticism_meeting"])
    seals.lock(house.vault)
    return record.id


def test_a_locked_record_shows_its_kind_and_its_day(house: Opened, locked: str) -> None:
    page = activities(house)
    row = rows(page)[locked]
    assert (row.heading, row.line) == ("Criticism meeting", "")
    assert row.day


def test_choosing_a_locked_record_says_so_and_the_password_shows_it(house: Opened, locked: str) -> None:
    page = activities(house)
    choose(page, locked)
    house.settle()
    assert about(SealClosed()).what in said(page.pane())
    asked: list[Any] = []
    page.seal_wanted.connect(lambda then, otherwise: asked.append(then))
    (row,) = [row for row in page.pane().findChildren(FindingRow) if row.isVisible()]
    row.acted.emit("")
    assert len(asked) == 1
    seals.unlock(house.vault, OWN)
    asked[0]()
    house.settle()
    view = page.pane().view()
    assert view is not None
    assert view.record.id == locked
    assert EXAMPLES["criticism_meeting"]["title"] in said(page.pane())


def test_enter_on_a_locked_record_asks_for_the_password(house: Opened, locked: str) -> None:
    page = activities(house)
    choose(page, locked)
    house.settle()
    asked: list[Any] = []
    page.seal_wanted.connect(lambda then, otherwise: asked.append(then))
    page.listed().setFocus()
    press(page.listed(), Qt.Key.Key_Return)
    assert len(asked) == 1


# --- next steps --------------------------------------------------------------------------------------


def buttons(page: RecordsPage) -> dict[str, Button]:
    """Return what stands below the record, by its words."""
    return {button.accessibleName(): button for button in page.pane()._foot.findChildren(Button) if button.isVisible()}


def test_a_task_is_ticked_off_from_where_it_is_read(house: Opened) -> None:
    task = enter(house, "task", "add")
    page = activities(house)
    done = buttons(page)["Done"]
    assert done.property("kind") == "primary"
    done.click()
    house.settle()
    dialog = page._actions.dialog
    assert dialog is not None
    dialog.buttons["yes"].click()
    house.until(lambda: records.read(house.vault, task.id).state == "done")
    house.settle()
    assert records.read(house.vault, task.id).values["done_on"] == "2008-09-19", "today, unless one says otherwise"


def test_the_step_that_leads_on_is_blue_and_change_goes_into_the_menu(house: Opened) -> None:
    enter(house, "dispute", "register")
    page = activities(house)
    (main,) = [name for name, button in buttons(page).items() if button.property("kind") == "primary"]
    assert main == words(find_kind("dispute").workflow.move("mediate").words)
    view = page.pane().view()
    assert view is not None
    rare = {move.key for move in page.pane()._rare(view)}
    assert rare == {"escalate", "revise", "void"}
    assert not any("Change" in name for name in buttons(page))


def test_a_finished_record_without_a_next_step_offers_change_as_a_button(house: Opened) -> None:
    enter(house, "council_meeting", "finish")
    page = activities(house)
    assert any("Change" in name for name in buttons(page))
    assert not [name for name, button in buttons(page).items() if button.property("kind") == "primary"]


def test_a_draft_is_finished_in_its_form(house: Opened) -> None:
    enter(house, "task")
    page = activities(house)
    assert buttons(page)["Go on writing"].property("kind") == "primary"
    assert "Put on the list" not in buttons(page)


def test_nothing_is_focused_that_cannot_be_seen(house: Opened) -> None:
    enter(house, "task", "add")
    page = activities(house)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
