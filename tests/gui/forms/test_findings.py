"""Findings stand under their fields and disturb nobody."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gui.forms.findings import FindingEntry
from gui.forms.form import Form
from gui.widgets.finding import Level
from tests.gui.forms.bench import finding, shown_form
from tests.support.typing import press, type_text

TITLE = finding("C07", "E", ("title",))
EMPTY = finding("W01", "E", ("title",))
SHORT = finding("W05", "I", ("content",))
LATE = finding("T05", "W", ("late_reason",))
REASON = finding("W03", "W", ("attendance", "absent", 0, "reason"))
ISSUED = finding("T09", "E", ("materials", 1, "issued"))

VALUES = {
    "attendance": {"expected": ["p01", "p02"], "absent": [{"person": "p02"}], "signed": None},
    "materials": [{"title": "报告", "issued": "2007-10-15"}, {"title": "方案", "issued": "2008-05-20"}],
}


def entries(form: Form) -> list[FindingEntry]:
    """Return all findings on the form that can be seen."""
    return [entry for entry in form.findChildren(FindingEntry) if entry.isVisibleTo(form)]


def test_each_finding_stands_below_its_field(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.show_findings([TITLE, REASON, ISSUED, SHORT])
    assert [said.key for said in form.findings()] == [f.mark for f in (TITLE, REASON, ISSUED, SHORT)]
    line = form.editor("title").entry(("title",))
    below = next(entry for entry in entries(form) if entry.said.key == TITLE.mark)
    assert below.mapTo(form, below.rect().topLeft()).y() >= line.mapTo(form, line.rect().bottomLeft()).y()
    assert line.property("state") == "error"
    assert line.accessibleDescription()
    assert form.editor("content").entry(("content",)).property("state") is None, "a hint colours nothing"


def test_an_empty_field_is_told_off_only_after_one_has_been_there(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    line = form.editor("title").entry(("title",))
    line.setFocus()
    form.show_findings([EMPTY])
    assert entries(form) == []
    assert line.property("state") is None
    assert len(form.blocking()) == 1, "it counts from the beginning"
    form.editor("place").entry(("place",)).setFocus()
    assert [entry.said.key for entry in entries(form)] == [EMPTY.mark]
    assert line.property("state") == "error"


def test_asking_to_finish_tells_of_every_empty_field(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.show_findings([EMPTY, finding("W01", "E", ("host",))])
    assert entries(form) == []
    form.ask_all()
    assert len(entries(form)) == 2


def test_fields_that_share_a_row_are_named_and_the_empty_ones_in_one_line(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    place, host = finding("W01", "E", ("place",)), finding("W01", "E", ("host",))
    seat = finding("T03", "E", ("place",), code="place_taken", particulars={"place": "多媒体教室"})
    form.show_findings([EMPTY, place, host, seat])
    form.ask_all()
    QApplication.processEvents()
    told = {entry.said.key: entry.said.text for entry in entries(form)}
    assert told[EMPTY.mark] == "Required and still empty.", "it stands alone in its row"
    assert told[place.mark] == "Place, Host: Required and still empty."
    assert told[seat.mark].startswith("Place: ")
    assert host.mark not in told
    second = next(said for said in form.findings() if said.key == host.mark)
    form.go_to_finding(second)
    assert form.editor("host").holds(QApplication.focusWidget()), "each is gone to by itself"
    assert form.editor("host").entry(("host",)).property("state") == "error"


def test_cells_of_a_row_are_named_too(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    cell = finding("W01", "E", ("materials", 1, "title"), code="cell_empty", particulars={"row": 2})
    form.show_findings([cell, ISSUED])
    told = {entry.said.key: entry.said.text for entry in entries(form)}
    assert told[cell.mark] == "Title: Required in row 2 and still empty."
    assert told[ISSUED.mark].startswith("Issued: ")


def test_tabs_carry_the_counts(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    told: list[int] = []
    form.counted.connect(told.append)
    form.show_findings([TITLE, REASON, ISSUED, SHORT])
    assert told[-1] == 3
    form.show_findings([])
    assert told[-1] == 0
    assert entries(form) == []


def test_findings_that_arrive_while_typing_move_neither_cursor_nor_field(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", {**VALUES, "content": "学习内容。\n" * 30})
    box = form.editor("content").entry(("content",))
    assert isinstance(box, QPlainTextEdit)
    form.go_to(("content",))
    cursor = box.textCursor()
    cursor.setPosition(7)
    box.setTextCursor(cursor)
    QApplication.processEvents()
    before = box.mapTo(form, box.rect().topLeft()).y()
    form.show_findings([TITLE, REASON, ISSUED, SHORT, LATE])
    QApplication.processEvents()
    assert box.hasFocus()
    assert box.textCursor().position() == 7
    assert box.mapTo(form, box.rect().topLeft()).y() == before
    type_text(box, "中")
    assert box.toPlainText()[7] == "中"


def test_a_finding_that_stays_keeps_its_widget(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.show_findings([TITLE, REASON])
    kept = next(entry for entry in entries(form) if entry.said.key == REASON.mark)
    kept.explain()
    type_text(kept.explanation_line(), "县里通知得晚")
    form.show_findings([REASON])
    again = next(entry for entry in entries(form) if entry.said.key == REASON.mark)
    assert again is kept
    assert again.explanation_line().value() == "县里通知得晚"
    assert again.explanation_line().hasFocus()


def test_f8_goes_through_the_findings_in_the_order_of_the_form(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.show_findings([ISSUED, TITLE, REASON])
    form.editor("title").entry(("title",)).setFocus()
    went = []
    for _step in range(4):
        press(QApplication.focusWidget() or form, Qt.Key.Key_F8)
        went.append(form.focused_path()[0])
    assert went == ["attendance", "materials", "title", "attendance"]
    press(QApplication.focusWidget() or form, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    press(QApplication.focusWidget() or form, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused_path() == ("materials",)
    issued = QApplication.focusWidget()
    assert isinstance(issued, QLineEdit)
    assert issued.text() == "2008-05-20"


def test_a_warning_is_explained_in_one_sentence(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.show_findings([REASON])
    told: list[tuple[str, str]] = []
    form.explained.connect(lambda mark, sentence: told.append((mark, sentence)))
    form.explain(form.blocking()[0])
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    type_text(line, "太短")
    press(line, Qt.Key.Key_Return)
    assert told == [], "fewer than five characters say nothing"
    type_text(line, "，但是带队参加了县运动会")
    press(line, Qt.Key.Key_Return)
    assert told == [(REASON.mark, "太短，但是带队参加了县运动会")]


def test_an_explained_warning_blocks_no_more_and_says_its_sentence(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.show_findings([finding("W03", "W", REASON.path, explanation="带队参加县运动会")])
    assert form.blocking() == ()
    assert form.findings()[0].level is Level.WARNING
    assert not form.step_finding(1), "nothing is left to be dealt with"


def test_ctrl_tab_goes_to_the_next_section(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", VALUES)
    form.editor("title").entry(("title",)).setFocus()
    press(QApplication.focusWidget() or form, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not form.editor("title").holds(QApplication.focusWidget())
    press(QApplication.focusWidget() or form, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert form.editor("materials").holds(QApplication.focusWidget())
