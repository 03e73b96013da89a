"""Fills a form from the keyboard as a person does; never sets a value behind the editor's back."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gui.forms.attendance import AttendanceEditor
from gui.forms.choices import ChoiceEditor, ChoicesEditor, ToggleEditor
from gui.forms.editor import Editor
from gui.forms.form import Form
from gui.forms.grid import GridEditor
from gui.forms.names import PeopleEditor, PersonEditor
from gui.widgets.buttons import Button
from tests.support.typing import press, type_text


def fill_in(form: Form, values: Mapping[str, Any]) -> None:
    """Fill the fields of a form; people are given by name."""
    for key, value in values.items():
        fill(form.editor(key), value)


def fill(editor: Editor, value: Any) -> None:
    """Fill one editor."""
    if isinstance(editor, GridEditor):
        _fill_grid(editor, value)
    elif isinstance(editor, ChoicesEditor):
        for option in value:
            editor._boxes[option].setFocus()
            press(editor._boxes[option], Qt.Key.Key_Space)
    elif isinstance(editor, ChoiceEditor):
        _choose(editor, value)
    elif isinstance(editor, ToggleEditor):
        if editor.value() is not value:
            press(editor._box, Qt.Key.Key_Space)
    elif isinstance(editor, AttendanceEditor):
        pytest.fail("attendance begins with everybody; untick a tile instead")
    elif isinstance(editor, PersonEditor):
        line = editor.findChild(QComboBox).lineEdit()
        retype(line, str(value))
        press(line, Qt.Key.Key_Return)
    elif isinstance(editor, PeopleEditor):
        for name in value:
            retype(editor._adder.lineEdit(), str(name))
            press(editor._adder, Qt.Key.Key_Return)
    else:
        retype(editor.entry((editor.field.key,)), str(value))


def retype(field: QWidget, text: str) -> None:
    """Replace what stands in a field by typing."""
    field.setFocus()
    target = field if isinstance(field, QLineEdit) else field.focusProxy() or field
    if isinstance(target, QLineEdit | QPlainTextEdit):
        target.selectAll()
    type_text(target, text)


def _choose(editor: ChoiceEditor, value: Any) -> None:
    """Go to an answer with the arrows."""
    box = editor.findChild(QComboBox)
    at = box.findData(value)
    assert at >= 0, f"{editor.field.key} has no answer {value}"
    box.setFocus()
    while box.currentIndex() != at:
        press(box, Qt.Key.Key_Down if box.currentIndex() < at else Qt.Key.Key_Up)


def _fill_grid(editor: GridEditor, rows: list[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows):
        if number >= len(editor.rows()):
            add = next(button for button in editor.findChildren(Button) if button is editor._add)
            add.click()
        cells = editor.rows()[number].cells
        for key, value in row.items():
            editor.rows()[number].unfold_for(key)
            fill(cells[key], value)
