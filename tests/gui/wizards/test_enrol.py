"""The enrolment: filled in, printed, carried; with the keyboard alone, again after every refusal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.base.settings import Settings
from core.records.errand import Why
from core.services import audit, county, handover
from core.services.desk import authority
from core.views.county import Standing
from gui.messages import _
from gui.pages.preferences import Preferences
from gui.pages.settings import SettingsPage
from gui.widgets.finding import FindingRow
from gui.widgets.paper import Printout
from gui.wizards.enrol import EnrolWizard
from tests.gui.pages.countypage import WithCounty, with_county
from tests.support.typing import press, type_text
from tests.support.vaults import PASSWORD

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    with with_county(tmp_path, qtbot) as made:
        yield made


def wizard(desk: WithCounty, why: Why = Why.FIRST) -> EnrolWizard:
    made = EnrolWizard(desk.vault, tasks=desk.tasks, chooser=desk.chooser, drives=desk.sticks)
    desk.bench.qtbot.addWidget(made)
    made.resize(1242, 668)
    with desk.bench.qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.recall({"why": why.value})
    made.enter()
    desk.bench.settle()
    return made


def make(desk: WithCounty, made: EnrolWizard) -> None:
    type_text(made.ask.password.line, PASSWORD)
    press(made.ask.password.line, Qt.Key.Key_Return)
    desk.bench.until(lambda: made.step() == "form")


def test_from_the_first_field_to_the_stick_by_keyboard_alone(desk: WithCounty):
    made = wizard(desk)
    printed: list[Printout] = []
    made.print_requested.connect(printed.append)
    type_text(made.ask.contact, "王䶮 0571-0000")
    make(desk, made)
    key = county.state(desk.vault).key
    assert made.form.fingerprint.digits.text().split() == key.upper().split()
    press(made.form.print_button, Qt.Key.Key_Space)
    assert printed[0].pdf == county.form(desk.vault)[1]
    press(made.steps.next, Qt.Key.Key_Space)
    assert made.step() == "carry"
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.carried is not None)
    form = made.carried.path
    assert form.is_relative_to(desk.world.stick)
    seen = authority.look_at_form(desk.world.desk, form)
    assert (seen.key, seen.contact) == ("".join(key.split()).lower(), "王䶮 0571-0000")
    ended: list[bool] = []
    made.ended.connect(lambda: ended.append(True))
    press(made.steps.next, Qt.Key.Key_Space)
    assert ended == [True]


def test_a_first_form_asks_for_no_reason_a_renewal_does(desk: WithCounty):
    made = wizard(desk)
    assert not made.ask._why_line.isVisible()
    assert made.ask.why() is Why.FIRST
    made.recall({"why": "renewal"})
    assert made.ask._why_line.isVisible()
    made.ask._why.set_value("succession")
    assert made.ask.why() is Why.SUCCESSION
    made.recall({"why": "lost"})
    assert not made.ask._why_line.isVisible()
    assert made.ask.why() is Why.LOST


def test_without_or_with_a_wrong_password_no_form_is_made_and_what_was_typed_stays(desk: WithCounty):
    made = wizard(desk)
    type_text(made.ask.contact, "林志远")
    press(made.steps.next, Qt.Key.Key_Space)
    assert made.ask.password.line.hasFocus()
    type_text(made.ask.password.line, "wrong")
    press(made.ask.password.line, Qt.Key.Key_Return)
    desk.bench.settle()
    assert made.step() == "ask"
    assert county.form(desk.vault) is None
    assert made.ask.contact.text() == "林志远"
    made.ask.password.line.selectAll()
    make(desk, made)
    assert county.state(desk.vault).standing is Standing.ASKED


def test_a_stick_that_takes_nothing_is_said_and_it_may_be_tried_again(desk: WithCounty, tmp_path: Path):
    made = wizard(desk)
    make(desk, made)
    press(made.steps.next, Qt.Key.Key_Space)
    gone = tmp_path / "gone"
    gone.mkdir()
    desk.chooser.answers.append(gone)
    made.carry.where.choose()
    gone.rmdir()
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.settle()
    assert made.carried is None
    assert not made.busy()
    gone.mkdir()
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.carried is not None)


def test_what_is_to_be_known_of_the_stick_is_told_before_the_form_is_written(desk: WithCounty):
    made = wizard(desk)
    make(desk, made)
    (desk.world.stick / "新建文件夹.exe").write_bytes(b"MZ")
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.settle()
    rows = [row.line for row in made.carry.findChildren(FindingRow) if row.isVisibleTo(made)]
    assert [line.rule for line in rows if line.rule] == ["I08"]
    assert made.carried is None


def test_the_form_stands_in_the_hand_over_log_and_its_slip_is_printed(desk: WithCounty):
    made = wizard(desk)
    printed: list[Printout] = []
    made.print_requested.connect(printed.append)
    make(desk, made)
    press(made.steps.next, Qt.Key.Key_Space)
    press(made.steps.next, Qt.Key.Key_Space)
    desk.bench.until(lambda: made.carried is not None)
    assert handover.listing(desk.vault) == (made.carried.handed,)
    assert made.carried.handed.name == made.carried.path.name
    assert audit.listing(desk.vault)[0].what == "enrolment_carried"
    made.carry.slip_button.click()
    desk.bench.until(lambda: printed)
    assert printed[-1].name == _("Hand-over slip")
    made.carry.again()
    desk.bench.settle()
    said = [row.line.text for row in made.carry.findChildren(FindingRow) if row.isVisibleTo(made)]
    assert _("It lies there already; it is read back and not written twice.") in said


def settings(desk: WithCounty) -> SettingsPage:
    page = SettingsPage(
        desk.vault,
        tasks=desk.tasks,
        clock=desk.clock,
        preferences=Preferences(desk.world.place / "settings.json", Settings()),
    )
    desk.show(page)
    return page


def test_the_card_of_the_settings_has_one_next_step_in_every_standing(desk: WithCounty):
    page = settings(desk)
    wanted: list[tuple[Any, ...]] = []
    page.place_wanted.connect(lambda place, what: wanted.append((place, what)))
    card = page.county
    press(card.next, Qt.Key.Key_Space)
    assert wanted[-1] == ("enrol", {"why": "first"})
    assert not card.lost.isVisible()
    form = desk.world.enrol()
    page.enter()
    desk.bench.settle()
    press(card.next, Qt.Key.Key_Space)
    assert wanted.pop()[0] == "answers"
    printed: list[Printout] = []
    page.print_requested.connect(printed.append)
    press(card.again, Qt.Key.Key_Space)
    desk.bench.settle()
    assert printed[0].pdf == form.read_bytes()
    letter = desk.world.certify(form)
    county.take_letter(desk.vault, letter, root=county.look_at_letter(desk.vault, letter).root)
    page.enter()
    desk.bench.settle()
    assert not card.next.isVisible()
    assert card.lost.isVisible()
    until = county.state(desk.vault).valid_until
    desk.world.later(days=(until - desk.clock.now().date()).days - 30)
    page.enter()
    desk.bench.settle()
    press(card.next, Qt.Key.Key_Space)
    assert wanted[-1] == ("enrol", {"why": "renewal"})


def test_a_lost_key_is_asked_about_and_escape_keeps_it(desk: WithCounty):
    desk.world.trusted()
    page = settings(desk)
    wanted: list[tuple[str, object]] = []
    page.place_wanted.connect(lambda place, what: wanted.append((place, what)))
    press(page.county.lost, Qt.Key.Key_Space)
    question = page.county.question
    desk.bench.until(question.isActiveWindow)
    press(question, Qt.Key.Key_Escape)
    assert wanted == []
    press(page.county.lost, Qt.Key.Key_Space)
    page.county.question.buttons["lost"].click()
    assert wanted == [("enrol", {"why": "lost"})]
