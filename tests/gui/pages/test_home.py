"""The first page: three columns, the notice's words in place, one button a row."""

import pytest

from core.services import demonstration, drafts
from gui.pages.editor import EditorPage
from gui.pages.home import HomePage
from gui.widgets.theme import Room
from gui.widgets.todo import TodoRow
from tests.support.screens import school
from tests.support.stage import Stage, staged


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The fictional school with all its records, made once."""
    return school(tmp_path_factory.mktemp("school"))


@pytest.fixture
def stage(tmp_path, told):
    vault, clock = told
    found = Stage(tmp_path, vault=vault, clock=clock, password=demonstration.PASSWORD)
    found.unlock()
    yield found
    found.close()


def page(stage: Stage) -> HomePage:
    found = stage.window.shell().page()
    assert isinstance(found, HomePage)
    return found


def rows(stage: Stage, column: str) -> list[TodoRow]:
    return page(stage)._columns[column].rows()


def test_what_is_due_soon_stands_in_its_column_with_chip_and_button(stage):
    todos = [row.todo for row in rows(stage, "due_soon")]
    overdue = next(todo for todo in todos if "应急疏散" in todo.heading)
    assert overdue.chip.text == "逾期 81 天"
    assert overdue.action
    assert overdue.quote


def test_the_notices_words_unfold_in_place_and_fold_again(stage):
    row = next(row for row in rows(stage, "due_soon") if row.todo.quote)
    before = row.heightForWidth(row.width())
    row._link.click()
    assert row._quote is not None
    stage.settle()
    assert row.heightForWidth(row.width()) > before
    row._link.click()
    assert row._quote is None


def test_the_badge_of_the_rail_counts_what_is_overdue(stage):
    shell = stage.window.shell()
    assert shell._rail._places["rectification"].badge == 1


def test_a_draft_waits_among_what_is_to_hand_in_and_its_button_opens_it(stage):
    begun = drafts.begin(stage.window._vault, "study_session", values={"title": "没写完的一次"})
    page(stage).enter()
    stage.settle()
    row = next(row for row in rows(stage, "to_hand_in") if row.todo.heading == "没写完的一次")
    assert row.todo.chip.text == "草稿"
    row.acted.emit(row.todo.key)
    shell = stage.window.shell()
    stage.until(lambda: isinstance(shell.page(), EditorPage) and shell.page().form() is not None)
    assert shell.page().memory()["record"] == begun.id
    stage.settle()


def test_less_room_shows_one_column_behind_tabs(stage):
    stage.app.preferences.change(text_scale=200)
    stage.settle()
    home = page(stage)
    assert home._room is Room.NARROW
    assert [key for key, part in home._columns.items() if part.isVisible()] == ["to_hand_in"]
    home._tabs.step(1)
    assert [key for key, part in home._columns.items() if part.isVisible()] == ["due_soon"]
    stage.app.preferences.change(text_scale=100)
    stage.settle()
    assert all(part.isVisible() for part in home._columns.values())


def test_no_row_is_wider_than_its_column(stage):
    for percent in (100, 125, 150, 200):
        stage.app.preferences.change(text_scale=percent)
        stage.settle()
        for key in ("to_hand_in", "due_soon", "handed_in"):
            column = page(stage)._columns[key]
            if not column.isVisible():
                continue
            for row in column.rows():
                assert row.minimumSizeHint().width() <= column.width(), (percent, row.todo.heading)
    stage.app.preferences.change(text_scale=100)


def test_an_empty_school_says_so_in_every_column(tmp_path):
    stage = staged(tmp_path)
    home = page(stage)
    assert all(not part.rows() for key, part in home._columns.items() if key != "due_soon")
    stage.close()


def test_the_campaigns_named_under_the_title_lead_to_their_page(stage):
    link = page(stage)._head.link()
    assert link.text() == "2008主题实践活动"
    link.click()
    stage.settle()
    assert stage.window.shell().here()["place"] == "campaigns"
    stage.window.shell().back()
    stage.settle()
    assert isinstance(stage.window.shell().page(), HomePage)
