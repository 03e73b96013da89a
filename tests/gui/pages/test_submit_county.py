"""The packets of a school that has a county: received, sent back, mended and replaced, with the one thing to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services import packets, receipts, records
from core.services.desk import handover, replies
from gui.pages.submit import SubmitPage
from gui.widgets.buttons import Button
from gui.widgets.head import Head
from gui.widgets.paper import Printout
from tests.gui.pages.countypage import WithCounty, sent_back, with_county
from tests.support.typing import press
from tests.support.vaults import PASSWORD


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


def page(desk: WithCounty) -> SubmitPage:
    made = SubmitPage(desk.vault, tasks=desk.tasks, clock=desk.clock, chooser=desk.chooser)
    desk.show(made)
    return made


def chips(made: SubmitPage) -> list[str]:
    return [keyed.row.chips[0].text for keyed in made._rows._rows]


def mend(desk: WithCounty, id_: str) -> None:
    record = records.read(desk.vault, id_)
    opened = records.move(desk.vault, id_, "revise", revision=record.revision, answers={"reason": "按退回意见修改"})
    records.move(desk.vault, id_, "finish", revision=opened.revision)


def test_the_head_has_two_buttons_and_checking_files_stands_below_the_list(desk: WithCounty) -> None:
    made = page(desk)
    head = made.findChild(Head)
    assert isinstance(head, Head)
    shown = [one.text() for one in head.findChildren(Button) if one.isVisible()]
    assert [one.split()[0] for one in shown] == ["Read", "Make"]
    wanted: list[str] = []
    made.place_wanted.connect(lambda place, _what: wanted.append(place))
    press(made.check, Qt.Key.Key_Space)
    assert wanted == ["judge"]


def test_what_was_sent_back_leads_to_the_record_and_once_mended_to_the_packet_in_its_place(desk: WithCounty) -> None:
    record = sent_back(desk.world)
    made = page(desk)
    assert chips(made) == ["Sent back"]
    opened: list[str] = []
    wanted: list[tuple[str, object]] = []
    made.record_wanted.connect(lambda id_, _path: opened.append(id_))
    made.place_wanted.connect(lambda place, what: wanted.append((place, what)))
    press(made.mend, Qt.Key.Key_Space)
    desk.bench.settle()
    assert (opened, wanted) == ([record], [])
    mend(desk, record)
    press(made.mend, Qt.Key.Key_Space)
    desk.bench.settle()
    assert (opened, wanted) == ([record], [("packet", {"records": [record]})])


def test_once_replaced_it_says_by_what_and_asks_for_nothing(desk: WithCounty) -> None:
    record = sent_back(desk.world)
    mend(desk, record)
    drawn = packets.draw(desk.vault, [record], title="九月份报送包（改）", folder=desk.world.place)
    packets.seal(desk.vault, drawn, password=PASSWORD)
    made = page(desk)
    assert chips(made) == ["Not carried yet", "Replaced"]
    made.recall({"packet": packets.listing(desk.vault)[1].id})
    assert made.mend is None


def test_the_countys_answer_is_printed_from_what_was_kept(desk: WithCounty) -> None:
    desk.world.trusted()
    row = desk.world.rows(desk.world.packet())[0]
    receipt = replies.receive(desk.world.desk, row.incoming.id, folder=desk.world.place)
    path = handover.carry(desk.world.desk, receipt.id, desk.world.stick).path
    receipts.take(desk.vault, path)
    made = page(desk)
    printed: list[Printout] = []
    made.print_requested.connect(printed.append)
    assert chips(made) == ["Received"]
    press(made.answer, Qt.Key.Key_Space)
    desk.bench.settle()
    assert printed[0].pdf == path.read_bytes()
