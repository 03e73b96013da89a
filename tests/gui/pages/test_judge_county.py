"""核对文件 in a school that has a county: its answers are believed, and what was found can be printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.services import county, drafts, records
from core.services.desk import handover, replies
from core.services.judging import Believed
from core.views.verdicts import Light
from gui.pages.judge import JudgePage
from gui.widgets.paper import Printout
from gui.widgets.verdict import VerdictCard
from tests.core.documents.test_pages import texts_of
from tests.gui.pages.countypage import WithCounty, with_county
from tests.support.typing import press
from tests.support.vaults import DIARY


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


def page(desk: WithCounty, *, believed: Believed | None, takes: bool = False) -> JudgePage:
    made = JudgePage(
        trust=desk.world.place / "trust.json",
        believed=believed,
        takes=takes,
        tasks=desk.tasks,
        clock=desk.clock,
        drives=desk.sticks,
        chooser=desk.chooser,
    )
    desk.show(made)
    return made


def answered(desk: WithCounty) -> Path:
    """Have a packet taken in, and its receipt on the stick."""
    desk.world.trusted()
    row = desk.world.rows(desk.world.packet())[0]
    receipt = replies.receive(desk.world.desk, row.incoming.id, folder=desk.world.place)
    return handover.carry(desk.world.desk, receipt.id, desk.world.stick).path


def test_the_countys_answer_is_green_for_whoever_took_its_letter_in_and_undecided_for_others(desk: WithCounty) -> None:
    receipt = answered(desk)
    for believed, light in ((lambda: county.certified(desk.vault), Light.VALID), (None, Light.UNDECIDED)):
        made = page(desk, believed=believed)
        made.judge([receipt])
        desk.bench.settle()
        assert [view.light for view in made.verdicts()] == [light]


def test_the_schools_own_packets_are_green_only_once_the_county_certified_its_key(desk: WithCounty) -> None:
    before = desk.world.packet(title="还没登记时的包")
    desk.world.trusted()
    begun = drafts.begin(desk.vault, "research_diary", values=DIARY)
    diary = records.move(desk.vault, begun.id, "finish", revision=begun.revision)
    after = desk.world.packet(diary.id, title="登记以后的包")
    made = page(desk, believed=lambda: county.certified(desk.vault))
    made.judge([before, after])
    desk.bench.settle()
    assert {view.path: view.light for view in made.verdicts()} == {before: Light.UNDECIDED, after: Light.VALID}


def test_the_validity_sheet_is_printed_with_its_verdict_and_the_files_name(desk: WithCounty, tmp_path: Path) -> None:
    receipt = answered(desk)
    made = page(desk, believed=lambda: county.certified(desk.vault))
    printed: list[Printout] = []
    made.print_requested.connect(printed.append)
    made.judge([receipt])
    desk.bench.settle()
    card = made.card(receipt)
    assert isinstance(card, VerdictCard)
    press(card.sheet, Qt.Key.Key_Space)
    desk.bench.settle()
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(bytes(printed[0].pdf))
    text = "".join("".join(texts_of(sheet)).split())
    assert "Valid" in text
    assert "".join(receipt.name.split()) in text


def test_a_sheet_of_what_is_no_pdf_can_be_printed_after_the_stick_is_gone(desk: WithCounty, tmp_path: Path) -> None:
    path = desk.world.stick / "其实是照片.pdf"
    path.write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    made = page(desk, believed=None)
    printed: list[Printout] = []
    made.print_requested.connect(printed.append)
    made.judge([path])
    desk.bench.settle()
    path.unlink()
    card = made.card(path)
    assert isinstance(card, VerdictCard)
    press(card.sheet, Qt.Key.Key_Space)
    desk.bench.settle()
    assert bytes(printed[0].pdf).startswith(b"%PDF")


def test_what_the_county_sent_leads_to_where_it_is_taken_in(desk: WithCounty) -> None:
    receipt = answered(desk)
    packet = next(path for path in desk.world.stick.rglob("*.pdf") if path.name.startswith("云岙小学"))
    made = page(desk, believed=lambda: county.certified(desk.vault), takes=True)
    wanted: list[tuple[str, object]] = []
    made.place_wanted.connect(lambda place, what: wanted.append((place, what)))
    made.judge([receipt, packet])
    desk.bench.settle()
    card = made.card(receipt)
    assert isinstance(card, VerdictCard)
    press(card.action, Qt.Key.Key_Space)
    assert wanted == [("answers", {"files": [str(receipt)]})]
    own = made.card(packet)
    assert isinstance(own, VerdictCard)
    assert own.data.action != "Take it in"


def test_the_first_letter_is_not_registered_but_taken_in(desk: WithCounty) -> None:
    letter = desk.world.certify(desk.world.enrol())
    made = page(desk, believed=lambda: county.certified(desk.vault), takes=True)
    made.judge([letter])
    desk.bench.settle()
    card = made.card(letter)
    assert isinstance(card, VerdictCard)
    assert (card.data.value, card.data.action) == ("undecided", "Take it in")
