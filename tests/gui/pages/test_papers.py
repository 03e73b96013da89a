"""Papers from the window: the sign-in sheet and ballots from the menus, blank sheets from 资料."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.records.catalogue import kinds
from core.services import drafts
from gui.messages import use, words
from gui.pages.archiving import ArchiveQuestion
from gui.pages.blanks import PRINT, BlanksQuestion
from gui.pages.editor import EditorPage
from gui.pages.search import SearchPage
from tests.core.documents.test_pages import texts_of
from tests.gui.pages.opened import FAST, Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.vaults import SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made
    use("en")


def edit(house: Opened, kind: str, values: dict[str, object]) -> EditorPage:
    page = EditorPage(house.vault, tasks=house.tasks, clock=house.clock, timing=FAST)
    house.show(page)
    page.recall({"record": drafts.begin(house.vault, kind, values=values).id})
    house.until(lambda: page.form() is not None)
    house.settle()
    return page


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [("study_session", "Print the sign-in sheet", "签到表"), ("survey", "Print ballots", "测评票")],
)
def test_the_menu_prints_what_hangs_under_a_record(house: Opened, kind: str, name: str, said: str) -> None:
    page = edit(house, kind, SESSION if kind == "study_session" else EXAMPLES["survey"])
    view = page._view
    assert view is not None
    entries = dict(page.actions_of().papers(view))
    printed: list[bytes] = []
    page.print_requested.connect(lambda printout: printed.append(printout.pdf))

    entries[name]()
    house.until(lambda: bool(printed))

    assert said in texts_of(printed[0])[0]


def test_a_record_without_such_papers_has_no_entries(house: Opened) -> None:
    page = edit(house, "leave", EXAMPLES["leave"])
    view = page._view
    assert view is not None
    assert page.actions_of().papers(view) == []


def test_blank_sheets_are_ticked_by_name_and_printed_together(house: Opened) -> None:
    page = SearchPage(house.vault, tasks=house.tasks, clock=house.clock)
    house.show(page)
    page.choose_blanks()
    asked = page.question
    assert isinstance(asked, BlanksQuestion)
    assert set(asked.list.boxes) == set(kinds())
    assert not asked.buttons[PRINT].isEnabled(), "nothing is ticked yet"
    for key in ("forum", "petition"):
        asked.list.boxes[key].click()
    printed: list[bytes] = []
    page.print_requested.connect(lambda printout: printed.append(printout.pdf))

    asked.buttons[PRINT].click()
    house.until(lambda: bool(printed))

    whole = "".join(texts_of(printed[0]))
    assert "民主恳谈会（空白表）" in whole
    assert "签到表" in whole
    assert "信访登记（空白表）" in whole
    assert len(printed) == 1


def test_they_go_by_the_names_of_the_sheets_in_both_languages(house: Opened) -> None:
    for language in ("en", "zh_CN"):
        use(language)
        page = SearchPage(house.vault, tasks=house.tasks, clock=house.clock)
        house.show(page)
        page.choose_blanks()
        assert isinstance(page.question, BlanksQuestion)
        assert page.question.list.boxes["dispute"].text() == words(kinds()["dispute"].sheet.words)
        page.question.reject()


def filing(house: Opened) -> tuple[SearchPage, ArchiveQuestion]:
    """Open the question about a year's archive."""
    page = SearchPage(house.vault, tasks=house.tasks, clock=house.clock)
    house.show(page)
    page.choose_archive()
    house.settle()
    assert isinstance(page.question, ArchiveQuestion)
    return page, page.question


def test_a_year_is_filed_with_what_is_ticked(house: Opened) -> None:
    house.enter_record("study_session", SESSION, moves=("finish",))
    page, asked = filing(house)
    assert asked.form._counted.text() == "10 years: 1 record"
    asked.form.fonds.set_value(" X001 ")
    printed: list[Any] = []
    page.print_requested.connect(printed.append)

    asked.buttons[PRINT].click()
    house.until(lambda: bool(printed))

    whole = "".join(texts_of(printed[0].pdf))
    assert "X001-WS·2008-D10-0001" in whole
    assert "备考表" in whole
    assert printed[0].name == "File a year 2008"


def test_with_nothing_to_file_it_says_so_and_prints_nothing(house: Opened) -> None:
    _page, asked = filing(house)
    assert "Nothing is finished yet" in asked.form._counted.text()
    assert not asked.buttons[PRINT].isEnabled()


def test_without_a_tick_nothing_can_be_printed(house: Opened) -> None:
    house.enter_record("study_session", SESSION, moves=("finish",))
    _page, asked = filing(house)
    for box in asked.form.parts.values():
        if box.value():
            box.click()
    assert not asked.buttons[PRINT].isEnabled()
