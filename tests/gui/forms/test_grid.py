"""Rows are added, removed and brought back by keyboard alone."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.base.words import Words
from core.records.field import Date, Grid, Text
from gui.forms.context import FormContext
from gui.forms.form import Form
from gui.forms.grid import GridEditor
from gui.widgets.theme import theme
from gui.widgets.tiles import Tile
from tests.gui.forms.bench import TODAY, finding, shown_form
from tests.support.typing import press, type_text
from tests.support.values import unnamed

DAYS = Grid(
    key="days",
    words=Words("放假", "Days off"),
    columns=(
        Text(key="name", words=Words("名称", "Name"), high=20),
        Date(key="since", words=Words("从", "From")),
        Date(key="until", words=Words("到", "To")),
    ),
)


def grid(form: Form, key: str) -> GridEditor:
    """Return the editor of a grid."""
    editor = form.editor(key)
    assert isinstance(editor, GridEditor)
    return editor


def focused() -> QWidget:
    """Return what has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_enter_makes_the_next_point(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "rectification")
    first = grid(form, "measures").rows()[0].first()
    type_text(first, "当天设置警示标志")
    press(first, Qt.Key.Key_Return)
    type_text(focused(), "三日内补齐盖板")
    press(focused(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_Return)
    assert unnamed(form.values()["measures"]) == [{"text": "当天设置警示标志"}, {"text": "三日内补齐盖板"}]
    assert len(grid(form, "measures").rows()) == 3, "Enter in a blank point makes no second blank one"


def test_backspace_in_an_empty_row_removes_it_and_goes_back(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "rectification", {"measures": [{"text": "一"}, {"text": "二"}]})
    rows = grid(form, "measures").rows()
    press(rows[1].first(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_Backspace)
    assert len(grid(form, "measures").rows()) == 2
    assert focused() is rows[1].first()


def test_a_removed_row_comes_back_with_ctrl_z(qtbot: QtBot) -> None:
    values = {"materials": [{"title": "报告", "issued": "2007-10-15"}, {"title": "方案", "unknown": 1}]}
    form = shown_form(qtbot, "study_session", values)
    editor = grid(form, "materials")
    editor.rows()[1].first().setFocus()
    press(focused(), Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    assert unnamed(form.values()["materials"]) == values["materials"][:1]
    press(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert unnamed(form.values()) == values


def test_arrows_go_from_point_to_point(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "rectification", {"measures": [{"text": "一"}, {"text": "二"}]})
    rows = grid(form, "measures").rows()
    rows[0].first().setFocus()
    press(focused(), Qt.Key.Key_Down)
    assert focused() is rows[1].first()
    press(focused(), Qt.Key.Key_Up)
    assert focused() is rows[0].first()


def test_blank_rows_are_not_stored_and_findings_still_meet_their_row(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", {"materials": [{"title": "报告"}]})
    editor = grid(form, "materials")
    press(editor.rows()[0].first(), Qt.Key.Key_Return)
    press(focused(), Qt.Key.Key_Backspace)
    press(editor.rows()[0].first(), Qt.Key.Key_Return)
    blank = focused()
    press(editor.rows()[1].first(), Qt.Key.Key_Return)
    assert unnamed(form.values()["materials"]) == [{"title": "报告"}]
    assert blank is editor.rows()[1].first()
    form.show_findings([finding("T09", "E", ("materials", 0, "issued"))])
    assert editor.rows()[0].slot.isVisible()
    assert not editor.rows()[1].slot.isVisible()
    assert editor.rows()[0].cells["issued"].entry(()).property("state") == "error"


def test_columns_that_need_not_be_filled_open_for_a_finding(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", {"materials": [{"title": "报告", "issued": "2007-10-15"}]})
    number = grid(form, "materials").rows()[0].cells["number"]
    assert not number.isVisible()
    form.go_to(("materials", 0, "number"))
    assert number.isVisible()
    assert number.entry(()).hasFocus()


def test_an_unticked_person_comes_back_with_ctrl_z(qtbot: QtBot) -> None:
    values = {"attendance": {"expected": ["p01", "p02"], "absent": [], "signed": None}}
    form = shown_form(qtbot, "study_session", values)
    tile = form.editor("attendance").findChildren(Tile)[1]
    tile.setFocus()
    press(tile, Qt.Key.Key_Space)
    assert form.values()["attendance"]["absent"] == [{"person": "p02"}]
    press(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert unnamed(form.values()) == values


def test_rows_that_moves_wrote_are_shown_and_kept(qtbot: QtBot) -> None:
    history = [{"on": "2008-09-15", "move": "register", "state": "open", "by": "p01"}]
    form = shown_form(qtbot, "rectification", {"history": history})
    assert unnamed(form.values()) == {"history": history}


def test_a_text_of_a_few_words_is_no_wider_than_what_goes_in(qtbot: QtBot) -> None:
    editor = GridEditor(DAYS, FormContext(today=TODAY))
    qtbot.addWidget(editor)
    editor.resize(1180, 200)
    editor.set_value([{"name": "暑假", "since": "2008-07-01", "until": "2008-08-31"}])
    editor.show()
    QApplication.processEvents()
    (row,) = editor.rows()
    name, since, until = (row.cells[key] for key in ("name", "since", "until"))
    twenty = theme().metrics().horizontalAdvance("国" * 20)
    assert twenty <= name.width() <= twenty + 60
    assert since.mapTo(row, QPoint()).y() == until.mapTo(row, QPoint()).y(), "from and to stand beside each other"


def test_from_and_to_go_to_the_next_line_together(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", {"materials": [{"title": "报告", "issued": "2007-10-15"}]})
    row = grid(form, "materials").rows()[0]
    row.unfold_for("received")
    QApplication.processEvents()
    issued, received = (row.cells[key] for key in ("issued", "received"))
    assert issued.mapTo(row, QPoint()).y() == received.mapTo(row, QPoint()).y()
