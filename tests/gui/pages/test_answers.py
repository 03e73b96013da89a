"""What the county sends back is read: one line a file, nothing believed before it was compared, keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, copytree

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.campaign.reader import preset
from core.records.errand import Remark
from core.services import campaigns, county, packets, records, vaults
from core.services.desk import authority, handover, replies
from core.views.changes import Changes
from core.views.county import Standing
from gui.pages.answers import AnswersPage
from gui.widgets.finding import FindingRow
from tests.gui.pages.countypage import Sticks, WithCounty, with_county
from tests.support.typing import press
from tests.support.vaults import PASSWORD


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


def page(desk: WithCounty, *, sticks: Sticks | None = None) -> AnswersPage:
    made = AnswersPage(
        desk.vault, tasks=desk.tasks, clock=desk.clock, drives=sticks or desk.sticks, chooser=desk.chooser
    )
    desk.show(made)
    return made


def read(desk: WithCounty, made: AnswersPage) -> list[str]:
    press(made.read_button, Qt.Key.Key_Space)
    desk.bench.settle()
    return [line.chip.text for line in made.lines()]


def said(made: AnswersPage) -> list[str]:
    return [row.line.text for row in made.findChildren(FindingRow) if row.isVisible()]


def answered(desk: WithCounty, *, back: bool = False) -> str:
    """Hand a packet in, let the county answer, and carry the answer onto the stick; returns the record."""
    world = desk.world
    row = world.rows(world.packet())[0]
    item = row.incoming.items[0]
    if back:
        remark = Remark(record=item.record, number=item.number, field="content", label="学习内容", text="请写明。")
        made = replies.send_back(world.desk, row.incoming.id, remarks=[remark], note="改好再报。", folder=world.place)
    else:
        made = replies.receive(world.desk, row.incoming.id, folder=world.place)
    handover.carry(world.desk, made.id, world.stick)
    return item.record


def test_no_stick_and_an_empty_stick_are_said(desk: WithCounty, tmp_path: Path):
    assert read(desk, made := page(desk, sticks=Sticks())) == []
    assert len(said(made)) == 1
    assert read(desk, made := page(desk)) == []
    assert len(said(made)) == 1
    made = page(desk, sticks=Sticks(tmp_path / "pulled out"))
    assert read(desk, made) == []
    assert len(said(made)) == 1


def test_a_letter_is_compared_ticked_and_taken_by_keyboard_alone(desk: WithCounty):
    desk.world.certify(desk.world.enrol(), name="云川县云岙镇中心小学（东校区）")
    made = page(desk)
    told: list[Changes] = []
    made.changed.connect(told.append)
    chips = read(desk, made)
    assert chips.count("Certificate letter") == 1
    line = next(line for line in made.lines() if line.chip.text == "Certificate letter")
    press(line.action, Qt.Key.Key_Space)
    question = made.question
    desk.bench.until(question.agrees.hasFocus)
    root = question.letter.root
    assert question.fingerprint.digits.text().split() == root.upper().split()
    press(question.buttons["take"], Qt.Key.Key_Space)
    assert question.isVisible()
    assert county.state(desk.vault).standing is Standing.ASKED
    press(question.agrees, Qt.Key.Key_Space)
    press(question.buttons["take"], Qt.Key.Key_Space)
    desk.bench.settle()
    standing = county.state(desk.vault)
    assert (standing.standing, standing.root) == (Standing.CERTIFIED, root)
    assert standing.school == "云川县云岙镇中心小学（东校区）"
    assert "Certified" in [line.chip.text for line in made.lines()]
    assert any(change.school for change in told)


def test_escape_takes_no_letter(desk: WithCounty):
    desk.world.certify(desk.world.enrol())
    made = page(desk)
    read(desk, made)
    line = next(line for line in made.lines() if line.chip.text == "Certificate letter")
    press(line.action, Qt.Key.Key_Space)
    desk.bench.until(made.question.agrees.hasFocus)
    made.question.agrees.set_value(on=True)
    press(made.question.agrees, Qt.Key.Key_Escape)
    desk.bench.settle()
    assert county.state(desk.vault).standing is Standing.ASKED
    assert made.question is None


def test_a_receipt_and_its_second_copy_are_one_line_each_and_the_records_are_received(desk: WithCounty):
    desk.world.trusted()
    record = answered(desk)
    receipt = next(desk.world.stick.rglob("*回执*.pdf"))
    copyfile(receipt, desk.world.stick / "回执 (1).pdf")
    made = page(desk)
    told: list[Changes] = []
    made.changed.connect(told.append)
    chips = read(desk, made)
    assert chips.count("Received") == 2
    assert sum("nothing changed" in line.line for line in made.lines()) == 1
    assert records.read(desk.vault, record).state == "received"
    assert [change.records for change in told] == [frozenset({record})]
    assert chips.count("Of this school") == len(chips) - 3, "form and packet of the school lie there, too"


def test_a_return_leads_to_the_record_with_the_remark(desk: WithCounty):
    desk.world.trusted()
    record = answered(desk, back=True)
    made = page(desk)
    wanted: list[str] = []
    made.record_wanted.connect(lambda id_, _path: wanted.append(id_))
    read(desk, made)
    line = next(line for line in made.lines() if line.chip.text == "Sent back")
    assert "1 remark" in line.line
    assert "改好再报。" in line.line
    press(line.action, Qt.Key.Key_Space)
    assert wanted == [record]


def test_what_could_not_be_believed_is_read_again_once_the_letter_is_taken(desk: WithCounty, tmp_path: Path):
    desk.world.trusted()
    answered(desk)
    (tmp_path / "fresh").mkdir()
    receipt = next(desk.world.stick.rglob("*回执*.pdf"))
    with with_county(tmp_path / "fresh", desk.bench.qtbot) as other:
        # The other school hears of the same county only now.
        letter = desk.world.certify(other.world.enrol(), name="云川县白石小学", principal="林志远", school="")
        made = page(other)
        made.read([receipt, letter])
        other.bench.settle()
        first, second = made.lines()
        assert (first.chip.text, second.chip.text) == ("Not taken in", "Certificate letter")
        press(second.action, Qt.Key.Key_Space)
        made.question.agrees.set_value(on=True)
        press(made.question.buttons["take"], Qt.Key.Key_Space)
        other.bench.settle()
        first = made.lines()[0]
        assert "packet made here" in first.line, "believed now, but it is another school's"


def test_other_files_are_left_alone_and_a_changed_receipt_is_refused(desk: WithCounty):
    desk.world.trusted()
    record = answered(desk)
    receipt = next(desk.world.stick.rglob("*回执*.pdf"))
    content = bytearray(receipt.read_bytes())
    content[len(content) // 2] ^= 1
    receipt.write_bytes(content)
    (desk.world.stick / "课表.pdf").write_bytes(b"%PDF-1.7 a timetable")
    made = page(desk)
    chips = read(desk, made)
    assert "Not taken in" in chips
    assert "Another file" in chips or chips.count("Not taken in") == 2
    assert records.read(desk.vault, record).state == "submitted"


def test_a_notice_shows_what_changes_before_it_is_taken_and_escape_takes_nothing(desk: WithCounty):
    world = desk.world
    world.trusted()
    sent = authority.notice(world.desk, preset(), words="请各校于本月内导入。", folder=world.place)
    path = handover.carry(world.desk, sent.id, world.stick).path
    made = page(desk)
    made.read([path])
    desk.bench.settle()
    (line,) = made.lines()
    assert line.chip.text == "Campaign notice"
    press(line.action, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.preview is not None and made.preview.isVisible())
    made.preview.reject()
    desk.bench.settle()
    assert campaigns.current(desk.vault) == ()
    press(made.lines()[0].action, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.preview is not None and made.preview.isVisible())
    made.preview.taken.emit(desk.clock.now().date())
    desk.bench.settle()
    assert [one.id for one in campaigns.current(desk.vault)] == [preset().id]
    assert made.lines()[0].action is None


def test_a_receipt_lost_with_the_computer_is_taken_in_again_from_the_stick(desk: WithCounty, tmp_path: Path):
    world = desk.world
    world.trusted()
    row = world.rows(world.packet())[0]
    world.vault.close()
    kept = tmp_path / "kept"
    copytree(world.vault.folder, kept)
    world.vault = desk.vault = vaults.open_vault(world.vault.folder, PASSWORD, clock=world.clock)
    made = replies.receive(world.desk, row.incoming.id, folder=world.place)
    handover.carry(world.desk, made.id, world.stick)
    assert read(desk, page(desk)).count("Received") == 1
    world.vault.close()
    world.vault = desk.vault = vaults.open_vault(kept, PASSWORD, clock=world.clock)
    shown = page(desk)
    assert read(desk, shown).count("Received") == 1
    assert not any("nothing changed" in line.line for line in shown.lines())
    assert packets.listing(desk.vault)[0].received_on == desk.clock.now().date()


def test_the_receipt_of_another_packet_is_refused_and_named(desk: WithCounty, tmp_path: Path):
    world = desk.world
    world.trusted()
    world.vault.close()
    kept = tmp_path / "kept"
    copytree(world.vault.folder, kept)
    world.vault = desk.vault = vaults.open_vault(world.vault.folder, PASSWORD, clock=world.clock)
    answered(desk)
    receipt = next(world.stick.rglob("*回执*.pdf"))
    world.vault.close()
    world.vault = desk.vault = vaults.open_vault(kept, PASSWORD, clock=world.clock)  # the packet was never made here
    made = page(desk)
    made.read([receipt])
    desk.bench.settle()
    (line,) = made.lines()
    assert line.chip.text == "Not taken in"
    assert "九月份报送包" in line.line


def test_what_is_not_the_countys_stands_below_all_that_is(desk: WithCounty):
    desk.world.trusted()
    answered(desk, back=True)
    (desk.world.stick / "0课表.pdf").write_bytes(b"%PDF-1.7 a timetable")
    made = page(desk)
    read(desk, made)
    quiet = [line.quiet for line in made.lines()]
    assert quiet == sorted(quiet)
    assert 0 < sum(quiet) < len(quiet)
