"""Lists, ledger and search over a real vault, by keyboard."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.base.errors import RecordGone
from core.base.settings import Settings
from core.records.kind import Place
from core.services import drafts, records
from core.views.changes import Changes
from gui.forms.reading import ReadForm
from gui.messages import about
from gui.pages.ledger import LedgerPage
from gui.pages.preferences import Preferences
from gui.pages.records import RecordsPage
from gui.pages.search import SearchPage
from gui.widgets.empty import EmptyState
from gui.widgets.question import Question
from gui.widgets.theme import Room
from gui.widgets.timeline import Timeline
from tests.gui.pages.opened import Opened, opened
from tests.support.typing import press, type_text
from tests.support.vaults import DIARY, ITEM, NOON, SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def study(house: Opened, **how: Any) -> RecordsPage:
    """Show the page of study records."""
    page = RecordsPage(house.vault, Place.STUDY, tasks=house.tasks, clock=house.clock, typing=10)
    house.show(page, **how)
    house.settle()
    return page


def headings(page: RecordsPage) -> list[str]:
    """Return the headings of the rows shown."""
    model = page.model()
    lines = [model.line(model.index(row)) for row in range(model.rowCount())]
    return [line.heading for line in lines if line]


def said(widget: QWidget) -> str:
    """Return everything a page says, in one text."""
    from PySide6.QtWidgets import QLabel

    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(label.accessibleName() or label.text() for label in labels)


def test_an_empty_list_offers_to_begin(house: Opened) -> None:
    page = study(house)
    empty = page.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    wanted: list[tuple[str, str, object]] = []
    page.new_wanted.connect(lambda kind, subtype, like: wanted.append((kind, subtype, like)))
    empty.acted.emit()
    assert wanted == [("study_session", "", None)]


def test_the_newest_record_is_chosen_and_read(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "title": "第一次夜学题目", "date": "2008-09-11"})
    house.enter_record("study_session", {**SESSION, "title": "第二次夜学题目"}, moves=("finish",))
    page = study(house)
    assert headings(page) == ["第二次夜学题目", "第一次夜学题目"]
    view = page.pane().view()
    assert view is not None
    assert view.record.heading == "第二次夜学题目"
    text = said(page.pane())
    assert "单秀英" in text
    assert "领学报告第八部分" in text
    page.listed().setFocus()
    press(page.listed(), Qt.Key.Key_Down)
    house.settle()
    view = page.pane().view()
    assert view is not None
    assert view.record.heading == "第一次夜学题目"


def test_enter_writes_on_in_a_draft_and_reads_what_is_finished(house: Opened) -> None:
    done = house.enter_record("study_session", {**SESSION, "title": "定了稿的一次学习"}, moves=("finish",))
    draft = house.enter_record("study_session", {**SESSION, "date": "2008-09-11", "title": "还在写的一次学习"})
    page = study(house)
    wanted: list[str] = []
    page.record_wanted.connect(lambda record, _path: wanted.append(record))
    page.listed().setCurrentIndex(page.model().at(draft.id))
    press(page.listed(), Qt.Key.Key_Return)
    assert wanted == [draft.id]
    page.listed().setCurrentIndex(page.model().at(done.id))
    house.settle()
    page.listed().setFocus()
    press(page.listed(), Qt.Key.Key_Return)
    assert wanted == [draft.id]
    assert page.pane().isAncestorOf(QApplication.focusWidget() or page)


def test_filters_leave_out_and_can_be_cleared(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "title": "传达学习的题目", "subtype": "relay"})
    house.enter_record("study_session", {**SESSION, "title": "夜学的一个题目"})
    page = study(house)
    page.filters().subtype.set_value("relay")
    page.filters().subtype.edited.emit()
    assert headings(page) == ["传达学习的题目"]
    page.filters().state.set_value("已定稿")
    page.filters().state.edited.emit()
    assert headings(page) == []
    empty = page.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    empty.acted.emit()
    assert len(headings(page)) == 2


def test_only_late_entries(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "title": "早该记下的题目", "date": "2008-08-01"})
    house.enter_record("study_session", {**SESSION, "title": "当天记下的题目"})
    page = study(house)
    page.filters().late.set_value(True)
    page.filters().late.edited.emit()
    assert headings(page) == ["早该记下的题目"]


def test_the_search_field_finds_words_and_people_by_initials(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "title": "看护办法征求意见"})
    house.enter_record("study_session", {**SESSION, "title": "均衡编班的规定", "host": "p03", "attendance": {}})
    page = study(house)
    assert page.seek()
    field = QApplication.focusWidget()
    assert field is not None
    type_text(field, "征求")
    house.until(lambda: headings(page) == ["看护办法征求意见"])
    press(field, Qt.Key.Key_Escape)
    assert len(headings(page)) == 2


def test_like_last_time_names_the_latest_record(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = study(house)
    wanted: list[tuple[str, str, object]] = []
    page.new_wanted.connect(lambda kind, subtype, like: wanted.append((kind, subtype, like)))
    press(page.listed(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [("study_session", "night_study", record.id)]


def test_change_opens_the_editor_and_keeps_the_version(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION, moves=("finish",))
    page = study(house)
    wanted: list[str] = []
    told: list[Changes] = []
    page.record_wanted.connect(lambda one, _path: wanted.append(one))
    page.changed.connect(told.append)
    view = page.pane().view()
    assert view is not None
    move = next(move for move in view.moves if move.key == "revise")
    page.pane()._move(move)
    dialog = page._actions.dialog
    assert isinstance(dialog, Question)
    box = dialog.findChild(QPlainTextEdit)
    assert box is not None
    type_text(box, "补一个材料的日期")
    dialog.buttons["yes"].click()
    house.until(lambda: wanted)
    assert wanted == [record.id]
    assert records.read(house.vault, record.id).version == 2
    assert told[-1].records == {record.id}


def test_other_pages_are_told_and_the_list_follows(house: Opened) -> None:
    page = study(house)
    begun = drafts.begin(house.vault, "study_session")
    page.refresh(Changes(kinds=frozenset({"research_diary"})))
    house.settle()
    assert headings(page) == []
    page.refresh(Changes(kinds=frozenset({"study_session"}), records=frozenset({begun.id})))
    house.settle()
    assert page.model().rowCount() == 1


def test_one_pane_at_a_time_where_there_is_little_room(house: Opened) -> None:
    house.enter_record("study_session", SESSION, moves=("finish",))
    page = study(house, size=(599, 668), room=Room.NARROW)
    assert page.listed().isVisible()
    assert not page.pane().isVisible()
    page.listed().setFocus()
    press(page.listed(), Qt.Key.Key_Return)
    assert page.pane().isVisible()
    assert not page.listed().isVisible()
    press(page.pane(), Qt.Key.Key_Escape)
    assert page.listed().isVisible()


def test_the_edge_between_the_panes_is_remembered(house: Opened, tmp_path: Path) -> None:
    kept = tmp_path / "settings.json"
    preferences = Preferences(kept, Settings())
    page = RecordsPage(
        house.vault, Place.STUDY, tasks=house.tasks, clock=house.clock, preferences=preferences, typing=10
    )
    house.show(page)
    splitter: Any = page._panes._splitter
    splitter.setSizes([400, 842])
    splitter.splitterMoved.emit(400, 1)
    sizes = preferences.now.splitters["study"]
    again = RecordsPage(house.vault, Place.STUDY, tasks=house.tasks, clock=house.clock, preferences=preferences)
    house.show(again)
    other: Any = again._panes._splitter
    assert abs(other.sizes()[0] - sizes[0]) <= 2


def test_memory_brings_back_record_and_filters(house: Opened) -> None:
    house.enter_record("study_session", SESSION)
    other = house.enter_record("study_session", {**SESSION, "date": "2008-09-04", "title": "另一次夜学题目"})
    page = study(house)
    page.listed().setCurrentIndex(page.model().at(other.id))
    house.settle()
    memory = page.memory()
    again = study(house)
    again.recall(memory)
    again.enter()
    house.settle()
    view = again.pane().view()
    assert view is not None
    assert view.record.id == other.id


def test_a_record_is_read_in_the_order_of_its_sheet(house: Opened) -> None:
    record = house.enter_record("research_diary", DIARY)
    view = records.open_record(house.vault, record.id)
    read = ReadForm(today=NOON.date())
    house.qtbot.addWidget(read)
    read.show_record(view.kind, view.record, view.people)
    text = said(read)
    for part in ("三年级教室", "林志远", "数了数", "家长签字流于形式"):
        assert part in text


def test_a_finding_beside_the_record_names_the_field_it_speaks_of(house: Opened) -> None:
    house.enter_record("study_session", {**SESSION, "place": ""})
    page = study(house)
    house.settle()
    assert "Place: Required and still empty." in said(page.pane())


# --- ledger ------------------------------------------------------------------------------------------


def ledger(house: Opened) -> LedgerPage:
    """Show the ledger."""
    page = LedgerPage(house.vault, tasks=house.tasks, clock=house.clock)
    house.show(page)
    house.settle()
    return page


def item(house: Opened, **more: Any) -> str:
    """Enter an item into the ledger and start it; returns its id."""
    record = house.enter_record("rectification", {**ITEM, **more}, moves=("register",))
    answers = {"on": "2008-09-16", "by": "p03"}
    return records.move(house.vault, record.id, "start", answers=answers, revision=record.revision).id


def test_the_ledger_counts_by_state_and_lays_overdue_over_it(house: Opened) -> None:
    late = item(house, title="应急疏散演练没有路线图", deadline="2008-09-17")
    item(house)
    page = ledger(house)
    tabs = {tab.key: tab.count for tab in (button.tab for button in page.tabs()._buttons.values())}
    assert tabs["all"] == 2
    assert tabs["working"] == 2
    assert tabs["overdue"] == 1
    page.tabs()._buttons["overdue"].click()
    house.settle()
    assert page.model().rowCount() == 1
    line = page.model().line(0)
    assert line is not None
    assert (line.id, line.state) == (late, "working")
    cell = page.model().data(page.model().index(0, 4))
    assert cell


def test_an_item_tells_what_happened_and_offers_more_time_when_overdue(house: Opened) -> None:
    item(house, deadline="2008-09-17")
    page = ledger(house)
    timeline = page.pane().findChild(Timeline)
    assert timeline is not None
    nodes = [entry.node.value for entry in timeline._happenings]
    assert nodes[-1] == "today"
    assert "overdue" in nodes
    assert "deadline" in nodes
    assert page.pane()._main(page.pane().view()).key == "extend"  # type: ignore[arg-type, union-attr]


def test_an_item_that_can_not_be_read_says_why(house: Opened) -> None:
    item(house)
    page = ledger(house)
    page.pane().show_record("0" * 32)
    house.settle()
    assert page.pane().view() is None
    assert about(RecordGone(record="0" * 32)).what in said(page.pane())


def test_progress_is_added_by_a_dialog_made_of_what_the_move_asks(house: Opened) -> None:
    record = item(house)
    page = ledger(house)
    page.pane().make_move("report")
    dialog = page.actions_of().dialog
    assert isinstance(dialog, Question)
    dialog.buttons["yes"].click()
    assert dialog.isVisible(), "who and what are still missing"
    from gui.forms.moves import Asking

    asking = dialog.findChild(Asking)
    assert asking is not None
    asking.editors["by"].set_value("p03")
    note = asking.editors["note"].entry(("note",))
    type_text(note, "两块盖板已经买到，周六由村里来人补上，学校派两名教师值守到补好为止。")
    dialog.buttons["yes"].click()
    house.settle()
    kept = records.read(house.vault, record).values
    assert len(kept["progress"]) == 1
    timeline = page.pane().findChild(Timeline)
    assert timeline is not None
    assert any("两块盖板" in entry.line for entry in timeline._happenings)


def test_an_extension_keeps_the_first_deadline_on_show(house: Opened) -> None:
    record = item(house, deadline="2008-09-17")
    now = records.read(house.vault, record)
    answers = {"on": "2008-09-18", "deadline": "2008-09-30", "by": "p01", "note": "北侧楼梯在修，演练推迟"}
    records.move(house.vault, record, "extend", answers=answers, revision=now.revision)
    page = ledger(house)
    timeline = page.pane().findChild(Timeline)
    assert timeline is not None
    days = [entry.day for entry in timeline._happenings if entry.node.value in {"deadline", "planned"}]
    assert len(days) == 2
    line = page.model().line(0)
    assert line is not None
    assert line.overdue == 0


def test_printing_the_lists_hands_over_a_pdf(house: Opened) -> None:
    item(house)
    page = ledger(house)
    pdfs: list[bytes] = []
    page.print_requested.connect(lambda paper: pdfs.append(paper.pdf))
    page.print_lists()
    house.until(lambda: pdfs)
    assert bytes(pdfs[0]).startswith(b"%PDF-")


def test_tomorrow_the_item_is_overdue_without_anybody_writing(house: Opened) -> None:
    item(house, deadline="2008-09-19")
    page = ledger(house)
    line = page.model().line(0)
    assert line is not None
    assert line.overdue == 0
    house.clock.set(datetime.fromisoformat((NOON + timedelta(days=2)).isoformat()))
    page.enter()
    house.settle()
    line = page.model().line(0)
    assert line is not None
    assert line.overdue == 2


# --- search ------------------------------------------------------------------------------------------


def test_searching_everything_opens_what_is_found(house: Opened) -> None:
    record = house.enter_record("research_diary", DIARY)
    house.enter_record("study_session", SESSION)
    page = SearchPage(house.vault, tasks=house.tasks, clock=house.clock, typing=10)
    house.show(page)
    wanted: list[str] = []
    page.record_wanted.connect(lambda one, _path: wanted.append(one))
    assert page.seek()
    field = QApplication.focusWidget()
    assert field is not None
    type_text(field, "校门口")
    press(field, Qt.Key.Key_Return)
    house.until(lambda: page.listed().model().rowCount() == 1)
    page.listed().setCurrentIndex(page.listed().model().index(0, 0))
    press(page.listed(), Qt.Key.Key_Return)
    assert wanted == [record.id]
    page.look_for("没有人写过的字")
    house.settle()
    empty = page.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
