"""What was typed and not understood: kept beside the draft, there again with the form, gone when it is understood."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.services import drafts, people, records, unread
from core.views.changes import Changes
from gui.pages.editor import EditorPage
from tests.gui.pages.opened import Opened, opened
from tests.gui.pages.test_editor import edit, form_of, saved
from tests.support.typing import press, type_text
from tests.support.vaults import SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


def retype(house: Opened, page: EditorPage, path: tuple[Any, ...], text: str) -> None:
    """Type over what stands at a place, and leave it."""
    place = form_of(page).editor(str(path[0])).entry(path)
    line = place if isinstance(place, QLineEdit) else place.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    line.selectAll()
    press(line, Qt.Key.Key_Backspace)
    type_text(line, text)
    line.editingFinished.emit()
    saved(house, page)


def line_at(page: EditorPage, path: tuple[Any, ...]) -> str:
    """Return what stands in the line of a place."""
    place = form_of(page).editor(str(path[0])).entry(path)
    line = place if isinstance(place, QLineEdit) else place.findChild(QLineEdit)
    assert line is not None
    return line.text()


UNREAD: list[tuple[tuple[Any, ...], str]] = [
    (("date",), "2008-02-30"),
    (("start_time",), "25:70"),
    (("host",), "李新来"),
    (("resolutions", 0, "owner"), "赵不在"),
    (("resolutions", 0, "due"), "下月初"),
]


@pytest.mark.parametrize(("path", "text"), UNREAD, ids=[str(path[-1]) for path, _text in UNREAD])
def test_what_was_typed_and_not_understood_is_there_again(house: Opened, path: tuple[Any, ...], text: str) -> None:
    values = {**SESSION, "resolutions": [{"text": "整理意见条交校务会"}]}
    begun = drafts.begin(house.vault, "study_session", values=values)
    page = edit(house, begun.id)
    retype(house, page, path, text)
    page.leave(lambda: None)
    house.settle()

    again = edit(house, begun.id)
    assert line_at(again, path) == text
    (complaint,) = [said for said in form_of(again).findings() if said.own]
    assert text in complaint.text
    assert complaint.path == path
    assert not [said for said in form_of(again).findings() if said.rule == "W01" and said.path == path]

    retype(house, again, path, "")
    third = edit(house, begun.id)
    assert line_at(third, path) == ""
    assert unread.read(house.vault, begun.id) == {}


def test_a_row_with_nothing_else_in_it_comes_again_with_its_unread_name(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session", values={**SESSION, "resolutions": []})
    page = edit(house, begun.id)
    grid = form_of(page).editor("resolutions")
    grid._append()  # type: ignore[attr-defined]
    (cell,) = [row.cells["owner"] for row in grid._rows]  # type: ignore[attr-defined]
    cell._box.type_name("赵不在")
    saved(house, page)

    again = form_of(edit(house, begun.id)).editor("resolutions")
    assert [row.cells["owner"].unread() for row in again._rows] == ["赵不在"]  # type: ignore[attr-defined]


def test_a_stranger_is_put_on_the_list_with_one_press_and_stands_in_the_field(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session", values=SESSION)
    page = edit(house, begun.id)
    retype(house, page, ("host",), "李新来")
    (complaint,) = [said for said in form_of(page).findings() if said.own]
    assert complaint.action == "Put on the list"
    changes: list[Changes] = []
    page.changed.connect(changes.append)

    form_of(page)._acted(complaint.key)
    house.until(lambda: bool(changes))
    house.settle()
    saved(house, page)

    (person,) = [one for one in people.listing(house.vault) if one.name == "李新来"]
    assert records.read(house.vault, begun.id).values["host"] == person.id
    assert [said for said in form_of(page).findings() if said.own] == []
    assert unread.read(house.vault, begun.id) == {}
    assert any(one.people for one in changes)


def test_a_draft_that_is_thrown_away_leaves_no_unread_text(house: Opened) -> None:
    begun = drafts.begin(house.vault, "study_session", values=SESSION)
    page = edit(house, begun.id)
    retype(house, page, ("host",), "李新来")
    assert unread.read(house.vault, begun.id) == {"host": "李新来"}
    drafts.discard(house.vault, begun.id, revision=records.read(house.vault, begun.id).revision)
    assert unread.read(house.vault, begun.id) == {}
