"""One answer at a time: while one is written another line may be looked at, and neither is taken for the other."""

import shutil

import pytest

from core.records.errand import Why
from core.services import drafts, records
from core.services.desk import authority, replies, reports
from core.views.desk import State
from gui.widgets.progress import SafeCard
from tests.support.desks import StagedDesk
from tests.support.vaults import SESSION, unlike
from tests.support.words import words_of


@pytest.fixture
def page(scene: StagedDesk):
    """The intake with two packets that were read just now, the first of them shown."""
    for title, day in (("九月份报送包", "2008-09-18"), ("十月份报送包", "2008-09-19")):
        lay_packet(scene, title, day)
    found = scene.read_stick()
    choose(scene, found, "九月份报送包")
    return found


def lay_packet(scene: StagedDesk, title: str, day: str) -> None:
    """Lay a packet with the session of one day onto the stick."""
    vault = scene.world.vault
    begun = drafts.begin(vault, "study_session", values=unlike(SESSION, int(day[-2:])) | {"date": day})
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    scene.world.packet(done.id, title=title)


def key_of(page, title: str) -> str:
    return next(one.key for one in page.entries() if one.incoming is not None and one.incoming.title == title)


def choose(scene: StagedDesk, page, title: str) -> None:
    page._choose(key_of(page, title))
    assert page.packet.packet().title == title


def chip_of(page, title: str) -> State:
    """Return how the line in the list stands."""
    return next(one.incoming.state for one in page.entries() if one.key == key_of(page, title))


def stands(scene: StagedDesk, title: str) -> State:
    register = scene.stage.window._vault.register
    return next(one.state for one in reports.arrivals(register) if one.title == title)


def safe_cards(page) -> list[SafeCard]:
    return [card for card in page.packet.findChildren(SafeCard) if card.isVisible()]


def test_the_line_that_was_answered_says_so_although_another_is_shown(scene, page):
    page.packet.receipt_button.click()
    choose(scene, page, "十月份报送包")
    assert "is being written" in page.under_way.banner.line.text
    scene.stage.settle(seconds=60)
    assert stands(scene, "九月份报送包") is State.RECEIVED
    assert chip_of(page, "九月份报送包") is State.RECEIVED
    assert chip_of(page, "十月份报送包") is State.TAKEN
    assert safe_cards(page) == []


def test_that_the_stick_may_be_pulled_out_is_seen_when_one_returns_and_only_there(scene, page):
    page.packet.receipt_button.click()
    choose(scene, page, "十月份报送包")
    scene.stage.settle(seconds=60)
    assert "read back and checked" in page.under_way.banner.line.text
    page.under_way.banner.action.click()
    scene.stage.settle()
    assert page.packet.packet().title == "九月份报送包"
    assert len(safe_cards(page)) == 1
    assert page.under_way.banner is None
    choose(scene, page, "十月份报送包")
    scene.stage.settle()
    assert page.under_way.banner is None
    choose(scene, page, "九月份报送包")
    scene.stage.settle()
    assert safe_cards(page) == []


def test_a_second_receipt_waits_for_the_first_and_says_so(scene, page):
    page.packet.receipt_button.click()
    choose(scene, page, "十月份报送包")
    page.packet.receipt_button.click()
    assert "is being written first" in words_of(page.packet._answer_says)
    assert not page.packet.handover.isVisible()
    scene.stage.settle(seconds=60)
    assert stands(scene, "十月份报送包") is State.TAKEN
    assert safe_cards(page) == []
    page.packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    assert stands(scene, "十月份报送包") is State.RECEIVED
    assert len(safe_cards(page)) == 1
    assert len([path for path in scene.world.stick.rglob("*.pdf") if "回执" in path.name]) == 2


def test_remarks_stay_in_their_form_while_another_answer_is_written(scene, page):
    page.packet.receipt_button.click()
    choose(scene, page, "十月份报送包")
    page.packet.return_button.click()
    page.packet.remarks.text.setPlainText("请补签到表。")
    page.packet.remarks.send_button.click()
    assert page.packet.remarks.isVisible()
    scene.stage.settle(seconds=60)
    assert stands(scene, "十月份报送包") is State.TAKEN
    assert [one.text for one in page.packet.remarks.remarks()] == ["请补签到表。"]


def test_what_was_not_written_is_told_on_the_other_line(scene, page):
    shutil.move(scene.world.stick, scene.world.stick.with_name("kept"))
    page.packet.receipt_button.click()
    choose(scene, page, "十月份报送包")
    scene.stage.settle(seconds=60)
    assert "not on a stick yet" in page.under_way.banner.line.text
    assert len(replies.waiting(scene.stage.window._vault.register)) == 1


def test_a_letter_is_no_answer_to_the_form_that_is_shown_meanwhile(scene):
    scene.world.packet()
    scene.form(Why.LOST)
    page = scene.read_stick()
    form = next(one for one in page.entries() if one.form and not one.certified)
    page._choose(form.key)
    scene.stage.settle()
    page.form.same.setChecked(True)
    page.form.certify_button.click()
    page._choose(next(one.key for one in page.entries() if one.form and one.certified))
    scene.stage.settle(seconds=60)
    assert all(one.certified for one in page.entries() if one.form)
    assert "was withdrawn" in words_of(page.form._says)
    assert not page.form.handover.isVisible()
    assert page.under_way.banner is not None
    assert len(authority.schools(scene.stage.window._vault.register)) == 1
    page._choose(form.key)
    scene.stage.settle()
    assert page.form.handover.safe
    assert page.form.handover.isVisible()
    assert not page.form._card.isVisible()


def test_a_packet_is_not_answered_while_a_letter_is_written(scene):
    scene.world.packet()
    scene.form(Why.LOST)
    page = scene.read_stick()
    page._choose(next(one.key for one in page.entries() if one.form and not one.certified))
    scene.stage.settle()
    page.form.same.setChecked(True)
    page.form.certify_button.click()
    choose(scene, page, "九月份报送包")
    page.packet.receipt_button.click()
    assert "is being written first" in words_of(page.packet._answer_says)
    scene.stage.settle(seconds=60)
    assert stands(scene, "九月份报送包") is State.TAKEN


def test_what_was_typed_for_one_packet_is_there_again_after_another_was_sent_back(scene, page):
    remarks = page.packet.remarks
    page.packet.return_button.click()
    remarks.field.set_value("discussion")
    remarks.text.setPlainText("请写明讨论了什么。")
    remarks.add_button.click()
    remarks.field.set_value("content")
    remarks.text.setPlainText("内容太短")
    remarks.note.set_value("其余都好")
    written = remarks.remarks()
    choose(scene, page, "十月份报送包")
    page.packet.return_button.click()
    assert remarks.remarks() == ()
    assert remarks.note.text() == ""
    remarks.text.setPlainText("请补签到表。")
    remarks.send_button.click()
    scene.stage.settle(seconds=60)
    assert stands(scene, "十月份报送包") is State.RETURNED
    choose(scene, page, "九月份报送包")
    page.packet.return_button.click()
    assert remarks.remarks() == written
    assert (remarks.field.value(), remarks.note.text()) == ("content", "其余都好")
    assert [one.field for one in written] == ["discussion", "content"]
