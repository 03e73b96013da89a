"""The packet wizard of a school that has a county: what replaces, what is closed, and what stays away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.records.content import Record
from core.services import drafts, packets, receipts, records
from core.services.desk import handover, intake, replies, trust
from core.views.verdicts import Light
from gui.wizards.packet import PacketWizard
from tests.gui.pages.countypage import WithCounty, sent_back, with_county
from tests.support.examples import EXAMPLES
from tests.support.typing import press, type_text
from tests.support.vaults import PASSWORD, SESSION


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


def wizard(desk: WithCounty) -> PacketWizard:
    made = PacketWizard(desk.vault, tasks=desk.tasks, clock=desk.clock, chooser=desk.chooser, drives=desk.sticks)
    desk.bench.qtbot.addWidget(made)
    made.resize(1242, 668)
    with desk.bench.qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.enter()
    desk.bench.settle()
    return made


def mended(desk: WithCounty) -> Record:
    """Have a session sent back, change it and finish it again."""
    record = records.read(desk.vault, sent_back(desk.world))
    answers = {"reason": "按退回意见修改"}
    opened = records.move(desk.vault, record.id, "revise", revision=record.revision, answers=answers)
    return records.move(desk.vault, record.id, "finish", revision=opened.revision)


def checked(desk: WithCounty, made: PacketWizard, *ids: str) -> None:
    made.choose.rows.tick(ids)
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.settle()
    assert made.step() == "check"


def signed(desk: WithCounty, made: PacketWizard) -> None:
    """Go on from the check to the signed packet."""
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.look.pages is not None)
    press(made.steps.next, Qt.Key.Key_Space)
    type_text(made.sign.password.line, PASSWORD)
    press(made.sign.password.line, Qt.Key.Key_Return)
    desk.bench.until(lambda: made.step() == "carry")


def carried(desk: WithCounty, made: PacketWizard) -> Path:
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.delivery.carried is not None)
    return made.delivery.carried.path


def petition(desk: WithCounty) -> Record:
    return drafts.begin(desk.vault, "petition", values=EXAMPLES["petition"])


def test_a_mended_record_goes_in_the_place_of_the_packet_that_was_sent_back(desk: WithCounty) -> None:
    record = mended(desk)
    made = wizard(desk)
    checked(desk, made, record.id)
    assert made.check.replacing.isVisible()
    assert "九月份报送包" in made.check.replacing.text()
    signed(desk, made)
    row = desk.world.rows(carried(desk, made))[0]
    assert row.verdict.light is Light.VALID
    assert row.incoming.replaces
    heir, before = packets.listing(desk.vault)
    assert (heir.replaces, before.replaced_by) == (before.title, heir.title)


def test_unticked_it_stands_beside_the_other_and_the_choice_outlives_another_check(desk: WithCounty) -> None:
    record = mended(desk)
    made = wizard(desk)
    checked(desk, made, record.id)
    press(made.check.replacing, Qt.Key.Key_Space)
    press(made.steps.back, Qt.Key.Key_Space)
    checked(desk, made, record.id)
    assert not made.check.replacing.value()
    signed(desk, made)
    assert packets.listing(desk.vault)[0].replaces == ""


def test_what_was_never_sent_back_is_not_asked_about(desk: WithCounty) -> None:
    desk.world.trusted()
    begun = drafts.begin(desk.vault, "study_session", values=SESSION)
    finished = records.move(desk.vault, begun.id, "finish", revision=begun.revision)
    made = wizard(desk)
    checked(desk, made, finished.id)
    assert made.check.replacing is None


def test_what_was_sent_back_and_not_mended_cannot_be_ticked_and_says_why(desk: WithCounty) -> None:
    sent_back(desk.world)
    made = wizard(desk)
    made.choose.rows.tick_all(on=True)
    assert made.choose.chosen() == ()
    said = [made.choose.rows.index(at).data() for at in range(made.choose.rows.rowCount())]
    assert any("to be mended first" in str(one) for one in said)


def test_nothing_is_closed_before_the_countys_letter_is_in(desk: WithCounty) -> None:
    begun = petition(desk)
    finish = records.open_record(desk.vault, begun.id).moves[0]
    records.move(desk.vault, begun.id, finish.key, revision=begun.revision)
    made = wizard(desk)
    assert not made.choose.sealed.isVisible()
    assert made.choose._told.isVisible()
    made.choose.rows.tick_all(on=True)
    assert made.choose.chosen() == ()


def test_a_confidential_record_goes_only_into_a_closed_packet_which_only_the_county_opens(desk: WithCounty) -> None:
    desk.world.trusted()
    begun = petition(desk)
    finish = records.open_record(desk.vault, begun.id).moves[0]
    done = records.move(desk.vault, begun.id, finish.key, revision=begun.revision)
    made = wizard(desk)
    made.choose.rows.tick_all(on=True)
    assert made.choose.chosen() == ()
    press(made.choose.sealed, Qt.Key.Key_Space)
    assert made.choose._told.isVisible()
    checked(desk, made, done.id)
    signed(desk, made)
    path = carried(desk, made)
    assert path.suffix == ".p7m"
    assert b"%PDF" not in path.read_bytes()
    opener = trust.opener(desk.world.desk)
    row = next(intake.scan(desk.world.desk.register, iter([path]), clock=desk.clock, opener=opener))
    assert (row.verdict.light, row.incoming.confidential) == (Light.VALID, True)
    answer = replies.receive(desk.world.desk, row.incoming.id, folder=desk.world.place)
    home = handover.carry(desk.world.desk, answer.id, desk.world.stick).path
    assert not receipts.take(desk.vault, home).returned


def test_taking_the_tick_back_leaves_the_confidential_out_again(desk: WithCounty) -> None:
    desk.world.trusted()
    begun = petition(desk)
    finish = records.open_record(desk.vault, begun.id).moves[0]
    records.move(desk.vault, begun.id, finish.key, revision=begun.revision)
    made = wizard(desk)
    press(made.choose.sealed, Qt.Key.Key_Space)
    made.choose.rows.tick_all(on=True)
    assert made.choose.chosen() == (begun.id,)
    press(made.choose.sealed, Qt.Key.Key_Space)
    assert made.choose.chosen() == ()
