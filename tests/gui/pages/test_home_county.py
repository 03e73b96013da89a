"""The first page of a school that has a county: a packet that was sent back stands first, and leads to mending it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services import packets, records
from gui.pages.home import HomePage
from gui.widgets.buttons import Button
from gui.widgets.todo import TodoRow
from tests.gui.pages.countypage import WithCounty, sent_back, with_county
from tests.support.typing import press
from tests.support.vaults import PASSWORD


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


class Home:
    """The page, and where it led."""

    def __init__(self, desk: WithCounty) -> None:
        self.desk = desk
        self.page = HomePage(desk.vault, tasks=desk.tasks, clock=desk.clock)
        desk.show(self.page)
        self.opened: list[str] = []
        self.wanted: list[tuple[str, object]] = []
        self.page.record_wanted.connect(lambda id_, _path: self.opened.append(id_))
        self.page.place_wanted.connect(lambda place, what: self.wanted.append((place, what)))

    def rows(self, column: str = "to_hand_in") -> list[TodoRow]:
        return self.page._columns[column].rows()

    def first(self) -> TodoRow:
        return self.rows()[0]

    def press(self, words: str) -> None:
        button = next(one for one in self.first().findChildren(Button) if one.text() == words)
        press(button, Qt.Key.Key_Space)
        self.desk.bench.settle()

    def read(self) -> None:
        self.page.enter()
        self.desk.bench.settle()


def mend(desk: WithCounty, id_: str) -> None:
    record = records.read(desk.vault, id_)
    opened = records.move(desk.vault, id_, "revise", revision=record.revision, answers={"reason": "按退回意见修改"})
    records.move(desk.vault, id_, "finish", revision=opened.revision)


def test_a_packet_that_was_sent_back_stands_first_once_and_leads_to_its_record_and_then_to_its_heir(
    desk: WithCounty,
) -> None:
    record = sent_back(desk.world)
    home = Home(desk)
    todo = home.first().todo
    assert (todo.heading, todo.chip.text if todo.chip else "") == ("九月份报送包", "Sent back")
    assert "1 of 1 records to be mended" in todo.line
    assert [row.todo.chip.text for row in home.rows() if row.todo.chip].count("Sent back") == 1
    home.press("Change as the remarks say")
    assert (home.opened, home.wanted) == ([record], [])
    mend(desk, record)
    home.read()
    assert "all mended" in home.first().todo.line
    home.press("Hand it in")
    assert home.wanted == [("packet", {"records": [record]})]


def test_its_packet_can_be_seen_and_is_not_called_handed_in(desk: WithCounty) -> None:
    sent_back(desk.world)
    home = Home(desk)
    assert [row.todo.chip.text for row in home.rows("handed_in") if row.todo.chip] == ["Sent back"]
    home.press("See this packet")
    assert home.wanted == [("submit", {"packet": packets.listing(desk.vault)[0].id})]


def test_once_another_packet_took_its_place_nothing_is_asked_for(desk: WithCounty) -> None:
    record = sent_back(desk.world)
    mend(desk, record)
    drawn = packets.draw(desk.vault, [record], title="九月份报送包（改）", folder=desk.world.place)
    packets.seal(desk.vault, drawn, password=PASSWORD)
    home = Home(desk)
    todo = home.first().todo
    assert (todo.heading, todo.chip.text if todo.chip else "") == ("九月份报送包（改）", "Not carried yet")
    assert all(row.todo.chip.text != "Sent back" for row in home.rows() if row.todo.chip)
