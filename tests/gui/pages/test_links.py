"""去向 beside a record: what its rows became, what they may become, and the answers that come of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.checks.opinions import OpinionState
from core.services import drafts, links, records
from core.views.changes import Changes
from gui.forms.moves import Asking
from gui.models.plainrows import KEY_ROLE
from gui.pages.actions import RecordActions
from gui.pages.editor import EditorPage
from gui.pages.linkwords import OPINIONS
from gui.pages.page import Page
from gui.pages.readpane import ReadPane
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.finding import FindingRow
from gui.widgets.question import Question
from gui.widgets.space import Column
from gui.widgets.text import Label
from tests.gui.pages.opened import FAST, Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.vaults import FORUM, ITEM, SESSION

TWO = [
    {"text": "发放留校需求调查表", "owner": "p03", "due": "2008-09-30"},
    {"text": "更换教室的灯管五根", "owner": "p04", "due": "2008-09-25"},
]


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


class Desk(Page):
    """A page that holds one pane, as the lists do."""

    def __init__(self, house: Opened) -> None:
        super().__init__()
        self.acts = RecordActions(house.vault, tasks=house.tasks, clock=house.clock, parent=self)
        self.pane = ReadPane(house.vault, tasks=house.tasks, clock=house.clock, actions=self.acts)
        self.pane.record_wanted.connect(self.record_wanted)
        self.opened: list[tuple[str, Any]] = []
        self.heard: list[Changes] = []
        self.record_wanted.connect(lambda record, path: self.opened.append((record, path)))
        self.acts.changed.connect(self.heard.append)
        self.acts.moved.connect(lambda _move, _view: self.pane.again())
        Column(self).addWidget(self.pane)


def read(house: Opened, record: str) -> Desk:
    """Show a record in its pane."""
    desk = Desk(house)
    house.show(desk)
    desk.pane.show_record(record)
    house.settle()
    return desk


def button(within: QWidget, name: str) -> Button:
    """Return a button by its accessible name."""
    return next(one for one in within.findChildren(Button) if one.accessibleName() == name and one.isVisible())


def names(within: QWidget) -> list[str]:
    """Return the accessible names of all buttons to be seen."""
    return [one.accessibleName() for one in within.findChildren(Button) if one.isVisible()]


def chips(within: QWidget) -> list[str]:
    return [chip.text() for chip in within.findChildren(Chip) if chip.isVisible()]


def session(house: Opened, **more: Any) -> str:
    return house.enter_record("study_session", {**SESSION, "resolutions": TWO, **more}, moves=("finish",)).id


def forum(house: Opened) -> str:
    return house.enter_record("forum", FORUM, moves=("finish",)).id


def row_of(house: Opened, record: str, at: int) -> str:
    return str(records.read(house.vault, record).values["opinions"][at]["row"])


def test_a_resolution_becomes_a_task_that_opens_at_once(house: Opened) -> None:
    desk = read(house, session(house))
    button(desk.pane, "Make a task 发放留校需求调查表").click()
    house.settle()
    ((new, _path),) = desk.opened
    task = records.read(house.vault, new)
    assert (task.kind, task.values["title"], task.values["due"]) == ("task", TWO[0]["text"], "2008-09-30")
    assert "task" in desk.heard[-1].kinds


def test_a_deadline_that_has_passed_is_left_to_be_set_anew(house: Opened) -> None:
    record = session(house, resolutions=[{**TWO[0], "due": "2008-07-03"}])
    task = links.grow(house.vault, record, "resolutions_task", row=first_row(house, record))
    assert (task.values["title"], task.values.get("due")) == (TWO[0]["text"], None)


def test_what_it_became_stands_beside_the_row_and_opens(house: Opened) -> None:
    record = session(house)
    grown = links.grow(house.vault, record, "resolutions_task", row=first_row(house, record))
    desk = read(house, record)
    button(desk.pane, TWO[0]["text"]).click()
    assert desk.opened == [(grown.id, ())]
    assert "Draft" in chips(desk.pane.links())
    assert "Make a task 发放留校需求调查表" not in names(desk.pane)


def first_row(house: Opened, record: str) -> str:
    return str(records.read(house.vault, record).values["resolutions"][0]["row"])


def test_all_resolutions_become_tasks_in_one_step(house: Opened) -> None:
    record = session(house)
    desk = read(house, record)
    button(desk.pane, "All: Make a task").click()
    house.settle()
    assert len(records.listing(house.vault, "task")) == 2
    assert "2 drafts were begun; they wait on their list." in told(desk.pane)
    assert "All: Make a task" not in names(desk.pane)
    assert desk.opened == []


def told(within: QWidget) -> list[str]:
    return [row.line.text for row in within.findChildren(FindingRow) if row.isVisible()]


def test_a_line_for_the_months_report_says_where_it_went_and_leads_there(house: Opened) -> None:
    rows: Any = FORUM["opinions"]
    upward = {**FORUM, "opinions": [{**rows[0], "handling": "upward"}]}
    desk = read(house, house.enter_record("forum", upward, moves=("finish",)).id)
    button(desk.pane, f"Into this month's requests {opinion(0)}").click()
    house.settle()
    (report,) = records.listing(house.vault, "progress_report")
    (said,) = told(desk.pane.links())
    assert "2008年9月" in said
    assert "Requests" in said
    button(desk.pane, f"Open {said}").click()
    assert desk.opened == [(report.id, ("asks",))]
    assert records.read(house.vault, report.id).values["asks"][0]["text"] == opinion(0)


def opinion(at: int) -> str:
    rows: Any = FORUM["opinions"]
    return str(rows[at]["content"])


def test_a_row_is_tied_to_a_record_there_is_found_by_its_heading(house: Opened) -> None:
    record = forum(house)
    other = session(house, title="放学后看护轮值表")
    desk = read(house, record)
    button(desk.pane, f"Link to one there is… {opinion(0)}").click()
    house.settle()
    question = desk.pane.links().question
    assert question is not None
    question.buttons["yes"].click()
    assert question.isVisible(), "nothing is chosen yet"
    question.body.field.setText("轮值")
    question.body.field.edited.emit()
    question.buttons["yes"].click()
    house.settle()
    number = records.read(house.vault, other).number
    assert f"{number} 放学后看护轮值表" in names(desk.pane)
    back = read(house, other)
    assert any(name.endswith(FORUM["title"]) for name in names(back.pane.links()))  # type: ignore[arg-type]


def test_what_a_row_could_become_is_offered_first_and_leave_never(house: Opened) -> None:
    record = forum(house)
    house.enter_record("leave", EXAMPLES["leave"], moves=("finish",))
    later = session(house, title="放学后看护轮值表")
    item = house.enter_record("rectification", ITEM, moves=("register",)).id
    void = house.enter_record("rectification", ITEM, moves=("register",))
    records.move(house.vault, void.id, "void", answers={"reason": "重复录入了"}, revision=void.revision)
    desk = read(house, record)
    button(desk.pane, f"Link to one there is… {opinion(0)}").click()
    house.settle()
    question = desk.pane.links().question
    assert question is not None
    offered = [question.body.list.model().index(at, 0) for at in range(question.body.list.model().rowCount())]
    assert [index.data(KEY_ROLE) for index in offered] == [
        records.read(house.vault, one).number for one in (item, later)
    ]
    question.buttons["no"].click()


def test_a_draft_grows_nothing_but_says_where_it_came_from(house: Opened) -> None:
    record = session(house)
    task = links.grow(house.vault, record, "resolutions_task", row=first_row(house, record))
    desk = read(house, task.id)
    assert "Came from" in [label.text() for label in desk.pane.links().findChildren(Label)]
    assert not any("Link to one" in name for name in names(desk.pane))


def test_a_record_without_links_shows_no_empty_section(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session")
    desk = read(house, begun.id)
    assert desk.pane.links().isHidden()


# --- opinions ----------------------------------------------------------------------------------------


def test_every_state_of_an_opinion_has_its_words() -> None:
    assert set(OPINIONS) == {state.value for state in OpinionState}


def test_opinions_say_where_they_stand_on_their_way(house: Opened) -> None:
    desk = read(house, forum(house))
    assert chips(desk.pane.links())[:2] == ["Nothing does it yet", "Solved, answer to be noted"]


def test_answering_opens_the_step_with_row_and_reply(house: Opened) -> None:
    record = forum(house)
    desk = read(house, record)
    button(desk.pane, f"Answer {opinion(1)}").click()
    house.settle()
    question = desk.acts.dialog
    assert isinstance(question, Question)
    asking = question.findChild(Asking)
    assert asking is not None
    assert asking.choice is not None
    assert asking.choice.value() == row_of(house, record, 1)
    assert asking.editors["note"].value() == "当场联系村里，本周装上"
    asking.editors["answer_way"].set_value("spot")
    asking.editors["by"].set_value("p01")
    question.buttons["yes"].click()
    house.settle()
    kept = records.read(house.vault, record).values["opinions"]
    assert (kept[1]["answered_on"], kept[1]["answer_way"]) == ("2008-09-19", "spot")
    assert "answered_on" not in kept[0]
    assert "Answered" in chips(desk.pane.links())


def test_an_item_that_was_closed_hands_its_words_to_the_answer(house: Opened) -> None:
    record = forum(house)
    task = links.grow(house.vault, record, "opinions_task", row=row_of(house, record, 0))
    now = drafts.write(house.vault, task.id, {**task.values, "owner": "p03"}, revision=task.revision)
    view = records.open_record(house.vault, now.id)
    assert view.moves, "the task can be done"
    desk = read(house, record)
    assert chips(desk.pane.links())[0] == "Being done"
    assert f"Answer {opinion(0)}" not in names(desk.pane)


# --- after finishing ---------------------------------------------------------------------------------


def edit(house: Opened, record: str) -> EditorPage:
    page = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST)
    house.show(page)
    page.recall({"record": record})
    house.until(lambda: page.form() is not None)
    house.settle()
    return page


def finish(house: Opened, page: EditorPage) -> None:
    form = page.form()
    assert form is not None
    for said in form.blocking():
        form.explained.emit(said.key, "照实记的，有通知")
        house.settle()
    page.done_button().click()
    house.settle()


def test_after_finishing_the_list_comes_and_one_line_says_what_can_go_on(house: Opened) -> None:
    record = house.enter_record("study_session", {**SESSION, "resolutions": TWO})
    page = edit(house, record.id)
    left: list[int] = []
    told: list[tuple[str, str, object]] = []
    page.went_back.connect(lambda: left.append(1))
    page.told.connect(lambda line, place, what: told.append((line.text, place, what)))
    finish(house, page)
    assert left == [1]
    said = "ST-2008-001 is finished. 2 matters in it can go on from here."
    assert told == [(said, "study", {"record": record.id, "links": True})]


def test_of_a_record_whose_rows_become_nothing_no_line_is_said(house: Opened) -> None:
    record = house.enter_record("study_session", {**SESSION, "resolutions": []})
    page = edit(house, record.id)
    told: list[object] = []
    page.told.connect(lambda *said: told.append(said))
    finish(house, page)
    assert told == []


# --- bringing in -------------------------------------------------------------------------------------


def test_open_tasks_are_brought_into_the_report_and_nothing_typed_is_lost(house: Opened) -> None:
    links.grow_all(house.vault, session(house), "resolutions_task")
    for line in records.listing(house.vault, "task"):
        house_move(house, line.id)
    report = drafts.begin(house.vault, "progress_report")
    page = edit(house, report.id)
    form = page.form()
    assert form is not None
    form.editor("next").set_value([{"text": "开一次家长座谈会"}])
    form.editor("next").changed.emit()
    button(page, "Open tasks").click()
    house.settle()
    first, *rest = (row["text"] for row in form.values()["next"])
    assert first == "开一次家长座谈会"
    assert sorted(rest) == sorted(one["text"] for one in TWO)
    kept = records.read(house.vault, report.id).values["next"]
    assert [row["text"] for row in kept] == [row["text"] for row in form.values()["next"]]


def house_move(house: Opened, record: str) -> None:
    """Enter a task, so that it is no draft any more."""
    view = records.open_record(house.vault, record)
    for finding in view.findings:
        if finding.level == "W":
            now = records.read(house.vault, record)
            drafts.explain(house.vault, record, finding.mark, "照实记的，有通知", revision=now.revision)
    move = next(move for move in view.moves if move.primary)
    records.move(house.vault, record, move.key, revision=records.read(house.vault, record).revision)


def test_bringing_in_twice_says_that_there_is_nothing_more(house: Opened) -> None:
    report = drafts.begin(house.vault, "progress_report")
    page = edit(house, report.id)
    button(page, "Open tasks").click()
    house.settle()
    assert "There is nothing more to bring in." in told(page)


def test_a_finished_report_offers_nothing_to_bring_in(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION, moves=("finish",))
    page = edit(house, record.id)
    assert "Open tasks" not in names(page)


def test_what_was_done_elsewhere_offers_the_answer(house: Opened) -> None:
    record = forum(house)
    task = links.grow(house.vault, record, "opinions_task", row=row_of(house, record, 0))
    drafts.write(house.vault, task.id, {**task.values, "owner": "p03"}, revision=task.revision)
    house_move(house, task.id)
    now = records.read(house.vault, task.id)
    records.move(house.vault, task.id, "do", answers={"done_on": "2008-09-19", "by": "p03"}, revision=now.revision)
    desk = read(house, record)
    assert chips(desk.pane.links())[0] == "Done, to be answered"
    assert f"Answer {opinion(0)}" in names(desk.pane)
