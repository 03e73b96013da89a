"""The packet wizard at its edges: what can't be chosen, what must be said, what goes wrong on the way to the stick."""

import pytest

from core.campaign.reader import preset
from core.services import campaigns, drafts, packets, records
from core.views.verdicts import DriveView
from gui.windows.packet_place import PacketPlace
from gui.wizards.packet import PacketWizard
from tests.flows.filling import retype
from tests.support.examples import EXAMPLES
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import DIARY, ITEM, PASSWORD, SESSION


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    yield found
    found.close()


def enter(stage: Stage, kind: str, values: dict, *, finish: bool = True) -> str:
    """Write a record and finish it, with a sentence for every warning."""
    vault = stage.window._vault
    record = drafts.begin(vault, kind)
    drafts.save(vault, record.id, {**record.values, **values}, revision=record.revision)
    if finish:
        for finding in records.open_record(vault, record.id).findings:
            if finding.level == "W":
                now = records.read(vault, record.id)
                records.explain(vault, record.id, finding.mark, "当天情况如此，已经核实。", revision=now.revision)
        first = next(move for move in records.open_record(vault, record.id).moves if move.primary)
        records.move(vault, record.id, first.key, revision=records.read(vault, record.id).revision)
    return record.id


def open_wizard(stage: Stage) -> PacketWizard:
    shell = stage.window.shell()
    shell.go("packet")
    stage.settle()
    place = shell.page()
    assert isinstance(place, PacketPlace)
    return place.wizard


def go_to_carry(stage: Stage) -> PacketWizard:
    wizard = open_wizard(stage)
    wizard.choose.rows.tick_all(on=True)
    wizard.steps.next.click()
    stage.settle()
    wizard.steps.next.click()
    stage.until(lambda: wizard._drawn is not None, seconds=60)
    wizard.steps.next.click()
    type_text(wizard.sign.password.line, PASSWORD)
    wizard.steps.next.click()
    stage.until(lambda: wizard.step() == "carry", seconds=60)
    stage.settle()
    return wizard


def test_a_packet_of_the_notice_ticks_its_records_and_gives_its_name(stage):
    vault = stage.window._vault
    campaigns.take(vault, preset())
    session = enter(stage, "study_session", SESSION)
    report = enter(stage, "progress_report", EXAMPLES["progress_report"])
    choose = open_wizard(stage).choose
    by_name = {offer.name: key for key, offer in choose._offers.items()}
    choose.which.set_value(by_name["迎检包"])
    choose.which.edited.emit()
    assert choose.chosen() == (session,)
    assert choose.packet_title() == "迎检包"
    choose.which.set_value(by_name["月度书面材料包"])
    choose.which.edited.emit()
    assert choose.chosen() == (report,)
    choose.which.set_value(by_name["建议书报送包"])
    choose.which.edited.emit()
    assert choose.chosen() == ()
    assert choose.reason(), "nothing is there for it yet"


def test_with_nothing_to_choose_the_first_step_says_so(stage):
    wizard = open_wizard(stage)
    wizard.steps.next.click()
    assert wizard.step() == "choose"
    assert wizard.choose._empty.isVisible()


def test_a_draft_is_shown_and_cannot_be_ticked(stage):
    enter(stage, "study_session", SESSION)
    draft = enter(stage, "study_session", {"title": "没写完"}, finish=False)
    wizard = open_wizard(stage)
    assert wizard.choose.chosen() == ()
    wizard.choose.rows.tick_all(on=True)
    assert len(wizard.choose.chosen()) == 1
    assert draft not in wizard.choose.chosen()


def test_what_a_notice_wants_is_ticked_and_the_rest_stands_below_on_demand(stage):
    campaigns.take(stage.window._vault, preset())
    session = enter(stage, "study_session", SESSION)
    report = enter(stage, "progress_report", EXAMPLES["progress_report"])
    choose = open_wizard(stage).choose
    assert choose.chosen() == (report,)
    said = [choose.rows.index(at).data() for at in range(choose.rows.rowCount())]
    assert said[1] == "备查材料（可另选）"
    assert choose.list.sizeHintForIndex(choose.rows.index(1)).height() < choose.list.sizeHintForRow(0)
    choose.rows.turn(choose.rows.index(1))
    assert choose.chosen() == (report,), "words over rows are not ticked"
    choose.rows.turn(choose.rows.index(2))
    assert choose.chosen() == (report, session)


def test_a_page_may_ask_for_a_packet_of_just_these_records(stage):
    first = enter(stage, "study_session", SESSION)
    wanted = enter(stage, "research_diary", DIARY)
    wizard = open_wizard(stage)
    wizard.choose.rows.tick_all(on=True)
    assert set(wizard.choose.chosen()) == {first, wanted}
    stage.window.shell().go("packet", {"records": [wanted]})
    stage.settle()
    assert wizard.step() == "choose"
    assert wizard.choose.chosen() == (wanted,)


def test_asking_for_records_leaves_a_signed_packet_in_the_list_and_begins_another(stage):
    enter(stage, "study_session", SESSION)
    wizard = go_to_carry(stage)
    later = enter(stage, "research_diary", DIARY)
    stage.window.shell().go("packet", {"records": [later]})
    stage.settle()
    assert wizard.step() == "choose"
    assert wizard.choose.chosen() == (later,)
    assert wizard.delivery.packet is None
    assert len(packets.listing(stage.window._vault)) == 1


def test_a_packet_without_a_title_goes_nowhere(stage):
    enter(stage, "study_session", SESSION)
    wizard = open_wizard(stage)
    wizard.choose.title.selectAll()
    wizard.choose.title.del_()
    wizard.steps.next.click()
    assert wizard.step() == "choose"
    assert wizard.choose.title.hasFocus()


def test_a_warning_without_its_sentence_holds_the_wizard_and_takes_one_there(stage):
    record = enter(stage, "rectification", ITEM)
    stage.clock.set(stage.clock.now().replace(month=11))
    wizard = open_wizard(stage)
    wizard.choose.rows.tick([record])
    wizard.steps.next.click()
    stage.settle()
    rows = [row for row in wizard.check.rows() if row.said.rule == "E02"]
    assert rows, "its deadline has passed"
    row = rows[0]
    if row.done():
        row.field.selectAll()
        row.field.del_()
        row.field.edited.emit()
    wizard.steps.next.click()
    stage.settle()
    assert wizard.step() == "check"
    type_text(row.field, "短")
    assert not row.done(), "five characters at least"
    retype(row.field, "村里的盖板十一月底才到货。")
    row.keep()
    stage.settle()
    vault = stage.window._vault
    assert "村里的盖板十一月底才到货。" in records.read(vault, record).explanations.values()


def test_mending_a_record_and_coming_back_keeps_the_step(stage):
    record = enter(stage, "rectification", ITEM)
    stage.clock.set(stage.clock.now().replace(month=11))
    wizard = open_wizard(stage)
    wizard.choose.rows.tick([record])
    wizard.steps.next.click()
    stage.settle()
    shell = stage.window.shell()
    wizard.check.record_wanted.emit(record, ("deadline",))
    stage.settle()
    assert not isinstance(shell.page(), PacketPlace)
    shell.back()
    stage.settle()
    assert isinstance(shell.page(), PacketPlace)
    assert shell.page().wizard is wizard
    assert wizard.step() == "check"
    assert wizard.choose.chosen() == (record,)


def test_a_record_that_moved_after_drawing_is_not_signed(stage):
    record = enter(stage, "research_diary", DIARY)
    wizard = open_wizard(stage)
    wizard.choose.rows.tick([record])
    wizard.steps.next.click()
    stage.settle()
    wizard.steps.next.click()
    stage.until(lambda: wizard._drawn is not None, seconds=60)
    wizard.steps.next.click()
    vault = stage.window._vault
    now = records.read(vault, record)
    records.move(vault, record, "revise", answers={"reason": "日期记错了一天"}, revision=now.revision)
    type_text(wizard.sign.password.line, PASSWORD)
    wizard.steps.next.click()
    stage.settle(seconds=60)
    assert wizard.step() == "check"
    assert packets.listing(vault) == ()


def test_no_stick_is_said_and_a_folder_does_as_well(stage, tmp_path):
    enter(stage, "study_session", SESSION)
    wizard = go_to_carry(stage)
    wizard.steps.next.click()
    assert wizard.delivery.carried is None
    assert wizard.carry._top.count() == 1
    folder = tmp_path / "folder"
    folder.mkdir()
    stage.chooser.answers.append(folder)
    wizard.carry.where.choose()
    wizard.steps.cancel.setFocus()  # it goes once all is written
    wizard.steps.next.click()
    stage.until(lambda: wizard.delivery.carried is not None, seconds=60)
    assert [path.suffix for path in folder.iterdir()] == [".pdf"]
    assert wizard.steps.next.hasFocus(), "Enter goes on here, and not to the rail"


def test_a_stick_that_is_gone_leaves_the_packet_undelivered_and_can_be_tried_again(stage, tmp_path):
    enter(stage, "study_session", SESSION)
    wizard = go_to_carry(stage)
    stick = tmp_path / "stick"
    drive = DriveView(path=stick, label="KINGSTON", free=1_000_000_000, writable=True)
    wizard.carry.show_drives((drive,))
    wizard.steps.next.click()
    stage.settle(seconds=60)
    vault = stage.window._vault
    assert wizard.delivery.carried is None
    assert wizard.carry._top.count() == 1
    assert packets.listing(vault)[0].carried_at is None
    stick.mkdir()
    (stick / "新建文件夹.exe").write_bytes(b"MZ")
    wizard.steps.next.click()
    wizard.steps.next.click()
    stage.until(lambda: wizard.delivery.carried is not None, seconds=60)
    assert wizard.delivery.carried is not None
    assert wizard.delivery.carried.strangers == ("新建文件夹.exe",)
    assert packets.listing(vault)[0].carried_at is not None


def test_leaving_before_the_stick_keeps_the_signed_packet(stage):
    enter(stage, "study_session", SESSION)
    wizard = go_to_carry(stage)
    wizard.steps.cancel.click()
    stage.settle()
    shell = stage.window.shell()
    assert shell._here == "submit"
    line = packets.listing(stage.window._vault)[0]
    shell.page().place_wanted.emit("packet", {"carry": line.id})
    stage.settle()
    again = shell.page().wizard
    assert again is not wizard
    assert again.step() == "carry"


def test_the_lock_brings_one_back_to_the_check(stage):
    record = enter(stage, "study_session", SESSION)
    wizard = open_wizard(stage)
    wizard.choose.rows.tick([record])
    retype(wizard.choose.title, "我起的名字")
    wizard.steps.next.click()
    stage.settle()
    stage.window.lock()
    stage.settle()
    stage.unlock()
    stage.settle()
    place = stage.window.shell().page()
    assert isinstance(place, PacketPlace)
    assert place.wizard.step() == "check"
    assert place.wizard.choose.packet_title() == "我起的名字"
    assert place.wizard.choose.chosen() == (record,)
