"""The editor over a real vault: saves by itself, checks, finishes, and loses nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.services import drafts, records
from core.views.changes import Changes
from gui.forms.autosave import Saving
from gui.forms.form import Form
from gui.pages.editor import EditorPage
from gui.widgets.finding import Banner
from gui.widgets.question import Question
from gui.widgets.theme import Room
from tests.gui.pages.opened import FAST, Opened, opened
from tests.support.scans import scan
from tests.support.typing import press, type_text
from tests.support.vaults import ITEM, SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def edit(house: Opened, record: str, *, path: tuple[Any, ...] = (), **how: Any) -> EditorPage:
    """Open the editor of a record and wait until it stands there."""
    page = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST, **how)
    house.show(page)
    page.recall({"record": record, "path": path})
    house.until(lambda: page.form() is not None)
    house.settle()
    return page


def form_of(page: EditorPage) -> Form:
    """Return the form."""
    form = page.form()
    assert form is not None
    return form


def entry(page: EditorPage, key: str) -> QWidget:
    """Return what a field is typed in."""
    return form_of(page).editor(key).entry((key,))


def saved(house: Opened, page: EditorPage) -> None:
    """Wait until everything typed is on the disk."""
    autosave = page.saving()
    assert autosave is not None
    house.until(lambda: not autosave.unsaved)
    house.settle()


def banners(page: EditorPage) -> list[Banner]:
    """Return the banners that can be seen."""
    return [banner for banner in page.findChildren(Banner) if banner.isVisible()]


def answer(page: EditorPage, key: str) -> None:
    """Press an answer of the open question."""
    question = next(one for one in page.findChildren(Question) if one.isVisible())
    question.buttons[key].click()


def test_what_is_typed_is_on_the_disk_a_moment_later(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session")
    page = edit(house, begun.id)
    box = entry(page, "title")
    assert isinstance(box, QLineEdit)
    type_text(box, "王䶮讲“优先发展”")
    saved(house, page)
    assert records.read(house.vault, begun.id).values["title"] == "王䶮讲“优先发展”"
    assert not box.isModified() or box.text() == "王䶮讲“优先发展”"


def test_findings_and_worked_out_values_come_back_with_the_save(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session")
    page = edit(house, begun.id)
    before = len(form_of(page).blocking())
    assert before > 0
    line = entry(page, "date")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_text(line, "2008-09-18")
    type_text(entry(page, "title"), "优先发展教育")
    saved(house, page)
    assert form_of(page).values()["weekday"] == 3
    assert len(form_of(page).blocking()) < before
    assert entry(page, "title").hasFocus()


def test_the_button_stays_alive_and_leads_to_the_first_thing_to_change(house: Opened) -> None:
    values = {key: value for key, value in SESSION.items() if key not in {"title", "host"}}
    record = house.enter_record("study_session", values)
    page = edit(house, record.id, path=("content",))
    assert entry(page, "content").hasFocus()
    press(entry(page, "content"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert entry(page, "title").hasFocus()
    assert records.read(house.vault, record.id).state == "draft"


def test_a_record_that_is_right_is_finished_and_left(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    left: list[int] = []
    told: list[Changes] = []
    page.went_back.connect(lambda: left.append(1))
    page.changed.connect(told.append)
    for said in form_of(page).blocking():
        form_of(page).explained.emit(said.key, "照实记的，有通知")
        house.settle()
    assert form_of(page).blocking() == ()
    press(entry(page, "title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    house.until(lambda: left)
    house.until(lambda: left)
    done = records.read(house.vault, record.id)
    assert (done.state, done.number) == ("done", "ST-2008-001")
    assert told[-1].kinds == {"study_session"}


def test_leaving_saves_first(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session")
    page = edit(house, begun.id)
    type_text(entry(page, "title"), "半句")
    gone: list[str] = []
    page.flush(lambda: gone.append(str(records.read(house.vault, begun.id).values.get("title"))))
    house.until(lambda: gone)
    assert gone == ["半句"]


def test_a_record_changed_elsewhere_is_not_overwritten_unasked(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    now = records.read(house.vault, record.id)
    drafts.save(house.vault, record.id, {**now.values, "place": "别处"}, revision=now.revision)
    type_text(entry(page, "title"), "我的")
    autosave = page.saving()
    assert autosave is not None
    house.until(lambda: autosave.state is Saving.FAILED)
    assert records.read(house.vault, record.id).values["place"] == "别处"
    assert len(banners(page)) == 1
    answer(page, "mine")
    saved(house, page)
    kept = records.read(house.vault, record.id).values
    assert kept["title"].startswith("我的")
    assert kept["place"] == SESSION["place"]
    assert banners(page) == []


def test_the_other_text_can_be_taken_instead(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    now = records.read(house.vault, record.id)
    drafts.save(house.vault, record.id, {**now.values, "title": "别处写的题目"}, revision=now.revision)
    type_text(entry(page, "title"), "我的")
    autosave = page.saving()
    assert autosave is not None
    house.until(lambda: autosave.state is Saving.FAILED)
    answer(page, "other")
    house.settle()
    assert form_of(page).values()["title"] == "别处写的题目"


def test_a_file_is_attached_beside_what_is_being_typed(house: Opened, tmp_path: Path) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    paper = tmp_path / "签到表.pdf"
    paper.write_bytes(scan(1))
    type_text(entry(page, "title"), "又")
    editor: Any = form_of(page).editor("attachments")
    editor.take_in([paper])
    house.settle()
    saved(house, page)
    kept = records.read(house.vault, record.id).values
    assert [row["name"] for row in kept["attachments"]] == ["签到表.pdf"]
    assert kept["title"].startswith("又")


def test_a_file_that_is_no_photo_is_refused_in_words_and_nothing_is_lost(house: Opened, tmp_path: Path) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    false = tmp_path / "照片.jpg"
    false.write_bytes(b"not a photo")
    editor: Any = form_of(page).editor("attachments")
    editor.take_in([false])
    house.until(lambda: banners(page))
    assert "attachments" not in form_of(page).values()


def test_a_grave_move_asks_and_esc_is_the_safe_answer(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    page.make_move("void")
    house.until(lambda: page.actions_of().dialog)
    dialog = page.actions_of().dialog
    assert isinstance(dialog, Question)
    press(dialog, Qt.Key.Key_Escape)
    house.settle()
    assert records.read(house.vault, record.id).state == "draft"
    page.make_move("void")
    house.until(lambda: page.actions_of().dialog)
    dialog = page.actions_of().dialog
    assert isinstance(dialog, Question)
    dialog.buttons["yes"].click()
    assert dialog.isVisible(), "a reason is still missing"
    box = dialog.findChild(QPlainTextEdit)
    assert box is not None
    type_text(box, "重复登记了")
    dialog.buttons["yes"].click()
    house.settle()
    assert records.read(house.vault, record.id).state == "void"


def test_an_earlier_version_is_taken_back_as_the_draft(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION, moves=("finish",))
    records.move(house.vault, record.id, "revise", answers={"reason": "补一个地点"}, revision=record.revision)
    page = edit(house, record.id)
    box = entry(page, "title")
    assert isinstance(box, QLineEdit)
    box.selectAll()
    type_text(box, "改过的题目名称")
    saved(house, page)
    door, view = page._door_now(), page._view_now()
    page.actions_of().show_history(door, view)
    house.until(lambda: page.actions_of().dialog)
    dialog: Any = page.actions_of().dialog
    house.settle()
    finished = next(line for line in dialog._lines if line.what == "finish")
    dialog.restore_wanted.emit(finished.seq)
    dialog.accept()
    house.settle()
    assert form_of(page).values()["title"] == SESSION["title"]
    assert records.read(house.vault, record.id).values["title"] == SESSION["title"]


def test_what_a_state_does_not_let_change_is_locked(house: Opened) -> None:
    record = house.enter_record("rectification", ITEM, moves=("register",))
    page = edit(house, record.id)
    title = entry(page, "title")
    assert isinstance(title, QLineEdit)
    assert title.isReadOnly()
    assert entry(page, "account").isEnabled()


def test_the_page_is_drawn_beside_the_form_and_f9_folds_it(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    preview: Any = page._preview
    house.until(lambda: preview.pages() > 0)
    assert preview.isVisible()
    press(entry(page, "title"), Qt.Key.Key_F9)
    assert not preview.isVisible()
    page.set_room(Room.MIDDLE)
    assert not preview.isVisible()
    press(entry(page, "title"), Qt.Key.Key_F9)
    assert preview.isVisible()
    assert not form_of(page).isVisible()
    house.settle()


def test_printing_hands_over_a_pdf(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    pdfs: list[bytes] = []
    page.print_requested.connect(lambda paper: pdfs.append(paper.pdf))
    press(entry(page, "title"), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.until(lambda: pdfs)
    assert bytes(pdfs[0]).startswith(b"%PDF-")


def test_esc_leaves_an_explanation_and_not_the_page(house: Opened) -> None:
    record = house.enter_record("study_session", {**SESSION, "discussion": [], "subtype": "seminar"})
    page = edit(house, record.id)
    left: list[int] = []
    page.went_back.connect(lambda: left.append(1))
    warning = next(said for said in form_of(page).blocking() if said.level.value == "W")
    form_of(page).explain(warning)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    press(line, Qt.Key.Key_Escape)
    assert left == []
    assert not line.isVisible()
    entry(page, "title").setFocus()
    press(entry(page, "title"), Qt.Key.Key_Escape)
    assert left == [1]


def test_coming_back_after_a_lock_finds_the_same_field(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id, path=("place",))
    assert page.memory() == {"record": record.id, "path": ["place"]}
    again = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST)
    house.show(again)
    again.recall(page.memory())
    house.until(lambda: again.form() is not None)
    assert form_of(again).editor("place").holds(QApplication.focusWidget())


def test_a_draft_can_be_thrown_away_after_a_question(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    left: list[int] = []
    page.went_back.connect(lambda: left.append(1))
    page.actions_of().discard(page._door_now(), page._view_now())
    dialog = page.actions_of().dialog
    assert isinstance(dialog, Question)
    dialog.buttons["yes"].click()
    house.until(lambda: left)
    assert records.listing(house.vault, "study_session") == ()


def test_a_title_that_does_not_fit_ends_in_dots_and_is_whole_in_its_tooltip(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    page = edit(house, record.id)
    head, title = page._head, page._head._title
    whole = title.text()
    head._title_words = whole * 20
    head._fit()
    assert title.text().endswith("…")
    assert title.toolTip() == whole * 20
    head.show_title(SESSION)
    assert title.text() == whole
    assert not title.toolTip()
