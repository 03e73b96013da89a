"""Several records as one print, a record as text, a list as a table: from the pages that list records."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from core.records.kind import Place
from core.services import drafts, seals
from gui.messages import about
from gui.pages.chosen import ChosenBar
from gui.pages.ledger import LedgerPage
from gui.pages.page import Page
from gui.pages.records import RecordsPage
from gui.pages.search import SearchPage
from gui.widgets.finding import FindingLine, NoteLine
from gui.widgets.paper import Printout
from gui.widgets.text import Label
from tests.core.documents.test_pages import texts_of
from tests.core.services.test_preview import PETITION
from tests.gui.pages.opened import Opened, opened
from tests.support.examples import EXAMPLES
from tests.support.stage import AnsweringChooser
from tests.support.typing import press, type_text
from tests.support.vaults import CHEAP, ITEM, PASSWORD, SESSION


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made


class Desk:
    """A page, and what came out of it."""

    def __init__(self, house: Opened, page: Page) -> None:
        self.house, self.page = house, page
        self.papers: list[Printout] = []
        self.told: list[FindingLine] = []
        page.print_requested.connect(self.papers.append)
        page.told.connect(lambda line, _place, _what: self.told.append(line))
        house.show(page)
        house.settle()

    def print(self, view: QAbstractItemView) -> None:
        """Choose everything and print, by keyboard."""
        self.page.activateWindow()  # a question may have been in front
        self.house.until(self.page.isActiveWindow)
        press(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        self.house.settle()

    def text(self) -> str:
        return "".join(texts_of(self.papers[-1].pdf))


def listed(house: Opened, place: Place, chooser: AnsweringChooser | None = None) -> tuple[Desk, RecordsPage]:
    page = RecordsPage(house.vault, place, tasks=house.tasks, clock=house.clock, chooser=chooser, typing=10)
    return Desk(house, page), page


def test_chosen_records_become_one_print_in_the_order_of_the_list(house: Opened) -> None:
    for title, day in (("第一件", "2008-09-02"), ("第二件", "2008-09-04"), ("第三件", "2008-09-03")):
        house.enter_record("study_session", {**SESSION, "title": title, "date": day})
    desk, page = listed(house, Place.STUDY)
    desk.print(page.listed())
    assert desk.papers[0].name == "3 records"
    assert desk.papers[0].starts[0] == 0
    assert len(desk.papers[0].starts) == 3
    text = desk.text()
    assert text.index("第二件") < text.index("第三件") < text.index("第一件"), "the latest day first, as listed"


def test_one_chosen_record_is_printed_as_ever_and_the_bar_keeps_still(house: Opened) -> None:
    record = house.enter_record("study_session", SESSION)
    house.enter_record("study_session", {**SESSION, "date": "2008-09-02"})
    desk, page = listed(house, Place.STUDY)
    bar = page.findChild(ChosenBar)
    assert bar is not None
    assert not bar._print.isVisible()
    page.listed().setCurrentIndex(page.model().at(record.id))
    press(page.listed(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert desk.papers[0].starts == (0,)
    press(page.listed(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bar._print.isVisible()
    assert bar._print.text() == "Print the 2 chosen"


def test_what_is_not_for_everybody_is_asked_about_once_for_all(house: Opened) -> None:
    for who in ("村民蔡明", "村民涂小明"):
        drafts.begin(house.vault, "petition", values={**PETITION, "petitioner": who, "body": f"{who[2:]}来校说情况。"})
    drafts.begin(house.vault, "council_meeting", values=EXAMPLES["council_meeting"])
    desk, page = listed(house, Place.ACTIVITIES)
    desk.print(page.listed())
    assert desk.papers == []
    question = page._actions.dialog
    (note,) = question.findChildren(NoteLine)
    assert "Petition" in note.findChildren(Label)[-1].text()
    assert question.focusWidget() is question.buttons["public"]
    question.buttons["public"].click()
    house.settle()
    assert "蔡明" not in desk.text()
    assert "蔡某某" in desk.text()
    desk.print(page.listed())
    page._actions.dialog.buttons["no"].click()
    house.settle()
    assert len(desk.papers) == 1, "the safe answer prints nothing"


def test_locked_records_ask_for_their_password_first(house: Opened) -> None:
    seals.choose(house.vault, PASSWORD, cost=CHEAP)
    for _twice in range(2):
        drafts.begin(house.vault, "criticism_meeting", values=EXAMPLES["criticism_meeting"])
    seals.lock(house.vault)
    desk, page = listed(house, Place.ACTIVITIES)
    wanted: list[object] = []
    page.seal_wanted.connect(lambda then, _else: wanted.append(then))
    desk.print(page.listed())
    page._actions.dialog.buttons["whole"].click()
    house.settle()
    assert desk.papers == []
    assert len(wanted) == 1
    seals.unlock(house.vault, PASSWORD)
    wanted[0]()  # type: ignore[operator]
    house.settle()
    assert len(desk.papers) == 1


def test_records_found_by_a_search_are_printed_together(house: Opened) -> None:
    for day in ("2008-09-02", "2008-09-03"):
        house.enter_record("study_session", {**SESSION, "date": day})
    page = SearchPage(house.vault, tasks=house.tasks, clock=house.clock, typing=10)
    desk = Desk(house, page)
    page.look_for("优先发展")
    house.settle()
    page.listed().setFocus()
    desk.print(page.listed())
    assert desk.papers[0].name == "2 records"


def test_items_of_the_ledger_are_printed_together_and_written_as_its_lists(house: Opened, tmp_path: Path) -> None:
    for title in ("第一项", "第二项"):
        house.enter_record("rectification", {**ITEM, "title": title})
    chooser = AnsweringChooser()
    page = LedgerPage(house.vault, tasks=house.tasks, clock=house.clock, chooser=chooser)
    desk = Desk(house, page)
    desk.print(page.table())
    assert desk.papers[0].name == "2 records"
    chooser.answers.append(tmp_path / "ledger.xlsx")
    page.save_table()
    house.settle()
    assert chooser.asked[-1].endswith("2008-09-19 (copy).xlsx")
    book = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert len(book.worksheets) == 3
    assert desk.told[-1].text == f"2 rows were written to {tmp_path / 'ledger.xlsx'}."


def test_a_list_is_written_as_it_is_filtered(house: Opened, tmp_path: Path) -> None:
    for title, day in (("第一件", "2008-09-02"), ("第二件", "2008-09-04")):
        house.enter_record("study_session", {**SESSION, "title": title, "date": day})
    chooser = AnsweringChooser()
    desk, page = listed(house, Place.STUDY, chooser)
    assert page.seek()
    type_text(QApplication.focusWidget(), "第二件")
    house.until(lambda: page.model().rowCount() == 1)
    chooser.answers.extend([tmp_path / "list.xlsx", None])
    page.save_table()
    house.settle()
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert [row[3].value for row in sheet.iter_rows(min_row=3)] == ["第二件"]
    assert len(desk.told) == 1
    page.save_table()
    house.settle()
    assert len(desk.told) == 1, "who thinks better of it gets nothing"


def test_a_table_that_cannot_be_written_says_why(house: Opened, tmp_path: Path) -> None:
    house.enter_record("study_session", SESSION)
    chooser = AnsweringChooser()
    _desk, page = listed(house, Place.STUDY, chooser)
    chooser.answers.append(tmp_path / "gone" / "list.xlsx")
    page.save_table()
    house.settle()
    assert about(house.troubles[-1]).text()


def test_a_record_is_copied_as_text(house: Opened) -> None:
    house.enter_record("study_session", SESSION)
    desk, page = listed(house, Place.STUDY)
    page.pane().copy_text()
    house.settle()
    assert SESSION["title"] in QGuiApplication.clipboard().text()
    assert desk.told[-1].text.startswith("The record was copied as text.")


def test_a_petition_is_copied_without_names_unless_the_whole_is_asked_for(house: Opened) -> None:
    drafts.begin(house.vault, "petition", values=PETITION)
    desk, page = listed(house, Place.ACTIVITIES)
    QGuiApplication.clipboard().setText("before")
    page.pane().copy_text()
    house.settle()
    question = page._actions.dialog
    assert question.windowTitle() == "How is it to be copied?"
    assert question.focusWidget() is question.buttons["public"]
    question.buttons["no"].click()
    house.settle()
    assert QGuiApplication.clipboard().text() == "before"
    for answer, told in (("public", "蔡某某"), ("whole", "蔡明")):
        page.pane().copy_text()
        house.settle()
        page._actions.dialog.buttons[answer].click()
        house.settle()
        assert told in QGuiApplication.clipboard().text()
    assert len(desk.told) == 2
